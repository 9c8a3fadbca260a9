// The guess's page without a page: node --test tests/exercises/guess.test.mjs
import assert from "node:assert/strict";
import test from "node:test";
import * as page from "../../helpers/exercises/asking/guess_parts.js";
const axes = { x: ["epoch", 0, 8], y: ["loss", -1, 1] };

test("a slider moves evenly, by factors or in whole numbers, and comes back to its place", () => {
  const even = { low: 0, high: 100, log: false }, factors = { low: 1, high: 1e6, log: true };
  assert.deepEqual([0, 500, 1000].map(place => page.fromSlider(place, even)), [0, 50, 100]);
  assert.deepEqual([0, 500, 1000].map(place => page.fromSlider(place, factors)), [1, 1000, 1e6]);
  assert.deepEqual([0, 500, 504].map(place => page.fromSlider(place, { low: 1, high: 8, log: false, whole: true })), [1, 5, 5]);
  assert.deepEqual([0, 20, 60].map(place => page.fromSlider(place, { ...factors, whole: true })), [1, 1, 2]);
  assert.deepEqual([-5, 0, 1000, 1e9].map(value => page.toSlider(value, factors)), [0, 0, 500, 1000]);
});

test("what is drawn by hand or by keys stays within the axes, and a fast pointer leaves no hole", () => {
  assert.deepEqual(page.toPoint(page.toPixel([4, 0.5], axes), axes), [4, 0.5]);
  assert.deepEqual([page.toPoint([-999, -999], axes), page.toPoint([9999, 9999], axes)], [[0, 1], [8, -1]]);
  assert.deepEqual([page.stepped(0, 1, axes.y), page.stepped(0, -10, axes.y), page.stepped(0.99, 1, axes.y)], [0.04, -0.2, 1]);
  assert.deepEqual(page.drawn([9, 9, 9, 9, 9], 0, 4, 0, 4), [0, 1, 2, 3, 4]);
  assert.deepEqual(page.drawn([9, 9, 9, 9, 9], 3, 1, 6, 2), [9, 2, 4, 6, 9]);
  assert.deepEqual(page.level([9, 9, 2, 3, 9, 9], 2, 3), [2, 2, 2, 3, 3, 3]);
  assert.deepEqual([0, 3, 8, 64].map(place => page.knot(place, 1, 65)), [8, 8, 16, 64]);
  assert.deepEqual([64, 61, 8, 0].map(place => page.knot(place, -1, 65)), [56, 56, 0, 0]);
  const curve = page.bent(Array(17).fill(1), 8, 0.8, ["y", 0, 1.5]);
  assert.deepEqual([0, 4, 8, 12, 16].map(k => Number(curve[k].toFixed(6))), [1, 1.4, 1.5, 1.4, 1]);
});
