// The digits explorer's controls: each shows a setting and asks for a change.
import { labelled, make, menu, numberField, put, tr } from "./page.js";
import { count } from "./explorer_chart.js";

/** @typedef {{ widths: number[], activation: string, epochs: number, digits: number }} Settings */

const WIDTHS = [4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512];
const DIGITS = [100, 250, 500, 1000, 2000, 4000, 8000, 16000, 30000];
const ACTIVATIONS = ["relu", "leaky_relu", "tanh", "sigmoid", "identity"];

/** The widths of each of `depth` layers: those there are, then more like the last. @param {number} depth @param {number[]} widths */
export const widthsOf = (depth, widths) => Array.from({ length: depth }, (_, l) => widths[l] ?? widths.at(-1) ?? 64);

/** The place of the entry nearest to the value, by ratio. @param {number[]} list @param {number} value */
export const nearest = (list, value) =>
  list.reduce((best, entry, i) => Math.abs(Math.log(entry / value)) < Math.abs(Math.log(list[best] / value)) ? i : best, 0);

/** The settings as the learner has turned them, which are sent whole. */
export class Draft {
  /** @param {(settings: Settings) => void} send */
  constructor(send) {
    this.send = send;
    /** @type {Settings | null} */
    this.settings = null;
  }

  /** @param {Partial<Settings>} change */
  turn(change) {
    if (!this.settings) return;
    this.settings = { ...this.settings, ...change };
    this.send(this.settings);
  }
}

/** A slider over numbers from low to high, or over the entries of a list.
 * @param {string} text @param {{ low?: number, high?: number, list?: number[] | null, turned(number: number): void }} how */
function slider(text, { low = 0, high = 0, list = null, turned }) {
  const value = make("b", { "aria-hidden": "true" });
  const field = make("input", { type: "range", min: low, max: list ? list.length - 1 : high, step: 1, "aria-label": text,
    oninput: () => { say(count(read())); turned(read()); } });
  const read = () => list ? list[field.valueAsNumber] : field.valueAsNumber;
  /** @param {string} words */
  function say(words, spoken = words) {
    put(value, words);
    field.setAttribute("aria-valuetext", spoken);
  }
  /** @param {number | undefined} number undefined: there is nothing to turn */
  function show(number) {
    field.disabled = number === undefined;
    if (number === undefined) return say("–", tr("none"));
    if (read() !== number) field.value = String(list ? nearest(list, number) : number);
    return say(count(number));
  }
  return { element: labelled(field, text, " ", value), show };
}

/** The fields with the width of each layer. @param {(layer: number, width: number) => void} turned */
function layerFields(turned) {
  /** @type {HTMLInputElement[]} */
  let fields = [];
  const element = make("div", { class: "pg-ticks ex-layers", "data-python": "hide", role: "group", "aria-label": tr("Width of each layer") });
  /** @param {number} l */
  const one = l => numberField({ min: 4, max: 512, "aria-label": tr("Width of layer {l}", { l: l + 1 }), onchange: (/** @type {{ target: HTMLInputElement }} */ event) => turned(l, event.target.valueAsNumber) });
  /** @param {number[]} widths @param {boolean} training then no field waits for its learner */
  function show(widths, training) {
    if (fields.length !== widths.length) {
      fields = widths.map((_, l) => one(l));
      element.replaceChildren(...(widths.length ? [make("span", {}, tr("Width of layer"))] : []), ...fields.map((field, l) => make("label", {}, String(l + 1), field)));
    }
    fields.forEach((field, l) => { if (document.activeElement !== field || !training) field.value = String(widths[l]); });
  }
  return { element, show };
}

/** The fields over the charts. @param {Draft} draft @param {() => number} most how many digits there are */
export function settingFields(draft, most) {
  const now = () => /** @type {Settings} */ (draft.settings).widths;
  const depths = slider(tr("Hidden layers"), { high: 6, turned: depth => draft.turn({ widths: widthsOf(depth, now()) }) });
  const width = slider(tr("Width of all"), { list: WIDTHS, turned: width => draft.turn({ widths: now().map(() => width) }) });
  const rounds = slider(tr("Epochs"), { low: 1, high: 20, turned: epochs => draft.turn({ epochs }) });
  rounds.element.dataset.python = "hide";
  const many = slider(tr("Training digits"), { list: DIGITS, turned: digits => draft.turn({ digits: Math.min(digits, most()) }) });
  const sigma = menu(() => draft.turn({ activation: sigma.value }), ACTIVATIONS.map(name => [name, name.replace("_", " ")]));
  const layers = layerFields((layer, width) => draft.turn({ widths: now().map((one, l) => l === layer ? width : one) }));
  const element = make("div", { class: "pg-controls", role: "group", "aria-label": tr("Structure and training") },
    depths.element, width.element, labelled(sigma, tr("Activation")), rounds.element, many.element);
  /** @param {Settings} settings @param {boolean} training */
  function show({ widths, activation, epochs, digits }, training) {
    depths.show(widths.length);
    width.show(widths.length ? Math.max(...widths) : undefined);
    rounds.show(epochs);
    many.show(digits);
    sigma.value = activation;
    layers.show(widths, training);
  }
  return { element, layers, show };
}
