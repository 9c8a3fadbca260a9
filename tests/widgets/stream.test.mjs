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
  t.mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  t.mock.method(performance, "now", () => now);
  Object.assign(globalThis, {
    location: { hostname: "localhost" }, requestAnimationFrame: draw => { frame = draw; return 1; }, cancelAnimationFrame() {},
    document: { hidden: false, createElement: tagName => ({ tagName, textContent: "", setAttribute() {}, append() {} }) },
  });
  const sent = [], seen = [], page = { wanted: true, slowly: false, silence: null, fault: false, newest: null };
  const model = { send: message => sent.push(message), on: (_, listener) => { receive = listener; }, off() { receive = null; } };
  const python = stream(model, { wanted: () => page.wanted, slowly: () => page.slowly, take: (head, _, newest) => { seen.push(head.number); page.newest = newest; }, show: () => seen.push("drawn"),
    silent: now => { page.silence = now; }, fault: () => { page.fault = true; } });
  return { python, sent, seen, page, picture: (number, more = {}) => receive({ do: "run", number, ...more }, []),
    answer: (number, more = {}) => receive({ do: "hello", number, settings: {}, to: sent.findLast(one => one.do !== "run").to, ...more }, []),
    say: message => receive(message, []), draw: () => { frame?.(); frame = null; },
    tick: time => { for (let past = 0; past < time; past += 250) { now += 250; t.mock.timers.tick(250); } }, gone: () => receive === null, until: () => sent.filter(one => one.do === "run").map(one => one.until) };
}
test("a picture of the whole state begins it; a lease is renewed while pictures come, and they are drawn together", t => {
  const { python, sent, seen, picture, answer, draw, until } = opened(t);
  python.say("hello");
  picture(0);  // a part, before the page knows the whole
  assert.deepEqual([seen, until()], [[], []]);
  answer(1);
  picture(2);
  draw();
  assert.deepEqual(seen, [1, 2, "drawn"]);
  picture(2);  // again
  assert.equal(seen.length, 3);
  const [first, ...more] = until();
  assert.ok(first >= 2 && more.every((one, i) => one > until()[i]), String(until()));
  assert.ok(sent.every(({ pad, to }) => pad && to));
});

test("after a change, parts that were under way are left aside until the whole is here; changes give way to newer ones", t => {
  const { python, sent, seen, page, picture, answer, until } = opened(t);
  picture(1, { settings: {} });
  for (const width of [3, 4, 5]) python.say("change", { settings: { width } });
  python.say("step");
  python.say("step");
  const before = until().length, asked = () => sent.filter(one => one.do !== "run").map(one => one.settings?.width ?? one.do);
  picture(2);
  assert.deepEqual([seen, until().length], [[1], before]);
  answer(3);
  assert.deepEqual([seen, page.newest, asked()], [[1, 3], false, [3, 5]]);
  for (const number of [4, 5, 6]) answer(number);
  picture(7, { settings: {}, to: "" });  // a cell has changed it
  assert.deepEqual([seen.at(-1), page.newest, asked(), until().length > before], [7, true, [3, 5, "step", "step"], true]);
});

test("an answer that was lost comes late, and is taken though newer pictures have been", t => {
  const { python, seen, picture, answer, sent, tick } = opened(t);
  picture(1, { settings: {} });
  python.say("change", { settings: { width: 3 } });
  picture(5);
  tick(3250);
  assert.equal(sent.filter(one => one.do === "change").length, 2);
  answer(4);
  picture(5);
  picture(6);
  assert.deepEqual(seen, [1, 4, 6]);
});

test("nothing is granted where no picture is wanted, or nobody sees the page", t => {
  const { page, picture, until, tick } = opened(t);
  [page.wanted, globalThis.document.hidden] = [false, false];
  picture(1, { settings: {} });
  tick(1250);
  [page.wanted, globalThis.document.hidden] = [true, true];
  tick(1250);
  assert.deepEqual(until(), []);
  globalThis.document.hidden = false;
  tick(250);
  assert.equal(until().length, 1);
});

test("where a lease is not answered, the page asks for the whole state, and goes on from there", t => {
  const { page, picture, answer, until, tick, sent } = opened(t);
  tick(1250);
  picture(1, { settings: {} });
  const leases = until();
  tick(1250);
  assert.deepEqual([page.silence, sent.at(-1).do, until()], [false, "hello", leases]);
  tick(3250);
  assert.deepEqual([page.silence, sent.at(-1).do, until()], [true, "hello", leases]);
  answer(9);  // up to here all pictures were lost
  tick(250);
  assert.deepEqual([page.silence, until()], [false, [...leases, 12]]);
});

test("a fault is handed on, and a view that ends asks no more", t => {
  const { page, python, say, sent, tick, gone } = opened(t);
  say({ do: "fault", to: "", note: "an error of its own" });
  assert.deepEqual([page.fault, python.note.textContent], [true, "an error of its own"]);
  python.stop();
  tick(5000);
  assert.deepEqual([sent, gone()], [[], true]);
});
