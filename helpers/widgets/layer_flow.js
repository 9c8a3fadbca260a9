// LayerFlow's page: it moves between the places where the points are behind each operation and at each stage of the training.
import { labelled, make, put, tr, widget } from "./page.js";
import { calm, glide, MovingPage, region, set } from "./stage.js";
import { divided, ownLine, Places, Space } from "./layer_flow_space.js";
import { smallNetwork } from "./small_network.js";
import { player, timeBar } from "./time_bar.js";

/** @typedef {import("./layer_flow_space.js").Head} Head */

const FLOW = 1100, REST = 350;  // ms: one operation, the rest behind it
const START = [[-0.8, 0.05], [0.8, -0.05]];

/** What has been done to the points at this station, in words. @param {number} station @param {string} name the activation's */
export function done(station, name) {
  const layer = Math.ceil(station / 2);
  return station === 0 ? tr("The input: the points as they are.")
    : station % 2 ? tr("Layer {layer}, z = W a + b: the plane is turned, stretched and shifted. This step bends nothing.", { layer })
      : tr("Layer {layer}, a = {name}(z): the grid bends.", { layer, name });
}

/** The network, of which the layer is lit where the points are: its wires while it makes z of them, and its neurons. The output's
 * wires are dashed, as its line is, where that is drawn. @param {number} layers hidden ones */
function layerMap(layers) {
  const { element, balls, wires } = smallNetwork([...Array(layers + 1).fill(2), 1], { radius: 11, across: Math.min(60, 250 / (layers + 1)), down: 32 });
  /** @param {number} station @param {boolean} own is the network's line drawn? */
  function show(station, own) {
    const layer = Math.ceil(station / 2), letter = station ? station % 2 ? "z" : "a" : "x";
    balls.forEach((all, l) => all.forEach(ball => {
      set(ball, { class: l === layer ? "sn-ball sn-lit" : "sn-ball" });
      put(/** @type {Node} */ (ball.lastChild), l === layer ? letter : "");
    }));
    wires.forEach((all, l) => all.flat().forEach(wire =>
      set(wire, { class: `sn-wire${l === layer && letter === "z" ? " sn-lit" : l > layers && own ? " sn-lit lf-dashed" : ""}` })));
  }
  return { element, show };
}

class FlowPage extends MovingPage {
  /** @param {HTMLElement} el @param {import("./page.js").Python} python @param {Head} head */
  constructor(el, python, head) {
    super(el, python);
    this.head = head;
    this.places = new Places(head);
    this.last = this.places.windows.length - 1;
    this.stage = head.stages.length - 1;
    this.station = this.pause = 0;
    this.line = START;
    this.met = false;
    const guarded = python.guarded;
    this.space = new Space(head, guarded((k, place) => this.pull(k, place)));
    this.layers = make("input", { type: "range", class: "tb-bar", min: 0, max: this.last, step: 0.05,
      oninput: () => { this.halt(); this.station = this.layers.valueAsNumber; this.draw(); } });
    this.player = player(el, { name: tr("Play the layers"), text: tr("▶ Play the layers"), begin: guarded(() => this.begin()), halted: () => this.stop() });
    this.time = timeBar(el, { name: tr("Updates of the training"), button: tr("Play the training"), text: tr("▶ Play the training"),
      said: at => String(Math.round(at * head.every)), go: guarded(at => this.train(at)) });
    this.time.over(head.stages.map((_, stage) => stage));
    /** @param {HTMLElement} button @param {HTMLElement} bar @param {(Node | string)[]} text */
    const row = (button, bar, ...text) => make("div", { class: "tb-row" }, button, labelled(bar, ...text));
    this.said = region();
    this.map = layerMap(this.last / 2);
    this.score = make("p", { class: "lf-score", role: "status" });
    this.holder = make("div", { class: "lf-stage" }, this.space.root);
    el.replaceChildren(python.note, make("div", { class: "lf-panes" }, this.holder,
      make("div", { class: "lf-words" }, row(this.player.play, this.layers, tr("Through the layers")),
        row(this.time.play, this.time.bar, tr("Updates of the training"), " ", this.time.count), this.map.element, this.said, this.score)));
    this.fit(this.holder, () => { this.space.resize(this.holder.clientWidth); this.draw(); });
  }

  close() {
    super.close();
    this.halt();
  }

  // ---- the picture and the words ----

  draw() {
    const { head, stage, station, space, line } = this, { labels } = head, window = this.places.windows[station], end = station === this.last;
    if (!space.side) return;
    const places = this.places.at(stage, station), { right, left } = divided(places, labels, line);
    const own = end && Number.isInteger(stage) ? ownLine(head.stages[stage].at(-1)?.flat(2) ?? [], window) : null;
    this.met ||= own !== null;  // the learner looks for a line before the network's is shown, and follows it back after that
    space.draw(places, this.met && !end && Number.isInteger(stage) ? head.own[stage].counts : []);
    space.drawLine(line, left, own);
    space.name(station ? (Math.ceil(station) % 2 ? "z" : "a") : "x", window ?? null);
    const words = done(Math.ceil(station), head.activation);
    this.map.show(Math.ceil(station), Boolean(own));
    this.layers.value = String(station);
    this.layers.setAttribute("aria-valuetext", words);
    this.time.show(stage);
    put(this.said, words);
    put(this.score, own ? tr("Your line has {right} of {n} points on their own side, the network's dashed one {own}.", { right, n: labels.length, own: divided(places, labels, own).right })
      : end ? tr("Your line has {right} of {n} points on their own side.", { right, n: labels.length })
        : tr("Your line has {right} of {n} points on their own side. The network draws its own, dashed, after the last layer.", { right, n: labels.length }));
  }

  /** @param {number} k @param {number[]} place */
  pull(k, place) {
    this.line = this.line.map((old, i) => i === k ? place.map(value => Math.max(-1, Math.min(1, value))) : old);
    this.draw();
  }

  // ---- motion ----

  halt() {
    this.time.halt();
    this.player.halt();
  }

  stop() {
    this.motion?.stop();
    clearTimeout(this.pause);
  }

  begin() {
    this.time.halt();
    if (this.station === this.last) this.station = 0;
    this.flow();
    return { stop() {} };
  }

  flow() {
    const from = this.station, to = Math.floor(from) + 1;
    this.motion = glide(this.el, FLOW * (to - from), t => { this.station = t === 1 ? to : from + t * (to - from); this.draw(); }, () => {
      if (to < this.last) this.pause = setTimeout(() => this.flow(), calm() ? FLOW : REST);
      else this.player.halt();
    });
  }

  /** @param {number} stage */
  train(stage) {
    this.player.halt();
    this.stage = stage;
    this.draw();
  }
}

export default widget("course-flow", (el, python, head) => new FlowPage(el, python, head));
