// What the pages of all widgets share, without a page.
import assert from "node:assert/strict";
import test from "node:test";
import { connect, unique } from "../../helpers/widgets/page.js";

globalThis.document = { createElement: tagName => ({ tagName, textContent: "", setAttribute() {}, append() {} }) };

test("a name is unique, in a module that has been loaded twice, too", async () => {
  const twin = await import("../../helpers/widgets/page.js?again");
  const names = Array.from({ length: 100 }, (_, i) => (i % 2 ? unique : twin.unique)("db-clip"));
  assert.equal(new Set(names).size, 100);
  for (const name of names) assert.match(name, /^db-clip-[a-z0-9]+$/);
});

/** A line whose other end is here: { python, sent, heard, say(message) }; other: what other views are answered is heard, too. */
function line(t, take = () => {}, other = false) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const sent = [], heard = [];
  let receive = null;
  const model = { send: message => sent.push(message), on: (_, listener) => { receive = listener; }, off: () => { receive = null; } };
  const hear = (message, buffers, newest) => { heard.push([message.n, newest]); take(message, buffers); };
  const python = connect(model, hear, other ? hear : undefined);
  return { python, sent, heard, model, say: (message, buffers) => receive(message, buffers), open: () => receive !== null };
}

test("one message under way; of what is asked meanwhile the newest of each kind, in order", t => {
  const { python, sent, heard, say } = line(t);
  for (const [kind, n] of [["ink", 1], ["ink", 2], ["save", 3], ["ink", 4], ["ink", 5]]) python.ask({ do: kind, n });
  assert.deepEqual(sent.map(({ n }) => n), [1]);
  say({ do: "ink", to: "another view 1", n: 0 });
  say({ do: "ink", to: sent[0].to, n: 1 });
  assert.deepEqual([sent.map(({ n }) => n), heard], [[1, 3], [[1, false]]]);
  say({ do: "save", to: sent[1].to, n: 3 });
  say({ do: "ink", to: sent[2].to, n: 5 });
  assert.deepEqual([sent.map(({ n }) => n), heard.slice(1)], [[1, 3, 5], [[3, false], [5, true]]]);
  assert.equal(new Set(sent.map(({ to }) => to)).size, 3);
});

test("what Python tells all views is heard, and takes no answer's place", t => {
  const { python, sent, heard, say } = line(t);
  python.ask({ do: "ink", n: 1 });
  say({ do: "ink", to: "", n: 7 });
  python.ask({ do: "ink", n: 2 });
  assert.deepEqual([heard, sent.length], [[[7, false]], 1]);
});

test("what another view is answered can be followed, its refusals are not told here", t => {
  const { python, heard, say } = line(t, undefined, true);
  for (const [kind, n] of [["ink", 1], ["refused", 2], ["fault", 3]]) say({ do: kind, to: "another view 1", n, note: "no" });
  python.ask({ do: "ink" });
  say({ do: "ink", to: "another view 2", n: 4 });
  assert.deepEqual([heard, python.note.textContent], [[[1, true], [2, true], [3, true], [4, false]], ""]);
});

test("what is not answered is sent again, ever more rarely, and told; what is asked meanwhile follows its answer", t => {
  const { python, sent, heard, say } = line(t), at = [], tick = until => { for (; at.length < until; at.push(sent.length)) t.mock.timers.tick(1000); };
  python.ask({ do: "ink", n: 1 });
  tick(2);
  assert.deepEqual([python.note.textContent, python.silent()], ["", false]);
  tick(25);
  assert.match(python.note.textContent, /^No answer from the kernel/);
  assert.deepEqual([1, 2, 3, 4].map(count => at.findIndex(now => now === count) + 1), [1, 3, 9, 21]);
  assert.deepEqual([new Set(sent.map(one => one.to)).size, python.silent()], [1, true]);
  python.ask({ do: "ink", n: 2 });  // a hand is there
  assert.deepEqual(sent.map(({ n }) => n), [1, 1, 1, 1, 1]);
  for (let again = 0; again < 2; again++) say({ do: "ink", to: sent[0].to, n: 1 });  // the second is that to the message's twin
  say({ do: "ink", to: sent.at(-1).to, n: 2 });
  say({ do: "ink", to: sent[0].to, n: 1 });
  t.mock.timers.tick(1e6);
  assert.deepEqual([sent.length, heard, python.note.textContent, python.silent()], [6, [[1, false], [2, true]], "", false]);
});

test("each counts that has a kind of its own; what has not been sent can be dropped", t => {
  const { python, sent, say } = line(t);
  for (const n of [1, 2, 3]) python.ask({ do: "step", n }, Symbol());
  say({ do: "step", to: sent[0].to });
  python.drop();
  say({ do: "step", to: sent[1].to });
  assert.deepEqual([sent.map(({ n }) => n), python.open()], [[1, 2], false]);
});

test("beside all that, what is asked anew anyway: its answers settle nothing", t => {
  const { python, sent, heard, say } = line(t);
  python.ask({ do: "ink", n: 1 });
  python.send({ do: "run", n: 2 });
  say({ do: "run", to: sent[1].to, n: 2 });
  say({ do: "run", to: sent[1].to, n: 3 });
  assert.deepEqual([sent.length, heard, python.open()], [2, [[2, false], [3, false]], true]);
});

test("of a kernel that works on other cells it is said that it is busy, and its late answer is taken", t => {
  const { python, sent, heard, say, model } = line(t);
  model.widget_manager = { kernel: { status: "busy" } };
  python.ask({ do: "ink", n: 1 });
  t.mock.timers.tick(3000);
  assert.match(python.note.textContent, /^The kernel is still busy/);
  say({ do: "ink", to: sent.at(-1).to, n: 1 });
  assert.deepEqual([python.note.textContent, heard.length > 0], ["", true]);
  model.send = () => { throw new Error("closed"); };  // a connection that is gone is told at once
  python.ask({ do: "ink" });
  assert.match(python.note.textContent, /^No answer from the kernel/);
});

test("a refusal is told and shown, and so is a fault; the next answer clears both", t => {
  const kinds = [], { python, sent, heard, say } = line(t, message => kinds.push(message.do));
  const answer = ({ n, ...more }) => { python.ask({ do: "ink" }); say({ do: "ink", to: sent.at(-1).to, ...more, ...(n && { n }) }); };
  answer({ do: "refused", n: 1, note: "from 0 to 9" });
  assert.deepEqual([python.note.textContent, heard], ["Not done: from 0 to 9", [[1, true]]]);
  answer({ do: "fault", n: 2, note: "an error of its own" });
  assert.deepEqual([python.note.textContent, heard.length, kinds.at(-1)], ["an error of its own", 2, "refused"]);
  answer({ do: "fault", n: undefined, note: "a worse one" });
  assert.deepEqual([python.note.textContent, heard.length], ["a worse one", 2]);  // not even the state can be told
  say({ do: "run", to: sent.at(-1).to });  // what comes of itself leaves it
  assert.equal(python.note.textContent, "a worse one");
  answer({ n: 3 });
  assert.equal(python.note.textContent, "");
});

test("an error of the page is told, not swallowed, and the line goes on", t => {
  const { python, sent, say } = line(t, () => { throw new Error("no walk"); });
  python.ask({ do: "ink" });
  python.ask({ do: "save" });
  assert.throws(() => say({ do: "ink", to: sent[0].to }), /no walk/);
  assert.equal(python.note.textContent, "The page has stopped at an error: no walk. Run this cell again.");
  assert.equal(sent.at(-1).do, "save");
  assert.equal(python.guarded((a, b) => a + b)(1, 2), 3);
});

test("a view that ends hears nothing any more", t => {
  const { python, open } = line(t);
  python.ask({ do: "ink" });
  python.stop();
  t.mock.timers.tick(9999);
  assert.deepEqual([open(), python.note.textContent], [false, ""]);
});
