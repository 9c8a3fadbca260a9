// A question as a group of radio buttons: the browser brings keyboard and names for screen readers. Behind the widgets'
// page.js in one module.

let groups = 0;

export default {
  render({ model, el }) {
    const name = `course-question-${groups++}`;
    const reply = make("p", { class: "reply", role: "status" });
    const buttons = model.get("answers").map((_, number) =>
      make("input", { type: "radio", name, onchange: () => model.send({ choose: number }) }));
    const labels = model.get("answers").map((words, number) => make("label", {}, buttons[number], make("span", {}, words)));
    el.append(make("fieldset", { class: "course-question" }, make("legend", {}, model.get("text")), ...labels, reply));
    const show = () => {
      buttons.forEach((button, number) => (button.checked = number === model.get("chosen")));
      reply.textContent = model.get("reply");
    };
    model.on("change:chosen change:reply", show);
    show();
    return () => model.off("change:chosen change:reply", show);
  },
};
