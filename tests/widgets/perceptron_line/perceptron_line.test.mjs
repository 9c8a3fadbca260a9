// The PerceptronLine's geometry, without a page.
import assert from "node:assert/strict";
import test from "node:test";
import * as page from "../../../helpers/widgets/perceptron_geometry.js";

const near = (value, wanted) => assert.ok(Math.abs(value - wanted) < 1e-9, `${value} is not ${wanted}`);

test("z is 0 at both ends of the line, which lie far out on both sides of the middle", () => {
  const two = page.ends([1, -2], 1, [0.5, 0.5], 10);
  two.forEach(place => near(page.sum([1, -2], 1, place), 0));
  near(Math.hypot(two[0][0] - two[1][0], two[0][1] - two[1][1]), 20);
  assert.equal(page.ends([0, 0], 1, [0, 0], 10), null);
});

test("the colours run along w, from z = -reach to z = reach", () => {
  const [from, to] = page.slope([3, 4], 2, 6);
  near(page.sum([3, 4], 2, from), -6);
  near(page.sum([3, 4], 2, to), 6);
  near(from[0] * 4, from[1] * 3);  // along w
  assert.equal(page.slope([0, 0], 2, 6), null);
});

test("a point slides along w to another z, and to the line for z = 0", () => {
  const line = { w: [3, 4], b: 2 }, to = page.slid(line, [1, 1], 0);
  near(page.sum([3, 4], 2, to), 0);
  near((to[0] - 1) * 4, (to[1] - 1) * 3);
  assert.deepEqual(page.slid({ w: [0, 0], b: 1 }, [1, 2], 5), [1, 2]);
});

test("the axis of z reaches the farthest point in round steps, and far enough to see the σ", () => {
  assert.deepEqual([[0.2], [-5], [7]].map(zs => page.reach(zs, "sigmoid")), [6, 6, 12]);
  assert.deepEqual([[0.2], [-2], [1e5]].map(zs => page.reach(zs, "step")), [1, 3, 1e5]);
});

test("the rule rests where no mistake is left, and gives up where none of its sweeps was free of them", () => {
  const X = [[0, 0], [0, 1], [1, 0], [1, 1]], walk = labels => page.learningWalk(X, labels, { w: [0, 0], b: 0 });
  const { rested, walked, updates } = walk([0, 0, 0, 1]);
  assert.ok(rested && walked < 20 && updates.every(({ sweep }) => sweep < walked));
  assert.deepEqual([walk([0, 1, 1, 0]).rested, walk([0, 1, 1, 0]).walked], [false, 20]);
});

test("on its way a point stops at the edge of the view", () => {
  const view = [[0, 2], [0, 2]];
  assert.deepEqual(page.inside(view, [1, 1], [5, 3]), [2, 1.5]);
  assert.deepEqual(page.inside(view, [1, 1], [1, 0.5]), [1, 0.5]);
});
