// A fully connected network that trains in a page: what helpers/network.py, losses.py and optimizers.py do, in JavaScript. θ is one
// vector, every W and b a view into it, and a gradient has its shape. A matrix is a Float64Array, row by row, one example a row.
// tests/tools/test_page_network.py holds it to Python's numbers.

/** σ and σ′ of one number; σ′ is handed a = σ(z), too. @type {Record<string, [(z: number) => number, (z: number, a: number) => number]>} */
export const ACTIVATIONS = {
  sigmoid: [z => 1 / (1 + Math.exp(-Math.max(z, -80))), (z, a) => a * (1 - a)],
  tanh: [z => 1 - 2 / (Math.exp(2 * z) + 1), (z, a) => 1 - a * a],  // Math.tanh takes twice as long
  relu: [z => Math.max(z, 0), z => z > 0 ? 1 : 0],
  leaky_relu: [z => Math.max(z, 0.01 * z), z => z > 0 ? 1 : 0.01],
  identity: [z => z, () => 1],
};
const [sigmoid] = ACTIVATIONS.sigmoid;

/** f of each number and its place: `list.map(f)`, which takes twice as long.
 * @param {Float64Array} list @param {(value: number, i: number) => number} f */
function each(list, f) {
  const made = new Float64Array(list.length);
  for (let i = 0; i < list.length; i++) made[i] = f(list[i], i);
  return made;
}

/** Of each output its function of Z (n, width), and the loss that is made for it, summed over all rows: δ is then y − ŷ.
 * @type {Record<string, { y(Z: Float64Array, width: number): Float64Array, loss(Z: Float64Array, T: Float64Array, width: number): number }>} */
export const OUTPUTS = {
  sigmoid: { y: Z => each(Z, sigmoid), loss: (Z, T) => Z.reduce((sum, z, i) => sum + Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - T[i] * z, 0) },
  identity: { y: Z => Z.slice(), loss: (Z, T) => Z.reduce((sum, z, i) => sum + (z - T[i]) ** 2 / 2, 0) },
  softmax: {
    y: (Z, width) => Z.map(logShare(Z, width)).map(Math.exp),
    loss: (Z, T, width) => Z.map(logShare(Z, width)).reduce((sum, ln, i) => sum - T[i] * ln, 0),
  },
};

/** ln of softmax, as a function for `map`. @param {Float64Array} Z @param {number} width */
function logShare(Z, width) {
  let top = 0, all = 0;
  return (/** @type {number} */ z, /** @type {number} */ i) => {
    if (i % width === 0) {  // a new row
      const row = Z.subarray(i, i + width);
      top = row.reduce((most, value) => Math.max(most, value));
      all = Math.log(row.reduce((sum, value) => sum + Math.exp(value - top), 0));
    }
    return z - top - all;
  };
}

const SPREAD = {  // of the weights at the start, by the numbers of inputs and outputs of their layer
  he: (fanIn, _) => Math.sqrt(2 / fanIn), xavier: (fanIn, fanOut) => Math.sqrt(2 / (fanIn + fanOut)), small: () => 0.01, zeros: () => 0,
};

/** @typedef {{ W: Float64Array, b: Float64Array, inputs: number, outputs: number }} Layer W (outputs, inputs) */
/** @typedef {{ a: Float64Array[], z: Float64Array[] }} Pass a[0] is X, a[l] = σ(z[l − 1]), each (n, neurons) */

export class Network {
  /** @param {number[]} sizes @param {string} activation of the hidden layers @param {string} output */
  constructor(sizes, activation, output) {
    Object.assign(this, { sizes, output });
    [this.sigma, this.slope] = ACTIVATIONS[activation];
    this.theta = new Float64Array(sizes.slice(1).reduce((all, outputs, l) => all + outputs * (sizes[l] + 1), 0));
    this.layers = this.split(this.theta);
  }

  /** The views W¹, b¹, W², b², … into a vector like θ. @param {Float64Array} vector @returns {Layer[]} */
  split(vector) {
    let at = 0;
    return this.sizes.slice(1).map((outputs, l) => {
      const inputs = this.sizes[l];
      return { W: vector.subarray(at, at += outputs * inputs), b: vector.subarray(at, at += outputs), inputs, outputs };
    });
  }

  /** Random weights, biases 0. @param {string} how he, xavier, small or zeros @param {() => number} normal a random number around 0 */
  initialize(how, normal) {
    for (const { W, b, inputs, outputs } of this.layers) {
      b.fill(0);
      W.forEach((_, i) => { W[i] = SPREAD[how](inputs, outputs) * normal(); });
    }
  }

  /** @param {Float64Array} X (n, inputs) @param {number} from a layer: X is then what it is given @returns {Pass} */
  forward(X, from = 0) {
    const a = [X], z = [];
    for (const layer of this.layers.slice(from)) {
      z.push(weigh(layer, a.at(-1)));
      a.push(layer === this.layers.at(-1) ? OUTPUTS[this.output].y(z.at(-1), layer.outputs) : each(z.at(-1), this.sigma));
    }
    return { a, z };
  }

  /** Yields [l, δ = ∂l/∂z] from the output, whose δ (n, outputs) is given, to the first layer.
   * @param {Pass} passed @param {Float64Array} delta @returns {Generator<[number, Float64Array]>} */
  *backwardPass({ a, z }, delta) {
    for (let l = this.layers.length - 1; l >= 0; l--) {
      yield [l, delta];
      if (l > 0) delta = each(carryBack(this.layers[l], delta), (d, i) => d * this.slope(z[l - 1][i], a[l][i]));
    }
  }

  /** ∇J, where J is the mean loss + l2/2 · Σ w² + l1 · Σ |w|. @param {Float64Array} X (n, inputs) @param {Float64Array} T (n, outputs) */
  gradient(X, T, l2 = 0, l1 = 0) {
    const passed = this.forward(X), n = X.length / this.sizes[0], gradient = new Float64Array(this.theta.length), views = this.split(gradient);
    for (const [l, delta] of this.backwardPass(passed, passed.a.at(-1).map((y, i) => (y - T[i]) / n))) collect(views[l], passed.a[l], delta);
    if (l2 || l1) views.forEach(({ W: dW }, l) => this.layers[l].W.forEach((w, i) => { dW[i] += l2 * w + l1 * Math.sign(w); }));
    return gradient;
  }

  /** The mean loss, and the share of the rows whose class is right; NaN where there are none. @param {Float64Array} X @param {Float64Array} T */
  measure(X, T) {
    const { a, z } = this.forward(X), width = this.sizes.at(-1), n = T.length / width, said = this.decide(a.at(-1)), right = this.decide(T);
    return { loss: OUTPUTS[this.output].loss(z.at(-1), T, width) / n, accuracy: said.filter((k, i) => k === right[i]).length / n };
  }

  /** Outputs (n, width) → class numbers. @param {Float64Array} Y */
  decide(Y) {
    const width = this.sizes.at(-1);
    if (width === 1) return Y.map(y => Number(y > 0.5));
    return Float64Array.from({ length: Y.length / width }, (_, i) => {
      const row = Y.subarray(i * width, (i + 1) * width);
      return row.indexOf(row.reduce((most, y) => Math.max(most, y)));
    });
  }
}

/** ∂J/∂W = Σ δ aᵀ and ∂J/∂b = Σ δ over the examples. @param {Layer} layer @param {Float64Array} below a (n, inputs) @param {Float64Array} delta (n, outputs) */
function collect({ W, b, inputs, outputs }, below, delta) {
  for (let x = 0, row = 0; row < delta.length; x += inputs, row += outputs) for (let o = 0; o < outputs; o++) {
    const d = delta[row + o], w = o * inputs;
    b[o] += d;
    for (let k = 0; k < inputs; k++) W[w + k] += d * below[x + k];
  }
}

/** W a + b, row by row. @param {Layer} layer @param {Float64Array} below (n, inputs) */
function weigh({ W, b, inputs, outputs }, below) {
  const n = below.length / inputs, Z = new Float64Array(n * outputs);
  for (let i = 0; i < n; i++) for (let o = 0; o < outputs; o++) {
    const w = o * inputs, x = i * inputs;
    let all = b[o];
    for (let k = 0; k < inputs; k++) all += W[w + k] * below[x + k];
    Z[i * outputs + o] = all;
  }
  return Z;
}

/** Wᵀ δ, row by row. @param {Layer} layer @param {Float64Array} delta (n, outputs) */
function carryBack({ W, inputs, outputs }, delta) {
  const below = new Float64Array(delta.length / outputs * inputs);
  for (let x = 0, row = 0; row < delta.length; x += inputs, row += outputs) for (let o = 0; o < outputs; o++) {
    const d = delta[row + o], w = o * inputs;
    for (let k = 0; k < inputs; k++) below[x + k] += d * W[w + k];
  }
  return below;
}

/** Update rules: each makes a function (θ, ∇) that moves θ, and remembers what it needs from one step to the next.
 * @type {Record<string, (rate: number) => (theta: Float64Array, gradient: Float64Array) => void>} */
export const OPTIMIZERS = {
  gradient_descent: rate => (theta, gradient) => { for (let i = 0; i < theta.length; i++) theta[i] -= rate * gradient[i]; },
  momentum: rate => remembering(1, (theta, gradient, _, v) => {
    for (let i = 0; i < theta.length; i++) theta[i] += v[i] = 0.9 * v[i] - rate * gradient[i];
  }),
  rmsprop: rate => remembering(1, (theta, gradient, _, s) => {
    for (let i = 0; i < theta.length; i++) {
      s[i] = 0.9 * s[i] + 0.1 * gradient[i] ** 2;
      theta[i] -= rate * gradient[i] / (Math.sqrt(s[i]) + 1e-8);
    }
  }),
  adam: rate => remembering(2, (theta, gradient, step, m, s) => {
    const length = rate / (1 - 0.9 ** step), open = 1 - 0.999 ** step;
    for (let i = 0; i < theta.length; i++) {
      m[i] = 0.9 * m[i] + 0.1 * gradient[i];
      s[i] = 0.999 * s[i] + 0.001 * gradient[i] ** 2;
      theta[i] -= length * m[i] / (Math.sqrt(s[i] / open) + 1e-8);
    }
  }),
};

/** A rule with memories like θ, at first 0, and the number of its step. @param {number} memories @param {Function} move */
function remembering(memories, move) {
  /** @type {Float64Array[]} */
  let kept = [];
  let step = 0;
  return (/** @type {Float64Array} */ theta, /** @type {Float64Array} */ gradient) => {
    if (!step++) kept = Array.from({ length: memories }, () => new Float64Array(theta.length));
    move(theta, gradient, step, ...kept);
  };
}

/** Random numbers from a seed: `uniform()` from 0 to 1, `normal()` around 0 with spread 1, `order(n)` a permutation. @param {number} seed */
export function random(seed) {
  let state = (seed + 1) * 0x9e3779b9 | 0;
  function uniform() {  // mulberry32
    state = state + 0x6d2b79f5 | 0;
    let t = Math.imul(state ^ state >>> 15, 1 | state);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 2 ** 32;
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  function order(/** @type {number} */ n) {
    const list = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) { const j = Math.floor(uniform() * (i + 1)); [list[i], list[j]] = [list[j], list[i]]; }
    return list;
  }
  return { uniform, normal, order };
}
