// The PerceptronLine's points and line stay where the hand has put them: here the learning rule walks from there, as in perceptron_line.py.
import { Recorded } from "./live.js";

const UPDATES = 400, SHRINKS = [0, 1, 2, 3, 4, 5, 6].flatMap(power => [1, 2, 5].map(times => times * 10 ** power));

/** The walk from w and b on. @param {{ X: number[][], labels: number[], w: number[], b: number }} from @param {number} sweeps */
export function learningWalk({ X, labels, w, b }, sweeps) {
  const updates = [];
  for (let sweep = 1; sweep <= sweeps; sweep++) {
    const before = updates.length;
    for (const [point, x] of X.entries()) {
      const error = labels[point] - Number(w[0] * x[0] + w[1] * x[1] + b > 0);
      if (!error) continue;
      if (updates.length === UPDATES) return { updates, walked: sweep, rested: false };
      w = w.map((value, k) => value + error * x[k]);
      b += error;
      updates.push({ point, sweep, w, b });
    }
    if (updates.length === before) return { updates, walked: sweep, rested: true };
  }
  return { updates, walked: sweeps, rested: false };
}

/** How much shorter the weights are drawn, and [low, high] of both axes. @param {number[][]} X @param {number[][]} tips */
export function viewOf(X, tips) {
  const across = places => [0, 1].map(k => places.map(place => place[k])).map(values => [Math.min(...values), Math.max(...values)]);
  const widest = places => Math.max(...across(places).map(([low, high]) => high - low));
  const room = Math.max(widest([[0, 0], ...X]), 0.4), longest = Math.max(...tips.flat().map(Math.abs));
  const shrink = SHRINKS.find(times => longest <= 0.8 * room * times);
  const places = [[0, 0], ...X, ...tips.map(w => w.map(value => value / shrink))], half = 0.62 * Math.max(widest(places), 0.5);
  return { shrink, limits: across(places).map(([low, high]) => [(low + high) / 2 - half, (low + high) / 2 + half]) };
}

export class Lines extends Recorded {
  constructor(recording, spoken, say, url) {
    super(recording, spoken, say, url);
    this.sweeps = recording.sweeps;
  }

  answer(asked, to) {
    if (asked.do !== "state") return super.answer(asked, to);
    this.sent.output = asked.output;
    const from = { ...this.last[0], ...asked, at: 0, to }, walk = learningWalk(from, this.sweeps);
    this.last = [{ ...from, ...walk, ...viewOf(from.X, [from.w, ...walk.updates.map(({ w }) => w)]) }, []];
    return this.tell(...this.last);
  }
}
