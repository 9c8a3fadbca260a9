import assert from "node:assert/strict";
import test from "node:test";
import { factor, neat, notch } from "../../../helpers/widgets/panel.js";

const RATE = { kind: "factors", low: 0.1, high: 100 };

test("a slider's numbers have no tails", () => {
  assert.equal(neat(0.1 + 0.2, { kind: "decimals", step: 0.01 }), 0.3);
  assert.equal(neat(-0.25, { kind: "decimals", step: 0.25 }), -0.25);
  assert.equal(neat(3, { kind: "whole", step: 1 }), 3);
  assert.equal(neat(7.943, RATE), 7.9);
  assert.equal(neat(0.09999, RATE), 0.1);
  assert.equal(neat(101, RATE), 100);
});

test("a slider by factors has its ends and middle where they belong, and notch undoes factor", () => {
  assert.deepEqual([0.1, Math.sqrt(10), 100].map(value => notch(value, RATE)), [0, 100, 200]);
  for (let place = 0; place <= 200; place += 7) assert.equal(notch(factor(place, RATE), RATE), place);
});
