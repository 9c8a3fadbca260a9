// The guess's page, second part: a small picture in which a curve is drawn, by pointer or by keys.
import { fill, make, put, tr } from "../../widgets/page.js";
import { arrow, pixel, svg } from "../../widgets/stage.js";
import { bent, BOX, drawn, HEIGHT, knot, level, short, stepped, toPixel, toPoint, WIDTH } from "./guess_parts.js";

/** @param {import("./guess_parts.js").Axes} axes */
function axesOf({ x, y }) {
  const { left, right, top, bottom } = BOX;
  const text = (/** @type {string} */ words, /** @type {import("../../widgets/page.js").Attributes} */ more) => svg("text", more, words);
  return [svg("path", { class: "axes", d: `M${left},${top}V${bottom}H${right}` }),
    text(short(x[1]), { x: left, y: bottom + 16, "text-anchor": "start" }), text(short(x[2]), { x: right, y: bottom + 16, "text-anchor": "end" }),
    text(short(y[1]), { x: left - 5, y: bottom, "text-anchor": "end" }), text(short(y[2]), { x: left - 5, y: top + 9, "text-anchor": "end" }),
    text(x[0], { x: (left + right) / 2, y: bottom + 34, "text-anchor": "middle" }),
    text(y[0], { "text-anchor": "middle", transform: `translate(14,${(top + bottom) / 2})rotate(-90)` })];
}

/** A curve with its picture, its pointer and its keys. `touched`: has the learner drawn anything? */
export class Curve {
  /** @param {Record<string, any>} options @param {() => void} keep */
  constructor(options, keep) {
    /** @type {any} */
    this.options = options;
    this.keep = keep;
    this.pressed = false;
    this.line = svg("path", { class: "line" });
    this.dot = svg("circle", { r: 7, class: "dot" });
    this.live = make("p", { class: "sr", role: "status" });
    const how = tr("Draw the curve with the pointer; or go along it with ← and →, and move it with ↑ and ↓. Enter keeps it.");
    const up = () => { this.pressed = false; };
    this.element = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, tabindex: 0, role: "application", "aria-label": how,
      onpointerdown: (/** @type {PointerEvent} */ event) => this.press(event), onpointermove: (/** @type {PointerEvent} */ event) => this.follow(event),
      onpointerup: up, onpointercancel: up, onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event) }, ...axesOf(this.options), this.line, this.dot);
    this.shown = [make("p", { class: "how" }, how), this.element, this.live];
    this.at = 0;
    this.last = null;
    /** @type {number[]} */
    this.heights = [];
    this.set(null);
  }

  /** @param {number[] | null} heights */
  set(heights) {
    const { places, y } = this.options;
    this.touched = heights !== null;
    this.reach = heights && [0, places - 1];  // the places from which to which the pointer has drawn; null: nowhere yet
    this.heights = heights ?? Array(places).fill((y[1] + y[2]) / 2);
    this.show();
  }

  value() { return this.touched ? this.heights : null; }

  /** @param {PointerEvent} event */
  press(event) {
    if (!event.isPrimary || event.button) return;
    this.element.setPointerCapture(event.pointerId);
    this.pressed = true;
    this.last = null;
    this.follow(event);
  }

  /** @param {PointerEvent} event */
  follow(event) {
    if (!this.pressed) return;
    this.touched = true;
    this.move(toPoint(pixel(this.element, event), this.options));
    this.show();
  }

  /** @param {number[]} point where the pointer is */
  move([right, height]) {
    const { x, places } = this.options, place = Math.round((right - x[1]) / (x[2] - x[1]) * (places - 1));
    const from = this.last ?? { place, height };
    const reach = this.reach ?? [place, place], low = Math.min(reach[0], place), high = Math.max(reach[1], place);
    this.reach = [low, high];
    this.heights = level(drawn(this.heights, from.place, place, from.height, height), low, high);
    this.last = { place, height };
    this.at = place;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const way = arrow(event);
    if (event.key === "Enter") this.keep();
    if (!way) return;
    event.preventDefault();
    this.touched = true;
    this.step(way);
    this.show();
    const { x, y } = this.options, [at, height] = this.place().map(short);
    put(this.live, tr("{x} {at}, {y} {height}", { x: x[0], at, y: y[0], height }));
  }

  /** @param {number[]} way right and up by an arrow key: 1, with Shift 10 */
  step([right, up]) {
    const { places, y } = this.options;
    if (right) this.at = knot(this.at, right, places);
    else {
      this.heights = bent(this.heights, this.at, stepped(this.heights[this.at], up, y) - this.heights[this.at], y);
      this.reach = [0, places - 1];
    }
  }

  /** Where the dot is. */
  place() { return [this.along(this.at), this.heights[this.at]]; }

  /** @param {number} place */
  along(place) {
    const { x, places } = this.options;
    return x[1] + (x[2] - x[1]) * place / (places - 1);
  }

  show() {
    const [cx, cy] = toPixel(this.place(), this.options), faint = this.touched ? "" : " faint";
    fill(this.dot, { cx, cy, class: `dot${faint}` }, []);
    const pixels = this.heights.map((height, k) => toPixel([this.along(k), height], this.options));
    fill(this.line, { d: `M${pixels.map(at => at.map(v => v.toFixed(1)).join()).join("L")}`, class: `line${faint}` }, []);
  }
}
