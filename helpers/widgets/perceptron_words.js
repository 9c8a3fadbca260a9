// The PerceptronLine's sentences: what the neuron says of a point, what a repair has done, how the walk has ended.
import { tr } from "./page.js";
import { bracketed, written } from "./stage.js";
import { sigmoid, sum } from "./perceptron_geometry.js";

/** @import { Line } from "./perceptron_geometry.js" */
/** @import { Walk } from "./perceptron_line.js" */

/** What the neuron says of one point, as texts. @param {Line} line @param {number[]} x @param {number} label @param {number} i @param {string} output */
export function told({ w, b }, x, label, i, output) {
  const z = sum(w, b, x), all = { number: i + 1, answer: Number(z > 0), label, share: written(sigmoid(z)) };
  return [
    tr("z = w₁ x₁ + w₂ x₂ + b = {w1} · {x1} + {w2} · {x2} + {b} = {z}",
      { w1: written(w[0]), w2: bracketed(w[1]), b: bracketed(b), x1: bracketed(x[0]), x2: bracketed(x[1]), z: written(z) }),
    output === "sigmoid" ? tr("The neuron answers σ(z) = {share}.", all)
      : z > 0 ? tr("z is above 0, so the perceptron says 1.") : tr("z is not above 0, so the perceptron says 0."),
    Number(z > 0) === label ? tr("Point {number} is a {label} and lies on the side of the {label}s.", all)
      : tr("Point {number} is a {label} but lies on the side of the {answer}s.", all),
  ];
}

/** What a repair has done, in words. @param {Line} line @param {number} label of the point that was wrong
 * @param {number} count @param {number} sweep @param {number} number */
export function repaired({ w, b }, label, count, sweep, number) {
  const all = { w1: written(w[0]), w2: written(w[1]), b: written(b), count, sweep, number };
  return label
    ? tr("Mistake {count}, in sweep {sweep}: point {number} is a 1 but got a 0, so its x is added to w and 1 to b. Now w = ({w1}, {w2}), b = {b}.", all)
    : tr("Mistake {count}, in sweep {sweep}: point {number} is a 0 but got a 1, so its x is subtracted from w and 1 from b. Now w = ({w1}, {w2}), b = {b}.", all);
}

/** How the walk has ended, in words. @param {Walk} walk @param {number} count */
export const ended = ({ rested, walked }, count) => rested
  ? tr("No mistake in sweep {sweep}: the rule has come to rest.", { sweep: walked })
  : tr("After {count} repairs there are still mistakes, and the walk ends here. Either no line separates the classes, and the rule would go on for ever, or it needs more sweeps.", { count });
