// The guess's page, second part: a small picture in which a point is put or a curve drawn, by pointer or by keys.
import { fill, make, put, tr } from "../widgets/page.js";
import { arrow, pixel, svg } from "../widgets/stage.js";
import { bent, BOX, drawn, HEIGHT, knot, level, short, spread, stepped, toPixel, toPoint, WIDTH } from "./guess_parts.js";

/** @param {import("./guess_parts.js").Axes} axes */
function axesOf({ x, y }) {
  const { left, right, top, bottom } = BOX;
  const text = (words, more) => svg("text", more, words);
  return [svg("path", { class: "axes", d: `M${left},${top}V${bottom}H${right}` }),
    text(short(x[1]), { x: left, y: bottom + 16, "text-anchor": "start" }), text(short(x[2]), { x: right, y: bottom + 16, "text-anchor": "end" }),
    text(short(y[1]), { x: left - 5, y: bottom, "text-anchor": "end" }), text(short(y[2]), { x: left - 5, y: top + 9, "text-anchor": "end" }),
    text(x[0], { x: (left + right) / 2, y: bottom + 34, "text-anchor": "middle" }),
    text(y[0], { "text-anchor": "middle", transform: `translate(14,${(top + bottom) / 2})rotate(-90)` })];
}

const middle = ([, low, high]) => (low + high) / 2;

/** What a point and a curve share: the picture, its pointer, its keys. `touched`: has the learner put anything there? */
class Picture {
  /** @param {Record<string, any>} options @param {(value: any) => void} send @param {string} how what to do, in words */
  constructor(options, send, how) {
    this.options = options;
    this.send = send;
    this.pressed = this.touched = false;
    this.line = svg("path", { class: "line" });
    this.dot = svg("circle", { r: 7, class: "dot" });
    this.live = make("p", { class: "sr", role: "status" });
    const up = () => { this.pressed = false; };
    this.element = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, tabindex: 0, role: "application", "aria-label": how,
      "data-lm-suppress-shortcuts": "true", onpointerdown: event => this.press(event), onpointermove: event => this.follow(event),
      onpointerup: up, onpointercancel: up, onkeydown: event => this.key(event) }, ...axesOf(/** @type {any} */ (options)), this.line, this.dot);
    this.shown = [make("p", { class: "how" }, how), this.element, this.live];
  }

  keep() { this.send(this.touched ? this.value() : null); }

  /** @param {PointerEvent} event */
  press(event) {
    if (!event.isPrimary || event.button) return;
    this.element.setPointerCapture(event.pointerId);
    this.pressed = true;
    this.begin();
    this.follow(event);
  }

  /** @param {PointerEvent} event */
  follow(event) {
    if (!this.pressed) return;
    this.touched = true;
    this.move(toPoint(pixel(this.element, event), /** @type {any} */ (this.options)));
    this.show();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const way = arrow(event);
    if (event.key === "Enter") this.keep();
    if (!way) return;
    event.preventDefault();
    this.touched = true;
    this.step(...way);
    this.show();
    const { x, y } = this.options, [at, height] = this.place().map(short);
    put(this.live, tr("{x} {at}, {y} {height}", { x: x[0], at, y: y[0], height }));
  }

  show() {
    const [cx, cy] = toPixel(this.place(), /** @type {any} */ (this.options));
    fill(this.dot, { cx, cy, class: this.touched ? "dot" : "dot faint" }, []);
  }

  // ---- a point or a curve ----

  /** @returns {any} as Python keeps it */
  value() { return null; }

  /** @returns {number[]} where the dot is */
  place() { return []; }

  begin() {}

  /** @param {number[]} _ where the pointer is */
  move(_) {}

  /** @param {number[]} _ right and up by an arrow key: 1, with Shift 10 */
  step(..._) {}
}

export class Point extends Picture {
  constructor(options, send) {
    super(options, send, tr("Put the point by a click, or with the arrow keys. Enter keeps it."));
    this.set(null);
  }

  /** @param {number[] | null} point */
  set(point) {
    this.touched = point !== null;
    this.move(point ?? [middle(this.options.x), middle(this.options.y)]);
    this.show();
  }

  value() { return this.point; }

  place() { return this.point; }

  move(point) { this.point = point; }

  step(right, up) {
    const { x, y } = this.options;
    this.point = [stepped(this.point[0], right, x), stepped(this.point[1], up, y)];
  }
}

export class Curve extends Picture {
  constructor(options, send) {
    super(options, send, tr("Draw the curve with the pointer; or go along it with ← and →, and move it with ↑ and ↓. Enter keeps it."));
    this.at = 0;
    this.last = null;
    this.set(null);
  }

  /** @param {number[] | null} heights */
  set(heights) {
    const { places, y } = this.options;
    this.touched = heights !== null;
    this.reach = heights && [0, places - 1];  // the places from which to which the pointer has drawn; null: nowhere yet
    this.heights = heights ? spread(heights, places) : Array(places).fill(middle(y));
    this.show();
  }

  value() { return this.heights; }

  place() { return [this.along(this.at), this.heights[this.at]]; }

  along(place) {
    const { x, places } = this.options;
    return x[1] + (x[2] - x[1]) * place / (places - 1);
  }

  begin() { this.last = null; }

  move([right, height]) {
    const { x, places } = this.options, place = Math.round((right - x[1]) / (x[2] - x[1]) * (places - 1));
    const from = this.last ?? { place, height };
    const reach = this.reach ?? [place, place], low = Math.min(reach[0], place), high = Math.max(reach[1], place);
    this.reach = [low, high];
    this.heights = level(drawn(this.heights, from.place, place, from.height, height), low, high);
    this.last = { place, height };
    this.at = place;
  }

  step(right, up) {
    const { places, y } = this.options;
    if (right) this.at = knot(this.at, right, places);
    else {
      this.heights = bent(this.heights, this.at, stepped(this.heights[this.at], up, y) - this.heights[this.at], y);
      this.reach = [0, places - 1];
    }
  }

  show() {
    super.show();
    const pixels = this.heights.map((height, k) => toPixel([this.along(k), height], /** @type {any} */ (this.options)));
    fill(this.line, { d: `M${pixels.map(at => at.map(v => v.toFixed(1)).join()).join("L")}`,
      class: this.touched ? "line" : "line faint" }, []);
  }
}
