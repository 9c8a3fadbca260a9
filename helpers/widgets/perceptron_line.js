// The PerceptronLine's page. The line follows the hand here; Python works out the walk of the learning rule and sends it, and
// the line is moved along it.
import { button, labelled, make, menu, numberField, put, putLines, tr, underHand, widget } from "./page.js";
import { glide, MovingPage, region } from "./stage.js";
import { between, ended, fits, inside, repaired, rounded, slid, sum, told } from "./perceptron_geometry.js";
import { player } from "./time_bar.js";
import { curveView } from "./perceptron_curve.js";
import { Plane } from "./perceptron_plane.js";

/** @import { Line } from "./perceptron_geometry.js" */
/** @typedef {{ X: number[][], labels: number[], w: number[], b: number, at: number, output: string, data: string, sets: string[],
 *   names: string[], limits: number[][], shrink: number, first: number[], walked: number, rested: boolean,
 *   updates: { point: number, sweep: number, w: number[], b: number }[] }} Walk from Python */
/** @typedef {{ data(name: string): void, output(name: string): void, line(line: Line): void, look(point: number): void,
 *   next(): void, again(): void, zero(): void }} Acts */

const LARGEST = 1000;  // of w and b

/** The fields over the plane. @param {string[]} sets @param {Acts} acts */
function fields(sets, acts) {
  let numbers = [0, 0, 0];
  const data = menu(() => acts.data(data.value), sets.map(name => [name, name === "own" ? tr("own points") : name]));
  const output = menu(() => acts.output(output.value), [["step", tr("step function")], ["sigmoid", tr("sigmoid")]]);
  const entries = [0, 1, 2].map(() => numberField({ step: 0.25, min: -LARGEST, max: LARGEST, onchange: typed }));
  const point = numberField({ min: 1, step: 1, onchange: () => acts.look(Math.round(point.valueAsNumber - 1) || 0) });
  const element = make("div", { class: "pg-controls", role: "group", "aria-label": tr("The neuron and the points") },
    labelled(data, tr("Points")), labelled(output, tr("Colour by")),
    ...[tr("w₁"), tr("w₂"), tr("b")].map((name, i) => labelled(entries[i], name)), labelled(point, tr("Point to look at")));
  function typed() {
    const [w1, w2, b] = entries.map(one => one.value === "" ? NaN : one.valueAsNumber);
    if ([w1, w2, b].every(value => Math.abs(value) <= LARGEST)) acts.line({ w: [w1, w2], b });
    else entries.forEach((one, i) => { one.value = String(numbers[i]); });
  }
  /** @param {Line} line @param {number} chosen @param {boolean} playing then no field waits for its learner */
  function show({ w, b }, chosen, playing) {
    numbers = [...w, b].map(rounded);
    entries.forEach((one, i) => { if (!underHand(one) || playing) one.value = String(numbers[i]); });
    point.value = String(chosen + 1);
  }
  return { element, data, output, point, show };
}

/** The buttons of the learning rule. @param {HTMLElement} play @param {Acts} acts */
function ruleRow(play, acts) {
  const count = make("span", { class: "pg-status" });
  const element = make("div", { class: "pg-run", role: "group", "aria-label": tr("The learning rule") },
    button(tr("Next mistake"), acts.next), play, button(tr("Start again"), acts.again), button(tr("All to 0"), acts.zero), count);
  /** @param {number} right @param {number} n @param {number} repairs */
  function show(right, n, repairs) {
    put(count, [tr("{right} of {n} right", { right, n }), tr("mistakes put right: {count}", { count: repairs })].join(" · "));
  }
  return { element, show };
}

/** The whole: the line that is shown, the walk that Python knows from where it was, and what moves. */
class LinePage extends MovingPage {
  /** @param {HTMLElement} el @param {import("./page.js").Python} python @param {Walk} walk what "hello" is answered */
  constructor(el, python, walk) {
    super(el, python);
    this.walk = walk;
    /** @type {Line} */
    this.line = walk;
    this.at = this.chosen = 0;
    this.view = [[0, 1], [0, 1]];
    this.shrink = 1;
    this.known = true;  // is the walk that from the line on the page?
    this.held = this.moved = false;
    this.wanted = /** @type {(() => void) | null} */ (null);  // what to do when the walk from here has come
    this.pause = this.side = 0;  // pixels, of the plane
    this.fields = fields(walk.sets, this.acts());
    this.player = player(el, { text: tr("▶ Play"), begin: () => this.play(), halted: () => this.rest() });
    this.rule = ruleRow(this.player.play, this.acts());
    this.plane = new Plane(this.hands());
    this.curve = curveView(this.hands());
    this.now = make("div", { class: "st-now" });
    this.said = region();
    this.stage = make("div", { class: "pl-stage" }, this.plane.element);
    this.sheet = make("div", {}, this.curve.element);
    el.replaceChildren(this.fields.element, this.rule.element, python.note,
      make("div", { class: "st-panes" }, this.stage, make("div", {}, this.sheet, this.now, this.said)));
    this.begin(walk);
    this.fit(this.stage, room => { this.side = Math.min(room, 460); this.resize(); });
    this.fit(this.sheet, room => { this.curve.resize(room); this.draw(); });
  }

  close() {
    super.close();
    clearTimeout(this.pause);
  }

  /** @returns {Acts} */
  acts() {
    return {
      data: name => { this.halt(); this.forget(); this.python.ask({ do: "data", name }); },
      output: name => { this.halt(); this.walk.output = name; this.plane.ground.color(name); this.draw(); this.tell(); },
      line: line => this.jump(line),
      look: point => this.look(Math.max(0, Math.min(this.walk.X.length - 1, point))),
      next: () => { this.halt(); this.once(() => this.advance()); },
      again: () => { const [w1, w2, b] = this.walk.first; this.jump({ w: [w1, w2], b }); },
      zero: () => this.jump({ w: [0, 0], b: 0 }),
    };
  }

  /** @returns {import("./perceptron_plane.js").Hands & { slide(z: number): void }} */
  hands() {
    return {
      begin: () => { this.held = true; this.moved = false; this.halt(); },
      end: () => { this.held = false; if (this.moved || !this.known) this.tell(); },
      move: (point, place) => this.move(point, place.map(rounded)),
      slide: z => this.move(this.chosen, inside(this.view, this.walk.X[this.chosen], slid(this.line, this.walk.X[this.chosen], z))),
      look: point => this.look(point),
      bend: w => { this.line = { w: w.map(rounded), b: this.line.b }; this.changed(); },
      lift: b => { this.line = { w: this.line.w, b: rounded(b) }; this.changed(); },
    };
  }

  move(/** @type {number} */ point, /** @type {number[]} */ place) {
    this.walk.X[point] = place;
    this.plane.drawPoints(this.walk.X, this.chosen);
    this.changed();
  }

  // ---- what Python says ----

  /** Other points, or what is true after a refusal. @param {Walk} walk */
  begin(walk) {
    if (this.held) return;
    this.accept(walk);
    this.at = walk.at;
    this.line = this.stand(this.at);
    [this.view, this.shrink] = [walk.limits, walk.shrink];
    this.chosen = Math.min(this.chosen, walk.X.length - 1);
    this.fields.point.max = String(walk.X.length);
    this.plane.setPoints(walk.labels);
    this.curve.setPoints(walk.labels, this.chosen);
    this.resize();
    put(this.said, "");
    this.go();
  }

  /** The walk from the line that is shown. @param {Walk} walk */
  take(walk) {
    if (this.held) return;  // the hand is ahead: its end asks again
    if (String(walk.labels) !== String(this.walk.labels)) { this.begin(walk); return; }  // a hand was quicker than the answer that brings other points
    this.accept(walk);
    const tips = [walk.w, ...walk.updates.map(update => update.w)].map(w => w.map(value => value / this.shrink));
    if (!fits(this.view, [...walk.X, ...tips])) { [this.view, this.shrink] = [walk.limits, walk.shrink]; this.resize(); }
    this.go();
  }

  accept(/** @type {Walk} */ walk) {
    this.walk = walk;
    this.known = true;
    this.fields.data.value = walk.data;
    this.fields.output.value = walk.output;
    this.plane.ground.color(walk.output);
  }

  go() {
    this.draw();
    const action = this.wanted;
    this.wanted = null;
    action?.();
  }

  // ---- the picture and the words ----

  /** @param {number} i */
  right(i) { return Number(sum(this.line.w, this.line.b, this.walk.X[i]) > 0) === this.walk.labels[i]; }

  draw() {
    const { walk, line, chosen } = this, right = walk.X.map((_, i) => this.right(i));
    this.plane.drawLine(line, right, walk.X[chosen]);
    this.curve.draw(line, walk.X, chosen, walk.output);
    this.fields.show(line, chosen, this.player.moves());
    this.rule.show(right.filter(Boolean).length, right.length, this.at);
    putLines(this.now, told(line, walk.X[chosen], walk.labels[chosen], chosen, walk.output));
  }

  look(/** @type {number} */ i) {
    this.chosen = i;
    this.plane.drawPoints(this.walk.X, i);
    this.curve.setPoints(this.walk.labels, i);
    this.draw();
  }

  resize() {
    if (!this.side) return;
    this.plane.resize(this.side, this.view, this.walk.names, this.shrink);
    this.plane.drawPoints(this.walk.X, this.chosen);
    this.draw();
  }

  // ---- the learner moves something ----

  changed() {
    this.moved = true;
    if (this.at || this.known) put(this.said, this.at ? tr("You have moved something: the rule starts anew from here.") : "");
    this.forget();
    this.draw();
  }

  jump(/** @type {Line} */ line) { this.halt(); this.line = line; this.changed(); this.tell(); }

  forget() { this.known = false; this.wanted = null; this.at = 0; }

  tell() {
    this.forget();
    this.python.ask({ do: "state", X: this.walk.X, w: this.line.w, b: this.line.b, output: this.walk.output });
  }

  /** @param {() => void} action */
  once(action) { if (this.known) action(); else this.wanted = action; }  // the walk from here is under way

  // ---- the walk ----

  pace() { return this.player.moves() && this.at > 10 ? 0.35 : 1; }  // a long walk is shown faster

  /** The line after so many repairs. @param {number} k @returns {Line} */
  stand(k) { return k ? this.walk.updates[k - 1] : this.walk; }

  play() {
    this.rest();  // also a single repair that is under way
    this.pause = setTimeout(() => this.once(() => this.advance()));
    return { stop() {} };
  }

  halt() { this.player.halt(); }

  rest() {
    const moving = this.motion;
    moving?.stop();
    clearTimeout(this.pause);
    this.motion = this.wanted = null;
    if (moving && this.known) { this.line = this.stand(this.at); this.arrive(); }
    this.draw();
  }

  arrive() {
    const { sweep, point } = this.walk.updates[this.at - 1];
    this.motion = null;
    this.draw();
    put(this.said, repaired(this.line, this.walk.labels[point], this.at, sweep, point + 1));
    if (this.player.moves()) this.pause = setTimeout(() => this.advance(), 600 * this.pace());
  }

  advance() {
    const update = this.walk.updates[this.at], from = this.line;
    if (!update) { this.halt(); return put(this.said, ended(this.walk, this.at)); }
    this.look(update.point);
    this.python.ask({ do: "at", step: ++this.at });
    this.motion = glide(this.el, 700 * this.pace(), t => { this.line = t === 1 ? this.stand(this.at) : between(from, this.stand(this.at), t); this.draw(); },
      () => this.arrive());
  }
}

export default widget("course-line", (el, python, walk) => new LinePage(el, python, walk), (page, walk, _, newest) => {
  if (walk.do === "at" || !newest) return;
  if (walk.do === "state") page.take(walk);
  else page.begin(walk);
});
