// SlopeWires' page. Python has sent both passes; a click on a wire lets its two factors meet.
import { make, put, tr, widget } from "./page.js";
import { glide, MovingPage, region } from "./stage.js";
import { drawing, factor, four, wires } from "./slope_wires_drawing.js";

/** @import { Passes } from "./slope_wires_drawing.js" */

const MEET = 1100, ALL = 2200;  // ms

class WiresPage extends MovingPage {
  /** @param {HTMLElement} el @param {import("./page.js").Python} python @param {Passes} passes */
  constructor(el, python, passes) {
    super(el, python);
    this.passes = passes;
    this.wires = wires(passes);
    this.chosen = 0;
    this.known = /** @type {Set<number>} */ (new Set());
    this.moving = /** @type {Set<number>} */ (new Set());
    this.drawing = null;
    const guarded = python.guarded;
    this.choose = guarded(index => { this.chosen = index; this.meet(new Set([index]), MEET); });
    this.formula = make("p", { class: "sw-formula" });
    this.cause = make("p", { class: "sw-formula sw-cause" });
    this.said = region();
    this.holder = make("div", { class: "sw-stage" });
    el.replaceChildren(make("div", { class: "pg-run" },
      make("button", { class: "pg-play", onclick: guarded(() => this.meet(new Set(this.wires.keys()), ALL)) }, tr("▶ All wires at once")),
      make("button", { onclick: guarded(() => { this.known.clear(); this.halt(); }) }, tr("Start again"))),
    python.note, this.holder, this.formula, this.cause, this.said);
    this.fit(this.holder, width => this.build(width));
  }

  /** @param {number} width */
  build(width) {
    this.drawing = drawing(this.passes, this.wires, width, this.choose);
    this.holder.replaceChildren(this.drawing.root);
    this.halt();
  }

  /** The two factors of these wires run towards each other. @param {Set<number>} which @param {number} milliseconds */
  meet(which, milliseconds) {
    this.halt();
    this.moving = which;
    this.motion = glide(this.el, milliseconds, t => this.show(t), () => { which.forEach(index => this.known.add(index)); this.halt(); });
  }

  halt() {
    this.motion?.stop();
    this.motion = null;
    this.moving = new Set();
    this.show(0);
  }

  /** @param {number} t how far they are, 0 to 1 */
  show(t) {
    const { known, chosen, moving } = this, wire = this.wires[chosen], open = known.has(chosen) && !moving.has(chosen);
    const all = { name: wire.name, neuron: wire.neuron, comes: four(wire.comes), back: four(wire.back), slope: open ? four(wire.slope) : "?" };
    this.drawing?.show(chosen, known, moving, t);
    const part = (/** @type {string} */ style, /** @type {string} */ text) => make("span", { class: style }, text);
    const back = factor(wire.back), words = `∂l/∂${wire.name} = ${all.comes} · ${back} = ${all.slope}`;
    if (this.formula.textContent !== words)
      this.formula.replaceChildren(`∂l/∂${wire.name} = `, part("sw-forward", all.comes), " · ", part("sw-back", back), ` = ${all.slope}`);
    put(this.cause, wire.gain === undefined || wire.sum === undefined ? tr("{factor} is where the backward pass starts.", { factor: `∂l/∂${wire.neuron}` })
      : tr("{factor} = σ′ · what comes back, each weight times its δ = {gain} · ({sum})", { factor: `∂l/∂${wire.neuron}`, gain: four(wire.gain), sum: wire.sum }));
    put(this.said, open ? tr("Over the wire comes {comes}, back to its neuron comes {back}: together the slope {slope}. Slopes known: {known} of {n}.", { ...all, known: known.size, n: this.wires.length })
      : tr("Over the wire comes {comes}, back to its neuron comes {back}. What is the slope?", all));
  }
}

export default widget("course-wires", (el, python, message) => new WiresPage(el, python, message));
