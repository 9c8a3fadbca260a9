// ChainNudge's page. A table holds every nudge; this file moves through it.
import { button, labelled, make, menu, put, tr, widget } from "./page.js";
import { fixed, glide, mix, MovingPage, region } from "./stage.js";
import { drawing, reach } from "./chain_drawing.js";
import { CASES, FARTHEST, PLACES, tableOf, ZOOMS } from "./chain_table.js";

/** @import { Table } from "./chain_table.js" */

const WHOLE = 9;  // a time when the nudge has come through

/** An error as a share of the truth; one that is larger than the truth as it is. @param {number} wrong @param {number} truth @param {number} digits */
const share = (wrong, truth, digits) => truth && Math.abs(wrong) <= Math.abs(truth)
  ? tr("{number} % of it", { number: (100 * Math.abs(wrong / truth)).toFixed(1) }) : fixed(Math.abs(wrong), digits);

/** The numbers of the sentences about one nudge. @param {Table} table @param {number} place */
export function reading(table, place) {
  const say = (/** @type {number} */ value) => fixed(value, table.digits), at = (/** @type {number[]} */ list) => say(list[place]), first = table.paths[0][0];
  const parts = Object.fromEntries(table.paths.map(([, over], k) => [`over_${over}`, at(table.lanes.z[k])]));
  const slopes = Object.fromEntries(Object.entries(table.slopes).map(([arrow, slope]) => [arrow, fixed(slope, 4)]));
  return { ...slopes, ...parts, slope: fixed(table.slope, 4), nudge: at(table.nudges), z: at(table.rule), y: at(table.lanes.y[0]),
    exact: at(table.exact.z), miss: share(table.rule[place] - table.exact.z[place], table.exact.z[place], table.digits),
    ratio: table.nudges[place] ? fixed(table.exact.z[place] / table.nudges[place], 4) : "–", first };
}

/** @type {Record<number, (all: Record<string, any>) => string>} */
const RULES = {
  1: all => tr("dz/dx = dz/dy · dy/dx = {yz} · {xy} = {slope}. The true Δz / Δx is {ratio}.", all),
  2: all => tr("dz/ds = ∂z/∂x · dx/ds + ∂z/∂y · dy/ds = {xz} · {sx} + {yz} · {sy} = {slope}. The true Δz / Δs is {ratio}.", all),
};

/** @type {Record<number, (all: Record<string, any>) => string>} */
const SENTENCES = {
  1: all => tr("x is nudged by {nudge}. The slopes say: y moves by {xy} · {nudge} = {y}, and z by {yz} · {y} = {z}. In truth z moves by {exact}. The rule misses by {miss}.", all),
  2: all => tr("s is nudged by {nudge}. The slopes say: the path over x moves z by {over_x}, the path over y by {over_y}, together by {z}. In truth z moves by {exact}. The rule misses by {miss}.", all),
};

/** The fields over the picture. @param {{ change(more: Partial<Table>): void, travel(): void }} acts */
function controls({ change, travel }) {
  const kinds = menu(() => change({ case: Number(kinds.value) }), Object.entries(CASES).map(([number, { formulas }]) => [number, `${number}:  ${formulas}`]));
  const times = menu(() => change({ zoom: Number(times.value) }), ZOOMS.map(zoom => [String(zoom), `×${zoom}`]));
  const at = make("input", { type: "range", step: 0.1, min: -FARTHEST, max: FARTHEST, "aria-label": tr("The first quantity stands at"),
    oninput: () => change({ at: Number(at.value) }) });
  const point = make("b", { "aria-hidden": "true" }), wide = labelled(kinds, tr("Case"));
  wide.classList.add("cn-wide");
  const element = make("div", { class: "pg-controls", role: "group", "aria-label": tr("What the nudge travels through") }, wide,
    labelled(at, tr("The first quantity stands at"), " ", point), labelled(times, tr("Magnify")), button(tr("▶ Let it travel"), travel, { class: "pg-play" }));
  function show(/** @type {Table} */ table) {
    kinds.value = String(table.case);
    times.value = String(table.zoom);
    at.value = String(table.at);
    put(point, fixed(table.at, 1));
  }
  return { element, show };
}

/** The whole: the table, the nudge, and what moves. */
class NudgePage extends MovingPage {
  /** @param {HTMLElement} el @param {import("./page.js").Python} python
   *  @param {{ case: number, at: number, zoom: number, place: number }} start what "hello" is answered */
  constructor(el, python, { case: number, at, zoom, place }) {
    super(el, python);
    this.shown = this.far = this.width = 0;  // the nudge that is shown, what half a track stands for, pixels
    this.place = PLACES + place;
    this.table = tableOf(number, at, zoom);
    this.picture = /** @type {ReturnType<typeof drawing>} */ (/** @type {unknown} */ (null));  // there is none before it has a width
    this.controls = controls({ change: python.guarded(more => this.change(more)), travel: python.guarded(() => this.flow()) });
    this.holder = make("div");
    this.rule = make("p", { class: "cn-rule" });
    this.said = region();
    el.replaceChildren(this.controls.element, python.note, this.holder, this.rule, this.said);
    this.controls.show(this.table);
    this.fit(this.holder, width => { this.width = width; this.draw(); });
  }

  /** Another case, point or magnification. @param {Partial<Table>} more */
  change(more) {
    const { case: number, at, zoom } = { ...this.table, ...more };
    this.table = tableOf(number, at, zoom);
    this.controls.show(this.table);
    this.draw();
  }

  draw() {
    if (!this.width) return;
    const focused = this.holder.contains(document.activeElement);
    this.halt();
    this.picture = drawing(this.table, this.width, at => this.hold(at));
    this.holder.replaceChildren(this.picture.root);
    this.show(this.place, reach(this.table, this.place));
    this.picture.measure(this.far);
    this.write();
    if (focused) this.picture.handle.focus({ preventScroll: true });
  }

  write() {
    const { table, place } = this, all = reading(table, place);
    this.picture.write(place);
    put(this.rule, RULES[table.case](all));
    put(this.said, table.nudges[place] ? SENTENCES[table.case](all) : tr("Nothing is nudged. Pull {name}, or press the right arrow key.", { name: all.first }));
  }

  // ---- the nudge ----

  /** What the handle does; at: pixel → nudge, counted from 0. What the tracks stand for stays as it is under a finger. */
  hold(/** @type {(pixel: number, far: number) => number} */ at) {
    const guarded = this.python.guarded;
    return {
      drag: guarded(x => { this.put(PLACES + at(x, this.far)); this.show(this.place, this.far); }),
      nudge: guarded((right, up) => this.put(this.place + right + up)),
      end: guarded(() => this.settle()),
    };
  }

  /** @param {number} place @param {number} far */
  show(place, far) { this.picture.move(WHOLE, this.shown = place, this.far = far); }

  /** Glide to the nudge, on tracks that it fills. */
  settle() {
    const from = [this.shown, this.far], to = [this.place, reach(this.table, this.place)];
    this.move(180, t => this.show(.../** @type {[number, number]} */ (mix(from, to, t))), () => this.picture.measure(this.far));
  }

  put(/** @type {number} */ to) {
    this.halt();
    this.place = Math.max(0, Math.min(2 * PLACES, Math.round(to)));
    this.write();
  }

  /** Let it travel: each number shows when the nudge has come so far, the sentences at the end. */
  flow() {
    const { rows } = this.picture;
    this.put(this.table.nudges[this.place] ? this.place : PLACES + 20);
    this.show(this.place, reach(this.table, this.place));
    this.picture.measure(this.far);
    this.el.classList.add("cn-travels");
    this.move(900 * rows, t => this.picture.move(t === 1 ? WHOLE : t * rows, this.place, this.far), () => this.halt());
  }

  /** @param {number} milliseconds @param {(t: number) => void} show @param {() => void} done */
  move(milliseconds, show, done) { this.motion = glide(this.el, milliseconds, this.python.guarded(show), done); }

  halt() {
    this.motion?.stop();
    this.el.classList.remove("cn-travels");
  }
}

export default widget("course-nudge", (el, python, start) => new NudgePage(el, python, start));
