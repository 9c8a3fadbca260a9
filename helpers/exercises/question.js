// A question as a group of radio buttons: the browser brings keyboard and names for screen readers.
import { make, put } from "../widgets/page.js";
import { choices, telling } from "./choices.js";

export default {
  render({ model, el }) {
    const reply = make("p", { class: "reply", role: "status" });
    const words = model.get("words");
    const line = telling(model, reply, words.silent, show), send = number => line.tell({ choose: number });
    const { labels, buttons, chosen } = choices(model.get("answers"), send);
    const button = make("button", { onclick: () => chosen() < 0 ? put(reply, words.unchosen) : send(chosen()) }, words.button);
    el.append(make("fieldset", { class: "course-question", lang: model.get("lang") }, make("legend", {}, model.get("text")), ...labels, button, reply));
    function show() {
      const answered = model.get("chosen");
      if (answered >= 0) buttons[answered].checked = true;
      put(reply, model.get("reply"));
    }
    show();
    return line.stop;
  },
};
