// The line of a page for which Python trains: it gets pictures as long as it asks for them. No thread and no task train on when
// it is closed, paused or hidden: the page grants a few pictures at a time, a lease, and renews it while it looks on.
import { connect, local } from "./page.js";

/** Pictures on their way at a time: three on this computer, more over a slow line, and a third of that just after the
 *  learner has turned something, so that Python is free when it is turned on. @param {number} roundTrip ms @param {boolean} turning */
export function windowFor(roundTrip, turning) {
  const ahead = roundTrip < 50 ? 3 : Math.min(12, Math.ceil(roundTrip / 9));
  return turning ? Math.ceil(ahead / 3) : ahead;
}

/** Is the element on the screen? Nothing trains out of sight. @param {HTMLElement} el */
export function sight(el) {
  let on = true;
  const observer = new IntersectionObserver(seen => { on = /** @type {IntersectionObserverEntry} */ (seen.at(-1)).isIntersecting; });
  observer.observe(el);
  return { on: () => on, close: () => observer.disconnect() };
}

/** The line to Python on which pictures come, { number, … }, counted by Python; every view shows each of them.
 *
 *  .say(action, more)  asks {do: action, …more}, each in its turn, of changes the newest; its answer is a picture of the whole state.
 *                      Until it is here, those that bring only what training has changed, without `settings`, are out of date and left aside
 *  .renew()            a pause or a new start: what has been granted so far counts no more
 *  .note, .guarded, .stop   as `connect` has them (page.js)
 *
 *  wanted()            should pictures come? Then { do: "run", until } asks for them up to that number, again and again
 *  slowly()            one at a time, four a second
 *  take(head, buffers, newest) gets each picture, and then show() is called, once an animation frame; newest: nothing that this
 *                      view has asked is still unanswered, so what its controls show may follow
 *  silent(now)         is told four times a second whether answers fail to come
 *  fault()             something has gone wrong in Python, which cannot even tell its state
 * @param {import("./page.js").Model} model
 * @param {{ wanted(): boolean, slowly(): boolean, take(head: import("./page.js").Message, buffers: DataView[], newest: boolean): void, show(): void,
 *   silent(now: boolean): void, fault(): void }} page */
export function stream(model, { wanted, slowly, take, show, silent, fault }) {
  let number = -1, lease = 0, roundTrip = 40, asked = 0, turned = 0, granted = 0, heard = performance.now(), alive = false, frame = 0;
  const python = connect(model, (message, ...more) => receive(message, Boolean(message.to), ...more), (message, ...more) => receive(message, false, ...more), fault);
  /** @param {string} action */
  function say(action, more = {}) {
    turned = performance.now();
    if (!wanted() || action === "play") asked = turned;
    python.ask({ do: action, pad: local(), ...more }, action === "change" ? action : Symbol());
  }
  function grant() {
    const ahead = slowly() ? 1 : windowFor(roundTrip, performance.now() - turned < 1000);
    if (!wanted() || python.open() || document.hidden || lease - number > 0.6 * ahead) return;
    lease = number + ahead;
    granted ||= performance.now();
    python.send({ do: "run", until: lease, pad: local() });
  }
  /** @param {import("./page.js").Message} message @param {boolean} answers @param {DataView[]} buffers @param {boolean} newest */
  function receive(message, answers, buffers, newest) {
    if (message.number === undefined || (message.number <= number && !(answers && message.settings))) return;
    heard = performance.now();
    number = Math.max(number, message.number);
    granted = lease > number ? heard : 0;
    if ((python.open() || !alive) && !message.settings) return;
    if (asked) { roundTrip = heard - asked; asked = 0; }
    alive = true;
    take(message, buffers, newest);
    frame ||= requestAnimationFrame(python.guarded(() => { frame = 0; show(); }));
    if (!slowly()) grant();
  }
  function renew() {
    lease = number;
    granted = 0;
  }
  function watch() {
    if (!wanted()) renew();
    else if (granted && performance.now() - granted > 1000) {  // a lease was lost, or its pictures, whose numbers Python does not send again
      renew();
      say("hello");
    }
    grant();
    silent(python.silent());
  }
  const timer = setInterval(watch, 250);
  return { say, note: python.note, guarded: python.guarded, renew,
    stop() { clearInterval(timer); cancelAnimationFrame(frame); python.stop(); } };
}
