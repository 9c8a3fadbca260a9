// Drawing by hand and by arrow keys: points of a pad go from 0 to 1, y downward.

const within = value => Math.round(1000 * Math.max(0, Math.min(1, value))) / 1000;

/** A place on the page as a point of the pad, 0 to 1. */
export const toPoint = (x, y, box) => [within((x - box.left) / box.width), within((y - box.top) / box.height)];

/** Add the point to the stroke unless it is too near the last one to matter; true if it was added. */
export function extend(stroke, point, nearest = 0.008) {
  const last = stroke.at(-1);
  if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < nearest) return false;
  stroke.push(point);
  return true;
}

/** Where the arrow keys held down move the pen, two of them diagonally. */
export function moved(/** @type {number[]} */ [x, y], held, step = 0.025) {
  const along = (less, more) => step * ((held.has(more) ? 1 : 0) - (held.has(less) ? 1 : 0));
  return [within(x + along("ArrowLeft", "ArrowRight")), within(y + along("ArrowUp", "ArrowDown"))];
}
