// The digit pad's page without a page.
import assert from "node:assert/strict";
import test from "node:test";
import * as page from "../../../helpers/widgets/digit_pad.js";
import { colors, INK } from "../../../helpers/widgets/shades.js";
import * as pen from "../../../helpers/widgets/pen.js";

test("ink is black on white; signed numbers go from orange through grey to blue, all opaque, pale ones between", () => {
  const [ink, signed, pale] = [INK, colors(), colors(0.5)].map(table => new Uint8Array(table.buffer)), at = (table, byte) => [...table.slice(4 * byte, 4 * byte + 4)];
  assert.deepEqual([0, 255].map(byte => at(ink, byte)), [[255, 255, 255, 255], [0, 0, 0, 255]]);
  assert.deepEqual([1, 128, 255].map(byte => at(signed, byte)), [[245, 147, 34, 255], [232, 234, 235, 255], [8, 119, 189, 255]]);
  assert.ok(pale[1020] > signed[1020] && pale[1020] < 232);
});

test("a place on the page is a point from 0 to 1, also beyond the edge of the pad", () => {
  const box = { left: 100, top: 50, width: 300, height: 300 };
  assert.deepEqual(pen.toPoint(250, 125, box), [0.5, 0.25]);
  assert.deepEqual(pen.toPoint(20, 900, box), [0, 1]);
});

test("a point that hardly moved is left out", () => {
  const stroke = [];
  const added = [[0.5, 0.5], [0.504, 0.5], [0.51, 0.5]].map(point => pen.extend(stroke, point));
  assert.deepEqual([added, stroke], [[true, false, true], [[0.5, 0.5], [0.51, 0.5]]]);
  assert.ok(pen.extend(stroke, [0.51, 0.5], 0));  // by keyboard every step counts
});

test("arrow keys move the pen, two of them diagonally, never off the pad", () => {
  assert.deepEqual(pen.moved([0.5, 0.5], new Set(["ArrowRight", "ArrowUp"])), [0.525, 0.475]);
  assert.deepEqual(pen.moved([0.5, 0.5], new Set(["ArrowLeft", "ArrowRight"])), [0.5, 0.5]);
  assert.deepEqual(pen.moved([0.01, 1], new Set(["ArrowLeft", "ArrowDown"])), [0, 1]);
});

test("what is said: the best score, never 100 % that is not", () => {
  assert.deepEqual([0, 0.126, 0.9961, 1].map(page.percent), ["0 %", "13 %", "> 99 %", "100 %"]);
  assert.equal(page.statusText({ blank: false, scores: [0.1, 0.7, 0.2] }), "The model reads a 1: 70 %");
  assert.equal(page.statusText({ blank: true, scores: [1] }), "Draw a digit.");
});
