// The digits explorer's charts, as SVG, and the numbers and words of a run.
import { tr } from "./page.js";

/** @typedef {[number, (number | null)[], (number | null)[]]} Point epoch, three losses, three shares of right answers */
/** @typedef {{ number: number, epochs: number, widths: number[], activation: string, digits: number, parameters: number, seconds: number,
 *   accuracy: number, lowest: number, highest: number, curve: Point[] }} Run */
/** @typedef {Run & { progress: number, right: number[] }} Now the newest run */

/** @param {number[]} widths */
export const structure = widths => widths.join("-") || tr("no hidden layer");
/** @param {number} share */
export const percent = (share, places = 1) => tr("{number} %", { number: (100 * share).toFixed(places) });
/** @param {number} number */
export const count = number => number.toLocaleString("en-GB");
/** null where one of them is. @type {<V extends number | null>(values: V[]) => V} */
export const mean = (/** @type {any[]} */ values) => /** @type {any} */ (values.includes(null) ? null : values.reduce((sum, v) => sum + v, 0) / values.length);
/** @param {number} low @param {number} high */
export const range = (low, high) => tr("{low} to {high}", { low: (100 * low).toFixed(1), high: (100 * high).toFixed(1) });

/** Two axes, from 0 at the bottom to 1 at the top. Right answers: halving the errors is one step up.
 * @param {number} low @param {number} high @param {number} v */
const from = (low, high, v) => Math.min(1, Math.max(0, (v - low) / (high - low)));
/** @param {number} share */
export const heightRight = share => from(0, Math.log10(200), -Math.log10(Math.max(1 - share, 0.005)));
/** @param {number} loss */
export const heightLoss = loss => from(Math.log10(0.005), Math.log10(3), Math.log10(Math.max(loss, 0.005)));
/** @returns {Record<string, { column: 1 | 2, height(v: number): number, title: string, marks: number[], mark(v: number): string }>} column: of a Point */
const kinds = () => ({
  right: { column: 2, height: heightRight, title: tr("Unseen digits right (%)"), marks: [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99],
           mark: share => String(Math.round(100 * share)) },
  loss: { column: 1, height: heightLoss, title: tr("Loss in training"), marks: [0.01, 0.1, 1], mark: String },
});
export const KINDS = ["right", "loss"];
/** @param {string} kind */
export const titleOf = kind => kinds()[kind].title;

/** Move labels apart, at least `gap` between two; their order stays, and none leaves [low, high].
 * @param {number[]} places @param {number} gap @param {number} low @param {number} high */
export function spread(places, gap, low, high) {
  const order = places.map((_, i) => i).sort((a, b) => places[a] - places[b]), moved = [...places];
  order.forEach((i, k) => { moved[i] = Math.max(moved[i], k ? moved[order[k - 1]] + gap : low); });
  order.reverse().forEach((i, k) => { moved[i] = Math.min(moved[i], k ? moved[order[k - 1]] - gap : high); });
  return moved;
}

/** One chart as SVG: `now` is a band of three starts, `earlier` runs are grey lines with their number at the end.
 * @param {string} kind @param {Now | null} now @param {Run[]} earlier @param {number | null} marked */
export function chart(kind, now, earlier, marked = null, width = 420, height = 230) {
  const runs = now ? [...earlier, now] : earlier, latest = Math.max(1, ...runs.map(run => run.epochs)), { column, ...scale } = kinds()[kind];
  const left = 34, right = width - 26, top = 26, bottom = height - 22;
  const x = (/** @type {number} */ epoch) => (left + (right - left) * epoch / latest).toFixed(1), y = (/** @type {number} */ v) => bottom - (bottom - top) * scale.height(v);
  /** @param {Point[]} curve @param {(three: number[]) => number} pick */
  const points = (curve, pick) => curve.filter(point => !point[column].includes(null)).map(point => `${x(point[0])},${y(pick(/** @type {number[]} */ (point[column]))).toFixed(1)}`);
  const line = (/** @type {Run} */ run, /** @type {string} */ style) => `<polyline class="${style}" points="${points(run.curve, mean).join(" ")}"/>`;

  /** The newest run: its mean, in the band of its three starts. @param {Run} run */
  function band(run) {
    const edge = [...points(run.curve, three => Math.max(...three)), ...points(run.curve, three => Math.min(...three)).reverse()];
    return [`<polygon class="ex-band ex-${kind}" points="${edge.join(" ")}"/>`, line(run, `ex-now ex-${kind}`)];
  }

  function frame() {
    const first = tr("epoch 0"), parts = scale.marks.map(v =>
      `<line class="ex-grid" x1="${left}" x2="${right}" y1="${y(v).toFixed(1)}" y2="${y(v).toFixed(1)}"/>` +
      `<text x="${left - 5}" y="${y(v) + 4}" text-anchor="end">${scale.mark(v)}</text>`);
    for (let epoch = 0; epoch <= latest; epoch += Math.ceil(latest / 6))
      parts.push(`<text x="${x(epoch)}" y="${height - 6}" text-anchor="middle">${epoch || first}</text>`);
    return [...parts, `<text class="ex-title" x="0" y="13">${scale.title}</text>`];
  }

  /** Each run's number at the end of its line. */
  function numbers() {
    const last = (/** @type {Run} */ run) => /** @type {number} */ (mean(/** @type {Point} */ (run.curve.at(-1))[column])),
      ends = runs.filter(run => run.curve.length && last(run) !== null);
    const places = spread(ends.map(run => y(last(run))), 11, top, bottom);
    return ends.map((run, i) => {
      const bold = run === now || run.number === marked ? ' class="ex-bold"' : "";
      return `<text${bold} x="${Number(x(/** @type {Point} */ (run.curve.at(-1))[0])) + 4}" y="${places[i] + 4}">${run.number}</text>`;
    });
  }

  const parts = [...frame(), ...earlier.map(run => line(run, run.number === marked ? "ex-marked" : "ex-ghost")),
    ...(now?.curve.length ? band(now) : []), ...numbers()];
  return `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">${parts.join("")}</svg>`;
}

/** What the newest run has come to, in words. @param {{ now: Now, training: boolean, unseen: number }} head */
export function statusText({ now, training, unseen }) {
  const { right, curve, seconds, parameters } = now;
  const all = { structure: structure(now.widths), parameters: count(parameters), seconds: seconds.toFixed(1), unseen: count(unseen), epochs: now.epochs };
  if (right.length)
    return tr("{structure} · {parameters} parameters · {share} of {unseen} unseen digits right ({range}) · {seconds} s",
      { ...all, share: percent(mean(right)), range: range(Math.min(...right), Math.max(...right)) });
  if (!training && !seconds) return tr("{structure} · {parameters} parameters · not trained yet", all);
  const so = { ...all, epoch: (curve.length ? /** @type {Point} */ (curve.at(-1))[0] : 0).toFixed(1),
    share: curve.length ? percent(/** @type {number} */ (mean(/** @type {Point} */ (curve.at(-1))[2])), 0) : "" };
  if (!curve.length)
    return training ? tr("{structure} · {parameters} parameters · epoch {epoch} of {epochs} · {seconds} s", so)
      : tr("{structure} · {parameters} parameters · stopped at epoch {epoch} of {epochs} · {seconds} s", so);
  return training ? tr("{structure} · {parameters} parameters · epoch {epoch} of {epochs} · about {share} right · {seconds} s", so)
    : tr("{structure} · {parameters} parameters · stopped at epoch {epoch} of {epochs} · about {share} right · {seconds} s", so);
}
