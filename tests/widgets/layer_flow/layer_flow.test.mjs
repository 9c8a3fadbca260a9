// LayerFlow's places and lines, without a page.
import assert from "node:assert/strict";
import test from "node:test";
import { done } from "../../../helpers/widgets/layer_flow.js";
import { divided, ownLine, Places } from "../../../helpers/widgets/layer_flow_space.js";

const near = (values, wanted) => values.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) < 1e-6, `${[...values]} is not ${wanted}`));

/** As Python sends 16 bits: all low bytes, then all high ones. */
const sent = numbers => Uint8Array.from([...numbers.map(one => one & 255), ...numbers.map(one => one >> 8 & 255)]);

test("between two stages and two stations the points lie between their places", () => {
  const head = { stages: 2, windows: [[0, 0, 1], [0, 0, 1], [0, 0, 1]], unit: 10 };
  const places = new Places(head, sent([0, 0, 10, 20, 30, 40, 0, 0, -20, -40, -60, -80]));
  near(places.at(0, 0), [0, 0]);
  near(places.at(0, 0.5), [0.5, 1]);
  near(places.at(0, 2), [3, 4]);
  near(places.at(0.5, 1), [0, 0]);
  near(places.at(1, 1.5), [-2, -3]);
  near(new Places({ ...head, stages: 1 }, sent([0, 0, 10, 20, 30, 40])).at(0, 1.5), [2, 3]);
});

test("a line has the points on their own side, whichever side that is", () => {
  const points = [-1, 1, 1, 1, 0, -1], labels = [1, 1, 0], line = [[-1, 0], [1, 0]];
  assert.deepEqual(divided(points, labels, line), { right: 3, left: true });
  assert.deepEqual(divided(points, labels, [...line].reverse()), { right: 3, left: false });
  assert.equal(divided(points, labels, [[0.5, -1], [0.5, 1]]).right, 2);
});

test("the network's own line lies where w·x + b is 0", () => {
  const [w1, w2, b] = [3, -4, 5], [mx, my, half] = [1, 2, 3];
  for (const [x, y] of ownLine([w1, w2, b], [mx, my, half])) assert.ok(Math.abs(w1 * (mx + x * half) + w2 * (my + y * half) + b) < 1e-9);
});

test("each station says what has been done", () => {
  assert.deepEqual([1, 2].map(k => done(k, "tanh").includes("bends nothing")), [true, false]);
  assert.match(done(2, "tanh"), /bends/);
  assert.match(done(4, "tanh"), /Layer 2, a = tanh/);
});
