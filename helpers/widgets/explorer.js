// The digits explorer's page. Python holds the state and trains while this page asks for pictures; here they are shown.
import { button, here, make, put, standing, tr } from "./page.js";
import { sight, stream } from "./stream.js";
import { chart, count, KINDS, percent, range, statusText, structure, titleOf } from "./explorer_chart.js";
import { Draft, settingFields } from "./explorer_settings.js";

/** @typedef {import("./explorer_chart.js").Run} Run */
/** @typedef {{ number: number, training: boolean, news: string, now: import("./explorer_chart.js").Now, code: string, all: number,
 *   unseen: number, runs: Run[], settings: import("./explorer_settings.js").Settings }} Head a picture: see `_picture` in explorer.py */

const PAUSE = 400;  // ms between two pictures, for who asks for no motion

/** The two charts: the newest run as a band, earlier ones as grey lines. */
function chartPair() {
  const charts = KINDS.map(kind => ({ kind, element: make("div", { class: "ex-chart", role: "img" }) }));
  let built = "";
  /** @param {Head} head @param {number | null} marked the run whose row is pointed at */
  function show({ now, training, runs }, marked) {
    const width = charts[0].element.clientWidth || 420;
    const key = JSON.stringify([now.number, now.curve.length, now.curve.at(-1), training, runs.map(run => run.number), marked, width]);
    if (key === built) return;
    built = key;
    const earlier = runs.filter(run => run.number !== now.number);
    for (const { kind, element } of charts) {
      const all = { title: titleOf(kind), earlier: earlier.length };
      element.innerHTML = chart(kind, training || now.curve.length ? now : null, earlier, marked, width);
      element.ariaLabel = earlier.length
        ? tr("{title} over the epochs: the newest run as a band of three starts, {earlier} earlier as grey lines; the numbers are in the table", all)
        : tr("{title} over the epochs: the newest run as a band of three starts; the numbers are in the table", all);
    }
  }
  return { element: make("div", { class: "ex-charts pg-panes" }, ...charts.map(({ element }) => element)), show };
}

/** The table of the runs. @param {{ mark(run: number | null): void, remove(run: number): void }} acts */
function runTable(acts) {
  const bare = { number: "" };  // on a narrow screen, where no heading stands above them
  /** @type {Record<number, string>} */
  const units = { 1: tr("{number} right", bare), 2: tr("{number} parameters", bare), 4: tr("{number} s", bare) };
  const rows = make("tbody");
  const headings = [tr("Run"), tr("Hidden layers"), tr("Unseen digits right"), tr("Parameters"), tr("Trained on"), tr("Seconds")];
  const element = make("div", { class: "ex-table", role: "region", tabindex: 0, "aria-label": tr("Table of the runs") },
    make("table", {}, make("caption", {}, tr("Runs so far: mean of three starts, worst to best")),
      make("thead", {}, make("tr", {}, ...headings.map(text => make("th", { scope: "col" }, text)), make("td"))), rows));
  let built = "";
  /** @param {Run} run */
  function row(run) {
    const on = () => acts.mark(run.number), off = () => acts.mark(null), trained = { digits: count(run.digits), epochs: run.epochs };
    const remove = button("✕", () => { acts.remove(run.number); element.focus(); }, { "aria-label": tr("Remove run {number}", run), title: tr("Remove") });
    const cells = [run.widths.length ? [structure(run.widths), run.activation.replace("_", " ")].join(" ") : structure([]),
      tr("{share} ({range})", { share: percent(run.accuracy), range: range(run.lowest, run.highest) }), count(run.parameters),
      run.epochs > 1 ? tr("{digits} × {epochs} epochs", trained) : tr("{digits} × 1 epoch", trained), run.seconds.toFixed(1)];
    return make("tr", { onpointerenter: on, onpointerleave: off, onfocusin: on, onfocusout: off }, make("th", { scope: "row" }, String(run.number)),
      ...cells.map((text, k) => make("td", { "data-unit": units[k] ?? false }, text)), make("td", {}, remove));
  }
  /** @param {Run[]} runs */
  function show(runs) {
    const key = JSON.stringify(runs.map(run => [run.number, run.seconds]));
    if (key === built) return;
    built = key;
    rows.replaceChildren(...runs.map(row));
    element.hidden = runs.length === 0;
  }
  return { element, show };
}

/** The buttons, and what the newest run has come to. @param {{ toggle(): void, all(): void }} acts */
function trainingRow({ toggle, all: onAll }) {
  const play = button(tr("▶ Train"), toggle, { class: "pg-play" }), all = button(tr("Train on all"), onAll, { "data-python": "hide" });
  const bar = make("progress", { max: 1, value: 0, "aria-label": tr("Progress of the training") });
  const status = make("div", { class: "pg-status" }, here(tr("Waiting for the kernel."), tr("One moment.")));
  const live = make("div", { class: "pg-hidden", role: "status", "aria-live": "polite" });
  const element = make("div", { class: "pg-run", role: "group", "aria-label": tr("Training") }, play, all, bar);
  /** @param {Head} head */
  function show(head) {
    put(play, head.training ? tr("■ Stop") : tr("▶ Train"));
    put(all, tr("Train on all {count}", { count: count(head.all) }));
    bar.value = head.now.progress;
    bar.hidden = !head.training;
    put(status, statusText(head));
    if (head.now.right.length) put(live, status.textContent);
  }
  return { element, status, live, show };
}

class ExplorerPage {
  /** @param {HTMLElement} el @param {import("./page.js").Model} model */
  constructor(el, model) {
    this.el = el;
    /** @type {Head | null} */
    this.head = null;
    /** @type {number | null} */
    this.marked = null;  // the run whose row is pointed at
    this.drawn = 0;
    this.sight = sight(el);
    this.python = stream(model, { wanted: () => Boolean(this.head?.training) && el.isConnected && this.sight.on(), slowly: () => false,
      take: (message, _, newest) => this.take(message, newest), show: () => this.show(), silent: now => this.silent(now), fault: () => { /** @type {Head} */ (this.head).training = false; } });
    this.draft = new Draft(settings => this.python.say("change", { settings }));
    this.controls = settingFields(this.draft, () => /** @type {Head} */ (this.head).all);
    this.training = trainingRow({ toggle: () => this.python.say(this.head?.training ? "stop" : "start"), all: () => this.python.say("all") });
    this.charts = chartPair();
    this.table = runTable({ mark: run => this.mark(run), remove: run => { this.marked = null; this.python.say("remove", { run }); } });
    this.clear = button(tr("Clear all"), () => this.python.say("clear"));
    this.news = make("div", { class: "pg-note", role: "alert" });
    this.hint = make("p", { class: "ex-hint" });
    this.code = make("code");
    this.place();
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.resized = new ResizeObserver(this.python.guarded(() => { if (this.head) this.charts.show(this.head, this.marked); }));
    this.resized.observe(el);
    this.python.say("hello");
  }

  place() {
    this.el.append(this.controls.element, this.controls.layers.element, this.training.element, this.training.status, this.python.note, this.news,
      this.charts.element, this.hint, this.table.element, make("div", { class: "pg-run" }, this.clear),
      make("div", { class: "pg-code" }, tr("The first of the three in code:"), " ", this.code), this.training.live);
  }

  close() {
    this.python.stop();
    this.sight.close();
    this.resized.disconnect();
  }

  /** A picture; while it trains only what training changes. @param {any} message
   * @param {boolean} newest else its settings are those before the learner's last turn */
  take(message, newest) {
    this.head = { ...this.head, ...message };
    if ((newest || !this.draft.settings) && message.settings) this.draft.settings = message.settings;
  }

  show() {
    const { head } = /** @type {{ head: Head }} */ (this);
    if (this.calm && head.training && performance.now() - this.drawn < PAUSE) return;
    this.drawn = performance.now();
    this.el.dataset.training = String(head.training);
    const { settings } = /** @type {{ settings: Head["settings"] }} */ (this.draft), digits = head.training && head.now.digits === head.all ? head.all : settings.digits;
    this.controls.show({ ...settings, digits }, head.training);
    this.training.show(head);
    this.charts.show(head, this.marked);
    this.table.show(head.runs);
    this.clear.hidden = head.runs.length === 0;
    put(this.news, head.news);
    put(this.code, head.code);
    put(this.hint, head.runs.length ? "" : tr("Turn a control, or press Train: three networks learn at once, from three random starts."));
  }

  /** @param {boolean} now */
  silent(now) {
    this.el.classList.toggle("pg-stale", now);
    if (this.head?.training && !this.sight.on()) put(this.training.status, tr("It waits until it is in view again."));
  }

  /** @param {number | null} run */
  mark(run) {
    this.marked = run;
    this.charts.show(/** @type {Head} */ (this.head), run);
  }
}

export default standing("course-explorer", (el, model) => new ExplorerPage(el, model));
