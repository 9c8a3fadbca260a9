// The BackpropStepper's page without a page: node --test tests/js/*.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const source = readFileSync(new URL("../../helpers/widgets/backprop_stepper.js", import.meta.url));
const page = await import(`data:text/javascript;base64,${source.toString("base64")}`);
const steps = ["forward", "forward", "backward", "slopes"].map((part, i) => ({ part, key: `k ${i}`, text: String(i) }));

test("only what is done is known, and a part ends where the next begins", () => {
  assert.deepEqual([...page.knownAfter(steps, 2)], [["k 0", "0"], ["k 1", "1"]]);
  assert.deepEqual(["forward", "backward", "slopes"].map(part => page.endOf(steps, part)), [2, 3, 4]);
});

test("keys step, and stop at both ends", () => {
  assert.deepEqual([["ArrowRight", 4], ["ArrowRight", 9], ["ArrowLeft", 0], ["Home", 5], ["End", 5], ["x", 5]]
    .map(([key, at]) => page.keyStep(key, at, 9)), [5, 9, 0, 0, 9, null]);
});

test("neurons lie inside the drawing, and numbers between two layers apart", () => {
  for (const sizes of [[2, 2, 2, 2], [4, 4, 4, 4, 4], [1, 4]]) {
    const { width, height, centers } = page.layout(sizes, 300, 84);
    centers.flat().forEach(([x, y]) => assert.ok(x > 22 && x < width - 22 && y > 40 && y < height - 40));
  }
  const { centers } = page.layout([4, 4], 300, 84);
  const heights = centers[0].flatMap(a => centers[1].map(b => page.spot(a, b, 4, 4)[1])).sort((a, b) => a - b);
  heights.slice(1).forEach((y, i) => assert.ok(y - heights[i] > 18));
});

test("a step lights its own wires", () => {
  const into = { kind: "z", layer: 2, neuron: 1 }, out = { kind: "sum", layer: 1, neuron: 0 };
  assert.deepEqual([page.uses(into, 2, 1, 0), page.uses(into, 2, 0, 1), page.uses(out, 2, 1, 0), page.uses(out, 2, 0, 1)],
    [true, false, true, false]);
  assert.ok(page.uses({ kind: "slope", layer: 1, neuron: 0, column: 1 }, 1, 0, 1) && !page.uses(undefined, 1, 0, 0));
});
