// The convolution walk's page, without what moves: its buttons, the window's arithmetic in words, and the layer as a network.
import { button, make, put, tr } from "./page.js";
import { calm, set, written } from "./stage.js";
import { arithmetic, block, SIDE, underWindow, wires } from "./convolution_views.js";

/** @typedef {import("./convolution_views.js").Head} Head */

const SPEEDS = [1, 5, 30, 120];

const grouped = count => count.toLocaleString("en-GB");

/** The buttons of the walk. */
export class Controls {
  /** @param {{ toggle(): void, speed(): void, go(step: number): void, back(): void, on(): void }} acts */
  constructor({ toggle, speed, go, back, on }) {
    this.play = button(tr("▶ Play"), toggle, { class: "pg-play" });
    this.speed = make("select", { "aria-label": tr("Speed"), onchange: speed },
      ...SPEEDS.map(count => make("option", { value: count, ...(count === 30 && { selected: "" }) }, tr("{count} places a second", { count }))));
    this.bar = make("input", { type: "range", min: 0, value: 0, "aria-label": tr("How far the walk has come"), oninput: () => go(this.bar.valueAsNumber) });
    this.element = make("div", { class: "pg-run" }, this.play, button("◀", back, { "aria-label": tr("One step back") }),
      button("▶", on, { "aria-label": tr("One step on") }), this.speed, make("label", { class: "cw-bar" }, this.bar));
  }

  /** Places a second. */
  get rate() { return calm() ? Math.min(4, Number(this.speed.value)) : Number(this.speed.value); }
}

/** The products in the window, or a block's four numbers, with what is said of them. */
export class Sums {
  constructor() {
    this.cells = arithmetic();
    this.title = make("p");
    this.sentence = make("p", { class: "cw-sentence" });
    this.element = make("figure", { class: "cw-sum" }, this.cells.stage, make("figcaption", {}, this.title, this.sentence));
  }

  /** @param {Head} head @param {{ phase: string, row: number, column: number }} now @param {string} sentence */
  show(head, now, sentence) {
    if (now.phase === "pool") this.block(head, now.row, now.column);
    else if (now.phase === "slide") this.window(head, now.row, now.column);
    else this.window(head, head.n - 1, head.n - 1);
    put(this.title, now.phase === "pool" ? tr("A block of four numbers") : tr("Pixel × weight = product"));
    put(this.sentence, sentence);
    set(this.cells.stage, { "aria-label": sentence });
  }

  block(head, row, column) {
    const four = block(head, row, column), top = four.indexOf(Math.max(...four));
    this.cells.size(2);
    four.forEach((value, q) => this.cells.write(q, ["", written(value, 2), q === top ? tr("largest") : ""], value, head.zLargest));
  }

  window(head, row, column) {
    const { size, weights, largest } = head, narrow = size === 5;
    this.cells.size(size);
    underWindow(head, row, column).forEach((pixel, q) => {
      const product = pixel * weights[q], sign = narrow ? ["×", ""] : ["× ", "= "];
      this.cells.write(q, [written(pixel, 2), sign[0] + written(weights[q], 2), sign[1] + written(product, 2)], product, largest);
    });
  }
}

/** The layer as a network: its wires, and how few numbers they share. */
export class Net {
  constructor() {
    this.wires = wires();
    this.rows = make("p");
    this.outputs = make("p", {}, tr("The row of the feature map that they lead to"));
    this.count = make("p");
    this.one = make("p", { class: "cw-one" });
    this.element = make("figure", { class: "cw-net" }, this.rows, this.wires.stage, make("figcaption", {}, this.outputs, this.count, this.one));
  }

  /** @param {Head} head */
  describe({ n, size }) {
    put(this.rows, tr("The {size} rows of pixels under the window, laid in one line", { size }));
    this.wires.describe(tr("{one}. {two}.", { one: this.rows.textContent, two: this.outputs.textContent }));
    put(this.count, tr("{wires} wires, but only {count} different weights and one b: all places share them. Fully connected there would be {full} wires, each with a weight of its own.",
      { count: size ** 2, wires: grouped(n ** 2 * size ** 2), full: grouped(SIDE ** 2 * n ** 2) }));
  }

  /** @param {Head} head @param {number | null} place the weight whose wires alone are shown */
  look({ n, weights }, place) {
    put(this.one, place === null ? tr("Put the cursor into a weight to see all the wires that carry it; type another number to change them all.")
      : tr("w{name} = {weight}: this one number lies on {places} wires, one for each place.",
        { name: place + 1, weight: written(weights[place], 3), places: grouped(n ** 2) }));
  }
}
