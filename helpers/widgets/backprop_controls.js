// The BackpropStepper's page, third part: what is around the two drawings. Each part has its `.element` and shows a walk.
import { button, labelled, make, menu, numberField, put, tr, underHand } from "./page.js";
import { region, set, written } from "./stage.js";
import { sentence } from "./backprop_parts.js";

/** @typedef {{ part: string, key: string, kind: string, layer: number, neuron: number, column?: number, name: string, formula: string,
 *   numbers: string, result: number, text: string, words: string }} Step one operation (backprop_walk.py) */
/** @typedef {{ name: string, value: number, text: string, layer: number, row: number, column: number | null, slope: Step,
 *   nudge: string, nudged: string, verdict: string }} Card one number of theta */
/** @typedef {{ sizes: number[], x: number[], target: number[], pairing: string, pairings: Record<string, string>,
 *   steps: Step[], cards: Card[], said: string, taken: number, losses: string[], moved?: number,
 *   end?: string }} Walk from Python; losses: the last of them; end: why no step down leads on, on a page that has only what is recorded */
/** @typedef {{ go(to: (at: number, last: number) => number, near?: boolean): void, change(example: object): void, edit(place: number, value: number | null): void,
 *   descend(eta: number | null): void, reset(): void, choose(place: number | null): void }} Acts */

const NUMBER = { step: 0.1, min: -100, max: 100 };
const numberOf = (/** @type {HTMLInputElement} */ field) => field.value === "" ? null : field.valueAsNumber;
/** @param {HTMLInputElement} field @param {number} value */
const fillField = (field, value) => { if (!underHand(field)) field.value = String(value); };

/** The example, and the pair of output and loss, told in a line that unfolds to their fields. What is refused stays in its fields: the way to what fits may lead past it.
 * @param {Walk} walk @param {Acts} acts */
export function exampleFields({ x, target, pairings }, acts) {
  const change = () => acts.change({ x: inputs.map(numberOf), target: targets.map(numberOf), pairing: pairing.value });
  const [inputs, targets] = [x, target].map(values => values.map(() => numberField({ ...NUMBER, onchange: change })));
  const pairing = menu(change, Object.entries(pairings)), wide = labelled(pairing, tr("Output and loss")), sub = (/** @type {number} */ i) => "₁₂₃₄"[i];
  wide.classList.add("bs-wide");
  const told = make("summary"), fields = make("details", {}, told, make("div", { class: "pg-controls", role: "group", "aria-label": tr("What the walk is for") },
    ...inputs.map((field, i) => labelled(field, tr("Input x{i}", { i: sub(i) }))),
    ...targets.map((field, i) => labelled(field, tr("Target ŷ{i}", { i: sub(i) }))),
    wide)), element = make("div", { class: "bs-for" }, fields, button(tr("Start again"), acts.reset));
  function show(/** @type {Walk} */ walk) {
    inputs.forEach((field, i) => fillField(field, walk.x[i]));
    targets.forEach((field, i) => fillField(field, walk.target[i]));
    pairing.value = walk.pairing;
    const [from, to] = [walk.x, walk.target].map(values => values.map(value => written(value, 4)).join(", "));
    put(told, tr("Input ({from}), target ({to}), {pairing}", { from, to, pairing: walk.pairings[walk.pairing] }));
  }
  return { element, show };
}

/** First, back, next, last, the slider, the ends of the parts, and what is computed now. @param {Acts} acts */
export function walkBar(acts) {
  /** @param {string} text @param {string} name @param {Parameters<Acts["go"]>[0]} to */
  const way = (text, name, to) => button(text, () => acts.go(to), { "aria-label": name });
  const backward = [way("|◀", tr("First"), () => 0), way(tr("◀ Back"), tr("Back"), at => at - 1)];
  const forward = [way(tr("Next ▶"), tr("Next"), at => at + 1), way("▶|", tr("Last"), (_, last) => last)];
  forward[0].classList.add("pg-play");
  const slider = make("input", { type: "range", min: 0, step: 1, "aria-label": tr("Operation"), oninput: () => acts.go(() => Number(slider.value), true) });
  const count = make("span", { class: "pg-status" });
  const element = make("div", { class: "pg-run", role: "group", "aria-label": tr("Operations") }, ...backward, ...forward, slider, count);
  function show(/** @type {Walk} */ { steps }, /** @type {number} */ at) {
    const last = steps.length, step = steps[at - 1];
    slider.max = String(last);
    slider.value = String(at);
    set(slider, { "aria-valuetext": step ? tr("{at} of {last}, {name}", { at, last, name: step.name }) : tr("0 of {last}", { last }) });
    put(count, tr("operation {at} of {last}", { at, last }));
    for (const one of backward) set(one, { "aria-disabled": at === 0 });
    for (const one of forward) set(one, { "aria-disabled": at === last });
  }
  return { element, show, focus: () => forward[0].focus() };
}

/** Buttons to the end of each part. @param {(part: string) => void} go */
export function partButtons(go) {
  const names = [["forward", tr("Forward pass")], ["backward", tr("Backward pass")], ["slopes", tr("Slopes ∂l/∂w")]];
  const jumps = names.map(([part, name]) => button(name, () => go(part)));
  const element = make("div", { class: "bs-parts", role: "group", "aria-label": tr("To the end of a part") }, make("span", {}, tr("To the end of:")), ...jumps);
  return { element, show(/** @type {Step | undefined} */ step) { names.forEach(([part], k) => set(jumps[k], { "aria-pressed": step?.part === part })); } };
}

/** The operation that has just been done. */
export function doneNow() {
  const element = make("div", { class: "bs-now", role: "status", "aria-live": "polite", "aria-atomic": "true" });
  const formula = (/** @type {(Node | string)[]} */ ...text) => make("p", { class: "bs-formula" }, ...text);
  /** @param {Step | undefined} step @param {number | undefined} moved η, while θ moves */
  function show(step, moved) {
    element.dataset.part = step?.part ?? "forward";
    element.replaceChildren(...(step
      ? [formula(`${step.name} = ${step.formula}`), formula(`= ${step.numbers} = `, make("b", {}, step.text)), make("p", {}, step.words)]
      : moved ? [formula(descentFormula(moved))] : [make("p", {}, tr("Nothing is computed yet. Press Next, or the right arrow key."))]));
  }
  /** While it changes with what moves, it is not read out. @param {boolean} on */
  function busy(on) { set(element, { "aria-busy": on }); }
  return { element, show, busy };
}

const descentFormula = (/** @type {number | string} */ eta) => `θ ← θ − ${eta} · ∇l`;

/** The step down the slope, and the losses so far. @param {Acts} acts */
export function stepDown(acts) {
  const eta = make("input", { type: "number", min: 0.01, max: 100, step: "any", value: 1, "aria-label": tr("Learning rate η"), oninput: name });
  const take = button("", () => acts.descend(numberOf(eta)));
  const history = make("span", { class: "bs-history" }), over = make("span", { role: "status" }), told = region();
  const element = make("div", { class: "pg-run", role: "group", "aria-label": tr("Gradient descent") }, make("label", { "data-python": "hide" }, "η ", eta), take, history, over);
  /** The button says what it will do: η is the field's at the press. */
  function name() { put(take, tr("Take the step: {formula}", { formula: descentFormula(numberOf(eta) ?? "η") })); }
  function show(/** @type {Walk} */ { losses, taken, said, end = "" }) {
    set(take, { "aria-disabled": Boolean(end) });
    put(history, tr("Loss: {losses}", { losses: (taken < losses.length ? "" : "… → ") + losses.join(" → ") }));
    put(told, said);
    put(over, end);
  }
  /** The loss stands there once the walk has come to it; the step is at hand once all slopes are known. @param {Walk} walk @param {number} done */
  function reach({ steps, taken }, done) {
    set(history, { style: taken || steps.slice(0, done).some(step => step.kind === "loss") ? false : "visibility: hidden" });
    take.classList.toggle("pg-play", done === steps.length);
  }
  name();
  return { element, show, reach, told };
}

/** The chosen weight: its two factors, a nudge of it, and a field for another number. @param {Acts} acts */
export function inspector(acts) {
  const element = make("div", { class: "pg-inspector", role: "group", "aria-label": tr("The chosen weight") });
  /** @param {Walk} walk @param {number | null} chosen its place in theta */
  function show({ cards }, chosen) {
    if (chosen === null) return element.replaceChildren();
    const card = cards[chosen], { slope } = card, field = numberField({ ...NUMBER, value: card.value, onchange: () => acts.edit(chosen, numberOf(field)) });
    return element.replaceChildren(
      make("p", {}, make("b", {}, tr("Forward factor × backward factor = slope"))),
      make("p", {}, `${slope.name} = ${slope.formula} = ${slope.numbers} = `, make("b", {}, slope.text)),
      make("p", {}, tr("Nudged by 0.001 up and down: (l({name} + 0.001) − l({name} − 0.001)) / 0.002 = {nudge} = {nudged}, {verdict}.", card)),
      make("label", { "data-python": "hide" }, `${card.name} `, field), button(tr("Close"), () => acts.choose(null)));
  }
  return { element, show, focus: () => element.querySelector("input")?.focus() };
}

/** The same in words, one line an operation. */
export function allWords() {
  const list = make("ol", { tabindex: 0, "aria-label": tr("Operations so far") }), lines = list.children;
  const element = make("details", {}, make("summary", {}, tr("All operations so far, as text")), list);
  /** @param {Step[]} steps those done so far */
  function show(steps) {
    while (lines.length > steps.length) /** @type {ChildNode} */ (list.lastChild).remove();
    steps.forEach((step, i) => put(lines[i] ?? list.appendChild(make("li")), sentence(step)));
    list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    list.lastElementChild?.setAttribute("aria-current", "step");
    if (element.open) list.scrollTop = list.scrollHeight;
  }
  return { element, show };
}
