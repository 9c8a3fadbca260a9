// A panel's page: controls, the picture as Python drew it (SVG), one sentence. The page asks for one picture at a time.
import { connect, local, make, menu, numberField, put, standing, tr, underHand } from "./page.js";
import { timeBar } from "./time_bar.js";

/** @typedef {{ name: string, label: string, kind: string, low: number, high: number, step: number, options: string[] }} Part a control, from Python */
/** @typedef {{ picture: string, alt: string, sentence: string, values: Record<string, any> }} Shown from Python */
/** @typedef {(value: number) => void} Change what a control calls when the learner moves it */
/** @typedef {{ elements: HTMLElement[], show(value: any): void, play?: HTMLElement, halt?(): void }} Control */

/** A number as it is shown: a slider's steps leave no tails such as 0.30000000000000004. @param {number} value @param {Pick<Part, "step">} part */
export const neat = (value, { step }) => Number(value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(step)))));

function choice(/** @type {Part} */ { label, options }, /** @type {Change} */ change) {
  const field = menu(() => change(field.selectedIndex), options.map(name => [name, name]), { "aria-label": label });
  return { elements: [field], show(/** @type {number} */ number) { field.selectedIndex = number; } };
}

/** A slider, and a field, which takes any number between the slider's steps. @param {Part} part @param {Change} change */
function slider(part, change) {
  const { label, low, high, step } = part, look = { "aria-label": label, min: low, max: high, step };
  const field = numberField({ ...look, onchange: () => { if (field.value !== "") change(field.valueAsNumber); } });
  const bar = make("input", { type: "range", ...look, oninput: () => { field.value = String(at()); change(at()); } });
  const at = () => neat(bar.valueAsNumber, part);  // where the slider stands
  /** @param {any} value a number */
  function show(value) {
    if (!underHand(field) && field.valueAsNumber !== value) field.value = value;
    if (at() !== value) bar.value = value;
    bar.setAttribute("aria-valuetext", String(value).replace("-", "−"));
  }
  return { elements: [field, bar], show };
}

/** A bar over kept states, with Play. @param {Part} part @param {Change} change @param {HTMLElement} root */
function moments({ label, options }, change, root) {
  let told = 0, drawn = 0;
  const time = timeBar(root, { name: label, button: tr("Play: {name}", { name: label }), said: at => options[at],
    ready: () => drawn === told, go: at => {
      time.show(at);
      if (at !== told) change(told = at);
    } });
  time.over(options.map((_, k) => k));
  return { elements: [time.play, make("div", { class: "pn-time" }, time.bar, time.count)], play: time.play, halt: time.halt, show(/** @type {number} */ number) {
    told = drawn = number;
    if (!time.moves()) time.show(number);
  } };
}

/** @type {Record<string, (part: Part, change: Change, root: HTMLElement) => Control>} */
const KINDS = { choice, moments, whole: slider, decimals: slider };

function panelPage(/** @type {HTMLElement} */ el, /** @type {import("./page.js").Model} */ model) {
  const python = connect(model, take, take);  // all views show the same
  let moved = /** @type {Record<string, number>} */ ({});  // and not answered yet
  const controls = /** @type {Part[]} */ (model.get("controls")).map(part => ({ ...part, ...KINDS[part.kind](part, value => {
    moved[part.name] = value;
    python.ask({ do: "set", values: { ...moved }, pad: local() });
  }, el) }));
  const touch = (/** @type {Event} */ event) => controls.forEach(({ play, halt }) => play?.contains(/** @type {Node} */ (event.target)) || halt?.());  // a hand stops each Play but the one it is at
  for (const kind of ["pointerdown", "keydown"]) el.addEventListener(kind, touch);
  const picture = make("div", { class: "pn-picture" }), said = make("p", { class: "pn-sentence", role: "status" });
  el.append(make("div", { class: "pn-controls", role: "group", "aria-label": tr("Controls") }, ...controls.map(({ kind, label, elements }) =>
    make("div", { class: `pn-row pn-${kind}` }, make("span", {}, label), ...elements))), picture, python.note, said);
  /** @param {any} shown a Shown @param {DataView[]} [_] @param {boolean} newest */
  function take({ picture: drawing, alt, sentence, values }, _, newest = true) {
    if (newest) moved = {};  // the learner has moved nothing since
    picture.innerHTML = drawing;
    const drawn = /** @type {SVGSVGElement} */ (picture.querySelector("svg")), [, , width] = /** @type {string} */ (drawn.getAttribute("viewBox")).split(" ");
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", alt);
    drawn.style.width = `${width}px`;
    drawn.style.setProperty("--narrowest", `${0.8 * Number(width)}px`);
    put(said, sentence);
    said.classList.toggle("pg-hidden", sentence === alt);  // it repeats what one sees; a screen reader hears it
    for (const { name, show } of controls) if (!(name in moved)) show(values[name]);
  }
  const resized = new ResizeObserver(() => {  // what is scrolled can be scrolled by the arrow keys
    if (picture.scrollWidth > picture.clientWidth) picture.setAttribute("tabindex", "0");
    else picture.removeAttribute("tabindex");
  });
  resized.observe(picture);
  take(model.get("first"));
  python.ask({ do: "hello" });
  return { close() { python.stop(); resized.disconnect(); picture.replaceChildren(); } };
}

export default standing("course-panel", panelPage);
