// The BackpropStepper's page, first part: what needs no page, tested by node.
import { BLUE, ORANGE } from "./page.js";

/** @import { Step, Walk } from "./backprop_controls.js" */
/** @typedef {[number, number]} Point */

/** What is known after the first `done` steps, by the steps' keys. @param {Step[]} steps @param {number} done */
export const knownAfter = (steps, done) => new Map(steps.slice(0, done).map(step => [step.key, step.text]));

/** Where a key leads from step `at` of `last`, or null if it is none of ours. @param {string} key @param {number} at @param {number} last */
export function keyStep(key, at, last) {
  const to = /** @type {Record<string, number>} */ ({ ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last })[key];
  return to === undefined ? null : Math.max(0, Math.min(last, to));
}

/** Where another walk stands that is gone over to at step `at`: at the same operation, if it has that. @param {Step[]} steps @param {Step[]} next @param {number} at */
export const placeIn = (steps, next, at) => next.findIndex(({ key }) => key === steps[at - 1]?.key) + 1 || Math.min(at, next.length);

/** Steps done when this part ends: the place a part's button jumps to. @param {Step[]} steps @param {string} part */
export const endOf = (steps, part) => steps.findLastIndex(step => step.part === part) + 1;

export const sentence = (/** @type {Step} */ step) => `${step.name} = ${step.formula} = ${step.numbers} = ${step.text}`;

/** Middle of each neuron, [layer][neuron] -> [x, y]: the layers, of two neurons at most, side by side or, `down`, one below the other,
 *  the first one `above` pixels from the top. @param {number[]} sizes @param {number} width @param {boolean} down */
export function layout(sizes, width, down, above = 26) {
  const most = Math.max(...sizes), room = width / (down ? most : sizes.length), row = down ? 160 : 150;
  const height = down ? above + row * (sizes.length - 1) + 76 : row * (most - 1) + 120;
  const from = (/** @type {number} */ i, /** @type {number} */ n) => i - (n - 1) / 2;  // the middle of its layer
  /** @param {number} l @param {number} i @param {number} n @returns {Point} */
  const place = (l, i, n) => down ? [width / 2 + from(i, n) * room, above + l * row] : [(l + 0.5) * room, (height - 28) / 2 + from(i, n) * row];
  return { width, height, centers: sizes.map((n, l) => Array.from({ length: n }, (_, i) => place(l, i, n))) };
}

/** Where a weight's number stands on its line from neuron i to neuron k of the next layer: free of the others.
 * @param {Point} start @param {Point} end @param {number} i @param {number} k @param {boolean} down @returns {Point} */
export function spot([x0, y0], [x1, y1], i, k, down) {
  const t = down ? (i === k ? 0.64 : 0.32) : i === k ? 0.5 : 0.4;
  return [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
}

const ROOM = 114;  // pixels from layer to layer with which the numbers stand free of the neurons

/** Is there too little room for the layers side by side? @param {number[]} sizes @param {number} width */
export const tooNarrow = (sizes, width) => width < sizes.length * ROOM;

/** A drawing's share of the page, as CSS: where both have the room that their layers like, they stand side by side. @param {number} layers */
export const flex = layers => `${layers} 1 ${layers * ROOM}px`;

export function edgeStyle(/** @type {number} */ weight) {
  const color = weight > 0 ? BLUE : weight < 0 ? ORANGE : [138, 144, 148];
  return { stroke: `rgb(${color})`, "stroke-width": 1 + Math.min(4, 0.6 * Math.abs(weight)) };
}

/** Is this wire (into neuron `row` of `layer`, from `column`) one that the step uses?
 * @param {Step | undefined} step @param {number} layer @param {number} row @param {number | null} column */
export function uses(step, layer, row, column) {
  if (!step) return false;
  const { kind } = step;
  if (kind === "z") return step.layer === layer && step.neuron === row;
  if (kind === "sum") return step.layer === layer - 1 && step.neuron === column;
  return kind === "slope" && step.layer === layer && step.neuron === row && step.column === column;
}

/** How a signal looks on its wire: wide where it is large, blue and whole if positive, orange and dashed if negative. */
export const signalStyle = (/** @type {number} */ value, /** @type {number} */ largest) => ({
  stroke: value < 0 ? "var(--st-orange)" : "var(--st-blue)", "stroke-dasharray": value < 0 ? "7 4" : false,
  "stroke-width": (1.5 + 7 * Math.sqrt(largest ? Math.abs(value) / largest : 0)).toFixed(2) });

/** What comes back to neuron `neuron` of `layer` over each wire: [{row, value}], row counted in the layer behind it.
 * @param {Walk} walk @param {number} layer @param {number} neuron */
export const returning = (walk, layer, neuron) => walk.cards.filter(card => card.layer === layer + 1 && card.column === neuron)
  .map(({ row, value }) => ({ row, value: value * /** @type {number} */ (resultOf(walk, `delta ${layer + 1} ${row}`)) }));

/** @param {Walk} walk @param {string} key */
export const resultOf = (walk, key) => walk.steps.find(step => step.key === key)?.result;

/** The largest signal of the backward pass: the measure of all widths. @param {Walk} walk */
export const largestSignal = walk => Math.max(...walk.steps.filter(step => step.kind === "delta").map(step => Math.abs(step.result)),
  ...walk.cards.filter(card => card.layer > 1 && card.column !== null).map(card =>
    Math.abs(card.value * /** @type {number} */ (resultOf(walk, `delta ${card.layer} ${card.row}`)))));

/** From operation `from` to `to`: the milliseconds of the motion, `most` if it is long, none on the way back. @param {number} from @param {number} to */
export const lasting = (from, to, most = 4200) => to <= from ? 0 : Math.min(most, 380 + 120 * (to - from));

/** The operation under way at position p and how far it is: 2.25 is a quarter of the third; a whole number is its end. @param {number} p */
export const underWay = p => ({ done: Math.ceil(p), t: p === 0 ? 1 : p - Math.ceil(p) + 1 });
