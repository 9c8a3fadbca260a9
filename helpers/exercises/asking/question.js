// A question as a group of radio buttons: the browser brings keyboard and names for screen readers. To mark an answer is not yet to
// give it, so that one can think in between; what was said of another answer goes when a new one is marked. A silent one, of which
// nobody says whether it is right, is kept as it is marked.
import { goOn } from "../../widgets/keys.js";
import { make, put, standing, tr } from "../../widgets/page.js";
import { choices, coded, replying } from "./choices.js";

/** @param {HTMLElement} el @param {import("../../widgets/page.js").Model} model */
function questionPage(el, model) {
  const python = replying(model, ({ do: kind, chosen: given, right }) => {
    if (kind === "hello") { if (given >= 0) buttons[given].checked = true; }
    else if (given !== chosen()) put(python.reply, "");  // another one is marked meanwhile
    else if (right && el.contains(document.activeElement)) further(el);  // a wrong one can be answered again
  });
  const send = (/** @type {number} */ number) => python.tell({ do: "choose", number });
  const silent = model.get("silent");
  const { labels, buttons, chosen, wants } = choices(model.get("answers"), send);
  const answer = () => chosen() < 0 ? put(python.reply, tr("Nothing is chosen yet.")) : send(chosen());
  el.append(make("fieldset", { onchange: () => silent ? send(chosen()) : put(python.reply, "") }, make("legend", {}, ...coded(model.get("text"))), ...labels,
    make("button", { onclick: answer, hidden: silent }, tr("Answer")), python.note, python.reply));
  return { close: python.stop, wants };
}

/** On to the next question of the same cell, else to the next cell. @param {HTMLElement} el */
function further(el) {
  const there = [...el.closest(".jp-Cell")?.querySelectorAll(".course-question") ?? []], next = there[there.indexOf(el) + 1];
  if (next) /** @type {HTMLElement} */ (next.querySelector("input")).focus({ preventScroll: true });
  else goOn(el);
}

export default standing("course-question", questionPage);
