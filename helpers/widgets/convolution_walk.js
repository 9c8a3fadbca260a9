// The convolution walk's page. It works out the maps, walks along them and shows the products in the window.
// One number, `position`, says all: how far the walk has come, in steps and parts of a step (sceneAt in convolution_views.js).
import { button, floats, local, make, put, tr, widget } from "./page.js";
import { animate, calm, draggable, MovingPage, pixel, set, written } from "./stage.js";
import { between, grid, headOf, inkShade, lastStep, sceneAt, shade, SIDE, stepOf } from "./convolution_views.js";
import { player } from "./time_bar.js";
import { kernelFields, netView, OWN, Pen, smallMaps, sumsView, walkButtons } from "./convolution_parts.js";

/** @import { Kernel, Scene } from "./convolution_views.js" */
/** @typedef {ReturnType<typeof grid>} Grid */
/** @typedef {Record<Scene["phase"], (all: Record<string, any>) => string>} Words of each phase */

/** @type {Words} */
const SENTENCES = {
  slide: all => tr("Sum of {count} products: {sum}. With b = {b}: z = {z}, after ReLU {a}.", all),
  rectify: () => tr("ReLU on every z: what is negative becomes 0."),
  pool: all => tr("The largest of the four: {z}.", all),
};

/** @type {Words} */
const NEWS = {
  slide: all => tr("Row {row}, column {column}: the products add up to {sum}, with b = {b} z is {z}.", all),
  rectify: () => tr("The feature map is complete. ReLU makes 0 of every negative z."),
  pool: all => tr("Block in row {row}, column {column}: the largest of the four numbers is {z}.", all),
};

const LARGEST = 100;  // a number of one's own

/** The whole: the kernel on the image, how far the walk has come, and what moves. */
class WalkPage extends MovingPage {
  /** @param {HTMLElement} el @param {import("./page.js").Python} python
   *  @param {{ kernels: Record<string, Kernel>, kernel: string }} known what "hello" is answered @param {Float32Array} digit */
  constructor(el, python, { kernels, kernel }, digit) {
    super(el, python);
    this.kernels = kernels;
    this.name = kernel;
    this.pixels = this.digit = digit;
    this.head = headOf(digit, kernels[kernel]);
    this.position = this.head.first;
    this.one = /** @type {number | null} */ (null);  // the weight that the learner looks at
    this.drawing = false;
    this.width = 900;
    this.painted = "";  // what the maps show
    this.image = grid(tr("The window on the image"));
    this.map = grid(tr("A place of the feature map"));
    this.pooled = grid(tr("A block of the pooled map"));
    this.sums = sumsView();
    this.net = netView();
    const all = Object.entries(kernels), choose = python.guarded((/** @type {string} */ name) => this.take(name));
    this.small = smallMaps(all.filter(([name]) => name.startsWith("learned ")), choose);
    this.said = make("div", { class: "pg-hidden", role: "status" });
    this.player = player(el, { text: tr("▶ Play"), stop: tr("❚❚ Pause"), begin: python.guarded(() => this.walk()),
      halted: () => { this.position = this.step; this.speak(); } });
    this.motion = { stop: this.player.halt };
    this.controls = walkButtons(this.player.play, {
      go: step => this.go(step), back: () => this.go(Math.ceil(this.position) - 1), on: () => this.go(Math.floor(this.position) + 1) });
    this.kernel = kernelFields(all, { choose, own: python.guarded((weights, b) => this.own(weights, b)), look: python.guarded(place => this.look(place)) });
    this.pen = new Pen(strokes => python.ask({ do: "draw", strokes, pad: local() }));
    this.pencil = button(tr("Draw"), python.guarded(() => this.pencilDown(!this.drawing)), { "aria-pressed": "false" });
    this.clear = button(tr("Clear"), () => this.pen.clear(), { hidden: "" });
    this.lay();
    this.handle(this.image, "slide", place => place - (this.head.size - 1) / 2);
    this.handle(this.map, "slide", place => place);
    this.handle(this.pooled, "pool", place => place);
    this.take(kernel);
    this.fit(this.net.element, width => this.resize(width));
  }

  lay() {
    const digit = button(tr("The digit"), this.python.guarded(() => this.restore()));
    this.image.stage.append(this.pen.dot, this.pen.paper);
    this.image.figure.append(make("div", { class: "pg-run", "data-python": "hide" }, this.pencil, this.clear, digit));
    this.el.replaceChildren(this.controls.element,
      make("div", { class: "cw-row" }, this.image.figure, this.sums.element, make("div", { class: "cw-maps" }, this.map.figure, this.pooled.figure, this.small.element)),
      this.python.note, this.said, make("div", { class: "cw-shared" }, this.kernel.element, this.net.element));
  }

  // ---- the image and the kernel ----

  /** A kernel on an image. @param {string} name @param {Float32Array} pixels */
  take(name, pixels = this.pixels) {
    const head = headOf(pixels, this.kernels[name]);
    if (this.drawing) this.position = lastStep(head);
    else if (!this.player.moves() && (head.n !== this.head.n || pixels === this.digit && pixels !== this.pixels)) this.position = head.first;
    Object.assign(this, { name, pixels, head });
    this.position = Math.min(this.position, this.end);
    this.image.size(SIDE);
    this.map.size(head.n);
    this.pooled.size(head.p);
    this.image.paint(i => inkShade(pixels[i]));
    if (!this.drawing) put(this.image.caption, tr("The image, {side} × {side}", { side: SIDE }));
    put(this.pooled.caption, tr("Max-pooled, {side} × {side}", { side: head.p }));
    this.net.describe(head);
    this.small.show(pixels, name);
    this.controls.bar.max = String(this.end);
    this.net.wires.build(this.width, head);  // first: a field that goes away loses the focus, which draws
    this.kernel.show(head, name);
    this.look(this.one !== null && this.one < head.size ** 2 ? this.one : null);
  }

  /** Numbers of one's own; in place of one that cannot be stands that of before again. @param {number[]} weights @param {number} b */
  own(weights, b) {
    const fit = [...weights, b].every(value => Math.abs(value) <= LARGEST);
    put(this.python.note, fit ? "" : tr("A number here has to be from −{largest} to {largest}.", { largest: LARGEST }));
    if (!fit) return this.kernel.show(this.head, this.name);
    this.kernels[OWN] = { weights, b, name: OWN };
    return this.take(OWN);
  }

  /** The digit of the start. */
  restore() {
    this.pencilDown(false);
    this.python.drop();
    this.pen.strokes = [];  // what is under way still comes too late
    this.take(this.name, this.digit);
  }

  resize(/** @type {number} */ width) {
    this.width = width;
    this.net.wires.build(width, this.head);
    this.painted = "";
    this.show();
  }

  look(/** @type {number | null} */ place) {
    this.one = place;
    this.net.look(this.head, place);
    this.painted = "";
    this.show();
  }

  // ---- the walk ----

  get end() { return lastStep(this.head); }

  get step() { return Math.floor(this.position); }

  go(/** @type {number} */ step) {
    this.player.halt();
    this.position = Math.max(0, Math.min(this.end, step));
    this.show();
    this.speak();
  }

  walk() {
    this.pencilDown(false);
    if (this.position >= this.end) this.position = 0;
    let before = 0;
    return animate(this.el, this.python.guarded((/** @type {number} */ time) => {
      this.position = Math.min(this.end, this.position + this.controls.rate() * (time - before) / 1000);
      before = time;
      this.show();
      return this.position < this.end || this.player.halt();
    }));
  }

  // ---- the picture at `position` ----

  show() {
    const { head, position, step } = this, now = sceneAt(step, head), { row, column } = calm() ? now : between(position, head);
    this.frames(now.phase, row, column);
    if (now.phase === "slide") this.net.wires.show(head, row, column, step, this.one);
    else if (this.painted !== now.phase) this.net.wires.show(head, head.n - 1, head.n - 1, Infinity, this.one);
    if (this.painted === String(step)) return;
    this.painted = String(step);
    this.paint(now.phase === "slide");
    this.controls.bar.value = this.painted;
    this.sums.show(head, now, SENTENCES[now.phase](this.values(now)));
    for (const { hit } of [this.image, this.map, this.pooled]) set(hit, { "aria-valuetext": `${now.row + 1}, ${now.column + 1}` });
  }

  /** @param {Scene["phase"]} phase @param {number} row @param {number} column */
  frames(phase, row, column) {
    const pool = phase === "pool", side = (/** @type {Record<Scene["phase"], number>} */ of) => this.drawing ? 0 : of[phase];
    this.image.frame(row, column, side({ slide: this.head.size, rectify: 0, pool: 0 }));
    this.map.frame(pool ? 2 * row : row, pool ? 2 * column : column, side({ slide: 1, rectify: 0, pool: 2 }));
    this.pooled.frame(row, column, side({ slide: 0, rectify: 0, pool: 1 }));
  }

  paint(/** @type {boolean} */ sliding) {
    const { head, step } = this, blocks = step - head.n ** 2 - 1, z = sliding ? head.z : head.a;
    this.map.paint(i => i <= step ? shade(z[i], head.zLargest) : null);
    this.pooled.paint(i => i <= blocks ? shade(head.pooled[i], head.zLargest) : null);
    put(this.map.caption, sliding ? tr("Feature map, {side} × {side}", { side: head.n }) : tr("After ReLU, {side} × {side}", { side: head.n }));
  }

  values(/** @type {Scene} */ { phase, row, column }) {
    const { head } = this, z = phase === "slide" ? head.z[row * head.n + column] : head.pooled[row * head.p + column];
    return { row: row + 1, column: column + 1, count: head.size ** 2, b: written(head.b, 3), z: written(z, 3), a: written(Math.max(0, z), 3), sum: written(z - head.b, 3) };
  }

  speak() {
    const now = sceneAt(this.step, this.head);
    put(this.said, NEWS[now.phase](this.values(now)));
  }

  // ---- the hand on the pictures: each leads to a place ----

  /** @param {Grid} square @param {string} phase @param {(place: number) => number} toPlace a row or column → the walk's */
  handle(square, phase, toPlace) {
    const within = (/** @type {number} */ value) => Math.max(0, Math.min((phase === "pool" ? this.head.p : this.head.n) - 1, value));
    const at = (/** @type {number} */ row, /** @type {number} */ column) => this.go(stepOf(phase, within(row), within(column), this.head));
    const drag = (/** @type {number} */ x, /** @type {number} */ y) => at(toPlace(Math.floor(y)), toPlace(Math.floor(x)));
    draggable(square.hit, { name: /** @type {string} */ (square.hit.getAttribute("aria-label")), drag, nudge: (/** @type {number} */ right, /** @type {number} */ up) => {
      const now = sceneAt(this.step, this.head), place = now.phase === phase ? now : { row: 0, column: 0 };
      at(place.row - up, place.column + right);
    } });
    square.hit.addEventListener("pointerdown", event => drag(...pixel(square.hit, event)));
  }

  // ---- the pen ----

  pencilDown(/** @type {boolean} */ on) {
    if (this.drawing === on) return;
    this.drawing = on;
    set(this.pencil, { "aria-pressed": on });
    put(this.pencil, on ? tr("Done") : tr("Draw"));
    this.clear.hidden = !on;
    set(this.image.hit, { visibility: on ? "hidden" : "visible" });
    if (on) this.player.halt();
    this.position = on ? this.end : this.head.first;
    const words = tr("Draw: the maps follow your line. Arrow keys move the pen, space puts it down and lifts it.");
    if (on) put(this.said, words);
    put(this.image.caption, on ? words : tr("The image, {side} × {side}", { side: SIDE }));
    this.pen.take(on);
    this.painted = "";
    this.show();
  }
}

export default widget("cw", (el, python, message, [digit]) => new WalkPage(el, python, message, floats(digit)),
  (page, message, buffers) => { if (message.do === "draw" && (page.drawing || page.pen.strokes.length)) page.take(page.name, floats(buffers[0])); });
