// The landscape of two parameters as a relief that can be turned, with the ball, its path and its arrows. It is a pile of flat sheets,
// one for each height, with the region that lies higher: seen from anywhere above, what is higher covers what is lower, so the sheets
// are drawn from low to high, and turning only gives each another transform.
import { labelled, make, tr } from "./page.js";
import { clipped, draggable, glide, mix, pixel, scale, set, size, svg, written } from "./stage.js";
import { ABOVE, Camera, outlook } from "./descent_camera.js";
import { along, points } from "./descent_path.js";

const LOWEST = 0.35;  // of all tilts
const LEFT = 34, TOP = 8;  // pixels: where the landscape's picture begins
const FINE = 8;  // pieces of a step, since the ball follows the ground
const RIM = 9, HEAD = 7;  // pixels: the ball's rim from its middle; the shortest arrow

/** An arrow from the ball's rim, as long as the move: so far the rim goes. A shorter move than the arrow's head is a small head alone. */
function arrow(/** @type {string} */ style) {
  const shaft = svg("line"), head = svg("path", { d: "M2 0L-9 5V-5Z" }), element = svg("g", { class: style }, shaft, head);
  /** @param {number[]} from @param {number[]} to in pixels */
  function aim([x0, y0], [x1, y1]) {
    const far = Math.hypot(x1 - x0, y1 - y0), angle = 180 / Math.PI * Math.atan2(y1 - y0, x1 - x0);
    const long = (RIM + Math.max(HEAD, far)) / far, tip = [x0 + long * (x1 - x0), y0 + long * (y1 - y0)];
    set(element, { display: far < 0.5 ? "none" : false });
    if (far < 0.5) return;
    set(shaft, { x1: x0, y1: y0, x2: tip[0], y2: tip[1] });
    set(head, { transform: `translate(${tip.join(" ")}) rotate(${angle}) scale(${Math.max(0.6, Math.min(1, far / 14))})` });
  }
  return { element, aim, hide: () => set(element, { display: "none" }) };
}

const whole = (/** @type {number} */ turn) => turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
const degrees = (/** @type {number} */ angle) => Math.round(180 / Math.PI * angle);

export class ReliefView {
  /** @param {import("./descent_path.js").Scene} scene @param {import("./descent_path.js").Hands} hands @param {HTMLElement} root
   *  @param {() => void} redraw what stands on the ground */
  constructor(scene, hands, root, redraw) {
    this.scene = scene;
    this.hands = hands;
    this.root = root;
    this.redraw = redraw;
    this.ready = false;  // has it a place on the screen?
    this.camera = new Camera(scene.relief);
    this.motion = null;
    this.held = /** @type {{ x: number, y: number, turn: number, tilt: number } | null} */ (null);  // what a pointer began
    this.turning = false;  // was the last press a drag?
    this.frame = svg("rect");
    this.sheets = scene.sheets.map(([fill, d], k) => svg("path", { fill, d, "fill-rule": "evenodd", class: k % 3 ? false : "db-line" }));
    this.ground = svg("g", { class: "db-ground", onclick: (/** @type {MouseEvent} */ event) => this.clicked(event) }, ...this.sheets);
    this.trail = svg("polyline", { class: "db-trail" });
    this.beads = svg("path", { class: "db-bead" });
    this.down = arrow("db-down");
    this.carried = arrow("db-carried");
    this.ball = draggable(svg("g", {}, svg("circle", { r: 15, class: "st-reach" }), svg("circle", { r: 8, class: "db-ball" })),
      { ...hands, name: tr("The ball: moving it makes a new start"), nudge: (right, up) => hands.nudge(this.camera.way([right, up])),
        drag: (px, py) => hands.lay(this.back(px, py)) });
    this.names = ["w", "v"].map(name => svg("text", { class: "st-text", "text-anchor": "middle" }, name));
    this.ticks = scene.ranges.map(range => scale(range, [-0.5, 0.5]).ticks(4));
    this.numbers = this.ticks.map(ticks => ticks.map(value => svg("text", { class: "st-text", "text-anchor": "middle" }, written(value))));
    const release = () => { this.held = null; };
    this.element = svg("svg", { class: "st-stage", role: "group", "aria-label": tr("The landscape, dark is low, with the ball and its path. Drag it to turn it"),
      onpointerdown: (/** @type {PointerEvent} */ event) => this.press(event), onpointermove: (/** @type {PointerEvent} */ event) => this.follow(event),
      onpointerup: release, onpointercancel: release }, svg("g", {}, ...this.names, ...this.numbers.flat()),
    clipped(this.frame, {}, this.ground, this.trail, this.beads, this.carried.element, this.down.element, this.ball));
    this.turns = make("input", { type: "range", min: -180, max: 180, step: 3, oninput: () => this.turned() });
    this.tilts = make("input", { type: "range", min: degrees(LOWEST), max: 90, step: 2, oninput: () => this.turned() });
    this.button = make("button", { onclick: () => this.toggle() });
    this.controls = make("div", { class: "db-view" }, labelled(this.turns, tr("Turn")), labelled(this.tilts, tr("Tilt")), this.button);
    this.home = outlook(scene.relief);
    this.look(this.home, 0.72);
  }

  /** A place in units of the ground's sides. @param {number[]} place */
  share(place) { return place.map((value, i) => (value - this.scene.ranges[i][0]) / (this.scene.ranges[i][1] - this.scene.ranges[i][0]) - 0.5); }

  back(/** @type {number} */ px, /** @type {number} */ py) {
    const { ranges } = this.scene;
    return this.camera.place(px - LEFT, py - TOP).map((value, i) => ranges[i][0] + (value + 0.5) * (ranges[i][1] - ranges[i][0]));
  }

  spot(/** @type {number[]} */ place) { return this.on(this.share(place)); }

  /** @param {number[]} place @param {number} [height] @returns {[number, number]} */
  on(place, height) {
    const [px, py] = this.camera.spot(place, height);
    return [px + LEFT, py + TOP];
  }

  // ---- the ball ----

  drawBall(/** @type {number[]} */ place) { set(this.ball, { transform: `translate(${this.spot(place).join(" ")})` }); }

  /** The ball at `pos` of its path. @param {import("./descent_path.js").Path} walk @param {Record<"down" | "carried", number[][]>} push @param {number} pos */
  draw(walk, push, pos) {
    const place = along(walk.path, pos), here = this.spot(place), past = walk.path.slice(0, Math.floor(pos) + 1), beads = past.map(one => this.spot(one));
    const ahead = (/** @type {number[][]} */ vectors) => this.spot(place.map((value, i) => value + along(vectors, pos)[i]));
    this.drawBall(place);
    this.down.aim(here, ahead(push.down));
    if (walk.momentum) this.carried.aim(here, ahead(push.carried));
    else this.carried.hide();
    set(this.trail, { points: points(this.trace([...past, place])) });
    set(this.beads, { d: beads.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join("") });
  }

  /** The pixels of a way, which follows the ground. @param {number[][]} places */
  trace(places) {
    return places.flatMap((place, i) => i ? Array.from({ length: FINE }, (_, part) => this.spot(mix(places[i - 1], place, (part + 1) / FINE))) : [this.spot(place)]);
  }

  // ---- turning ----

  look(/** @type {number} */ turn, /** @type {number} */ tilt) {
    this.camera.look(whole(turn), Math.max(LOWEST, Math.min(ABOVE, tilt)));
    for (const [field, angle] of /** @type {[HTMLInputElement, number][]} */ ([[this.turns, this.camera.turn], [this.tilts, this.camera.tilt]])) {
      if (!field.matches(":active")) field.value = String(degrees(angle));
      field.setAttribute("aria-valuetext", tr("{angle} degrees", { angle: String(degrees(angle)).replace("-", "−") }));
    }
    this.button.textContent = this.above() ? tr("As a relief") : tr("From above");
    if (this.ready) this.show();
  }

  above() { return this.camera.tilt > 0.99 * ABOVE; }

  turned() {
    this.halt();
    this.look(this.turns.valueAsNumber * Math.PI / 180, this.tilts.valueAsNumber * Math.PI / 180);
  }

  toggle() {
    this.halt();
    const { turn, tilt } = this.camera, to = this.above() ? [turn + whole(this.home - turn), 0.72] : [turn - whole(turn), ABOVE];
    this.motion = glide(this.root, 900, t => this.look(turn + t * (to[0] - turn), tilt + t * (to[1] - tilt)), () => { this.motion = null; });
  }

  halt() {
    this.motion?.stop();
    this.motion = null;
  }

  press(/** @type {PointerEvent} */ event) {
    const { turn, tilt } = this.camera;
    this.turning = false;
    if (!event.button && !this.held && !this.ball.contains(/** @type {Node} */ (event.target))) this.held = { x: event.clientX, y: event.clientY, turn, tilt };
  }

  /** A drag turns; a click, which does not move, puts the ball down. @param {PointerEvent} event */
  follow(event) {
    const { held } = this;
    if (!held) return;
    const [right, down] = [event.clientX - held.x, event.clientY - held.y];
    if (!this.turning && Math.hypot(right, down) < 5) return;
    if (!this.turning) { this.halt(); this.ground.setPointerCapture(event.pointerId); }
    this.turning = true;
    this.look(held.turn + 0.009 * right, held.tilt + 0.006 * down);
  }

  clicked(/** @type {MouseEvent} */ event) {
    if (this.ready && !this.turning) this.hands.drop(this.back(...pixel(this.element, event)));
    this.turning = false;
  }

  // ---- the picture ----

  /** @param {number} room pixels */
  resize(room) {
    const wide = Math.min(room, 480), tall = Math.round(0.86 * wide);
    this.camera.room = [wide - 2 * LEFT, tall - 50];
    size(this.element, wide, tall);
    set(this.frame, { x: 0, y: 0, width: wide, height: tall });
    this.ready = true;
    this.look(this.camera.turn, this.camera.tilt);
  }

  show() {
    set(this.ground, { transform: `translate(${LEFT} ${TOP})` });
    this.sheets.forEach((sheet, k) => set(sheet, { transform: this.camera.sheet(this.scene.sheets[k][2]) }));
    this.label();
    this.redraw();
  }

  /** Names and numbers stand along the two edges of the ground that are nearest. */
  label() {
    const middle = this.on([0, 0], 0);
    [0, 1].forEach(i => {
      const at = (/** @type {number} */ side, /** @type {number} */ along) => this.on(i ? [side, along] : [along, side], 0), ends = [-0.5, 0.5].map(side => at(side, 0));
      const near = ends[1][1] - 0.01 * ends[1][0] > ends[0][1] - 0.01 * ends[0][0] + 0.001 ? 1 : 0, edge = ends[near];
      const far = Math.hypot(edge[0] - middle[0], edge[1] - middle[1]) || 1, out = [0, 1].map(k => (edge[k] - middle[k]) / far);
      const stand = (/** @type {SVGElement} */ text, /** @type {number[]} */ [x, y], /** @type {number} */ away) => set(text, { x: (x + away * out[0]).toFixed(1), y: (y + away * out[1] + 4).toFixed(1) });
      this.numbers[i].forEach((text, k) => stand(text, at(near - 0.5, this.share([0, 0].map((_, j) => j === i ? this.ticks[i][k] : 0))[i]), 15));
      stand(this.names[i], edge, 30);
    });
  }
}
