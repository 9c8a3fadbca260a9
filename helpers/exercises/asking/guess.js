// A guess: a number, a choice, or a curve in a small picture. Python keeps the guess and says what is said.
import { belongs, make, tr } from "../../widgets/page.js";
import { choices, coded, LETTERS, replying } from "./choices.js";
import { fromSlider, toSlider } from "./guess_parts.js";
import { Curve } from "./guess_picture.js";

// Each field has what is `shown`, `set(guess)`, where null is none, and `keep()`, which sends what the learner has put there.

class NumberField {
  /** @param {Record<string, any>} options @param {(value: number | null) => void} send */
  constructor(options, send) {
    this.options = options;
    this.send = send;
    this.field = make("input", { type: "number", step: "any", "aria-label": tr("your guess"),
      onkeydown: event => { if (event.key === "Enter") this.keep(); }, oninput: () => this.follow() });
    this.slider = make("input", { type: "range", min: 0, max: 1000, value: 500, "aria-label": tr("your guess, as a slider"), oninput: () => this.slide() });
    const row = (...parts) => make("div", { class: "guess-row" }, ...parts);
    const end = value => make("small", {}, value.toLocaleString("en-GB").replace("-", "−"));
    this.ranged = options.low !== null;
    this.shown = [row(this.field, make("span", {}, options.unit)),
      ...this.ranged ? [row(end(options.low), this.slider, end(options.high))] : []];
  }

  set(value) {
    this.field.value = value ?? "";
    this.follow();
  }

  keep() { this.send(this.field.value === "" ? null : Number(this.field.value)); }

  slide() {
    this.field.value = String(fromSlider(this.slider.valueAsNumber, /** @type {any} */ (this.options)));
    this.name();
  }

  follow() {
    if (!this.ranged || this.field.value === "") return;
    this.slider.value = String(toSlider(Number(this.field.value), /** @type {any} */ (this.options)));
    this.name();
  }

  name() {
    const { unit, one } = this.options, { value } = this.field;
    const said = value === "1" ? one : unit === "%" ? tr("{number} %", { number: value }) : `${value} ${unit}`.trim();
    this.slider.setAttribute("aria-valuetext", said.replace("-", "−"));
  }
}

/** A click keeps the guess at once: nobody judges it, and it can be changed. */
class ChoiceField {
  /** @param {Record<string, any>} options @param {(value: string | null) => void} send */
  constructor(options, send) {
    this.send = send;
    const keep = number => send(LETTERS[number]);
    const { labels, buttons, chosen } = choices(options.choices, keep, keep);
    this.buttons = buttons;
    this.chosen = chosen;
    this.shown = labels;
  }

  set(value) { this.buttons.forEach((button, number) => { button.checked = number === value; }); }

  keep() { this.send(this.chosen() < 0 ? null : LETTERS[this.chosen()]); }
}

const FIELDS = { number: NumberField, choice: ChoiceField, curve: Curve };

/** @param {import("../../widgets/page.js").View} view */
function render({ model, el }) {
  belongs(el, model, "course-question");
  el.classList.add("course-guess");
  let kept = null;
  const python = replying(model, ({ do: kind, guess }) => {
    // what has been sent, or refused and is to be mended, stays there: a hand may have gone on meanwhile
    if (kind === "hello" ? guess !== null : kind !== "refused" && guess === null && kept !== null) field.set(guess);
    kept = guess;
    if (guess === null && document.activeElement === back) button.focus();  // which stays
    back.hidden = guess === null;
  });
  const send = value => python.tell({ do: "guess", value });
  const field = new FIELDS[model.get("kind")](model.get("options"), send);
  const button = make("button", { onclick: () => field.keep() }, tr("Guess"));
  const back = make("button", { hidden: "", onclick: () => send(null) }, tr("Take it back"));
  el.append(make("fieldset", {}, make("legend", {}, ...coded(model.get("text"))), ...field.shown,
    make("div", { class: "guess-row" }, button, back), python.note, python.reply));
  return python.stop;
}

export default { render };
