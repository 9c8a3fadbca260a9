// A question as a group of radio buttons: the browser brings keyboard and names for screen readers.

let groups = 0;

function part(tag, text = "", properties = {}) {
  return Object.assign(document.createElement(tag), { textContent: text }, properties);
}

export default {
  render({ model, el }) {
    const name = `course-question-${groups++}`;
    const fieldset = part("fieldset", "", { className: "course-question" });
    const reply = part("p", "", { className: "reply" });
    reply.setAttribute("role", "status");
    const buttons = model.get("answers").map((words, number) => {
      const button = part("input", "", { type: "radio", name });
      button.addEventListener("change", () => model.send({ choose: number }));
      const label = part("label");
      label.append(button, part("span", words));
      return [button, label];
    });
    fieldset.append(part("legend", model.get("text")), ...buttons.map(([, label]) => label), reply);
    el.append(fieldset);
    const show = () => {
      buttons.forEach(([button], number) => (button.checked = number === model.get("chosen")));
      reply.textContent = model.get("reply");
    };
    model.on("change:chosen change:reply", show);
    show();
    return () => model.off("change:chosen change:reply", show);
  },
};
