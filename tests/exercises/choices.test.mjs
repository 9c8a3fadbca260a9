// The line under a question's reply without a page: node --test tests/exercises/choices.test.mjs
import assert from "node:assert/strict";
import test from "node:test";
import { replying } from "../../helpers/exercises/choices.js";

globalThis.document = { createElement: tagName => ({ tagName, textContent: "", setAttribute() {}, append() {},
  classList: { add() {}, remove() {} } }) };

test("what the page says before Python's first answer stays; what Python says takes its place", () => {
  const sent = [];
  let hear;
  const python = replying({ send: message => sent.push(message), on: (_, listener) => { hear = listener; }, off() {} }, () => {});
  const answered = state => hear({ ...state, do: sent.at(-1).do, to: sent.at(-1).to }, []);
  python.reply.textContent = "Nothing is chosen yet.";
  answered({ chosen: -1, reply: "" });
  assert.equal(python.reply.textContent, "Nothing is chosen yet.");
  python.tell({ do: "choose", number: 1 });
  answered({ chosen: 1, reply: "✗ No." });
  assert.equal(python.reply.textContent, "✗ No.");
  python.tell({ do: "guess", value: null });  // taken back: there is nothing to say any more
  answered({ reply: "" });
  assert.equal(python.reply.textContent, "");
  python.stop();
});
