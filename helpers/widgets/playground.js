// The Playground's page: what Python trains, as pictures that come by the line of stream.js. Python holds the state; this page only
// shows and asks.
import { button, make, numberField, put, standing, tr } from "./page.js";
import { ownPoints, settingFields } from "./playground_controls.js";
import { NetworkView } from "./playground_network.js";
import { along, apart, decode, keep, statusText } from "./playground_parts.js";
import { keyView, lossView, planeView, spacesView } from "./playground_views.js";
import { sight, stream } from "./stream.js";
import { thinned, timeBar } from "./time_bar.js";

/** @import { Head } from "./playground_parts.js" */

/** The goal of a challenge, and how far it is reached. */
function goalLine() {
  const text = make("b"), words = make("span"), element = make("div", { class: "pg-goal", hidden: "" }, text, words);
  let before = /** @type {number | null} */ (null);
  /** Returns what is new and worth to be read out, or "". @param {{ goal: string, said: string, best: number | null }} challenge */
  function show({ goal, said, best }) {
    element.hidden = false;
    put(text, goal);
    put(words, said);
    element.classList.toggle("pg-reached", best !== null);
    const news = best !== null && best !== before ? said : "";
    before = best;
    return news;
  }
  return { element, show };
}

/** The training in code, to be copied. */
function codeLines() {
  const call = make("code"), training = make("pre", { tabindex: 0, "aria-label": tr("The training in code") });
  const copy = make("button", { onclick: () => navigator.clipboard?.writeText(call.textContent)
    .then(() => put(copy, tr("Copied")), () => put(copy, tr("Select the text to copy"))) }, tr("Copy"));
  const element = make("div", { class: "pg-code", "data-python": "hide" }, tr("The same in code:"), " ", call, copy,
    make("details", {}, make("summary", {}, tr("and its training, in the course's own words")), training));
  /** @param {Head} head */
  function show({ code, lines }) {
    put(call, code);
    put(training, lines);
  }
  return { element, show };
}

/** The pictures of this training that are kept, and the bar that walks through them.
 * @param {HTMLElement} root @param {() => void} look another picture is looked at */
function keptPictures(root, look) {
  let all = /** @type {{ head: Head, picture: import("./playground_parts.js").Picture }[]} */ ([]);
  let back = /** @type {number | null} */ (null);  // where the learner looks back to
  const step = (/** @type {number} */ k) => all[k].head.steps;
  const time = timeBar(root, { name: tr("Walk through the training"), go: at => { back = at < all.length - 1 ? at : null; look(); },
    said: at => all.length ? tr("step {step} of {steps}", { step: step(at), steps: step(all.length - 1) }) : "" });
  return {
    element: make("label", { class: "pg-time" }, time.bar, make("span", {}, tr("Walk back:"), " ", time.count)),
    newest: () => all.at(-1)?.picture,
    looksBack: () => back !== null,
    forward() { back = null; },
    /** @param {Head} head @param {import("./playground_parts.js").Picture} picture */
    take(head, picture) {
      const next = { head, picture: apart(picture) };
      if (head.steps === 0) back = null;
      all = thinned(head.steps ? all.filter(one => one.head.steps < head.steps) : [], next, one => one.head.steps);
    },
    /** What is to be shown. */
    shown: () => all.at(back ?? -1),
    /** The bar. */
    draw() {
      time.over(all.map(one => along(one.head.steps)), 0);
      time.show(back ?? all.length - 1);
    },
  };
}

/** The buttons of the training, and where it is.
 * @param {{ toggle(stop: number): void, aim(stop: number): void, say(action: string): void, unfold(): void }} acts */
function runRow({ toggle, aim, say, unfold }) {
  const play = button(tr("▶ Train"), () => toggle(stop.valueAsNumber), { class: "pg-play" });
  const stop = numberField({ min: 1, step: 1, onchange: () => aim(stop.valueAsNumber) });
  const form = button(tr("All controls"), unfold, { hidden: "", "aria-expanded": "false" });
  const status = make("span", { class: "pg-status" });
  const live = make("div", { class: "pg-hidden", role: "status", "aria-live": "polite" });
  const element = make("div", { class: "pg-run", role: "group", "aria-label": tr("Training") },
    play, button(tr("Step"), () => say("step")), button(tr("Reset"), () => say("reset")),
    make("label", { class: "pg-stop" }, tr("stop at step"), " ", stop), form, status);
  let spoken = 0;
  /** @param {boolean} playing */
  function turned(playing) { put(play, playing ? tr("❚❚ Pause") : tr("▶ Train")); }
  /** @param {Head} head */
  function show(head) {
    put(status, statusText(head));
    if (performance.now() - spoken <= 5000) return;
    spoken = performance.now();
    put(live, status.textContent);
  }
  /** @param {boolean} short only some of the controls are shown @param {boolean} always there are no others */
  function folded(short, always) {
    form.hidden = always;
    form.setAttribute("aria-expanded", String(!short));
    put(form, short ? tr("All controls") : tr("Fewer controls"));
  }
  return { element, status, live, turned, show, folded };
}

class PlaygroundPage {
  /** @param {HTMLElement} el @param {import("./page.js").Model} model */
  constructor(el, model) {
    this.el = el;
    this.newest = /** @type {Head | null} */ (null);  // the newest picture's
    this.state = /** @type {import("./playground_parts.js").State} */ (/** @type {any} */ ({ head: null, picture: null, history: [], hovered: null, reading: null, short: false }));
    this.asked = /** @type {Record<string, any>} */ ({});  // what has been turned and is not answered yet
    this.paused = this.whole = this.asksAll = this.odd = false;
    this.told = -Infinity;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.sight = sight(el);
    this.python = stream(model, { wanted: () => this.playing() && el.isConnected && this.sight.on(), slowly: () => this.calm || this.newest?.settings.speed === "slow",
      take: (...picture) => this.take(...picture), show: () => this.show(), silent: now => this.silent(now), fault: () => this.stop() });
    this.redraw = this.python.guarded(() => { if (this.state.picture) this.draw(); });
    this.kept = keptPictures(el, this.python.guarded(() => this.lookBack()));
    /** @param {string} action */
    this.say = (action, more = {}) => {
      if (!["hello", "pause"].includes(action)) this.kept.forward();
      this.python.say(action, more);
    };
    const now = () => this.newest && { ...this.newest.settings, ...this.asked };
    const change = (/** @type {Record<string, any>} */ settings) => { Object.assign(this.asked, settings); this.say("change", { settings: { ...this.asked } }); };
    this.controls = settingFields(model.get("form"), { now, change });
    this.network = new NetworkView(this.state, { now, change, redraw: this.redraw, edit: (place, value) => this.say("edit", { place, value }) });
    this.points = ownPoints({ say: this.say, adds: on => this.plane.element.classList.toggle("pg-adds", on) });
    this.plane = planeView(this.state, { add: (x, y) => this.points.add(x, y), redraw: this.redraw });
    this.key = keyView(this.state);
    this.spaces = spacesView(this.state);
    this.losses = lossView(this.state);
    this.goal = goalLine();
    this.code = codeLines();
    this.run = runRow({ toggle: stop => this.toggle(stop), aim: stop => this.playing() && this.train(stop), say: this.say, unfold: () => this.unfold() });
    this.news = make("div", { class: "pg-note", role: "alert" });
    this.place();
    this.resized = new ResizeObserver(() => { this.measure(); this.redraw(); });
    this.resized.observe(el);
    this.say("hello");
  }

  place() {
    this.el.append(this.goal.element, this.controls.fields, ...this.controls.inputs, this.run.element, this.python.note, this.news,
      make("div", { class: "pg-panes" },
        make("div", { class: "pg-left" }, this.network.element, this.key.element,
          make("div", { class: "pg-below" }, this.network.readout, this.spaces.element), this.network.inspector),
        make("div", { class: "pg-right" }, this.plane.element, this.controls.view, this.points.element, this.losses.element, this.kept.element)),
      this.code.element, this.run.live);
  }

  close() {
    this.python.stop();
    this.sight.close();
    this.resized.disconnect();
  }

  // ---- the training ----

  playing() { return Boolean(this.newest?.playing) && !this.paused; }

  /** @param {number} stop */
  toggle(stop) {
    if (!this.playing()) { this.train(stop); return; }
    this.paused = true;  // a pause holds here and now: no lease is asked for any more, whatever still arrives
    this.say("pause");
    this.python.renew();
    this.run.turned(false);
  }

  /** @param {number} stop where it rests when it comes by; NaN: nowhere */
  train(stop) {
    this.paused = false;
    this.say("play", { stop: Number.isInteger(stop) && stop > 0 ? stop : null });
    this.python.renew();
    this.run.turned(true);
  }

  /** A picture; while it trains only what training changes. @param {any} head @param {DataView[]} buffers
   * @param {boolean} newest else its settings are those before the learner's last turn */
  take(head, buffers, newest) {
    const { state } = this, next = { ...this.newest, ...head };
    this.kept.take(next, decode(next, buffers, head.settings ? null : this.kept.newest()));
    this.newest = next;
    this.whole ||= Boolean(head.settings);
    if (newest) this.asked = {};
    state.history = head.history ?? keep(state.history, [head.steps, ...head.losses]);
    this.paused &&= head.playing;  // over when Python has heard of it
  }

  /** Python cannot even tell its state. */
  stop() {
    if (this.newest) this.newest.playing = false;
    this.paused = false;
    this.el.dataset.playing = "false";
    this.run.turned(false);
  }

  /** @param {boolean} now */
  silent(now) {
    this.el.classList.toggle("pg-stale", now);
    if (this.playing() && !this.sight.on()) put(this.run.status, tr("It waits until it is in view again."));
  }

  // ---- the picture ----

  show() {
    const head = /** @type {Head} */ (this.newest);
    this.see();
    if (this.el.dataset.playing !== String(head.playing)) this.el.dataset.playing = head.playing;
    this.run.turned(this.playing());
    if (this.whole) this.showWhole(head);
    this.draw();
  }

  /** What the views draw. */
  see() {
    Object.assign(this.state, this.kept.shown());
    this.network.inspector.inert = this.kept.looksBack();  // what has been cannot be changed
  }

  /** The learner moves through what is kept; then training rests. */
  lookBack() {
    if (this.playing()) this.toggle(NaN);
    this.see();
    this.draw();
  }

  /** @param {Head} head */
  showWhole(head) {
    if (!Object.keys(this.asked).length) this.controls.show(head.settings);
    this.points.show(head.settings);
    this.fit();
    put(this.news, head.news);
    this.code.show(head);
    this.measure();
    this.whole = false;
  }

  measure() { [this.network, this.plane, this.key, this.spaces, this.losses].forEach(view => view.resize()); }

  /** While it trains the map moves with each picture, the network, of many lines, with each second one, and what is read, as numbers
   *  and curves, ten times a second: to lay out text costs a browser as much as a picture. */
  draw() {
    const playing = this.playing(), now = performance.now();
    this.plane.draw();
    this.spaces.draw();
    this.odd = playing && !this.odd;
    if (!this.odd) this.network.draw();
    if (playing && now - this.told < 100) return;
    this.told = now;
    [this.key, this.losses, this.kept].forEach(view => view.draw());
    this.run.show(this.state.head);
    const { challenge } = /** @type {Head} */ (this.newest), reached = challenge && this.goal.show(challenge);
    if (reached) put(this.run.live, reached);
  }

  /** The short form, where Python has named the controls and the learner has not asked for all. */
  fit() {
    const { controls, settings: { data } } = /** @type {Head} */ (this.newest);
    const short = controls !== null && !this.asksAll;
    this.state.short = short;
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (this.el.querySelectorAll("[data-control]")))
      element.hidden = short && !controls.includes(element.dataset.control) && !(element === this.points.element && data === "none");
    this.code.element.hidden = short;
    this.run.folded(short, controls === null);
  }

  unfold() {
    this.asksAll = this.state.short;
    this.fit();
    this.measure();
    this.redraw();
  }
}

export default standing("course-playground", (el, model) => new PlaygroundPage(el, model));
