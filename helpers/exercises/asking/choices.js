// What questions and guesses share: lettered radio buttons that are answered by Enter or a button, never by moving through them;
// and a reply that is faint until Python has answered.
import { connect, make, unique } from "../../widgets/page.js";

export const LETTERS = "abcdefgh";

/** A text as nodes, with what stands between backquotes as code. @param {string} text */
export const coded = text => text.split("`").map((part, k) => k % 2 ? make("code", {}, part) : part);

/** {labels, buttons, chosen}: `answer(number)` is called when one is answered, `clicked(number)` when it is clicked on;
 *  `chosen()` is the marked number, or -1; `wants(letter)` marks one, where none is marked yet.
 * @param {string[]} options @param {(number: number) => void} answer @param {(number: number) => void} clicked */
export function choices(options, answer, clicked = () => {}) {
  const name = unique("course-choices");
  const buttons = options.map((_, number) => make("input", { type: "radio", name,
    onkeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter") { event.preventDefault(); buttons[number].checked = true; answer(number); } } }));
  // Arrow keys make a click, too, but one without a pointer: its detail is 0.
  const labels = options.map((words, number) => make("label", { onclick: (/** @type {MouseEvent} */ event) => { if (event.detail) clicked(number); } },
    buttons[number], make("b", {}, `${LETTERS[number]})`), make("span", {}, ...coded(words))));
  const chosen = () => buttons.findIndex(button => button.checked);
  /** @param {string} letter */
  function wants(letter) {
    const button = chosen() < 0 ? buttons[LETTERS.indexOf(letter)] : null;
    button?.click();
    return button;
  }
  return { labels, buttons, chosen, wants };
}

/** The line to Python under a reply, which is faint from each message on until its answer: what it says is of before. "hello" is
 *  asked at once, since a page that was saved with its widgets, as Colab does, opens without a kernel and has to say so.
 * @param {import("../../widgets/page.js").Model} model
 * @param {(state: Record<string, any>) => void} show is given what Python answers: its state, with `reply` */
export function replying(model, show) {
  const reply = make("p", { class: "reply", role: "status" });
  const python = connect(model, (state, _, newest) => {
    if (!newest) return;
    reply.classList.remove("waiting");
    if (state.reply || state.do !== "hello") {  // what the page has said meanwhile stays; what is unchanged is not read out again
      if (reply.textContent !== state.reply.replaceAll("`", "")) reply.replaceChildren(...coded(state.reply));
    }
    show(state);
  });
  /** @param {import("../../widgets/page.js").Message} message */
  function tell(message) {
    reply.classList.add("waiting");
    python.ask(message);
  }
  tell({ do: "hello" });
  return { tell, reply, note: python.note, stop: python.stop };
}
