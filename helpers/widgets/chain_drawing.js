// ChainNudge's picture: a bar for each quantity, an arrow for each factor. What needs no page stands first, for node's tests.
import { put, tr } from "./page.js";
import { between, draggable, fixed, mix, set, svg, written } from "./stage.js";
import { PLACES } from "./chain_table.js";

/** @import { Table } from "./chain_table.js" */

const MARKS = 4;  // on half a track
const HEAD = 22, LANE = 16, LINES = 36;  // the words above a track, a bar with its gap, the lines below the bars
const CHAIN_COLORS = ["var(--st-blue)", "var(--cn-second)"];

/** Where each quantity's track lies: {name: {x, y, half}}, its middle and half its length. A fork is a diamond. */
export function tracks(/** @type {string[]} */ paths, /** @type {number} */ width) {
  const fork = paths.length > 1, half = fork ? Math.min(width / 4, 190) - 12 : Math.min(width / 2, 300) - 12;
  const place = (/** @type {number} */ across, /** @type {number} */ row) => ({ x: width * across, y: 8 + 156 * row, half });
  if (!fork) return Object.fromEntries([...paths[0]].map((name, row) => [name, place(0.5, row)]));
  const [first, , end] = paths[0];
  return { [first]: place(0.5, 0), [paths[0][1]]: place(0.25, 1), [paths[1][1]]: place(0.75, 1), [end]: place(0.5, 2) };
}

/** The change that half a track stands for: 0.1 times a power of 2, divided by the zoom, so that all bars of this nudge, and of the
 *  one as large the other way, have room and the longest fills half of it. @param {Table} table @param {number} place */
export function reach({ nudges, lanes, rule, exact, zoom }, place) {
  const far = Math.max(5, Math.abs(place - PLACES)), lists = [nudges, rule, ...Object.values(exact), ...Object.values(lanes).flat()];
  const largest = zoom * Math.max(...lists.flatMap(list => [PLACES - far, PLACES + far].map(k => Math.abs(list[k]))));
  return 0.1 / zoom * 2 ** Math.ceil(Math.log2(10.5 * largest));
}

/** How far something has come at `time` that begins at `from` and is there at `to`: 0 to 1. @param {number} time @param {number} from @param {number} to */
export const arrived = (time, from, to) => Math.max(0, Math.min(1, (time - from) / (to - from)));

/** Where a line from `start` to `end` is at this height. @param {number[]} start @param {number[]} end @param {number} y */
export const across = ([x0, y0], [x1, y1], y) => x0 + (y - y0) / (y1 - y0) * (x1 - x0);

/** About so wide is a line of text in pixels. @param {string} text */
const wide = text => [...text].reduce((sum, one) => sum + (one > "\u2e80" ? 13 : 7), 0);

/** At which end of a track, of that half length around 0, texts so long stand free of what runs from `low` to `high`: true at
 *  the left one, which they keep where they can. @param {number} half @param {number} long @param {number} low @param {number} high */
export function leftward(half, long, low, high) {
  const free = low + half - long, other = half - long - high;
  return free > 6 || free >= other;
}

/** One quantity: its track, a bar for each path by the slopes, and one for the truth. */
class Quantity {
  /** @param {Table} table @param {string} name @param {{ x: number, y: number, half: number }} track */
  constructor(table, name, { x, y, half }) {
    this.table = table;
    this.name = name;
    this.x = x;
    this.half = half;
    this.lanes = table.lanes[name];
    this.first = name === table.paths[0][0];
    this.depth = /** @type {string} */ (table.paths.find(path => path.includes(name))).indexOf(name);
    this.top = y + HEAD - 3;
    this.bottom = y + HEAD + LANE * this.lanes.length + (this.first ? 4 : LANE + 2);
    this.bars = this.lanes.map((_, k) => svg("rect", { class: "cn-bar", fill: this.color(k), y: y + HEAD + LANE * k, height: LANE - 3 }));
    this.truth = svg("rect", { class: "cn-true", y: y + HEAD + LANE * this.lanes.length, height: LANE - 3 });
    this.head = svg("text", { class: "st-text cn-head", x: x - half, y: y + 12 });
    this.lines = [0, 1].map(k => svg("text", { class: "st-text", x: x - half, y: this.bottom + 12 + 16 * k }));
    this.notes = svg("g", {}, ...this.lines);
    /** @type {{ head: number[][], lines: number[] }} where arrows pass them; the head, those of each path */
    this.passing = { head: [], lines: [x + half] };
    const marks = Array.from({ length: 2 * MARKS + 1 }, (_, k) => `M${x + half * (k / MARKS - 1)} ${this.top - 3}v6`).join("");
    const track = svg("path", { class: "cn-track", d: `M${x - half} ${this.top}H${x + half}M${x} ${this.top - 4}V${this.bottom - 2}${marks}` });
    this.element = svg("g", {}, track, ...this.bars, ...(this.first ? [] : [this.truth]), this.head, this.notes);
  }

  color(/** @type {number} */ k) {
    const { paths } = this.table;
    return CHAIN_COLORS[this.lanes.length > 1 ? k : Math.max(0, paths.findIndex(path => path.includes(this.name)))];
  }

  /** The bars as the nudge has come so far, half a track standing for `far`; returns the tip that each path's bar ends at. */
  move(/** @type {number} */ time, /** @type {number} */ place, /** @type {number} */ far) {
    const { x, half } = this, unit = half / far, share = arrived(time, this.depth, this.depth + 1);
    const fit = (/** @type {number} */ value) => x + Math.max(-half, Math.min(half, value * unit));
    const span = (/** @type {SVGElement} */ bar, /** @type {number} */ from, /** @type {number} */ to) => set(bar, { x: Math.min(from, to), width: Math.max(Math.abs(to - from), 1) });
    let sum = 0;
    const tips = this.lanes.map((lane, k) => {
      const from = fit(sum), tip = fit(sum += share * between(lane, place));
      span(this.bars[k], from, tip);
      return tip;
    });
    span(this.truth, x, fit(share * between(this.table.exact[this.name], place)));
    set(this.notes, { visibility: share > 0 ? false : "hidden" });
    return tips;
  }

  write(/** @type {number} */ place) {
    const { table, name, lanes } = this, say = (/** @type {number} */ value) => fixed(value, table.digits), change = say(table.exact[name][place]);
    this.head.replaceChildren(svg("tspan", { class: "cn-name" }, name), ` ${fixed(table.values[name], 4)}`, this.first ? `,  Δ${name} = ${change}` : "");
    this.settle();
    if (this.first) return;
    const parts = lanes.map(lane => lane[place]), sum = say(parts.reduce((one, two) => one + two));
    this.texts(parts.map(say), sum, change).forEach((text, k) => put(this.lines[k], text));
    this.settle();
  }

  /** The head and the lines stand at the end of the track where no arrow runs through them. */
  settle() {
    const { x, lanes } = this, half = this.half + (this.half < 90 ? 8 : 0), end = (/** @type {SVGElement[]} */ texts, /** @type {number[]} */ passing) => {  // a fork on a telephone needs all room
      const long = Math.max(...texts.map(text => wide(text.textContent)));
      const left = leftward(half, long, Math.min(...passing) - x, Math.max(...passing) - x);
      const first = lanes.length > 1 ? Math.max(4, Math.min(x - half, 2 * x - long)) : x - half;  // whole, in the middle of a telephone
      texts.forEach(text => set(text, { x: left ? first : x + half, "text-anchor": left ? false : "end" }));
    };
    end([this.head], this.passing.head.flat());
    end(this.lines, this.passing.lines);
  }

  /** What is written below the bars. @param {string[]} parts @param {string} sum @param {string} change */
  texts(parts, sum, change) {
    const { name, table: { paths } } = this;
    if (parts.length > 1) {
      const [[, one], [, two]] = paths, [first, second] = parts;
      return [tr("over {one} {first}  +  over {two} {second}", { one, two, first, second }), tr("Δ{name} together {sum}; true {change}", { name, sum, change })];
    }
    const truth = tr("true {change}", { change });
    return paths.length > 1 || this.half < 176 ? [`Δ${name} ≈ ${sum}`, truth]  // two side by side, or on a telephone
      : [tr("Δ{name} by the slopes {sum}", { name, sum }), truth];
  }
}

/** A factor: the line from one bar's tip to the next one's, with its number, and the spark that runs along it.
 * @param {Table} table @param {Quantity} from @param {Quantity} to @param {number} k the path's number @param {boolean} narrow */
function arrow(table, from, to, k, narrow) {
  const height = to.top - 38 - (narrow ? 17 * k : 0);  // where lines come close, one number above the other
  const line = svg("line", { class: "cn-arrow", y1: from.bottom, y2: to.top, stroke: CHAIN_COLORS[k], "stroke-dasharray": k ? "6 4" : false });
  const spark = svg("circle", { class: "cn-spark", r: 5, fill: CHAIN_COLORS[k] });
  const label = svg("text", { class: "st-text cn-factor", y: height }, `× ${fixed(table.slopes[from.name + to.name], 4)}`);
  function move(/** @type {number} */ time, /** @type {Record<string, number[]>} */ tips) {
    const tip = (/** @type {Quantity} */ one) => tips[one.name][Math.min(k, tips[one.name].length - 1)];
    /** @type {[number, number][]} */
    const [start, end] = [[tip(from), from.bottom], [tip(to), to.top]], way = arrived(time, from.depth + 0.3, to.depth), [cx, cy] = mix(start, end, way);
    from.passing.lines = [start[0], across(start, end, start[1] + LINES)];
    to.passing.head[k] = [end[0], across(start, end, end[1] - HEAD)];
    [from, to].forEach(one => one.settle());
    set(line, { x1: start[0], x2: end[0] });
    set(label, { x: across(start, end, height - 4), visibility: way > 0 ? false : "hidden" });
    set(spark, { cx, cy, opacity: way > 0 && way < 1 ? 1 : 0 });
  }
  return { line, spark, label, move };
}

/** Everything drawn for one table at one width.
 * @param {Table} table @param {number} width @param {(at: (pixel: number, far: number) => number) => any} hold what the handle does; `at`: pixel → nudge */
export function drawing(table, width, hold) {
  const { paths } = table, all = Object.fromEntries(Object.entries(tracks(paths, width)).map(([name, place]) => [name, new Quantity(table, name, place)]));
  const first = all[paths[0][0]], quantities = Object.values(all), height = Math.max(...quantities.map(one => one.bottom)) + LINES;
  const arrows = paths.flatMap((path, k) => [...path].slice(1).map((to, row) => arrow(table, all[path[row]], all[to], k, paths.length > 1 && width < 480)));
  const handle = svg("g", {}, svg("circle", { class: "st-reach", r: 18 }), svg("circle", { class: "cn-grip", r: 9 }));
  const apart = svg("text", { class: "st-text cn-apart", x: first.half > 150 ? first.x + first.half : width - 4, y: 20 });
  draggable(handle, { name: tr("Pull {name}: its nudge", { name: first.name }), ...hold((pixel, far) => (pixel - first.x) / first.half * far * table.zoom * 100) });
  set(handle, { "aria-valuemin": -PLACES, "aria-valuemax": PLACES });
  const root = svg("svg", { class: "st-stage", role: "group", viewBox: `0 0 ${width} ${height}`, height,
    "aria-label": tr("Each quantity is a bar as long as its change. Every arrow multiplies the change by its slope.") },
  ...arrows.flatMap(({ line, spark }) => [line, spark]), ...quantities.map(one => one.element), ...arrows.map(one => one.label), apart, handle);
  /** As it is at `time`, when the nudge has come to the quantities number 0 to `time`; half a track stands for `far`. */
  function move(/** @type {number} */ time, /** @type {number} */ place, /** @type {number} */ far) {
    const tips = Object.fromEntries(quantities.map(one => [one.name, one.move(time, place, far)]));
    set(handle, { transform: `translate(${tips[first.name][0]} ${first.top + 10})` });
    arrows.forEach(one => one.move(time, tips));
  }
  /** What a track's marks stand for. @param {number} far */
  const measure = far => put(apart, tr("marks {size} apart", { size: written(far / MARKS, 6) }));
  function write(/** @type {number} */ place) {
    quantities.forEach(one => one.write(place));
    set(handle, { "aria-valuenow": place - PLACES, "aria-valuetext": fixed(table.nudges[place], table.digits) });
  }
  return { root, handle, rows: paths[0].length, move, measure, write };
}
