// The convolution walk's page, without what moves: its buttons, the window's arithmetic in words, and the layer as a network.
import { button, fill, here, make, menu, put, tr } from "./page.js";
import { calm, set, written } from "./stage.js";
import { arithmetic, block, paint, shade, SIDE, underWindow, wires } from "./convolution_views.js";

/** @import { Head } from "./convolution_views.js" */

const SPEEDS = [1, 5, 30, 120];

const grouped = (/** @type {number} */ count) => count.toLocaleString("en-GB");

/** The buttons of the walk.
 * @param {{ toggle(): void, speed(): void, go(step: number): void, back(): void, on(): void }} acts */
export function walkButtons({ toggle, speed, go, back, on }) {
  const play = button(tr("▶ Play"), toggle, { class: "pg-play" });
  const speeds = menu(speed, SPEEDS.map(count => [count, tr("{count} places a second", { count })]), { "aria-label": tr("Speed") });
  const bar = make("input", { type: "range", min: 0, value: 0, "aria-label": tr("How far the walk has come"), oninput: () => go(bar.valueAsNumber) });
  const element = make("div", { class: "pg-run" }, play, button("◀", back, { "aria-label": tr("One step back") }),
    button("▶", on, { "aria-label": tr("One step on") }), speeds, make("label", { class: "cw-bar" }, bar));
  speeds.value = "30";
  /** Places a second. */
  const rate = () => calm() ? Math.min(4, Number(speeds.value)) : Number(speeds.value);
  return { element, play, bar, rate };
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

/** The maps of all learned kernels, small; pressing one lets its kernel walk. @param {(name: string) => void} choose */
export function smallMaps(choose) {
  const words = tr("The maps of all learned kernels; press one to see it large"), row = make("div", { class: "cw-small-maps" });
  const element = make("figure", { class: "cw-small", role: "group", "aria-label": words }, row, make("figcaption", {}, words));
  /** @param {Head} head */
  function show({ learned, names, kernel, small }) {
    const cells = small.length / learned.length, n = Math.sqrt(cells);
    element.hidden = !learned.length;
    if (row.children.length !== learned.length)
      row.replaceChildren(...learned.map(name => fill(button("", () => choose(name), { "aria-label": names[name] }), {}, [make("canvas", { width: n, height: n })])));
    row.querySelectorAll("canvas").forEach((canvas, k) => {
      paint(canvas, n, i => shade(small[k * cells + i], 127));
      canvas.parentElement?.setAttribute("aria-pressed", String(learned[k] === kernel));
    });
  }
  return { element, show };
}

/** The layer as a network: its wires, and how few numbers they share. */
export function netView() {
  const drawn = wires(), rows = make("p"), outputs = make("p", {}, tr("The row of the feature map that they lead to"));
  const all = make("p"), one = make("p", { class: "cw-one" });
  const element = make("figure", { class: "cw-net" }, rows, drawn.stage, make("figcaption", {}, outputs, all, one));
  /** @param {Head} head */
  function describe({ n, size }) {
    put(rows, tr("The {size} rows of pixels under the window, laid in one line", { size }));
    drawn.describe(tr("{one}. {two}.", { one: rows.textContent, two: outputs.textContent }));
    put(all, tr("{wires} wires, but only {count} different weights and one b: all places share them. Fully connected there would be {full} wires, each with a weight of its own.",
      { count: size ** 2, wires: grouped(n ** 2 * size ** 2), full: grouped(SIDE ** 2 * n ** 2) }));
  }
  /** @param {Head} head @param {number | null} place the weight whose wires alone are shown */
  function look({ n, weights }, place) {
    put(one, place === null ? here(tr("Put the cursor into a weight to see all the wires that carry it; type another number to change them all."),
      tr("Put the cursor into a weight to see all the wires that carry it."))
      : tr("w{name} = {weight}: this one number lies on {places} wires, one for each place.",
        { name: place + 1, weight: written(weights[place], 3), places: grouped(n ** 2) }));
  }
  return { element, wires: drawn, describe, look };
}
