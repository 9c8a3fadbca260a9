// ChainNudge's page without a page.
import assert from "node:assert/strict";
import test from "node:test";
import { reading } from "../../../helpers/widgets/chain_nudge.js";
import { arrived, tracks } from "../../../helpers/widgets/chain_drawing.js";
import { CASES, PLACES, tableOf, ZOOMS } from "../../../helpers/widgets/chain_table.js";

const near = (value, wanted, by = 1e-6) => assert.ok(Math.abs(value - wanted) < by, `${value} is not ${wanted}`);

test("the rule is the slope of the true change, for every quantity", () => {
  for (const number of Object.keys(CASES)) for (const at of [-1.5, 0, 0.7]) {
    const { nudges, lanes, exact, rule, slope } = tableOf(number, at, 100), [before, zero, step] = [-1, 0, 1].map(k => nudges[PLACES + k]);
    assert.deepEqual([before, zero, step], [-1e-4, 0, 1e-4]);
    for (const [name, change] of Object.entries(exact))
      near(lanes[name].reduce((sum, lane) => sum + lane[PLACES + 1], 0) / step, (change[PLACES + 1] - change[PLACES - 1]) / (2 * step));
    near(rule.at(-1) / nudges.at(-1), slope);
  }
});

test("the slide's cases in numbers; rule and truth part when the nudge is large", () => {
  const fork = tableOf(2, 0.7, 1), misses = ZOOMS.map(zoom => parseFloat(reading(tableOf(2, 0.7, zoom), 2 * PLACES).miss));
  [[tableOf(1, 0.7, 1).slope, 1.235266], [fork.slope, 2.262127], [fork.lanes.z[0].at(-1) / fork.nudges.at(-1), 0.901905]].forEach(pair => near(...pair));
  assert.ok(misses[0] > 20 && misses[0] < 100 && misses[1] < 20 && misses[1] > 2 && misses[2] < 2 && misses[2] > 0, misses);
});

test("tracks lie inside the drawing: one below the other, or a diamond", () => {
  for (const width of [330, 400, 960])
    for (const paths of [["xyz"], ["sxz", "syz"]])
      for (const { x, half } of Object.values(tracks(paths, width))) assert.ok(half > 60 && x - half >= 0 && x + half <= width);
  const { s, x, y, z } = tracks(["sxz", "syz"], 400);
  assert.ok(s.y < x.y && x.y === y.y && y.y < z.y && x.x + x.half < y.x - y.half && s.x === z.x);
});

test("the nudge reaches one quantity after the other, and the spark runs before it", () => {
  assert.deepEqual([0, 0.5, 1.5, 9].map(time => [0, 1].map(row => arrived(time, row, row + 1))), [[0, 0], [0.5, 0], [1, 0.5], [1, 1]]);
  assert.deepEqual([0.2, 0.5, 1].map(time => arrived(time, 0.25, 0.75)), [0, 0.5, 1]);
});
