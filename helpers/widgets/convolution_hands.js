// What the learner's hand does to the convolution walk: the kernel's numbers, and the pen on the image.
import { make, menu, numberField, tr, underHand } from "./page.js";
import { set, svg } from "./stage.js";
import { Hand } from "./pen.js";
import { css, inkOn, shade, SIDE } from "./convolution_views.js";

/** @import { Head } from "./convolution_views.js" */

const short = (/** @type {number} */ value) => String(Number(value.toFixed(3)));

/** The kernel: which one, its weights and its bias.
 * @param {{ choose(name: string): void, own(weights: number[], b: number): void, look(place: number | null): void }} acts */
export function kernelFields({ choose, own, look }) {
  let weights = /** @type {number[]} */ ([]);  // the others keep the decimals that their fields do not show, where one is typed
  let b = 0;
  const kinds = make("select", { "aria-label": tr("Kernel"), onchange: () => choose(kinds.value) });
  const sizes = menu(resize, [[3, "3 × 3"], [5, "5 × 5"]], { "aria-label": tr("Size of your own kernel"), "data-python": "hide" });
  const fields = make("div", { class: "cw-kernel", role: "group", "aria-label": tr("The kernel's weights") });
  const bias = numberField({ step: "any", "aria-label": "b", onchange: () => own(weights, b = bias.valueAsNumber) });
  const element = make("div", { class: "cw-own", "data-python": "fix" }, make("div", { class: "pg-run" }, make("label", {}, tr("Kernel"), " ", kinds), sizes),
    fields, make("label", {}, "b ", bias));
  /** A new one of this size picks the pixel in its middle. */
  function resize() {
    const count = Number(sizes.value) ** 2;
    own(Array.from({ length: count }, (_, place) => Number(place === (count - 1) / 2)), 0);
  }
  /** @param {number} place @param {number} value */
  function type(place, value) {
    weights[place] = value;
    own(weights, b);
  }
  /** @param {number} size */
  function lay(size) {
    fields.style.setProperty("--side", String(size));
    if (fields.children.length === size ** 2) return;
    fields.replaceChildren(...Array.from({ length: size ** 2 }, (_, place) => numberField({ step: "any", "aria-label": `w${place + 1}`,
      onchange: (/** @type {{ target: HTMLInputElement }} */ event) => type(place, event.target.valueAsNumber), onfocus: () => look(place), onblur: () => look(null) })));
  }
  /** @param {Head} head */
  function show(head) {
    weights = [...head.weights];
    b = head.b;
    lay(head.size);
    fields.querySelectorAll("input").forEach((field, place) => {
      const weight = head.weights[place];
      if (!underHand(field)) field.value = short(weight);
      Object.assign(field.style, { background: css(shade(weight, head.largest)), color: inkOn(weight, head.largest) });
    });
    bias.value = short(head.b);
    sizes.value = String(head.size);
    if (kinds.children.length !== head.kernels.length) kinds.replaceChildren(...head.kernels.map(name => make("option", { value: name }, head.names[name])));
    kinds.value = head.kernel;
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

  /** @param {boolean} on @param {number[][][]} strokes those there are already */
  take(on, strokes) {
    this.drawing = on;
    this.lift();
    set(this.paper, { visibility: on ? "visible" : "hidden", tabindex: on ? 0 : -1 });
    if (!on) return;
    this.change(strokes);
    this.paper.focus({ preventScroll: true });
  }

  trace() {
    const [x, y] = this.at, seen = this.drawing && document.activeElement === this.paper;
    set(this.dot, { cx: x * SIDE, cy: y * SIDE, visibility: seen ? "visible" : "hidden", "fill-opacity": this.down ? 1 : 0 });
  }
}
