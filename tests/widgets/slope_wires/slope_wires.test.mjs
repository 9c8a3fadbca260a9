// SlopeWires' factors, without a page.
import assert from "node:assert/strict";
import test from "node:test";
import { layout } from "../../../helpers/widgets/backprop_parts.js";
import { factor, four, meeting, narrow, weighing, wires } from "../../../helpers/widgets/slope_wires.js";

const passes = { sizes: [2, 2, 1], a: [[1, -1], [0.5, 0.25], [0.75]], deltas: [[0.1, -0.2], [0.4]], gains: [[0.25, 0.5]],
  weights: [[[1, -2], [-1, 1]], [[3, -4]]] };

test("a slope is what comes over the wire times what comes back to its neuron", () => {
  const all = wires(passes);
  assert.deepEqual(all.map(({ name, neuron }) => `${name} ${neuron}`), ["w¹₁₁ z₁", "w¹₁₂ z₁", "w¹₂₁ z₂", "w¹₂₂ z₂", "w²₁₁ z₃", "w²₁₂ z₃"]);
  assert.deepEqual(all.map(({ slope }) => four(slope)), ["0.1000", "−0.1000", "−0.2000", "0.2000", "0.2000", "0.1000"]);
});

test("a hidden neuron has a gain and a sum that comes back, an output none", () => {
  const all = wires(passes);
  assert.deepEqual([all[0].gain, all[0].sum, all[3].gain, all[3].sum], [0.25, "3 · 0.4000", 0.5, "(−4) · 0.4000"]);
  assert.deepEqual([all[4].gain, all[4].sum], [undefined, undefined]);
});

test("a factor below 0 stands in brackets", () => assert.deepEqual([0.25, -0.00361, 0].map(value => factor(value)), ["0.2500", "(−0.0036)", "0.0000"]));

test("on a page of any width the slopes and the weights stand apart, and off the neurons and the δ below them", () => {
  for (const width of [284, 350, 504, 524, 640, 760]) {
    const down = narrow([2, 2, 2, 2], width), [before, after] = layout([2, 2, 2, 2], width, down, 34).centers;
    const places = before.flatMap((a, i) => after.map((b, k) => meeting(a, b, k, i, down)));
    const free = ([x, y], [left, top], wide) => Math.abs(x - left) >= wide || Math.abs(y - top) >= 15;
    const weights = before.flatMap((a, i) => after.map((b, k) => weighing(a, b, k, i, down)));
    for (const weight of weights) {
      for (const place of places) assert.ok(free(weight, place, 38), `${width}: ${weight} on ${place}`);
      for (const [x, y] of [...before, ...after]) for (const words of [-38, 0, 38, 53]) assert.ok(free(weight, [x, y + words], 35), `${width}: ${weight}`);
    }
    places.forEach((place, i) => places.slice(i + 1).forEach(other => assert.ok(free(place, other, 52), `${width}: ${place} ${other}`)));
    assert.ok(Math.abs(places[1][1] - places[2][1]) >= 26, `${width}: where the wires cross`);
    for (const place of places) for (const [x, y] of before) for (const below of [0, 53]) assert.ok(free(place, [x, y + below], 50) || Math.abs(place[1] - y - below) >= 15, `${width}`);
  }
});
