// The stand-in for Python on the site's pages: node --test tests/tools/live.test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";
import { widthFor } from "../../docs/static/trainings.js";
import { flat, nearest, Recorded, unpacked } from "../../docs/static/live.js";

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

test("a width leads to the next that is recorded", () => {
  const recorded = [1, 2, 4, 8];
  assert.equal(widthFor([5, 5], [4, 4], recorded), 8);
  assert.equal(widthFor([7], [8], recorded), 4);
  assert.equal(widthFor([4, 3], [4, 4], recorded), 2);
  assert.equal(widthFor([9], [8], recorded), 8);
  assert.equal(widthFor([4, 4, 4], [4, 4], recorded), 4);
});
