// The canvas that a learner draws on, with mouse, pen, finger or keys. It keeps the line that is being drawn.
import { BLUE, make, ORANGE, tr } from "./page.js";
import { extend, moved, toPoint } from "./pen.js";
import { small } from "./digit_pictures.js";

/** @typedef {[number, number]} Point */
/** @typedef {{ strokes: Point[][], given: boolean, radius: number, example: import("./digit_pictures.js").Picture | null }} Shown */

const SIDE = 560;  // pixels

export class DrawingPad {
  /** @param {(strokes: Point[][]) => void} drawn is called with the whole drawing at each change by hand */
  constructor(drawn) {
    this.drawn = drawn;
    /** @type {Shown} */
    this.shown = { strokes: [], given: false, radius: 0.038, example: null };
    this.line = this.pointer = null;  // the stroke and the pointer that draws it
    /** @type {Point} */
    this.pen = [0.3, 0.2];
    this.penDown = this.keys = false;  // keys: are they what draws?
    this.held = new Set();
    this.frame = 0;
    this.element = make("canvas", { class: "dp-pad", tabindex: 0, role: "application", width: SIDE, height: SIDE,
      "aria-label": tr("Drawing pad: draw one digit with mouse, pen or finger. By keyboard: the arrow keys move the pen, space puts it down and lifts it, Backspace takes back a stroke."),
      onpointerdown: event => this.press(event), onpointermove: event => this.drag(event),
      onpointerup: event => this.letGo(event), onpointercancel: event => this.letGo(event),
      onblur: () => { this.held.clear(); this.lift(); }, onfocus: () => this.paint(),
      onkeyup: event => this.held.delete(event.key), onkeydown: event => this.key(event) });
  }

  close() { cancelAnimationFrame(this.frame); }

  /** What Python has on the pad. A line that is being drawn stays. @param {Shown} shown */
  show(shown) {
    this.shown = this.line ? { ...shown, strokes: this.shown.strokes, given: false, example: null } : shown;
    this.paint();
  }

  // ---- by hand ----

  press(event) {
    if (!event.isPrimary || event.button || this.pointer !== null) return;  // a hand that rests on the glass does not draw
    this.keys = false;
    this.element.setPointerCapture(event.pointerId);
    this.begin(toPoint(event.clientX, event.clientY, this.element.getBoundingClientRect()));
    this.pointer = event.pointerId;
  }

  drag(event) {
    if (!this.line || this.keys || event.pointerId !== this.pointer) return;
    const box = this.element.getBoundingClientRect(), events = event.getCoalescedEvents?.() ?? [];
    for (const { clientX, clientY } of events.length ? events : [event]) extend(this.line, toPoint(clientX, clientY, box));
    this.change(this.shown.strokes);
  }

  letGo(event) { if (event.pointerId === this.pointer) this.lift(); }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow")) this.steer(event.key);
    else if (event.key === " ") this.toggle();
    else if (event.key === "Backspace") this.undo();
    else return;
    event.preventDefault();
  }

  steer(key) {
    this.keys = true;
    this.pen = /** @type {Point} */ (moved(this.pen, this.held.add(key)));
    if (!this.penDown) return this.paint();
    extend(this.line, this.pen, 0);
    this.change(this.shown.strokes);
  }

  toggle() {
    this.keys = true;
    if (this.penDown) return this.lift();
    this.begin(this.pen);
    this.penDown = true;
  }

  begin(point) {
    const { strokes, given } = this.shown;
    this.lift();
    this.line = [point];
    this.change(given ? [this.line] : [...strokes, this.line]);  // a digit drawn beforehand makes room
  }

  lift() {
    this.line = this.pointer = null;
    this.penDown = false;
    this.paint();
  }

  undo() { this.lift(); this.change(this.shown.strokes.slice(0, -1)); }

  clear() { this.lift(); this.change([]); }

  change(strokes) {
    this.shown = { ...this.shown, strokes, given: false, example: null };
    this.paint();
    this.drawn(strokes);
  }

  // ---- the picture ----

  paint() { this.frame ||= requestAnimationFrame(() => { this.frame = 0; this.paintNow(); }); }

  paintNow() {
    const context = this.element.getContext("2d"), { strokes, radius, example } = this.shown;
    context.fillStyle = "#fff";
    context.fillRect(0, 0, SIDE, SIDE);
    context.imageSmoothingEnabled = false;
    if (example) context.drawImage(small(example, false), 0, 0, SIDE, SIDE);
    Object.assign(context, { lineWidth: 2 * radius * SIDE, lineCap: "round", lineJoin: "round", strokeStyle: "#000" });
    for (const stroke of strokes) {
      context.beginPath();
      for (const [x, y] of [stroke[0], ...stroke]) context.lineTo(x * SIDE, y * SIDE);
      context.stroke();
    }
    if (this.keys && document.activeElement === this.element) this.paintPen(context);
  }

  /** Where the pen is, filled when it is down. */
  paintPen(context) {
    context.beginPath();
    context.arc(this.pen[0] * SIDE, this.pen[1] * SIDE, 14, 0, 7);
    Object.assign(context, { lineWidth: 5, strokeStyle: `rgb(${BLUE})`, fillStyle: `rgb(${ORANGE})` });
    context.stroke();
    if (this.penDown) context.fill();
  }
}
