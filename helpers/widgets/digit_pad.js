// The digit pad's page. It keeps the line that is being drawn; Python does the rest, and every answer brings all of it.
import { BLUE, button, connect, local, make, ORANGE, put, standing, tr } from "./page.js";
import { decode, Tile } from "./digit_pictures.js";
import { DrawingPad } from "./drawing_pad.js";

/** @typedef {Record<string, any>} Head an answer: see `_state` in digit_pad.py */
/** @typedef {Record<string, import("./digit_pictures.js").Picture>} Pictures */

export const percent = score =>
  tr("{number} %", { number: score > 0.995 && score < 1 ? "> 99" : Math.round(100 * score) });

export function statusText({ blank, scores }) {
  if (blank) return tr("Draw a digit.");
  const best = scores.indexOf(Math.max(...scores));
  return tr("The model reads a {digit}: {share}", { digit: best, share: percent(scores[best]) });
}

const digits = [...Array(10).keys()];
const group = (name, cls, ...inside) => make("div", { class: cls, role: "group", "aria-label": name }, ...inside);
/** A menu of the ten digits, and of none. */
const menu = (name, none, onchange = () => {}) => make("select", { "aria-label": name, onchange }, make("option", { value: "" }, none),
  ...digits.map(digit => make("option", {}, String(digit))));
const chosen = field => field.value === "" ? null : Number(field.value);

/** What the model reads, and its ten confidences. */
class Scores {
  constructor() {
    this.status = make("div", { class: "pg-status" }, tr("Draw a digit."));
    this.live = make("div", { class: "pg-hidden", role: "status" });
    this.rows = digits.map(() => [make("i"), make("span")]);
    this.spoken = 0;
    this.element = make("div", { class: "dp-read" }, this.status,
      make("ol", { class: "dp-scores", "aria-label": tr("The ten confidences"), start: 0 },
        ...this.rows.map(([bar, text], digit) => make("li", {}, make("b", {}, String(digit)), make("div", {}, bar), text))));
  }

  close() { clearTimeout(this.spoken); }

  /** @param {Head} head */
  show(head) {
    const { blank, scores } = head, best = Math.max(...scores);
    put(this.status, statusText(/** @type {any} */ (head)));
    clearTimeout(this.spoken);
    this.spoken = setTimeout(() => put(this.live, this.status.textContent), 700);  // once the line rests
    this.rows.forEach(([bar, text], digit) => {
      const score = blank ? 0 : scores[digit];
      bar.style.width = `${100 * score}%`;
      bar.className = score === best ? "dp-best" : "";
      put(text, blank ? "–" : percent(score));
    });
  }
}

/** [picture, name, its switch, what the switch does]; the centre of mass is shown on the last picture but one. */
const stagesOf = () => [
  ["stroke", tr("Stroke"), "pen", tr("broad pen")],
  ["crop", tr("Crop"), "crop", tr("cut the digit out")],
  ["fit", "20 × 20", "fit", tr("shrink to fit")],
  ["center", tr("Centre of mass"), "center", tr("move to the middle")],
  ["frame", "28 × 28", "frame", tr("white border of 4")],
];

/** The way from the stroke to the pixels, each stage with its switch. */
class Stages {
  /** @param {(switches: Record<string, boolean>) => void} turn */
  constructor(turn) {
    this.stages = stagesOf().map(([name, title, stage, does]) => {
      const tile = new Tile(), box = make("input", { type: "checkbox", "aria-label": tr("{name}: {what}", { name: title, what: does }),
        onchange: () => turn(Object.fromEntries(this.stages.map(one => [one.stage, one.box.checked]))) });
      tile.element.title = title;
      return { name, title, stage, tile, box, caption: make("figcaption", {}, make("b", {}, title), make("label", {}, box, does)) };
    });
    this.element = group(tr("From the stroke to 28 × 28 pixels"), "dp-stages",
      ...this.stages.map(({ tile, caption }) => make("figure", {}, tile.element, caption)));
  }

  /** @param {Head} head @param {Pictures} pictures @param {boolean} newest */
  show({ blank, mass, switches }, pictures, newest) {
    for (const { name, title, stage, tile, box } of this.stages) {
      const shown = pictures[name === "center" ? "frame" : name], { width, height } = shown;
      tile.show(shown, false, blank ? tr("{title}: empty", { title })
        : tr("{title}: the digit in {width} by {height} pixels", { title, width, height }),
      name === "center" ? context => cross(context, blank ? null : mass) : undefined);
      if (newest) box.checked = switches[stage];
    }
  }
}

/** The middle of 28 × 28 pixels, and the centre of mass. */
function cross(context, mass) {
  Object.assign(context, { strokeStyle: `rgb(${ORANGE})`, lineWidth: 0.35, fillStyle: `rgb(${BLUE})` });
  context.beginPath();
  context.moveTo(14.5, 0);
  context.lineTo(14.5, 28);
  context.moveTo(0, 14.5);
  context.lineTo(28, 14.5);
  context.stroke();
  context.beginPath();
  if (mass) context.arc(mass[1], mass[0], 1.1, 0, 7);
  context.fill();
}

/** What lies behind the scores, where the model can show it: its hidden layers, and what would change its mind. */
class Inside {
  /** @param {(digit: number | null) => void} lead */
  constructor(lead) {
    this.toward = menu(tr("The digit that its mind should change to"), tr("the runner-up"), () => lead(chosen(this.toward)));
    this.wanted = new Tile();
    this.mind = make("figure", {}, this.wanted.element, make("figcaption", {},
      make("label", {}, tr("What would change its mind to"), " ", this.toward), make("span", {}, tr("Blue: more ink. Orange: less."))));
    this.hidden = group(tr("Hidden layers"), "dp-hidden");
    this.told = make("p", {}, tr("Each square is a neuron, the bluer the more active. The ten confidences are made of the last layer's squares alone."));
    /** @type {Tile[]} */
    this.layers = [];
  }

  /** @param {Head} head @param {Pictures} pictures @param {boolean} newest */
  show({ blank, toward, target }, pictures, newest) {
    for (const one of [this.mind, this.hidden]) one.style.visibility = blank ? "hidden" : "";  // its place stays
    if (newest) this.toward.value = toward ?? "";
    put(this.toward.options[0], toward == null ? tr("the runner-up, {digit}", { digit: target }) : tr("the runner-up"));
    this.mind.hidden = !pictures.wanted;  // where the model cannot tell
    if (pictures.wanted)
      this.wanted.show(pictures.wanted, true, tr("Where more ink (blue) or less ink (orange) would make it more of a {digit}", { digit: target }));
    this.showLayers(Object.keys(pictures).filter(name => name.startsWith("hidden")).map(name => pictures[name]));
  }

  showLayers(shown) {
    if (this.layers.length !== shown.length) {
      this.layers = shown.map(() => new Tile());
      this.hidden.replaceChildren(...this.layers.map((tile, i) =>
        make("figure", {}, tile.element, make("figcaption", {}, tr("hidden layer {l}", { l: i + 1 })))), ...(shown.length ? [this.told] : []));
    }
    this.layers.forEach((tile, i) =>
      tile.show(shown[i], true, tr("Activations of hidden layer {l}: one square a neuron, blue where it is active", { l: i + 1 })));
  }
}

/** Digits to begin with: drawn beforehand, or images of a data set. */
class Presets {
  /** @param {{ digit(digit: number): void, example(place: number): void }} acts */
  constructor({ digit, example }) {
    const show = () => example(this.number.valueAsNumber);
    this.number = make("input", { type: "number", min: 0, max: 0, value: 0, onkeydown: event => { if (event.key === "Enter") show(); } });
    this.example = make("span", { hidden: "" }, make("label", {}, tr("or image number"), " ", this.number), button(tr("Show"), show));
    this.element = group(tr("Digits to begin with"), "pg-ticks", make("span", {}, tr("Show a drawn")),
      ...digits.map(one => button(String(one), () => digit(one), { "aria-label": tr("Show a drawn {digit}", { digit: one }) })), this.example);
  }

  /** @param {Head} head */
  show({ examples }) {
    this.example.hidden = examples === 0;
    this.number.max = String(examples - 1);
  }
}

/** The learner's own test set. */
class Kept {
  /** @param {{ save(label: number | null): void, forget(): void }} acts */
  constructor({ save, forget }) {
    this.sent = false;  // is the digit in the menu that of what has been saved?
    this.label = menu(tr("The digit you meant"), tr("choose"), () => { this.sent = false; });
    this.saved = make("p", { role: "status" });
    this.element = group(tr("Your test set"), "pg-run dp-keep", make("label", {}, tr("I meant a"), " ", this.label),
      button(tr("Save"), () => { this.sent = true; save(chosen(this.label)); }), button(tr("Drop the last"), forget));
  }

  /** What the next drawing is meant to be has to be said anew. */
  clear() { this.label.value = ""; }

  /** @param {Head} head */
  show({ labels, said }) {
    const all = tr("Saved {count}: {labels}", { count: labels.length, labels: labels.slice(-12).join(", ") });
    if (said && this.sent) this.clear();
    put(this.saved, !labels.length ? tr("Nothing saved yet") : said ? tr("{one} {two}", { one: said, two: all }) : all);
  }
}

class DigitPage {
  /** @param {HTMLElement} el @param {import("./page.js").Model} model */
  constructor(el, model) {
    const take = (message, buffers, newest) => this.take(message, buffers, newest);
    const python = this.python = connect(model, take, take);  // all views show the same
    const ask = (action, more = {}) => python.ask({ do: action, ...more, pad: local() });
    const instead = (action, more) => { this.pad.lift(); this.kept.clear(); ask(action, more); };
    this.pad = new DrawingPad(strokes => ask("ink", { strokes }));
    this.scores = new Scores();
    this.stages = new Stages(switches => ask("switches", { switches }));
    this.inside = new Inside(digit => ask("toward", { digit }));
    this.presets = new Presets({ digit: digit => instead("digit", { digit }), example: place => instead("example", { place }) });
    this.kept = new Kept({ save: label => ask("save", { label }), forget: () => ask("forget") });
    const clear = () => { this.kept.clear(); this.pad.clear(); };
    el.append(
      make("div", { class: "dp-top" },
        make("div", { class: "dp-draw" }, this.pad.paper,
          group(tr("Drawing"), "pg-run", button(tr("Undo"), () => this.pad.undo()), button(tr("Clear"), clear)),
          make("p", {}, tr("Mouse, pen or finger. Keys: arrows move the pen, space puts it down.")),
          this.kept.element, this.kept.saved, python.note),
        this.scores.element, this.inside.mind),
      this.presets.element, this.stages.element, this.inside.hidden, this.scores.live);
    this.pad.trace();
    python.ask({ do: "hello" });
  }

  close() {
    this.python.stop();
    this.pad.close();
    this.scores.close();
  }

  /** @param {Head} head @param {boolean} newest has the learner done nothing since? */
  take(head, buffers, newest) {
    const pictures = decode(head, buffers);
    if (newest) this.pad.show({ strokes: head.strokes, given: head.given, radius: head.radius, example: head.place === null ? null : pictures.stroke });
    this.scores.show(head);
    this.stages.show(head, pictures, newest);
    this.inside.show(head, pictures, newest);
    this.presets.show(head);
    this.kept.show(head);
  }
}

export default standing("course-pad", (el, model) => new DigitPage(el, model));
