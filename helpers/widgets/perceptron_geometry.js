// The perceptron's line in the plane and the walk of its learning rule, in numbers and in words: what needs no page.
import { tr } from "./page.js";
import { bracketed, mix, written } from "./stage.js";

/** @typedef {{ w: number[], b: number }} Line the weights (2,) and the bias */
/** @typedef {ReturnType<typeof learningWalk>} Walk */

/** z = w·x + b. @param {number[]} w @param {number} b @param {number[]} x */
export const sum = (w, b, x) => w[0] * x[0] + w[1] * x[1] + b;

export const sigmoid = (/** @type {number} */ z) => 1 / (1 + Math.exp(-z));

/** The place that lies as far along w as makes its z this one; x itself where w is 0. z = 0: the foot of x on the line. */
export function slid(/** @type {Line} */ { w, b }, /** @type {number[]} */ x, /** @type {number} */ z) {
  const square = w[0] ** 2 + w[1] ** 2;
  return square < 1e-12 ? x : x.map((value, k) => value + (z - sum(w, b, x)) / square * w[k]);
}

const REACHES = [6, 12, 30, 60, 120, 300, 600, 1200, 3000, 6000];

/** How far the axis of z goes each way: as far as the largest z, in round steps; σ needs 6 to be seen, a step 1. */
export const reach = (/** @type {number[]} */ zs, /** @type {string} */ output) => {
  const largest = Math.max(...zs.map(Math.abs));
  return [...(output === "step" ? [1, 3] : []), ...REACHES].find(end => largest <= end) ?? largest;
};

/** To a hundredth. @param {number} value */
export const rounded = value => Math.round(100 * value) / 100;

/** w and b on the way from one line to another, t from 0 to 1. @param {Line} from @param {Line} to @param {number} t */
export const between = (from, to, t) => ({ w: mix(from.w, to.w, t), b: from.b + t * (to.b - from.b) });

/** Where the line w·x + b = 0 is drawn: two places far out on it, or null if w is 0.
 * @param {number[]} w @param {number} b @param {number[]} middle @param {number} far */
export function ends(w, b, middle, far) {
  const length = Math.hypot(...w);
  if (!length) return null;
  const shift = sum(w, b, middle) / length ** 2, foot = [0, 1].map(k => middle[k] - shift * w[k]);
  return [-1, 1].map(way => [foot[0] - way * far * w[1] / length, foot[1] + way * far * w[0] / length]);
}

/** The answers over the plane as a gradient: along w from z = -reach to z = reach, or null if w is 0. */
export function slope(/** @type {number[]} */ w, /** @type {number} */ b, /** @type {number} */ reach) {
  const square = w[0] ** 2 + w[1] ** 2;
  if (square < 1e-12) return null;
  return [-reach, reach].map(z => [0, 1].map(k => (z - b) / square * w[k]));
}

/** @param {number[][]} view [low, high] of both axes @param {number[][]} places */
export const fits = ([across, up], places) =>
  places.every(([x, y]) => x >= across[0] && x <= across[1] && y >= up[0] && y <= up[1]);

/** As far on the way from a place in the view to another one as leaves it in the view. */
export function inside(/** @type {number[][]} */ view, /** @type {number[]} */ from, /** @type {number[]} */ to) {
  const share = Math.min(1, ...from.map((start, k) => {
    const way = to[k] - start, edge = view[k][way > 0 ? 1 : 0];
    return way ? (edge - start) / way : 1;
  }));
  return mix(from, to, Math.max(0, share));
}

// ---- the learning rule: `learning_walk`, `shrink` and `limits` of perceptron_line.py ----

const SWEEPS = 20, UPDATES = 400, SHRINKS = Array.from({ length: 21 }, (_, i) => [1, 2, 5][i % 3] * 10 ** Math.floor(i / 3));

/** The updates from a line on, { point, sweep, w, b } with the values after each; the sweeps walked; and whether no mistake is left.
 * @param {number[][]} X @param {number[]} labels @param {Line} line */
export function learningWalk(X, labels, { w, b }) {
  const updates = [];
  for (let sweep = 1; sweep <= SWEEPS; sweep++) {
    const before = updates.length;
    for (const [point, x] of X.entries()) {
      const error = labels[point] - Number(sum(w, b, x) > 0);
      if (!error) continue;
      if (updates.length === UPDATES) return { updates, walked: sweep, rested: false };
      w = w.map((value, k) => value + error * x[k]);
      b += error;
      updates.push({ point, sweep, w, b });
    }
    if (updates.length === before) return { updates, walked: sweep, rested: true };
  }
  return { updates, walked: SWEEPS, rested: false };
}

/** [low, high] of both axes, a square with the origin, the points and the weight vectors; and how many times shorter these are drawn,
 *  1, 2, 5, 10 and so on, where they would leave the points a corner only. @param {number[][]} X @param {number[][]} tips */
export function viewOf(X, tips) {
  const across = (/** @type {number[][]} */ places) => [0, 1].map(k => places.map(place => place[k])).map(all => [Math.min(...all), Math.max(...all)]);
  const widest = (/** @type {number[][]} */ places) => Math.max(...across(places).map(([low, high]) => high - low));
  const room = Math.max(widest([[0, 0], ...X]), 0.4), longest = Math.max(...tips.flat().map(Math.abs));
  const shrink = SHRINKS.find(times => longest <= 0.8 * room * times) ?? 1;
  const places = [[0, 0], ...X, ...tips.map(w => w.map(value => value / shrink))], half = 0.62 * Math.max(widest(places), 0.5);
  return { shrink, limits: across(places).map(([low, high]) => [(low + high) / 2 - half, (low + high) / 2 + half]) };
}

// ---- what is said of it ----

/** What the neuron says of one point, as texts. @param {Line} line @param {number[]} x @param {number} label @param {number} i @param {string} output */
export function told({ w, b }, x, label, i, output) {
  const z = sum(w, b, x), all = { number: i + 1, answer: Number(z > 0), label, share: written(sigmoid(z)) };
  return [
    tr("z = w₁ x₁ + w₂ x₂ + b = {w1} · {x1} + {w2} · {x2} + {b} = {z}",
      { w1: written(w[0]), w2: bracketed(w[1]), b: bracketed(b), x1: bracketed(x[0]), x2: bracketed(x[1]), z: written(z) }),
    output === "sigmoid" ? tr("The neuron answers σ(z) = {share}.", all)
      : z > 0 ? tr("z is above 0, so the perceptron says 1.") : tr("z is not above 0, so the perceptron says 0."),
    Number(z > 0) === label ? tr("Point {number} is a {label} and lies on the side of the {label}s.", all)
      : tr("Point {number} is a {label} but lies on the side of the {answer}s.", all),
  ];
}

/** What a repair has done, in words. @param {Line} line @param {number} label of the point that was wrong
 * @param {number} count @param {number} sweep @param {number} number */
export function repaired({ w, b }, label, count, sweep, number) {
  const all = { w1: written(w[0]), w2: written(w[1]), b: written(b), count, sweep, number };
  return label
    ? tr("Mistake {count}, in sweep {sweep}: point {number} is a 1 but got a 0, so its x is added to w and 1 to b. Now w = ({w1}, {w2}), b = {b}.", all)
    : tr("Mistake {count}, in sweep {sweep}: point {number} is a 0 but got a 1, so its x is subtracted from w and 1 from b. Now w = ({w1}, {w2}), b = {b}.", all);
}

/** How the walk has ended, in words. @param {Walk} walk @param {number} count */
export const ended = ({ rested, walked }, count) => rested
  ? tr("No mistake in sweep {sweep}: the rule has come to rest.", { sweep: walked })
  : tr("After {count} repairs there are still mistakes, and the walk ends here. Either no line separates the classes, and the rule would go on for ever, or it needs more sweeps.", { count });
