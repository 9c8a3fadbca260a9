// The DescentBall's page. Python works out the path; this file moves the ball along it, by hand, by steps, or rolling.
import { button, labelled, make, numberField, put, putLines, tr, underHand, widget } from "./page.js";
import { animate, between, calm, glide, MovingPage, region, set, written } from "./stage.js";
import { player } from "./time_bar.js";
import { along, brief, costView, leaves, pushes, rises } from "./descent_path.js";
import { mapView } from "./descent_map.js";
import { ReliefView } from "./descent_relief.js";

/** @import { Path, Scene } from "./descent_path.js" */

/** Fields for η and μ and the buttons.
 * @param {number[]} rates the ends of η's slider
 * @param {HTMLElement} play @param {{ turn(rate: number, momentum: number): void, step(): void, back(): void }} acts */
function controls(rates, play, { turn, step, back }) {
  let now = 0;  // η
  const [min, max] = rates.map(rate => Math.log10(rate));
  const slider = make("input", { type: "range", step: 0.01, min, max, oninput: () => turn(Number((10 ** slider.valueAsNumber).toPrecision(3)), strength.valueAsNumber) });
  const exact = numberField({ step: "any", min: 0, onchange: typed });
  const strength = make("input", { type: "range", min: 0, max: 0.99, step: 0.01, oninput: () => turn(now, strength.valueAsNumber) }), told = make("b");
  const count = make("span", { class: "pg-status" });
  const fields = make("div", { class: "pg-controls", role: "group", "aria-label": tr("How the ball rolls") },
    labelled(slider, tr("Learning rate η")), labelled(exact, tr("η as a number")), labelled(strength, tr("Momentum μ"), " ", told));
  const bar = make("div", { class: "pg-run", role: "group", "aria-label": tr("The ball") },
    button(tr("Step"), step), play, button(tr("Back to the start"), back), count);
  function typed() {
    if (!Number.isNaN(exact.valueAsNumber)) turn(exact.valueAsNumber, strength.valueAsNumber);
    else exact.value = String(now);
  }
  function show(/** @type {{ rate: number, momentum: number }} */ { rate, momentum }) {
    now = rate;
    slider.value = String(Math.log10(rate));
    set(slider, { "aria-valuetext": brief(rate) });
    if (!underHand(exact)) exact.value = String(rate);
    strength.value = String(momentum);
    put(told, written(momentum));
  }
  return { fields, bar, count, show };
}

/** What is said of each step `k` of the path, as texts: where the ball is, its arrows, what has happened. */
function reportOf(/** @type {Scene} */ { ranges }, /** @type {Path} */ walk) {
  const { path, losses, slopes, momentum, cut } = walk, last = path.length - 1;
  const push = pushes(walk), uphill = rises(losses), off = leaves(path, ranges), cost = (/** @type {number} */ k) => brief(losses[k]);
  const place = (/** @type {number} */ k) => {
    const [place1, place2] = path[k].map(brief);
    return tr("(w, v) = ({place1}, {place2})", { place1, place2 });
  };
  const count = (/** @type {number} */ k) => tr("step {step} of {steps}", { step: k, steps: last });
  const ball = (/** @type {number} */ k) => tr("{place}, cost {cost}", { place: place(k), cost: cost(k) });
  function lines(/** @type {number} */ k) {
    const [slope1, slope2] = slopes[k].map(brief), [move1, move2] = push.down[k].map(brief);
    return [
      tr("Step {step}: {place}, cost J = {cost}.", { step: k, place: place(k), cost: cost(k) }),
      tr("Slope ({slope1}, {slope2}). The orange arrow is −η times the slope: ({move1}, {move2}).", { slope1, slope2, move1, move2 }),
      ...(momentum && k ? [tr("The dashed arrow is what momentum adds: μ times the last step.")] : []),
    ];
  }
  function news(/** @type {number} */ k) {
    const all = { step: k, place: place(k), cost: cost(k), first: cost(0) };
    const said = k ? [] : last ? [tr("The ball lies at {place}, cost {cost}. Let it roll.", all)]
      : [tr("The ball lies at {place}, cost {cost}. With this η the first step already leads so far away that there is no path to show.", all)];
    if (uphill[0] <= k) said.push(rise(uphill[0]));
    if (off > 0 && off <= k) said.push(tr("The ball leaves the picture at step {step}.", { step: off }));
    if (k && k === last)
      said.push(cut ? tr("After step {step} the ball is so far away that the path is cut here: it diverges.", all)
        : tr("After {step} steps the cost has gone from {first} to {cost}.", all));
    return said.length ? said.reduce((one, two) => tr("{one} {two}", { one, two })) : "";
  }
  function rise(/** @type {number} */ step) {
    const all = { step, before: cost(step - 1), cost: cost(step) };
    return momentum
      ? tr("The cost rose at step {step}, from {before} to {cost}: the ball overshot, carried by its momentum or by too long a step.", all)
      : tr("The cost rose at step {step}, from {before} to {cost}: the step was too long and overshot.", all);
  }
  return { last, push, uphill, count, ball, lines, news };
}

/** The whole: where the ball is, what Python knows of, and what moves. */
class BallPage extends MovingPage {
  /** @param {HTMLElement} el @param {import("./page.js").Python} python @param {Scene & Path} scene what "hello" is answered */
  constructor(el, python, scene) {
    super(el, python);
    this.scene = scene;
    /** @type {Path} */
    this.walk = scene;  // the newest that Python has worked out
    this.settings = { rate: scene.rate, momentum: scene.momentum };  // as they are turned
    this.report = reportOf(scene, scene);
    this.start = scene.path[0];
    this.pos = 0;
    this.known = true;  // is the path that of this start and these settings?
    this.room = 0;  // pixels for what stands at the right
    this.wanted = null;  // what to do when the path from here has come
    this.player = player(el, { text: tr("▶ Roll"), begin: () => { this.once(() => this.roll()); return { stop() {} }; }, halted: () => this.halted() });
    this.controls = controls(scene.rates, this.player.play, { turn: (rate, momentum) => this.turn(rate, momentum), back: () => this.drop(scene.home),
      step: () => { this.halt(); this.once(() => this.advance()); } });
    this.held = false;  // is the ball under a hand?
    this.mapped = "";  // the start whose map has been asked for
    this.landscape = new ReliefView(scene, { begin: () => { this.held = true; this.halt(); }, end: () => { this.held = false; this.ask(); },
      lay: place => this.lay(place), nudge: ways => this.nudge(ways), drop: place => { this.drop(place); this.landscape.ball.focus({ preventScroll: true }); },
    }, el, python.guarded(() => this.drawBall()));
    this.costs = costView(scene);
    this.map = mapView(scene, { turn: python.guarded((rate, momentum) => this.turn(rate, momentum)), begin: () => this.halt() });
    this.now = make("div", { class: "st-now" });
    this.said = region();
    this.left = make("div", {}, this.landscape.element, this.landscape.controls);
    this.right = make("div", {}, this.costs.element, this.map.element, this.map.words, this.now, this.said);
    el.replaceChildren(this.controls.fields, this.controls.bar, python.note, make("div", { class: "st-panes" }, this.left, this.right));
    this.take(scene, true);
    this.fit(this.left, room => this.landscape.resize(room));
    this.fit(this.right, room => { this.room = room; this.measure(); this.draw(); });
  }

  close() {
    super.close();
    this.landscape.halt();
  }

  /** The path that Python has worked out. Where the hand is ahead already, it is shown from its own start.
   * @param {Path} walk @param {boolean} known */
  take(walk, known) {
    this.walk = walk;
    this.report = reportOf(this.scene, walk);
    this.known = known;
    this.pos = Math.min(Math.round(this.pos), walk.path.length - 1);
    if (known) {
      this.start = walk.path[0];
      this.settings = { rate: walk.rate, momentum: walk.momentum };
      this.write();
    }
    this.measure();
    this.draw();
    this.tell();
    if (!known) return;
    const action = this.wanted;
    this.wanted = null;
    action?.();
    this.chart();
  }

  /** Where each η and μ leads from here, once for each start at which the ball is put down. */
  chart() {
    const start = JSON.stringify(this.start);
    if (this.held || start === this.mapped) return;
    this.mapped = start;
    this.map.take(null);
    this.python.ask({ do: "map", start: this.start });
  }

  // ---- the pictures ----

  measure() {
    if (!this.room) return;
    this.costs.resize(this.room, this.walk, this.report.uphill);
    this.map.resize(this.room);
  }

  draw() {
    const { walk, report, pos } = this;
    this.drawBall();
    this.costs.draw(walk, report.uphill, pos, between(walk.losses, pos));
  }

  drawBall() {
    const { landscape, walk, report, pos } = this;
    if (!landscape.ready) return;
    landscape.draw(walk, report.push, pos);
    if (!this.known && !pos) landscape.drawBall(this.start);  // under the hand
  }

  write() {
    this.controls.show(this.settings);
    this.map.show(this.settings);
  }

  /** What the page says of the step; only what it says of the path from here is read out. */
  tell() {
    const { report } = this, k = Math.floor(this.pos);
    put(this.controls.count, report.count(k));
    putLines(this.now, report.lines(k));
    set(this.landscape.ball, { "aria-valuetext": report.ball(k) });
    if (this.known) put(this.said, report.news(k));
  }

  // ---- by hand ----

  here() { return this.known ? along(this.walk.path, this.pos) : this.start; }

  lay(/** @type {number[]} */ place) {
    this.start = this.scene.ranges.map(([low, high], i) => Math.max(low, Math.min(high, Number(place[i].toPrecision(3)))));
    this.pos = 0;
    this.ask();
    this.draw();
  }

  /** @param {number[]} ways */
  nudge(ways) { this.lay(this.here().map((value, i) => value + ways[i] * (this.scene.ranges[i][1] - this.scene.ranges[i][0]) / 100)); }

  drop(/** @type {number[]} */ place) { this.halt(); this.lay(place); }

  turn(/** @type {number} */ rate, /** @type {number} */ momentum) {
    this.halt();
    this.settings = { rate, momentum };
    this.ask();
    this.write();
  }

  ask() {
    this.known = false;
    this.wanted = null;
    this.python.ask({ do: "path", start: this.start, ...this.settings });
  }

  /** @param {() => void} action */
  once(action) { if (this.known) action(); else this.wanted = action; }  // the path from here is under way

  // ---- the motion ----

  show(/** @type {number} */ pos) {
    const before = Math.floor(this.pos);
    this.pos = pos;
    this.draw();
    if (Math.floor(pos) !== before) this.tell();
  }

  rest() {
    this.motion = null;
    this.show(Math.round(this.pos));
  }

  halt() { this.player.halt(); }

  halted() {
    this.wanted = null;
    this.motion?.stop();
    if (this.motion) this.rest();
  }

  advance() {
    const from = this.pos;
    if (from < this.report.last) this.motion = glide(this.el, 400, t => this.show(from + t), () => this.rest());
  }

  roll() {
    const { last } = this.report, from = this.pos < last ? this.pos : 0, quiet = calm();
    const pace = Math.max(40, Math.min(quiet ? 500 : 260, 8000 / last));
    this.motion = animate(this.el, time => {
      const to = Math.min(last, from + time / pace);
      this.show(quiet ? Math.floor(to) : to);
      if (to === last) this.halt();
      return to < last;
    });
  }
}

export default widget("course-ball", (el, python, message) => new BallPage(el, python, message), (page, message, _, newest) => {
  if (message.do === "map") return page.map.take(message.arrivals);
  page.take(message, newest);
});
