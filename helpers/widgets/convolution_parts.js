// The convolution walk's page, without what moves: its buttons, the window's arithmetic in words, the layer as a network; and what the
// learner's hand does: the kernel's numbers, and the pen on the image.
import { button, fill, make, menu, numberField, put, tr, underHand } from "./page.js";
import { calm, set, svg, written } from "./stage.js";
import { Hand } from "./pen.js";
import { arithmetic, block, css, inkOn, mapOf, paint, shade, SIDE, underWindow, wires } from "./convolution_views.js";

/** @import { Head, Kernel } from "./convolution_views.js" */

const SPEEDS = [1, 5, 30, 120];

const short = (/** @type {number} */ value) => String(Number(value.toFixed(3)));
const grouped = (/** @type {number} */ count) => count.toLocaleString("en-GB");

/** The buttons of the walk.
 * @param {HTMLElement} play @param {{ go(step: number): void, back(): void, on(): void }} acts */
export function walkButtons(play, { go, back, on }) {
  const speeds = menu(() => {}, SPEEDS.map(count => [count, tr("{count} places a second", { count })]), { "aria-label": tr("Speed") });
  const bar = make("input", { type: "range", min: 0, value: 0, "aria-label": tr("How far the walk has come"), oninput: () => go(bar.valueAsNumber) });
  const element = make("div", { class: "pg-run" }, play, button("◀", back, { "aria-label": tr("One step back") }),
    button("▶", on, { "aria-label": tr("One step on") }), speeds, make("label", { class: "cw-bar" }, bar));
  speeds.value = "30";
  /** Places a second. */
  const rate = () => calm() ? Math.min(4, Number(speeds.value)) : Number(speeds.value);
  return { element, bar, rate };
}

/** The products in the window, or a block's four numbers, with what is said of them. */
export function sumsView() {
  const cells = arithmetic(), title = make("p"), said = make("p", { class: "cw-sentence" });
  const element = make("figure", { class: "cw-sum" }, cells.stage, make("figcaption", {}, title, said));
  /** @param {Head} head @param {{ phase: string, row: number, column: number }} now @param {string} sentence */
  function show(head, now, sentence) {
    if (now.phase === "pool") showBlock(head, now.row, now.column);
    else if (now.phase === "slide") showWindow(head, now.row, now.column);
    else showWindow(head, head.n - 1, head.n - 1);
    put(title, now.phase === "pool" ? tr("A block of four numbers") : tr("Pixel × weight = product"));
    put(said, sentence);
    set(cells.stage, { "aria-label": sentence });
  }
  /** @param {Head} head @param {number} row @param {number} column */
  function showBlock(head, row, column) {
    const four = block(head, row, column), top = four.indexOf(Math.max(...four));
    cells.size(2);
    four.forEach((value, q) => cells.write(q, ["", written(value, 2), q === top ? tr("largest") : ""], value, head.zLargest));
  }
  /** @param {Head} head @param {number} row @param {number} column */
  function showWindow(head, row, column) {
    const { size, weights, largest } = head, narrow = size === 5;
    cells.size(size);
    underWindow(head, row, column).forEach((pixel, q) => {
      const product = pixel * weights[q], sign = narrow ? ["×", ""] : ["× ", "= "];
      cells.write(q, [written(pixel, 2), sign[0] + written(weights[q], 2), sign[1] + written(product, 2)], product, largest);
    });
  }
  return { element, show };
}

/** The maps of all learned kernels, small; pressing one lets its kernel walk.
 * @param {[string, Kernel][]} learned @param {(name: string) => void} choose */
export function smallMaps(learned, choose) {
  const words = tr("The maps of all learned kernels; press one to see it large"), row = make("div", { class: "cw-small-maps" });
  const element = make("figure", { class: "cw-small", role: "group", "aria-label": words }, row, make("figcaption", {}, words));
  const canvases = learned.map(() => make("canvas"));
  row.append(...learned.map(([name, kernel], k) => fill(button("", () => choose(name), { "aria-label": kernel.name }), {}, [canvases[k]])));
  element.hidden = !learned.length;
  let drawn = /** @type {ArrayLike<number>} */ ([]);
  /** @param {ArrayLike<number>} image @param {string} chosen */
  function show(image, chosen) {
    learned.forEach(([name, kernel], k) => {
      set(row.children[k], { "aria-pressed": name === chosen });
      if (image === drawn) return;
      const z = mapOf(image, kernel), n = Math.sqrt(z.length), largest = Math.max(...z.map(Math.abs));
      Object.assign(canvases[k], { width: n, height: n });
      paint(canvases[k], n, i => shade(z[i], largest));
    });
    drawn = image;
  }
  return { element, show };
}

/** The layer as a network: its wires, and how few numbers they share. */
export function netView() {
  const drawn = wires(), rows = make("p"), outputs = make("p", {}, tr("The row of the feature map that they lead to"));
  const all = make("p"), one = make("p", { class: "cw-one" });
  const element = make("figure", { class: "cw-net" }, rows, drawn.stage, make("figcaption", {}, outputs, all, one));
  function describe(/** @type {Head} */ { n, size }) {
    put(rows, tr("The {size} rows of pixels under the window, laid in one line", { size }));
    drawn.describe(tr("{one}. {two}.", { one: rows.textContent, two: outputs.textContent }));
    put(all, tr("{wires} wires, but only {count} different weights and one b: all places share them. Fully connected there would be {full} wires, each with a weight of its own.",
      { count: size ** 2, wires: grouped(n ** 2 * size ** 2), full: grouped(SIDE ** 2 * n ** 2) }));
  }
  /** @param {Head} head @param {number | null} place the weight whose wires alone are shown */
  function look({ n, weights }, place) {
    put(one, place === null ? tr("Put the cursor into a weight to see all the wires that carry it; type another number to change them all.")
      : tr("w{name} = {weight}: this one number lies on {places} wires, one for each place.",
        { name: place + 1, weight: written(weights[place], 3), places: grouped(n ** 2) }));
  }
  return { element, wires: drawn, describe, look };
}

export const OWN = "your own";  // the kernel that the learner's numbers make

/** The kernel: which one, its weights and its bias. @param {[string, Kernel][]} kernels
 * @param {{ choose(name: string): void, own(weights: number[], b: number): void, look(place: number | null): void }} acts */
export function kernelFields(kernels, { choose, own, look }) {
  let weights = /** @type {number[]} */ ([]), b = 0;  // with the decimals that their fields do not show
  const kinds = menu(() => choose(kinds.value), kernels.map(([name, kernel]) => [name, kernel.name]), { "aria-label": tr("Kernel") });
  const sizes = menu(resize, [[3, "3 × 3"], [5, "5 × 5"]], { "aria-label": tr("Size of your own kernel") });
  const fields = make("div", { class: "cw-kernel", role: "group", "aria-label": tr("The kernel's weights") });
  const bias = numberField({ step: "any", "aria-label": "b", onchange: () => own(weights, bias.valueAsNumber) });
  const element = make("div", { class: "cw-own" }, make("div", { class: "pg-run" }, make("label", {}, tr("Kernel"), " ", kinds), sizes),
    fields, make("label", {}, "b ", bias));
  /** A new one of this size picks the pixel in its middle. */
  function resize() {
    const count = Number(sizes.value) ** 2;
    own(Array.from({ length: count }, (_, place) => Number(place === (count - 1) / 2)), 0);
  }
  function lay(/** @type {number} */ size) {
    fields.style.setProperty("--side", String(size));
    if (fields.children.length === size ** 2) return;
    fields.replaceChildren(...Array.from({ length: size ** 2 }, (_, place) => numberField({ step: "any", "aria-label": `w${place + 1}`,
      onchange: (/** @type {{ target: HTMLInputElement }} */ event) => own(weights.with(place, event.target.valueAsNumber), b),
      onfocus: () => look(place), onblur: () => look(null) })));
  }
  function show(/** @type {Head} */ head, /** @type {string} */ kernel) {
    ({ weights, b } = head);
    lay(head.size);
    fields.querySelectorAll("input").forEach((field, place) => {
      const weight = head.weights[place];
      if (!underHand(field)) field.value = short(weight);
      Object.assign(field.style, { background: css(shade(weight, head.largest)), color: inkOn(weight, head.largest) });
    });
    bias.value = short(head.b);
    sizes.value = String(head.size);
    if (kernel === OWN && kinds.options.length === kernels.length) kinds.append(make("option", { value: OWN }, tr("your own")));
    kinds.value = kernel;
  }
  return { element, show };
}

/** The pen on the image. @extends {Hand<SVGRectElement>} */
export class Pen extends Hand {
  /** @param {(strokes: number[][][]) => void} draw is told of each change */
  constructor(draw) {
    super(svg("rect", { class: "cw-hit", width: SIDE, height: SIDE, tabindex: -1, visibility: "hidden", role: "application",
      "aria-label": tr("Drawing pad") }), [0.4, 0.2], draw);
    this.dot = svg("circle", { class: "cw-dot", r: 0.7, visibility: "hidden" });
    this.drawing = false;
  }

  /** @param {boolean} on */
  take(on) {
    this.drawing = on;
    this.lift();
    set(this.paper, { visibility: on ? "visible" : "hidden", tabindex: on ? 0 : -1 });
    if (!on) return;
    this.change(this.strokes);
    this.paper.focus({ preventScroll: true });
  }

  trace() {
    const [x, y] = this.at, seen = this.drawing && document.activeElement === this.paper;
    set(this.dot, { cx: x * SIDE, cy: y * SIDE, visibility: seen ? "visible" : "hidden", "fill-opacity": this.down ? 1 : 0 });
  }
}
