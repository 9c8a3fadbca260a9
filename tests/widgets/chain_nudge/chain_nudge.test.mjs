// ChainNudge's page without a page.
import assert from "node:assert/strict";
import test from "node:test";
import { reading } from "../../../helpers/widgets/chain_nudge.js";
import * as page from "../../../helpers/widgets/chain_drawing.js";
import { between, fixed } from "../../../helpers/widgets/stage.js";

test("tracks lie inside the drawing: one below the other, or a diamond", () => {
  for (const width of [330, 400, 960])
    for (const paths of [["xyz"], ["sxz", "syz"]])
      for (const { x, half } of Object.values(page.tracks(paths, width))) assert.ok(half > 60 && x - half >= 0 && x + half <= width);
  const { s, x, y, z } = page.tracks(["sxz", "syz"], 400);
  assert.ok(s.y < x.y && x.y === y.y && y.y < z.y && x.x + x.half < y.x - y.half && s.x === z.x);
});

test("the longest bar fills between half of its half track and all but a twentieth, whatever the nudge", () => {
  for (const zoom of [1, 10])
    for (const slope of [-0.01, 0.3, 1, 2, 7]) {
      const nudges = [...Array(101).keys()].map(k => (k - 50) / 100 / zoom), rule = nudges.map(nudge => slope * nudge);
      const table = { nudges, rule, lanes: { x: [nudges], z: [rule] }, exact: { x: nudges, z: rule }, places: 50, zoom };
      assert.ok(page.reach(table, 50) > 0);  // not nudged
      for (const place of [0, 43, 56, 70, 100]) {
        const share = Math.max(1, Math.abs(slope)) * Math.abs(nudges[place]) / page.reach(table, place);
        assert.ok(share > 0.47 && share < 0.96, `${[zoom, slope, place]}: ${share}`);
        assert.ok(Number.isInteger(Math.log2(page.reach(table, place) * 10 * zoom)));
      }
    }
});

test("between two places of the table the bars go straight", () => {
  assert.deepEqual([0, 0.25, 1, 2].map(place => between([0, 4, 2], place)), [0, 1, 4, 2]);
});

test("the nudge reaches one quantity after the other, and the spark runs before it", () => {
  assert.deepEqual([0, 0.5, 1.5, 9].map(time => [0, 1].map(row => page.arrived(time, row, row + 1))), [[0, 0], [0.5, 0], [1, 0.5], [1, 1]]);
  assert.deepEqual([0.2, 0.5, 1].map(time => page.arrived(time, 0.25, 0.75)), [0, 0.5, 1]);
});

test("a number lies on its line wherever the line goes", () => {
  assert.deepEqual([50, 125, 200].map(y => page.across([100, 50], [40, 200], y)), [100, 70, 40]);
});

test("numbers keep their digits, with a true minus sign, and no minus before 0", () => {
  assert.deepEqual([fixed(-0.12346, 4), fixed(-0.00001, 4)], ["−0.1235", "0.0000"]);
});

test("what is read out belongs to the place", () => {
  const table = { paths: ["sxz", "syz"], digits: 2, nudges: [-1, 0, 1], slopes: { sx: 2 }, slope: 3, rule: [-3, 0, 3], miss: ["50 %", "0", "25 %"],
    lanes: { y: [[-1, 0, 1]], z: [[-2, 0, 2], [-1, 0, 1]] }, exact: { z: [-2, 0, 4] } };
  const { over_x, over_y, z, exact, ratio, miss } = reading(table, 2);
  assert.deepEqual([over_x, over_y, z, exact, ratio, miss], ["2.00", "1.00", "3.00", "4.00", "4.0000", "25 %"]);
  assert.equal(reading(table, 1).ratio, "–");
});

test("words stand at the end of a track that no arrow passes, at the left one where both are free", () => {
  assert.deepEqual([[100, 10, 20], [130, -60, -40], [130, -60, 60], [100, 40, 40]].map(all => page.leftward(180, ...all)), [true, false, true, true]);
});
