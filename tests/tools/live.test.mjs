// The stand-in for Python on the site's pages: node --test tests/tools/live.test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";
import { Lines } from "../../docs/static/lines.js";
import { Trainings, widthFor } from "../../docs/static/trainings.js";
import { flat, Guess, nearest, Recorded, unpacked } from "../../docs/static/live.js";

const entries = [[0, 0], [1, 0], [2, 0], [8, 0], [0, 1], [8, 1]].map(([x, y]) => ({ flat: { x, y } }));
const shown = (asked, current) => Object.values(nearest(entries, asked, current).entry.flat);

test("what is shared stands once", () => {
  const value = unpacked({ table: ["<svg>", "<path/>", { a: 1 }], value: [{ $: 2 }, { $: 2 }, { "+": [0, 1] }] });
  assert.deepEqual(value, [{ a: 1 }, { a: 1 }, { pieces: ["<svg>", "<path/>"] }]);
  assert.equal(value[0], value[1]);
});

test("the fields of a message by their place", () => {
  assert.deepEqual(flat({ values: { x: 2, on: true }, to: null }), { ".values.x": 2, ".values.on": 1 });
});

test("the nearest, and what the hand has not moved stays", () => {
  assert.deepEqual(shown({ x: 1 }, { x: 0, y: 0 }), [1, 0]);
  assert.deepEqual(shown({ x: 7 }, { x: 0, y: 1 }), [8, 1]);
});

test("an arrow key leads on, though the nearest is where it stands", () => {
  assert.deepEqual(shown({ x: 3 }, { x: 2, y: 0 }), [8, 0]);
  assert.deepEqual(shown({ x: 7 }, { x: 8, y: 0 }), [2, 0]);
});

test("answers depend on where messages have led, and what is not known is refused with the state as it is", async () => {
  const tell = (loss, mine = true) => [[mine, { do: "walk", loss, step: 1 }, []]];
  const answers = { en: [
    { ask: { do: "hello" }, tell: tell(3), to: "start" },
    { ask: { do: "down" }, tell: tell(2), from: "start", to: "lower" },
    { ask: { do: "down" }, tell: tell(1), from: "lower", to: "lowest" },
  ] };
  const recording = { state: { en: {} }, words: { en: { nearest: "near", needs: "needs Python" } }, echo: ["go"], keep: { down: ["step"] }, answers };
  const model = new Recorded(recording, "en", () => {}), heard = [];
  model.on("msg:custom", message => heard.push([message.do, message.loss, message.step, message.to]));
  for (const ask of ["hello", "down", "go", "down", "down"]) model.send({ do: ask, to: "me", ...(ask === "go" ? { step: 5 } : {}) });
  await null;
  await null;
  assert.deepEqual(heard.slice(0, 2), [["walk", 3, 1, "me"], ["walk", 2, 1, "me"]]);
  assert.deepEqual(heard[3], ["walk", 1, 5, "me"]);
  assert.deepEqual(heard[4], ["refused", 1, 5, "me"]);
});

test("a line and its points stay where they are put, and the rule walks from there", async () => {
  const data = name => ({ ask: { do: "data", name }, tell: [[true, { do: "data", X: [[0, 0], [1, 1]], labels: [1, 0], w: [0, 0], b: 0, output: "step" }, []]] });
  const model = new Lines({ state: { en: {} }, words: { en: {} }, echo: ["at"], keep: { data: ["output"] }, sweeps: 20, answers: { en: [data("own")] } }, "en", () => {}), heard = [];
  model.on("msg:custom", message => heard.push(message));
  model.send({ do: "data", name: "own", to: "me" });
  model.send({ do: "state", X: [[0, 0], [1, 3]], w: [0.37, 0], b: 0, output: "sigmoid", to: "me" });
  await null;
  const { X, w, updates, rested, output, to } = heard[1];
  assert.deepEqual([X, w, rested, output, to, updates[0]], [[[0, 0], [1, 3]], [0.37, 0], true, "sigmoid", "me", { point: 0, sweep: 1, w: [0.37, 0], b: 1 }]);
});

test("a Playground's page finds its own trainings with other settings, and says where it shows the nearest", async () => {
  const training = settings => ({ head: { settings: { data: "circles", widths: [4], activation: "tanh", learning_rate: 0.01, ...settings } }, pictures: [{}] });
  const said = [], shared = training({ widths: [8], learning_rate: 0.03 }), page = { own: training({}), training: training({}), others: [training({ learning_rate: 1 })],
    controls: ["learning_rate"], words: { trained: "recorded", nearest: "near" }, grid: { depths: [0, 1], widths: [4, 8], data: ["circles"], activations: ["tanh"] },
    file: async () => ({ 4: training({}), 8: shared }), say: text => said.push(text), go() {}, play() {} };
  for (const settings of [{ learning_rate: 1 }, { learning_rate: 0.01 }, { widths: [8] }]) {
    await Trainings.prototype.change.call(page, settings);
    said.push(page.training.head.settings.learning_rate);
  }
  assert.deepEqual(said, ["recorded", 1, "recorded", 0.01, "near", 0.03]);
});

test("a width leads to the next that is recorded", () => {
  const recorded = [1, 2, 4, 8];
  assert.equal(widthFor([5, 5], [4, 4], recorded), 8);
  assert.equal(widthFor([7], [8], recorded), 4);
  assert.equal(widthFor([4, 3], [4, 4], recorded), 2);
  assert.equal(widthFor([9], [8], recorded), 8);
  assert.equal(widthFor([4, 4, 4], [4, 4], recorded), 4);
});

test("a challenge is judged by the test points and the hidden neurons", () => {
  const words = { goal: "Get it right", open: "{share} %, {neurons}", again: "before with {best}", many: "{neurons} of {most}", reached: "reached with {best}" };
  const judge = (widths, right, best) => Trainings.prototype.judged.call({ words, best, challenge: { accuracy: 0.95, most: 24 },
    own: { head: { settings: { data: "spiral" } } }, training: { head: { settings: { data: "spiral", widths } } } }, { accuracies: [1, right] });
  assert.equal(judge([8], 0.5, null).said, "50 %, 8");
  assert.deepEqual([judge([8, 8], 0.96, null).said, judge([8, 8], 0.96, 9).best], ["reached with 16", 9]);
  assert.equal(judge([16, 16], 0.99, null).said, "32 of 24");
  assert.equal(judge([8], 0.5, 16).said, "before with 16");
});

test("an option that was guessed stands in quotation marks, a number with its unit", () => {
  const said = (state, words, value) => new Guess({ state: { en: state }, words: { en: words }, guess: "02.q" }, "en", () => {}).said(value);
  assert.equal(said({ kind: "choice", options: { choices: ["it is too small", "it is too large"] } }, { choice: "“{answer}”" }, 1), "“it is too large”");
  assert.equal(said({ kind: "number", options: {} }, { number: "{number} %" }, -2.5), "−2.5 %");
  assert.equal(said({ kind: "number", options: {} }, { number: "{number} points", one: "1 point" }, 1), "1 point");
});
