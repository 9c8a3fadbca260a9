// The landscape of two parameters as a relief that can be turned. It is a pile of flat sheets, one for each height, with the region
// that lies higher: seen from anywhere above, what is higher covers what is lower, so the sheets are drawn from low to high, and
// turning only gives each another transform. What needs no page stands first, for node's tests.
import { labelled, make, tr } from "./page.js";
import { glide, scale, set, size, svg, written } from "./stage.js";
import { along } from "./descent_path.js";
import { Ground, SMALLEST } from "./descent_views.js";

const HIGH = 0.45;  // the highest place, where a side of the ground is 1
const ABOVE = Math.PI / 2, LOWEST = 0.35;  // tilts
const FINE = 8;  // pieces of a step, since the ball follows the ground

/** Where a place of the ground, u and v from −0.5 to 0.5, at a height from 0 to 1 is seen, and back. */
export class Camera {
  /** @param {number[][]} heights from 0 to 1; a row for each v */
  constructor(heights) {
    this.heights = heights;
    this.room = [480, 400];
    this.turn = this.tilt = this.up = 0;
    this.across = this.away = this.middle = [0, 0];
    this.look(0, ABOVE);
  }

  /** @param {number} turn @param {number} tilt radians; π/2 is from above */
  look(turn, tilt) {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)], deep = Math.sin(tilt), up = HIGH * Math.cos(tilt);
    const spread = Math.abs(cos) + Math.abs(sin), [wide, tall] = this.room;
    const all = Math.min(wide / spread, tall / (spread * deep + up));
    this.turn = turn;
    this.tilt = tilt;
    this.across = [all * cos, -all * sin];  // pixels to the right for a side of u, and of v
    this.away = [all * sin * deep, all * cos * deep];  // and upwards
    this.up = all * up;
    this.middle = [wide / 2, (tall + all * up) / 2];
  }

  /** The surface's height. @param {number[]} place @returns {number} */
  height([u, v]) {
    const { heights } = this, at = (/** @type {number} */ value, /** @type {number} */ count) => Math.max(0, Math.min(count - 1, (value + 0.5) * (count - 1)));
    const row = at(v, heights.length), column = at(u, heights[0].length);
    const k = Math.min(Math.floor(row), heights.length - 2), l = Math.min(Math.floor(column), heights[0].length - 2);
    const [low, high] = [heights[k], heights[k + 1]].map(line => line[l] + (column - l) * (line[l + 1] - line[l]));
    return low + (row - k) * (high - low);
  }

  /** The pixel of a place; on the surface, if no height is given. @param {number[]} place */
  spot([u, v], height = this.height([u, v])) {
    const { across, away, middle } = this;
    return [middle[0] + across[0] * u + across[1] * v, middle[1] - away[0] * u - away[1] * v - this.up * height];
  }

  /** The place that is seen at a pixel: of all on this line of sight the highest; on the ground's plane beside the relief.
   * @param {number} px @param {number} py @returns {number[]} */
  place(px, py) {
    const { across: [a, b], away: [c, d], middle } = this, det = a * d - b * c;
    const at = (/** @type {number} */ height) => {
      const x = px - middle[0], y = middle[1] - py - this.up * height;
      return [(d * x - b * y) / det, (a * y - c * x) / det];
    };
    for (let height = 1; height > 0; height -= 0.005) {
      const place = at(height);
      if (place.every(value => Math.abs(value) <= 0.5) && this.height(place) >= height) return place;
    }
    return at(0);
  }

  /** The transform of a sheet whose side is 1000. @param {number} height */
  sheet(height) {
    const { across, away, middle } = this;
    return `matrix(${[across[0], -away[0], across[1], -away[1]].map(value => (value / 1000).toFixed(6)).join(" ")} ${middle[0].toFixed(2)} ${(middle[1] - this.up * height).toFixed(2)})`;
  }

  /** A step of an arrow key [right, up] along that side of the ground which runs most nearly so. @param {number[]} step */
  way([right, up]) {
    const quarter = Math.round(this.turn / ABOVE) * ABOVE, [cos, sin] = [Math.cos(quarter), Math.sin(quarter)].map(Math.round);
    return [right * cos + up * sin, up * cos - right * sin];
  }
}

/** A turn from which the high ground lies behind, a little to the side. @param {number[][]} heights */
export function outlook(heights) {
  const middle = [heights.length - 1, heights[0].length - 1].map(last => last / 2);
  let [u, v] = [0, 0];
  heights.forEach((line, k) => line.forEach((height, l) => { v += (k - middle[0]) * height; u += (l - middle[1]) * height; }));
  return Math.atan2(u, v) + 0.5;
}

const whole = (/** @type {number} */ turn) => turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
const degrees = (/** @type {number} */ angle) => Math.round(180 / Math.PI * angle);

export class ReliefView extends Ground {
  /** @param {import("./descent_views.js").Scene} scene @param {import("./descent_views.js").Hands} hands @param {HTMLElement} root
   *  @param {() => void} redraw what stands on the ground */
  constructor(scene, hands, root, redraw) {
    super(scene, hands, tr("The landscape, dark is low, with the ball and its path. Drag it to turn it"));
    this.root = root;
    this.redraw = redraw;
    this.corner = [0, 0];
    this.camera = new Camera(scene.relief);
    this.motion = null;
    /** @type {{ x: number, y: number, turn: number, tilt: number, moved: boolean } | null} what a pointer began */
    this.held = null;
    this.sheets = scene.sheets.map(([fill, d], k) => svg("path", { fill, d, "fill-rule": "evenodd", class: k % 3 ? false : "db-line" }));
    this.ground.append(...this.sheets);
    for (const [name, act] of Object.entries({ pointerdown: (/** @type {PointerEvent} */ event) => this.press(event), pointermove: (/** @type {PointerEvent} */ event) => this.follow(event),
      pointerup: () => { this.held = null; }, pointercancel: () => { this.held = null; } })) this.element.addEventListener(name, /** @type {EventListener} */ (act));
    this.turns = make("input", { type: "range", min: -180, max: 180, step: 3, oninput: () => this.turned() });
    this.tilts = make("input", { type: "range", min: degrees(LOWEST), max: 90, step: 2, oninput: () => this.turned() });
    this.button = make("button", { onclick: () => this.toggle() });
    this.controls = make("div", { class: "db-view" }, labelled(this.turns, tr("Turn")), labelled(this.tilts, tr("Tilt")), this.button);
    this.names = scene.names.map(name => svg("text", { class: "st-text", "text-anchor": "middle" }, name));
    this.ticks = scene.ranges.map(range => scale(range, [-0.5, 0.5]).ticks(4));
    this.numbers = this.ticks.map(ticks => ticks.map(value => svg("text", { class: "st-text", "text-anchor": "middle" }, written(value))));
    this.grid.append(...this.names, ...this.numbers.flat());
    this.home = outlook(scene.relief);
    this.look(this.home, 0.72);
  }

  /** A place in units of the ground's sides. @param {number[]} place */
  share(place) { return place.map((value, i) => (value - this.scene.ranges[i][0]) / (this.scene.ranges[i][1] - this.scene.ranges[i][0]) - 0.5); }

  /** @param {number} px @param {number} py */
  back(px, py) {
    const { ranges } = this.scene, [left, top] = this.corner;
    return this.camera.place(px - left, py - top).map((value, i) => ranges[i][0] + (value + 0.5) * (ranges[i][1] - ranges[i][0]));
  }

  /** @param {number[]} place */
  spot(place) { return this.on(this.share(place)); }

  /** @param {number[]} place @param {number} [height] @returns {[number, number]} */
  on(place, height) {
    const [px, py] = this.camera.spot(place, height), [left, top] = this.corner;
    return [px + left, py + top];
  }

  /** @param {import("./descent_path.js").Path} walk @param {number} pos @param {number[]} here */
  trace(walk, pos, here) {
    const k = Math.floor(pos), whole = walk.path.slice(0, k + 1), last = along(walk.path, pos), /** @type {number[][]} */ pixels = [];
    [...whole, last].forEach((place, i, all) => {
      for (let part = i ? 1 : FINE; part <= FINE; part++) pixels.push(this.spot(i ? all[i - 1].map((value, j) => value + part / FINE * (place[j] - value)) : place));
    });
    return { pixels: [...pixels, here], beads: whole.map(place => this.spot(place)) };
  }

  /** @param {number} right @param {number} up */
  way(right, up) { return this.camera.way([right, up]); }

  // ---- turning ----

  /** @param {number} turn @param {number} tilt */
  look(turn, tilt) {
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

  /** @param {PointerEvent} event */
  press(event) {
    const { turn, tilt } = this.camera;
    this.turning = false;
    if (!event.button && !this.held && !this.ball.contains(/** @type {Node} */ (event.target))) this.held = { x: event.clientX, y: event.clientY, turn, tilt, moved: false };
  }

  /** A drag turns; a click, which does not move, puts the ball down. @param {PointerEvent} event */
  follow(event) {
    const { held } = this;
    if (!held) return;
    const [right, down] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(right, down) < 5) return;
    if (!held.moved) { this.halt(); this.ground.setPointerCapture(event.pointerId); }
    held.moved = this.turning = true;
    this.look(held.turn + 0.009 * right, held.tilt + 0.006 * down);
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    if (this.turning) { this.turning = false; return; }
    super.clicked(event);
  }

  // ---- the picture ----

  /** @param {number} room pixels; false where there is none yet */
  resize(room) {
    if (room < SMALLEST) return false;
    const wide = Math.min(room, 480), tall = Math.round(0.86 * wide);
    this.corner = [34, 8];
    this.camera.room = [wide - 68, tall - 50];
    size(this.element, wide, tall);
    set(this.frame, { x: 0, y: 0, width: wide, height: tall });
    this.ready = true;
    this.look(this.camera.turn, this.camera.tilt);
    return true;
  }

  show() {
    const [left, top] = this.corner;
    set(this.ground, { transform: `translate(${left} ${top})` });
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
