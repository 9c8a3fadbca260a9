// The bar over kept states, without a page.
import assert from "node:assert/strict";
import test from "node:test";
import { nearestTo, paced, thinned } from "../../helpers/widgets/time_bar.js";

test("the bar leads to the state whose time is nearest", () => {
  const times = [0, 0.3, 0.48, 2, 3];
  assert.deepEqual([-1, 0.1, 0.2, 0.45, 1.5, 9].map(time => nearestTo(times, time)), [0, 0, 1, 2, 3, 4]);
});

test("what is kept of a long training has its early part whole, its last state, and gaps of a share of what is past", () => {
  let kept = [];
  for (let step = 0; step <= 100_000; step++) kept = thinned(kept, { step }, one => one.step);
  const steps = kept.map(one => one.step);
  assert.deepEqual(steps.slice(0, 30), Array.from({ length: 30 }, (_, step) => step));
  assert.equal(steps.at(-1), 100_000);
  assert.ok(kept.length < 400, `${kept.length}`);
  steps.slice(1).forEach((step, k) => assert.ok(step - steps[k] <= 0.03 * steps[k] + 1.001));
});

test("Play goes to the next state after a while, and never before the picture of this one is there", () => {
  const went = [];
  let drawn = true;
  const frame = paced(1, 3, () => drawn, at => went.push(at));
  assert.ok(frame(0));
  assert.ok(frame(16));
  assert.deepEqual(went, [1]);
  drawn = false;
  assert.ok(frame(9000));
  assert.deepEqual(went, [1]);
  drawn = true;
  assert.ok(frame(9016));
  assert.deepEqual([frame(20_000), went], [false, [1, 2, 3]]);
  const many = paced(0, 60, () => true, () => {});
  let time = 0;
  while (many(time)) time += 10;
  assert.ok(time >= 12_000, `${time}`);  // what hardly changes can be watched
});
