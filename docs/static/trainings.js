// The Playground shows trainings that Python has recorded: this plays Python's part in the protocol of playground.py and stream.js,
// a picture after the other. What is not recorded leads to the nearest that is.
import { fill, Model, read } from "./live.js";

const PACE = 160;  // ms from one picture to the next, where motion is welcome

const nearestOf = (list, value) => list.reduce((best, one) => Math.abs(one - value) < Math.abs(best - value) ? one : best);
const bytesOf = list => new Uint8Array(list.buffer);

/** The width that a change asks for: of the layer that has been changed, the next one up or down that is recorded. */
export function widthFor(widths, before, recorded) {
  const changed = widths.find((width, l) => width !== before[l]) ?? widths[0], old = before[widths.findIndex((width, l) => width !== before[l])];
  const ahead = old === undefined || widths.length !== before.length ? [] : recorded.filter(one => Math.sign(one - old) === Math.sign(changed - old));
  return nearestOf(ahead.length ? ahead : recorded, changed);
}

export class Trainings extends Model {
  constructor(recording, spoken, say, url) {
    super(recording.state[spoken], say);
    const { grid, side, challenge, controls, others } = recording;
    Object.assign(this, { own: recording.training, others, grid, side, words: recording.words[spoken], url, challenge, controls });
    this.files = new Map();
    this.number = this.at = this.until = 0;
    this.stop = Infinity;
    this.playing = false;
    /** @type {number | null} the fewest neurons that have reached the goal */
    this.best = null;
    this.training = this.own;
    say(this.words.trained);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    setInterval(() => this.advance(), calm ? 4 * PACE : PACE);
  }

  get last() { return this.training.pictures.length - 1; }

  async answer(asked, to) {
    if (asked.do === "run") { this.until = asked.until; return; }
    const act = { hello: () => {}, play: () => this.play(asked.stop ?? Infinity), pause: () => this.pause(), reset: () => this.go(0), step: () => this.go(Math.min(this.last, this.at + 1)),
      change: () => this.change(asked.settings) }[asked.do];
    await act?.();
    this.tell({ ...this.head(), ...(act ? {} : { do: "refused", note: this.words.needs }), to }, this.buffers());
  }

  /** @param {number} stop the step at which it rests */
  play(stop = Infinity) {
    this.playing = true;
    this.stop = stop;
    if (this.at === this.last) this.at = 0;
  }

  pause() { this.playing = false; }

  go(at) {
    this.at = at;
    this.pause();
  }

  advance() {
    if (!this.playing || this.number >= this.until) return;
    this.at++;
    this.playing = this.at < this.last && this.training.pictures[this.at].steps < this.stop;
    if (this.playing) this.tell(this.news(), this.buffers(false));
    else this.tell(this.head(), this.buffers());
  }

  /** Another network or other data: its file is fetched once. */
  async change(settings) {
    const now = { ...this.training.head.settings, ...settings }, { widths: before } = this.training.head.settings, { grid } = this;
    const depth = nearestOf(grid.depths, now.widths.length), width = now.widths.length ? widthFor(now.widths, before.length ? before : [grid.widths[0]], grid.widths) : 1;
    const data = grid.data.includes(now.data) ? now.data : grid.data[0], activation = grid.activations.includes(now.activation) ? now.activation : grid.activations[0];
    const widths = Array(depth).fill(width), names = ["data", "widths", "activation", ...this.controls];
    const alike = ({ head }) => names.every(name => String(head.settings[name]) === String(now[name]));
    const training = [this.own, ...this.others].find(alike) ?? (await this.file(data, activation))[String(widths)];
    const exact = alike(training) && Object.keys(settings).every(name => names.includes(name));
    this.say(exact ? this.words.trained : this.words.nearest);
    this.training = training;
    this.at = Math.min(this.at, this.last);
    this.go(0);
    this.play();
  }

  file(data, activation) {
    const name = `${data}.${activation}`;
    if (!this.files.has(name)) this.files.set(name, read(new URL(`../trainings/${name}.bin`, new URL(this.url, document.baseURI))));
    return this.files.get(name);
  }

  // ---- pictures ----

  /** The challenge's goal, and how far it is reached. */
  judged({ accuracies }) {
    const { settings } = this.training.head, { most, accuracy } = this.challenge, { words } = this;
    if (settings.data !== this.own.head.settings.data) return { goal: words.goal, said: "", best: this.best };
    const neurons = settings.widths.reduce((sum, width) => sum + width, 0), share = accuracies[1] ?? 0, right = share >= accuracy;
    if (right && neurons <= most) this.best = Math.min(this.best ?? neurons, neurons);
    const sentence = right ? neurons <= most ? words.reached : words.many : this.best === null ? words.open : words.again;
    return { goal: words.goal, best: this.best, said: fill(sentence, { share: Math.floor(100 * share + 1e-9), neurons, best: this.best, most }) };
  }

  /** What training changes. */
  news() {
    const { steps, losses, accuracies, spaces = [] } = this.training.pictures[this.at];
    return { do: "picture", to: "", number: ++this.number, playing: this.playing, steps, losses, accuracies, spaces,
      ...(this.challenge ? { challenge: this.judged(this.training.pictures[this.at]) } : {}) };
  }

  head() {
    const { head, points, pictures } = this.training, history = pictures.slice(0, this.at + 1).map(({ steps, losses }) => [steps, ...losses]);
    return { ...this.news(), ...head, points: points.length / 3, side: this.side, history, news: "", controls: this.controls };
  }

  buffers(complete = true) {
    const { points, pictures } = this.training, { maps, theta, largest, inside = [] } = pictures[this.at];
    const squares = Uint8Array.from(maps, letter => 8 * (letter.charCodeAt(0) - 48) + 4);
    return [squares, bytesOf(Float32Array.from(theta, value => value / 2 ** 15 * largest)), new Uint8Array(0),
      bytesOf(Float32Array.from(inside)), complete ? bytesOf(Float32Array.from(points)) : new Uint8Array(0)];
  }
}
