// The convolution walk's page without a page.
import assert from "node:assert/strict";
import test from "node:test";
import * as page from "../../../helpers/widgets/convolution_views.js";
const sizes = { n: 26, p: 13 };

test("first every place, then ReLU, then every block", () => {
  assert.deepEqual(page.sceneAt(0, sizes), { phase: "slide", row: 0, column: 0 });
  assert.deepEqual(page.sceneAt(675, sizes), { phase: "slide", row: 25, column: 25 });
  assert.equal(page.sceneAt(676, sizes).phase, "rectify");
  assert.deepEqual(page.sceneAt(677, sizes), { phase: "pool", row: 0, column: 0 });
  assert.deepEqual(page.sceneAt(page.lastStep(sizes), sizes), { phase: "pool", row: 12, column: 12 });
  for (const [phase, step] of [["slide", 300], ["pool", 700]]) {
    const { row, column } = page.sceneAt(step, sizes);
    assert.equal(page.stepOf(phase, row, column, sizes), step);
  }
});

test("between two places the window glides; not from one act to the next, nor beyond the end", () => {
  assert.deepEqual(page.between(3.25, sizes), { phase: "slide", row: 0, column: 3.25 });
  assert.deepEqual(page.between(25.5, sizes), { phase: "slide", row: 0.5, column: 12.5 });
  assert.deepEqual(page.between(675.5, sizes), { phase: "slide", row: 25, column: 25 });
  assert.deepEqual(page.between(845, sizes), { phase: "pool", row: 12, column: 12 });
});

test("the pixels under a window and the numbers of a block, row by row", () => {
  const image = Array.from({ length: 784 }, (_, i) => i);
  assert.deepEqual(page.underWindow({ image, size: 3 }, 2, 5), [61, 62, 63, 89, 90, 91, 117, 118, 119]);
  assert.deepEqual(page.block({ a: image, n: 26 }, 1, 2), [56, 57, 82, 83]);
});

test("orange below zero, grey, blue above; ink is black", () => {
  assert.deepEqual([-2, 0, 2].map(value => page.shade(value, 2)), [[245, 147, 34], [232, 234, 235], [8, 119, 189]]);
  assert.deepEqual(page.shade(0, 0), [232, 234, 235]);  // a kernel of zeros
  assert.deepEqual(page.inkShade(1), [0, 0, 0]);
  assert.notEqual(page.inkOn(1, 1), page.inkOn(-1, 1));
});

test("a walk begins where there is ink, and nothing is divided by 0", () => {
  const blank = new Float32Array(784), inked = blank.with(28 * 5 + 9, 1), kernel = { weights: Array(9).fill(0), b: 0, name: "" };
  assert.deepEqual([page.headOf(blank, kernel).first, page.headOf(inked, kernel).first], [0, 3 * 26 + 7]);
  assert.deepEqual([page.headOf(inked, kernel).largest, page.headOf(inked, kernel).zLargest], [0, 1]);
});
