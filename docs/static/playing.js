// The Playground trains in the page: this plays Python's part in the protocol of playground.py and stream.js, with the network of
// network.js. Its first data and weights are those of the notebook; later ones come from random numbers of its own.
import { fill, Model } from "./live.js";
import { Network, OPTIMIZERS, random } from "./network.js";
import { DATASETS, FEATURES, REGRESSION } from "./points.js";

const SIDE = 60, COARSE = 40, LIMIT = 3, STRIDE = 4;  // pixels along a side of a map from -3 to 3, fewer while it moves; a neuron's map takes every fourth
const SECONDS = 5, COUNT = 500, OWN = 300;  // ms of training a picture; points of a data set, of the learner at most
const VIEW = ["speed", "maps", "show_test", "two_colors"];  // change these, and training does not notice
const LIVE = [...VIEW, "optimizer", "learning_rate", "l2", "l1", "batch_size", "points"];  // and with these, it goes on
const DATA = ["data", "noise", "seed"], START = ["widths", "features", "activation", "initialization", "seed"];

/** @typedef {{ X: Float64Array, T: Float64Array }} Examples */

const bytesOf = (/** @type {number[] | Float64Array} */ list) => new Uint8Array(Float32Array.from(list).buffer);
const alike = (one, two, names) => names.every(name => JSON.stringify(one[name]) === JSON.stringify(two[name]));

/** The middles of side × side pixels, row by row from the top left. @param {number} low @param {number} high @param {number} side */
function grid(low, high, side) {
  const line = Array.from({ length: side }, (_, i) => low + (i + 0.5) * (high - low) / side);
  return [...line].reverse().flatMap(x2 => line.map(x1 => [x1, x2]));
}

/** Bytes 1 … 255, 128 for zero. @param {Float64Array} values */
const shades = values => new Uint8Array(values.map(value => Number.isNaN(value) ? 128 : Math.max(1, Math.min(255, 127 * value + 128.5))));

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { all.set(part, at); at += part.length; }
  return all;
}

/** A column of a matrix. @param {Float64Array} matrix @param {number} width @param {number} k */
const column = (matrix, width, k) => Float64Array.from({ length: matrix.length / width }, (_, i) => matrix[i * width + k]);
const largest = (/** @type {Float64Array} */ list) => list.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);

/** What the network is fed at the pixels of the output's map, and at the fewer ones of a neuron's.
 * @param {(points: number[][]) => Float64Array} inputs */
export function pixels(inputs, side = SIDE) {
  const all = grid(-LIMIT, LIMIT, side), few = all.filter((_, i) => Math.floor(i / side) % STRIDE === 2 && i % side % STRIDE === 2);
  return { all: inputs(all), few: inputs(few) };
}

/** The maps of all neurons, inputs first, each (side / 4)², and the output's, side²: `maps` of helpers/plots/playground.py.
 * @param {Network} network @param {string} activation @param {ReturnType<typeof pixels>} pixels @param {string} show */
export function maps(network, activation, { all, few }, show) {
  const passed = network.forward(few), layers = show === "gradient" ? slopes(network, passed) : passed.a.slice(0, -1);
  const bounded = { tanh: (/** @type {number} */ a) => a, sigmoid: (/** @type {number} */ a) => 2 * a - 1 }[activation];
  const neurons = layers.flatMap((layer, l) => Array.from({ length: network.sizes[l] }, (_, k) => {
    const square = column(layer, network.sizes[l], k), most = show === "gradient" ? largest(layer) : largest(square);
    return shades(show !== "gradient" && l > 0 && bounded ? square.map(bounded) : square.map(value => value / most));
  }));
  return { output: shades(signed(network, network.forward(all).a.at(-1))), neurons };
}

const signed = (/** @type {Network} */ { output }, /** @type {Float64Array} */ y) => output === "identity" ? y : y.map(share => 2 * share - 1);

/** ∂z/∂x and ∂z/∂z^l of the output's z: the backward pass, begun with δ = 1. */
function slopes(network, passed) {
  const deltas = [...network.backwardPass(passed, passed.z.at(-1).map(() => 1))].map(([, delta]) => delta).reverse();
  const { W, inputs, outputs } = network.layers[0], first = deltas[0];
  const below = Float64Array.from(passed.a[0], (_, i) => {
    const row = Math.floor(i / inputs) * outputs;
    return W.reduce((sum, w, at) => at % inputs === i % inputs ? sum + w * first[row + Math.floor(at / inputs)] : sum, 0);
  });
  return [below, ...deltas.slice(0, -1)];
}

/** What each hidden layer of two neurons makes of the inputs X: `hidden_spaces` of helpers/plots/playground.py.
 * @param {Network} network @param {string} activation @param {Float64Array} X */
export function hiddenSpaces(network, activation, X, side = SIDE) {
  const a = network.sizes.slice(1, -1).includes(2) ? network.forward(X).a : [];
  return network.sizes.slice(1, -1).flatMap((size, k) => {
    if (size !== 2) return [];
    const points = a[k + 1], bounds = { sigmoid: [0, 1], tanh: [-1, 1] }[activation];
    const [from, to] = bounds ?? [points.reduce((low, value) => Math.min(low, value), -1), points.reduce((high, value) => Math.max(high, value), 1)];
    const low = from - 0.06 * (to - from), high = to + 0.06 * (to - from);
    const answers = network.forward(Float64Array.from(grid(low, high, side / 2).flat()), k + 1).a.at(-1);
    return [{ layer: k + 1, low, high, points, map: shades(signed(network, answers)) }];
  });
}

export class Playing extends Model {
  /** @param {{ state: any, words: any, start: any }} recording what Python knows: `start`, its first data and weights
   * @param {string} spoken @param {(text: string) => void} say */
  constructor(recording, spoken, say) {
    super(recording.state[spoken], say);
    this.words = recording.words[spoken];
    this.start = recording.start;
    this.challenge = this.words.challenge;
    this.settings = recording.start.settings;
    /** @type {number | null} the fewest neurons that have reached the goal */
    this.best = null;
    this.news = "";
    this.number = this.until = 0;
    this.stop = Infinity;
    this.reset();
    if (this.start.trained) this.take(this.start.trained);
    say(this.words.trains);
  }

  /** A training that Python has made. */
  take({ theta, steps, history }) {
    this.network.theta.set(theta);
    Object.assign(this, { steps, history: history.slice(0, -1) });
    this.note();
  }

  answer(asked, to) {
    const acts = { hello: () => {}, play: () => this.play(asked.stop), pause: () => { this.playing = false; }, step: () => this.step(), reset: () => this.reset(),
      change: () => this.change(asked.settings), edit: () => this.edit(asked.place, asked.value),
      point: () => this.change({ points: [...this.settings.points, [asked.x, asked.y, asked.label]] }), clear: () => this.change({ points: [] }) };
    if (asked.do === "run") { this.run(asked.until); return; }
    if (asked.do !== "hello") this.news = "";
    const refused = acts[asked.do]();
    const [head, buffers] = this.picture();
    this.tell({ ...head, ...(refused ? { do: "refused", note: refused } : { do: asked.do }), to }, buffers);
  }

  // ---- what is learned ----

  /** Start again: data and weights from the seed. */
  reset() {
    const { activation, initialization, widths, features, seed } = this.settings;
    this.network = new Network([features.length, ...widths, 1], activation, this.output);
    if (alike(this.settings, this.start.settings, START)) this.network.theta.set(this.start.theta);
    else this.network.initialize(initialization === "usual" ? activation.includes("relu") ? "he" : "xavier" : initialization, random(seed).normal);
    Object.assign(this, { steps: 0, history: [], playing: false, untouched: true });
    this.pixels = { [SIDE]: pixels(this.inputs), [COARSE]: pixels(this.inputs, COARSE) };
    this.prepareData();
    this.prepareTraining();
    this.note();
  }

  get output() { return REGRESSION.includes(this.settings.data) ? "identity" : "sigmoid"; }

  /** Points as the network is fed them. @param {number[][]} points */
  inputs = points => Float64Array.from(points.flatMap(([x1, x2]) => this.settings.features.map(name => FEATURES[name](x1, x2))));

  prepareData() {
    const { data, noise, seed, train_share: share, points: own } = this.settings, known = alike(this.settings, this.start.settings, DATA);
    const made = known ? this.start.points : DATASETS[data](COUNT, noise, random(seed)), cut = Math.round(made.length * share);
    const target = (/** @type {number} */ label) => this.output === "identity" ? 2 * label - 1 : label;
    const parts = [[...made.slice(0, cut), ...own.map(([x1, x2, label]) => [x1, x2, target(label)])], made.slice(cut)];
    this.sets = parts.map(part => ({ X: this.inputs(part), T: Float64Array.from(part, ([, , t]) => t) }));
    this.training = parts[0].length;
    this.points = parts.flat().map(([x1, x2, t]) => [x1, x2, this.output === "identity" ? t : 2 * t - 1]);
    this.X = this.inputs(this.points);
  }

  prepareTraining() {
    const { optimizer, learning_rate: rate, batch_size: size, seed } = this.settings;
    this.optimize = OPTIMIZERS[optimizer](rate);
    this.batches = batches(this.sets[0], this.training, Math.min(size, this.training), random(seed));
  }

  /** Up to `steps` updates, or until that time. Where θ runs away it is as it was before. */
  advance(/** @type {number} */ steps, until = Infinity) {
    const { network, settings: { l2, l1 } } = this;
    for (let done = 0; done < steps && performance.now() < until; done++) {
      const { X, T } = this.batches.next().value, before = network.theta.slice();
      this.optimize(network.theta, network.gradient(X, T, l2, l1));
      if (!network.theta.every(Number.isFinite)) {
        network.theta.set(before);
        this.playing = false;
        this.news = fill(this.words.away, { step: this.steps + 1 });
        this.prepareTraining();
        break;
      }
      this.steps++;
    }
    this.note();
  }

  note() {
    const found = this.sets.map(({ X, T }) => T.length ? this.network.measure(X, T) : { loss: null, accuracy: null });
    this.losses = found.map(({ loss }) => loss !== null && Number.isFinite(loss) ? loss : null);
    this.accuracies = found.map(({ accuracy }) => this.output === "identity" ? null : accuracy);
    const { history } = this;
    if (history.length > 1 && history.at(-1)[0] <= 1.01 * history.at(-2)[0]) history.pop();
    history.push([this.steps, ...this.losses]);
    if (this.challenge) this.judged = this.judge();
  }

  /** What is to be said of the challenge. */
  judge() {
    const { words, settings, challenge: { needs, accuracy, neurons: most } } = this;
    const aside = Object.keys(needs).find(name => JSON.stringify(settings[name]) !== JSON.stringify(needs[name].value));
    if (aside) return fill(words.aside, { name: needs[aside].label, value: needs[aside].words });
    const neurons = settings.widths.reduce((all, width) => all + width, 0), share = this.accuracies[1] ?? 0, right = share >= accuracy;
    if (right && neurons <= most) this.best = Math.min(this.best ?? neurons, neurons);
    const sentence = right ? neurons <= most ? words.reached : words.many : this.best === null ? words.open : words.again;
    return fill(sentence, { share: Math.floor(100 * share + 1e-9), neurons, best: this.best, most });
  }

  // ---- messages ----

  play(/** @type {number | null} */ stop) {
    this.stop = stop ?? Infinity;
    this.playing = this.training > 0;
  }

  step() { if (this.training) this.advance(1); }

  change(/** @type {Record<string, any>} */ settings) {
    if ((settings.points ?? []).length > OWN) return this.words.points;
    this.settings = { ...this.settings, ...settings };
    const changed = Object.keys(settings);
    if (changed.every(name => VIEW.includes(name))) return "";
    if (!changed.every(name => LIVE.includes(name)) || !this.steps && this.untouched) this.reset();
    else { this.prepareData(); this.restart(); }
    return "";
  }

  edit(/** @type {number} */ place, /** @type {number} */ value) {
    if (!(Math.abs(value) <= 100)) return this.words.weight.replace("101", String(value));
    this.network.theta[place] = value;
    this.restart();
    return "";
  }

  /** Training goes on from what is no longer a matter of settings and steps alone. */
  restart() {
    this.untouched = false;
    this.prepareTraining();
    this.note();
  }

  /** Pictures up to that number, one for each of the browser's, as long as it plays. @param {number} until */
  run(until) {
    this.until = until;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      if (!this.playing || this.number >= this.until) return;
      this.advance(this.pace(), performance.now() + SECONDS);
      this.playing &&= this.steps !== this.stop;
      this.tell(...this.playing ? this.picture(false) : this.picture());
      this.run(this.until);
    });
  }

  /** Updates of the next picture, at most: the early ones are seen one by one. */
  pace() {
    const pace = this.settings.speed === "fast" ? 1 + Math.floor(this.steps / 20) : 1, ahead = this.stop - this.steps;
    return ahead > 0 ? Math.min(pace, ahead) : pace;
  }

  // ---- the picture ----

  /** The state with the next number, and its buffers; unless complete, only what training changes. */
  picture(complete = true) {
    const { network, settings, sets, steps, losses, accuracies, playing } = this, { activation, maps: show } = settings;
    const side = complete ? SIDE : COARSE, { output, neurons } = maps(network, activation, this.pixels[side], show);
    const found = hiddenSpaces(network, activation, this.X, side);
    const head = { do: "picture", to: "", number: ++this.number, playing, steps, losses, accuracies, side,
      spaces: found.map(({ layer, low, high }) => ({ layer, low, high })),
      ...(this.challenge ? { challenge: { goal: this.words.goal, said: this.judged, best: this.best } } : {}),
      ...(complete ? { settings, sizes: network.sizes, output: this.output, training: this.training, points: this.points.length,
        history: this.history.map(row => [...row]), news: this.news || (this.training ? "" : this.words.nothing), controls: this.start.controls, code: "", lines: "" } : {}) };
    const gradient = (complete || show === "gradient") && this.training ? network.gradient(sets[0].X, sets[0].T, settings.l2, settings.l1) : [];
    const squares = [output, ...neurons, ...found.map(({ map }) => map)];
    return [head, [joined(squares), bytesOf(network.theta), bytesOf(gradient),
      bytesOf(found.flatMap(({ points }) => [...points])), bytesOf(complete ? this.points.flat() : [])]];
  }
}

/** Endless mini-batches; every example once in each epoch, in a new order.
 * @param {Examples} all @param {number} n @param {number} size @param {import("./points.js").Random} random */
function* batches({ X, T }, n, size, { order }) {
  const wide = X.length / n;
  while (n) for (let start = 0, places = order(n); start < n; start += size) {
    const chosen = places.slice(start, start + size), batch = new Float64Array(chosen.length * wide);
    chosen.forEach((i, row) => batch.set(X.subarray(i * wide, (i + 1) * wide), row * wide));
    yield { X: batch, T: Float64Array.from(chosen, i => T[i]) };
  }
}
