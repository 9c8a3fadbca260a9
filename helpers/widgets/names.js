// What ipywidgets' own controls lack for screen readers: a slider has no name (the number field beside it has),
// and a sentence that changes is spoken only if its container was there before.

export function nameParts(panel) {
  for (const handle of panel.querySelectorAll(".course-slider [role=slider]")) {
    const label = handle.closest(".course-slider").querySelector("label");
    if (label) handle.setAttribute("aria-label", label.textContent);
  }
  panel.querySelector(".course-sentence")?.setAttribute("role", "status");
}

export default {
  render({ el }) {
    const observer = new MutationObserver(() => {
      const panel = el.closest(".course-panel");
      if (!panel) return; // not on the page yet
      observer.disconnect();
      observer.observe(panel, { childList: true, subtree: true });
      nameParts(panel);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  },
};
