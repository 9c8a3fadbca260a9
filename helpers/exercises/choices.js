// Lettered radio buttons that are answered by Enter, a click or a button, never by moving through them. Shared by questions
// and guesses; behind the widgets' page.js in one module.

export const LETTERS = "abcdefgh";

let groups = 0;

/** {labels, buttons, chosen}: `answer(number)` is called when one is answered; `chosen()` is the marked number, or -1. */
function choices(options, answer) {
  const name = `course-choices-${groups++}`;
  const buttons = options.map((_, number) => make("input", { type: "radio", name,
    onkeydown: event => { if (event.key === "Enter") { event.preventDefault(); answer(number); } } }));
  // Arrow keys make a click, too, but one without a pointer: its detail is 0.
  const labels = options.map((words, number) => make("label", { onclick: event => { if (event.detail) answer(number); } },
    buttons[number], make("b", {}, `${LETTERS[number]})`), make("span", {}, words)));
  return { labels, buttons, chosen: () => buttons.findIndex(button => button.checked) };
}
