// A fully connected network that trains in a page: what helpers/network.py, losses.py and optimizers.py do, in JavaScript. θ is one
// vector, every W and b a view into it, and a gradient has its shape. A matrix is a Float64Array, row by row, one example a row.
// tests/tools/test_page_network.py holds it to Python's numbers.

/** σ and σ′ of one number; σ′ is handed a = σ(z), too. @type {Record<string, [(z: number) => number, (z: number, a: number) => number]>} */
export const ACTIVATIONS = {
  sigmoid: [z => 1 / (1 + Math.exp(-Math.max(z, -80))), (z, a) => a * (1 - a)],
  tanh: [Math.tanh, (z, a) => 1 - a * a],
  relu: [z => Math.max(z, 0), z => z > 0 ? 1 : 0],
  leaky_relu: [z => Math.max(z, 0.01 * z), z => z > 0 ? 1 : 0.01],
  identity: [z => z, () => 1],
};
const [sigmoid] = ACTIVATIONS.sigmoid;

/** Of each output its function of a row of z, and the loss of a row that is made for it: δ is then y − ŷ.
 * @type {Record<string, { y(z: Float64Array): Float64Array, loss(z: Float64Array, t: Float64Array): number }>} */
export const OUTPUTS = {
  sigmoid: { y: z => z.map(sigmoid), loss: (z, t) => sum(z.map((z, k) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - t[k] * z)) },
  identity: { y: z => z.slice(), loss: (z, t) => sum(z.map((z, k) => (z - t[k]) ** 2 / 2)) },
  softmax: {
    y(z) { const top = Math.max(...z), e = z.map(z => Math.exp(z - top)), all = sum(e); return e.map(e => e / all); },
    loss(z, t) { const top = Math.max(...z), all = Math.log(sum(z.map(z => Math.exp(z - top)))); return sum(z.map((z, k) => t[k] * (all - (z - top)))); },
  },
};

/** @param {Float64Array} list */
const sum = list => list.reduce((one, two) => one + two, 0);

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
    this.layers.slice(from).forEach(({ W, b, inputs, outputs }, l, { length }) => {
      const below = a[l], n = below.length / inputs, Z = new Float64Array(n * outputs);
      for (let i = 0; i < n; i++) for (let o = 0; o < outputs; o++) {
        let all = b[o];
        for (let k = 0, w = o * inputs, x = i * inputs; k < inputs; k++) all += W[w + k] * below[x + k];
        Z[i * outputs + o] = all;
      }
      z.push(Z);
      a.push(l < length - 1 ? Z.map(this.sigma) : this.rows(Z, OUTPUTS[this.output].y));
    });
    return { a, z };
  }

  /** Each row of the output's z through a function. @param {Float64Array} Z @param {(z: Float64Array) => Float64Array} f */
  rows(Z, f) {
    const width = this.sizes.at(-1), Y = new Float64Array(Z.length);
    for (let i = 0; i < Z.length; i += width) Y.set(f(Z.subarray(i, i + width)), i);
    return Y;
  }

  /** Yields [l, δ = ∂l/∂z] from the output, whose δ (n, outputs) is given, to the first layer. @param {Pass} passed @param {Float64Array} delta */
  *backwardPass({ a, z }, delta) {
    for (let l = this.layers.length - 1; l >= 0; l--) {
      yield /** @type {[number, Float64Array]} */ ([l, delta]);
      if (l === 0) return;
      const { W, inputs, outputs } = this.layers[l], below = new Float64Array(a[l].length);  // Wᵀ δ, then · σ′(z)
      for (let i = 0, row = 0; row < delta.length; i += inputs, row += outputs) for (let o = 0; o < outputs; o++)
        for (let k = 0, w = o * inputs, d = delta[row + o]; k < inputs; k++) below[i + k] += d * W[w + k];
      delta = below.map((d, i) => d * this.slope(z[l - 1][i], a[l][i]));
    }
  }

  /** ∇J, where J is the mean loss + l2/2 · Σ w² + l1 · Σ |w|. @param {Float64Array} X (n, inputs) @param {Float64Array} T (n, outputs) */
  gradient(X, T, l2 = 0, l1 = 0) {
    const passed = this.forward(X), n = X.length / this.sizes[0], gradient = new Float64Array(this.theta.length), views = this.split(gradient);
    for (const [l, delta] of this.backwardPass(passed, passed.a.at(-1).map((y, i) => (y - T[i]) / n))) {
      const { W: dW, b: db, inputs, outputs } = views[l], below = passed.a[l];
      for (let x = 0, row = 0; row < delta.length; x += inputs, row += outputs) for (let o = 0; o < outputs; o++) {
        const d = delta[row + o];
        db[o] += d;
        for (let k = 0, w = o * inputs; k < inputs; k++) dW[w + k] += d * below[x + k];
      }
      const { W } = this.layers[l];
      if (l2 || l1) W.forEach((w, i) => { dW[i] += l2 * w + l1 * Math.sign(w); });
    }
    return gradient;
  }

  /** The mean loss, and the share of the rows whose class is right; NaN where there are none. @param {Float64Array} X @param {Float64Array} T */
  measure(X, T) {
    const { a, z } = this.forward(X), Z = z.at(-1), Y = a.at(-1), width = this.sizes.at(-1), n = X.length / this.sizes[0];
    const row = (/** @type {Float64Array} */ list, /** @type {number} */ i) => list.subarray(i * width, (i + 1) * width);
    const decide = (/** @type {Float64Array} */ y) => width === 1 ? Number(y[0] > 0.5) : y.indexOf(Math.max(...y));
    let loss = 0, right = 0;
    for (let i = 0; i < n; i++) {
      loss += OUTPUTS[this.output].loss(row(Z, i), row(T, i));
      right += Number(decide(row(Y, i)) === decide(row(T, i)));
    }
    return { loss: loss / n, accuracy: right / n };
  }
}

/** Update rules: each makes a function (θ, ∇) that moves θ, and remembers what it needs from one step to the next.
 * @type {Record<string, (rate: number) => (theta: Float64Array, gradient: Float64Array) => void>} */
export const OPTIMIZERS = {
  gradient_descent: rate => (theta, gradient) => gradient.forEach((g, i) => { theta[i] -= rate * g; }),
  momentum(rate) {
    const v = [];
    return (theta, gradient) => gradient.forEach((g, i) => { theta[i] += v[i] = 0.9 * (v[i] ?? 0) - rate * g; });
  },
  rmsprop(rate) {
    const s = [];
    return (theta, gradient) => gradient.forEach((g, i) => { s[i] = 0.9 * (s[i] ?? 0) + 0.1 * g * g; theta[i] -= rate * g / (Math.sqrt(s[i]) + 1e-8); });
  },
  adam(rate) {
    const m = [], s = [];
    let step = 0;
    return (theta, gradient) => {
      step++;
      gradient.forEach((g, i) => {
        m[i] = 0.9 * (m[i] ?? 0) + 0.1 * g;
        s[i] = 0.999 * (s[i] ?? 0) + 0.001 * g * g;
        theta[i] -= rate / (1 - 0.9 ** step) * m[i] / (Math.sqrt(s[i] / (1 - 0.999 ** step)) + 1e-8);
      });
    };
  },
};

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
