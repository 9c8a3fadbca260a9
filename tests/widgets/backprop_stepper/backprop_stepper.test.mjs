// The BackpropStepper's page without a page.
import assert from "node:assert/strict";
import test from "node:test";
import * as page from "../../../helpers/widgets/backprop_parts.js";

test("neurons lie inside the drawing, side by side or one below the other, and numbers between two layers lie apart", () => {
  for (const down of [false, true])
    for (const sizes of [[2, 2, 2, 2], [4, 4, 4, 4, 4], [1, 4]]) {
      const { width, height, centers } = page.layout(sizes, 420, down);
      centers.flat().forEach(([x, y]) => assert.ok(x >= 26 && x <= width - 26 && y >= 26 && y <= height - 40));
      for (const layer of centers) assert.equal(new Set(layer.map(place => place[down ? 1 : 0])).size, 1);
    }
  for (const [before, after] of [[1, 1], [1, 4], [3, 2], [4, 4]]) {
    const [left, right] = page.layout([before, after], 232, true).centers;
    const table = left.map((a, i) => right.map((b, k) => page.spot(a, b, i, k, before, after, true)));
    for (const row of [...table, ...table[0].map((_, k) => table.map(row => row[k]))])
      assert.equal(new Set(row.map(place => Math.round(place[1] / 12))).size, row.length);
  }
});

test("another walk stands at the same operation, or at its end where it is shorter and lacks that", () => {
  const steps = ["k 0", "k 1", "k 2", "k 3"].map(key => ({ key })), next = [steps[0], { key: "new" }, steps[1], steps[3]];
  assert.deepEqual([0, 1, 2, 3, 4].map(at => page.placeIn(steps, next, at)), [0, 1, 3, 3, 4]);
  assert.equal(page.placeIn(steps, next.slice(0, 1), 3), 1);
});
