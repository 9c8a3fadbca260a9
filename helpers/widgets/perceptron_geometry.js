// The perceptron's line in the plane: what needs no page.
import { written } from "./stage.js";

/** @typedef {{ w: number[], b: number }} Line the weights (2,) and the bias */

/** z = w·x + b. @param {number[]} w @param {number} b @param {number[]} x */
export const sum = (w, b, x) => w[0] * x[0] + w[1] * x[1] + b;

/** @param {number} z */
export const sigmoid = z => 1 / (1 + Math.exp(-z));

/** As it stands behind a + or a ·: a negative number in brackets. @param {number} value */
export const bracketed = value => written(value).replace(/^−.*/, "($&)");

/** To a hundredth. @param {number} value */
export const rounded = value => Math.round(100 * value) / 100;

/** w and b on the way from one line to another, t from 0 to 1. @param {Line} from @param {Line} to @param {number} t */
export const between = (from, to, t) => {
  const mix = (a, b) => a + t * (b - a);
  return { w: [0, 1].map(k => mix(from.w[k], to.w[k])), b: mix(from.b, to.b) };
};

/** Where the line w·x + b = 0 is drawn: two places far out on it, or null if w is 0.
 * @param {number[]} w @param {number} b @param {number[]} middle @param {number} far */
export function ends(w, b, middle, far) {
  const length = Math.hypot(...w);
  if (!length) return null;
  const shift = sum(w, b, middle) / length ** 2, foot = [0, 1].map(k => middle[k] - shift * w[k]);
  return [-1, 1].map(way => [foot[0] - way * far * w[1] / length, foot[1] + way * far * w[0] / length]);
}

/** The answers over the plane as a gradient: along w from z = -reach to z = reach, or null if w is 0.
 * @param {number[]} w @param {number} b @param {number} reach */
export function slope(w, b, reach) {
  const square = w[0] ** 2 + w[1] ** 2;
  if (square < 1e-12) return null;
  return [-reach, reach].map(z => [0, 1].map(k => (z - b) / square * w[k]));
}

/** @param {number[][]} view [low, high] of both axes @param {number[][]} places */
export const fits = ([across, up], places) =>
  places.every(([x, y]) => x >= across[0] && x <= across[1] && y >= up[0] && y <= up[1]);
