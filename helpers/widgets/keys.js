// The keys of the notebook, heard from inside a widget.

const SUPPRESS = "data-lm-suppress-shortcuts";  // JupyterLab takes no keys from an element with this mark
const SKIPPED = ":disabled, [tabindex='-1'], fieldset:has([type=radio]:checked) [type=radio]:not(:checked)";
const CONTROLS = `:is(button, input, select, summary, [href], [tabindex="0"]):not(${SKIPPED})`;

/** Select the cell below this widget's, where there are cells, as in JupyterLab: Shift+Enter runs it. @param {HTMLElement} el */
export function goOn(el) {
  const cell = el.closest(".jp-Cell"), next = /** @type {HTMLElement | null} */ (cell?.nextElementSibling ?? cell);
  next?.focus({ preventScroll: true });
  return next;
}

/** By what a control is called. @param {any} control */
const nameOf = control => control.ariaLabel || control.closest("label")?.textContent || control.textContent;

/** Where the control that has the focus is taken away, as by a drawing that is built anew, the one of its name gets it, else the widget:
 *  the keyboard would be dead. Returns what ends it. @param {HTMLElement} el */
function keepFocus(el) {
  let last = /** @type {any} */ (null);
  const observer = new MutationObserver(() => {
    if (!last || last.isConnected) return;
    const again = [...el.querySelectorAll(last.localName)].find(one => nameOf(one) === nameOf(last)) ?? el;
    last = null;
    if (document.activeElement === document.body) again.focus({ preventScroll: true });
  });
  el.addEventListener("focusin", ({ target }) => { last = target; });
  observer.observe(el, { childList: true, subtree: true });
  return () => observer.disconnect();
}

/** Into the widget by a key of the selected cell: the widget's own or, as after Shift+Enter, the one below. Tab leads to the first control, past
 *  the cell's buttons, where the cell has no fold of its own; `wants` names the one for what is typed: to JupyterLab a b is a new cell, and
 *  0 0 restarts the kernel.
 * @param {HTMLElement} el @param {KeyboardEvent} event @param {(key: string) => HTMLElement | null | undefined} wants */
function enter(el, event, wants) {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event, cell = el.closest(".jp-Cell"), below = cell?.nextElementSibling;
  const here = target === cell || target === below && !below?.querySelector(key === "Tab" ? ".course-widget, summary" : ".course-widget");
  if (!cell || !here || ctrlKey || metaKey || altKey || key === "Tab" && shiftKey) return;
  const first = () => [...el.querySelectorAll(CONTROLS)].find(one => one.checkVisibility());
  const control = /** @type {HTMLElement | null | undefined} */ (key === "Tab" ? first() : wants(key));
  if (!control) return;
  control.focus();
  event.stopImmediatePropagation();
  if (key === "Tab") event.preventDefault();
}

/** Lend the notebook its keys. Keys with Ctrl, Cmd or Alt go through, but for those that edit a field; Shift+Enter goes on without
 *  running this cell again, which would throw the widget's state away; Escape selects the cell. Without a mark the others would be
 *  JupyterLab's, for which an x cuts the cell. It looks for the mark when the event is at the document: the window hears it before.
 *  Returns what ends it.
 * @param {HTMLElement} el @param {() => void} leave called before Shift+Enter goes on
 * @param {(key: string) => HTMLElement | null | undefined} wants the control that a key of the selected cell goes to */
export function lend(el, leave = () => {}, wants = () => null) {
  function hear(/** @type {KeyboardEvent} */ event) {
    const target = /** @type {Element} */ (event.composedPath()[0]);
    if (!el.contains(target)) return enter(el, event, wants);
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event, cell = /** @type {HTMLElement | null} */ (el.closest(".jp-Cell"));
    const more = ctrlKey || metaKey || altKey, onward = key === "Enter" && shiftKey && !more;
    if (onward) leave();
    if (onward && cell) {
      event.preventDefault();
      event.stopImmediatePropagation();
      /** @type {HTMLElement} */ (goOn(el)).scrollIntoView({ block: "nearest" });
      return;
    }
    const ground = target === el;
    if (key === "Escape" || key === "Enter" && (more || ground)) cell?.focus({ preventScroll: true });
    target.toggleAttribute(SUPPRESS, !ground && !(more && (["Enter", "s", "S"].includes(key) || !target.matches(":read-write"))));
  }
  el.tabIndex = -1;  // a click beside the controls is one into the widget, too
  window.addEventListener("keydown", hear, true);
  const stop = keepFocus(el);
  return () => { window.removeEventListener("keydown", hear, true); stop(); };
}
