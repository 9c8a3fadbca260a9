// The Playground's page without a page: node --test tests/widgets/playground/playground.test.mjs
import assert from "node:assert/strict";
import test from "node:test";
import * as page from "../../../helpers/widgets/playground_parts.js";
import { meanings } from "../../../helpers/widgets/playground_views.js";

test("places follow theta: W1 row by row, b1, W2, b2", () => {
  assert.deepEqual(page.places([2, 3, 1], 1, 2), { weights: [4, 5], bias: 8 });
  assert.deepEqual(page.places([2, 3, 1], 2, 0), { weights: [9, 10, 11], bias: 12 });
});

const none = new Uint8Array(0);

test("a picture comes apart", () => {
  const head = { sizes: [2, 3, 1], side: 8, points: 1, spaces: [] }, maps = new Uint8Array(64 + 5 * 4).map((_, i) => i);
  const theta = new Float32Array(13).map((_, i) => i), points = new Float32Array([1, 2, 0]);
  const picture = page.decode(head, [maps, theta, none, none, points, none]);
  assert.equal(picture.output.length, 64);
  assert.deepEqual([...picture.neurons.subarray(4 * 4)], [80, 81, 82, 83]);
  assert.equal(picture.theta[12], 12);
  assert.equal(picture.gradient.length, 0);
  assert.equal(page.decode(head, [maps, theta, theta, none, points, none]).gradient[3], 3);
});

test("the points of the data stay those of the picture before where none come", () => {
  const head = { sizes: [2, 1], side: 4, points: 1, spaces: [] }, points = new Float32Array([1, 2, 0]);
  const first = page.decode(head, [new Uint8Array(18), new Float32Array(3), none, none, points]);
  const next = page.decode(head, [new Uint8Array(18), new Float32Array(3), none, none, none], first);
  assert.equal(next.points, first.points);
  assert.deepEqual([...next.points], [1, 2, 0]);
});

test("the space of a two-neuron layer comes with its map and its points", () => {
  const head = { sizes: [2, 2, 1], side: 8, points: 2, spaces: [{ layer: 1, low: -1, high: 1 }] };
  const maps = new Uint8Array(64 + 4 * 4 + 16).map((_, i) => i), numbers = new Float32Array(10).map((_, i) => i);
  const { points, hidden } = page.decode(head, [maps, new Float32Array(9), none, numbers.slice(6), numbers.slice(0, 6)]);
  assert.deepEqual([...points], [0, 1, 2, 3, 4, 5]);
  assert.deepEqual([hidden[0].layer, hidden[0].map.length, hidden[0].map[0], ...hidden[0].points], [1, 16, 80, 6, 7, 8, 9]);
});

test("every neuron lies inside the stage, and none on another", () => {
  for (const sizes of [[2, 1], [2, 8, 8, 1], [7, 32, 1], [2, 32, 32, 32, 32, 32, 32, 32, 32, 1]])
    for (const width of [340, 640]) {
      const { size, centers } = page.layout(sizes, width, 540, 62);
      centers.flat().forEach(([x, y]) => assert.ok(x - size / 2 >= 0 && x + size / 2 <= width && y - size / 2 >= 60, `${x} ${y}`));
      centers.forEach(column => column.forEach(([, y], i) => i && assert.ok(y - column[i - 1][1] >= size)));
    }
});

test("the history keeps its early part at any length, as Python's does", () => {
  let history = [];
  for (let step = 0; step < 200_000; step += 7) history = page.keep(history, [step, 0, 0]);
  const steps = history.map(row => row[0]);
  assert.deepEqual(steps.slice(0, 20), Array.from({ length: 20 }, (_, i) => 7 * i));
  assert.equal(steps.at(-1), 199_997);
  assert.ok(history.length < 1000);
  steps.slice(1).forEach((b, i) => assert.ok(b - steps[i] <= 0.01 * steps[i] + 7));
  assert.deepEqual(page.keep([[0, 1], [0, 2]], [0, 3]), [[0, 1], [0, 3]]);
});

test("a picture that is kept is no part of the message that has brought it", () => {
  const maps = new Uint8Array(64 + 4 * 4 + 16).fill(5), head = { sizes: [2, 2, 1], side: 8, points: 0, spaces: [{ layer: 1, low: -1, high: 1 }] };
  const kept = page.apart(page.decode(head, [maps, new Float32Array(9), none, none, none]));
  maps.fill(6);
  assert.deepEqual([kept.output[0], kept.neurons[0], kept.hidden[0].map[0]], [5, 5, 5]);
});

test("the key says what the shades of the output, a neuron or an input go from and to", () => {
  const said = (activation, l, maps) => meanings({ activation, maps }, l === undefined ? null : { l });
  assert.deepEqual([said("tanh"), said("tanh", 1), said("sigmoid", 2), said("relu", 1), said("tanh", 0), said("tanh", 1, "gradient")],
    [["output", "0", "1"], ["neuron", "−1", "1"], ["neuron", "0", "1"], ["neuron", "−", "+"], ["input", "−", "+"], ["neuron", "−", "+"]]);
});
