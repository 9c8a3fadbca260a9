// The PerceptronLine's second picture: z of each point, and the answer that the step or σ makes of it. The point that is looked
// at slides along the curve as the line or the point moves, and may be pulled along it: then it moves in the plane, along w.
import { tr } from "./page.js";
import { axes, box, clipped, draggable, scale, set, size, svg, written } from "./stage.js";
import { reach, rounded, sigmoid, sum } from "./perceptron_geometry.js";
import { colouredGround, mark } from "./perceptron_plane.js";

/** @typedef {import("./perceptron_geometry.js").Line} Line */

const HEIGHT = 240, LEFT = 42, TOP = 26, BOTTOM = HEIGHT - 38, PLACES = 120;
const answer = { step: z => Number(z > 0), sigmoid };

export class Curve {
  /** @param {{ begin(): void, end(): void, slide(z: number): void }} hands */
  constructor(hands) {
    this.x = null;
    this.y = scale([0, 1], [BOTTOM, TOP]);
    this.end = this.z = this.width = 0;
    this.output = "";
    this.ground = colouredGround();
    this.frame = svg("rect");
    this.line = svg("path", { class: "pl-curve" });
    this.way = svg("path", { class: "pl-way" });
    this.grid = svg("g");
    this.reading = svg("text", { class: "st-text pl-plane pl-reading" });
    this.others = svg("g", { "aria-hidden": "true" });
    /** @type {SVGElement[]} */
    this.marks = [];
    this.chosen = svg("g");
    this.grip = draggable(svg("g", {}, svg("circle", { class: "pl-hit", r: 16 }), svg("circle", { class: "pl-ring", r: 11 }), this.chosen), {
      name: tr("The point on the curve: its z"), ...hands, drag: px => hands.slide(this.x.back(px)),
      nudge: (right, up) => hands.slide(rounded(this.z) + (right + up) * this.end / 60) });
    this.element = svg("svg", { class: "st-stage", role: "group", "aria-label": tr("The answer over z: each point lies on the curve") },
      this.ground.shade, clipped(this.frame, {}, this.ground.element, this.line, this.way), this.grid,
      svg("g", { class: "pl-plane" }, this.others, this.grip, this.reading));
  }

  /** New points, or another one to look at. @param {number[]} labels @param {number} chosen */
  setPoints(labels, chosen) {
    this.marks = labels.map(label => mark(label, 3.2));
    this.others.replaceChildren(...this.marks);
    this.chosen.replaceChildren(mark(labels[chosen], 6));
  }

  /** @param {number} width */
  resize(width) {
    this.width = Math.min(width, 480);
    this.end = 0;
  }

  /** @param {number} end the axis goes to it each way @param {string} output */
  stretch(end, output) {
    if (this.end === end && this.output === output) return;
    [this.end, this.output] = [end, output];
    const edge = [LEFT, this.width - 12], x = this.x = scale([-end, end], edge);
    size(this.element, this.width, HEIGHT);
    for (const rect of [this.frame, this.ground.element]) box(rect, edge, [BOTTOM, TOP - 2]);
    this.ground.color(output);
    this.ground.draw({ w: [1, 0], b: 0 }, ([z]) => [x(z), TOP]);
    const zs = output === "step" ? [-end, 0, 0, end] : Array.from({ length: PLACES + 1 }, (_, i) => (2 * i / PLACES - 1) * end);
    const heights = output === "step" ? [0, 0, 1, 1] : zs.map(sigmoid);
    set(this.line, { d: `M${zs.map((z, i) => `${x(z).toFixed(1)} ${this.y(heights[i]).toFixed(1)}`).join("L")}` });
    this.grid.replaceChildren(axes(x, this.y, ["z", output === "step" ? tr("the answer") : tr("the answer σ(z)")], 6));
  }

  /** @param {Line} line @param {number[][]} X @param {number} chosen @param {string} output */
  draw({ w, b }, X, chosen, output) {
    if (!this.width) return;
    const zs = X.map(x => sum(w, b, x)), z = this.z = zs[chosen], a = answer[output](z);
    this.stretch(reach(zs, output), output);
    const spot = value => [this.x(value), this.y(answer[output](value))], [px, py] = spot(z), left = px > this.width - 130;
    zs.forEach((value, i) => set(this.marks[i], { transform: `translate(${spot(value).map(p => p.toFixed(1)).join(" ")})` }));
    set(this.way, { d: `M${px} ${BOTTOM}V${py}H${LEFT}` });
    set(this.grip, { transform: `translate(${px} ${py})`, "aria-valuetext": tr("z = {z}", { z: written(z) }) });
    set(this.reading, { x: px + (left ? -16 : 16), y: py + (a > 0.5 ? 22 : -12), "text-anchor": left ? "end" : "start" });
    this.reading.textContent = output === "step" ? `z = ${written(z)}` : `σ(${written(z)}) = ${written(a)}`;
  }
}
