// What questions and guesses share: lettered radio buttons that are answered by Enter, a click or a button, never by moving
// through them; and the line to Python.
import { make, put, unique } from "../widgets/page.js";

export const LETTERS = "abcdefgh";

/** {labels, buttons, chosen}: `answer(number)` is called when one is answered; `chosen()` is the marked number, or -1. */
export function choices(options, answer) {
  const name = unique("course-choices");
  const buttons = options.map((_, number) => make("input", { type: "radio", name,
    onkeydown: event => { if (event.key === "Enter") { event.preventDefault(); answer(number); } } }));
  // Arrow keys make a click, too, but one without a pointer: its detail is 0.
  const labels = options.map((words, number) => make("label", { onclick: event => { if (event.detail) answer(number); } },
    buttons[number], make("b", {}, `${LETTERS[number]})`), make("span", {}, words)));
  return { labels, buttons, chosen: () => buttons.findIndex(button => button.checked) };
}

/** Tell Python, which answers each message by counting `answered` on. Until then `reply` is faint, since what it says is of
 *  before; where no answer comes it says `silent`, at once after a restart, else after 3 s. `show()` is called at each answer.
 *  It asks once by itself: a page that was saved with its widgets, as Colab does, opens without a kernel. */
export function telling(model, reply, silent, show) {
  let timer;
  const settled = () => { clearTimeout(timer); reply.classList.remove("waiting"); };
  const lost = () => { settled(); put(reply, silent); };
  const heard = () => { settled(); show(); };
  model.on("change:answered", heard);
  function tell(message) {
    settled();
    reply.classList.add("waiting");
    timer = setTimeout(lost, 3000);
    try { model.send(message); } catch { lost(); }
  }
  tell({});
  return { tell, stop: () => { clearTimeout(timer); model.off("change:answered", heard); } };
}
