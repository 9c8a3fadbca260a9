// The line under a question's reply without a page: node --test tests/exercises/choices.test.mjs
import assert from "node:assert/strict";
import test from "node:test";
import { choices, coded, replying } from "../../helpers/exercises/asking/choices.js";

globalThis.document = { createElement: tagName => ({ tagName, textContent: "", setAttribute() {}, append(...parts) { this.textContent += parts.join(""); },
  replaceChildren(...parts) { this.textContent = parts.map(part => part.textContent ?? part).join(""); },
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

test("Enter marks what it answers, also where Tab has led to a button that is not marked", () => {
  const answered = [], { document } = globalThis, createElement = tagName => ({ ...document.createElement(tagName), tagName: tagName.toUpperCase(),
    addEventListener(name, listener) { this[`on${name}`] = listener; } });
  globalThis.document = { createElement };
  const { buttons, chosen } = choices(["one", "two", "three"], number => answered.push([number, chosen()]));
  globalThis.document = document;
  buttons[1].onkeydown({ key: "Enter", preventDefault() {} });
  assert.deepEqual(answered, [[1, 1]]);
});

test("what stands between backquotes is code", () => {
  const parts = coded("the slopes of `slipped`, then").map(part => part.tagName ? [part.tagName, part.textContent] : part);
  assert.deepEqual(parts, ["the slopes of ", ["code", "slipped"], ", then"]);
  assert.deepEqual(coded("none"), ["none"]);
});
