// ChainNudge's numbers: the two cases of slide P14-2, and every nudge of one of them at a point. No page is needed.

/** @typedef {Record<string, number>} Numbers one for each quantity, or for each arrow, "xy", from one to the next */
/** @typedef {ReturnType<typeof tableOf>} Table */

/** Two pictures of the slide: what the first quantity makes of all, the slopes there, and the paths from it to z.
 * @type {Record<number, { formulas: string, paths: string[], values(first: number): Numbers, slopes(first: number): Numbers }>} */
export const CASES = {
  1: { formulas: "y = x²,  z = sin y", paths: ["xyz"],
    values: x => ({ x, y: x ** 2, z: Math.sin(x ** 2) }),
    slopes: x => ({ xy: 2 * x, yz: Math.cos(x ** 2) }) },
  2: { formulas: "x = s²,  y = sin s,  z = xy + y²", paths: ["sxz", "syz"],
    values: s => ({ s, x: s ** 2, y: Math.sin(s), z: s ** 2 * Math.sin(s) + Math.sin(s) ** 2 }),
    slopes: s => ({ sx: 2 * s, sy: Math.cos(s), xz: Math.sin(s), yz: s ** 2 + 2 * Math.sin(s) }) },
};

export const PLACES = 50, FARTHEST = 1.5, ZOOMS = [1, 10, 100];  // nudges each way, largest point, magnifications: as in chain_nudge.py

/** All nudges from −0.5 / zoom to 0.5 / zoom: what they change by the slopes, `lanes` for each path that reaches a quantity, `rule` for
 *  all paths to z together; and `exact`, what they change in truth. @param {number} number of the case @param {number} at @param {number} zoom */
export function tableOf(number, at, zoom) {
  const { paths, values: valuesAt, slopes: slopesAt } = CASES[number], values = valuesAt(at), slopes = slopesAt(at);
  const nudges = Array.from({ length: 2 * PLACES + 1 }, (_, k) => (k - PLACES) / 100 / zoom), there = nudges.map(nudge => valuesAt(at + nudge));
  const product = (/** @type {string} */ path) => [...path].slice(1).reduce((all, to, k) => all * slopes[path[k] + to], 1);
  const reaching = (/** @type {string} */ name) => new Set(paths.filter(path => path.includes(name)).map(path => path.slice(0, path.indexOf(name) + 1)));
  const quantities = Object.keys(values);
  const lanes = Object.fromEntries(quantities.map(name => [name, [...reaching(name)].map(path => nudges.map(nudge => product(path) * nudge))]));
  const exact = Object.fromEntries(quantities.map(name => [name, there.map(one => one[name] - values[name])]));
  return { case: number, at, zoom, paths, nudges, values, slopes, lanes, exact, digits: 4 + ZOOMS.indexOf(zoom),
    rule: nudges.map((_, k) => lanes.z.reduce((sum, lane) => sum + lane[k], 0)),
    slope: paths.reduce((sum, path) => sum + product(path), 0) };
}
