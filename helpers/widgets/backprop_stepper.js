// The BackpropStepper's page, last part. Python sends the whole walk; this file shows the first k of its operations, moves
// from one to the next, and asks for another example or a step down the slope. Whatever is pressed while something moves
// ends the motion at once, where it was going, and is then done: no press is lost, and none acts later.
import { make, put, tr, widget } from "./page.js";
import { glide, MovingPage, written } from "./stage.js";
import { endOf, flex, keyStep, knownAfter, lasting, placeIn, tooNarrow, underWay } from "./backprop_parts.js";
import { allWords, doneNow, exampleFields, inspector, partButtons, stepDown, walkBar } from "./backprop_controls.js";
import { drawBackward, drawForward } from "./backprop_drawing.js";

/** @import { Walk } from "./backprop_controls.js" */

const QUICK = 900;  // ms for each of the two walks around a step down

/** The two drawings, as they are at a position: 2.25 is a quarter into the third operation. */
function twoDrawings(/** @type {number[]} */ sizes, /** @type {(place: number) => void} */ choose) {
  const titles = [1, 2].map(() => make("div", { class: "bs-title" })), ahead = make("div"), behind = make("div");
  const element = make("div", { class: "bs-drawings" }, ...[ahead, behind].map((one, k) =>
    make("div", { class: "bs-drawing", style: `flex: ${flex(sizes.length - k)}` }, titles[k], one)));
  let /** @type {Walk | null} */ drawn = null, mark = "", grow = /** @param {number} _ */ _ => {};
  /** @param {Walk} walk @param {number | null} chosen @param {number} position */
  function paint(walk, chosen, position) {
    const { done, t } = underWay(position), now = `${done} ${chosen} ${ahead.clientWidth} ${behind.clientWidth}`;
    if (drawn !== walk || mark !== now) build(walk, chosen, done);
    [drawn, mark] = [walk, now];
    grow(t);
  }
  /** @param {Walk} walk @param {number | null} chosen @param {number} done */
  function build(walk, chosen, done) {
    const down = tooNarrow(walk.sizes, ahead.clientWidth), focused = ahead.querySelector(":focus")?.getAttribute("data-place");
    const view = { walk, down, chosen, choose, step: walk.steps[done - 1], known: knownAfter(walk.steps, done) };
    put(titles[0], tr("Forward {arrow} each neuron: z, then a = σ(z). In red: slopes", { arrow: down ? "↓" : "→" }));
    put(titles[1], tr("Backward {arrow} amplifiers: sum · σ′(z). Dashed: negative", { arrow: down ? "↑" : "←" }));
    const both = [drawForward(ahead, view), drawBackward(behind, view)];
    grow = t => both.forEach(part => part(t));
    if (focused) /** @type {SVGElement | null} */ (ahead.querySelector(`[data-place="${focused}"]`))?.focus({ preventScroll: true });
  }
  /** The weights and biases that are written on the two drawings: [element, its place in θ]. @returns {[SVGElement, number][]} */
  const numbers = () => [.../** @type {NodeListOf<SVGElement>} */ (element.querySelectorAll("[data-number]"))].map(text => [text, Number(text.dataset.number)]);
  return { element, paint, numbers };
}

/** The whole: the walk, how many of its operations are done, and what moves. */
class StepperPage extends MovingPage {
  /** @param {HTMLElement} el @param {import("./page.js").Python} python @param {Walk} walk what "hello" is answered */
  constructor(el, python, walk) {
    super(el, python);
    this.at = this.shown = 0;  // operations to be done; the position that is drawn
    this.told = 0;  // operations that counter and words tell of, as many as are drawn
    this.chosen = /** @type {number | null} */ (null);
    this.coming = /** @type {Walk | null} */ (null);  // the walk that the present motion leads to
    this.walk = walk;
    const { guarded } = python, ask = guarded((/** @type {import("./page.js").Message} */ message) => this.ask(message));
    /** @type {import("./backprop_controls.js").Acts} */
    const acts = {
      go: guarded((to, near) => this.go(to, near)), choose: guarded(place => this.choose(place)),
      change: example => ask({ do: "change", ...example }), edit: (place, value) => ask({ do: "edit", place, value }),
      descend: eta => ask({ do: "descend", eta }), reset: guarded(() => { python.drop(); this.ask({ do: "reset" }); }),
    };
    this.example = exampleFields(walk, acts);
    this.bar = walkBar(acts);
    this.parts = partButtons(part => acts.go(() => endOf(this.walk.steps, part)));
    this.now = doneNow();
    this.descent = stepDown(acts);
    this.drawings = twoDrawings(walk.sizes, acts.choose);
    this.inspector = inspector(acts);
    this.words = allWords();
    this.el.addEventListener("keydown", event => this.key(event));
    this.el.replaceChildren(this.example.element, this.bar.element, make("div", { class: "bs-both" }, this.parts.element, this.descent.element),
      this.python.note, this.now.element, this.drawings.element, this.inspector.element, this.descent.told, this.words.element);
    this.stand(walk);
    this.fit(el, () => this.paint(this.shown));
  }

  // ---- the line to Python ----

  /** Each press counts, in order. @param {import("./page.js").Message} message */
  ask(message) {
    this.finish();
    if (message.do !== "descend" || !this.walk.end) this.python.ask(message, Symbol());
  }

  /** Python has not done it; nor is what waits behind it. */
  refused() {
    this.python.drop();
    this.inspector.show(this.walk, this.chosen);
  }

  /** Another walk. @param {Walk} walk */
  take(walk) {
    this.finish();
    if (walk.end) this.python.drop();
    if (walk.moved) return this.descend(walk);
    this.at = placeIn(this.walk.steps, walk.steps, this.at);
    return this.stand(walk);
  }

  // ---- steps ----

  /** @param {(at: number, last: number) => number} to @param {boolean} near only the last operation moves: the slider is under a hand */
  go(to, near = false) {
    this.finish();
    const last = this.walk.steps.length, step = Math.max(0, Math.min(last, to(this.at, last)));
    if (near) this.shown = Math.max(this.shown, step - 1);
    if (step === this.at) return;
    this.at = step;
    this.travel();
  }

  key(/** @type {KeyboardEvent} */ event) {
    if (/** @type {Element} */ (event.target).closest("input, select, textarea") || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = this.walk.steps.length;
    if (keyStep(event.key, 0, last) === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.go(at => /** @type {number} */ (keyStep(event.key, at, last)));
  }

  choose(/** @type {number | null} */ place) {
    this.finish();
    this.chosen = place;
    this.paint(this.at);
    this.inspector.show(this.walk, place);
    if (place === null) this.bar.focus();
    else this.inspector.focus();
  }

  /** Go over to a walk. @param {Walk} walk @param {number} drawn the position that is drawn */
  stand(walk, drawn = this.at) {
    this.walk = walk;
    this.example.show(walk);
    this.inspector.show(walk, this.chosen);
    this.write(drawn);
    this.paint(drawn);
  }

  /** What the counter and the words say after so many operations. @param {number} done */
  write(done) {
    const { walk } = this, step = walk.steps[done - 1];
    this.told = done;
    this.bar.show(walk, done);
    this.descent.reach(walk, done);
    this.parts.show(step);
    this.now.show(step, this.at && walk.moved);
    this.words.show(walk.steps.slice(0, done));
  }

  // ---- what moves ----

  paint(/** @type {number} */ position) {
    const { done } = underWay(position);
    this.shown = position;
    this.drawings.paint(this.walk, this.chosen, position);
    if (done !== this.told) this.write(done);
    if (position === this.at && !this.coming) this.descent.show(this.walk);
  }

  /** @param {number} milliseconds @param {(t: number) => void} frame @param {() => void} [done] */
  move(milliseconds, frame, done) {
    this.now.busy(true);
    this.motion = glide(this.el, milliseconds, this.python.guarded(frame), this.python.guarded(() => { this.halt(); done?.(); }));
  }

  halt() {
    this.motion?.stop();
    this.motion = null;
    this.now.busy(false);
  }

  /** From the position that is drawn to the operations to be done. @param {number} [most] ms @param {() => void} [done] */
  travel(most, done) {
    const to = this.at, from = Math.min(this.shown, to);
    this.move(lasting(from, to, most), t => this.paint(t === 1 ? to : from + t * (to - from)), done);
  }

  /** To the end of the motion at once. */
  finish() {
    if (!this.motion) return;
    this.halt();
    if (this.coming) this.goOver(this.coming);
    else this.paint(this.at);
  }

  /** A step down the slope has been taken: the slopes, where they are still missing; then θ moves; then the forward pass. @param {Walk} walk */
  descend(walk) {
    this.coming = walk;
    this.at = this.walk.steps.length;
    this.travel(QUICK, () => this.moveTheta(walk));
  }

  /** After a step down the walk goes to the loss. @param {Walk} walk @param {number} [drawn] */
  goOver(walk, drawn) {
    this.coming = null;
    this.at = 1 + walk.steps.findIndex(step => step.kind === "loss");
    this.stand(walk, drawn);
  }

  moveTheta(/** @type {Walk} */ walk) {
    const old = this.walk.cards, { cards } = walk;
    this.goOver(walk, 0);
    const texts = this.drawings.numbers(), between = (/** @type {number} */ place, /** @type {number} */ t) => written(old[place].value + t * (cards[place].value - old[place].value), 4);
    this.move(700, t => texts.forEach(([text, place]) =>
      put(text, text.textContent.replace(/[−\d.e]+$/, t < 1 ? between(place, t) : cards[place].text))), () => this.travel(QUICK));
  }
}

export default widget("course-stepper", (el, python, walk) => new StepperPage(el, python, walk), (page, walk) => {
  if (walk.do === "walk") page.take(walk);
  else if (walk.do === "refused") page.refused();
});
