// A guess: a number, a choice, or a curve in a small picture. Python keeps the guess and says what is said.
import { goOn } from "../../widgets/keys.js";
import { make, standing, tr } from "../../widgets/page.js";
import { choices, coded, LETTERS, replying } from "./choices.js";
import { fromSlider, toSlider } from "./guess_parts.js";
import { Curve } from "./guess_picture.js";

// Each field has what is `shown`, `set(guess)`, where null is none, and `value()`, what the learner has put there; it calls `keep()`
// where that is to be sent. `wants(key)` is the control that wants this key.

class NumberField {
  /** @param {Record<string, any>} options @param {() => void} keep */
  constructor(options, keep) {
    this.options = options;
    this.field = make("input", { type: "number", step: "any", "aria-label": tr("your guess"),
      onkeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter") keep(); }, oninput: () => this.follow() });
    this.slider = make("input", { type: "range", min: 0, max: 1000, value: 500, "aria-label": tr("your guess, as a slider"), oninput: () => this.slide() });
    const row = (/** @type {Node[]} */ ...parts) => make("div", { class: "guess-row" }, ...parts);
    const end = (/** @type {number} */ value) => make("small", {}, value.toLocaleString("en-GB").replace("-", "−"));
    this.ranged = options.low !== null;
    this.shown = [row(this.field, make("span", {}, options.unit)),
      ...this.ranged ? [row(end(options.low), this.slider, end(options.high))] : []];
  }

  /** @param {any} value a number or null */
  set(value) {
    this.field.value = value ?? "";
    this.follow();
  }

  value() { return this.field.value === "" ? null : Number(this.field.value); }

  /** @param {string} key */
  wants(key) {
    if (!/^[\d.,-]$/.test(key)) return null;
    this.field.select();  // what is typed takes its place
    return this.field;
  }

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
  /** @param {Record<string, any>} options @param {() => void} keep */
  constructor(options, keep) {
    const { labels, buttons, chosen, wants } = choices(options.choices, keep, number => { buttons[number].checked = true; keep(); });
    this.buttons = buttons;
    this.chosen = chosen;
    this.wants = wants;
    this.shown = labels;
  }

  /** @param {number | null} value */
  set(value) { this.buttons.forEach((button, number) => { button.checked = number === value; }); }

  value() { return this.chosen() < 0 ? null : LETTERS[this.chosen()]; }
}

/** @type {Record<string, typeof NumberField | typeof ChoiceField | typeof Curve>} */
const FIELDS = { number: NumberField, choice: ChoiceField, curve: Curve };

/** @param {HTMLElement} el @param {import("../../widgets/page.js").Model} model */
function guessPage(el, model) {
  el.classList.add("course-guess");
  let /** @type {any} */ kept = null, sent = "null";
  const python = replying(model, ({ do: kind, guess }) => {
    // what has been sent, or refused and is to be mended, stays there: a hand may have gone on meanwhile
    if (kind === "hello" ? guess !== null : kind !== "refused" && guess === null && kept !== null) { field.set(guess); sent = typed(); }
    kept = guess;
    if (guess === null && document.activeElement === back) button.focus();  // which stays
    back.hidden = guess === null;
    if (kind === "guess" && guess !== null && typed() === sent && el.contains(document.activeElement)) goOn(el);
  });
  /** @param {any} value */
  function send(value) {
    sent = JSON.stringify(value);
    python.tell({ do: "guess", value });
  }
  const keep = () => send(field.value()), typed = () => JSON.stringify(field.value());
  const field = new FIELDS[model.get("kind")](model.get("options"), keep);
  const button = make("button", { onclick: keep }, tr("Guess"));
  const back = make("button", { hidden: "", onclick: () => send(null) }, tr("Take it back"));
  el.append(make("fieldset", {}, make("legend", {}, ...coded(model.get("text"))), ...field.shown,
    make("div", { class: "guess-row" }, button, back), python.note, python.reply));
  return { close: python.stop, leave() { if (![sent, "null"].includes(typed())) keep(); },
    wants: (/** @type {string} */ key) => "wants" in field ? field.wants(key) : null };
}

export default standing("course-question", guessPage);
