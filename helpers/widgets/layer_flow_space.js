// LayerFlow's picture: the plane with the points, the bent grid, and a line that the learner puts where it divides them.
// All places are counted in windows: −1 and 1 are the edges of the picture. What needs no page stands first, for node's tests.
import { put, tr } from "./page.js";
import { box, clipped, draggable, set, size, svg, written } from "./stage.js";

/** @typedef {{ labels: number[], every: number, activation: string, points: number[][], grid: number[][], run: number,
 *   stages: [number[][], number[]][][], own: { places: number[][], counts: number[] }[] }} Head from Python (layer_flow.py): `run` places on
 *   each line of the grid; W and b of each layer at each stage; and the places at the input on each piece of the line that the network draws */

const SIGMA = /** @type {Record<string, (z: number) => number>} */ ({ tanh: Math.tanh, sigmoid: z => 1 / (1 + Math.exp(-z)), relu: z => Math.max(0, z),
  leaky_relu: z => Math.max(0.01 * z, z), identity: z => z, step: z => Number(z > 0) });

/** Where rows x, y, x, y, … are at each station: the input, and of each hidden layer z and then a.
 * @param {number[][]} rows @param {Head["stages"][number]} layers @param {(z: number) => number} sigma */
function flowing(rows, layers, sigma) {
  let at = Float32Array.from(rows.flat());
  return [at, ...layers.slice(0, -1).flatMap(([[[w11, w12], [w21, w22]], [b1, b2]]) => {
    const z = new Float32Array(at.length);
    for (let i = 0; i < z.length; i += 2) {
      z[i] = w11 * at[i] + w12 * at[i + 1] + b1;
      z[i + 1] = w21 * at[i] + w22 * at[i + 1] + b2;
    }
    at = z.map(value => sigma(value));
    return [z, at];
  })];
}

/** Where everything is, in windows: the points, the grid and the network's own line. `windows`: of each station the middle x and y of its
 *  points at all stages, and half a side. */
export class Places {
  constructor(/** @type {Head} */ head) {
    const { stages, points, activation } = this.head = head, all = stages.map(layers => flowing(points, layers, SIGMA[activation]));
    this.windows = all[0].map((_, s) => {
      const low = [Infinity, Infinity], high = [-Infinity, -Infinity];
      for (const stage of all) stage[s].forEach((value, i) => { low[i % 2] = Math.min(low[i % 2], value); high[i % 2] = Math.max(high[i % 2], value); });
      return [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, 0.56 * Math.max(high[0] - low[0], high[1] - low[1], 2e-6)];
    });
    this.known = /** @type {Float32Array[][]} */ ([]);
    this.now = this.stage(0)[0].slice();
  }

  /** Of each station, worked out once it is looked at. @param {number} k */
  stage(k) {
    const { points, grid, own, stages, activation } = this.head;
    return this.known[k] ??= flowing([...points, ...grid, ...own[k].places], stages[k], SIGMA[activation]).map((at, s) => {
      const [mx, my, half] = this.windows[s];
      return at.map((value, i) => (value - (i % 2 ? my : mx)) / half);
    });
  }

  /** x, y of each row at a place between two stages and two stations. @param {number} stage @param {number} station */
  at(stage, station) {
    const { head: { stages }, windows, now } = this, last = (/** @type {number} */ value, /** @type {number} */ count) => Math.min(Math.floor(value), Math.max(count - 2, 0));
    const l = last(stage, stages.length), s = last(station, windows.length), u = stage - l, t = station - s;
    const [[a0, a1], [b0, b1]] = [l, Math.min(l + 1, stages.length - 1)].map(k => this.stage(k).slice(s));
    for (let k = 0; k < now.length; k++) {
      const a = a0[k] + t * (a1[k] - a0[k]);
      now[k] = a + u * (b0[k] + t * (b1[k] - b0[k]) - a);
    }
    return now;
  }
}

/** How well a line divides the points: how many stand on the side of their class, and whether class 1 is on its left.
 * @param {ArrayLike<number>} places x, y, x, y, … @param {number[]} labels @param {number[][]} line two places on it */
export function divided(places, labels, [[x0, y0], [x1, y1]]) {
  const fit = labels.filter((label, i) => ((x1 - x0) * (places[2 * i + 1] - y0) > (y1 - y0) * (places[2 * i] - x0)) === (label === 1)).length;
  return { right: Math.max(fit, labels.length - fit), left: 2 * fit >= labels.length };
}

/** Two places on w₁ x + w₂ y + b = 0, in windows. @param {number[]} line w₁, w₂, b @param {number[]} window */
export function ownLine([w1, w2, b], [mx, my, half]) {
  const length = Math.hypot(w1, w2) || 1, far = (w1 * mx + w2 * my + b) / half / length;
  return [-3, 3].map(t => [-far * w1 / length - t * w2 / length, -far * w2 / length + t * w1 / length]);
}

const MARGIN = 34;

export class Space {
  /** @param {Head} head @param {(k: number, place: number[]) => void} pull one end of the learner's line is moved */
  constructor({ labels, run, grid }, pull) {
    const path = (/** @type {string} */ style) => svg("path", { class: style });
    this.labels = labels;
    this.run = run;
    this.first = labels.length + grid.length;  // row of the network's line
    this.side = 0;
    this.halves = [0, 1].map(k => svg("rect", { class: k ? "lf-one" : "lf-zero", x: -4000, width: 8000, height: 4000, y: k ? -4000 : 0 }));
    this.sides = svg("g", {}, ...this.halves);
    this.grid = path("lf-grid");
    this.under = path("lf-under");
    this.marks = [path("lf-square"), path("lf-circle")];  // of class 0 and 1, as everywhere in the course
    this.own = path("lf-own");
    this.curve = path("lf-own");
    this.yours = path("lf-yours");
    this.frame = svg("rect", { class: "lf-frame" });
    this.clip = svg("rect");
    this.ends = [0, 1].map(k => draggable(svg("g", {}, svg("circle", { class: "lf-reach", r: 18 }), svg("circle", { class: "lf-grip", r: 8 })), {
      name: k ? tr("The other end of your line") : tr("One end of your line"), drag: (px, py) => pull(k, this.place(px, py)),
      nudge: (right, up) => pull(k, [this.at[k][0] + 0.02 * right, this.at[k][1] + 0.02 * up]) }));
    this.at = [[0, 0], [0, 0]];
    this.names = [0, 1, 2, 3, 4, 5].map(k => svg("text", { class: "st-text", "text-anchor": k > 3 ? (k === 4 ? "end" : "start") : "middle" }));
    this.root = svg("svg", { class: "st-stage", role: "group", "aria-label": tr("The plane of two numbers, with the points, the grid and your line") },
      clipped(this.clip, { class: "lf-paper" }, this.sides, this.grid, this.under, ...this.marks, this.curve, this.own, this.yours),
      this.frame, ...this.names, ...this.ends);
  }

  /** @param {number} room pixels */
  resize(room) {
    const whole = Math.min(room, 520);
    this.side = whole - 2 * MARGIN;
    size(this.root, whole, whole);
    for (const rect of [this.frame, this.clip]) box(rect, [MARGIN, whole - MARGIN], [whole - MARGIN, MARGIN]);
    const [low, middle, high] = [MARGIN, whole / 2, whole - MARGIN], below = high + 18, beside = low - 5;
    [[middle, below], [beside - 11, middle], [low, below], [high, below], [beside, high], [low, beside]].forEach(([x, y], k) => set(this.names[k], { x, y }));
  }

  /** @param {number[]} place */
  spot([x, y]) { return [MARGIN + (1 + x) / 2 * this.side, MARGIN + (1 - y) / 2 * this.side]; }

  /** @param {number} px @param {number} py */
  place(px, py) { return [2 * (px - MARGIN) / this.side - 1, 1 - 2 * (py - MARGIN) / this.side]; }

  /** @param {ArrayLike<number>} places of the points, of the grid's lines, of the network's own line @param {number[]} own places on each piece of that */
  draw(places, own) {
    const { labels, run } = this, half = this.side / 2, marks = ["", ""], middle = MARGIN + half;
    const x = (/** @type {number} */ i) => (middle + places[2 * i] * half).toFixed(1), y = (/** @type {number} */ i) => (middle - places[2 * i + 1] * half).toFixed(1);
    labels.forEach((label, i) => { marks[label] += `M${x(i)} ${y(i)}h0`; });  // a line without length: its caps are the mark
    let lines = "", curve = "", at = this.first;
    for (const count of own) for (let i = 0; i < count; i++, at++) curve += `${i ? "L" : "M"}${x(at)} ${y(at)}`;
    for (let i = labels.length; i < this.first; i++) lines += `${(i - labels.length) % run ? "L" : "M"}${x(i)} ${y(i)}`;
    set(this.under, { d: marks.join("") });
    this.marks.forEach((mark, label) => set(mark, { d: marks[label] }));
    set(this.grid, { d: lines });
    set(this.curve, { d: curve });
  }

  /** The learner's line, and on which side class 1 is. @param {number[][]} line @param {boolean} left @param {number[][] | null} own the network's */
  drawLine(line, left, own) {
    const [[x0, y0], [x1, y1]] = line.map(place => this.spot(place)), way = 9 * this.side / (Math.hypot(x1 - x0, y1 - y0) || 1);
    this.at = line;
    set(this.yours, { d: `M${x0 - way * (x1 - x0)} ${y0 - way * (y1 - y0)}L${x0 + way * (x1 - x0)} ${y0 + way * (y1 - y0)}` });
    set(this.sides, { transform: `translate(${x0} ${y0}) rotate(${180 / Math.PI * Math.atan2(y1 - y0, x1 - x0) + (left ? 0 : 180)})` });
    line.forEach((place, k) => set(this.ends[k], { transform: `translate(${this.spot(place).join(" ")})`,
      "aria-valuetext": tr("at ({x1}, {x2})", { x1: written(place[0]), x2: written(place[1]) }) }));
    set(this.own, { d: own ? `M${own.map(place => this.spot(place).join(" ")).join("L")}` : "" });
  }

  /** What the axes are, and where they end; nothing between two stations. @param {string} letter @param {number[] | null} window */
  name(letter, window) {
    const ends = window ? [window[0] - window[2], window[0] + window[2], window[1] - window[2], window[1] + window[2]].map(value => written(value, 1)) : ["", "", "", ""];
    [`${letter}₁`, `${letter}₂`, ...ends].forEach((text, k) => put(this.names[k], text));
  }
}
