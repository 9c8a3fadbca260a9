// The Playground's page: the network. Edges, a map in every neuron, and one neuron's numbers to read and to change.
import { button, make, numberField, put, tr, underHand } from "./page.js";
import { edgeStyle, layout, nearestEdge, places } from "./playground_parts.js";
import { fixed } from "./stage.js";
import { nameOf, sheet, STRONG } from "./playground_views.js";
import { painter } from "./shades.js";

/** @import { State, Target } from "./playground_parts.js" */
/** @typedef {{ now(): any, change(settings: object): void, edit(place: number, value: number): void, redraw(): void }} Acts */

/** The numbers of the chosen neuron, each in a field. @param {State} state @param {Acts} acts */
function inspector(state, { edit }) {
  const element = make("div", { class: "pg-inspector", role: "group", "aria-label": tr("Numbers of the chosen neuron") });
  /** @param {string} text @param {number} place @param {string} kind */
  const entry = (text, place, kind) => make("label", {}, make("span", {}, text), numberField({ step: 0.1, min: -100, max: 100,
    "data-place": place, "data-kind": kind, onchange: (/** @type {any} */ event) => edit(place, event.target.valueAsNumber) }), make("i"));
  /** Those of this neuron; of an input there are none. @param {{ l: number, to?: any, from?: number }} target */
  function choose({ l, to, from }) {
    element.replaceChildren();
    if (l === 0) return;
    const at = places(state.head.sizes, l, to);
    element.append(make("p", {}, make("b", {}, nameOf(state, l, to)),
      " ", tr("Each weight and, while training rests, how fast the cost grows with it.")),
      ...at.weights.map((place, i) => entry(tr("from {neuron}", { neuron: nameOf(state, l - 1, i) }), place, "w")),
      entry(tr("bias"), at.bias, "b"), button(tr("Close"), () => choose({ l: 0 })));
    draw();
    element.querySelectorAll("input")[from ?? 0].focus();
  }
  function draw() {
    const { theta, gradient } = state.picture;
    for (const field of element.querySelectorAll("input")) {
      const { place, kind } = /** @type {Record<string, any>} */ (field.dataset), value = theta[place], slope = gradient[place];
      if (!underHand(field) && Math.fround(field.valueAsNumber) !== value) field.value = value.toFixed(3);
      put(/** @type {Node} */ (field.nextSibling), slope === undefined ? "" : `∂J/∂${kind} ${fixed(slope, 3)}`);
    }
  }
  return { element, choose, draw };
}

export class NetworkView {
  /** @param {State} state @param {Acts} acts */
  constructor(state, acts) {
    this.state = state;
    this.acts = acts;
    this.numbers = inspector(state, acts);
    this.inspector = this.numbers.element;
    this.drawing = sheet({ "aria-hidden": "true" });
    this.over = make("div");
    this.readout = make("div", { class: "pg-readout" });
    this.element = make("div", { class: "pg-network", onpointermove: (/** @type {PointerEvent} */ event) => this.seek(event), onpointerleave: () => this.hover(null),
      onclick: (/** @type {any} */ event) => { if (state.hovered && !event.target.closest("button")) this.numbers.choose(state.hovered); } }, this.drawing, this.over);
    this.paintOutput = painter();
    this.paintNeurons = painter();
    this.stage = /** @type {ReturnType<typeof layout> & { width: number, height: number }} */ (/** @type {unknown} */ (null));
    this.edges = /** @type {(Target & { place: number, path: Path2D })[]} */ ([]);
    this.built = "";
    this.width = 320;
  }

  resize() { this.width = this.element.clientWidth || 320; }

  // ---- its parts, made anew where the structure has changed ----

  build() {
    const { state, width } = this, { sizes, settings } = state.head;
    const spare = state.short && state.picture.hidden.length > 0;  // the spaces below need room, too
    const key = `${sizes} ${settings.features} ${width} ${spare}`;
    if (key === this.built) return;
    this.built = key;
    const height = Math.max(spare ? 230 : 300, Math.min(460, 60 + 15 * Math.max(...sizes)));
    this.stage = { ...layout(sizes, width, height, 62), width, height };
    this.element.style.height = `${height}px`;
    this.edges = sizes.slice(1).flatMap((n, k) => Array.from({ length: n }, (_, to) => this.edgesTo(k + 1, to)).flat());
    this.over.replaceChildren(...sizes.flatMap((n, l) => [this.head(l, n), ...Array.from({ length: n }, (_, i) => this.neuron(l, i))]));
    state.hovered = null;
    this.numbers.choose({ l: 0 });
  }

  /** @param {number} l @param {number} to */
  edgesTo(l, to) {
    return places(this.state.head.sizes, l, to).weights.map((place, from) => ({ l, to, from, place, path: this.curve(l, from, to) }));
  }

  /** @param {number} l @param {number} from @param {number} to */
  curve(l, from, to) {
    const { centers } = this.stage, path = new Path2D(), start = centers[l - 1][from], end = centers[l][to], middle = (start[0] + end[0]) / 2;
    path.moveTo(start[0], start[1]);
    path.bezierCurveTo(middle, start[1], middle, end[1], end[0], end[1]);
    return path;
  }

  /** What stands over a layer. @param {number} l @param {number} n its neurons */
  head(l, n) {
    const style = `left:clamp(20px, ${this.stage.centers[l][0][0]}px, 100% - 20px)`;
    if (l === 0 || l === this.state.head.sizes.length - 1) return make("div", { class: "pg-count", style }, l ? tr("output") : tr("inputs"));
    const { short, head: { controls } } = this.state, hidden = short && !controls.includes("width") && "";
    const by = (/** @type {number} */ more) => () => this.acts.change({ widths: this.acts.now().widths.map((/** @type {number} */ w, /** @type {number} */ k) => k === l - 1 ? w + more : w) });
    return make("div", { class: "pg-count", style, role: "group", "aria-label": tr("Layer {l}: {n} wide", { l, n }) },
      make("button", { "aria-label": tr("Layer {l}: one neuron more", { l }), onclick: by(1), disabled: n > 31 && "", "data-control": "width", hidden }, "+"),
      make("span", {}, String(n)),
      make("button", { "aria-label": tr("Layer {l}: one neuron less", { l }), onclick: by(-1), disabled: n < 2 && "", "data-control": "width", hidden }, "−"));
  }

  /** @param {number} l @param {number} i */
  neuron(l, i) {
    const [x, y] = this.stage.centers[l][i], { size } = this.stage, target = { l, to: i };
    const enter = () => this.hover(target), leave = () => this.hover(null);
    return make("button", { class: "pg-neuron", "aria-label": tr("{neuron}: map and numbers", { neuron: nameOf(this.state, l, i) }),
      style: `left:${x - size / 2}px;top:${y - size / 2}px;width:${size}px;height:${size}px`, onclick: () => this.numbers.choose(target),
      onpointerenter: enter, onfocus: enter, onpointerleave: leave, onblur: leave });
  }

  // ---- what the learner points at ----

  /** @param {Target | null} target */
  hover(target) {
    this.state.hovered = target;
    this.acts.redraw();
  }

  /** @param {PointerEvent} event */
  seek(event) {
    if (!this.stage || /** @type {Element} */ (event.target).closest("button")) return;
    const box = this.element.getBoundingClientRect();
    this.hover(nearestEdge(this.stage.centers, event.clientX - box.left, event.clientY - box.top));
  }

  describe() {
    const { state } = this, { hovered, reading, head, picture } = state;
    if (!hovered) return reading ?? tr("Point at a neuron or an edge, or move there with Tab, to read it; click to change its numbers.");
    const { l, from, to } = hovered;
    if (l === 0) return nameOf(state, 0, to);
    const at = places(head.sizes, l, to), read = (/** @type {number} */ place) => fixed(picture.theta[place], 3), place = at.weights[/** @type {number} */ (from)];
    if (from === undefined) return tr("{neuron}: bias {bias}, weights {weights}",
      { neuron: nameOf(state, l, to), bias: read(at.bias), weights: at.weights.map(read).join(", ") });
    const all = { from: nameOf(state, l - 1, from), to: nameOf(state, l, to), weight: read(place) };
    return !picture.gradient.length ? tr("weight from {from} to {to}: {weight}", all)
      : tr("weight from {from} to {to}: {weight}, ∂J/∂w {slope}", { ...all, slope: fixed(picture.gradient[place], 3) });
  }

  // ---- the picture ----

  draw() {
    this.build();
    const { head, picture } = this.state, { size, centers, width, height } = this.stage, context = this.drawing.context(width, height);
    this.drawEdges(context);
    const side = head.side / 4, maps = this.paintNeurons(picture.neurons, side, STRONG);
    context.globalAlpha = 1;
    centers.slice(0, -1).flat().forEach(([x, y], i) => context.drawImage(maps, 0, i * side, side, side, x - size / 2, y - size / 2, size, size));
    const [[x, y]] = /** @type {number[][]} */ (centers.at(-1));
    context.drawImage(this.paintOutput(picture.output, head.side, STRONG), x - size / 2, y - size / 2, size, size);
    put(this.readout, this.describe());
    this.numbers.draw();
  }

  /** @param {CanvasRenderingContext2D} context */
  drawEdges(context) {
    const { head, picture, hovered } = this.state, gradient = head.settings.maps === "gradient" && picture.gradient.length > 0;
    const strength = gradient ? picture.gradient : picture.theta;
    const scale = gradient ? 2 / Math.max(1e-9, ...strength.map(Math.abs)) : 1;
    for (const { l, to, from, place, path } of this.edges) {
      const style = edgeStyle(strength[place] * scale);
      const marked = hovered?.l === l && hovered.to === to && (hovered.from === undefined || hovered.from === from);
      context.strokeStyle = style.color;
      context.globalAlpha = marked ? 1 : style.alpha;
      context.lineWidth = style.width + (marked ? 1.5 : 0);
      context.stroke(path);
    }
  }
}
