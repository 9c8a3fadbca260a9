// The BackpropStepper's page, second part: the two drawings. Each is built for the operations done so far and returns
// grow(t), which moves what the newest one sets in motion, from t = 0 to 1.
import { tr } from "./page.js";
import { mix, pressable, set, svg } from "./stage.js";
import { edgeStyle, largestSignal, layout, resultOf, returning, signalStyle, spot, uses } from "./backprop_parts.js";

/** @import { Attributes } from "./page.js" */
/** @import { Point } from "./backprop_parts.js" */
/** @import { Step } from "./backprop_controls.js" */
/** @typedef {{ walk: import("./backprop_controls.js").Walk, step: Step | undefined, known: Map<string, string>, down: boolean,
 *   chosen: number | null, choose(place: number): void }} View the newest operation, and what is known after it */

/** @param {number} x @param {number} y @param {string} text @param {Attributes} more */
const write = (x, y, text, more = {}) => svg("text", { x, y, ...more }, text);

/** A name and its number `at` pixels from the neuron; nothing while it is not known.
 * @param {number} x @param {number} y @param {number} at @param {string} name @param {string | undefined} number @param {string} style */
const pair = (x, y, at, name, number, style) => number === undefined ? [] : [write(x, y + at, `${name} ${number}`, { class: style })];

/** A line that grows from `start` to `end`; whole where it stands already. @param {Point} start @param {Point} end @param {Attributes} style */
function signal(start, end, style) {
  const line = svg("line", { x1: start[0], y1: start[1], x2: end[0], y2: end[1], ...style });
  return { element: line, grow(/** @type {number} */ t) { const [x2, y2] = mix(start, end, t); set(line, { x2, y2, visibility: t > 0 ? false : "hidden" }); } };
}

/** A dot on its way from `start` to `end`, gone when it is there. @param {Point} start @param {Point} end @param {string} color */
function spark(start, end, color) {
  const dot = svg("circle", { class: "st-spark", r: 5, fill: color });
  return { element: dot, grow(/** @type {number} */ t) { const [cx, cy] = mix(start, end, t); set(dot, { cx, cy, visibility: t < 1 ? false : "hidden" }); } };
}

/** @param {{ grow(t: number): void }[]} moving @returns {(t: number) => void} */
const growing = moving => t => moving.forEach(one => one.grow(t));
/** @param {View} view @param {string} kind @param {number} l @param {number} i */
const known = (view, kind, l, i) => view.known.get(`${kind} ${l} ${i}`);
/** @param {View} view @param {string} key of a step that there is */
const nameOf = (view, key) => /** @type {string} */ (view.walk.steps.find(step => step.key === key)?.name);

/** @param {Step | undefined} step @param {Point} start @param {Point} end @param {import("./backprop_controls.js").Card} card */
function wire(step, start, end, card) {
  const used = uses(step, card.layer, card.row, card.column);
  return svg("line", { x1: start[0], y1: start[1], x2: end[0], y2: end[1], ...edgeStyle(card.value),
    ...(used ? { "stroke-width": 7 } : {}), opacity: used || !step || step.kind !== "slope" ? 0.85 : 0.35 });
}

const TARGET = 24;  // pixels: what a finger needs

/** A weight or a bias as a button: its number, and below it, once known, its slope.
 * @param {View} view @param {number} index @param {number} x @param {number} y @param {string} before */
function weightButton(view, index, x, y, before) {
  const card = view.walk.cards[index], slope = view.known.get(card.slope.key), wide = Math.max(TARGET, 7 * card.text.length + (before ? 18 : 8));
  const all = { name: card.name, value: card.text, slope }, bias = card.column === null;
  const name = slope === undefined ? (bias ? tr("Bias {name} = {value}", all) : tr("Weight {name} = {value}", all))
    : bias ? tr("Bias {name} = {value}, slope {slope}", all) : tr("Weight {name} = {value}, slope {slope}", all);
  return pressable(svg("g", { class: "bs-weight", "aria-pressed": String(index === view.chosen), "aria-label": name, "data-place": index },
    svg("rect", { x: x - wide / 2, y: y - TARGET / 2, width: wide, height: TARGET }),
    write(x, y, before + card.text, { class: bias ? "bs-number bs-quiet" : "bs-number", "data-number": index }),
    ...(slope === undefined ? [] : [write(x, y + 13, slope, { class: "bs-slope" })])), () => view.choose(index));
}

/** The network forward: what has been computed stands in it, and each slope on its wire. @param {HTMLElement} holder @param {View} view */
export function drawForward(holder, view) {
  const { walk, step, down } = view, { sizes } = walk, { width, height, centers } = layout(sizes, holder.clientWidth, down);
  const /** @type {SVGElement[]} */ lines = [], /** @type {SVGElement[]} */ labels = [], /** @type {SVGElement[]} */ nodes = [],
    /** @type {ReturnType<typeof spark>[]} */ moving = [];
  walk.cards.forEach((card, index) => {
    const { layer, row, column } = card;
    if (column === null) return;
    const start = centers[layer - 1][column], end = centers[layer][row], place = spot(start, end, column, row, down);
    const used = uses(step, layer, row, column);
    lines.push(wire(step, start, end, card));
    labels.push(weightButton(view, index, ...place, ""));
    if (used && step?.kind === "z") moving.push(spark(start, end, "var(--st-blue)"));
    if (used && step?.kind === "slope") moving.push(spark(start, place, "var(--st-blue)"), spark(end, place, "var(--st-red)"));
  });
  centers.forEach((column, l) => column.forEach(([x, y], i) => {
    const current = step?.layer === l && step.neuron === i && ["z", "a"].includes(step.kind);
    const name = l === 0 ? `x${"₁₂₃₄"[i]}` : nameOf(view, `a ${l} ${i}`);
    const number = l === 0 ? String(walk.x[i]).replace("-", "−") : known(view, "a", l, i);
    nodes.push(svg("g", { class: current ? "bs-current" : number ? "" : "bs-ahead" }, svg("circle", { class: "st-node", cx: x, cy: y, r: 22 }),
      write(x, number ? y - 8 : y, name, { class: "bs-inside" }), ...(number ? [write(x, y + 6, number, { class: "bs-inside bs-mark" })] : [])));
    if (l === 0) return;
    const bias = walk.cards.findIndex(card => card.layer === l && card.row === i && card.column === null);
    labels.push(...pair(x, y, -32, nameOf(view, `z ${l} ${i}`), known(view, "z", l, i), step?.key === `z ${l} ${i}` ? "bs-mark" : ""),
      weightButton(view, bias, x, y + 33, "b "));
  }));
  const [x, y] = /** @type {Point} */ (/** @type {Point[]} */ (centers.at(-1)).at(-1));
  labels.push(...pair(down ? width / 2 : x, y, 62, "l", known(view, "loss", sizes.length - 1, 0), step?.kind === "loss" ? "bs-mark" : "bs-quiet"));
  const root = svg("svg", { class: "st-net", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": tr("The network: choose a weight or a bias") },
    ...lines, ...nodes, ...moving.map(one => one.element), ...labels);
  holder.replaceChildren(root);
  return growing(moving);
}

/** The network backward: the signal ∂l/∂z stands on every wire that it has passed. @param {HTMLElement} holder @param {View} view */
export function drawBackward(holder, view) {
  const { walk, step, down } = view, sizes = walk.sizes.slice(1), { width, height, centers } = layout(sizes, holder.clientWidth, down, 60);
  const /** @type {SVGElement[]} */ lines = [], /** @type {SVGElement[]} */ labels = [], /** @type {SVGElement[]} */ nodes = [],
    /** @type {{ grow(t: number): void }[]} */ moving = [], largest = largestSignal(walk);
  walk.cards.forEach(({ layer, row, column, text }, index) => {
    if (column === null || layer === 1) return;
    const start = centers[layer - 1][row], end = centers[layer - 2][column];
    lines.push(svg("line", { class: "bs-wire", x1: start[0], y1: start[1], x2: end[0], y2: end[1] }));
    const style = view.known.has(`sum ${layer - 1} ${column}`) ? "" : "bs-quiet";
    labels.push(write(...spot(start, end, row, column, down), text, { "data-number": index, class: style }));
  });
  /** @param {Point} start @param {Point} end @param {number} value @param {string} key */
  function send(start, end, value, key) {
    if (!view.known.has(key)) return;
    const one = signal(start, end, signalStyle(value, largest));
    lines.push(one.element);
    if (step?.key === key) moving.push(one);
  }
  centers.forEach((column, k) => column.forEach(([x, y], i) => {
    const l = k + 1, last = l === sizes.length, key = (/** @type {string} */ kind) => `${kind} ${l} ${i}`, result = (/** @type {string} */ kind) => resultOf(walk, key(kind));
    const sum = result("sum"), delta = /** @type {number} */ (result("delta")), mark = (/** @type {string} */ kind) => step?.key === key(kind) ? "bs-mark" : "";
    if (last) send(down ? [x, y + 48] : [x + 48, y], [x, y], sum ?? delta, sum === undefined ? key("delta") : key("sum"));
    else returning(walk, l, i).forEach(({ row, value }) => send(centers[k + 1][row], [x, y], value, key("sum")));
    const current = step?.layer === l && step.neuron === i && ["sum", "gain", "delta"].includes(step.kind);
    const shape = (/** @type {string} */ style, /** @type {Attributes} */ more = {}) => last ? svg("circle", { class: style, cx: x, cy: y, r: 20, ...more })
      : svg("polygon", { class: style, ...more, points: down ? `${x},${y - 34} ${x - 32},${y + 26} ${x + 32},${y + 26}`
        : `${x - 40},${y} ${x + 28},${y - 28} ${x + 28},${y + 28}` });
    const parts = [shape("bs-back")], [dx, dy] = last ? [0, 0] : down ? [0, 15] : [5, 0], reached = ["sum", "gain", "delta"].some(kind => view.known.has(key(kind)));
    if (view.known.has(key("delta"))) {
      const style = signalStyle(delta, largest), glow = shape("bs-glow", { fill: style.stroke });
      parts.push(glow);
      if (step?.key === key("delta")) moving.push({ grow(t) { set(glow, { opacity: (0.3 * t).toFixed(3) }); } });
    }
    const inside = last ? nameOf(view, key("delta")).slice(4) : known(view, "gain", l, i) ?? "";
    nodes.push(svg("g", { class: current ? "bs-current" : reached ? "" : "bs-ahead" }, ...parts, write(x + dx, y + dy, inside, { class: "bs-inside bs-mark" })));
    /** @param {number} at @param {string} kind @param {string} name @param {string} style */
    const tell = (at, kind, name, style) => labels.push(...pair(x, y, at, name, known(view, kind, l, i), mark(kind) || style));
    tell(down ? -42 : -38, "delta", nameOf(view, key("delta")), "");
    if (sum !== undefined) tell(last && !down ? 34 : 38, "sum", last ? nameOf(view, key("sum")) : tr("sum"), "bs-quiet");
    if (last && result("gain") !== undefined) tell(down ? 52 : 48, "gain", "σ′", "bs-quiet");
  }));
  holder.replaceChildren(svg("svg", { class: "st-net", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, ...lines, ...nodes, ...labels));
  return growing(moving);
}
