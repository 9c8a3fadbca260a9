// The BackpropStepper's page, third part: what is around the two drawings. Each class has its `.element` and shows a walk.
import { labelled, make, menu, numberField, put, tr } from "./page.js";
import { region, set } from "./stage.js";
import { drawLosses } from "./backprop_drawing.js";
import { sentence } from "./backprop_parts.js";

/** @typedef {{ part: string, key: string, kind: string, layer: number, neuron: number, column?: number, name: string, formula: string,
 *   numbers: string, result: number, text: string, words: string }} Step one operation (backprop_walk.py) */
/** @typedef {{ name: string, value: number, text: string, layer: number, row: number, column: number | null, slope: Step,
 *   nudge: string, nudged: string, verdict: string }} Card one number of theta */
/** @typedef {{ sizes: number[], x: number[], target: number[], pairing: string, pairings: Record<string, string>, step: number,
 *   steps: Step[], cards: Card[], said: string, taken: number, losses: number[], loss_texts: string[], moved?: number,
 *   end?: string }} Walk from Python; end: why no step down leads on, on a page that has only what is recorded */
/** @typedef {{ go(to: (at: number, last: number) => number, near?: boolean): void, change(example: object): void, edit(place: number, value: number | null): void,
 *   descend(eta: number | null): void, reset(): void, choose(place: number | null): void }} Acts */

const NUMBER = { step: 0.1, min: -100, max: 100 };
const numberOf = field => field.value === "" ? null : field.valueAsNumber;
const fillField = (field, value) => { if (document.activeElement !== field) field.value = String(value); };  // not under a hand

/** The example, and the pair of output and loss. What is refused stays in its fields: the way to what fits may lead past it. */
export class Example {
  /** @param {Walk} walk @param {Acts} acts */
  constructor(walk, acts) {
    const change = () => acts.change({ x: this.inputs.map(numberOf), target: this.targets.map(numberOf), pairing: this.pairing.value });
    const sub = i => "₁₂₃₄"[i];
    this.inputs = walk.x.map(() => numberField({ ...NUMBER, onchange: change }));
    this.targets = walk.target.map(() => numberField({ ...NUMBER, onchange: change }));
    this.pairing = menu(change, Object.entries(walk.pairings));
    const wide = labelled(this.pairing, tr("Output and loss"));
    wide.classList.add("bs-wide");
    this.element = make("div", { class: "pg-controls", role: "group", "aria-label": tr("What the walk is for") },
      ...this.inputs.map((field, i) => labelled(field, tr("Input x{i}", { i: sub(i) }))),
      ...this.targets.map((field, i) => labelled(field, tr("Target ŷ{i}", { i: sub(i) }))),
      wide, make("button", { onclick: acts.reset }, tr("Start again")));
  }

  /** @param {Walk} walk */
  show(walk) {
    this.inputs.forEach((field, i) => fillField(field, walk.x[i]));
    this.targets.forEach((field, i) => fillField(field, walk.target[i]));
    this.pairing.value = walk.pairing;
  }
}

/** First, back, next, last, the slider, the ends of the parts, and what is computed now. */
export class Bar {
  /** @param {Acts} acts */
  constructor(acts) {
    const button = (text, name, to) => make("button", { "aria-label": name, onclick: () => acts.go(to) }, text);
    this.backward = [button("|◀", tr("First"), () => 0), button(tr("◀ Back"), tr("Back"), at => at - 1)];
    this.forward = [button(tr("Next ▶"), tr("Next"), at => at + 1), button("▶|", tr("Last"), (_, last) => last)];
    this.forward[0].classList.add("pg-play");
    this.slider = make("input", { type: "range", min: 0, step: 1, "aria-label": tr("Operation"), oninput: () => acts.go(() => Number(this.slider.value), true) });
    this.count = make("span", { class: "pg-status" });
    this.element = make("div", { class: "pg-run", role: "group", "aria-label": tr("Operations") }, ...this.backward, ...this.forward, this.slider, this.count);
  }

  /** @param {Walk} walk @param {number} at */
  show({ steps }, at) {
    const last = steps.length, step = steps[at - 1];
    this.slider.max = String(last);
    this.slider.value = String(at);
    set(this.slider, { "aria-valuetext": step ? tr("{at} of {last}, {name}", { at, last, name: step.name }) : tr("0 of {last}", { last }) });
    put(this.count, tr("operation {at} of {last}", { at, last }));
    for (const one of this.backward) set(one, { "aria-disabled": at === 0 });
    for (const one of this.forward) set(one, { "aria-disabled": at === last });
  }
}

/** Buttons to the end of each part. */
export class Parts {
  /** @param {(part: string) => void} go */
  constructor(go) {
    const names = [["forward", tr("Forward pass")], ["backward", tr("Backward pass")], ["slopes", tr("Slopes ∂l/∂w")]];
    this.jumps = names.map(([part, name]) => ({ part, button: make("button", { onclick: () => go(part) }, name) }));
    this.element = make("div", { class: "bs-parts", role: "group", "aria-label": tr("To the end of a part") },
      make("span", {}, tr("To the end of:")), ...this.jumps.map(({ button }) => button));
  }

  show(step) { for (const { part, button } of this.jumps) set(button, { "aria-pressed": step?.part === part }); }
}

/** The operation that has just been done. */
export class Now {
  constructor() { this.element = make("div", { class: "bs-now", role: "status", "aria-live": "polite", "aria-atomic": "true" }); }

  /** While it changes with what moves, it is not read out. @param {boolean} busy */
  busy(busy) { set(this.element, { "aria-busy": busy }); }

  /** @param {Step | undefined} step @param {number} moved η, while θ moves */
  show(step, moved) {
    const formula = (...text) => make("p", { class: "bs-formula" }, ...text);
    this.element.dataset.part = step?.part ?? "forward";
    this.element.replaceChildren(...(step
      ? [formula(`${step.name} = ${step.formula}`), formula(`= ${step.numbers} = `, make("b", {}, step.text)), make("p", {}, step.words)]
      : moved ? [formula(descentFormula(moved))] : [make("p", {}, tr("Nothing is computed yet. Press Next, or the right arrow key."))]));
  }
}

/** @param {number | string} eta */
const descentFormula = eta => `θ ← θ − ${eta} · ∇l`;

/** The step down the slope, and the losses so far. */
export class Descent {
  /** @param {Acts} acts */
  constructor(acts) {
    this.eta = make("input", { type: "number", min: 0.01, max: 100, step: "any", value: 1, "aria-label": tr("Learning rate η"), oninput: () => this.name() });
    this.take = make("button", { class: "pg-play", onclick: () => acts.descend(numberOf(this.eta)) });
    this.history = make("span", { class: "bs-history" });
    this.over = make("span", { role: "status" });
    this.element = make("div", { class: "pg-run", role: "group", "aria-label": tr("Gradient descent") }, make("label", {}, "η ", this.eta), this.take, this.history, this.over);
    this.curve = make("div");
    this.said = region();
    this.course = make("div", { class: "bs-descent" }, this.curve, this.said);
    this.name();
  }

  /** The button says what it will do: η is the field's at the press. */
  name() { put(this.take, tr("Take the step: {formula}", { formula: descentFormula(numberOf(this.eta) ?? "η") })); }

  /** @param {Walk} walk */
  show({ losses: all, loss_texts: texts, taken, said, end = "" }) {
    set(this.take, { "aria-disabled": Boolean(end) });
    const losses = (all.length > texts.length ? "… → " : "") + texts.join(" → ");
    put(this.history, tr("Loss: {losses}", { losses }));
    put(this.said, said);
    put(this.over, end);
    if (taken) drawLosses(this.curve, all, taken, tr("The loss after {taken} steps down: {losses}", { taken, losses }));
    else this.curve.replaceChildren();
  }
}

/** The chosen weight: its two factors, a nudge of it, and a field for another number. */
export class Inspector {
  /** @param {Acts} acts */
  constructor(acts) {
    this.acts = acts;
    this.element = make("div", { class: "pg-inspector", role: "group", "aria-label": tr("The chosen weight") });
  }

  /** @param {Walk} walk @param {number | null} chosen its place in theta */
  show({ cards }, chosen) {
    if (chosen === null) return this.element.replaceChildren();
    const card = cards[chosen], { slope } = card, field = numberField({ ...NUMBER, value: card.value, onchange: () => this.acts.edit(chosen, numberOf(field)) });
    return this.element.replaceChildren(
      make("p", {}, make("b", {}, tr("Forward factor × backward factor = slope"))),
      make("p", {}, `${slope.name} = ${slope.formula} = ${slope.numbers} = `, make("b", {}, slope.text)),
      make("p", {}, tr("Nudged by 0.001 up and down: (l({name} + 0.001) − l({name} − 0.001)) / 0.002 = {nudge} = {nudged}, {verdict}.", card)),
      make("label", {}, `${card.name} `, field), make("button", { onclick: () => this.acts.choose(null) }, tr("Close")));
  }

  focus() { this.element.querySelector("input")?.focus(); }
}

/** The same in words, one line an operation. */
export class Words {
  constructor() {
    this.list = make("ol", { tabindex: 0, "aria-label": tr("Operations so far") });
    this.element = make("details", {}, make("summary", {}, tr("All operations so far, as text")), this.list);
  }

  /** @param {Step[]} steps those done so far */
  show(steps) {
    const { list } = this, lines = list.children;
    while (lines.length > steps.length) list.lastChild.remove();
    steps.forEach((step, i) => put(lines[i] ?? list.appendChild(make("li")), sentence(step)));
    list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    list.lastElementChild?.setAttribute("aria-current", "step");
    if (this.element.open) list.scrollTop = list.scrollHeight;
  }
}
