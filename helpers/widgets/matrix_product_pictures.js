// MatrixProduct's two pictures. What needs no page stands first, for node's tests.
import { put, tr } from "./page.js";
import { bracketed, pressable, set, size, svg, written } from "./stage.js";
import { smallNetwork } from "./small_network.js";

/** @typedef {{ A: number[][], W: number[][], b: number[], sizes: number[], most: number }} Numbers from Python (matrix_product.py) */
/** @typedef {{ k: number, i: number }} Entry of Z: example k in neuron i */
/** @typedef {{ point(entry: Entry): void, press(entry: Entry): void }} Hands what the learner does */

const NAMED = 0.32;  // how far along its wire a weight stands

/** The products of an entry of Z and the bias, in the order in which they are added.
 * @param {Numbers} numbers @param {number} inputs @param {Entry} entry */
export const terms = ({ A, W, b }, inputs, { k, i }) =>
  [...Array.from({ length: inputs }, (_, j) => A[k][j] * W[i][j]), b[i]];

/** The sum of the first so many. @param {number[]} all @param {number} count */
export const sumOf = (all, count = all.length) => all.slice(0, count).reduce((one, two) => one + two, 0);

/** The products and the bias as they are written. @param {Numbers} numbers @param {number} inputs @param {Entry} entry */
export const spelled = ({ A, W, b }, inputs, { k, i }) =>
  [...Array.from({ length: inputs }, (_, j) => `${j ? bracketed(A[k][j]) : written(A[k][j])} · ${bracketed(W[i][j])}`), bracketed(b[i])];

/** How a term of the sum looks, the j-th of those of which so many are added. @param {number} j @param {number} added */
export const lit = (j, added) => j === added - 1 ? " sn-lit mp-now" : " sn-lit";

/** Where the blocks lie, in pixels: the side of a cell, and each block's upper left corner.
 * @param {number} width @param {number[]} sizes examples, inputs, neurons */
export function layout(width, [n, inputs, neurons]) {
  const narrow = width < 480, [left, gap, after] = narrow ? [24, 44, 32] : [62, 66, 34];
  const cell = Math.floor(Math.min(44, (Math.min(width, 640) - left - gap - after) / (inputs + neurons)));
  const right = left + cell * inputs + gap, top = 24, bias = top + cell * inputs + 16, low = bias + cell + 16;
  return { narrow, cell, W: [right, top], b: [right, bias], Z: [right, low], A: [left, low], width: right + cell * neurons + after, height: low + cell * n + 44 };
}

/** A block of cells; those of Z are buttons.
 * @param {string} name @param {number[][]} values @param {number[]} corner @param {number} cell */
function block(name, values, [x, y], cell) {
  const cells = values.map((row, k) => row.map((value, i) => {
    const box = svg("rect", { class: "mp-cell", x: x + cell * i, y: y + cell * k, width: cell, height: cell });
    const text = svg("text", { class: "mp-number", x: x + cell * (i + 0.5), y: y + cell * (k + 0.5) }, written(value));
    return { box, text, element: svg("g", {}, box, text) };
  }));
  const element = svg("g", {}, ...cells.flat().map(one => one.element),
    svg("text", { class: "mp-name", x: x + cell * values[0].length + 8, y: y + cell * values.length / 2 }, name));
  /** @param {(k: number, i: number) => string} style of a cell */
  function light(style) { cells.forEach((row, k) => row.forEach((one, i) => set(one.element, { class: style(k, i) }))); }
  return { cells, element, light };
}

/** A bar along the side of a block, as long as it, and its size: what is the same number has the same colour everywhere.
 * @param {string} style @param {number[]} start @param {number[]} end @param {string} name @param {number} size @param {boolean} narrow */
function ruler(style, [x0, y0], [x1, y1], name, size, narrow) {
  const upright = x0 === x1;
  return svg("g", { class: style }, svg("path", { class: "mp-bar", d: `M${x0} ${y0}L${x1} ${y1}` }),
    svg("text", { x: upright ? x0 - 7 : (x0 + x1) / 2, y: upright ? (y0 + y1) / 2 : y0 + 12, "text-anchor": upright ? "end" : "middle" },
      upright && narrow ? String(size) : `${name} = ${size}`));
}

/** A at the left, Wᵀ above, and Z where they meet: an entry of Z stands in the row of A and the column of Wᵀ that make it. */
export class Blocks {
  /** @param {Numbers} numbers @param {number[]} sizes @param {number} width @param {Hands} hands */
  constructor(numbers, sizes, width, hands) {
    const [n, inputs, neurons] = sizes, place = layout(width, sizes), { cell } = place;
    const part = (/** @type {number[][]} */ rows, /** @type {number} */ count) => rows.map(row => row.slice(0, count));
    this.sizes = sizes;
    this.A = block("A", part(numbers.A.slice(0, n), inputs), place.A, cell);
    this.W = block("Wᵀ", Array.from({ length: inputs }, (_, j) => numbers.W.slice(0, neurons).map(row => row[j])), place.W, cell);
    this.b = block("b", [numbers.b.slice(0, neurons)], place.b, cell);
    this.Z = block("Z", Array.from({ length: n }, (_, k) => Array.from({ length: neurons }, (_, i) => sumOf(terms(numbers, inputs, { k, i })))), place.Z, cell);
    this.Z.cells.forEach((row, k) => row.forEach(({ element, text }, i) => {
      text.dataset.value = String(text.textContent);
      element.addEventListener("pointerenter", () => hands.point({ k, i }));
      element.addEventListener("focus", () => hands.point({ k, i }));
      pressable(element, () => hands.press({ k, i }), (right, up) => this.Z.cells[k - up]?.[i + right]?.element.focus({ preventScroll: true }));
    }));
    this.frame = svg("rect", { class: "mp-frame", width: cell, height: cell });
    const { A: [ax, ay], W: [wx, wy], narrow } = place, low = ay + cell * n, deep = wy + cell * inputs;
    this.root = svg("svg", { class: "st-stage", role: "group", "aria-label": tr("The blocks A, Wᵀ, b and Z: choose an entry of Z") },
    ruler("mp-n", [ax - 8, ay], [ax - 8, low], "n", n, narrow), ruler("mp-in", [ax, low + 8], [ax + cell * inputs, low + 8], "in", inputs, narrow),
    ruler("mp-in", [wx - 8, wy], [wx - 8, deep], "in", inputs, narrow), ruler("mp-out", [wx, low + 8], [wx + cell * neurons, low + 8], "out", neurons, narrow),
    ...[this.A, this.W, this.b, this.Z].map(one => one.element), this.frame);
    size(this.root, place.width, place.height);
  }

  /** @param {Entry} entry the one that is pointed at @param {number} added so many terms are in the sum @param {Set<string>} found entries that are known */
  show(entry, added, found) {
    const lit = (/** @type {boolean} */ here, /** @type {number} */ step) => here ? (step === added - 1 ? "mp-lit mp-now" : step < added ? "mp-lit mp-done" : "mp-lit") : "", bias = this.sizes[1];
    this.A.light((k, j) => lit(k === entry.k, j));
    this.W.light((j, i) => lit(i === entry.i, j));
    this.b.light((_, i) => lit(i === entry.i, bias));
    const { box } = this.Z.cells[entry.k][entry.i];
    set(this.frame, { x: box.getAttribute("x"), y: box.getAttribute("y") });
    this.Z.light((k, i) => k === entry.k && i === entry.i ? "mp-z mp-lit" : "mp-z");
    this.Z.cells.forEach((row, k) => row.forEach(({ element, text }, i) => {
      const known = found.has(`${k} ${i}`), all = { row: k + 1, column: i + 1, value: text.dataset.value };
      put(text, known ? text.dataset.value ?? "" : "?");
      set(element, { tabindex: k === entry.k && i === entry.i ? 0 : -1, "aria-label": known
        ? tr("Z, row {row}, column {column}: {value}", all) : tr("Z, row {row}, column {column}: not worked out yet", all) });
    }));
  }
}

/** The network that the blocks are. A row of A comes in at the left, a column of Wᵀ is the wires into one neuron, and the entry of Z is
 *  what arrives there. */
export class Neurons {
  constructor(/** @type {Numbers} */ numbers, /** @type {number[]} */ [, inputs, neurons]) {
    const many = Math.max(inputs, neurons) > 4;
    this.numbers = numbers;
    this.net = smallNetwork([inputs, neurons], { radius: 13, across: 190, down: many ? 30 : 40, beside: 60 });
    this.weights = Array.from({ length: inputs }, () => svg("text", { class: "st-text", "text-anchor": "middle" }));
    this.bias = svg("text", { class: "st-text" });
    this.element = this.net.element;
    this.element.append(...this.weights, this.bias);
  }

  /** @param {Entry} entry the one that is pointed at @param {number} added so many terms are in the sum @param {string} z what is known of it */
  show({ k, i }, added, z) {
    const { numbers: { A, W, b }, net: { balls: [inputs, neurons], wires: [, wires], spots: [starts, ends] } } = this, [x, y] = ends[i];
    inputs.forEach((ball, j) => { set(ball, { class: `sn-ball${lit(j, added)}` }); put(/** @type {Node} */ (ball.lastChild), written(A[k][j])); });
    neurons.forEach((ball, to) => { set(ball, { class: `sn-ball${to === i ? " sn-lit" : ""}` }); put(/** @type {Node} */ (ball.lastChild), to === i ? z : ""); });
    wires.forEach((into, to) => into.forEach((wire, j) => {
      set(wire, { class: `sn-wire${to === i ? lit(j, added) : ""}` });
      if (to === i) this.element.insertBefore(wire, inputs[0]);  // over those that are not lit
    }));
    this.weights.forEach((text, j) => {
      const [x0, y0] = starts[j];
      set(text, { x: x0 + NAMED * (x - x0), y: y0 + NAMED * (y - y0) });
      put(text, written(W[i][j]));
    });
    set(this.bias, { x: x + 20, y, class: `st-text${added > this.weights.length ? " mp-now" : ""}` });
    put(this.bias, `b = ${written(b[i])}`);
  }
}
