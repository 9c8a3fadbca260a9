// A panel's page: controls, the picture as Python drew it (SVG), one sentence. The page asks for one picture at a time.
import { belongs, local, make, put, tr } from "./page.js";

/** A number as it is shown: a slider's steps leave no tails such as 0.30000000000000004. */
export function neat(value, { kind, step, low, high }) {
  if (kind === "factors") return Math.min(high, Math.max(low, Number(value.toPrecision(2))));
  return kind === "whole" ? Math.round(value) : Number(value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(step)))));
}

const NOTCHES = 200;  // of a slider that moves by factors

export const notch = (value, { low, high }) => Math.round(NOTCHES * Math.log(value / low) / Math.log(high / low));
export const factor = (place, { low, high }) => low * (high / low) ** (place / NOTCHES);

/** One control: `elements` to put on the page and `show(value)`; calls change(value) when the learner moves it. */
function control(part, change) {
  const { kind, label, low, high, step } = part;
  if (kind === "choice") {
    const menu = make("select", { "aria-label": label, onchange: () => change(menu.selectedIndex) },
      ...part.options.map(name => make("option", {}, name)));
    return { elements: [make("span", {}, label), menu], show: number => { menu.selectedIndex = number; } };
  }
  if (kind === "switch") {
    const tick = make("input", { type: "checkbox", "aria-label": label, onchange: () => change(tick.checked) });
    return { elements: [make("span", {}, label), tick], show: on => { tick.checked = on; } };
  }
  const field = make("input", { type: "number", "aria-label": label, min: low, max: high, step: kind === "factors" ? "any" : step,
    onchange: () => commit(), onkeydown: event => event.key === "Enter" && commit() });
  let told;  // the value that Python has or is being sent: Enter and leaving the field ask for one picture
  function commit() {
    if (field.value !== "" && field.valueAsNumber !== told) change(told = field.valueAsNumber);
  }
  const log = kind === "factors";
  const limits = log ? { min: 0, max: NOTCHES, step: 1 } : { min: low, max: high, step };
  const bar = make("input", { type: "range", "aria-label": label, ...limits, oninput: () => {
    const value = neat(log ? factor(bar.valueAsNumber, part) : bar.valueAsNumber, part);
    field.value = String(value);
    change(told = value);
  } });
  const show = value => {
    told = value;
    if (field.valueAsNumber !== value) field.value = value;
    const place = log ? notch(value, part) : value;
    if (neat(log ? factor(bar.valueAsNumber, part) : bar.valueAsNumber, part) !== value) bar.value = place;
    bar.setAttribute("aria-valuetext", String(value).replace("-", "−"));
  };
  return { elements: [make("span", {}, label), field, bar], show };
}

function render({ model, el }) {
  belongs(el, model, "course-panel");
  let waiting = false, next = null, timer;
  const controls = {};
  const ask = () => {
    if (waiting || !next) return;
    waiting = true;
    model.send({ set: next, pad: local() });
    next = null;
    timer = setTimeout(() => put(sentence, tr("Waiting for the kernel: it is busy, or it has stopped. If it has stopped, run this cell again.")), 3000);
  };
  const picture = make("div", { class: "pn-picture" }), sentence = make("p", { class: "pn-sentence", role: "status" });
  const grid = make("div", { class: "pn-controls", role: "group", "aria-label": tr("Controls") });
  for (const part of model.get("controls")) {
    controls[part.name] = control(part, value => { next = { ...next, [part.name]: value }; ask(); });
    grid.append(make("div", { class: `pn-row pn-${part.kind}` }, ...controls[part.name].elements));
  }
  function reach() {  // what is scrolled can be scrolled by the arrow keys
    if (picture.scrollWidth > picture.clientWidth) picture.setAttribute("tabindex", "0");
    else picture.removeAttribute("tabindex");
  }

  function show() {
    const { picture: svg, alt, sentence: words, values } = model.get("shown");
    picture.innerHTML = svg;
    const drawn = picture.querySelector("svg"), [, , width] = drawn.getAttribute("viewBox").split(" ");
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", alt);
    drawn.style.width = `${width}px`;
    drawn.style.minWidth = `${0.8 * Number(width)}px`;  // or its letters cannot be read: a narrow page scrolls it
    put(sentence, words);
    for (const [name, value] of Object.entries(values)) if (!(next && name in next)) controls[name].show(value);
  }
  function answer() {
    clearTimeout(timer);
    waiting = false;
    show();
    ask();
  }

  el.append(grid, picture, sentence);
  show();
  model.on("change:shown", answer);
  const resized = new ResizeObserver(reach);
  resized.observe(picture);
  return () => {
    clearTimeout(timer);
    model.off("change:shown", answer);
    resized.disconnect();
  };
}

export default { render };
