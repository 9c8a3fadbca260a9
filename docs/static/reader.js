// The first page reads a digit that is drawn on it: the stages of helpers/preprocess.py and the forward pass of a network that
// Python has trained (tools/reader.py). Nothing learns here. tests/tools/test_reader.py holds it to Python's own answers.
import { Model } from "./live.js";

const SIDE = 112, BOX = 20, FRAME = 28, BROAD = 0.038, THIN = 0.009;

/** @typedef {{ height: number, width: number, data: Float64Array }} Picture ink 1, paper 0, row by row */

const picture = (height, width) => ({ height, width, data: new Float64Array(height * width) });
const range = length => Array.from({ length }, (_, i) => i);

// ---- from a stroke to 28 × 28 pixels ----

/** Points one pixel apart along a stroke, [y, x] on the pad. */
function dots(stroke) {
  const along = [0];
  stroke.slice(1).forEach(([x, y], i) => along.push(along[i] + Math.hypot(x - stroke[i][0], y - stroke[i][1])));
  const total = along.at(-1), count = Math.ceil(SIDE * total);
  let piece = 0;
  return range(count + 1).map(i => {
    const mark = i === count ? total : i * (total / count);
    while (piece < along.length - 2 && mark >= along[piece + 1]) piece++;
    const [x0, y0] = stroke[piece], [x1, y1] = stroke[piece + 1] ?? stroke[piece], length = along[piece + 1] - along[piece];
    const share = length > 0 ? (mark - along[piece]) / length : 0;
    return [y0 + share * (y1 - y0), x0 + share * (x1 - x0)].map(value => Math.fround(SIDE * value));
  });
}

/** Each dot leaves a round blot; where blots overlap the darkest counts. */
export function rasterize(strokes, radius = BROAD) {
  const pad = picture(SIDE, SIDE), reach = radius * SIDE, edge = Math.floor(reach) + 1;
  for (const [y, x] of strokes.flatMap(dots))
    for (let row = Math.max(0, Math.floor(y) - edge); row <= Math.min(SIDE - 1, Math.floor(y) + edge); row++)
      for (let column = Math.max(0, Math.floor(x) - edge); column <= Math.min(SIDE - 1, Math.floor(x) + edge); column++) {
        const ink = Math.max(0, Math.min(reach + 0.5 - Math.hypot(row + 0.5 - y, column + 0.5 - x), 1, 2 * reach));
        pad.data[row * SIDE + column] = Math.max(pad.data[row * SIDE + column], ink);
      }
  return pad;
}

function cutOut({ height, width, data }) {
  const rows = range(height).filter(row => data.subarray(row * width, (row + 1) * width).some(Boolean));
  const columns = range(width).filter(column => rows.some(row => data[row * width + column]));
  if (!rows.length) return { height, width, data };
  const cut = picture(rows.at(-1) - rows[0] + 1, columns.at(-1) - columns[0] + 1);
  cut.data.forEach((_, i) => { cut.data[i] = data[(rows[0] + Math.floor(i / cut.width)) * width + columns[0] + i % cut.width]; });
  return cut;
}

/** Which share of each old pixel goes into a new one, as [[old pixel, share], …] for each new one. */
function shares(old, now) {
  return range(now).map(i => range(old).map(pixel => [pixel,
    Math.max(0, Math.min((i + 1) * old / now, pixel + 1) - Math.max(i * old / now, pixel)) * now / old]).filter(([, share]) => share > 0));
}

function resize({ height, width, data }, high, wide) {
  const rows = shares(height, high), columns = shares(width, wide), made = picture(high, wide);
  made.data.forEach((_, i) => {
    made.data[i] = rows[Math.floor(i / wide)].reduce((sum, [row, down]) =>
      sum + down * columns[i % wide].reduce((part, [column, right]) => part + right * data[row * width + column], 0), 0);
  });
  return made;
}

/** [y, x] in pixels; the middle if there is no ink. */
function centerOfMass({ height, width, data }) {
  let total = 0, y = 0, x = 0;
  data.forEach((ink, i) => { total += ink; y += ink * (Math.floor(i / width) + 0.5); x += ink * (i % width + 0.5); });
  return total ? [y / total, x / total] : [height / 2, width / 2];
}

function put(digit, middle) {
  const made = picture(FRAME, FRAME);
  const [top, left] = [digit.height, digit.width].map((size, k) => Math.max(0, Math.min(FRAME / 2 - Math.floor(middle[k]), FRAME - size)));
  digit.data.forEach((ink, i) => { made.data[(top + Math.floor(i / digit.width)) * FRAME + left + i % digit.width] = ink; });
  return made;
}

/** What each stage makes of the pad; see `stages` in helpers/preprocess.py. */
export function stages(ink, { crop, fit, center, frame }) {
  const cropped = crop ? cutOut(ink) : ink, from = fit ? cropped : ink;
  const scale = (frame ? BOX : FRAME) / Math.max(from.height, from.width);
  const [high, wide] = [cropped.height, cropped.width].map(length => Math.max(1, even(scale * length)));
  const fitted = resize(cropped, high, wide), made = put(fitted, center ? centerOfMass(fitted) : [high / 2, wide / 2]);
  return { stroke: ink, crop: cropped, fit: fitted, frame: made, mass: centerOfMass(made) };
}

/** Python rounds a half to the even neighbour. */
const even = value => { const low = Math.floor(value); return value - low === 0.5 ? low + low % 2 : Math.round(value); };

// ---- the forward pass ----

/** @typedef {{ rows: number, columns: number, scale: number, weights: Int8Array, biases: number[] }} Layer W is scale times the weights */

/** The layers of the file. @returns {Layer[]} */
export const layersOf = network => network.map(({ weights, ...layer }) => ({ ...layer, weights: Int8Array.from(weights) }));

/** The activations of each layer: ReLU in the hidden ones, softmax at the end. @param {Layer[]} layers @param {Float64Array} x */
export function forward(layers, x) {
  const found = [];
  let a = /** @type {number[]} */ ([...x].map(Math.fround));
  layers.forEach(({ columns, scale, weights, biases }, l) => {
    const z = biases.map((b, i) => b + scale * a.reduce((sum, value, j) => value ? sum + value * weights[i * columns + j] : sum, 0));
    const top = Math.max(...z), powers = z.map(value => Math.exp(value - top)), sum = powers.reduce((one, two) => one + two, 0);
    a = l < layers.length - 1 ? z.map(value => Math.max(0, value)) : powers.map(value => value / sum);
    found.push(a);
  });
  return found;
}

// ---- what DigitPad is answered ----

const shades = ({ height, width, data }) => ({ height, width, bytes: Uint8Array.from(data, value => Math.floor(255 * value + 0.5)) });

/** A hidden layer as a square, blue where a neuron is active. */
function square(values) {
  const width = Math.ceil(Math.sqrt(values.length)), height = Math.ceil(values.length / width), most = Math.max(...values.map(Math.abs)) || 1;
  return { height, width, bytes: Uint8Array.from({ length: width * height }, (_, i) => 127 * (values[i] ?? 0) / most + 128.5) };
}

/** What stands on the pad, for a network that is trained beside it (train.js); each change is told as "digit".
 *  @type {{ pixels: Float64Array | null, blank: boolean }} */
export const drawn = { pixels: null, blank: true };

export class Reader extends Model {
  constructor(recording, spoken, say) {
    super(recording.state[spoken], say);
    this.layers = layersOf(recording.network);
    this.drawn = recording.drawn;
    this.words = recording.words[spoken];
    this.shown = { strokes: [], given: false, switches: { pen: true, crop: true, fit: true, center: true, frame: true } };
    this.show(4);
    say(this.words.network);
  }

  show(digit) { Object.assign(this.shown, { strokes: this.drawn[digit], given: true }); }

  answer({ do: action, strokes, digit, switches }, to) {
    if (action === "ink") Object.assign(this.shown, { strokes, given: false });
    if (action === "digit") this.show(digit);
    if (action === "switches") Object.assign(this.shown.switches, switches);
    this.tell({ do: action, to, ...this.look() }, this.buffers);
  }

  look() {
    const { strokes, switches } = this.shown, radius = switches.pen ? BROAD : THIN, made = stages(rasterize(strokes, radius), switches);
    const layers = forward(this.layers, made.frame.data), scores = layers.pop(), order = range(10).sort((a, b) => scores[b] - scores[a]);
    const pictures = ["stroke", "crop", "fit", "frame"].map(name => ({ name, ...shades(made[name]) }));
    layers.forEach((layer, l) => pictures.push({ name: `hidden layer ${l + 1}`, ...square(layer) }));
    this.buffers = pictures.map(one => one.bytes);
    Object.assign(drawn, { pixels: made.frame.data, blank: !made.frame.data.some(Boolean) });
    document.dispatchEvent(new Event("digit"));
    return { ...this.shown, place: null, toward: null, target: order[1], mass: made.mass, radius, scores, labels: [], examples: 0,
      blank: !made.frame.data.some(Boolean), pictures: pictures.map(({ name, height, width }) => [name, height, width]) };
  }
}
