// The bar over kept states, without a page.
import assert from "node:assert/strict";
import test from "node:test";
import { thinned } from "../../helpers/widgets/time_bar.js";

test("what is kept of a long training has its early part whole, its last state, and gaps of a share of what is past", () => {
  let kept = [];
  for (let step = 0; step <= 100_000; step++) kept = thinned(kept, { step }, one => one.step);
  const steps = kept.map(one => one.step);
  assert.deepEqual(steps.slice(0, 30), Array.from({ length: 30 }, (_, step) => step));
  assert.equal(steps.at(-1), 100_000);
  assert.ok(kept.length < 400, `${kept.length}`);
  steps.slice(1).forEach((step, k) => assert.ok(step - steps[k] <= 0.03 * steps[k] + 1.001));
});
