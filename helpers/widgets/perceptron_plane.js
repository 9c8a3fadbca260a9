// The PerceptronLine's picture: the plane with the points, the line, the weight vector and the colours of the answers.
import { put, tr, unique } from "./page.js";
import { axes, box, clipped, draggable, scale, set, size, svg, written } from "./stage.js";
import { ends, rounded, sigmoid, slid, slope, sum } from "./perceptron_geometry.js";

/** @import { Line } from "./perceptron_geometry.js" */
/** @typedef {{ begin(): void, end(): void, move(point: number, place: number[]): void, look(point: number): void,
 *   bend(w: number[]): void, lift(b: number): void }} Hands what the learner does in the plane */

const SOFT = Array.from({ length: 25 }, (_, i) => [i / 24, sigmoid(i / 2 - 6)]), HARD = [[0.5, 0], [0.5, 1]];

/** @param {number} a the answer, from 0 orange over ½ white to 1 blue */
const color = a => `color-mix(in srgb, var(--pl-${a < 0.5 ? "zero" : "one"}) ${(200 * Math.abs(a - 0.5)).toFixed(1)}%, var(--pl-even))`;

/** The answers as colours over the plane, or along the axis of z. */
export function colouredGround() {
  const id = unique("pl-shade"), shade = svg("linearGradient", { id, gradientUnits: "userSpaceOnUse" }), element = svg("rect");
  let hard = false;
  return {
    shade, element,
    /** @param {string} output "step" or "sigmoid" */
    color(output) {
      hard = output === "step";
      shade.replaceChildren(...(hard ? HARD : SOFT).map(([offset, a]) => svg("stop", { offset, style: `stop-color: ${color(a)}` })));
    },
    draw(/** @type {Line} */ { w, b }, /** @type {(place: number[]) => number[]} */ spot) {
      const run = slope(w, b, hard ? 1 : 6);
      if (!run) return set(element, { fill: color(hard ? Number(b > 0) : sigmoid(b)) });
      const [[x1, y1], [x2, y2]] = run.map(spot);
      set(shade, { x1, y1, x2, y2 });
      return set(element, { fill: `url(#${id})` });
    },
  };
}

/** The mark of a class, everywhere in the course: 0 an orange square, 1 a blue circle. @param {number} label @param {number} size */
export const mark = (label, size) => label ? svg("circle", { r: 1.1 * size, class: "pl-one" })
  : svg("rect", { x: -size, y: -size, width: 2 * size, height: 2 * size, class: "pl-zero" });

/** A point, and the cross where the answer is wrong, which lies below every point: what a point is stays to be seen.
 * @param {number} label @param {number} i @param {number} size @param {Plane} plane @param {Hands} hands */
function dot(label, i, size, plane, hands) {
  let at = [0, 0];
  const arm = size + 5, cross = svg("path", { class: "pl-cross", d: `M${-arm} ${-arm}L${arm} ${arm}M${-arm} ${arm}L${arm} ${-arm}` });
  const element = draggable(svg("g", { onfocus: () => hands.look(i) }, svg("circle", { r: 13, class: "st-reach" }), mark(label, size)), {
    name: tr("Point {number}, class {label}", { number: i + 1, label }), begin: hands.begin, end: hands.end,
    drag: (px, py) => hands.move(i, plane.within(px, py)),
    nudge: (right, up) => hands.move(i, [at[0] + right * plane.step, at[1] + up * plane.step]) });
  /** @param {number[]} place @param {number[]} spot its pixel @param {boolean} chosen */
  function show(place, [px, py], chosen) {
    const transform = `translate(${px} ${py})`;
    at = place;
    set(cross, { transform });
    set(element, { transform, tabindex: chosen ? 0 : -1,
      "aria-valuetext": tr("at ({x1}, {x2})", { x1: written(place[0]), x2: written(place[1]) }) });
  }
  function judge(/** @type {boolean} */ right) { set(cross, { display: right ? "none" : false }); }
  return { element, cross, show, judge };
}

/** The weight vector w, an arrow from the origin whose tip can be dragged, or its name; a long one is drawn so many times shorter. */
function vector(/** @type {Plane} */ plane, /** @type {Hands} */ hands) {
  let now = [0, 0], times = 1;
  const name = svg("text", { class: "st-text pl-name", x: 10, y: -9 }), shaft = svg("line", { class: "pl-shaft" });
  const head = svg("path", { class: "pl-head", d: "M4 0L-9 6V-6Z" });
  const tip = draggable(svg("g", { class: "pl-plane" }, svg("circle", { r: 15, class: "st-reach" }), svg("circle", { r: 13, cx: 16, cy: -13, fill: "transparent" }), head, name), {
    name: tr("The weight vector w"), begin: hands.begin, end: hands.end,
    drag: (px, py) => hands.bend(plane.within(px, py).map(value => value * times)),
    nudge: (right, up) => hands.bend([now[0] + right * plane.step, now[1] + up * plane.step]) });
  /** @param {number[]} w @param {number} shrink @param {(place: number[]) => number[]} spot */
  function draw(w, shrink, spot) {
    const [x1, y1] = spot([0, 0]), [x2, y2] = spot(w.map(value => value / shrink)), long = Math.hypot(...w);
    [now, times] = [w, shrink];
    put(name, long ? shrink > 1 ? `w / ${shrink}` : "w" : "w = 0");
    set(shaft, { x1, y1, x2, y2 });
    set(tip, { transform: `translate(${x2} ${y2})`, "aria-valuetext": tr("w = ({w1}, {w2})", { w1: written(w[0]), w2: written(w[1]) }) });
    set(head, { display: long ? false : "none", transform: `rotate(${-180 / Math.PI * Math.atan2(w[1], w[0])})` });
  }
  return { shaft, tip, draw };
}

/** The line itself, which is dragged to another bias. @param {Plane} plane @param {Hands} hands */
function handle(plane, hands) {
  let now = { w: [0, 0], b: 0 };
  const parts = [svg("line", { class: "pl-grip" }), svg("line", { class: "pl-line" })];
  const element = draggable(svg("g", {}, ...parts), {
    name: tr("The line: moving it changes the bias b"), begin: hands.begin, end: hands.end,
    drag: (px, py) => hands.lift(-sum(now.w, 0, plane.back(px, py))),
    nudge: (right, up) => hands.lift(now.b + (right + up) * plane.step) });
  /** @param {Line} line @param {number[][]} view @param {(place: number[]) => number[]} spot */
  function draw(line, view, spot) {
    const two = ends(line.w, line.b, view.map(([low, high]) => (low + high) / 2), 3 * (view[0][1] - view[0][0]));
    now = line;
    set(element, { display: two ? false : "none", "aria-valuetext": tr("b = {b}", { b: written(line.b) }) });
    if (!two) return;
    const [[x1, y1], [x2, y2]] = two.map(spot);
    for (const part of parts) set(part, { x1, y1, x2, y2 });
  }
  return { element, draw };
}

export class Plane {
  constructor(/** @type {Hands} */ hands) {
    this.hands = hands;
    /** @param {number[]} place */
    this.spot = place => [this.x(place[0]), this.y(place[1])];
    this.x = /** @type {import("./stage.js").Scale} */ (/** @type {unknown} */ (null));
    this.y = this.x;
    this.shrink = 1;
    this.view = [[0, 1], [0, 1]];
    this.ground = colouredGround();
    this.handle = handle(this, hands);
    this.vector = vector(this, hands);
    this.boxes = [svg("rect", { class: "pl-paper" }), this.ground.element, svg("rect")];
    const [paper, ground, frame] = this.boxes;
    this.grid = svg("g");
    this.way = svg("line", { class: "pl-way" });  // from the line, so that a short one shows a dash, to the point that is looked at
    this.ring = svg("circle", { class: "pl-ring pl-plane", "aria-hidden": "true" });
    this.dots = /** @type {ReturnType<typeof dot>[]} */ ([]);
    this.points = svg("g", { class: "pl-plane" });
    this.crosses = svg("g", { class: "pl-plane", "aria-hidden": "true" });
    this.element = svg("svg", { class: "st-stage", role: "group",
      "aria-label": tr("The plane of the two inputs, with the points, the line and the weight vector") },
      this.ground.shade, clipped(frame, { class: "pl-plane" }, paper, ground, this.handle.element, this.way, this.vector.shaft),
      this.grid, this.crosses, this.ring, this.vector.tip, this.points);  // a point that lies under the tip can be taken, too: w by its name
  }

  /** What an arrow key moves. */
  get step() { return rounded((this.view[0][1] - this.view[0][0]) / 80) || 0.01; }

  /** The place at a pixel. @param {number} px @param {number} py */
  back(px, py) { return [this.x.back(px), this.y.back(py)]; }

  /** The place at a pixel, inside the picture. @param {number} px @param {number} py */
  within(px, py) { return this.back(px, py).map((value, k) => Math.max(this.view[k][0], Math.min(this.view[k][1], value))); }

  /** New points. @param {number[]} labels */
  setPoints(labels) {
    const large = labels.length > 20 ? 4 : 6;
    this.dots = labels.map((label, i) => dot(label, i, large, this, this.hands));
    set(this.ring, { r: large + 7 });
    this.crosses.replaceChildren(...this.dots.map(dot => dot.cross));
    this.points.replaceChildren(...this.dots.map(dot => dot.element));
  }

  /** @param {number} side pixels @param {number[][]} view [low, high] of both axes @param {number} shrink of w */
  resize(side, view, shrink) {
    const edge = [42, side - 12];
    this.view = view;
    this.shrink = shrink;
    [this.x, this.y] = [scale(view[0], edge), scale(view[1], [side - 36, 18])];
    size(this.element, side, side);
    this.boxes.forEach(one => box(one, edge, [side - 36, 18]));
    this.grid.replaceChildren(axes(this.x, this.y, ["x₁", "x₂"]));
  }

  drawPoints(/** @type {number[][]} */ X, /** @type {number} */ chosen) {
    if (!this.x) return;
    X.forEach((place, i) => this.dots[i].show(place, this.spot(place), i === chosen));
    const [cx, cy] = this.spot(X[chosen]);
    set(this.ring, { cx, cy });
  }

  /** @param {Line} line @param {boolean[]} right is the answer at each point? @param {number[]} place of the point that is looked at */
  drawLine(line, right, place) {
    if (!this.x) return;
    const [[x1, y1], [x2, y2]] = [slid(line, place, 0), place].map(this.spot);
    set(this.way, { x1, y1, x2, y2 });
    this.ground.draw(line, this.spot);
    this.handle.draw(line, this.view, this.spot);
    this.vector.draw(line.w, this.shrink, this.spot);
    right.forEach((one, i) => this.dots[i].judge(one));
  }
}
