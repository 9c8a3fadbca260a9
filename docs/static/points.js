// The sets of points that a Playground on a page learns, as helpers/data.py makes them, with random numbers of their own:
// [x1, x2, class] each.
/** @typedef {ReturnType<typeof import("./network.js").random>} Random */

/** Points that a curve gives to each class, [x1, x2] at share t of it, in a random order and off by the noise.
 * @param {(t: number, label: number, random: Random) => number[]} place */
const classes = place => (/** @type {number} */ n, /** @type {number} */ noise, /** @type {Random} */ random) => random.order(n).map(i => {
  const label = i % 2, [x1, x2] = place(i / n, label, random);
  return [x1 + noise * random.normal(), x2 + noise * random.normal(), label];
});

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
};
