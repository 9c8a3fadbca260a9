// A path of gradient descent in numbers: what needs no page.
import { mix, written } from "./stage.js";

/** @typedef {{ rate: number, momentum: number, at: number, path: number[][], losses: number[], slopes: number[][], cut: boolean }} Path
 *  from Python: η, μ, the steps shown, the places, costs and slopes of steps + 1 places; was it cut since it diverges? */

/** At most four decimals, and large ones in powers of ten. @param {number} value */
export const brief = value => Math.abs(value) < 1e4 ? written(value, 4) : value.toExponential(1).replace("-", "−").replace("e+", "e");

/** Row `pos` of a table, between two rows where pos is between two numbers. @param {number[][]} rows @param {number} pos */
export function along(rows, pos) {
  const k = Math.min(rows.length - 1, Math.floor(pos));
  return k + 1 < rows.length ? mix(rows[k], rows[k + 1], pos - k) : rows[k];
}

/** What gradient descent subtracts at each place, and what momentum adds there.
 * @param {Pick<Path, "path" | "slopes" | "rate" | "momentum">} walk */
export const pushes = ({ path, slopes, rate, momentum }) => ({
  down: slopes.map(slope => slope.map(value => -rate * value)),
  carried: path.map((place, k) => place.map((value, i) => k ? momentum * (value - path[k - 1][i]) : 0)),
});

/** The steps at which the cost rose. @param {number[]} losses */
export const rises = losses => losses.flatMap((loss, k) => k && loss > losses[k - 1] ? [k] : []);

/** The first step outside the picture, or -1. @param {number[][]} path @param {number[][]} ranges */
export const leaves = (path, ranges) => path.findIndex(place => place.some((value, i) => value < ranges[i][0] || value > ranges[i][1]));
