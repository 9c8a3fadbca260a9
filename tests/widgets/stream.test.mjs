// The line on which pictures come, without a page: a lease is granted, renewed and taken back.
import assert from "node:assert/strict";
import test from "node:test";
import { stream, windowFor } from "../../helpers/widgets/stream.js";

test("three pictures under way nearby, more over a slow line, never more than twelve, a third of it when turned", () => {
  assert.deepEqual([5, 49, 90, 900].map(time => windowFor(time, false)), [3, 3, 10, 12]);
  assert.deepEqual([5, 90].map(time => windowFor(time, true)), [1, 4]);
});

/** A page that sees the pictures it is sent: { pictures, sent, picture(number, more), frame(), page, tick(ms) }. */
function opened(t) {
  let receive, frame = null, now = 0;
  t.mock.timers.enable({ apis: ["setInterval"] });
  t.mock.method(performance, "now", () => now);
  Object.assign(globalThis, {
    location: { hostname: "localhost" }, requestAnimationFrame: draw => { frame = draw; return 1; }, cancelAnimationFrame() {},
    document: { hidden: false, createElement: tagName => ({ tagName, textContent: "", setAttribute() {}, append() {} }) },
  });
  const sent = [], seen = [], page = { wanted: true, slowly: false, silence: null, fault: "", newest: null };
  const model = { send: message => sent.push(message), on: (_, listener) => { receive = listener; }, off() { receive = null; } };
  const python = stream(model, { wanted: () => page.wanted, slowly: () => page.slowly, take: (head, _, newest) => { seen.push(head.number); page.newest = newest; }, show: () => seen.push("drawn"),
    silent: (...told) => { page.silence = told; }, fault: text => { page.fault = text; } });
  return { python, sent, seen, page, picture: (number, more = {}) => receive({ do: "run", number, ...more }, []),
    say: message => receive(message, []), draw: () => { frame?.(); frame = null; },
    tick: time => { for (let past = 0; past < time; past += 250) { now += 250; t.mock.timers.tick(250); } }, gone: () => receive === null, until: () => sent.filter(one => one.do === "run").map(one => one.until) };
}
const whole = { settings: {} };

test("a picture of the whole state begins it; a lease is renewed while pictures come, and they are drawn together", t => {
  const { python, sent, seen, picture, draw, until } = opened(t);
  python.say("hello");
  picture(0);  // a part, before the page knows the whole
  assert.deepEqual([seen, until()], [[], []]);
  picture(1, whole);
  picture(2);
  draw();
  assert.deepEqual(seen, [1, 2, "drawn"]);
  picture(2);  // again
  assert.equal(seen.length, 3);
  const [first, ...more] = until();
  assert.ok(first >= 2 && more.every((one, i) => one > until()[i]), String(until()));
  assert.ok(sent.every(({ pad, to }) => pad && to));
});

test("after a change, parts that were under way are left aside until the whole is here", t => {
  const { python, seen, picture, until } = opened(t);
  picture(1, whole);
  python.say("change", { settings: { width: 3 } });
  const before = until().length;
  picture(2);
  assert.deepEqual([seen, until().length], [[1], before]);
  picture(3, whole);
  assert.deepEqual([seen, until().length > before], [[1, 3], true]);
});

test("an answer is the newest where nothing asked by this view is open", t => {
  const { page, python, picture, sent } = opened(t);
  const says = [];
  const answer = (...given) => { picture(...given); says.push(page.newest); };
  python.say("change", { settings: { width: 3 } });
  python.say("change", { settings: { depth: 3 } });
  const [first, second] = sent.map(one => one.to);
  answer(1, { ...whole, to: first });
  answer(2, { ...whole, to: "another view's" });
  answer(3, { ...whole, to: second });
  python.say("step");
  answer(4, { ...whole, to: "" });  // a cell has changed it
  assert.deepEqual(says, [false, false, true, true]);
});

test("after a rest, too, what is asked stays open until it is answered, or what was asked later is", t => {
  const { page, python, picture, sent, tick } = opened(t);
  picture(1, whole);
  tick(1250);  // nothing is heard
  python.say("change", { settings: { width: 3 } });
  python.say("change", { settings: { depth: 3 } });
  const [first, second] = sent.filter(one => one.do === "change").map(one => one.to);
  tick(250);
  picture(2, { ...whole, to: first });
  assert.equal(page.newest, false);
  tick(1250);
  picture(3, { ...whole, to: sent.at(-1).to });  // pictures that were granted later: the second answer is lost
  assert.ok(sent.at(-1).do === "run" && sent.at(-1).to !== second && page.newest);
});

test("nothing is granted where no picture is wanted, or nobody sees the page", t => {
  const { page, picture, until, tick } = opened(t);
  page.wanted = false;
  picture(1, whole);
  tick(1250);
  assert.deepEqual(until(), []);
  page.wanted = true;
  globalThis.document.hidden = true;
  tick(1250);
  assert.deepEqual(until(), []);
  globalThis.document.hidden = false;
  tick(250);
  assert.equal(until().length, 1);
});

test("a lost answer is asked for again, and silence told", t => {
  const { page, python, picture, until, tick } = opened(t);
  python.say("hello");
  tick(2750);
  assert.deepEqual(page.silence, [false, true, "No answer from the kernel: run this cell to make it live."]);
  picture(1, whole);
  const before = until();
  tick(1250);
  assert.deepEqual(until().slice(before.length), [before.at(-1)]);  // the same once more
  tick(3000);
  assert.deepEqual(page.silence, [true, false, "Waiting for the kernel: it is busy, or it has stopped. Then run this cell again."]);
});

test("a fault is handed on, and a view that ends asks no more", t => {
  const { page, python, say, sent, tick, gone } = opened(t);
  say({ do: "fault", to: "", note: "an error of its own" });
  assert.deepEqual([page.fault, python.note.textContent], ["an error of its own", "an error of its own"]);
  python.stop();
  tick(5000);
  assert.deepEqual([sent, gone()], [[], true]);
});
