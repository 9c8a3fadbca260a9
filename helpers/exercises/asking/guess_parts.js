// The guess's page, first part: what needs no page, exported for node's tests.

/** @typedef {[string, number, number]} Axis its name, where it begins, where it ends */
/** @typedef {{ x: Axis, y: Axis }} Axes */
/** @typedef {{ low: number, high: number, log: boolean, whole?: boolean }} Range */

export const WIDTH = 320, HEIGHT = 220, BOX = { left: 52, right: 308, top: 12, bottom: 176 };

/** @param {number} value @param {number} low @param {number} high */
export const within = (value, low, high) => Math.max(low, Math.min(high, value));
/** @param {number} value @param {Axis} axis */
const rounded = (value, [, low, high]) =>  // to a thousandth of the axis
  Number((Math.round((value - low) / (high - low) * 1000) / 1000 * (high - low) + low).toFixed(9));
/** @param {number} value */
export const short = value => `${Number(value.toPrecision(3))}`.replace("-", "−");

/** A slider's place, 0 to 1000, as a number from low to high, and back; with log by factors, whole where things are counted.
 * @param {number} place @param {Range} range */
export function fromSlider(place, { low, high, log, whole }) {
  const share = place / 1000;
  const number = Number((log ? low * (high / low) ** share : low + (high - low) * share).toPrecision(log ? 2 : 4));
  return whole ? Math.round(number) : number;
}

/** @param {number} value @param {Range} range */
export function toSlider(value, { low, high, log }) {
  const inside = within(value, low, high);
  return 1000 * (log ? Math.log(inside / low) / Math.log(high / low) : (inside - low) / (high - low));
}

/** The pixel of a point of the picture, and the point of a pixel; never outside the axes.
 * @param {number[]} point @param {Axes} axes */
export const toPixel = ([x, y], axes) => [
  BOX.left + (x - axes.x[1]) / (axes.x[2] - axes.x[1]) * (BOX.right - BOX.left),
  BOX.bottom - (y - axes.y[1]) / (axes.y[2] - axes.y[1]) * (BOX.bottom - BOX.top)];

/** @param {number[]} pixel @param {Axes} axes */
export function toPoint([left, top], axes) {
  const along = within((left - BOX.left) / (BOX.right - BOX.left), 0, 1), up = within((BOX.bottom - top) / (BOX.bottom - BOX.top), 0, 1);
  return [rounded(axes.x[1] + along * (axes.x[2] - axes.x[1]), axes.x), rounded(axes.y[1] + up * (axes.y[2] - axes.y[1]), axes.y)];
}

/** Where an arrow key moves a value of this axis: a fiftieth of it; a tenth with Shift, where `way` is 10 or −10.
 * @param {number} value @param {number} way @param {Axis} axis */
export const stepped = (value, way, axis) =>
  rounded(within(value + Math.sign(way) * (axis[2] - axis[1]) / (Math.abs(way) > 1 ? 10 : 50), axis[1], axis[2]), axis);

/** The heights after the pointer went from place `from` to place `to` (numbers of heights) and from height to height.
 * @param {number[]} heights @param {number} from @param {number} to @param {number} start @param {number} end */
export function drawn(heights, from, to, start, end) {
  const result = [...heights], direction = Math.sign(to - from) || 1;
  for (let place = from; direction * (to - place) >= 0; place += direction)
    result[place] = to === from ? end : start + (end - start) * (place - from) / (to - from);
  return result;
}

/** The heights, and where none is drawn yet, outside of the places `from` to `to`, the nearest that is.
 * @param {number[]} heights @param {number} from @param {number} to */
export const level = (heights, from, to) => heights.map((_, k) => heights[within(k, from, to)]);

const KNOT = 8;  // by keys a curve is bent every so many heights, since each alone would be a needle

/** The knot after or before a place. @param {number} place @param {number} direction @param {number} places */
export const knot = (place, direction, places) => within(KNOT * (direction < 0 ? Math.ceil(place / KNOT) - 1 : Math.floor(place / KNOT) + 1), 0, places - 1);

/** The heights with that at `place` moved by `more`, and those beside it with it, less and less up to the next knots.
 * @param {number[]} heights @param {number} place @param {number} more @param {Axis} axis */
export const bent = (heights, place, more, [, low, high]) => heights.map((height, k) => {
  const share = Math.max(0, 1 - Math.abs(k - place) / KNOT);
  return share ? within(height + share * more, low, high) : height;
});
