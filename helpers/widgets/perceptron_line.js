// The PerceptronLine's page. The line follows the hand; where that has rested, the learning rule walks from there.
import { button, labelled, make, menu, numberField, put, putLines, tr, underHand, widget } from "./page.js";
import { glide, MovingPage, region } from "./stage.js";
import { between, ended, fits, inside, learningWalk, repaired, rounded, slid, sum, told, viewOf } from "./perceptron_geometry.js";
import { player } from "./time_bar.js";
import { curveView } from "./perceptron_curve.js";
import { Plane } from "./perceptron_plane.js";

/** @import { Line, Walk } from "./perceptron_geometry.js" */
/** @typedef {{ sets: Record<string, [number[][], number[]]>, data: string, w: number[], b: number, output: string }} Scene from
 *  Python: the data sets, points and labels, and where it begins */
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

/** The whole: the points, the line, the walk from where it was, and what moves. */
class LinePage extends MovingPage {
  /** @param {HTMLElement} el @param {import("./page.js").Python} python @param {Scene} scene what "hello" is answered */
  constructor(el, python, scene) {
    super(el, python);
    this.scene = scene;
    this.output = scene.output;
    this.X = /** @type {number[][]} */ ([]);
    this.labels = /** @type {number[]} */ ([]);
    /** @type {Line} */
    this.line = scene;
    this.walk = /** @type {Walk} */ ({ updates: [], walked: 0, rested: false });
    this.at = this.chosen = 0;  // mistakes put right; the point that is looked at
    this.view = [[0, 1], [0, 1]];
    this.shrink = 1;
    this.moved = false;  // has this hand moved something?
    this.pause = this.side = 0;  // pixels, of the plane
    this.fields = fields(Object.keys(scene.sets), this.acts());
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
    this.fields.output.value = this.output;
    this.plane.ground.color(this.output);
    this.begin(scene.data);
    this.fit(this.stage, room => { this.side = Math.min(room, 460); this.resize(); });
    this.fit(this.sheet, room => { this.curve.resize(room); this.draw(); });
  }

  close() {
    super.close();
    clearTimeout(this.pause);
  }

  /** @returns {Acts} */
  acts() {
    const { guarded } = this.python;
    return {
      data: guarded(name => this.begin(name)),
      output: guarded(name => { this.halt(); this.output = name; this.plane.ground.color(name); this.draw(); }),
      line: guarded(line => this.jump(line)),
      look: point => this.look(Math.max(0, Math.min(this.X.length - 1, point))),
      next: guarded(() => { this.halt(); this.advance(); }),
      again: guarded(() => this.jump(this.scene)),
      zero: guarded(() => this.jump({ w: [0, 0], b: 0 })),
    };
  }

  /** @returns {import("./perceptron_plane.js").Hands & { slide(z: number): void }} */
  hands() {
    return {
      begin: () => { this.moved = false; this.halt(); },
      end: () => { if (this.moved) this.settle(); },
      move: (point, place) => this.move(point, place.map(rounded)),
      slide: z => this.move(this.chosen, inside(this.view, this.X[this.chosen], slid(this.line, this.X[this.chosen], z))),
      look: point => this.look(point),
      bend: w => this.change({ w: w.map(rounded), b: this.line.b }),
      lift: b => this.change({ w: this.line.w, b: rounded(b) }),
    };
  }

  // ---- the learner moves something ----

  /** Other points, and the line of the start. @param {string} name */
  begin(name) {
    this.halt();
    [this.X, this.labels] = structuredClone(this.scene.sets[name]);
    this.line = this.scene;
    this.chosen = Math.min(this.chosen, this.X.length - 1);
    this.fields.data.value = name;
    this.fields.point.max = String(this.X.length);
    this.plane.setPoints(this.labels);
    this.curve.setPoints(this.labels, this.chosen);
    put(this.said, "");
    this.settle(true);
  }

  move(/** @type {number} */ point, /** @type {number[]} */ place) {
    this.X[point] = place;
    this.plane.drawPoints(this.X, this.chosen);
    this.change(this.line);
  }

  change(/** @type {Line} */ line) {
    if (this.at || !this.moved) put(this.said, this.at ? tr("You have moved something: the rule starts anew from here.") : "");
    this.moved = true;
    this.at = 0;
    this.line = line;
    this.draw();
  }

  jump(/** @type {Line} */ line) {
    this.halt();
    this.moved = false;
    this.change(line);
    this.settle();
  }

  /** The walk from here. What is seen of the plane stays as it is where it holds all of it. */
  settle(anew = false) {
    this.at = 0;
    this.walk = learningWalk(this.X, this.labels, this.line);
    const tips = [this.line, ...this.walk.updates].map(({ w }) => w);
    if (anew || !fits(this.view, [...this.X, ...tips.map(w => w.map(value => value / this.shrink))])) {
      ({ limits: this.view, shrink: this.shrink } = viewOf(this.X, tips));
      this.resize();
    }
    this.draw();
  }

  // ---- the picture and the words ----

  /** @param {number} i */
  right(i) { return Number(sum(this.line.w, this.line.b, this.X[i]) > 0) === this.labels[i]; }

  draw() {
    const { X, labels, line, chosen, output } = this, right = X.map((_, i) => this.right(i));
    this.plane.drawLine(line, right, X[chosen]);
    this.curve.draw(line, X, chosen, output);
    this.fields.show(line, chosen, this.player.moves());
    this.rule.show(right.filter(Boolean).length, right.length, this.at);
    putLines(this.now, told(line, X[chosen], labels[chosen], chosen, output));
  }

  look(/** @type {number} */ i) {
    this.chosen = i;
    this.plane.drawPoints(this.X, i);
    this.curve.setPoints(this.labels, i);
    this.draw();
  }

  resize() {
    if (!this.side) return;
    this.plane.resize(this.side, this.view, this.shrink);
    this.plane.drawPoints(this.X, this.chosen);
    this.draw();
  }

  // ---- the walk ----

  pace() { return this.player.moves() && this.at > 10 ? 0.35 : 1; }  // a long walk is shown faster

  play() {
    this.rest();  // also a single repair that is under way
    this.pause = setTimeout(() => this.advance());
    return { stop() {} };
  }

  halt() { this.player.halt(); }

  rest() {
    const moving = this.motion;
    moving?.stop();
    clearTimeout(this.pause);
    this.motion = null;
    if (moving) this.arrive();
    else if (this.X.length) this.draw();
  }

  arrive() {
    const update = this.walk.updates[this.at - 1];
    this.motion = null;
    this.line = update;
    this.draw();
    put(this.said, repaired(update, this.labels[update.point], this.at, update.sweep, update.point + 1));
    if (this.player.moves()) this.pause = setTimeout(() => this.advance(), 600 * this.pace());
  }

  advance() {
    const update = this.walk.updates[this.at], from = this.line;
    if (!update) { this.halt(); return put(this.said, ended(this.walk, this.at)); }
    this.look(update.point);
    this.at++;
    this.motion = glide(this.el, 700 * this.pace(), t => { this.line = between(from, update, t); this.draw(); }, () => this.arrive());
  }
}

export default widget("course-line", (el, python, scene) => new LinePage(el, python, scene));
