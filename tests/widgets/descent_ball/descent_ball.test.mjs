// The DescentBall's path, its map and its camera, without a page.
import assert from "node:assert/strict";
import test from "node:test";
import { Camera, outlook } from "../../../helpers/widgets/descent_camera.js";
import { cellAt } from "../../../helpers/widgets/descent_map.js";
import * as page from "../../../helpers/widgets/descent_path.js";

test("the two arrows together lead to the next place, and the ball is between two places", () => {
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
  assert.deepEqual([0, 1.25, 2, 9].map(pos => page.along([[0, 0], [2, -4], [3, 0]], pos)), [[0, 0], [2.25, -3], [3, 0], [3, 0]]);
  assert.deepEqual([page.rises([3, 2, 2.5, 2.5, 1, 4]), page.leaves([[0], [1], [3], [0]], [[-1, 2]])], [[2, 5], 2]);
});

test("η and μ lie in the nearest cell of the map, those beyond it at its edge", () => {
  const cells = [[0, 1, 2], [3, 4, 5]], at = (rate, momentum) => cellAt(cells, [0.1, 10], rate, momentum);
  assert.deepEqual([at(0.1, 0), at(1, 0), at(10, 0.99), at(2, 0.6), at(500, 0), at(0.01, 0.9)], [0, 1, 5, 4, 2, 3]);
});

const BOWL = [[1, 0.5, 1], [0.5, 0, 0.5], [1, 0.5, 1]], SLOPE = [[1, 1], [0, 0]];  // the slope is high where v is low
const near = (values, wanted, by = 1e-6) => values.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) < by, `${values} is not ${wanted}`));

function camera(heights, turn, tilt) {
  const one = new Camera(heights);
  one.room = [400, 300];
  one.look(turn, tilt);
  return one;
}

test("from above it is a map; heights lie between those that are known; whatever way it is turned, all is in the picture", () => {
  const one = camera(BOWL, 0, Math.PI / 2);
  near(one.spot([-0.5, -0.5]), [50, 300]);
  near(one.spot([0.2, 0.1], 0.9), one.spot([0.2, 0.1], 0));
  assert.deepEqual([[0, 0], [0.25, 0], [9, 9], [0, -0.25]].map(place => one.height(place)), [0, 0.25, 1, 0.25]);
  for (let turn = -3; turn < 3; turn += 0.2) for (const tilt of [0.35, 0.7, 1.2, Math.PI / 2])
    for (const u of [-0.5, 0.5]) for (const v of [-0.5, 0.5]) for (const height of [0, 1]) {
      const [x, y] = camera(BOWL, turn, tilt).spot([u, v], height);
      assert.ok(x > -1e-6 && x < 400 + 1e-6 && y > -1e-6 && y < 300 + 1e-6, `${turn} ${tilt}: ${x} ${y}`);
    }
});

test("a pixel leads back to the place that is seen there, the near one where two lie behind each other", () => {
  const one = camera(SLOPE, outlook(SLOPE) - 0.5, 1.2), low = camera(SLOPE, 0, 0.4), behind = low.spot([0, 0.3]);
  near(one.place(...one.spot([0.2, -0.1])), [0.2, -0.1], 0.01);
  assert.ok(low.height(low.place(...behind)) > low.height([0, 0.3]) + 0.1);  // the slope's back hides what lies behind it
});

test("an arrow key follows the side that runs most nearly its way", () => {
  for (const turn of [0.3, 1.5, 3, -1.7]) {  // the key's way on the screen
    const one = camera(BOWL, turn, Math.PI / 2), [x, y] = one.spot([0, 0]);
    const right = one.spot(one.way([0.1, 0])), up = one.spot(one.way([0, 0.1]));
    assert.ok(right[0] - x > Math.abs(right[1] - y) && y - up[1] > Math.abs(up[0] - x));
  }
});
