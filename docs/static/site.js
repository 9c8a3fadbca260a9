// The switch of languages keeps the place (cells have the same names in both) and what is searched for.
document.addEventListener("click", event => {
  const link = event.target.closest(".switch-language");
  if (!link) return;
  const passed = [...document.querySelectorAll("[id^='cell-']")].filter(cell => cell.getBoundingClientRect().top < 150);
  if (passed.length) link.hash = passed.at(-1).id;
  const asked = document.querySelector("#search input")?.value;
  if (asked) link.search = new URLSearchParams({ q: asked });
});

// Paper is white.
const root = document.documentElement;
addEventListener("beforeprint", () => [root.dataset.onScreen, root.dataset.theme] = [root.dataset.theme, "light"]);
addEventListener("afterprint", () => root.dataset.theme = root.dataset.onScreen);

// Pictures and formulas get their height after the browser has gone to the place that a link names.
addEventListener("load", async () => {
  await window.MathJax?.startup?.promise;
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
});
