// What motions drawn in the page share. All in SVG, one unit a CSS pixel. Elements are made once and moved by
// `set`, so that a drag keeps its element and the browser little to do. The look is in stage.css.
import { fill, make, unique } from "./page.js";

/** An SVG element with its attributes (`onclick: f` listens; false leaves one out) and what stands inside it.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {import("./page.js").Attributes} attributes
 * @param {(Node | string)[]} children
 * @returns {SVGElementTagNameMap[Tag]} */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** Change attributes in place, those that differ only; false takes one away.
 * @template {Element} E @param {E} element @param {import("./page.js").Attributes} attributes */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes))
    if (value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  return element;
}

/** Make a picture so large, in pixels. @param {SVGElement} picture @param {number} wide @param {number} tall */
export const size = (picture, wide, tall) => set(picture, { viewBox: `0 0 ${wide} ${tall}`, style: `width: ${wide}px; height: ${tall}px` });

/** Lay a <rect> between two ends of both axes. @param {SVGElement} rect @param {number[]} edge left, right @param {number[]} ends bottom, top */
export const box = (rect, edge, ends) => set(rect, { x: edge[0], y: ends[1], width: edge[1] - edge[0], height: ends[0] - ends[1] });

/** A <g> whose parts are seen inside of a <rect> only, which it holds. @param {SVGElement} frame @param {import("./page.js").Attributes} attributes @param {SVGElement[]} parts */
export function clipped(frame, attributes, ...parts) {
  const id = unique("clip");
  return svg("g", { ...attributes, "clip-path": `url(#${id})` }, svg("clipPath", { id }, frame), ...parts);
}

/** Data → pixels and `.back`; `.ticks(n)` about n round values. scale([-3, 3], [40, 400]); up the page: [400, 40]. */
export function scale(/** @type {number[]} */ [low, high], /** @type {number[]} */ [start, end]) {
  const at = (/** @type {number} */ value) => start + (value - low) / (high - low) * (end - start);
  at.back = (/** @type {number} */ pixel) => low + (pixel - start) / (end - start) * (high - low);
  at.ticks = (count = 5) => {
    const rough = (high - low) / count, power = 10 ** Math.floor(Math.log10(rough));
    const step = power * /** @type {number} */ ([1, 2, 5, 10].find(times => times * power >= rough * 0.999));
    const first = Math.ceil(low / step - 1e-9), last = Math.floor(high / step + 1e-9);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  };
  return Object.assign(at, { data: [low, high], pixels: [start, end] });
}

/** @typedef {ReturnType<typeof scale>} Scale */

/** −1.5, not -1.5; at most so many decimals. @param {number} value */
export const written = (value, decimals = 2) => {
  const text = String(Number(value.toFixed(decimals)) + 0);
  return text.replace("-", "−");
};

/** With all its decimals: −0.50. @param {number} value @param {number} decimals */
export const fixed = (value, decimals) => (Number(value.toFixed(decimals)) + 0).toFixed(decimals).replace("-", "−");

/** As it stands behind a + or a ·: a negative number in brackets. @param {number} value */
export const bracketed = value => written(value).replace(/^−.*/, "($&)");

/** The number at `place` of a list, between two of them where the place is. @param {ArrayLike<number>} list @param {number} place */
export function between(list, place) {
  const low = Math.min(Math.floor(place), list.length - 1), high = Math.min(low + 1, list.length - 1);
  return list[low] + (place - low) * (list[high] - list[low]);
}

/** As far on the way from one list of numbers to another, t from 0 to 1. @param {number[]} from @param {number[]} to @param {number} t */
export const mix = (from, to, t) => from.map((value, i) => value + t * (to[i] - value));

/** A <g> with the two axes of the scales x and y, their ticks and names. Colours follow the theme. @param {Scale} x @param {Scale} y */
export function axes(x, y, names = ["", ""], count = 5) {
  const [left, right] = x.pixels, [bottom, top] = y.pixels;
  /** @param {number} px @param {number} py @param {string} content @param {import("./page.js").Attributes} [more] */
  const text = (px, py, content, more) => svg("text", { x: px, y: py, class: "st-text", ...more }, content);
  return svg("g", { class: "st-axes", "aria-hidden": "true" },
    svg("path", { class: "st-axis", d: `M${left} ${top}V${bottom}H${right}` }),
    ...x.ticks(count).map(value => text(x(value), bottom + 15, written(value), { "text-anchor": "middle" })),
    ...y.ticks(count).map(value => text(left - 6, y(value) + 4, written(value), { "text-anchor": "end" })),
    text((left + right) / 2, bottom + 31, names[0], { "text-anchor": "middle" }),
    names[1].length > 6 ? text(left - 36, top - 7, names[1]) : text(left, top - 7, names[1], { "text-anchor": "middle" }));
}

const ARROWS = /** @type {Record<string, number[]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] });

/** The arrow key's [right, up], ten times as far with Shift; null for other keys. @param {KeyboardEvent} event */
export function arrow({ key, shiftKey, altKey, ctrlKey, metaKey }) {
  if (!(key in ARROWS) || altKey || ctrlKey || metaKey) return null;
  return /** @type {[number, number]} */ (ARROWS[key].map(way => way * (shiftKey ? 10 : 1)));
}

/** Where an event happened, in pixels of the <svg> around the element.
 *  @param {SVGGraphicsElement} element @param {{ clientX: number, clientY: number }} event @returns {[number, number]} */
export function pixel(element, event) {
  const { a, d, e, f } = /** @type {DOMMatrix} */ ((element.ownerSVGElement ?? element).getScreenCTM());
  return [(event.clientX - e) / a, (event.clientY - f) / d];
}

/** Let an SVG element be dragged by mouse, touch or pen and moved by arrow keys.
 *  name           what it is, for a screen reader; say where it is with set(element, { "aria-valuetext": … })
 *  drag(x, y)     the pointer is at this pixel of the <svg>
 *  nudge(dx, dy)  an arrow key: right and up are 1, with Shift 10
 *  begin(), end() a drag begins or ends; each arrow key is a whole drag
 * @template {SVGGraphicsElement} E @param {E} element
 * @param {{ name: string, drag(x: number, y: number): void, nudge(dx: number, dy: number): void, begin?(): void, end?(): void }} acts */
export function draggable(element, { name, drag, nudge, begin = () => {}, end = () => {} }) {
  let held = /** @type {number | null} */ (null);
  const release = (/** @type {PointerEvent} */ event) => { if (event.pointerId === held) { held = null; end(); } };
  set(element, { tabindex: 0, role: "slider", "aria-valuenow": 0, "aria-label": name });
  element.classList.add("st-drag");
  return fill(element, {
    onpointerdown: (/** @type {PointerEvent} */ event) => {
      if (event.button || held !== null) return;
      held = event.pointerId;
      element.setPointerCapture(held);
      element.focus({ preventScroll: true });
      event.preventDefault();
      begin();
    },
    onpointermove: (/** @type {PointerEvent} */ event) => { if (event.pointerId === held) drag(...pixel(element, event)); },
    onpointerup: release,
    onpointercancel: release,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      const way = arrow(event);
      if (!way) return;
      event.preventDefault();
      event.stopPropagation();
      begin();
      nudge(...way);
      end();
    },
  }, []);
}

/** Let an SVG element be pressed, by click, Enter or space, and left by arrow keys, where there is a way on: right and up are 1.
 * @template {SVGElement} E @param {E} element @param {() => void} press @param {(right: number, up: number) => void} [move] */
export function pressable(element, press, move) {
  set(element, { role: "button", tabindex: 0 });
  return fill(element, { onclick: press, onkeydown: (/** @type {KeyboardEvent} */ event) => {
    const way = move && arrow(event);
    if (!way && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    if (way) move(Math.sign(way[0]), Math.sign(way[1]));
    else press();
  } }, []);
}

/** Does the reader ask for no motion? Then show steps, not what lies between them. */
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Call frame(milliseconds since the start) once a picture until it returns false; `.stop()` ends it sooner. The pictures are
 *  counted in root.dataset.frames, which the tests read. @param {HTMLElement} root @param {(time: number) => boolean | void} frame */
export function animate(root, frame) {
  let /** @type {number | null} */ start = null, request = requestAnimationFrame(function next(now) {
    start ??= now;
    root.dataset.frames = /** @type {any} */ (Number(root.dataset.frames ?? 0) + 1);
    request = frame(now - start) === false ? 0 : requestAnimationFrame(next);
  });
  return { stop() { cancelAnimationFrame(request); } };
}

/** show(t) with t from 0 to 1 in so many milliseconds, slow at both ends, then done(). Under reduced motion show(1) at once.
 * @param {HTMLElement} root @param {number} milliseconds @param {(t: number) => void} show */
export function glide(root, milliseconds, show, done = () => {}) {
  const length = calm() ? 0 : milliseconds;
  return animate(root, time => {
    const t = length ? Math.min(1, time / length) : 1;
    show(t * t * (3 - 2 * t));
    if (t === 1) done();
    return t < 1;
  });
}

/** A polite live region: put(region, "what has changed") is read out. */
export const region = () => make("div", { class: "st-said", role: "status", "aria-live": "polite" });

const SMALLEST = 100;  // pixels: what is narrower is not on the screen yet

/** What pages share that are drawn for their width and move one thing at a time, `motion`. */
export class MovingPage {
  /** @param {HTMLElement} el @param {import("./page.js").Python} python */
  constructor(el, python) {
    this.el = el;
    this.python = python;
    this.motion = /** @type {{ stop(): void } | null} */ (null);
    this.observers = /** @type {ResizeObserver[]} */ ([]);
  }

  /** Call draw(width in pixels) now and whenever the element's width changes; while it is hidden, it stays as it was. @param {HTMLElement} element @param {(width: number) => void} draw */
  fit(element, draw) {
    let width = 0;
    const observer = new ResizeObserver(this.python.guarded(() => {
      const now = Math.round(element.clientWidth);
      if (now >= SMALLEST && now !== width) draw(width = now);
    }));
    observer.observe(element);
    this.observers.push(observer);
  }

  close() {
    this.observers.forEach(one => one.disconnect());
    this.motion?.stop();
  }
}
