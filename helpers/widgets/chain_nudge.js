// ChainNudge's page. Python's table holds every nudge; this file moves through it.
import { button, labelled, make, menu, put, tr, widget } from "./page.js";
import { fixed, glide, mix, MovingPage, region } from "./stage.js";
import { drawing, reach } from "./chain_drawing.js";

/** @import { Table } from "./chain_drawing.js" */

const WHOLE = 9;  // a time when the nudge has come through

/** The numbers of the sentences about one nudge. @param {Table} table @param {number} place */
export function reading(table, place) {
  const say = (/** @type {number} */ value) => fixed(value, table.digits), at = (/** @type {number[]} */ list) => say(list[place]), first = table.paths[0][0];
  const parts = Object.fromEntries(table.paths.map(([, over], k) => [`over_${over}`, at(table.lanes.z[k])]));
  const slopes = Object.fromEntries(Object.entries(table.slopes).map(([arrow, slope]) => [arrow, fixed(slope, 4)]));
  return { ...slopes, ...parts, slope: fixed(table.slope, 4), nudge: at(table.nudges), z: at(table.rule), y: at(table.lanes.y[0]),
    exact: at(table.exact.z), miss: table.miss[place],
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

/** The fields over the picture.
 * @param {Table} table @param {{ change(more: object): void, travel(): void }} acts */
function controls({ cases, zooms, farthest }, { change, travel }) {
  const kinds = menu(() => change({ case: Number(kinds.value) }), Object.entries(cases).map(([number, formulas]) => [number, `${number}:  ${formulas}`]));
  const times = menu(() => change({ zoom: Number(times.value) }), zooms.map(zoom => [String(zoom), `×${zoom}`]));
  const at = make("input", { type: "range", step: 0.1, min: -farthest, max: farthest, "aria-label": tr("The first quantity stands at"),
    oninput: () => change({ at: Number(at.value) }) });
  const point = make("b", { "aria-hidden": "true" }), wide = labelled(kinds, tr("Case"));
  wide.classList.add("cn-wide");
  const element = make("div", { class: "pg-controls", role: "group", "aria-label": tr("What the nudge travels through") }, wide,
    labelled(at, tr("The first quantity stands at"), " ", point), labelled(times, tr("Magnify")), button(tr("▶ Let it travel"), travel, { class: "pg-play" }));
  function show(/** @type {Table} */ table) {
    kinds.value = String(table.case);
    times.value = String(table.zoom);
    if (!at.matches(":active")) at.value = String(table.at);
    put(point, fixed(table.at, 1));
  }
  return { element, show };
}

/** The whole: the table, the nudge, and what moves. */
class NudgePage extends MovingPage {
  /** @param {HTMLElement} el @param {import("./page.js").Python} python @param {Table} table what "hello" is answered */
  constructor(el, python, table) {
    super(el, python);
    this.place = this.shown = this.far = this.width = 0;  // the nudge's place, the one that is shown, and what half a track stands for
    this.table = table;
    this.settings = /** @type {Record<string, number>} */ ({});
    this.picture = /** @type {ReturnType<typeof drawing>} */ (/** @type {unknown} */ (null));  // there is none before it has a width
    this.controls = controls(table, { change: more => this.change(more), travel: python.guarded(() => this.flow()) });
    this.holder = make("div");
    this.rule = make("p", { class: "cn-rule" });
    this.said = region();
    el.replaceChildren(this.controls.element, python.note, this.holder, this.rule, this.said);
    this.take(table);
    this.fit(this.holder, width => { this.width = width; this.draw(); });
  }

  /** @param {Table} table @param {boolean} newest else the learner has gone on already: the numbers of a moment ago, but not the fields */
  take(table, newest = true) {
    this.table = table;
    if (newest) {
      this.settings = { case: table.case, at: table.at, zoom: table.zoom };
      this.place = table.place + table.places;
      this.controls.show(table);
    }
    this.draw();
  }

  change(/** @type {object} */ more) {
    Object.assign(this.settings, more);
    this.python.ask({ do: "set", ...this.settings, place: this.place - this.table.places });
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
      drag: guarded(x => { this.put(this.table.places + at(x, this.far)); this.show(this.place, this.far); }),
      nudge: guarded((right, up) => this.put(this.place + right + up)),
      end: guarded(() => { this.tell(); this.settle(); }),
    };
  }

  /** Another case or point that is under way is asked for once more: its answer would else not be the newest. */
  tell() {
    if (Object.entries(this.settings).some(([name, value]) => /** @type {Record<string, any>} */ (this.table)[name] !== value)) this.change({});
    else this.python.ask({ do: "pull", place: this.place - this.table.places });
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
    this.place = Math.max(0, Math.min(2 * this.table.places, Math.round(to)));
    this.write();
  }

  /** Let it travel: each number shows when the nudge has come so far, the sentences at the end. */
  flow() {
    const { rows } = this.picture, { nudges, places } = this.table;
    this.put(nudges[this.place] ? this.place : places + 20);
    this.tell();
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

export default widget("course-nudge", (el, python, table) => new NudgePage(el, python, table), (page, table, _, newest) => {
  if (table.do !== "pull") page.take(table, newest);
});
