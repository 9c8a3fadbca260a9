// MatrixProduct's second picture: the network that its blocks are. A row of A comes in at the left, a column of Wᵀ is the wires into
// one neuron, and the entry of Z is what arrives there.
import { put } from "./page.js";
import { set, svg, written } from "./stage.js";
import { smallNetwork } from "./small_network.js";

/** @import { Entry, Numbers } from "./matrix_product_blocks.js" */

const NAMED = 0.32;  // how far along its wire a weight stands

/** How a term of the sum looks, the j-th of those of which so many are added. @param {number} j @param {number} added */
export const lit = (j, added) => j === added - 1 ? " sn-lit mp-now" : " sn-lit";

export class Neurons {
  /** @param {Numbers} numbers @param {number[]} sizes */
  constructor(numbers, [, inputs, neurons]) {
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
