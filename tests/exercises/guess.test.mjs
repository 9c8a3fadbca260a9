// The guess's page without a page: node --test tests/exercises/guess.test.mjs
import assert from "node:assert/strict";
import test from "node:test";
import * as page from "../../helpers/exercises/asking/guess_parts.js";
const axes = { x: ["epoch", 0, 8], y: ["loss", -1, 1] };

test("a slider moves evenly or by factors, and comes back to its place", () => {
  const even = { low: 0, high: 100, log: false }, factors = { low: 1, high: 1e6, log: true };
  assert.deepEqual([0, 500, 1000].map(place => page.fromSlider(place, even)), [0, 50, 100]);
  assert.deepEqual([0, 500, 1000].map(place => page.fromSlider(place, factors)), [1, 1000, 1e6]);
  for (const range of [even, factors])
    for (const place of [0, 500, 1000]) assert.ok(Math.abs(page.toSlider(page.fromSlider(place, range), range) - place) < 1e-9);
  assert.deepEqual([-5, 0, 1e9].map(value => page.toSlider(value, factors)), [0, 0, 1000]);
});

test("where things are counted, a slider stops at whole numbers", () => {
  const count = { low: 1, high: 8, log: false, whole: true }, many = { low: 1, high: 1e6, log: true, whole: true };
  assert.deepEqual([0, 500, 504, 1000].map(place => page.fromSlider(place, count)), [1, 5, 5, 8]);
  assert.deepEqual([0, 20, 60, 1000].map(place => page.fromSlider(place, many)), [1, 1, 2, 1e6]);
});

test("points and pixels: the upper end of y is above, and nothing leaves the axes", () => {
  assert.deepEqual(page.toPoint(page.toPixel([4, 0.5], axes), axes), [4, 0.5]);
  assert.ok(page.toPixel([0, 1], axes)[1] < page.toPixel([0, -1], axes)[1]);
  assert.deepEqual(page.toPoint([-999, -999], axes), [0, 1]);
  assert.deepEqual(page.toPoint([9999, 9999], axes), [8, -1]);
});

test("an arrow key moves by a fiftieth, with shift by a tenth, and stops at the end", () => {
  assert.equal(page.stepped(0, 1, axes.y), 0.04);
  assert.equal(page.stepped(0, -10, axes.y), -0.2);
  assert.equal(page.stepped(0.99, 1, axes.y), 1);
  assert.equal(page.stepped(0.5, 0, axes.y), 0.5);
});

test("a fast pointer leaves no hole in the curve, in either direction", () => {
  assert.deepEqual(page.drawn([9, 9, 9, 9, 9], 0, 4, 0, 4), [0, 1, 2, 3, 4]);
  assert.deepEqual(page.drawn([9, 9, 9, 9, 9], 3, 1, 6, 2), [9, 2, 4, 6, 9]);
  const before = [9, 9, 9];
  assert.deepEqual(page.drawn(before, 1, 1, 5, 7), [9, 7, 9]);
  assert.deepEqual(before, [9, 9, 9]);
});

test("what is not drawn yet is as high as the nearest that is", () => {
  assert.deepEqual(page.level([9, 9, 2, 3, 9, 9], 2, 3), [2, 2, 2, 3, 3, 3]);
  assert.deepEqual(page.level([1, 2, 3], 0, 2), [1, 2, 3]);
});

test("keys bend a curve from knot to knot, within its axis", () => {
  assert.deepEqual([0, 3, 8, 64].map(place => page.knot(place, 1, 65)), [8, 8, 16, 64]);
  assert.deepEqual([64, 61, 8, 0].map(place => page.knot(place, -1, 65)), [56, 56, 0, 0]);
  const curve = page.bent(Array(17).fill(1), 8, 0.8, ["y", 0, 1.5]);
  assert.deepEqual([0, 4, 8, 12, 16].map(k => Number(curve[k].toFixed(6))), [1, 1.4, 1.5, 1.4, 1]);
});
