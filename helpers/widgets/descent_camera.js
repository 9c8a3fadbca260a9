// How the landscape of two parameters is seen from a turn and a tilt: what needs no page.

const HIGH = 0.45;  // the highest place, where a side of the ground is 1
export const ABOVE = Math.PI / 2;  // a tilt

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
