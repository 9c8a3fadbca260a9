// What the learner's hand does to the convolution walk: the kernel's numbers, and the pen on the image.
import { make, numberField, tr } from "./page.js";
import { set, svg } from "./stage.js";
import { Hand } from "./pen.js";
import { css, inkOn, shade, SIDE } from "./convolution_views.js";

/** @typedef {import("./convolution_views.js").Head} Head */

const short = value => String(Number(value.toFixed(3)));

/** The kernel: which one, its weights and its bias. */
export class Kernel {
  /** @param {{ choose(name: string): void, own(weights: number[], b: number): void, look(place: number | null): void }} acts */
  constructor(acts) {
    this.acts = acts;
    this.menu = make("select", { "aria-label": tr("Kernel"), onchange: () => acts.choose(this.menu.value) });
    this.sizes = make("select", { "aria-label": tr("Size of your own kernel"), onchange: () => this.resize() },
      make("option", { value: 3 }, "3 × 3"), make("option", { value: 5 }, "5 × 5"));
    this.fields = make("div", { class: "cw-kernel", role: "group", "aria-label": tr("The kernel's weights") });
    this.bias = numberField({ step: "any", "aria-label": "b", onchange: () => this.type(null, this.bias.valueAsNumber) });
    this.element = make("div", { class: "cw-own" }, make("div", { class: "pg-run" }, make("label", {}, tr("Kernel"), " ", this.menu), this.sizes),
      this.fields, make("label", {}, "b ", this.bias));
    /** @type {number[]} */
    this.weights = [];
    this.b = 0;
  }

  /** Another weight, or, for null, another b. The others keep the decimals that their fields do not show. */
  type(place, value) {
    if (place === null) this.b = value;
    else this.weights[place] = value;
    this.acts.own(this.weights, this.b);
  }

  /** A new one of this size picks the pixel in its middle. */
  resize() {
    const count = Number(this.sizes.value) ** 2;
    this.acts.own(Array.from({ length: count }, (_, place) => Number(place === (count - 1) / 2)), 0);
  }

  /** @param {Head} head */
  show(head) {
    this.weights = [...head.weights];
    this.b = head.b;
    this.lay(head.size);
    this.fields.querySelectorAll("input").forEach((field, place) => {
      const weight = head.weights[place];
      if (document.activeElement !== field) field.value = short(weight);  // not under a hand
      Object.assign(field.style, { background: css(shade(weight, head.largest)), color: inkOn(weight, head.largest) });
    });
    this.bias.value = short(head.b);
    this.sizes.value = String(head.size);
    if (this.menu.children.length !== head.kernels.length) this.menu.replaceChildren(...head.kernels.map(name => make("option", { value: name }, head.names[name])));
    this.menu.value = head.kernel;
  }

  /** @param {number} size */
  lay(size) {
    this.fields.style.setProperty("--side", String(size));
    if (this.fields.children.length === size ** 2) return;
    this.fields.replaceChildren(...Array.from({ length: size ** 2 }, (_, place) => {
      const field = numberField({ step: "any", "aria-label": `w${place + 1}`, onchange: () => this.type(place, field.valueAsNumber),
        onfocus: () => this.acts.look(place), onblur: () => this.acts.look(null) });
      return field;
    }));
  }
}

/** The pen on the image. @extends {Hand<SVGRectElement>} */
export class Pen extends Hand {
  /** @param {(strokes: number[][][]) => void} draw is told of each change */
  constructor(draw) {
    super(svg("rect", { class: "cw-hit", width: SIDE, height: SIDE, tabindex: -1, visibility: "hidden", role: "application",
      "aria-label": tr("Drawing pad"), "data-lm-suppress-shortcuts": "true" }), [0.4, 0.2]);
    this.draw = draw;
    this.dot = svg("circle", { class: "cw-dot", r: 0.7, visibility: "hidden" });
    this.strokes = [];
    this.drawing = false;
  }

  /** @param {boolean} on @param {number[][][]} strokes those there are already */
  take(on, strokes) {
    this.drawing = on;
    this.strokes = strokes;
    this.lift();
    set(this.paper, { visibility: on ? "visible" : "hidden", tabindex: on ? 0 : -1 });
    if (!on) return;
    this.changed();
    this.paper.focus({ preventScroll: true });
  }

  clear() {
    this.lift();
    this.strokes = [];
    this.changed();
  }

  begin() {
    this.strokes = [...this.strokes, this.line];
    this.changed();
  }

  changed() {
    this.trace();
    this.draw(this.strokes);
  }

  trace() {
    const [x, y] = this.at, seen = this.drawing && document.activeElement === this.paper;
    set(this.dot, { cx: x * SIDE, cy: y * SIDE, visibility: seen ? "visible" : "hidden", "fill-opacity": this.down ? 1 : 0 });
  }
}
