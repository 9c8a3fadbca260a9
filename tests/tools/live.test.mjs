// The stand-in for Python on the site's pages: node --test tests/tools/live.test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { Playing } from "../../docs/static/playing.js";
import { DATASETS } from "../../docs/static/points.js";
import { random } from "../../docs/static/network.js";
import { nearest, Recorded } from "../../docs/static/live.js";

const entries = [[0, 0], [1, 0], [2, 0], [8, 0], [0, 1], [8, 1]].map(([x, y]) => ({ flat: { x, y } }));
const shown = (asked, current) => Object.values(nearest(entries, asked, current).entry.flat);

test("the nearest, and what the hand has not moved stays; an arrow key leads on, though the nearest is where it stands", () => {
  assert.deepEqual(shown({ x: 1 }, { x: 0, y: 0 }), [1, 0]);
  assert.deepEqual(shown({ x: 7 }, { x: 0, y: 1 }), [8, 1]);
  assert.deepEqual(shown({ x: 3 }, { x: 2, y: 0 }), [8, 0]);
  assert.deepEqual(shown({ x: 7 }, { x: 8, y: 0 }), [2, 0]);
});

test("answers depend on where messages have led, and what is not known is refused with the state as it is", async () => {
  const tell = (loss, mine = true) => [[mine, { do: "walk", loss }, []]];
  const answers = { en: [
    { ask: { do: "hello" }, tell: tell(3), to: "start" },
    { ask: { do: "down" }, tell: tell(2), from: "start", to: "lower" },
    { ask: { do: "down" }, tell: tell(1), from: "lower", to: "lowest" },
  ] };
  const recording = { state: { en: {} }, words: { en: { nearest: "near", needs: "needs Python" } }, answers };
  const model = new Recorded(recording, "en", () => {}), heard = [];
  model.on("msg:custom", message => heard.push([message.do, message.loss, message.to]));
  for (const ask of ["hello", "down", "down", "down"]) model.send({ do: ask, to: "me" });
  await null;
  await null;
  assert.deepEqual(heard, [["walk", 3, "me"], ["walk", 2, "me"], ["walk", 1, "me"], ["refused", 1, "me"]]);
});

test("a widget is there before the rest of its recording, which answers as soon as it comes", async t => {
  const entry = (ask, loss) => ({ ask, tell: [[true, { do: ask.do, loss }, []]] }), recording = {
    state: { en: {} }, words: { en: { needs: "needs Python" } }, answers: { en: [entry({ do: "hello" }, 3)] }, rest: { en: "rest.bin" } };
  const packed = gzipSync(JSON.stringify({ table: [], value: [entry({ do: "set", at: 1 }, 2), entry({ do: "set", at: 2 }, 1)] })), asked = [];
  let come = () => {}, arrives = new Promise(done => { come = done; });
  t.mock.method(globalThis, "fetch", async url => { asked.push(url); await arrives; return new Response(packed); });
  const model = new Recorded(recording, "en", () => {}, "http://site/recordings/a.bin"), heard = [];
  model.on("msg:custom", message => heard.push(`${message.do} ${message.loss}`));
  model.answer({ do: "hello" }, "me");
  const answered = model.answer({ do: "set", at: 2 }, "me");
  assert.deepEqual([asked, heard], [["http://site/recordings/rest.bin"], ["hello 3"]]);
  come();
  await answered;
  assert.deepEqual(heard, ["hello 3", "set 1"]);
  t.mock.method(globalThis, "fetch", async () => { throw new TypeError("offline"); });
  const lost = new Recorded(recording, "en", () => {}, "http://site/recordings/a.bin");
  lost.on("msg:custom", message => heard.push(`again ${message.loss}`));
  await lost.answer({ do: "set", at: 1 }, "me");
  t.mock.method(globalThis, "fetch", async () => new Response(packed));
  await lost.answer({ do: "set", at: 1 }, "me");
  assert.deepEqual(heard.slice(2), ["again 2"]);
});

const USUAL = { data: "circles", noise: 0.15, points: [], train_share: 0.5, features: ["x1", "x2"], widths: [2], activation: "tanh", optimizer: "adam", learning_rate: 0.03,
  l2: 0, l1: 0, batch_size: 10, seed: 0, speed: "fast", initialization: "usual", maps: "activation" };

/** A Playground on a page, what it tells, and a function that asks it. */
function playground(settings = {}, more = {}) {
  const words = { open: "{share} %, {neurons}", again: "before with {best}", many: "{neurons} of {most}", reached: "reached with {best}", aside: "{name} has to be {value}",
    away: "ran away by {step}", nothing: "no points", weight: "is 101", points: "too many", ...more };
  const points = DATASETS.circles(500, 0.15, random(0)), model = new Playing(
    { state: { en: {} }, words: { en: words }, start: { settings: { ...USUAL, ...settings }, theta: Array(9).fill(0.5), points, controls: null } }, "en", () => {});
  let told = /** @type {any[]} */ ([]);
  model.on("msg:custom", (head, buffers) => { told = [head, buffers]; });
  return { model, ask: (/** @type {any} */ message) => { model.answer(message, "me 1"); return { ...told[0], buffers: told[1] }; } };
}

test("every data set, activation, optimizer and form of a network can be chosen, and all numbers of a picture fit", () => {
  const { model, ask } = playground();
  const settings = [...Object.keys(DATASETS).map(data => ({ data })), ...["tanh", "sigmoid", "relu", "leaky_relu", "identity"].map(activation => ({ activation, widths: [3, 2] })),
    ...["gradient_descent", "momentum", "rmsprop", "adam"].map(optimizer => ({ optimizer })), { widths: [] }, { features: ["x2", "sin(x1)"] }, { maps: "gradient", widths: [2, 2] },
    { batch_size: 500, l1: 0.01, l2: 0.01 }, { initialization: "zeros" }, { initialization: "small" }];
  for (const change of settings) {
    const { note, do: what } = ask({ do: "change", settings: { data: "moons", ...change } });
    assert.deepEqual([what, note], ["change", undefined], JSON.stringify(change));
    if (model.training) model.advance(30);
    const { sizes, side, spaces, points, buffers: [maps, theta, gradient, inside, all], losses } = ask({ do: "hello" });
    const neurons = sizes.slice(0, -1).reduce((sum, n) => sum + n, 0), parameters = sizes.slice(1).reduce((sum, n, l) => sum + n * (sizes[l] + 1), 0);
    assert.equal(maps.length, side ** 2 + neurons * (side / 4) ** 2 + spaces.length * (side / 2) ** 2);
    assert.deepEqual([theta.length, inside.length, all.length], [4 * parameters, 8 * points * spaces.length, 12 * points]);
    assert.equal(gradient.length, points ? 4 * parameters : 0);
    assert.ok(losses.every(loss => points ? Number.isFinite(loss) : loss === null), JSON.stringify(change));
  }
});

test("what goes on keeps its numbers, what begins anew does not, and what cannot be is refused in words", () => {
  const { model, ask } = playground();
  model.advance(10);
  ask({ do: "change", settings: { maps: "gradient" } });
  assert.ok(model.untouched);  // to look at it otherwise disturbs no training
  assert.equal(ask({ do: "change", settings: { learning_rate: 1 } }).steps, 10);
  assert.equal(ask({ do: "point", x: 1, y: -1, label: 0 }).training, 251);
  assert.equal(ask({ do: "clear" }).training, 250);
  assert.equal(new Float32Array(ask({ do: "edit", place: 2, value: -7 }).buffers[1].buffer)[2], -7);
  assert.deepEqual([ask({ do: "edit", place: 2, value: 500 })].map(({ do: what, note }) => [what, note]), [["refused", "is 500"]]);
  assert.equal(ask({ do: "change", settings: { widths: [3] } }).steps, 0);
  const empty = ask({ do: "change", settings: { data: "none" } });
  assert.deepEqual([empty.news, ask({ do: "play" }).playing, ask({ do: "step" }).steps], ["no points", false, 0]);
});

test("a training that runs away stops where it was, and says so", () => {
  const { model, ask } = playground({ activation: "relu", data: "plane", learning_rate: 1e150, optimizer: "gradient_descent" });
  ask({ do: "play", stop: null });
  model.advance(50);
  const { news, playing, buffers } = ask({ do: "hello" });
  assert.match(news, /^ran away by \d/);
  assert.equal(playing, false);
  assert.ok(new Float32Array(buffers[1].buffer).every(value => !Number.isNaN(value)));
});

test("a challenge is judged by the test points, the hidden neurons and what it needs", () => {
  const needs = { noise: { value: 0.15, label: "Noise", words: "0.15" } }, { model } = playground({}, { challenge: { accuracy: 0.95, neurons: 24, needs } });
  const judge = (/** @type {number[]} */ widths, /** @type {number} */ right) => { Object.assign(model, { accuracies: [1, right], settings: { ...model.settings, widths } }); return model.judge(); };
  assert.deepEqual([judge([8], 0.5), judge([8, 8], 0.96), judge([16, 16], 0.99), judge([8], 0.5)], ["50 %, 8", "reached with 16", "32 of 24", "before with 16"]);
  model.settings.noise = 0;
  assert.equal(judge([8], 0.99), "Noise has to be 0.15");
});
