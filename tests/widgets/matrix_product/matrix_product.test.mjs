// MatrixProduct's sums and blocks, without a page.
import assert from "node:assert/strict";
import test from "node:test";
import { layout, lit, spelled, sumOf, terms } from "../../../helpers/widgets/matrix_product_pictures.js";

const numbers = { A: [[1, -1, 9], [2, 1, 9]], W: [[1, -2, 9], [-1, 1, 9]], b: [1, 0], sizes: [2, 2, 2], most: 3 };

test("an entry of Z is a row of A times a row of W, and the bias", () => {
  assert.deepEqual(terms(numbers, 2, { k: 0, i: 0 }), [1, 2, 1]);
  assert.equal(sumOf(terms(numbers, 2, { k: 0, i: 1 })), -2);
  assert.deepEqual([0, 1, 2, 3].map(count => sumOf([1, 2, 1], count)), [0, 1, 3, 4]);
  assert.deepEqual(spelled(numbers, 2, { k: 0, i: 0 }), ["1 · 1", "(−1) · (−2)", "1"]);
});

test("the blocks meet at Z, fit, and can be touched on a telephone", () => {
  for (const width of [376, 500, 900]) for (const sizes of [[1, 1, 1], [6, 6, 6], [2, 5, 3]]) {
    const place = layout(width, sizes), { cell, A, W, Z, b } = place;
    assert.ok(place.width <= width && cell >= (width < 400 ? 23 : 26), `${width}: ${cell}`);
    assert.ok(Z[1] === A[1] && Z[0] === W[0] && b[0] === W[0] && A[0] + cell * sizes[1] < Z[0] && W[1] + cell * sizes[1] < b[1]);
  }
});

test("of the wires that are lit the one is marked whose product has just been added", () => {
  assert.deepEqual([0, 1, 2].map(j => lit(j, 2)), [" sn-lit", " sn-lit mp-now", " sn-lit"]);
});
