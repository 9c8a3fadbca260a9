// The Playground's page without a page.
import assert from "node:assert/strict";
import test from "node:test";
import * as page from "../../../helpers/widgets/playground_parts.js";
import { colors } from "../../../helpers/widgets/shades.js";
import { meanings } from "../../../helpers/widgets/playground_views.js";

test("a picture comes apart, and keeps the points of the one before where none come", () => {
  const none = new Uint8Array(0), head = { sizes: [2, 2, 1], side: 8, points: 2, spaces: [{ layer: 1, low: -1, high: 1 }] };
  const maps = new Uint8Array(64 + 4 * 4 + 16).map((_, i) => i), numbers = new Float32Array(10).map((_, i) => i), theta = new Float32Array(9);
  const parts = [maps, theta, none, numbers.slice(6), numbers.slice(0, 6)], first = page.decode(head, parts), { output, neurons, points, hidden } = first;
  assert.deepEqual([output.length, ...neurons.subarray(3 * 4)], [64, 76, 77, 78, 79]);
  assert.deepEqual([...points], [0, 1, 2, 3, 4, 5]);
  assert.deepEqual([hidden[0].layer, hidden[0].map.length, hidden[0].map[0], ...hidden[0].points], [1, 16, 80, 6, 7, 8, 9]);
  assert.equal(page.decode(head, [...parts.slice(0, 4), none], first).points, first.points);
  const kept = page.apart(first);  // no part of the message that has brought it
  maps.fill(6);
  assert.deepEqual([kept.output[1], kept.neurons[12], kept.hidden[0].map[0]], [1, 76, 80]);
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
  assert.ok(steps.at(-1) === 199_997 && history.length < 1000);
  steps.slice(1).forEach((b, i) => assert.ok(b - steps[i] <= 0.01 * steps[i] + 7));
});

test("the key names classes or targets, and its shades are the map's", () => {
  const said = (output, settings, l) => meanings({ output, settings }, l === undefined ? null : { l }), classes = said("sigmoid", { show_test: true });
  assert.deepEqual([classes.names, classes.ends, classes.tested], [["class 0", "class 1"], ["0", "1"], true]);
  assert.deepEqual(said("identity", {}).ends, ["−1", "1"]);
  const pale = new Uint8Array(colors(0.6).buffer), shade = byte => `rgb(${pale.slice(4 * byte, 4 * byte + 3)})`;
  assert.equal(classes.shades, [1, 128, 255].map(shade).join(", "));
  assert.equal(said("sigmoid", { two_colors: true }).shades, `${shade(1)} 50%, ${shade(255)} 50%`);
  const ends = (activation, l, maps) => said("sigmoid", { activation, maps, two_colors: true }, l);
  assert.deepEqual([ends("tanh", 1).shown, ends("tanh", 0).shown, ends("tanh", 1).shades], ["neuron", "input", classes.shades]);
  assert.deepEqual([ends("tanh", 1), ends("sigmoid", 2), ends("relu", 1), ends("tanh", 0), ends("tanh", 1, "gradient")].map(one => one.ends),
    [["−1", "1"], ["0", "1"], ["−", "+"], ["−", "+"], ["−", "+"]]);
});
