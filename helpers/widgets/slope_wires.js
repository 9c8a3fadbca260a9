// SlopeWires' page: one network. Python has sent both passes; a click on a wire lets its two factors meet on it.
import { make, put, tr, widget } from "./page.js";
import { fixed, glide, mix, MovingPage, pressable, region, set, svg, written as short } from "./stage.js";
import { layout, signalStyle } from "./backprop_parts.js";

/** @typedef {{ sizes: number[], a: number[][], deltas: number[][], gains: number[][], weights: number[][][] }} Passes from Python (slope_wires.py) */
/** @typedef {{ layer: number, row: number, column: number, name: string, neuron: string, weight: number, comes: number, back: number,
 *   slope: number, gain: number | undefined, sum: string | undefined }} Wire layer from 1, row and column from 0; `comes` over it and goes `back` to its neuron;
 *   `sum`: what comes to that neuron from the layer behind, each weight times its δ */

const MEET = 1100, ALL = 2200;  // ms
const DEEP = "₀₁₂₃₄₅₆₇₈₉", HIGH = "⁰¹²³⁴";

export const four = (/** @type {number} */ value) => fixed(value, 4);

/** A factor behind a ·, in brackets if below 0. @param {number} value */
export const factor = (value, write = four) => value < 0 ? `(${write(value)})` : write(value);

const lower = (/** @type {number} */ number) => [...String(number)].map(digit => DEEP[Number(digit)]).join("");

/** Every weight's wire with its two factors. @param {Passes} passes @returns {Wire[]} */
export function wires({ sizes, a, deltas, gains, weights }) {
  let before = 0;
  return weights.flatMap((W, l) => {
    const numbered = before;
    before += sizes[l + 1];
    return W.flatMap((row, i) => row.map((weight, j) => ({
      layer: l + 1, row: i, column: j, weight, name: `w${HIGH[l + 1]}${lower(i + 1)}${lower(j + 1)}`, neuron: `z${lower(numbered + i + 1)}`,
      comes: a[l][j], back: deltas[l][i], slope: a[l][j] * deltas[l][i], gain: gains[l]?.[i],
      sum: weights[l + 1]?.map((next, k) => `${factor(next[i], one => short(one, 4))} · ${factor(deltas[l + 1][k])}`).join(" + "),
    })));
  });
}

/** Too little room for layers side by side, with all slopes free of each other? @param {number[]} sizes @param {number} width */
export const narrow = (sizes, width) => width < 160 * sizes.length;

/** Where a slope stands on its wire: free of the numbers at both ends, far from where wires cross and, `down` a narrow page,
 *  no two at one height in the middle.
 * @param {number[]} start @param {number[]} end @param {number} row @param {number} column @param {boolean} down */
export function meeting([x0, y0], [x1, y1], row, column, down) {
  const side = Math.max(0.3, 62 / Math.abs(x1 - x0));
  const t = row === column ? (down ? 0.54 : 0.5) : !down ? side : row > column ? 0.37 : 0.64;
  return [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
}

/** Where a weight stands on its wire: between the slope's place and the neuron, free of both.
 * @param {number[]} start @param {number[]} end @param {number} row @param {number} column @param {boolean} down */
export function weighing([x0, y0], [x1, y1], row, column, down) {
  if (down && row === column) return [x1, meeting([x0, y0], [x1, y1], row, column, down)[1] + 18];
  const t = down && row < column ? 0.25 : 0.75;
  return [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
}

/** @param {Passes} passes @param {Wire[]} all @param {number} width @param {(index: number) => void} choose */
function drawing({ sizes, a, deltas, gains }, all, width, choose) {
  const down = narrow(sizes, width), place = layout(sizes, width, down, 34), { centers } = place;
  const largest = Math.max(...all.map(({ slope }) => Math.abs(slope)));
  const parts = all.map((wire, index) => {
    const { layer, row, column } = wire, start = centers[layer - 1][column], end = centers[layer][row];
    const meet = meeting(start, end, row, column, down);
    const ends = { x1: start[0], y1: start[1], x2: end[0], y2: end[1] };
    const line = svg("line", { class: "sw-line", ...ends }), number = svg("text", { class: "sw-slope", x: meet[0], y: meet[1] });
    const on = weighing(start, end, row, column, down), weight = svg("text", { class: "sw-weight", x: on[0], y: on[1] }, short(wire.weight));
    const dots = ["sw-forward", "sw-back"].map(style => svg("circle", { class: `st-spark ${style}`, r: 6 }));
    const button = pressable(svg("g", { class: "sw-wire" }, svg("line", { class: "sw-reach", ...ends }), svg("circle", { class: "sw-hit", cx: meet[0], cy: meet[1], r: 14 }), line),
      () => choose(index), (right, up) => go(Math.max(0, Math.min(all.length - 1, index + right - up))));
    return { line, number, weight, button, dots, start, end, meet };
  });
  const text = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ words, /** @type {string} */ style) => svg("text", { x, y, class: style }, words), z = (/** @type {number} */ number) => `∂l/∂z${lower(number)}`;
  let count = 0;
  const nodes = centers.flatMap((layer, l) => layer.map(([x, y], i) => svg("g", {}, svg("circle", { class: "st-node", cx: x, cy: y, r: 28 }),
    text(x, y, (l ? four : short)(a[l][i]), "sw-forward sw-inside"), ...(l ? [text(x, y + 38, z(++count), "sw-quiet"), text(x, y + 53, four(deltas[l - 1][i]), "sw-back"),
      ...(gains[l - 1] ? [text(x, y - 38, `σ′ ${four(gains[l - 1][i])}`, "sw-quiet")] : [])] : []))));
  const root = svg("svg", { class: "st-stage st-net", viewBox: `0 0 ${place.width} ${place.height + 18}`, role: "group", "aria-label": tr("The network: choose a weight's wire") },
    ...parts.map(part => part.button), ...nodes, ...parts.map(part => part.weight), ...parts.map(part => part.number), ...parts.flatMap(part => part.dots));
  /** @param {number} next a wire's number */
  function go(next) {
    parts[next].button.focus({ preventScroll: true });
    choose(next);
  }
  /** @param {number} chosen @param {Set<number>} known wires whose slope is known @param {Set<number>} moving wires whose factors are on their way @param {number} t how far, 0 to 1 */
  function show(chosen, known, moving, t) {
    parts.forEach(({ line, number, button, dots, start, end, meet }, index) => {
      const wire = all[index], open = known.has(index);
      set(line, open ? signalStyle(wire.slope, largest) : { stroke: false, "stroke-dasharray": false, "stroke-width": false });
      put(number, open ? four(wire.slope) : "");
      set(button, { class: index === chosen ? "sw-wire sw-chosen" : "sw-wire", tabindex: index === chosen ? 0 : -1, "aria-pressed": String(index === chosen),
        "aria-label": open ? tr("Weight {name} = {value}, slope {slope}", { name: wire.name, value: four(wire.weight), slope: four(wire.slope) })
          : tr("Weight {name} = {value}", { name: wire.name, value: four(wire.weight) }) });
      dots.forEach((dot, k) => {
        const [cx, cy] = mix(k ? end : start, meet, t);
        set(dot, moving.has(index) ? { visibility: false, cx, cy } : { visibility: "hidden" });
      });
    });
  }
  return { root, show };
}

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
    this.holder = make("div");
    el.replaceChildren(make("div", { class: "pg-run" },
      make("button", { class: "pg-play", onclick: guarded(() => this.meet(new Set(this.wires.keys()), ALL)) }, tr("▶ All wires at once")),
      make("button", { onclick: guarded(() => { this.known.clear(); this.halt(); }) }, tr("Start again"))),
    python.note, this.holder, this.formula, this.cause, this.said);
    this.fit(this.holder, width => this.build(width));
  }

  build(/** @type {number} */ width) {
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
