// What the pages of all widgets share: elements, words, and the line to Python. How files import each other, what `tr` is given and
// what has to come from `unique`: see page.py.
//
// A page in short, built once Python has said what there is; later it hears "path", or "refused" with the state as it is in Python:
//
//   export default widget("course-ball", (el, python, message) => new BallPage(el, python, message),
//     (page, message, buffers, newest) => { if (newest) page.take(message); });

import { lend } from "./keys.js";

export const ORANGE = [245, 147, 34];  // red, green, blue
export const GREY = [232, 234, 235];
export const BLUE = [8, 119, 189];

/** The colour of a number: orange at −1, grey at 0, blue at 1. @param {number} value */
export const tint = value =>
  GREY.map((grey, c) => grey + ((value < 0 ? ORANGE : BLUE)[c] - grey) * Math.min(1, Math.abs(value)));

// ---- elements ----

/** @typedef {Record<string, any>} Attributes `onclick: f` listens; false leaves one out */

/** An element with its attributes and what stands inside it.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]} */
export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** @param {string} text @param {(event: MouseEvent) => void} onclick @param {Attributes} attributes */
export const button = (text, onclick, attributes = {}) => make("button", { onclick, ...attributes }, text);

/** A control under the words that name it. @param {HTMLElement} field @param {(Node | string)[]} words */
export const labelled = (field, ...words) => make("label", {}, make("span", {}, ...words), field);

/** A menu. @param {() => void} onchange @param {(string | number)[][]} options each [its value, its words] @param {Attributes} attributes */
export const menu = (onchange, options, attributes = {}) =>
  make("select", { onchange, ...attributes }, ...options.map(([value, words]) => make("option", { value }, String(words))));

/** A field for a number; by Enter, as by leaving it, what is typed is taken: a change. @param {Attributes} attributes */
export const numberField = attributes => make("input", { type: "number", ...attributes,
  onkeydown: (/** @type {KeyboardEvent & { target: HTMLInputElement }} */ { key, target }) => {
    if (key !== "Enter") return;
    target.dataset.taken = target.value;
    target.blur();  // a change, also where the notebook keeps the key from the browser
    target.focus({ preventScroll: true });
  } });

/** Is somebody typing here? Then what an answer brings is not to be written over it. @param {HTMLInputElement} field */
export const underHand = field => document.activeElement === field && field.dataset.taken !== field.value;

/** @template {Element} E @param {E} element @param {Attributes} attributes @param {(Node | string)[]} children */
export function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes))
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Write a text only where it changes: what stays costs the browser nothing and is not read out again.
 * @param {Node} element @param {string} text */
export const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };

/** The texts as paragraphs of an element, each written only where it changes. */
export function putLines(/** @type {Element} */ element, /** @type {string[]} */ texts) {
  if (element.children.length !== texts.length) element.replaceChildren(...texts.map(() => make("p")));
  texts.forEach((text, i) => put(element.children[i], text));
}

/** A name that nothing else has, on this page or another: for ids, groups of radio buttons, marks of messages.
 * @param {string} name */
export const unique = name => `${name}-${[...crypto.getRandomValues(new Uint32Array(3))].map(part => part.toString(36)).join("")}`;

/** A widget's element: its classes, and its language, for what is said here, for screen readers and the choice of a font. */
export function belongs(/** @type {HTMLElement} */ el, /** @type {Model} */ model, /** @type {string} */ name) {
  language = model.get("words") ?? {};
  recorded = Boolean(model.get("recorded"));
  el.classList.add("course-widget", name);
  if (model.get("heading")) for (const [name, value] of [["role", "group"], ["aria-label", model.get("heading")]]) el.setAttribute(name, value);
  el.lang = (model.get("lang") ?? "").replace("_", "-");  // as a browser writes it: zh-TW
}

// ---- words ----

/** A whole sentence with its places filled: fillIn("b = {b}", { b: 2 }).
 * @param {string} sentence @param {Record<string, any>} values */
export const fillIn = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (place, name) => name in values ? values[name] : place);

/** A sentence in the learner's language, its places filled. Python finds the literals and puts them into the model (page.py).
 * @param {string} sentence @param {Record<string, any>} values */
export const tr = (sentence, values = {}) => fillIn(language[sentence] ?? sentence, values);
let language = /** @type {Record<string, string>} */ ({});

/** What is said in a notebook, or on a page of the site, where a recording answers: it has no kernel and no cells, and the parts with
 *  data-python="hide" are not shown there. @param {string} notebook @param {string} page */
const here = (notebook, page) => recorded ? page : notebook;
let recorded = false;

// ---- the line to Python ----

/** @typedef {{ get(name: string): any, send(message: object): void, widget_manager?: any,
 *   on(name: string, listener: Function): void, off(name: string, listener: Function): void }} Model anywidget's */
/** @typedef {{ model: Model, el: HTMLElement }} View what `render` is given */
/** @typedef {{ do: string } & Record<string, any>} Message */
/** @typedef {ReturnType<typeof connect>} Python */

/** On this very computer TCP holds the last bytes of a small message back for 40 ms; with 64 KB beside them it does not. Where
 *  the answer is a picture that a hand waits for, ask({ …, pad: local() }) brings them; a motion is smoother without. */
export const local = () => ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);

/** Bytes in whatever wrapping the notebook hands over: DataView (JupyterLab), Uint8Array (Colab) or ArrayBuffer. */
export function bytes(/** @type {ArrayBuffer | ArrayBufferView} */ buffer) {
  return ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength) : new Uint8Array(buffer);
}

/** Those of float32 numbers. @param {ArrayBuffer | ArrayBufferView} buffer */
export const floats = buffer => new Float32Array(bytes(buffer).slice().buffer);

const PATIENCE = 3000, LONGEST = 300_000;  // ms without an answer: the kernel is silent; between two attempts at most

/** What is said of a kernel that is silent since it works, as on the cells below; "" where it does not, or nobody knows, as outside
 *  of JupyterLab. What was asked waits in its queue. @param {Model} model */
export const busy = model => model.widget_manager?.kernel?.status === "busy"
  ? tr("The kernel is still busy, perhaps with other cells. What you have asked is kept, and answered as soon as it is free.") : "";

const SILENT = () => here(tr("No answer from the kernel: it is busy, or it has stopped. To bring this to life, run the cell again."),
  tr("There is no answer. Load the page again."));

/** @param {Message} message what Python has refused, or its fault, in words */
const objection = ({ do: kind, note }) => kind === "refused" ? tr("Not done: {why}", { why: note }) : kind === "fault" ? note : "";

/** A fault is to a page as a refusal: Python's state is as it is. @param {Message} message */
const shown = message => message.do === "fault" ? { ...message, do: "refused" } : message;

/** A fault in which Python cannot even tell its state. @param {Message} message */
const speechless = message => message.do === "fault" && Object.keys(message).every(name => ["do", "to", "note"].includes(name));

/** Tells the error of an action in the note, too. @param {HTMLElement} note */
const guard = note => /** @template {(...given: any[]) => any} Action @param {Action} action */ action => /** @type {Action} */ ((...given) => {
  try { return action(...given); } catch (error) {
    put(note, fillIn(here(tr("The page has stopped at an error: {error}. Run this cell again."),
      tr("This has stopped at an error: {error}. Load the page again.")), { error: /** @type {Error} */ (error).message }));
    throw error;
  }
});

/** The line to Python of one view. One message is under way at a time, and what is lost or late is no page's concern: a message is
 *  sent again after 3, 6, 12 … seconds until it is answered. Python does each once, however often it comes (page.py), and of an answer
 *  that comes twice the first counts. A kernel that is busy with cells answers when it is free.
 *
 *  .ask(message, of)  Of what is asked while a message is under way only the newest `of` its kind is sent, its `do` if nothing else is
 *                     said, in the order in which it was asked; so a message says how it should be, not what to add. Where each counts,
 *                     as a step does, give each a kind of its own: ask({ do: "step" }, Symbol()).
 *  .drop()            what has not been sent is not sent any more
 *  .open(), .silent() is an answer still to come? Does it fail to come?
 *  .send(message)     at once, beside all others, and never again: for what is asked anew anyway
 *  .note              the element that says what Python has refused, that it is silent, or that this page has failed
 *  .guarded(action)   the action, whose error is told in the note, too
 *  .stop()            when the view ends
 *
 *  answer(message, buffers, newest) gets what Python answers this view, and what it tells all views; newest: nothing else has been
 *  asked since. { do: "refused", … } comes here, too, with Python's state: show it, as any other. A fault is "refused" to a page.
 *  other, likewise, gets what Python answers another view of this widget, for a page that shows what all views share.
 *  fault() is called where Python cannot even tell its state.
 * @param {Model} model @param {(message: Message, buffers: DataView[], newest: boolean) => void} answer
 * @param {(message: Message, buffers: DataView[], newest: boolean) => void} other @param {() => void} fault */
export function connect(model, answer, other = () => {}, fault = () => {}) {
  const view = unique("view"), note = make("div", { class: "pg-note", role: "alert" }), guarded = guard(note);
  const queue = /** @type {Map<unknown, Message>} */ (new Map());
  let under = /** @type {Message | null} */ (null);  // way
  let sent = 0, timer = 0, patience = PATIENCE, quiet = false;
  const receive = guarded((message, buffers) => {
    const [its, number] = (message.to ?? "").split(" "), mine = !its || its === view, answers = under !== null && message.to === under.to;
    if (its === view && number && !answers) return;  // it has been answered already
    if (answers) settle();
    if (mine && message.do !== "run") put(note, objection(message));  // a lease's pictures come of themselves: a refusal stays
    try {
      if (speechless(message)) fault();
      else (mine ? answer : other)(shown(message), buffers, !queue.size && !under);
    } finally { if (!under) next(); }
  });
  function settle() { clearTimeout(timer); under = null; quiet = false; }
  function next() {
    const [[of, message] = []] = queue;
    if (!message) return;
    queue.delete(of);
    under = { ...message, to: `${view} ${++sent}` };
    post(PATIENCE);
  }
  /** @param {number} before ms, until it is sent again */
  function post(before) {
    patience = before;
    clearTimeout(timer);
    timer = setTimeout(silent, patience);
    send(/** @type {Message} */ (under));
  }
  function silent() {
    const working = busy(model);
    quiet = true;
    put(note, working || SILENT());
    if (working) timer = setTimeout(silent, PATIENCE);  // what was asked waits in its queue; a new kernel works, too, and has none
    else post(Math.min(2 * patience, LONGEST));
  }
  /** @param {Message} message */
  function send(message) { try { model.send({ to: `${view} `, ...message }); } catch { put(note, SILENT()); } }
  /** @param {Message} message @param {unknown} [of] */
  function ask(message, of = message.do) {
    queue.delete(of);  // the newer one goes to the end
    queue.set(of, message);
    if (!under) next();
    else if (patience > PATIENCE) post(PATIENCE);  // a hand is there: it need not wait
  }
  model.on("msg:custom", receive);
  return { ask, send, note, guarded, drop: () => queue.clear(), open: () => under !== null, silent: () => quiet,
    stop() { clearTimeout(timer); model.off("msg:custom", receive); } };
}

/** A widget with this class whose page is built at once, and has a line to Python of its own. `leave` is called where the learner goes on
 *  to the next cell by Shift+Enter; `wants` says which control a key gets that is typed while the cell is selected.
 * @param {string} name
 * @param {(el: HTMLElement, model: Model) => { close(): void, leave?(): void, wants?(key: string): HTMLElement | null | undefined }} build */
export const standing = (name, build) => ({
  render(/** @type {View} */ { model, el }) {
    belongs(el, model, name);  // first: `tr` speaks its language from here on
    const built = build(el, model), stop = lend(el, () => built.leave?.(), key => built.wants?.(key));
    return () => { stop(); built.close(); el.replaceChildren(); };  // what a notebook still holds of it is empty
  },
});

/** A widget with this class whose page is built of Python's answer to "hello" (`_do_hello`). What Python says from then on, `take` gets.
 * @template {{ close(): void }} P
 * @param {string} name
 * @param {(el: HTMLElement, python: Python, message: any, buffers: DataView[]) => P} build
 * @param {(page: P, message: any, buffers: DataView[], newest: boolean) => void} take */
export const widget = (name, build, take = () => {}) => standing(name, (el, model) => {
  let page = /** @type {P | null} */ (null);
  const python = connect(model, (message, buffers, newest) => {
    if (message.do === "hello") page = build(el, python, message, buffers);
    else if (page) take(page, message, buffers, newest);
  });
  el.append(python.note);  // says what was refused, and silence
  python.ask({ do: "hello" });
  return { close() { python.stop(); page?.close(); } };
});
