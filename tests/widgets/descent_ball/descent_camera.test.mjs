// The relief's camera, without a page.
import assert from "node:assert/strict";
import test from "node:test";
import { Camera, outlook } from "../../../helpers/widgets/descent_camera.js";

const BOWL = [[1, 0.5, 1], [0.5, 0, 0.5], [1, 0.5, 1]], SLOPE = [[1, 1], [0, 0]];  // the slope is high where v is low
const near = (values, wanted, by = 1e-6) => values.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) < by, `${values} is not ${wanted}`));

function camera(heights, turn, tilt) {
  const one = new Camera(heights);
  one.room = [400, 300];
  one.look(turn, tilt);
  return one;
}

test("heights lie between those that are known, and outside they are those of the edge", () => {
  const one = camera(BOWL, 0, 1);
  assert.deepEqual([[0, 0], [0.25, 0], [0.5, 0.5], [9, 9], [0, -0.25]].map(place => one.height(place)), [0, 0.25, 1, 1, 0.25]);
});

test("from above it is a map: u to the right, v up, and heights do not count", () => {
  const one = camera(BOWL, 0, Math.PI / 2);
  near(one.spot([-0.5, -0.5]), [50, 300]);
  near(one.spot([0.5, 0.5]), [350, 0]);
  near(one.spot([0.2, 0.1], 0.9), one.spot([0.2, 0.1], 0));
});

test("whatever way it is turned, all of it is in the picture", () => {
  for (let turn = -3; turn < 3; turn += 0.2) for (const tilt of [0.35, 0.7, 1.2, Math.PI / 2])
    for (const u of [-0.5, 0.5]) for (const v of [-0.5, 0.5]) for (const height of [0, 1]) {
      const [x, y] = camera(BOWL, turn, tilt).spot([u, v], height);
      assert.ok(x > -1e-6 && x < 400 + 1e-6 && y > -1e-6 && y < 300 + 1e-6, `${turn} ${tilt}: ${x} ${y}`);
    }
});

test("a pixel leads back to the place that is seen there, the near one where two lie behind each other", () => {
  for (const [turn, tilt] of [[0, 1.2], [2.1, 0.9], [-0.7, Math.PI / 2]]) {
    const one = camera(SLOPE, outlook(SLOPE) + turn - 0.5, tilt);
    if (turn !== 2.1) near(one.place(...one.spot([0.2, -0.1])), [0.2, -0.1], 0.01);
  }
  const low = camera(SLOPE, 0, 0.4), behind = low.spot([0, 0.3]);  // the slope's back hides what lies behind it
  assert.ok(low.height(low.place(...behind)) > low.height([0, 0.3]) + 0.1);
});

test("at first the high ground lies behind", () => {
  const one = camera(SLOPE, outlook(SLOPE), 0.7), [, high] = one.spot([0, -0.5], 0), [, low] = one.spot([0, 0.5], 0);
  assert.ok(high < low);
});

test("an arrow key follows the side that runs most nearly its way", () => {
  assert.deepEqual(camera(BOWL, 0.3, 1).way([1, 0]).map(v => v + 0), [1, 0]);
  assert.deepEqual(camera(BOWL, 0.3, 1).way([0, 1]).map(v => v + 0), [0, 1]);
  for (const turn of [1.5, 3, -1.7]) {  // the key's way on the screen
    const one = camera(BOWL, turn, Math.PI / 2), [x, y] = one.spot([0, 0]);
    const right = one.spot(one.way([0.1, 0])), up = one.spot(one.way([0, 0.1]));
    assert.ok(right[0] - x > Math.abs(right[1] - y) && y - up[1] > Math.abs(up[0] - x));
  }
});
