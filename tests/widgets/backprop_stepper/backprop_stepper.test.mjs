// The BackpropStepper's page without a page.
import assert from "node:assert/strict";
import test from "node:test";
import * as page from "../../../helpers/widgets/backprop_parts.js";

test("neurons lie inside the drawing, side by side or one below the other, and numbers between two layers lie apart", () => {
  for (const down of [false, true])
    for (const sizes of [[2, 2, 2, 2], [2, 2, 1]]) {
      const { width, height, centers } = page.layout(sizes, 420, down);
      centers.flat().forEach(([x, y]) => assert.ok(x >= 26 && x <= width - 26 && y >= 26 && y <= height - 40));
      for (const layer of centers) assert.equal(new Set(layer.map(place => place[down ? 1 : 0])).size, 1);
    }
  for (const down of [false, true]) {
    const [before, after] = page.layout([2, 2, 2, 2], down ? 232 : 480, down).centers;
    const places = before.flatMap((a, i) => after.map((b, k) => page.spot(a, b, i, k, down)));
    places.forEach(([x, y], i) => places.slice(i + 1).forEach(other => assert.ok(Math.abs(y - other[1]) > 18 || Math.abs(x - other[0]) > 40, `${places}`)));
  }
});

test("another walk stands at the same operation, or at its end where it is shorter and lacks that", () => {
  const steps = ["k 0", "k 1", "k 2", "k 3"].map(key => ({ key })), next = [steps[0], { key: "new" }, steps[1], steps[3]];
  assert.deepEqual([0, 1, 2, 3, 4].map(at => page.placeIn(steps, next, at)), [0, 1, 3, 3, 4]);
  assert.equal(page.placeIn(steps, next.slice(0, 1), 3), 1);
});
