// The Playground's page: what Python trains, as pictures that come by the line of stream.js. Python holds the state; this page only
// shows and asks.
import { belongs, make, put, tr } from "./page.js";
import { Controls, OwnPoints } from "./playground_controls.js";
import { NetworkView } from "./playground_network.js";
import { decode, keep, statusText } from "./playground_parts.js";
import { lossView, planeView, spacesView } from "./playground_views.js";
import { stream } from "./stream.js";

/** The goal of a challenge, and how far it is reached. */
class Goal {
  constructor() {
    this.text = make("b");
    this.said = make("span");
    this.element = make("div", { class: "pg-goal", hidden: "" }, this.text, this.said);
    this.best = null;
  }

  /** Returns what is new and worth to be read out, or "". @param {{ goal: string, said: string, best: number | null }} challenge */
  show({ goal, said, best }) {
    this.element.hidden = false;
    put(this.text, goal);
    put(this.said, said);
    this.element.classList.toggle("pg-reached", best !== null);
    const news = best !== null && best !== this.best ? said : "";
    this.best = best;
    return news;
  }
}

/** The training in code, to be copied. */
class Code {
  constructor() {
    this.code = make("code");
    this.lines = make("pre", { tabindex: 0, "aria-label": tr("The training in code") });
    this.copy = make("button", { onclick: () => navigator.clipboard?.writeText(this.code.textContent)
      .then(() => put(this.copy, tr("Copied")), () => put(this.copy, tr("Select the text to copy"))) }, tr("Copy"));
    this.element = make("div", { class: "pg-code" }, tr("The same in code:"), " ", this.code, this.copy,
      make("details", {}, make("summary", {}, tr("and its training, in the course's own words")), this.lines));
  }

  show({ code, lines }) {
    put(this.code, code);
    put(this.lines, lines);
  }
}

/** The buttons of the training, and where it is. */
class Run {
  /** @param {{ toggle(): void, say(action: string): void, unfold(): void }} acts */
  constructor({ toggle, say, unfold }) {
    const button = (text, action) => make("button", { onclick: () => say(action) }, text);
    this.play = make("button", { class: "pg-play", onclick: toggle }, tr("▶ Train"));
    this.form = make("button", { hidden: "", "aria-expanded": "false", onclick: unfold }, tr("All controls"));
    this.status = make("span", { class: "pg-status" });
    this.live = make("div", { class: "pg-hidden", role: "status", "aria-live": "polite" });
    this.element = make("div", { class: "pg-run", role: "group", "aria-label": tr("Training") },
      this.play, button(tr("Step"), "step"), button(tr("Reset"), "reset"), this.form, this.status);
    this.spoken = 0;
  }

  /** @param {boolean} playing */
  turned(playing) { put(this.play, playing ? tr("❚❚ Pause") : tr("▶ Train")); }

  show(head) {
    put(this.status, statusText(head));
    if (performance.now() - this.spoken <= 5000) return;
    this.spoken = performance.now();
    put(this.live, this.status.textContent);
  }

  /** @param {boolean} short only some of the controls are shown @param {boolean} always there are no others */
  folded(short, always) {
    this.form.hidden = always;
    this.form.setAttribute("aria-expanded", String(!short));
    put(this.form, short ? tr("All controls") : tr("Fewer controls"));
  }

  silent(now, never) {
    if (now) put(this.status, tr("Waiting for the kernel: it is busy, or it has stopped. Then run this cell again."));
    else if (never) put(this.status, tr("No answer from the kernel: run this cell to make it live."));
  }
}

class PlaygroundPage {
  /** @param {HTMLElement} el @param {import("./page.js").Model} model */
  constructor(el, model) {
    this.el = el;
    /** @type {import("./playground_parts.js").State} */
    this.state = { head: null, picture: null, history: [], hovered: null, reading: null, short: false };
    this.paused = this.whole = this.asksAll = false;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.python = stream(model, { wanted: () => this.playing() && el.isConnected, slowly: () => this.calm || this.state.head?.settings.speed === "slow",
      take: (head, buffers) => this.take(head, buffers), show: () => this.show(), silent: (now, never) => this.silent(now, never), fault: () => this.stop() });
    this.redraw = this.python.guarded(() => { if (this.state.picture) this.draw(); });
    this.say = (action, more = {}) => this.python.say(action, more);
    const change = settings => this.say("change", { settings });
    this.controls = new Controls(model.get("form"), { now: () => this.state.head?.settings, change });
    this.network = new NetworkView(this.state, { change, redraw: this.redraw, edit: (place, value) => this.say("edit", { place, value }) });
    this.points = new OwnPoints({ say: this.say, adds: on => this.plane.element.classList.toggle("pg-adds", on) });
    this.plane = planeView(this.state, { add: (x, y) => this.points.add(x, y), redraw: this.redraw });
    this.spaces = spacesView(this.state);
    this.losses = lossView(this.state);
    this.goal = new Goal();
    this.code = new Code();
    this.run = new Run({ toggle: () => this.toggle(), say: this.say, unfold: () => this.unfold() });
    this.news = make("div", { class: "pg-note", role: "alert" });
    this.place();
    this.resized = new ResizeObserver(() => { this.measure(); this.redraw(); });
    this.resized.observe(el);
    this.say("hello");
  }

  place() {
    this.el.append(this.goal.element, this.controls.fields, ...this.controls.inputs, this.run.element, this.python.note, this.news,
      make("div", { class: "pg-panes" },
        make("div", { class: "pg-left" }, this.network.element, this.network.readout, this.spaces.element, this.network.inspector),
        make("div", { class: "pg-right" }, this.plane.element, this.controls.view, this.points.element, this.losses.element)),
      this.code.element, this.run.live);
  }

  close() {
    this.python.stop();
    this.resized.disconnect();
  }

  // ---- the training ----

  playing() { return Boolean(this.state.head?.playing) && !this.paused; }

  toggle() {
    this.paused = this.playing();  // a pause holds here and now: no lease is asked for any more, whatever still arrives
    this.say(this.paused ? "pause" : "play");
    this.python.renew();
    this.run.turned(!this.paused);
  }

  /** A picture; while it trains only what training changes. @param {any} head @param {DataView[]} buffers */
  take(head, buffers) {
    const { state } = this, next = { ...state.head, ...head };
    state.picture = decode(next, buffers, head.settings ? null : state.picture);
    state.head = next;
    this.whole ||= Boolean(head.settings);
    state.history = head.history ?? keep(state.history, [head.steps, ...head.losses]);
    this.paused &&= head.playing;  // over when Python has heard of it
  }

  /** Python has met an error of its own. */
  stop() {
    if (this.state.head) this.state.head.playing = false;
    this.paused = false;
    this.el.dataset.playing = "false";
    this.run.turned(false);
  }

  silent(now, never) {
    this.el.classList.toggle("pg-stale", Boolean(now));
    this.run.silent(now, never);
  }

  // ---- the picture ----

  show() {
    const { head } = this.state;
    this.el.dataset.playing = head.playing;
    this.run.turned(this.playing());
    if (this.whole) this.showWhole(head);
    this.draw();
    this.run.show(head);
    const reached = head.challenge && this.goal.show(head.challenge);
    if (reached) put(this.run.live, reached);
  }

  showWhole(head) {
    this.controls.show(head.settings);
    this.points.show(head.settings);
    this.fit();
    put(this.news, head.news);
    this.code.show(head);
    this.measure();
    this.whole = false;
  }

  views() { return [this.network, this.plane, this.spaces, this.losses]; }

  measure() { this.views().forEach(view => view.resize()); }

  draw() { this.views().forEach(view => view.draw()); }

  /** The short form, where Python has named the controls and the learner has not asked for all. */
  fit() {
    const { controls, settings: { data } } = this.state.head;
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

/** @param {import("./page.js").View} view */
function render({ model, el }) {
  belongs(el, model, "course-playground");
  const page = new PlaygroundPage(el, model);
  return () => page.close();
}

export default { render };
