// The pictures of the convolution walk, and the arithmetic of where it is.
// The pure parts are exported for node's tests.
import { make, put, tint } from "./page.js";
import { scale, set, svg } from "./stage.js";

export const SIDE = 28;

/** @typedef {{ n: number, p: number }} Sizes of the map, and of the pooled map */
/** @typedef {{ phase: "slide" | "rectify" | "pool", row: number, column: number }} Scene */

/** Where the walk is at a step: first every place of the map, then ReLU on all of it, then every block of the pooled map.
 * @param {number} step @param {Sizes} sizes @returns {Scene} */
export function sceneAt(step, { n, p }) {
  if (step < n * n) return { phase: "slide", row: Math.floor(step / n), column: step % n };
  if (step === n * n) return { phase: "rectify", row: 0, column: 0 };
  const block = step - n * n - 1;
  return { phase: "pool", row: Math.floor(block / p), column: block % p };
}
export const lastStep = (/** @type {Sizes} */ { n, p }) => n * n + p * p;
/** @param {string} phase @param {number} row @param {number} column @param {Sizes} sizes */
export const stepOf = (phase, row, column, { n, p }) => phase === "pool" ? n * n + 1 + row * p + column : row * n + column;

/** Row and column between two steps, for a window that glides. @param {number} position @param {Sizes} sizes */
export function between(position, sizes) {
  const step = Math.floor(position), t = position - step, now = sceneAt(step, sizes), next = sceneAt(step + 1, sizes);
  if (now.phase !== next.phase || step >= lastStep(sizes)) return now;
  return { ...now, row: now.row + t * (next.row - now.row), column: now.column + t * (next.column - now.column) };
}

/** The pixels under the window, row by row. @param {Pick<Head, "image" | "size">} head @param {number} row @param {number} column */
export const underWindow = ({ image, size }, row, column) =>
  Array.from({ length: size * size }, (_, q) => image[SIDE * (row + Math.floor(q / size)) + column + q % size]);

/** The four numbers of a block of the map after ReLU. @param {{ a: number[], n: number }} head @param {number} row @param {number} column */
export const block = ({ a, n }, row, column) => [0, 1, n, n + 1].map(more => a[2 * row * n + 2 * column + more]);

/** Orange below zero, grey, blue above: [r, g, b]. @param {number} value @param {number} largest */
export const shade = (value, largest) => tint(value / (largest || 1)).map(Math.round);
/** @param {number} value @returns {number[]} */
export const inkShade = value => Array(3).fill(Math.round(255 * (1 - value)));
export const css = (/** @type {number[]} */ rgb) => `rgb(${rgb})`;

/** Ink that can be read on a shade: white on the strongest blue, else black. @param {number} value @param {number} largest */
export const inkOn = (value, largest) => value > 0.93 * largest ? "#fff" : "#111";

/** @typedef {{ weights: number[], b: number, name: string }} Kernel from Python, row by row */
/** @typedef {ReturnType<typeof headOf>} Head what a kernel makes of an image */

/** A kernel's feature map, z of each place, row by row. @param {ArrayLike<number>} image @param {Kernel} kernel */
export function mapOf(image, { weights, b }) {
  const size = Math.sqrt(weights.length), n = SIDE - size + 1, z = Array(n * n).fill(b), at = weights.map((_, q) => SIDE * Math.floor(q / size) + q % size);
  for (let k = 0; k < z.length; k++) {
    const corner = SIDE * Math.floor(k / n) + k % n;
    for (let q = 0; q < at.length; q++) z[k] += weights[q] * image[corner + at[q]];
  }
  return z;
}

/** All that the walk shows: the feature map `z` (n × n), after ReLU `a`, after max-pooling `pooled` (p × p); the largest weight and z; and
 *  the first place whose window has ink in it. @param {ArrayLike<number>} image @param {Kernel} kernel */
export function headOf(image, kernel) {
  const { weights, b } = kernel, z = mapOf(image, kernel), n = Math.sqrt(z.length), p = Math.floor(n / 2), size = SIDE - n + 1;
  const most = (/** @type {number[]} */ numbers) => Math.max(...numbers.map(Math.abs)), a = z.map(value => Math.max(0, value));
  const pooled = Array.from({ length: p * p }, (_, k) => Math.max(...block({ a, n }, Math.floor(k / p), k % p)));
  const first = Math.max(0, z.findIndex((_, k) => underWindow({ image, size }, Math.floor(k / n), k % n).some(Boolean)));
  return { image, weights, b, size, n, p, z, a, pooled, largest: most(weights), zLargest: most(z) || 1, first };
}

/** Paint a canvas of n × n cells; color(i): the cell's [r, g, b], or null where nothing is known yet.
 * @param {HTMLCanvasElement} canvas @param {number} n @param {(i: number) => number[] | null} color */
export function paint(canvas, n, color) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")), pixels = context.createImageData(n, n);
  for (let i = 0; i < n * n; i++) {
    const rgb = color(i);
    if (rgb) pixels.data.set([...rgb, 255], 4 * i);
  }
  context.putImageData(pixels, 0, 0);
}

/** A square of n × n cells, drawn on a canvas behind an SVG that holds the frames and listens. @param {string} name */
export function grid(name) {
  const canvas = make("canvas", { "aria-hidden": "true" }), stage = svg("svg", { class: "cw-over" });
  const frame = svg("rect", { class: "cw-frame", "aria-hidden": "true" }), hit = svg("rect", { class: "cw-hit", x: 0, y: 0, "aria-label": name });
  stage.append(frame, hit);
  const caption = make("figcaption");
  const figure = make("figure", { class: "cw-grid" }, make("div", { class: "cw-square" }, canvas, stage), caption);
  let n = 0;
  return {
    figure, canvas, stage, hit, caption,
    size(/** @type {number} */ cells) {
      n = cells;
      figure.style.setProperty("--cells", String(n));
      Object.assign(canvas, { width: n, height: n });
      set(stage, { viewBox: `0 0 ${n} ${n}` });
      set(hit, { width: n, height: n });
    },
    paint: (/** @type {(i: number) => number[] | null} */ color) => paint(canvas, n, color),
    /** @param {number} row @param {number} column @param {number} side */
    frame(row, column, side) { set(frame, { x: column, y: row, width: side, height: side, visibility: side ? "visible" : "hidden" }); },
  };
}

/** The window's arithmetic: in each cell pixel, weight and product; or a block's four numbers. */
export function arithmetic() {
  const stage = svg("svg", { class: "st-stage cw-sums", viewBox: "0 0 250 250", role: "img" });
  let /** @type {{ back: SVGElement, lines: SVGElement[] }[]} */ cells = [], side = 0;
  function size(/** @type {number} */ count) {
    if (count === side) return;
    side = count;
    const step = 250 / side, font = /** @type {Record<number, number>} */ ({ 2: 24, 3: 15, 5: 11 })[side];
    cells = Array.from({ length: side * side }, (_, q) => {
      const x = (q % side) * step, y = Math.floor(q / side) * step;
      /** @param {number} k @param {import("./page.js").Attributes} [more] */
      const line = (k, more) => svg("text", { x: x + step / 2, y: y + step * (0.3 + 0.28 * k), "text-anchor": "middle", "font-size": font, ...more });
      return { back: svg("rect", { x: x + 1, y: y + 1, width: step - 2, height: step - 2, rx: 3 }),
        lines: [line(0), line(1), line(2, { "font-weight": 700 })] };
    });
    stage.replaceChildren(...cells.flatMap(({ back, lines }) => [back, ...lines]));
  }
  /** @param {number} q @param {string[]} texts @param {number} value @param {number} largest */
  function write(q, texts, value, largest) {
    const { back, lines } = cells[q];
    set(back, { fill: css(shade(value, largest)) });
    lines.forEach((line, k) => { put(line, texts[k]); set(line, { fill: inkOn(value, largest) }); });
  }
  return { stage, size, write };
}

/** The layer as wires: the rows of pixels under the window in one line, the map's row below; one path for each weight. */
export function wires() {
  const back = svg("svg", { class: "st-stage", "aria-hidden": "true" }), front = svg("svg", { class: "st-stage cw-moving", role: "img" });
  const stage = make("div", { class: "cw-wires" }, back, front), height = 150, top = 12, bottom = 138;
  let /** @type {SVGElement[]} */ paths = [], /** @type {SVGElement[]} */ now = [], /** @type {SVGElement[]} */ pixels = [],
    /** @type {SVGElement[]} */ outputs = [], x = scale([0, 1], [0, 1]), y = x, made = "";
  function build(/** @type {number} */ width, /** @type {Head} */ { size, n }) {
    if (made === `${width} ${size}`) return;
    made = `${width} ${size}`;
    for (const layer of [back, front]) set(layer, { viewBox: `0 0 ${width} ${height}`, height });
    x = scale([0, size * SIDE - 1], [6, width - 6]);
    y = scale([0, n - 1], [width / 2 - Math.min(width / 2 - 6, 8 * n), width / 2 + Math.min(width / 2 - 6, 8 * n)]);
    const step = (width - 12) / (size * SIDE - 1), wide = Math.min(9, 0.86 * step);
    const path = (/** @type {string} */ cls) => Array.from({ length: size * size }, () => svg("path", { class: cls }));
    paths = path("cw-wire");
    now = path("cw-wire cw-now");
    pixels = Array.from({ length: size * SIDE }, (_, i) => svg("rect", { class: "cw-pixel", x: x(i) - wide / 2, y: top - 10, width: wide, height: 10 }));
    outputs = Array.from({ length: n }, (_, j) => svg("rect", { class: "cw-pixel", x: y(j) - 4, y: bottom, width: 8, height: 10 }));
    paths.forEach((element, q) => set(element, { d: Array.from({ length: n }, (_, j) => wire(q, j, size)).join("") }));
    back.replaceChildren(...paths);  // a layer of its own: the browser does not draw it anew while the window moves
    front.replaceChildren(...now, ...pixels, ...outputs);
  }
  /** @param {number} q @param {number} j @param {number} size */
  const wire = (q, j, size) => `M${x(Math.floor(q / size) * SIDE + j + q % size).toFixed(1)} ${top}L${y(j).toFixed(1)} ${bottom}`;
  /** The wires at a place, which may lie between two; `one` is the weight whose wires alone are shown, or null.
   * @param {Head} head @param {number} row @param {number} column @param {number} known @param {number | null} one */
  function show(head, row, column, known, one) {
    const { size, n, weights, image, z, largest, zLargest } = head, line = Math.floor(row);
    weights.forEach((weight, q) => {
      const look = { stroke: weight < 0 ? "var(--st-orange)" : "var(--st-blue)", "stroke-width": 0.4 + 3 * Math.abs(weight) / (largest || 1) };
      set(paths[q], { ...look, "stroke-width": one === q ? 1.6 : 0.7, opacity: one === null ? 0.22 : one === q ? 0.9 : 0.06 });
      set(now[q], { ...look, d: wire(q, column, size), opacity: one === null || one === q ? 1 : 0.15 });
    });
    pixels.forEach((cell, i) => set(cell, { fill: css(inkShade(image[SIDE * line + i])) }));
    outputs.forEach((cell, j) => set(cell, { fill: line * n + j <= known ? css(shade(z[line * n + j], zLargest)) : "none" }));
  }
  return { stage, build, show, describe: (/** @type {string} */ text) => set(front, { "aria-label": text }) };
}
