// What the motions share, without a page.
import assert from "node:assert/strict";
import test from "node:test";
import * as stage from "../../helpers/widgets/stage.js";

/** As much of an SVG element as the module needs. */
function element() {
  const attributes = {}, listeners = {}, log = [];
  return {
    attributes, listeners, log, tagName: "circle", dataset: {}, children: [],
    ownerSVGElement: { getScreenCTM: () => ({ a: 2, d: 2, e: 10, f: 20 }) },
    classList: { add: name => { attributes.class = name; } },
    getAttribute: name => attributes[name] ?? null,
    setAttribute: (name, value) => { attributes[name] = String(value); log.push(name); },
    removeAttribute: name => { delete attributes[name]; },
    addEventListener: (name, listener) => { listeners[name] = listener; },
    append() {}, focus() {}, setPointerCapture() {},
  };
}
const event = more => ({ preventDefault() {}, stopPropagation() {}, ...more });

/** Pictures by hand: each call of the function that comes back is one, at this time. */
function pictures(t, reduced = false) {
  let waiting = null;
  t.mock.method(globalThis, "setTimeout", () => 0);
  Object.assign(globalThis, {
    requestAnimationFrame: frame => { waiting = frame; return 1; },
    cancelAnimationFrame: () => { waiting = null; },
    matchMedia: () => ({ matches: reduced }),
  });
  return time => { const frame = waiting; waiting = null; frame?.(time); return waiting !== null; };
}

test("a scale goes to pixels and back, its ticks are round; numbers have a minus sign, and 0 has none", () => {
  const y = stage.scale([-3, 3], [400, 40]);
  assert.deepEqual([y(-3), y(3), y(0), y.back(220), y.back(40)], [400, 40, 220, 0, 3]);
  assert.deepEqual(y.ticks(6), [-3, -2, -1, 0, 1, 2, 3]);
  assert.deepEqual(stage.scale([0, 1], [0, 1]).ticks(5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual([-1.25, 0.5, -0.001, 3].map(value => stage.written(value)), ["−1.25", "0.5", "0", "3"]);
});

test("an element follows the pointer that took it, and the arrow keys", () => {
  const one = element(), told = [];
  const tell = name => (...more) => told.push([name, ...more]);
  stage.draggable(one, { name: "w", drag: tell("drag"), nudge: tell("nudge"), begin: tell("begin"), end: tell("end") });
  const { pointerdown, pointermove, pointerup, keydown } = one.listeners;
  assert.equal(one.attributes["aria-label"], "w");
  pointermove(event({ pointerId: 1, clientX: 0, clientY: 0 }));  // nobody holds it
  pointerdown(event({ pointerId: 1, button: 0 }));
  pointerdown(event({ pointerId: 2, button: 0 }));  // a second finger
  pointermove(event({ pointerId: 2, clientX: 0, clientY: 0 }));
  pointermove(event({ pointerId: 1, clientX: 30, clientY: 60 }));
  pointerup(event({ pointerId: 2 }));
  pointerup(event({ pointerId: 1 }));
  assert.deepEqual(told.splice(0), [["begin"], ["drag", 10, 20], ["end"]]);
  for (const more of [{ key: "ArrowLeft", shiftKey: true }, { key: "Tab" }, { key: "ArrowUp", altKey: true }]) keydown(event(more));
  assert.deepEqual(told, [["begin"], ["nudge", -10, 0], ["end"]]);
});

test("a glide ends at 1 and counts its pictures; it can be stopped; without motion it shows its end at once", t => {
  const picture = pictures(t), root = element(), seen = [];
  stage.glide(root, 100, at => seen.push(at), () => seen.push("done"));
  assert.deepEqual([1000, 1050, 1200].map(picture), [true, true, false]);
  assert.deepEqual([root.dataset.frames, ...seen], [3, 0, 0.5, 1, "done"]);
  stage.glide(root, 100, at => seen.push(at)).stop();
  assert.deepEqual([picture(2000), seen.length], [false, 4]);
  const still = pictures(t, true), end = [];
  stage.glide(element(), 100, at => end.push(at), () => end.push("done"));
  assert.deepEqual([still(0), ...end], [false, 1, "done"]);
});
