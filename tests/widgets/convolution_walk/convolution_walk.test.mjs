// The convolution walk's page without a page.
import assert from "node:assert/strict";
import test from "node:test";
import * as page from "../../../helpers/widgets/convolution_views.js";
const sizes = { n: 26, p: 13 };

test("first every place, then ReLU, then every block; between two places the window glides, not from act to act", () => {
  assert.deepEqual(page.sceneAt(675, sizes), { phase: "slide", row: 25, column: 25 });
  assert.equal(page.sceneAt(676, sizes).phase, "rectify");
  assert.deepEqual(page.sceneAt(page.lastStep(sizes), sizes), { phase: "pool", row: 12, column: 12 });
  assert.deepEqual(page.between(3.25, sizes), { phase: "slide", row: 0, column: 3.25 });
  assert.deepEqual(page.between(25.5, sizes), { phase: "slide", row: 0.5, column: 12.5 });
  assert.deepEqual(page.between(675.5, sizes), { phase: "slide", row: 25, column: 25 });
});

test("a walk begins where there is ink, and nothing is divided by 0", () => {
  const blank = new Float32Array(784), inked = blank.with(28 * 5 + 9, 1), kernel = { weights: Array(9).fill(0), b: 0, name: "" };
  assert.deepEqual([page.headOf(blank, kernel).first, page.headOf(inked, kernel).first], [0, 3 * 26 + 7]);
  assert.deepEqual([page.headOf(inked, kernel).largest, page.headOf(inked, kernel).zLargest], [0, 1]);
});
