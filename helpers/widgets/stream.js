// The line of a page for which Python trains: it gets pictures as long as it asks for them. No thread and no task train on when
// it is closed, paused or hidden: the page grants a few pictures at a time, a lease, and renews it while it looks on.
import { busy, here, line, local, tr } from "./page.js";

/** Pictures on their way at a time: three on this computer, more over a slow line, and a third of that just after the
 *  learner has turned something, so that Python is free when it is turned on. */
export function windowFor(roundTrip, turning) {
  const ahead = roundTrip < 50 ? 3 : Math.min(12, Math.ceil(roundTrip / 9));
  return turning ? Math.ceil(ahead / 3) : ahead;
}

/** What is said of a kernel whose answers fail to come; "" of one that answers.
 *  @param {boolean} now @param {boolean} never from the beginning @param {string} works what is said where it works on other things */
const silence = (now, never, works) => !now && !never ? "" : works
  || here(now ? tr("Waiting for the kernel: it is busy, or it has stopped. Then run this cell again.")
    : tr("No answer from the kernel: run this cell to make it live."), tr("There is no answer. Load the page again."));

/** A view's marks are numbered in the order in which it asks. @param {string} mark */
const place = mark => Number(mark.slice(mark.lastIndexOf(" ") + 1));

/** The line to Python on which pictures come, { number, … }, counted by Python; every view shows each of them.
 *
 *  .say(action, more)  asks at once, {do: action, …more}; its answer is a picture of the whole state. Until it is here, those that
 *                      bring only what training has changed, without `settings`, are out of date and left aside
 *  .renew()            a pause or a new start: what has been granted so far counts no more
 *  .note, .guarded, .stop   as `line` has them (page.js)
 *
 *  wanted()            should pictures come? Then { do: "run", until } asks for them up to that number, again and again
 *  slowly()            one at a time, four a second
 *  take(head, buffers, newest) gets each picture, and then show() is called, once an animation frame; newest: nothing that this
 *                      view has asked is still unanswered, so what its controls show may follow
 *  silent(now, never, words)  is told four times a second whether answers fail to come, now or from the beginning, and what is said of it
 *  fault(text)         what has gone wrong in Python
 * @param {import("./page.js").Model} model
 * @param {{ wanted(): boolean, slowly(): boolean, take(head: import("./page.js").Message, buffers: DataView[], newest: boolean): void, show(): void,
 *   silent(now: boolean, never: boolean, words: string): void, fault(text: string): void }} page */
export function stream(model, { wanted, slowly, take, show, silent, fault }) {
  let number = -1, lease = 0, roundTrip = 40, asked = 0, turned = 0, unanswered = 0, heard = performance.now();
  let alive = false, gone = false, frame = 0, waiting = false;  // for an answer: pictures sent before it are out of date
  let last = 0;  // the number in the mark of the last thing asked, until it is answered, or what was asked later is
  const { send, note, guarded, stop } = line(model, receive);
  function say(action, more = {}) {
    unanswered ||= performance.now();
    if (!wanted() || action === "play") asked = performance.now();
    if (action !== "run") { waiting = true; turned = performance.now(); }
    const mark = send({ do: action, pad: local(), ...more });
    gone = !mark;
    if (action !== "run") last = place(mark);
  }
  function grant() {
    const ahead = slowly() ? 1 : windowFor(roundTrip, performance.now() - turned < 1000);
    if (!wanted() || waiting || document.hidden || lease - number > 0.6 * ahead) return;
    lease = number + ahead;
    say("run", { until: lease });
  }
  function receive(message, buffers, mine) {
    if (mine && (!message.to || place(message.to) >= last)) last = 0;
    if (message.do === "fault") { unanswered = 0; waiting = false; fault(message.note); }
    if (message.number === undefined || message.number <= number) return;
    heard = performance.now();
    ({ number } = message);
    if ((waiting || !alive) && !message.settings) return;
    if (asked) { roundTrip = heard - asked; asked = 0; }
    unanswered = 0;
    alive = true;
    waiting = false;
    take(message, buffers, !last);
    frame ||= requestAnimationFrame(guarded(() => { frame = 0; show(); }));
    if (!slowly()) grant();
  }
  function watch() {
    if (performance.now() - heard > 1000) { lease = number; waiting = false; }  // an answer was lost, or nothing was asked
    grant();
    const now = gone || (alive && unanswered > 0 && performance.now() - unanswered > 3000), never = !alive && performance.now() - heard > 2500;
    silent(now, never, silence(now, never, busy(model)));
  }
  const timer = setInterval(watch, 250);
  return { say, note, guarded, renew: () => { lease = number; },
    stop() { clearInterval(timer); cancelAnimationFrame(frame); stop(); } };
}
