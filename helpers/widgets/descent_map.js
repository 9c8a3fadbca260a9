// The DescentBall's map: where each η and μ leads from the ball's start, with the pair of now as a point in it.
import { make, tr } from "./page.js";
import { box, clipped, draggable, pixel, scale, set, size, svg } from "./stage.js";
import { brief, phone } from "./descent_path.js";

const LARGEST = 0.99;  // of μ
const NOT_YET = -1, AWAY = -2;  // as in descent_map.py

/** The cell of a map that η and μ lie in. @param {number[][]} cells a row for each μ from 0 up
 *  @param {number[]} rates the ends of η @param {number} rate @param {number} momentum @returns {number} its steps, NOT_YET or AWAY */
export function cellAt(cells, [low, high], rate, momentum) {
  const near = (/** @type {number} */ share, /** @type {number} */ count) => Math.round(Math.max(0, Math.min(1, share)) * (count - 1));
  return cells[near(momentum / LARGEST, cells.length)][near(Math.log(rate / low) / Math.log(high / low), cells[0].length)];
}

/** How dark a cell is, 0 to 1: the sooner the ball is at the bottom. @param {number} steps @param {number} most */
export const darkness = (steps, most) => 1 - 0.7 * Math.log(Math.max(1, steps)) / Math.log(Math.max(2, most));

const shade = (/** @type {number} */ share) => `color-mix(in srgb, var(--st-blue) ${Math.round(100 * share)}%, var(--st-paper))`;

/** The powers of ten between two rates, and the two themselves where they lie apart from those. @param {number[]} rates */
export function ticks([low, high]) {
  const powers = Array.from({ length: 13 }, (_, k) => 10 ** (k - 6)).map(power => Number(power.toPrecision(1))).filter(power => power >= low && power <= high);
  return [low, ...powers.filter(power => power / low > 1.6 && high / power > 1.6), high];
}

/** What a cell says of a pair. @param {{ rate: string, momentum: string, steps: number }} all @param {number} reached */
function told(all, reached) {
  if (reached === AWAY) return tr("η = {rate}, μ = {momentum}: about here the ball flies away", all);
  if (reached === NOT_YET) return tr("η = {rate}, μ = {momentum}: about here it is not at the bottom in {steps} steps", all);
  return tr("η = {rate}, μ = {momentum}: about here it is at the bottom after {reached} steps", { ...all, reached });
}

/** @param {import("./descent_path.js").Scene} scene @param {{ turn(rate: number, momentum: number): void, begin(): void }} acts */
export function mapView({ rates, steps }, { turn, begin }) {
  /** @type {import("./stage.js").Scale} */
  let across, /** @type {import("./stage.js").Scale} */ up, /** @type {number[][]} */ cells, now = { rate: rates[0], momentum: 0 };
  const frame = svg("rect"), squares = svg("g", { "shape-rendering": "crispEdges", onclick: (/** @type {MouseEvent} */ event) => { begin(); lay(...pixel(element, event)); point.focus({ preventScroll: true }); } }), ruled = svg("g", { "aria-hidden": "true" });
  const point = svg("g", {}, svg("circle", { r: 14, class: "st-reach" }), svg("circle", { r: 6, class: "db-pair" }));
  const key = (/** @type {string} */ style, /** @type {string} */ words) => make("span", {}, make("i", { class: `db-key ${style}` }), words);
  const words = make("div", { class: "db-keys" }, key("db-soon", tr("at the bottom soon")), key("db-late", tr("late")),
    key("db-not", tr("not in {steps} steps", { steps })), key("db-away", tr("flies away")));
  const element = svg("svg", { class: "st-stage db-map", role: "group", "aria-label": tr("Where each η and μ leads from this start") }, ruled, clipped(frame, {}, squares), point);
  const keep = (/** @type {number} */ value, /** @type {number[]} */ [low, high]) => Math.max(low, Math.min(high, value));
  function lay(/** @type {number} */ px, /** @type {number} */ py) { move(10 ** across.back(px), up.back(py)); }
  /** @param {number} rate @param {number} momentum */
  function move(rate, momentum) { turn(Number(keep(rate, rates).toPrecision(3)), Number(keep(momentum, [0, LARGEST]).toFixed(2))); }
  draggable(point, { name: tr("Learning rate and momentum on the map"), begin, drag: lay,
    nudge: (right, more) => move(now.rate * 10 ** (right / 50), now.momentum + more / 100) });
  /** @param {number} room pixels */
  function resize(room) {
    const wide = Math.min(room, 480), tall = phone() ? 82 : 112, edge = [60, wide - 22], ends = [tall + 10, 18];  // the middles of the outermost cells
    across = scale(rates.map(rate => Math.log10(rate)), edge);
    up = scale([0, LARGEST], ends);
    size(element, wide, tall + 40);
    const text = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ content, anchor = "middle") => svg("text", { x, y, class: "st-text", "text-anchor": anchor }, content);
    ruled.replaceChildren(...ticks(rates).map((rate, k) => text(across(Math.log10(rate)), tall + 32, (k ? "" : "η = ") + brief(rate))),
      ...[0, 0.5, 0.9].map(value => text(46, up(value) + 4, (value ? "" : "μ = ") + value, "end")));
    paint();
    show(now);
  }
  function paint() {
    if (!cells || !across) return;
    const [left, right] = across.pixels, [bottom, top] = up.pixels, w = (right - left) / (cells[0].length - 1), h = (bottom - top) / (cells.length - 1);
    box(frame, [left - w / 2, right + w / 2], [bottom + h / 2, top - h / 2]);
    squares.replaceChildren(...cells.flatMap((row, r) => row.map((reached, c) => svg("rect", { x: left + (c - 0.5) * w, y: bottom - (r + 0.5) * h, width: w + 0.5, height: h + 0.5,
      ...(reached < 0 ? { class: reached === AWAY ? "db-away" : "db-not" } : { style: `fill: ${shade(darkness(reached, steps))}` }) }))));
  }
  /** What Python has worked out; null while it does. @param {number[][] | null} found */
  function take(found) {
    if (found) cells = found;
    set(squares, { class: found ? false : "db-old" });
    paint();
    show(now);
  }
  function show(/** @type {{ rate: number, momentum: number }} */ pair) {
    now = pair;
    if (!across) return;
    const { rate, momentum } = pair, all = { rate: brief(rate), momentum: brief(momentum), steps };
    set(point, { transform: `translate(${across(Math.log10(keep(rate, rates)))} ${up(momentum)})` });
    set(point, { "aria-valuetext": cells ? told(all, cellAt(cells, rates, rate, momentum)) : tr("η = {rate}, μ = {momentum}", all) });
  }
  return { element, words, resize, take, show };
}
