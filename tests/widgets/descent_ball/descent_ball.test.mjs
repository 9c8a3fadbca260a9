// The DescentBall's path, without a page.
import assert from "node:assert/strict";
import test from "node:test";
import { cellAt } from "../../../helpers/widgets/descent_map.js";
import * as page from "../../../helpers/widgets/descent_path.js";

test("between two steps the ball is between two places; behind the last it stays there", () => {
  const path = [[0, 0], [2, -4], [3, 0]];
  assert.deepEqual([0, 0.5, 1, 1.25, 2, 9].map(pos => page.along(path, pos)), [[0, 0], [1, -2], [2, -4], [2.25, -3], [3, 0], [3, 0]]);
});

test("the two arrows together lead to the next place", () => {
  const rate = 0.1, momentum = 0.5, path = [[1]], slopes = [];
  let velocity = 0;
  for (let k = 0; k < 4; k++) {  // on w², by the rule of the course
    slopes.push([2 * path[k][0]]);
    velocity = momentum * velocity - rate * slopes[k][0];
    path.push([path[k][0] + velocity]);
  }
  slopes.push([0]);
  const { down, carried } = page.pushes({ path, slopes, rate, momentum });
  for (let k = 0; k < 4; k++) assert.ok(Math.abs(path[k][0] + down[k][0] + carried[k][0] - path[k + 1][0]) < 1e-12);
  assert.deepEqual(carried[0], [0]);
});

test("where the cost rises, and where the ball leaves the picture", () => {
  assert.deepEqual(page.rises([3, 2, 2.5, 2.5, 1, 4]), [2, 5]);
  assert.deepEqual([page.leaves([[0], [1], [3], [0]], [[-1, 2]]), page.leaves([[0]], [[-1, 2]])], [2, -1]);
});

test("η and μ lie in the nearest cell of the map, those beyond it at its edge", () => {
  const cells = [[0, 1, 2], [3, 4, 5]], at = (rate, momentum) => cellAt(cells, [0.1, 10], rate, momentum);
  assert.deepEqual([at(0.1, 0), at(1, 0), at(10, 0.99), at(2, 0.6), at(500, 0), at(0.01, 0.9)], [0, 1, 5, 4, 2, 3]);
});
