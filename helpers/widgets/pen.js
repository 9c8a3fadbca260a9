// Drawing by hand and by arrow keys: points of a pad go from 0 to 1, y downward.
import { fill } from "./page.js";

const within = (/** @type {number} */ value) => Math.round(1000 * Math.max(0, Math.min(1, value))) / 1000;

/** A place on the page as a point of the pad, 0 to 1. @param {number} x @param {number} y @param {DOMRect} box */
export const toPoint = (x, y, box) => [within((x - box.left) / box.width), within((y - box.top) / box.height)];

/** Add the point to the stroke unless it is too near the last one to matter; true if it was added.
 * @param {number[][]} stroke @param {number[]} point */
export function extend(stroke, point, nearest = 0.008) {
  const last = stroke.at(-1);
  if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < nearest) return false;
  stroke.push(point);
  return true;
}

/** Where the arrow keys held down move the pen, two of them diagonally. */
export function moved(/** @type {number[]} */ [x, y], /** @type {Set<string>} */ held, step = 0.025) {
  const along = (/** @type {string} */ less, /** @type {string} */ more) => step * ((held.has(more) ? 1 : 0) - (held.has(less) ? 1 : 0));
  return [within(x + along("ArrowLeft", "ArrowRight")), within(y + along("ArrowUp", "ArrowDown"))];
}

/** A hand that draws lines, by pointer or keys: arrow keys move the pen, space puts it down and lifts it, Backspace takes back a stroke.
 *  A class that extends it shows strokes and pen in `trace`.
 * @template {HTMLElement | SVGElement} E */
export class Hand {
  /** @param {E} paper what is drawn on @param {number[]} at where the pen is at first
   *  @param {(strokes: number[][][]) => void} drawn is told of the whole drawing at each change by hand */
  constructor(paper, at, drawn) {
    const letGo = (/** @type {PointerEvent} */ event) => { if (event.pointerId === this.pointer) this.lift(); };
    this.paper = fill(paper, { onpointerdown: (/** @type {PointerEvent} */ event) => this.press(event),
      onpointermove: (/** @type {PointerEvent} */ event) => this.drag(event), onpointerup: letGo,
      onpointercancel: letGo, onfocus: () => this.trace(), onblur: () => { this.held.clear(); this.lift(); },
      onkeyup: (/** @type {KeyboardEvent} */ event) => this.held.delete(event.key), onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event) }, []);
    this.at = at;
    this.drawn = drawn;
    this.strokes = /** @type {number[][][]} */ ([]);
    this.line = /** @type {number[][] | null} */ (null);  // the stroke that is being drawn
    this.pointer = /** @type {number | null} */ (null);  // the pointer that draws it
    this.down = this.keys = false;  // is the pen down? are keys what draws?
    this.held = /** @type {Set<string>} */ (new Set());  // arrow keys
  }

  trace() {}

  change(/** @type {number[][][]} */ strokes) {
    this.strokes = strokes;
    this.trace();
    this.drawn(strokes);
  }

  undo() { this.lift(); this.change(this.strokes.slice(0, -1)); }

  clear() { this.lift(); this.change([]); }

  press(/** @type {PointerEvent} */ event) {
    if (!event.isPrimary || event.button || this.pointer !== null) return;  // a hand that rests on the glass does not draw
    this.keys = false;
    this.paper.setPointerCapture(event.pointerId);
    this.start(toPoint(event.clientX, event.clientY, this.paper.getBoundingClientRect()));
    this.pointer = event.pointerId;
  }

  drag(/** @type {PointerEvent} */ event) {
    if (this.pointer === null || event.pointerId !== this.pointer) return;
    const box = this.paper.getBoundingClientRect(), events = event.getCoalescedEvents?.() ?? [];
    const line = /** @type {number[][]} */ (this.line), before = line.length;
    for (const { clientX, clientY } of events.length ? events : [event]) extend(line, toPoint(clientX, clientY, box));
    if (line.length > before) this.change(this.strokes);
  }

  key(/** @type {KeyboardEvent} */ event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow")) this.steer(event.key);
    else if (event.key === " ") this.toggle();
    else if (event.key === "Backspace") this.undo();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  steer(/** @type {string} */ key) {
    this.keys = true;
    this.at = moved(this.at, this.held.add(key));
    if (this.down && extend(/** @type {number[][]} */ (this.line), this.at, 0)) this.change(this.strokes);
    else this.trace();
  }

  toggle() {
    this.keys = true;
    if (this.down) this.lift();
    else this.start(this.at, true);
  }

  /** @param {number[]} point */
  start(point, down = false) {
    this.lift();
    this.line = [point];
    this.down = down;
    this.change([...this.strokes, this.line]);
  }

  lift() {
    this.line = this.pointer = null;
    this.down = false;
    this.trace();
  }
}
