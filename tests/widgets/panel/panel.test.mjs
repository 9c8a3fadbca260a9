import assert from "node:assert/strict";
import test from "node:test";
import { neat, stops } from "../../../helpers/widgets/panel.js";

test("a slider's numbers have no tails", () => {
  assert.equal(neat(0.1 + 0.2, { kind: "decimals", step: 0.01 }), 0.3);
  assert.equal(neat(-0.25, { kind: "decimals", step: 0.25 }), -0.25);
  assert.equal(neat(3, { kind: "whole", step: 1 }), 3);
});

test("Play goes along a slider in its own steps or some of them, to its end, and from the end once more", () => {
  assert.deepEqual(stops(3, { min: 1, max: 6, step: 1 }), [4, 5, 6]);
  assert.deepEqual(stops(6, { min: 1, max: 6, step: 1 }), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(stops(5.5, { min: 1, max: 6, step: 1 }), [6]);
  for (const [min, max, step] of [[0, 1, 0.01], [0, 200, 1], [-3, 3, 0.05], [1, 32, 1]]) {
    const all = stops(max, { min, max, step });
    assert.ok(all.length <= 31 && all[0] === min && all.at(-1) === max && all.every((place, k) => !k || place > all[k - 1]), `${all}`);
    assert.ok(all.every(place => Math.abs((place - min) / step - Math.round((place - min) / step)) < 1e-6), `${all}`);
  }
});
