// LayerFlow's page. Python has sent where every point is behind each operation and at each stage of the training; this file moves
// between these places, along the layers and along the training.
import { belongs, connect, make, put, tr } from "./page.js";
import { calm, fitted, glide, region } from "./stage.js";
import { divided, ownLine, Places, Space } from "./layer_flow_space.js";

/** @typedef {import("./layer_flow_space.js").Head} Head */

const FLOW = 1100, REST = 350, TRAINING = 6000;  // ms: one operation, the rest behind it, the whole training
const START = [[-0.8, 0.05], [0.8, -0.05]];

/** What has been done to the points at this station, in words. @param {number} station @param {string} name the activation's */
export function done(station, name) {
  const layer = Math.ceil(station / 2);
  return station === 0 ? tr("The input: the points as they are.")
    : station % 2 ? tr("Layer {layer}, z = W a + b: the plane is turned, stretched and shifted. The grid stays straight.", { layer })
      : tr("Layer {layer}, a = {name}(z): the grid bends.", { layer, name });
}

class FlowPage {
  /** @param {HTMLElement} el @param {ReturnType<typeof connect>} python @param {Head} head @param {DataView} buffer */
  constructor(el, python, head, buffer) {
    this.el = el;
    this.head = head;
    this.places = new Places(head, buffer);
    this.last = head.windows.length - 1;
    this.stage = head.stages - 1;
    this.station = this.pause = 0;
    this.line = START;
    this.motion = null;
    this.playing = "";
    const guarded = python.guarded;
    this.space = new Space(head, guarded((k, place) => this.pull(k, place)));
    const bar = (max, step, oninput) => make("input", { type: "range", min: 0, max, step, oninput });
    this.layers = bar(this.last, 0.05, () => this.go(() => { this.station = this.layers.valueAsNumber; }));
    this.updates = bar(head.stages - 1, 1, () => this.go(() => { this.stage = this.updates.valueAsNumber; }));
    this.count = make("b");
    this.plays = { layers: make("button", { class: "pg-play", onclick: guarded(() => this.toggle("layers")) }),
      updates: make("button", { class: "pg-play", onclick: guarded(() => this.toggle("updates")) }) };
    const row = (button, bar, ...text) => make("div", { class: "lf-row" }, button, make("label", {}, make("span", {}, ...text), bar));
    this.said = region();
    this.score = make("p", { class: "lf-score", role: "status" });
    this.holder = make("div", { class: "lf-stage" }, this.space.root);
    el.replaceChildren(python.note, make("div", { class: "lf-panes" }, this.holder,
      make("div", { class: "lf-words" }, row(this.plays.layers, this.layers, tr("Through the layers")),
        row(this.plays.updates, this.updates, tr("Updates of the training"), " ", this.count), this.said, this.score)));
    this.unfit = fitted(this.holder, guarded(() => { this.space.resize(this.holder.clientWidth); this.draw(); }));
  }

  close() {
    this.unfit();
    this.halt();
  }

  // ---- the picture and the words ----

  draw() {
    const { head, stage, station, space, line, playing } = this, { labels } = head, rests = Number.isInteger(station), end = station === this.last;
    if (!space.side) return;
    const places = this.places.at(stage, station), { right, left } = divided(places, labels, line);
    const own = end && Number.isInteger(stage) ? ownLine(head.lines[stage], head.windows[station]) : null;
    space.draw(places);
    space.drawLine(line, left, own);
    space.name(station ? (Math.ceil(station) % 2 ? "z" : "a") : "x", rests ? head.windows[station] : null);
    this.layers.value = String(station);
    this.layers.setAttribute("aria-valuetext", done(Math.ceil(station), head.activation));
    this.updates.value = String(stage);
    this.updates.setAttribute("aria-valuetext", String(Math.round(stage) * head.every));
    put(this.count, String(Math.round(stage * head.every)));
    put(this.said, done(Math.ceil(station), head.activation));
    put(this.score, own ? tr("Your line has {right} of {n} points on their own side, the network's dashed one {own}.", { right, n: labels.length, own: divided(places, labels, own).right })
      : tr("Your line has {right} of {n} points on their own side.", { right, n: labels.length }));
    for (const [name, button] of Object.entries(this.plays)) {
      put(button, playing === name ? tr("❚❚ Stop") : tr("▶ Play"));
      button.setAttribute("aria-pressed", String(playing === name));
      button.setAttribute("aria-label", name === "layers" ? tr("Play: through the layers") : tr("Play: through the training"));
    }
  }

  pull(k, place) {
    this.line = this.line.map((old, i) => i === k ? place.map(value => Math.max(-1, Math.min(1, value))) : old);
    this.draw();
  }

  // ---- motion ----

  go(change) {
    this.halt();
    change();
    this.draw();
  }

  halt() {
    this.motion?.stop();
    clearTimeout(this.pause);
    this.motion = null;
    this.playing = "";
  }

  toggle(name) {
    const again = this.playing === name;
    this.go(() => { if (!again) this.playing = name; });
    if (again) return;
    if (name === "layers") { if (this.station === this.last) this.station = 0; this.flow(); } else this.train();
  }

  flow() {
    const from = this.station, to = Math.floor(from) + 1;
    this.motion = glide(this.el, FLOW * (to - from), t => { this.station = t === 1 ? to : from + t * (to - from); this.draw(); }, () => {
      if (to < this.last) this.pause = setTimeout(() => this.flow(), calm() ? FLOW : REST);
      else this.go(() => {});
    });
  }

  train() {
    const end = this.head.stages - 1, from = this.stage === end ? 0 : this.stage;
    this.motion = glide(this.el, TRAINING * (end - from) / Math.max(end, 1), t => { this.stage = t === 1 ? end : from + t * (end - from); this.draw(); },
      () => this.go(() => {}));
  }
}

/** @param {import("./page.js").View} view */
function render({ model, el }) {
  belongs(el, model, "course-flow");
  /** @type {FlowPage | null} */
  let page = null;
  const python = connect(model, (message, [buffer]) => {
    if (message.do === "hello") page = new FlowPage(el, python, /** @type {any} */ (message), buffer);
  });
  el.append(python.note);
  python.ask({ do: "hello" });
  return () => { python.stop(); page?.close(); };
}

export default { render };
