// LayerFlow's places and lines, without a page.
import assert from "node:assert/strict";
import test from "node:test";
import { divided, Places } from "../../../helpers/widgets/layer_flow_space.js";

const near = (values, wanted) => values.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) < 1e-6, `${[...values]} is not ${wanted}`));

test("between two stages and two stations the points lie between their places", () => {
  const layer = (...w) => [[[w[0], 0], [0, w[0]]], [w[1], 0]], head = { points: [[-1, -1], [1, 1]], grid: [], activation: "identity" };
  const places = new Places({ ...head, stages: [[layer(1, 0), []], [layer(2, 0), []]], own: [{ places: [] }, { places: [] }] });
  near(places.windows.flat(), [0, 0, 1.12, 0, 0, 2.24, 0, 0, 2.24]);
  const [at, back] = [places.at(0, 0)[2], places.at(0, 1)[2]];
  near([at, back, places.at(0, 0.5)[2], places.at(1, 1)[2], places.at(0.5, 1)[2]], [1 / 1.12, 1 / 2.24, 0.75 / 1.12, 2 / 2.24, 1.5 / 2.24]);
  near(places.at(1, 2).slice(0, 2), [-2 / 2.24, -2 / 2.24]);
  near(new Places({ ...head, stages: [[layer(1, 0), []]], own: [{ places: [] }] }).at(0, 1.5), [-1, -1, 1, 1].map(one => one / 1.12));
});

test("a line has the points on their own side, whichever side that is", () => {
  const points = [-1, 1, 1, 1, 0, -1], labels = [1, 1, 0], line = [[-1, 0], [1, 0]];
  assert.deepEqual(divided(points, labels, line), { right: 3, left: true });
  assert.deepEqual(divided(points, labels, [...line].reverse()), { right: 3, left: false });
  assert.equal(divided(points, labels, [[0.5, -1], [0.5, 1]]).right, 2);
});
