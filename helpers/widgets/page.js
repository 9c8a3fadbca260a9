// What the widgets' pages share. Python puts this file before a widget's own (helpers/widgets/page.py): one module, no build step.

export const ORANGE = [245, 147, 34], GREY = [232, 234, 235], BLUE = [8, 119, 189];

/** An element with its attributes (`onclick: f` listens; false leaves one out) and what stands inside it. */
export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes))
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value);
  if (["INPUT", "SELECT", "BUTTON", "CANVAS", "g"].includes(element.tagName))  // or JupyterLab takes the focused element's keys
    element.setAttribute("data-lm-suppress-shortcuts", "true");
  element.append(...children);
  return element;
}

/** Write a text only where it changes: what stays costs the browser nothing and is not read out again. */
export const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };

/** Bytes in whatever wrapping the notebook hands over: DataView (JupyterLab), Uint8Array (Colab) or ArrayBuffer. */
export function bytes(buffer) {
  return ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength) : new Uint8Array(buffer);
}

/** A whole sentence with its places filled: fillIn("b = {b}", { b: 2 }). */
export const fillIn = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (place, name) => name in values ? values[name] : place);

/** A sentence in the learner's language, its places filled. Python finds the literals and puts them into the model (page.py). */
export const tr = (sentence, values = {}) => fillIn(language[sentence] ?? sentence, values);
export const speak = model => { language = model.get("words") ?? {}; };
let language = {};

/** On this very computer TCP holds the last bytes of a small message back for 40 ms; with 64 KB beside them it does not. */
export const local = () => ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);

/** A widget's element: its classes, and its language for screen readers and the choice of a font. */
export const belongs = (el, model, name) => { el.classList.add("course-widget", name); el.lang = model.get("lang"); };
