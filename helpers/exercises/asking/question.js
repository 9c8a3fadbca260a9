// A question as a group of radio buttons: the browser brings keyboard and names for screen readers. To mark an answer is not yet to
// give it, so that one can think in between; what was said of another answer goes when a new one is marked.
import { belongs, make, put, tr } from "../../widgets/page.js";
import { choices, coded, replying } from "./choices.js";

/** @param {import("../../widgets/page.js").View} view */
function render({ model, el }) {
  belongs(el, model, "course-question");
  const python = replying(model, ({ do: kind, chosen: given }) => {
    if (kind !== "hello") { if (given !== chosen()) put(python.reply, ""); }  // another one is marked meanwhile
    else if (given >= 0) buttons[given].checked = true;
  });
  const send = number => python.tell({ do: "choose", number });
  const { labels, buttons, chosen } = choices(model.get("answers"), send);
  const answer = () => chosen() < 0 ? put(python.reply, tr("Nothing is chosen yet.")) : send(chosen());
  el.append(make("fieldset", { onchange: () => put(python.reply, "") }, make("legend", {}, ...coded(model.get("text"))), ...labels,
    make("button", { onclick: answer }, tr("Answer")), python.note, python.reply));
  return python.stop;
}

export default { render };
