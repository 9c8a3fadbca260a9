// The digits explorer's charts, words and settings, without a page.
import assert from "node:assert/strict";
import test from "node:test";
import * as page from "../../../helpers/widgets/explorer_chart.js";
import { Draft, nearest, widthsOf } from "../../../helpers/widgets/explorer_settings.js";

const run = (number, epochs, rights) => ({ number, epochs, widths: [8], curve: rights.map((right, i) =>
  [(i + 1) * epochs / rights.length, [1, 0.5, 0.6].map(loss => loss / (i + 1)), right]) });
const one = run(1, 5, [[0.5, 0.7, 0.6], [0.9, 0.95, 0.97]]);

test("more layers continue the last width, fewer drop from the end", () => {
  assert.deepEqual(widthsOf(3, [8, 16]), [8, 16, 16]);
  assert.deepEqual(widthsOf(1, [8, 16]), [8]);
  assert.deepEqual(widthsOf(2, []), [64, 64]);
  assert.deepEqual(widthsOf(0, [8]), []);
});

test("a slider over a list stands at the nearest entry", () => {
  assert.equal(nearest([4, 8, 16], 8), 1);
  assert.equal(nearest([4, 8, 16], 500), 2);
  assert.equal(nearest([4, 8, 16], 10), 1);
});

test("what the learner turns is sent whole, and is what is turned on from", () => {
  const sent = [], draft = new Draft(settings => sent.push(settings)), begin = { widths: [8], activation: "relu", epochs: 5, digits: 100 };
  draft.turn({ epochs: 9 });  // nothing is known yet
  draft.settings = begin;
  draft.turn({ epochs: 6 });
  draft.turn({ widths: [9] });
  assert.deepEqual(sent, [{ ...begin, epochs: 6 }, { ...begin, epochs: 6, widths: [9] }]);
});

test("the axis of right answers: halving the errors is one step up", () => {
  const [a, b, c] = [0.8, 0.9, 0.95].map(page.heightRight);
  assert.ok(Math.abs((b - a) - (c - b)) < 1e-12);
  assert.deepEqual([0, 1].map(page.heightRight), [0, 1]);
  assert.deepEqual([0.005, 3, 100, 0].map(page.heightLoss), [0, 1, 1, 0]);
});

test("labels move apart, keep their order and stay inside", () => {
  assert.deepEqual(page.spread([50, 51, 20], 10, 0, 100), [50, 60, 20]);
  assert.deepEqual(page.spread([99, 98], 10, 0, 100), [100, 90]);
  assert.deepEqual(page.spread([], 10, 0, 100), []);
});

test("a chart has a band for the new run, grey lines for earlier ones and a number at each end", () => {
  const svg = page.chart("right", one, [run(7, 10, [[0.1, 0.1, 0.1]]), run(9, 2, [[0.8, 0.8, 0.8]])], 9);
  assert.equal(svg.match(/<polyline class="ex-ghost"/g).length, 1);
  assert.equal(svg.match(/<polyline class="ex-marked"/g).length, 1);
  assert.equal(svg.match(/<polygon class="ex-band ex-right"/g).length, 1);
  assert.match(svg, /class="ex-bold"[^>]*>1</);
  assert.match(svg, />7</);
  const [, points] = svg.match(/ex-now ex-right" points="([^"]*)"/);
  const [x, y] = points.split(" ").at(-1).split(",").map(Number);
  assert.equal(x, 214);  // epoch 5 of 10, between 34 and 394
  assert.equal(y, Number((208 - 182 * page.heightRight((0.9 + 0.95 + 0.97) / 3)).toFixed(1)));
});

test("a chart without runs is an empty frame; a start that diverged leaves a gap", () => {
  assert.doesNotMatch(page.chart("loss", null, []), /polyline|NaN/);
  const lost = { ...one, curve: [...one.curve, [5, [null, 1, 1], [0.1, 0.1, 0.1]]] };
  assert.doesNotMatch(page.chart("loss", lost, []), /NaN|null/);
});

test("words", () => {
  const now = { ...one, right: [], seconds: 1.23, parameters: 55050 };
  assert.equal(page.statusText({ now: { ...now, curve: [], seconds: 0 }, training: false, unseen: 10000 }),
    "8 · 55,050 parameters · not trained yet");
  assert.equal(page.statusText({ now: { ...now, curve: [], epochs: 5 }, training: false, unseen: 10000 }),
    "8 · 55,050 parameters · stopped at epoch 0.0 of 5 · 1.2 s");  // before its first point
  assert.equal(page.statusText({ now, training: true, unseen: 10000 }),
    "8 · 55,050 parameters · epoch 5.0 of 5 · about 94 % right · 1.2 s");
  assert.match(page.statusText({ now, training: false, unseen: 10000 }), /stopped at epoch/);
  assert.equal(page.statusText({ now: { ...now, right: [0.941, 0.942, 0.946] }, training: false, unseen: 10000 }),
    "8 · 55,050 parameters · 94.3 % of 10,000 unseen digits right (94.1 to 94.6) · 1.2 s");
  assert.equal(page.structure([]), "no hidden layer");
});
