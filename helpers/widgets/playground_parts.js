// The Playground's page, first part: what needs no page, exported for node's tests.
import { BLUE, bytes, floats, ORANGE, tr } from "./page.js";
import { thinned } from "./time_bar.js";

/** @typedef {{ output: Uint8Array, neurons: Uint8Array, theta: Float32Array, gradient: Float32Array, points: Float32Array,
 *   hidden: { layer: number, low: number, high: number, map: Uint8Array, points: Float32Array }[] }} Picture */
/** @typedef {Record<string, any> & { sizes: number[], side: number, spaces: { layer: number, low: number, high: number }[], points: number,
 *   training: number, steps: number, losses: (number | null)[], accuracies: (number | null)[], output: string,
 *   settings: Record<string, any> }} Head what Python says of a picture: `_drawn` in playground.py */
/** @typedef {{ l: number, to: number, from?: number }} Target a neuron, or an edge to it */
/** @typedef {{ head: Head, picture: Picture, history: number[][], reading: string | null, short: boolean,
 *   hovered: Target | null }} State what the views draw: the newest picture, or the one
 *   that the learner looks back at, the whole history, what is pointed at, and whether only some of the controls are shown */

/** The place in theta of W[l][to][from] and of b[l][to], l = 1 for the first layer of weights.
 * @param {number[]} sizes @param {number} l @param {number} to */
export function places(sizes, l, to) {
  let start = 0;
  for (let k = 1; k < l; k++) start += sizes[k] * (sizes[k - 1] + 1);
  const weights = Array.from({ length: sizes[l - 1] }, (_, from) => start + to * sizes[l - 1] + from);
  return { weights, bias: start + sizes[l] * sizes[l - 1] + to };
}

/** A picture taken apart: the output's map, the neurons' maps (inputs first) one below the other, theta, its gradient
 *  (empty unless training rests or it is shown), and of each hidden layer with two neurons a map and where the points
 *  are in it. The data's points (x1, x2, target) come where they may have changed; else they are those of `before`.
 * @param {Head} head @param {DataView[]} buffers @param {Picture | null} [before] @returns {Picture} */
export function decode(head, buffers, before = null) {
  const { sizes, side, spaces } = head, small = (side / 4) ** 2, large = (side / 2) ** 2, all = bytes(buffers[0]);
  const neurons = sizes.slice(0, -1).reduce((sum, n) => sum + n, 0);
  const [theta, gradient, inside, given] = buffers.slice(1, 5).map(floats);
  const n = head.points, points = before ? before.points : given, first = side * side + neurons * small;
  const hidden = spaces.map((space, k) => ({ ...space, map: all.subarray(first + k * large, first + (k + 1) * large),
    points: inside.subarray(2 * n * k, 2 * n * (k + 1)) }));
  return { output: all.subarray(0, side * side), neurons: all.subarray(side * side, first), theta, gradient, points, hidden };
}

/** Middle of each neuron, [layer][neuron] -> [x, y], and the side of its square, for a stage of this size.
 * @param {number[]} sizes @param {number} width @param {number} height */
export function layout(sizes, width, height, top = 0) {
  const column = width / sizes.length, most = Math.max(...sizes);
  const size = Math.max(8, Math.min(34, column - 8, (height - top) / most - 3));
  const row = Math.min(48, (height - top) / most);
  const middle = top + (height - top) / 2;
  const centers = sizes.map((n, l) =>
    Array.from({ length: n }, (_, i) => [(l + 0.5) * column, middle + (i - (n - 1) / 2) * row]));
  return { size, column, centers };
}

const NEGATIVE = `rgb(${ORANGE})`, POSITIVE = `rgb(${BLUE})`;

/** @param {number} weight */
export function edgeStyle(weight) {
  const strength = Math.abs(weight);
  return { width: Math.min(7, 0.4 + 1.5 * strength), color: weight < 0 ? NEGATIVE : POSITIVE, alpha: Math.min(0.95, 0.15 + strength) };
}

/** The point of the curve from [x0, y0] to [x1, y1] at share t: the edges' shape, also used to find the nearest.
 * @param {number[]} start @param {number[]} end @param {number} t */
export function onEdge([x0, y0], [x1, y1], t) {
  const s = 1 - t, middle = (x0 + x1) / 2;
  return [s ** 3 * x0 + 3 * s * s * t * middle + 3 * s * t * t * middle + t ** 3 * x1,
          (s ** 3 + 3 * s * s * t) * y0 + (3 * s * t * t + t ** 3) * y1];
}

/** {l, from, to} of the edge within `reach` pixels of (x, y), or null.
 * @param {number[][][]} centers @param {number} x @param {number} y @returns {Target | null} */
export function nearestEdge(centers, x, y, reach = 5) {
  let best = null, least = reach;
  for (let l = 1; l < centers.length; l++)
    centers[l - 1].forEach((start, from) => centers[l].forEach((end, to) => {
      const t0 = (x - start[0]) / (end[0] - start[0]);
      for (const t of [t0 - 0.08, t0 - 0.04, t0, t0 + 0.04, t0 + 0.08]) {
        if (t < 0.05 || t > 0.95) continue;
        const [px, py] = onEdge(start, end, t), distance = Math.hypot(px - x, py - y);
        if (distance < least) { least = distance; best = { l, from, to }; }
      }
    }));
  return best;
}

/** The picture, no longer a part of the message that has brought it. @param {Picture} picture @returns {Picture} */
export const apart = picture => ({ ...picture, output: picture.output.slice(), neurons: picture.neurons.slice(),
  hidden: picture.hidden.map(space => ({ ...space, map: space.map.slice() })) });

/** The history of [step, …] with one row more; rows stay that are 1 % further than the one before: `keep_row` in Python.
 * @param {number[][]} history @param {number[]} row */
export const keep = (history, row) => thinned(history, row, ([step]) => step, 0.01);

/** Where a step stands on the axis of the loss curves: ten times as many are one place further. @param {number} step */
export const along = step => Math.log10(1 + step);
export const marksUpTo = (/** @type {number} */ last) => [1, 10, 100, 1000, 10_000, 100_000, 1_000_000].filter(mark => mark === 1 || mark <= last);

/** @param {Pick<Head, "steps" | "losses" | "accuracies">} head */
export function statusText({ steps, losses, accuracies }) {
  const [loss, test] = losses.map(value => value == null ? "–" : value.toFixed(3));
  if (accuracies[1] == null) return tr("step {steps} · training loss {loss} · test loss {test}", { steps, loss, test });
  return tr("step {steps} · training loss {loss} · test loss {test} · right on test {right} %",
    { steps, loss, test, right: Math.floor(100 * accuracies[1] + 1e-9) });
}

export const inputName = (/** @type {string} */ name) => name.replace("1", "₁").replace("2", "₂").replace(/x2$/, "x₂")
  .replace("^₂", "²").replace("^2", "²").replace("*", "");
