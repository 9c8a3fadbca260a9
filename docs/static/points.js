// The sets of points that a Playground on a page learns, as helpers/data.py and playground_data.py make them, with random numbers of
// their own: [x1, x2, target] each, target 0 or 1 for classes, a number from -1 to 1 to predict.
/** @typedef {ReturnType<typeof import("./network.js").random>} Random */

const range = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => i);

/** Points that a curve gives to each class, [x1, x2] at share t of it, in a random order and off by the noise.
 * @param {(t: number, label: number, random: Random) => number[]} place */
const classes = place => (/** @type {number} */ n, /** @type {number} */ noise, /** @type {Random} */ random) => random.order(n).map(i => {
  const label = i % 2, [x1, x2] = place(i / n, label, random);
  return [x1 + noise * random.normal(), x2 + noise * random.normal(), label];
});

/** Numbers to predict, from places all over the map. @param {(x1: number, x2: number) => number} target */
const numbers = target => (/** @type {number} */ n, /** @type {number} */ noise, /** @type {Random} */ random) => range(n).map(() => {
  const [x1, x2] = [6 * random.uniform() - 3, 6 * random.uniform() - 3];
  return [x1, x2, Math.max(-1, Math.min(1, target(x1, x2) + noise / 2 * random.normal()))];
});

const BUMPS = [[-2, -1.2, 1], [0, -1.2, -1], [2, -1.2, 1], [-2, 1.2, -1], [0, 1.2, 1], [2, 1.2, -1]];

/** @type {Record<string, (n: number, noise: number, random: Random) => number[][]>} */
export const DATASETS = {
  blobs: classes((t, label) => label ? [1.1, 1.1] : [-1.1, -1.1]),
  circles: classes((t, label) => {
    const radius = 2 - label, angle = 2 * Math.PI * t;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }),
  moons: classes((t, label) => [(label ? 1 - Math.cos(Math.PI * t) : Math.cos(Math.PI * t)) - 0.5,
    (label ? 0.5 - Math.sin(Math.PI * t) : Math.sin(Math.PI * t)) - 0.25].map(x => x / 0.75)),
  xor: classes((t, label, { uniform }) => {
    const sign = uniform() < 0.5 ? -1 : 1;
    return [sign * (0.2 + 1.8 * uniform()), sign * (1 - 2 * label) * (0.2 + 1.8 * uniform())];
  }),
  spiral: classes((t, label) => {
    const radius = 0.1 + 1.9 * t, angle = Math.PI * (1.25 * radius + label);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }),
  none: () => [],
  plane: numbers((x1, x2) => (x1 + x2) / 6),
  gauss: numbers((x1, x2) => BUMPS.reduce((all, [c1, c2, sign]) => all + sign * Math.exp(-((x1 - c1) ** 2 + (x2 - c2) ** 2) / 0.7), 0)),
};
export const REGRESSION = ["plane", "gauss"];

/** What a network can be fed of a point. @type {Record<string, (x1: number, x2: number) => number>} */
export const FEATURES = {
  "x1": x1 => x1, "x2": (_, x2) => x2, "x1^2": x1 => x1 * x1, "x2^2": (_, x2) => x2 * x2, "x1*x2": (x1, x2) => x1 * x2,
  "sin(x1)": x1 => Math.sin(x1), "sin(x2)": (_, x2) => Math.sin(x2),
};
