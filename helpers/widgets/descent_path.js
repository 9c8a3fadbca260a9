// A path of gradient descent: its numbers, which need no page, and the cost after each step; and what the DescentBall's pictures share.
import { tr } from "./page.js";
import { axes, box, clipped, mix, scale, set, size, svg, written } from "./stage.js";

/** @typedef {{ rate: number, momentum: number, path: number[][], losses: number[], slopes: number[][], cut: boolean }} Path
 *  from Python: η, μ, the places, costs and slopes of steps + 1 places; was it cut since it diverges? */

/** @typedef {{ begin(): void, end(): void, lay(place: number[]): void, nudge(ways: number[]): void, drop(place: number[]): void }} Hands
 *  what is done with the ball: a drag with its beginning and end, a key, a click */

/** @typedef {{ ranges: number[][], rates: number[], steps: number, lowest: number,
 *   relief: number[][], sheets: [string, string, number][], home: number[] }} Scene from Python (descent_ball.py) */

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

/** On a telephone's screen pictures are lower. */
export const phone = () => matchMedia("(max-width: 480px)").matches;

export const points = (/** @type {number[][]} */ pixels) => pixels.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

/** The cost after each step, as far as the ball has come. @param {Scene} scene */
export function costView({ steps, lowest }) {
  /** @type {import("./stage.js").Scale} */
  let across, /** @type {import("./stage.js").Scale} */ up;
  const frame = svg("rect"), ruled = svg("g"), curve = svg("polyline", { class: "st-curve" }), marks = svg("g");
  const dot = svg("circle", { r: 5, class: "db-dot" }), inside = clipped(frame, {}, curve, marks, dot);
  const element = svg("svg", { class: "st-stage", role: "img", "aria-label": tr("The cost after each step") }, ruled, inside);
  /** The scale of the costs: from the lowest of the landscape to well above the start, and further up for a path that rises.
   * @param {number} room pixels @param {Path} walk @param {number[]} uphill */
  function resize(room, { losses }, uphill) {
    const wide = Math.min(room, 480), tall = phone() ? 116 : 150, first = losses[0], drop = first - lowest || 1, most = Math.max(...losses) - first;
    across = scale([0, steps], [52, wide - 14]);
    up = scale([lowest - 0.06 * drop, first + Math.max(0.3 * drop, Math.min(1.05 * most, 4 * drop))], [tall - 38, 20]);
    size(element, wide, tall);
    box(frame, [48, wide], [tall - 34, 14]);
    ruled.replaceChildren(axes(across, up, [tr("step"), "J"], 4));
    marks.replaceChildren(...uphill.map(step => svg("circle", { r: 5, class: "db-rise", cx: across(step), cy: up(losses[step]) })));
  }
  /** @param {Path} walk @param {number[]} uphill @param {number} pos @param {number} cost */
  function draw({ losses }, uphill, pos, cost) {
    if (!across) return;
    const past = losses.slice(0, Math.floor(pos) + 1).map((one, i) => [across(i), up(one)]), end = [across(pos), up(cost)];
    set(curve, { points: points([...past, end]) });
    set(dot, { cx: end[0], cy: end[1] });
    uphill.forEach((step, i) => set(marks.children[i], { display: step <= pos ? false : "none" }));
  }
  return { element, resize, draw };
}
