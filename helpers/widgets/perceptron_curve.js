// The PerceptronLine's second picture: z of each point, and the answer that the step or σ makes of it. The point that is looked
// at slides along the curve as the line or the point moves, and may be pulled along it: then it moves in the plane, along w.
import { tr } from "./page.js";
import { axes, box, clipped, draggable, scale, set, size, svg, written } from "./stage.js";
import { reach, rounded, sigmoid, sum } from "./perceptron_geometry.js";
import { colouredGround, mark } from "./perceptron_plane.js";

/** @import { Line } from "./perceptron_geometry.js" */

const HEIGHT = 240, LEFT = 42, TOP = 26, BOTTOM = HEIGHT - 38, PLACES = 120;
const answer = /** @type {Record<string, (z: number) => number>} */ ({ step: z => Number(z > 0), sigmoid });

export function curveView(/** @type {{ begin(): void, end(): void, slide(z: number): void }} */ hands) {
  let /** @type {ReturnType<typeof scale>} */ x, end = 0, now = 0, width = 0, shown = "";  // now: the z of the point that is looked at; shown: the output
  let marks = /** @type {SVGElement[]} */ ([]);
  const y = scale([0, 1], [BOTTOM, TOP]), ground = colouredGround(), frame = svg("rect"), grid = svg("g");
  const line = svg("path", { class: "pl-curve" }), way = svg("path", { class: "pl-way" });
  const reading = svg("text", { class: "st-text pl-plane pl-reading" }), others = svg("g", { "aria-hidden": "true" }), chosen = svg("g");
  const grip = draggable(svg("g", {}, svg("circle", { class: "st-reach", r: 16 }), svg("circle", { class: "pl-ring", r: 11 }), chosen), {
    name: tr("The point on the curve: its z"), ...hands, drag: px => hands.slide(x.back(px)),
    nudge: (right, up) => hands.slide(rounded(now) + (right + up) * end / 60) });
  const element = svg("svg", { class: "st-stage", role: "group", "aria-label": tr("The answer over z: each point lies on the curve") },
    ground.shade, clipped(frame, {}, ground.element, line, way), grid, svg("g", { class: "pl-plane" }, others, grip, reading));

  /** New points, or another one to look at. @param {number[]} labels @param {number} number */
  function setPoints(labels, number) {
    marks = labels.map(label => mark(label, 3.2));
    others.replaceChildren(...marks);
    chosen.replaceChildren(mark(labels[number], 6));
  }

  /** @param {number} room pixels */
  function resize(room) { [width, end] = [Math.min(room, 480), 0]; }

  /** @param {number} far the axis goes to it each way @param {string} output */
  function stretch(far, output) {
    if (end === far && shown === output) return;
    [end, shown] = [far, output];
    const edge = [LEFT, width - 12];
    x = scale([-end, end], edge);
    size(element, width, HEIGHT);
    for (const rect of [frame, ground.element]) box(rect, edge, [BOTTOM, TOP - 2]);
    ground.color(output);
    ground.draw({ w: [1, 0], b: 0 }, ([z]) => [x(z), TOP]);
    const zs = output === "step" ? [-end, 0, 0, end] : Array.from({ length: PLACES + 1 }, (_, i) => (2 * i / PLACES - 1) * end);
    const heights = output === "step" ? [0, 0, 1, 1] : zs.map(sigmoid);
    set(line, { d: `M${zs.map((z, i) => `${x(z).toFixed(1)} ${y(heights[i]).toFixed(1)}`).join("L")}` });
    grid.replaceChildren(axes(x, y, ["z", output === "step" ? tr("the answer") : tr("the answer σ(z)")], 6));
  }

  /** @param {Line} line @param {number[][]} X @param {number} number @param {string} output */
  function draw({ w, b }, X, number, output) {
    if (!width) return;
    const zs = X.map(one => sum(w, b, one)), z = now = zs[number], a = answer[output](z);
    stretch(reach(zs, output), output);
    const spot = (/** @type {number} */ value) => [x(value), y(answer[output](value))], [px, py] = spot(z), left = px > width - 130;
    zs.forEach((value, i) => set(marks[i], { transform: `translate(${spot(value).map(p => p.toFixed(1)).join(" ")})` }));
    set(way, { d: `M${px} ${BOTTOM}V${py}H${LEFT}` });
    set(grip, { transform: `translate(${px} ${py})`, "aria-valuetext": tr("z = {z}", { z: written(z) }) });
    set(reading, { x: px + (left ? -16 : 16), y: py + (a > 0.5 ? 22 : -12), "text-anchor": left ? "end" : "start" });
    reading.textContent = output === "step" ? `z = ${written(z)}` : `σ(${written(z)}) = ${written(a)}`;
  }
  return { element, setPoints, resize, draw };
}
