// A question as a group of radio buttons: the browser brings keyboard and names for screen readers. Behind the widgets'
// page.js and choices.js in one module.

export default {
  render({ model, el }) {
    const reply = make("p", { class: "reply", role: "status" });
    const send = number => model.send({ choose: number });
    const { labels, buttons, chosen } = choices(model.get("answers"), send);
    const button = make("button", { onclick: () => { if (chosen() >= 0) send(chosen()); } }, model.get("button"));
    el.append(make("fieldset", { class: "course-question", lang: model.get("lang") }, make("legend", {}, model.get("text")), ...labels, button, reply));
    const show = () => {
      buttons.forEach((button, number) => (button.checked = number === model.get("chosen")));
      put(reply, model.get("reply"));
    };
    model.on("change:chosen change:reply", show);
    show();
    return () => model.off("change:chosen change:reply", show);
  },
};
