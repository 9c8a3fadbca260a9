// The DescentBall's two pictures: the landscape with the ball and its arrows, and the cost after each step.
import { tr } from "./page.js";
import { axes, box, clipped, draggable, pixel, scale, set, size, svg } from "./stage.js";
import { along } from "./descent_path.js";

export const SMALLEST = 100;  // pixels: what is narrower is not on the screen yet
/** On a telephone's screen pictures are lower. */
export const phone = () => matchMedia("(max-width: 480px)").matches;

/** @param {number[][]} pixels */
const points = pixels => pixels.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

const RIM = 9, HEAD = 7;  // pixels: the ball's rim from its middle; the shortest arrow

/** An arrow from the ball's rim, as long as the move: so far the rim goes. A shorter move than the arrow's head is a small head alone.
 * @param {string} style */
function arrow(style) {
  const shaft = svg("line"), head = svg("path", { d: "M2 0L-9 5V-5Z" }), element = svg("g", { class: style }, shaft, head);
  /** @param {number[]} from @param {number[]} to in pixels */
  function aim([x0, y0], [x1, y1]) {
    const far = Math.hypot(x1 - x0, y1 - y0), angle = 180 / Math.PI * Math.atan2(y1 - y0, x1 - x0);
    const long = (RIM + Math.max(HEAD, far)) / far, tip = [x0 + long * (x1 - x0), y0 + long * (y1 - y0)];
    set(element, { display: far < 0.5 ? "none" : false });
    if (far < 0.5) return;
    set(shaft, { x1: x0, y1: y0, x2: tip[0], y2: tip[1] });
    set(head, { transform: `translate(${tip.join(" ")}) rotate(${angle}) scale(${Math.max(0.6, Math.min(1, far / 14))})` });
  }
  return { element, aim, hide: () => set(element, { display: "none" }) };
}

/** @typedef {{ begin(): void, end(): void, lay(place: number[]): void, nudge(ways: number[]): void, drop(place: number[]): void }} Hands
 *  what is done with the ball: a drag with its beginning and end, a key, a click */

/** @typedef {{ names: string[], name: string, ranges: number[][], rates: number[], steps: number, lowest: number, highest: number,
 *   relief: number[][], sheets: [string, string, number][], home: number[] }} Scene from Python (descent_ball.py) */

/** The ball, its path and its arrows; the ground below them is drawn by descent_relief.js. */
export class Ground {
  /** @param {Scene} scene what Python says of the landscape @param {Hands} hands @param {string} name */
  constructor(scene, { begin, end, lay, nudge, drop }, name) {
    this.scene = scene;
    this.drop = drop;
    this.ready = false;  // has it a place on the screen?
    this.frame = svg("rect");
    this.grid = svg("g");
    this.ground = svg("g", { class: "db-ground", onclick: (/** @type {MouseEvent} */ event) => this.clicked(event) });
    this.trail = svg("polyline", { class: "db-trail" });
    this.beads = svg("path", { class: "db-bead" });
    this.down = arrow("db-down");
    this.carried = arrow("db-carried");
    this.ball = draggable(svg("g", {}, svg("circle", { r: 15, class: "st-reach" }), svg("circle", { r: 8, class: "db-ball" })),
      { name: tr("The ball: moving it makes a new start"), begin, end, nudge: (right, up) => nudge(this.way(right, up)),
        drag: (px, py) => lay(this.back(px, py)) });
    this.element = svg("svg", { class: "st-stage", role: "group", "aria-label": name }, this.grid,
      clipped(this.frame, {}, this.ground, this.trail, this.beads, this.carried.element, this.down.element, this.ball));
  }

  /** @param {MouseEvent} event */
  clicked(event) { if (this.ready) this.drop(this.back(...pixel(this.element, event))); }

  // ---- the ground's own ----

  /** The place at a pixel. @param {...number} _ x and y @returns {number[]} */
  back(..._) { return []; }

  /** The pixel of a place. @param {...any} _ the place, and its cost @returns {number[]} */
  spot(..._) { return []; }

  /** An arrow key's [right, up] as ways of the parameters. @param {number[]} ways */
  way(...ways) { return ways; }

  /** The pixels of the path so far, which ends `here`, and of its steps.
   *  @param {import("./descent_path.js").Path} walk @param {number} pos @param {number[]} here */
  trace(walk, pos, here) {
    const beads = walk.path.slice(0, Math.floor(pos) + 1).map((one, i) => this.spot(one, walk.losses[i]));
    return { pixels: [...beads, here], beads };
  }

  // ---- the ball ----

  /** @param {number[]} place @param {number} cost */
  drawBall(place, cost) {
    const [px, py] = this.spot(place, cost);
    set(this.ball, { transform: `translate(${px} ${py})` });
  }

  /** The ball without its path, while Python works that out. */
  alone() {
    this.down.hide();
    this.carried.hide();
    for (const part of [this.trail, this.beads]) set(part, { display: "none" });
  }

  /** The ball at `pos` of its path. @param {import("./descent_path.js").Path} walk @param {Record<"down" | "carried", number[][]>} push
   * @param {number} pos @param {number[]} place @param {number} cost */
  draw(walk, push, pos, place, cost) {
    const here = this.spot(place, cost), { pixels, beads } = this.trace(walk, pos, here);
    const ahead = (/** @type {number[][]} */ vectors) => this.spot(place.map((value, i) => value + along(vectors, pos)[i]), cost);
    this.drawBall(place, cost);
    this.down.aim(here, ahead(push.down));
    if (walk.momentum) this.carried.aim(here, ahead(push.carried));
    else this.carried.hide();
    set(this.trail, { points: points(pixels), display: false });
    set(this.beads, { d: beads.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join(""), display: false });
  }
}

/** The cost after each step, as far as the ball has come. @param {Scene} scene */
export function costView({ steps, lowest, name }) {
  /** @type {import("./stage.js").Scale} */
  let across, /** @type {import("./stage.js").Scale} */ up, wide = 0;
  const frame = svg("rect"), ruled = svg("g"), curve = svg("polyline", { class: "db-curve" }), marks = svg("g");
  const dot = svg("circle", { r: 5, class: "db-dot" }), inside = clipped(frame, {}, curve, marks, dot);
  const element = svg("svg", { class: "st-stage", role: "img", "aria-label": tr("The cost after each step") }, ruled, inside);
  /** The scale of the costs: from the lowest of the landscape to well above the start, and further up for a path that rises.
   * @param {number} room pixels; none while the page is hidden: then it stays as wide as it was
   * @param {import("./descent_path.js").Path} walk @param {number[]} uphill */
  function resize(room, { losses }, uphill) {
    if (room >= SMALLEST) wide = Math.min(room, 480);
    if (!wide) return;
    const tall = phone() ? 116 : 150, first = losses[0], drop = first - lowest || 1, most = Math.max(...losses) - first;
    across = scale([0, steps], [52, wide - 14]);
    up = scale([lowest - 0.06 * drop, first + Math.max(0.3 * drop, Math.min(1.05 * most, 4 * drop))], [tall - 38, 20]);
    size(element, wide, tall);
    box(frame, [48, wide], [tall - 34, 14]);
    ruled.replaceChildren(axes(across, up, [tr("step"), name], 4));
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
