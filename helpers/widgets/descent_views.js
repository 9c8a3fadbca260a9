// What the DescentBall's pictures share, and one of them: the cost after each step.
import { tr } from "./page.js";
import { axes, box, clipped, scale, set, size, svg } from "./stage.js";

/** On a telephone's screen pictures are lower. */
export const phone = () => matchMedia("(max-width: 480px)").matches;

export const points = (/** @type {number[][]} */ pixels) => pixels.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

/** @typedef {{ begin(): void, end(): void, lay(place: number[]): void, nudge(ways: number[]): void, drop(place: number[]): void }} Hands
 *  what is done with the ball: a drag with its beginning and end, a key, a click */

/** @typedef {{ ranges: number[][], rates: number[], steps: number, lowest: number,
 *   relief: number[][], sheets: [string, string, number][], home: number[] }} Scene from Python (descent_ball.py) */

/** The cost after each step, as far as the ball has come. @param {Scene} scene */
export function costView({ steps, lowest }) {
  /** @type {import("./stage.js").Scale} */
  let across, /** @type {import("./stage.js").Scale} */ up;
  const frame = svg("rect"), ruled = svg("g"), curve = svg("polyline", { class: "db-curve" }), marks = svg("g");
  const dot = svg("circle", { r: 5, class: "db-dot" }), inside = clipped(frame, {}, curve, marks, dot);
  const element = svg("svg", { class: "st-stage", role: "img", "aria-label": tr("The cost after each step") }, ruled, inside);
  /** The scale of the costs: from the lowest of the landscape to well above the start, and further up for a path that rises.
   * @param {number} room pixels @param {import("./descent_path.js").Path} walk @param {number[]} uphill */
  function resize(room, { losses }, uphill) {
    const wide = Math.min(room, 480), tall = phone() ? 116 : 150, first = losses[0], drop = first - lowest || 1, most = Math.max(...losses) - first;
    across = scale([0, steps], [52, wide - 14]);
    up = scale([lowest - 0.06 * drop, first + Math.max(0.3 * drop, Math.min(1.05 * most, 4 * drop))], [tall - 38, 20]);
    size(element, wide, tall);
    box(frame, [48, wide], [tall - 34, 14]);
    ruled.replaceChildren(axes(across, up, [tr("step"), "J"], 4));
    marks.replaceChildren(...uphill.map(step => svg("circle", { r: 5, class: "db-rise", cx: across(step), cy: up(losses[step]) })));
  }
  /** @param {import("./descent_path.js").Path} walk @param {number[]} uphill @param {number} pos @param {number} cost */
  function draw({ losses }, uphill, pos, cost) {
    if (!across) return;
    const past = losses.slice(0, Math.floor(pos) + 1).map((one, i) => [across(i), up(one)]), end = [across(pos), up(cost)];
    set(inside, { display: false });
    set(curve, { points: points([...past, end]) });
    set(dot, { cx: end[0], cy: end[1] });
    uphill.forEach((step, i) => set(marks.children[i], { display: step <= pos ? false : "none" }));
  }
  return { element, resize, draw, hide: () => set(inside, { display: "none" }) };
}
