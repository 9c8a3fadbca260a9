// Time in the learner's hand: a bar over states of a training that are kept, and a button that walks along them by itself. The
// Playground, LayerFlow and panels with `moments` share it, and each slider of a panel its Play. What needs no page stands first, for node's tests.
import { make, put, tr } from "./page.js";
import { animate, between, calm, glide } from "./stage.js";

const WHOLE = 6000;  // ms from the first kept state to the last
const REST = 200;  // ms at least with each state, where Play goes from one to the next

/** The number of the state whose time is nearest. @param {number[]} times rising @param {number} time */
export const nearestTo = (times, time) => times.reduce((best, one, k) => Math.abs(one - time) < Math.abs(times[best] - time) ? k : best, 0);

/** The states that stay when another one comes: each a share further than the one before it, and the newest.
 * @template T @param {T[]} kept @param {T} next @param {(state: T) => number} step */
export const thinned = (kept, next, step, share = 0.03) => {
  const close = kept.length > 1 && step(/** @type {T} */ (kept.at(-1))) <= (1 + share) * step(/** @type {T} */ (kept.at(-2)));
  return [...(close ? kept.slice(0, -1) : kept), next];
};

/** ms with each of so many states. @param {number} states */
export const rest = states => Math.max(REST, WHOLE / states);

/** A frame for `animate` that goes from state to state: to the next one after a while, and not before `ready()` says that the picture
 *  of this one is there. False after the last. @param {number} from @param {number} last @param {() => boolean} ready @param {(at: number) => void} go
 * @returns {(time: number) => boolean} */
export function paced(from, last, ready, go) {
  let next = from, due = 0;
  return time => {
    if (time < due || !ready()) return true;
    due = time + rest(last);
    go(next);
    return next++ < last;
  };
}

/** A Play button, and `halt` for what else stops it; at the end and out of sight it stops by itself.
 * @param {HTMLElement} root @param {{ name?: string, text: string, stop?: string, begin(): { stop(): void }, halted?(): void }} acts
 *   what it is called, if not as what stands on it; begin() sets in motion, halted() follows the end */
export function player(root, { name, text, stop = tr("❚❚ Stop"), begin, halted = () => {} }) {
  let motion = /** @type {{ stop(): void } | null} */ (null);
  const play = make("button", { class: "pg-play", "aria-label": name ?? false, "aria-pressed": "false", onclick: () => motion ? halt() : turn(begin()) }, text);
  const sight = new IntersectionObserver(seen => { if (!/** @type {IntersectionObserverEntry} */ (seen.at(-1)).isIntersecting) halt(); });
  function turn(/** @type {{ stop(): void } | null} */ next) {
    motion = next;
    if (motion) sight.observe(root); else sight.disconnect();
    put(play, motion ? stop : text);
    play.setAttribute("aria-pressed", String(Boolean(motion)));
  }
  function halt() {
    motion?.stop();
    turn(null);
    halted();
    return false;
  }
  return { play, halt, moves: () => Boolean(motion) };
}

const KEYS = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 });

/** `bar`, `count` and `play` are its elements, to be put where they belong.
 *
 *  name        what the bar moves through, for a screen reader;  button, what Play walks through;  text, what stands on it
 *  go(at)      the learner, or Play, is at the state with this number; while Play is on its way it lies between two,
 *              unless there is `ready`
 *  ready()     is the picture there that `go` has asked for? Play waits for it
 *  said(at)    what stands beside the bar there
 * @param {HTMLElement} root
 * @param {{ name: string, button?: string, text?: string, go(at: number): void, ready?: () => boolean, said(at: number): string }} acts */
export function timeBar(root, { name, button = "", text = tr("▶ Play"), go, ready, said }) {
  let now = 0, times = [0];  // times: where each state stands on the bar
  const bar = make("input", { type: "range", class: "tb-bar", min: 0, max: 0, step: "any", "aria-label": name,
    oninput: () => jump(nearestTo(times, bar.valueAsNumber)), onkeydown: key });
  const count = make("b", { class: "tb-count" });
  const { play, halt, moves } = player(root, { name: button || name, text, begin, halted: () => show(now) });
  const last = () => times.length - 1;
  /** The states there are now, each at its place; the bar begins at `low`. @param {number[]} states */
  function over(states, low = states[0]) {
    times = states;
    bar.min = String(low);
    bar.max = String(times.at(-1));
    bar.disabled = times.length < 2;
  }
  /** Where the picture is. @param {number} at */
  function show(at) {
    const words = said(at);
    now = at;
    bar.value = String(between(times, at));
    put(count, words);
    bar.setAttribute("aria-valuetext", words);
  }
  function jump(/** @type {number} */ at) {
    halt();
    go(Math.max(0, Math.min(last(), at)));
  }
  /** An arrow key leads to the next state, however near. @param {KeyboardEvent} event */
  function key(event) {
    const way = KEYS[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    jump(way < 0 ? Math.ceil(now) + way : Math.floor(now) + way);
  }
  function begin() {
    const end = last(), from = now >= end ? 0 : now, frame = ready && paced(calm() ? end : from, end, ready, go);
    show(from);
    return frame ? animate(root, time => frame(time) || halt()) : glide(root, WHOLE * (end - from) / Math.max(end, 1), t => go(t === 1 ? end : from + t * (end - from)), halt);
  }
  show(0);
  return { bar, count, play, over, show, halt, last, moves };
}
