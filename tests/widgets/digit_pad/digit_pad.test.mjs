// The digit pad's page without a page.
import assert from "node:assert/strict";
import test from "node:test";
import * as pen from "../../../helpers/widgets/pen.js";
import { colors, INK } from "../../../helpers/widgets/shades.js";

test("ink is black on white; signed numbers go from orange through grey to blue, all opaque, pale ones between", () => {
  const [ink, signed, pale] = [INK, colors(), colors(0.5)].map(table => new Uint8Array(table.buffer)), at = (table, byte) => [...table.slice(4 * byte, 4 * byte + 4)];
  assert.deepEqual([0, 255].map(byte => at(ink, byte)), [[255, 255, 255, 255], [0, 0, 0, 255]]);
  assert.deepEqual([1, 128, 255].map(byte => at(signed, byte)), [[245, 147, 34, 255], [232, 234, 235, 255], [8, 119, 189, 255]]);
  assert.ok(pale[1020] > signed[1020] && pale[1020] < 232);
});

test("a point on the pad is from 0 to 1, also beyond its edge; keys move the pen, two of them diagonally", () => {
  assert.deepEqual(pen.toPoint(20, 900, { left: 100, top: 50, width: 300, height: 300 }), [0, 1]);
  assert.deepEqual(pen.moved([0.5, 0.5], new Set(["ArrowRight", "ArrowUp"])), [0.525, 0.475]);
  assert.deepEqual(pen.moved([0.01, 1], new Set(["ArrowLeft", "ArrowDown"])), [0, 1]);
});
