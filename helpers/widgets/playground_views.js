// The Playground's page: the map, the spaces of layers with two neurons, and the loss curves. Each view is made from the page's
// `state`, which holds the newest picture; it has an `element`, and draws what the state says.
import { BLUE, make, ORANGE, put, tint, tr } from "./page.js";
import { fixed, svg } from "./stage.js";
import { along, inputName, marksUpTo } from "./playground_parts.js";
import { colors, painter } from "./shades.js";

/** @import { State } from "./playground_parts.js" */

export const STRONG = colors(), PALE = colors(0.6), TWO = colors(0.6, true);
const paleOrTwo = (/** @type {State} */ { head }) => head.settings.two_colors ? TWO : PALE;

/** A canvas as sharp as the screen; `context(w, h)` sizes and clears it, in CSS pixels. @param {import("./page.js").Attributes} [attributes] */
export function sheet(attributes) {
  const canvas = make("canvas", attributes);
  const context = (/** @type {number} */ width, /** @type {number} */ height) => {
    const ratio = window.devicePixelRatio || 1, w = Math.round(width * ratio), h = Math.round(height * ratio);
    if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
    const clear = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    clear.setTransform(ratio, 0, 0, ratio, 0, 0);
    clear.clearRect(0, 0, width, height);
    return clear;
  };
  return Object.assign(canvas, { context, drawn: 0 });
}

/** What a neuron is called. @param {State} state @param {number} l @param {number} i */
export const nameOf = ({ head }, l, i) => l === 0 ? tr("input {name}", { name: inputName(head.settings.features[i]) })
  : l === head.sizes.length - 1 ? tr("output") : tr("layer {l} neuron {i}", { l, i: i + 1 });

// ---- the plane: decision map and points; a click may add one ----

/** @param {CanvasRenderingContext2D} context @param {number[]} place @param {number} target @param {boolean} tested */
function dot(context, [x, y], target, tested, size = 3) {
  context.beginPath();
  if (target >= 0) context.arc(x, y, size * 1.07, 0, 7); else context.rect(x - size * 0.93, y - size * 0.93, size * 1.86, size * 1.86);
  context.fillStyle = `rgb(${tint(target)})`;
  context.strokeStyle = tested ? "#22282c" : "#fff";  // test points have a dark edge
  context.fill();
  context.stroke();
}

/** Calls visit(i, target, tested) for each point that is shown.
 * @param {State} state @param {(i: number, target: number, tested: boolean) => void} visit */
function eachPoint({ head, picture }, visit) {
  for (let i = 0; i < (head.settings.show_test ? head.points : head.training); i++)
    visit(i, picture.points[3 * i + 2], i >= head.training);
}

/** The neuron before the output that is pointed at, or null. @param {State} state */
const pointedAt = ({ head, hovered }) => hovered && hovered.from === undefined && hovered.l < head.sizes.length - 1 ? hovered : null;

/** @param {State} state @param {{ add(x: number, y: number): void, redraw(): void }} acts */
export function planeView(state, { add, redraw }) {
  const drawing = make("canvas", { "aria-hidden": "true" }), dots = sheet({ "aria-hidden": "true" }), paint = painter(drawing);
  const named = make("span", { class: "pg-named", hidden: "" });  // the neuron that stands where the output did
  const plane = make("div", { class: "pg-map", role: "img", onclick: (/** @type {MouseEvent} */ event) => add(...position(event)),
    onpointermove: read, onpointerleave: () => { state.reading = null; redraw(); } }, drawing, dots, named);
  let width = 290, tests = false, /** @type {Float32Array} */ points;
  /** @param {MouseEvent} event @returns {[number, number]} */
  function position(event) {
    const box = plane.getBoundingClientRect(), at = (/** @type {number} */ share) => Math.max(-3, Math.min(3, 6 * share - 3));
    return [at((event.clientX - box.left) / box.width), -at((event.clientY - box.top) / box.height)];
  }
  /** @param {PointerEvent} event */
  function read(event) {
    if (!state.picture) return;
    const [x, y] = position(event), { side, output } = state.head;
    const cell = (/** @type {number} */ v) => Math.min(side - 1, Math.floor((v + 3) / 6 * side));
    const shade = state.picture.output[cell(-y) * side + cell(x)], value = output === "identity" ? (shade - 128) / 127 : (shade - 1) / 254;
    state.reading = tr("output at ({x}, {y}): {value}", { x: fixed(x, 1), y: fixed(y, 1), value: fixed(value, 2) });
    redraw();
  }
  function drawPoints() {  // on a sheet of their own, since they change less often than the map
    const { picture, head } = state;
    if (picture.points === points && head.settings.show_test === tests && dots.drawn === width) return;
    ({ points } = picture);
    tests = head.settings.show_test;
    dots.drawn = width;
    const context = dots.context(width, width), at = (/** @type {number} */ v) => (3 + v) * width / 6;
    eachPoint(state, (i, target, tested) => dot(context, [at(points[3 * i]), width - at(points[3 * i + 1])], target, tested));
  }
  function draw() {
    const { head, picture } = state, small = head.side / 4, inside = pointedAt(state);
    const place = /** @type {number} */ (inside && head.sizes.slice(0, inside.l).reduce((sum, n) => sum + n, inside.to) * small ** 2);
    if (inside) paint(picture.neurons.subarray(place, place + small ** 2), small, PALE);
    else paint(picture.output, head.side, paleOrTwo(state));
    drawPoints();
    if (named.hidden === Boolean(inside)) named.hidden = !inside;
    put(named, inside ? nameOf(state, inside.l, inside.to) : "");
    const all = { neuron: inside ? named.textContent : tr("the output") }, name = head.output === "identity"
      ? tr("Map of {neuron} for x₁ and x₂ from −3 to 3: orange squares are low targets, blue circles high ones", all)
      : tr("Map of {neuron} for x₁ and x₂ from −3 to 3: orange squares are class 0, blue circles class 1", all);
    if (plane.ariaLabel !== name) plane.ariaLabel = name;
  }
  return { element: plane, draw, resize: () => { width = plane.clientWidth || 290; } };
}

// ---- what the plane's marks and shades mean ----

/** What the shades of a neuron's map go from and to. Where σ has no bounds a map is relative to its largest.
 * @param {Record<string, any>} settings @param {number} l its layer */
const endsOf = ({ maps, activation }, l) => maps !== "gradient" && l && /** @type {any} */ ({ tanh: ["−1", "1"], sigmoid: ["0", "1"] })[activation] || ["−", "+"];

/** What the key says, and how its shades run. @param {{ output: string, settings: Record<string, any> }} head
 * @param {{ l: number } | null} neuron the one that is pointed at, before the output */
export function meanings({ output, settings }, neuron = null) {
  const values = output === "identity", end = (/** @type {number} */ side) => `rgb(${tint(0.6 * side).map(Math.round)})`;
  return {
    names: values ? [tr("low"), tr("high")] : [tr("class 0"), tr("class 1")],
    shown: neuron ? neuron.l ? tr("neuron") : tr("input") : tr("output"),
    ends: neuron ? endsOf(settings, neuron.l) : values ? ["−1", "1"] : ["0", "1"],
    shades: (settings.two_colors && !neuron ? [`${end(-1)} 50%`, `${end(1)} 50%`] : [-1, 0, 1].map(end)).join(", "),
    tested: settings.show_test,
  };
}

/** @param {State} state */
export function keyView(state) {
  /** @param {"rect" | "circle"} shape @param {import("./page.js").Attributes} look */
  const mark = (shape, look) => svg("svg", { width: 12, height: 12, viewBox: "0 0 12 12", "aria-hidden": "true" }, svg(shape, look));
  const names = [make("span"), make("span")], ends = [make("span"), make("span")], bar = make("i"), shown = make("span");
  const tested = make("span", {}, tr("dark edge: test point"));
  const element = make("div", { class: "pg-key" },
    make("span", {}, mark("rect", { x: 2, y: 2, width: 8, height: 8, fill: `rgb(${ORANGE})` }), names[0]),
    make("span", {}, mark("circle", { cx: 6, cy: 6, r: 4.6, fill: `rgb(${BLUE})` }), names[1]),
    make("span", {}, shown, ends[0], bar, ends[1]), tested);
  let before = "";
  function draw() {
    const said = meanings(state.head, pointedAt(state)), key = JSON.stringify(said);
    if (key === before) return;
    before = key;
    put(shown, said.shown);
    [0, 1].forEach(k => { put(names[k], said.names[k]); put(ends[k], said.ends[k]); });
    bar.style.background = `linear-gradient(to right, ${said.shades})`;
    tested.hidden = !said.tested;
  }
  return { element, draw, resize() {} };
}

// ---- what a layer of two neurons makes of the plane ----

/** @param {State} state */
export function spacesView(state) {
  const element = make("div", { class: "pg-spaces" });
  let rooms = /** @type {ReturnType<typeof room>[]} */ ([]);
  /** @param {number} layer */
  function room(layer) {
    const drawing = sheet({ role: "img", class: "pg-room", "aria-label": tr("Layer {layer}: a₁ to the right, a₂ up. The points as this layer places them, and where the layers behind draw the boundary", { layer }) });
    return { layer, drawing, side: 0, paint: painter(), figure: make("div", {}, make("span", {}, tr("Layer {layer}: a₁ to the right, a₂ up", { layer })), drawing) };
  }
  function draw() {
    const { hidden } = state.picture, layers = hidden.map(space => space.layer);
    if (String(layers) !== String(rooms.map(one => one.layer))) {
      element.replaceChildren(...(rooms = layers.map(room)).map(one => one.figure));
      resize();
    }
    hidden.forEach(({ low, high, map, points }, k) => {
      const { side } = rooms[k], context = rooms[k].drawing.context(side, side), at = (/** @type {number} */ value) => (value - low) / (high - low) * side;
      context.drawImage(rooms[k].paint(map, state.head.side / 2, paleOrTwo(state)), 0, 0, side, side);
      eachPoint(state, (i, target, tested) => dot(context, [at(points[2 * i]), side - at(points[2 * i + 1])], target, tested, 2));
    });
  }
  function resize() { for (const one of rooms) one.side = one.drawing.clientWidth; }
  return { element, draw, resize };
}

// ---- the loss curves ----

/** @returns {[string, string, number][]} a name, its dashes, its thickness */
const curves = () => [[tr("training"), "5 3", 1.3], [tr("test"), "none", 1.8]];

/** @param {State} state */
export function lossView(state) {
  const height = 96, bottom = height - 18, left = 30;
  const lines = curves().map(([, dash, thick]) => svg("polyline", { "stroke-dasharray": dash, "stroke-width": thick }));
  const here = svg("line", { class: "pg-here", y1: 16, y2: bottom });
  const top = svg("text", { y: 11 }), marks = svg("g", {}), legend = svg("g", {});
  const element = svg("svg", { class: "pg-chart", role: "img", "aria-label": tr("Loss after each step") },
    top, svg("text", { y: bottom }, "0"), svg("text", { y: height - 3 }, tr("step")), marks, legend, here, ...lines);
  let width = 0, shown = "";
  const at = (/** @type {number} */ step, /** @type {number} */ last) => (left + (width - left - 14) * along(step) / along(last)).toFixed(1);
  /** Of the axis, where it has changed. @param {number} last */
  function label(last) {
    const steps = marksUpTo(last), key = `${steps} ${at(/** @type {number} */ (steps.at(-1)), last)}`;
    if (key === shown) return;
    shown = key;
    marks.replaceChildren(...steps.flatMap(step => [
      svg("line", { x1: at(step, last), x2: at(step, last), y1: bottom, y2: bottom + 4 }),
      svg("text", { x: at(step, last), y: height - 3, "text-anchor": "middle" }, step < 1000 ? String(step) : `${step / 1000}k`)]));
  }
  function draw() {
    const { history, head } = state, [end] = /** @type {number[]} */ (history.at(-1)), last = Math.max(1, end);
    const most = history.reduce((most, [, a, b]) => Math.max(most, a ?? 0, b ?? 0), 0.1);
    put(top, tr("loss {loss}", { loss: most.toFixed(2) }));
    label(last);
    for (const end of ["x1", "x2"]) here.setAttribute(end, at(head.steps, last));
    here.style.display = head.steps < end ? "" : "none";
    lines.forEach((line, i) => line.setAttribute("points", history.filter(row => row[i + 1] != null)
      .map(row => `${at(row[0], last)},${(bottom - (bottom - 18) * row[i + 1] / most).toFixed(1)}`).join(" ")));
  }
  function resize() {
    width = element.clientWidth || 290;
    element.setAttribute("viewBox", `0 0 ${width} ${height}`);
    legend.replaceChildren(...curves().flatMap(([name, dash, thick], i) => [
      svg("line", { x1: width - 140 + 80 * i, x2: width - 118 + 80 * i, y1: 7, y2: 7, "stroke-dasharray": dash, "stroke-width": thick }),
      svg("text", { x: width - 113 + 80 * i, y: 11 }, name)]));
  }
  return { element, draw, resize };
}
