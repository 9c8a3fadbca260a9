// The BackpropStepper's page without a page.
import assert from "node:assert/strict";
import test from "node:test";
import * as page from "../../../helpers/widgets/backprop_parts.js";
const steps = ["forward", "forward", "backward", "slopes"].map((part, i) => ({ part, key: `k ${i}`, text: String(i) }));

test("only what is done is known, and a part ends where the next begins", () => {
  assert.deepEqual([...page.knownAfter(steps, 2)], [["k 0", "0"], ["k 1", "1"]]);
  assert.deepEqual(["forward", "backward", "slopes"].map(part => page.endOf(steps, part)), [2, 3, 4]);
});

test("another walk stands at the same operation, or at its end where it is shorter and lacks that", () => {
  const next = [steps[0], { key: "new" }, steps[1], steps[3]];
  assert.deepEqual([0, 1, 2, 3, 4].map(at => page.placeIn(steps, next, at)), [0, 1, 3, 3, 4]);
  assert.equal(page.placeIn(steps, next.slice(0, 1), 3), 1);
});

test("keys step, and stop at both ends", () => {
  assert.deepEqual([["ArrowRight", 4], ["ArrowRight", 9], ["ArrowLeft", 0], ["Home", 5], ["End", 5], ["x", 5]]
    .map(([key, at]) => page.keyStep(key, at, 9)), [5, 9, 0, 0, 9, null]);
});

test("neurons lie inside the drawing, side by side or one below the other", () => {
  for (const down of [false, true])
    for (const sizes of [[2, 2, 2, 2], [4, 4, 4, 4, 4], [1, 4]]) {
      const { width, height, centers } = page.layout(sizes, 420, down);
      assert.equal(width, 420);
      centers.flat().forEach(([x, y]) => assert.ok(x >= 26 && x <= width - 26 && y >= 26 && y <= height - 40));
      assert.deepEqual(centers.map(layer => layer.length), sizes);
      for (const layer of centers) assert.equal(new Set(layer.map(place => place[down ? 1 : 0])).size, 1);
    }
});

test("numbers between two layers lie apart", () => {
  const places = (sizes, width, down) => {
    const [before, after] = page.layout(sizes, width, down).centers;
    return before.map((a, i) => after.map((b, k) => page.spot(a, b, i, k, ...sizes, down)));
  };
  const heights = places([4, 4], 600, false).flat().map(place => place[1]).sort((a, b) => a - b);
  heights.slice(1).forEach((y, i) => assert.ok(y - heights[i] > 18));
  for (const [before, after] of [[1, 1], [1, 4], [3, 2], [4, 4]]) {
    const table = places([before, after], 232, true), rows = [...table, ...table[0].map((_, k) => table.map(row => row[k]))];
    for (const row of rows) assert.equal(new Set(row.map(place => Math.round(place[1] / 12))).size, row.length);
  }
  const [[[left]], [, [right]]] = places([2, 2], 200, true);  // straight down
  assert.deepEqual([left, right], [50, 150]);
});

test("a step lights its own wires", () => {
  const into = { kind: "z", layer: 2, neuron: 1 }, out = { kind: "sum", layer: 1, neuron: 0 };
  assert.deepEqual([page.uses(into, 2, 1, 0), page.uses(into, 2, 0, 1), page.uses(out, 2, 1, 0), page.uses(out, 2, 0, 1)],
    [true, false, true, false]);
  assert.ok(page.uses({ kind: "slope", layer: 1, neuron: 0, column: 1 }, 1, 0, 1) && !page.uses(undefined, 1, 0, 0));
});

test("what comes back over a wire is its weight times what is behind it", () => {
  const walk = { steps: [{ kind: "delta", key: "delta 2 0", result: 3 }, { kind: "delta", key: "delta 2 1", result: -1 }],
    cards: [{ layer: 1, row: 0, column: 0, value: 9 }, { layer: 2, row: 0, column: 0, value: 2 }, { layer: 2, row: 1, column: 0, value: 5 },
      { layer: 2, row: 1, column: 1, value: 7 }, { layer: 2, row: 0, column: null, value: 8 }] };
  assert.deepEqual(page.returning(walk, 1, 0), [{ row: 0, value: 6 }, { row: 1, value: -5 }]);
  assert.equal(page.largestSignal(walk), 7);
});
