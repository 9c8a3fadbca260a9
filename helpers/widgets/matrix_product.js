// MatrixProduct's page. Python has sent the numbers; here one points at an entry of Z, works it out, and sees its products add up.
import { make, put, tr, unique, widget } from "./page.js";
import { glide, MovingPage, region, written } from "./stage.js";
import { Blocks, Neurons, spelled, sumOf, terms } from "./matrix_product_pictures.js";

/** @import { Entry, Numbers } from "./matrix_product_pictures.js" */

const STEP = 650;  // ms for each product

class ProductPage extends MovingPage {
  /** @param {HTMLElement} el @param {import("./page.js").Python} python @param {Numbers} numbers */
  constructor(el, python, numbers) {
    super(el, python);
    this.numbers = numbers;
    this.sizes = [...numbers.sizes];
    this.entry = { k: 0, i: 0 };
    this.added = this.width = 0;
    this.found = /** @type {Set<string>} */ (new Set());
    this.blocks = this.neurons = null;
    const guarded = python.guarded, names = [tr("Examples n"), tr("Inputs"), tr("Neurons")], styles = ["mp-n", "mp-in", "mp-out"];
    this.values = names.map(() => make("b"));
    this.bars = names.map((name, which) => make("input", { type: "range", min: 1, max: numbers.most, step: 1, value: this.sizes[which], "aria-label": name,
      oninput: guarded(() => this.resize(which)) }));
    const controls = names.map((name, which) => make("label", { class: styles[which] }, make("span", {}, name, " ", this.values[which]), this.bars[which]));
    const id = unique("mp-guess");
    this.guess = make("input", { type: "number", id, step: "any", onkeydown: guarded((/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter") this.judge(); }) });
    this.play = make("button", { class: "pg-play", onclick: guarded(() => { this.add(); this.judge(); }) }, tr("▶ Add up"));
    this.formula = make("p", { class: "mp-formula" });
    this.said = region();
    this.holder = make("div", { class: "mp-stage" });
    this.wired = make("div");
    el.replaceChildren(make("div", { class: "pg-controls", role: "group", "aria-label": tr("The sizes") }, ...controls), python.note,
      make("div", { class: "st-panes" }, this.holder, make("div", { class: "mp-words" }, this.formula,
        make("div", { class: "pg-run" }, make("label", { for: id }, tr("Your number")), this.guess, this.play), this.said, this.wired)));
    this.fit(this.holder, width => { this.width = width; this.build(); });
  }

  get name() { return `${this.entry.k} ${this.entry.i}`; }

  get terms() { return terms(this.numbers, this.sizes[1], this.entry); }

  resize(/** @type {number} */ which) {
    this.sizes[which] = this.bars[which].valueAsNumber;
    this.guess.value = "";
    if (which === 1) this.found.clear();  // each entry is another sum now
    this.entry = { k: Math.min(this.entry.k, this.sizes[0] - 1), i: Math.min(this.entry.i, this.sizes[2] - 1) };
    this.build();
  }

  build() {
    if (!this.width) return;
    this.blocks = new Blocks(this.numbers, this.sizes, this.width, { point: entry => this.point(entry), press: entry => { this.point(entry); this.add(); } });
    this.neurons = new Neurons(this.numbers, this.sizes);
    this.holder.replaceChildren(this.blocks.root);
    this.wired.replaceChildren(this.neurons.element);
    this.values.forEach((value, which) => put(value, String(this.sizes[which])));
    this.halt(this.found.has(this.name) ? Infinity : 0);
  }

  point(/** @type {Entry} */ entry) {
    if (entry.k === this.entry.k && entry.i === this.entry.i) return;
    this.entry = entry;
    this.guess.value = "";
    this.halt(this.found.has(this.name) ? Infinity : 0);
  }

  /** No motion; so many terms are added. @param {number} added */
  halt(added) {
    this.motion?.stop();
    this.motion = null;
    this.show(added);
    const all = { row: this.entry.k + 1, column: this.entry.i + 1 };
    put(this.said, tr("Row {row} of A, which is example {row}, times column {column} of Wᵀ, which is neuron {column}.", all));
  }

  show(/** @type {number} */ added) {
    const { terms: all, entry, sizes, found } = this, parts = spelled(this.numbers, sizes[1], entry);
    this.added = Math.min(added, all.length);
    /** @type {Blocks} */ (this.blocks).show(entry, this.added, found);
    /** @type {Neurons} */ (this.neurons).show(entry, this.added, this.added === all.length ? written(sumOf(all)) : "?");
    const sum = this.added === all.length ? written(sumOf(all)) : this.added ? tr("{sum} so far", { sum: written(sumOf(all, this.added)) }) : "?";
    this.formula.replaceChildren(...parts.flatMap((text, j) => [j ? " + " : "", make("span", { class: j < this.added ? "mp-done" : "" }, text)]), ` = ${sum}`);
  }

  /** One product after the other, then the bias. */
  add() {
    const count = this.terms.length;
    this.halt(0);
    this.motion = glide(this.el, STEP * count, t => { const now = Math.max(1, Math.ceil(t * count)); if (now !== this.added) this.show(now); }, () => this.know());
  }

  know() {
    this.found.add(this.name);
    this.show(Infinity);
  }

  judge() {
    const wanted = sumOf(this.terms), guess = this.guess.valueAsNumber;
    if (Number.isNaN(guess)) return;
    if (Math.abs(guess - wanted) < 0.01) {
      this.halt(0);
      this.know();
      put(this.said, tr("{value} is right.", { value: written(wanted) }));
    } else if (Math.abs(guess - wanted + this.numbers.b[this.entry.i]) < 0.01) put(this.said, tr("{value} is the sum of the products. The bias comes on top.", { value: written(guess) }));
    else put(this.said, tr("Not {value}. Multiply the pairs that are lit up, first with first and second with second, and add them.", { value: written(guess) }));
  }
}

export default widget("course-product", (el, python, message) => new ProductPage(el, python, message));
