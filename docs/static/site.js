// The switch of languages keeps the place (cells have the same names in both) and what is searched for.
document.addEventListener("click", event => {
  const link = event.target.closest(".switch-language");
  if (!link) return;
  const passed = [...document.querySelectorAll("[id^='cell-']")].filter(cell => cell.getBoundingClientRect().top < 150);
  if (passed.length) link.hash = passed.at(-1).id;
  const asked = document.querySelector("#search input")?.value;
  if (asked) link.search = new URLSearchParams({ q: asked });
});

// The theme's scripts come when the page is there: what is on it is seen, and drawn on, before its menus are used.
addEventListener("load", () => document.querySelectorAll("script[type='text/later']").forEach(later =>
  later.replaceWith(Object.assign(document.createElement("script"), { src: later.src, async: false }))));

const root = document.documentElement;

// Widgets know a dark page by JupyterLab's mark.
const mark = () => { document.body.dataset.jpThemeLight = String(root.dataset.theme !== "dark"); };
new MutationObserver(mark).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
mark();

// Paper is white.
addEventListener("beforeprint", () => [root.dataset.onScreen, root.dataset.theme] = [root.dataset.theme, "light"]);
addEventListener("afterprint", () => root.dataset.theme = root.dataset.onScreen);

// A formula that is wider than a phone is scrolled by keys, too; it is looked at again when a fold opens and when the phone is turned.
const reach = new ResizeObserver(formulas => formulas.forEach(({ target }) => {
  const formula = target.firstElementChild; // beside it a formula in a line holds what is read aloud, which may be wider
  const width = formula instanceof HTMLElement && target.matches("span") ? formula.offsetWidth : target.scrollWidth;
  if (width > target.clientWidth) target.tabIndex = 0; else target.removeAttribute("tabindex");
}));

// Formulas are set some at a time, so that what moves need not wait for all of them. Pictures and formulas get their height after the
// browser has gone to the place that a link names.
addEventListener("load", async () => {
  await window.MathJax?.startup?.promise;
  const formulas = [...document.querySelectorAll(".math")];
  while (formulas.length) {
    await window.MathJax.typesetPromise(formulas.splice(0, 20));
    await new Promise(done => setTimeout(done));
  }
  document.querySelectorAll("mjx-container[display], span.math").forEach(formula => reach.observe(formula));
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
});
