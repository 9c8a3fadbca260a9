// The canvas that a learner draws on, with mouse, pen, finger or keys. It keeps the line that is being drawn.
import { BLUE, make, ORANGE, tr } from "./page.js";
import { Hand } from "./pen.js";
import { INK, painter } from "./shades.js";

/** @typedef {{ height: number, width: number, shades: Uint8Array }} Picture a byte a pixel */
/** @typedef {{ given: boolean, radius: number, example: Picture | null }} Shown */

const SIDE = 560;  // pixels

/** @extends {Hand<HTMLCanvasElement>} */
export class DrawingPad extends Hand {
  /** @param {(strokes: number[][][]) => void} drawn is told of the whole drawing at each change by hand */
  constructor(drawn) {
    super(make("canvas", { class: "dp-pad", tabindex: 0, role: "application", width: SIDE, height: SIDE,
      "aria-label": tr("Drawing pad: draw one digit with mouse, pen or finger. By keyboard: the arrow keys move the pen, space puts it down and lifts it, Backspace takes back a stroke.") }), [0.3, 0.2], drawn);
    /** @type {Shown} */
    this.shown = { given: false, radius: 0.038, example: null };
    this.frame = 0;
  }

  close() { cancelAnimationFrame(this.frame); }

  /** What Python has on the pad. A line that is being drawn stays. @param {number[][][]} strokes @param {Shown} shown */
  show(strokes, shown) {
    this.shown = this.line ? { ...shown, given: false, example: null } : shown;
    if (!this.line) this.strokes = strokes;
    this.trace();
  }

  /** @param {number[][][]} strokes */
  change(strokes) {
    const beforehand = this.shown.given && this.line;  // such a digit makes room
    this.shown = { ...this.shown, given: false, example: null };
    super.change(beforehand ? [beforehand] : strokes);
  }

  trace() { this.frame ||= requestAnimationFrame(() => { this.frame = 0; this.paint(); }); }

  paint() {
    const context = /** @type {CanvasRenderingContext2D} */ (this.paper.getContext("2d")), { radius, example } = this.shown;
    context.fillStyle = "#fff";
    context.fillRect(0, 0, SIDE, SIDE);
    context.imageSmoothingEnabled = false;
    if (example) context.drawImage(painter()(example.shades, example.width, INK), 0, 0, SIDE, SIDE);
    Object.assign(context, { lineWidth: 2 * radius * SIDE, lineCap: "round", lineJoin: "round", strokeStyle: "#000" });
    for (const stroke of this.strokes) {
      context.beginPath();
      for (const [x, y] of [stroke[0], ...stroke]) context.lineTo(x * SIDE, y * SIDE);
      context.stroke();
    }
    if (this.keys && document.activeElement === this.paper) this.paintPen(context);
  }

  /** Where the pen is, filled when it is down. @param {CanvasRenderingContext2D} context */
  paintPen(context) {
    context.beginPath();
    context.arc(this.at[0] * SIDE, this.at[1] * SIDE, 14, 0, 7);
    Object.assign(context, { lineWidth: 5, strokeStyle: `rgb(${BLUE})`, fillStyle: `rgb(${ORANGE})` });
    context.stroke();
    if (this.down) context.fill();
  }
}
