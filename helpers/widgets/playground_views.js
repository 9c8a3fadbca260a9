// The Playground's page, second part: its four views. Each is made from the page's `state`, which holds the newest
// picture, and what it may ask for; it has an `element` and draws what the state says.
import { BLUE, GREY, make, ORANGE, put, tr } from "./page.js";
import { svg } from "./stage.js";
import { along, colors, edgeStyle, inputName, layout, marksUpTo, nearestEdge, places, short } from "./playground_parts.js";

const STRONG = colors(), PALE = colors(0.6), TWO = colors(0.6, true);
const paleOrTwo = ({ head }) => head.settings.two_colors ? TWO : PALE;

/** A canvas as sharp as the screen; `context(w, h)` sizes and clears it, in CSS pixels. */
function sheet(attributes) {
  const canvas = make("canvas", attributes);
  const context = (width, height) => {
    const ratio = window.devicePixelRatio || 1, w = Math.round(width * ratio), h = Math.round(height * ratio);
    if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
    const clear = canvas.getContext("2d");
    clear.setTransform(ratio, 0, 0, ratio, 0, 0);
    clear.clearRect(0, 0, width, height);
    return clear;
  };
  return Object.assign(canvas, { context, drawn: 0 });
}

/** Turns square maps, one below the other, into a canvas to draw from: few canvases on the page are what makes it fast. */
function painter() {
  let canvas = null, image = null, pixels = null;
  return (maps, side, table) => {
    const height = maps.length / side;
    if (canvas?.width !== side || canvas.height !== height) {
      canvas = new OffscreenCanvas(side, height);
      image = new ImageData(side, height);
      pixels = new Uint32Array(image.data.buffer);
    }
    for (let i = 0; i < maps.length; i++) pixels[i] = table[maps[i]];
    canvas.getContext("2d").putImageData(image, 0, 0);
    return canvas;
  };
}

const nameOf = ({ head }, l, i) => l === 0 ? tr("input {name}", { name: inputName(head.settings.features[i]) })
  : l === head.sizes.length - 1 ? tr("output") : tr("layer {l} neuron {i}", { l, i: i + 1 });

// ---- the network: edges, a map in every neuron, and one neuron's numbers to read and to change ----

export function networkView(state, { change, edit, redraw }) {
  const drawing = sheet({ "aria-hidden": "true" }), over = make("div"), readout = make("div", { class: "pg-readout" });
  const network = make("div", { class: "pg-network", onpointermove: seek, onpointerleave: () => hover(null),
    onclick: event => { if (state.hovered && !event.target.closest("button")) choose(state.hovered); } }, drawing, over);
  const inspector = make("div", { class: "pg-inspector", role: "group", "aria-label": tr("Numbers of the chosen neuron") });
  const paintOutput = painter(), paintNeurons = painter();
  let stage = null, edges = [], built = "", width = 320;

  const spare = () => state.short && state.picture.hidden.length > 0;  // the spaces below need room, too
  function build() {
    const { sizes, settings } = state.head, key = `${sizes} ${settings.features} ${width} ${spare()}`;
    if (key === built) return;
    built = key;
    const height = Math.max(spare() ? 230 : 300, Math.min(460, 60 + 15 * Math.max(...sizes)));
    stage = { ...layout(sizes, width, height, 62), width, height };
    network.style.height = `${height}px`;
    edges = sizes.slice(1).flatMap((n, k) => Array.from({ length: n }, (_, to) =>
      places(sizes, k + 1, to).weights.map((place, from) => ({ l: k + 1, to, from, place, path: curve(k + 1, from, to) }))).flat());
    over.replaceChildren();
    sizes.forEach((n, l) => {
      const x = stage.centers[l][0][0];
      over.append(l === 0 || l === sizes.length - 1 ? caption(l ? tr("output") : tr("inputs"), x) : counter(l, n, x));
      for (let i = 0; i < n; i++) over.append(neuron(l, i));
    });
    state.hovered = null;
    choose({ l: 0 });
  }
  function curve(l, from, to) {
    const path = new Path2D(), start = stage.centers[l - 1][from], end = stage.centers[l][to], middle = (start[0] + end[0]) / 2;
    path.moveTo(start[0], start[1]);
    path.bezierCurveTo(middle, start[1], middle, end[1], end[0], end[1]);
    return path;
  }
  const caption = (text, x) => make("div", { class: "pg-count", style: `left:${x}px` }, text);
  function counter(l, n, x) {
    const resize = by => () => change({ widths: state.head.settings.widths.map((w, k) => k === l - 1 ? w + by : w) });
    return make("div", { class: "pg-count", style: `left:${x}px`, role: "group", "aria-label": tr("Layer {l}: {n} wide", { l, n }) },
      make("button", { "aria-label": tr("Layer {l}: one neuron more", { l }), onclick: resize(1), disabled: n > 31 && "" }, "+"),
      make("span", {}, String(n)),
      make("button", { "aria-label": tr("Layer {l}: one neuron less", { l }), onclick: resize(-1), disabled: n < 2 && "" }, "−"));
  }
  function neuron(l, i) {
    const [x, y] = stage.centers[l][i], half = stage.size / 2, target = { l, to: i };
    return make("button", { class: "pg-neuron", "aria-label": tr("{neuron}: map and numbers", { neuron: nameOf(state, l, i) }),
      style: `left:${x - half}px;top:${y - half}px;width:${stage.size}px;height:${stage.size}px`,
      onclick: () => choose(target), onpointerenter: () => hover(target), onfocus: () => hover(target),
      onpointerleave: () => hover(null), onblur: () => hover(null) });
  }
  function hover(target) { state.hovered = target; redraw(); }
  function seek(event) {
    if (!stage || event.target.closest("button")) return;
    const box = network.getBoundingClientRect();
    hover(nearestEdge(stage.centers, event.clientX - box.left, event.clientY - box.top));
  }
  function describe() {
    const { hovered, head, picture } = state;
    if (!hovered) return tr("Point at a neuron or an edge, or move there with Tab, to read it; click to change its numbers.");
    const { l, from, to } = hovered;
    if (l === 0) return nameOf(state, 0, to);
    const at = places(head.sizes, l, to), read = place => short(picture.theta[place]), place = at.weights[from];
    if (from === undefined) return tr("{neuron}: bias {bias}, weights {weights}",
      { neuron: nameOf(state, l, to), bias: read(at.bias), weights: at.weights.map(read).join(", ") });
    const all = { from: nameOf(state, l - 1, from), to: nameOf(state, l, to), weight: read(place) };
    return !picture.gradient.length ? tr("weight from {from} to {to}: {weight}", all)
      : tr("weight from {from} to {to}: {weight}, ∂J/∂w {slope}", { ...all, slope: short(picture.gradient[place]) });
  }

  /** @param {{ l: number, to?: number, from?: number }} target */
  function choose({ l, to, from }) {
    inspector.replaceChildren();
    if (l === 0) return;
    const at = places(state.head.sizes, l, to);
    const entry = (text, place, kind = "w") => {
      const field = make("input", { type: "number", step: 0.1, min: -100, max: 100, "data-place": place, "data-kind": kind,
        onkeydown: event => { if (event.key === "Enter") field.blur(); },
        onchange: () => edit(place, field.valueAsNumber) });
      return make("label", {}, make("span", {}, text), field, make("i"));
    };
    inspector.append(make("p", {}, make("b", {}, nameOf(state, l, to)),
      " ", tr("Each weight and, while training rests, how fast the cost grows with it.")),
      ...at.weights.map((place, i) => entry(tr("from {neuron}", { neuron: nameOf(state, l - 1, i) }), place)), entry(tr("bias"), at.bias, "b"),
      make("button", { onclick: () => choose({ l: 0 }) }, tr("Close")));
    drawNumbers();
    inspector.querySelectorAll("input")[from ?? 0].focus();
  }
  function drawNumbers() {
    for (const field of inspector.querySelectorAll("input")) {
      const { place, kind } = field.dataset, gradient = state.picture.gradient[place];
      const value = state.picture.theta[place];
      if (document.activeElement !== field && Math.fround(field.valueAsNumber) !== value) field.value = value.toFixed(3);
      put(field.nextSibling, gradient === undefined ? "" : `∂J/∂${kind} ${short(gradient)}`);
    }
  }
  function draw() {
    build();
    const { head, picture, hovered } = state, { size, centers } = stage, context = drawing.context(stage.width, stage.height);
    drawEdges(context, picture, hovered, head.settings.maps === "gradient" && picture.gradient.length > 0);
    const side = head.side / 4, maps = paintNeurons(picture.neurons, side, STRONG), inside = centers.slice(0, -1).flat();
    context.globalAlpha = 1;
    inside.forEach(([x, y], i) => context.drawImage(maps, 0, i * side, side, side, x - size / 2, y - size / 2, size, size));
    const [[x, y]] = centers.at(-1);
    context.drawImage(paintOutput(picture.output, head.side, STRONG), x - size / 2, y - size / 2, size, size);
    put(readout, state.reading ?? describe());
    drawNumbers();
  }
  function drawEdges(context, picture, hovered, gradient) {
    const strength = gradient ? picture.gradient : picture.theta;
    const scale = gradient ? 2 / Math.max(1e-9, ...strength.map(Math.abs)) : 1;
    for (const { l, to, from, place, path } of edges) {
      const style = edgeStyle(strength[place] * scale);
      const marked = hovered?.l === l && hovered.to === to && (hovered.from === undefined || hovered.from === from);
      context.strokeStyle = style.color;
      context.globalAlpha = marked ? 1 : style.alpha;
      context.lineWidth = style.width + (marked ? 1.5 : 0);
      context.stroke(path);
    }
  }
  return { network, readout, inspector, draw, resize: () => { width = network.clientWidth || 320; } };
}

// ---- the plane: decision map and points; a click may add one ----

function dot(context, [x, y], target, tested, size = 3) {
  const end = target < 0 ? ORANGE : BLUE;
  context.beginPath();
  if (target >= 0) context.arc(x, y, size * 1.07, 0, 7); else context.rect(x - size * 0.93, y - size * 0.93, size * 1.86, size * 1.86);
  context.fillStyle = `rgb(${GREY.map((grey, c) => grey + (end[c] - grey) * Math.abs(target))})`;
  context.strokeStyle = tested ? "#22282c" : "#fff";  // test points have a dark edge
  context.fill();
  context.stroke();
}

/** Calls visit(i, target, tested) for each point that is shown. */
function eachPoint({ head, picture }, visit) {
  for (let i = 0; i < (head.settings.show_test ? head.points : head.training); i++)
    visit(i, picture.points[3 * i + 2], i >= head.training);
}

export function planeView(state, { add, redraw }) {
  const drawing = sheet({ "aria-hidden": "true" }), dots = sheet(), paint = painter();
  const plane = make("div", { class: "pg-map", role: "img", onclick: event => add(...position(event)),
    onpointermove: read, onpointerleave: () => { state.reading = null; redraw(); } }, drawing);
  let width = 290, points = null, tests = false;
  function position(event) {
    const box = plane.getBoundingClientRect(), at = share => Math.max(-3, Math.min(3, 6 * share - 3));
    return [at((event.clientX - box.left) / box.width), -at((event.clientY - box.top) / box.height)];
  }
  function read(event) {
    if (!state.picture) return;
    const [x, y] = position(event), { side, output } = state.head;
    const cell = v => Math.min(side - 1, Math.floor((v + 3) / 6 * side));
    const shade = state.picture.output[cell(-y) * side + cell(x)], value = output === "identity" ? (shade - 128) / 127 : (shade - 1) / 254;
    state.reading = tr("output at ({x}, {y}): {value}", { x: short(x, 1), y: short(y, 1), value: short(value, 2) });
    redraw();
  }
  function drawPoints() {  // on a sheet of their own, since they change less often than the map
    const { picture, head } = state;
    if (picture.points === points && head.settings.show_test === tests && dots.drawn === width) return;
    ({ points } = picture);
    tests = head.settings.show_test;
    dots.drawn = width;
    const context = dots.context(width, width), at = v => (3 + v) * width / 6;
    eachPoint(state, (i, target, tested) => dot(context, [at(points[3 * i]), width - at(points[3 * i + 1])], target, tested));
  }
  function draw() {
    const { head, picture, hovered } = state, context = drawing.context(width, width), small = head.side / 4;
    const inside = hovered && hovered.from === undefined && hovered.l < head.sizes.length - 1;
    const place = inside && head.sizes.slice(0, hovered.l).reduce((sum, n) => sum + n, hovered.to) * small ** 2;
    context.drawImage(inside ? paint(picture.neurons.subarray(place, place + small ** 2), small, PALE)
      : paint(picture.output, head.side, paleOrTwo(state)), 0, 0, width, width);
    drawPoints();
    context.drawImage(dots, 0, 0, width, width);
    const all = { neuron: inside ? nameOf(state, hovered.l, hovered.to) : tr("the output") }, name = head.output === "identity"
      ? tr("Map of {neuron} for x₁ and x₂ from −3 to 3: orange squares are low targets, blue circles high ones", all)
      : tr("Map of {neuron} for x₁ and x₂ from −3 to 3: orange squares are class 0, blue circles class 1", all);
    if (plane.ariaLabel !== name) plane.ariaLabel = name;
  }
  return { element: plane, draw, resize: () => { width = plane.clientWidth || 290; } };
}

// ---- what a layer of two neurons makes of the plane ----

export function spacesView(state) {
  const element = make("div", { class: "pg-spaces" }), side = 110;
  let rooms = [];
  function room(layer) {
    const drawing = sheet({ role: "img", class: "pg-room", "aria-label": tr("Layer {layer}: a₁ to the right, a₂ up. The points as this layer places them, and where the layers behind draw the boundary", { layer }) });
    return { layer, drawing, paint: painter(), figure: make("div", {}, make("span", {}, tr("Layer {layer}: a₁ to the right, a₂ up", { layer })), drawing) };
  }
  function draw() {
    const { hidden } = state.picture, layers = hidden.map(space => space.layer);
    if (String(layers) !== String(rooms.map(one => one.layer)))
      element.replaceChildren(...(rooms = layers.map(room)).map(one => one.figure));
    hidden.forEach(({ low, high, map, points }, k) => {
      const context = rooms[k].drawing.context(side, side), at = value => (value - low) / (high - low) * side;
      context.drawImage(rooms[k].paint(map, state.head.side / 2, paleOrTwo(state)), 0, 0, side, side);
      eachPoint(state, (i, target, tested) => dot(context, [at(points[2 * i]), side - at(points[2 * i + 1])], target, tested, 2));
    });
  }
  return { element, draw };
}

// ---- the loss curves ----

/** @returns {[string, string, number][]} a name, its dashes, its thickness */
const curves = () => [[tr("training"), "5 3", 1.3], [tr("test"), "none", 1.8]];

export function lossView(state) {
  const height = 104, bottom = height - 18, left = 30;
  const lines = curves().map(([, dash, thick]) => svg("polyline", { "stroke-dasharray": dash, "stroke-width": thick }));
  const top = svg("text", { y: 11 }), marks = svg("g", {}), legend = svg("g", {});
  const element = svg("svg", { class: "pg-chart", role: "img", "aria-label": tr("Loss after each step") },
    top, svg("text", { y: bottom }, "0"), svg("text", { y: height - 3 }, tr("step")), marks, legend, ...lines);
  let width = 0, shown = "";
  const at = (step, last) => (left + (width - left - 14) * along(step) / along(last)).toFixed(1);
  function label(last) {  // of the axis, where it has changed
    const steps = marksUpTo(last), key = `${steps} ${at(steps.at(-1), last)}`;
    if (key === shown) return;
    shown = key;
    marks.replaceChildren(...steps.flatMap(step => [
      svg("line", { x1: at(step, last), x2: at(step, last), y1: bottom, y2: bottom + 4 }),
      svg("text", { x: at(step, last), y: height - 3, "text-anchor": "middle" }, step < 1000 ? String(step) : `${step / 1000}k`)]));
  }
  function draw() {
    const { history } = state, last = Math.max(1, history.at(-1)[0]);
    const most = history.reduce((most, [, a, b]) => Math.max(most, a ?? 0, b ?? 0), 0.1);
    put(top, tr("loss {loss}", { loss: most.toFixed(2) }));
    label(last);
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
