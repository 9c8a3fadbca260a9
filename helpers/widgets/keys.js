// The keys of the notebook, heard from inside a widget.

const SUPPRESS = "data-lm-suppress-shortcuts";  // JupyterLab takes no keys from an element with this mark

/** Select the cell below this widget's, where there are cells, as in JupyterLab: Shift+Enter runs it. @param {HTMLElement} el */
export function goOn(el) {
  const cell = el.closest(".jp-Cell"), next = /** @type {HTMLElement | null} */ (cell?.nextElementSibling ?? cell);
  next?.focus({ preventScroll: true });
  return next;
}

/** Lend the notebook its keys. Keys with Ctrl, Cmd or Alt go through, but for those that edit a field; Shift+Enter goes on without
 *  running this cell again, which would throw the widget's state away; Escape selects the cell. Without a mark the others would be
 *  JupyterLab's, for which an x cuts the cell. It looks for the mark when the event is at the document: the window hears it before.
 *  Returns what ends it.
 * @param {HTMLElement} el @param {() => void} leave called before Shift+Enter goes on */
export function lend(el, leave = () => {}) {
  /** @param {KeyboardEvent} event */
  function hear(event) {
    const target = /** @type {Element} */ (event.composedPath()[0]);
    if (!el.contains(target)) return;
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
  return () => window.removeEventListener("keydown", hear, true);
}
