// The digit pad's page. It keeps the line that is being drawn; Python does the rest, and every answer brings all of it.
import { BLUE, button, bytes, connect, local, make, menu, ORANGE, put, standing, tr } from "./page.js";
import { set, svg } from "./stage.js";
import { DrawingPad } from "./drawing_pad.js";
import { colors, INK, painter } from "./shades.js";

/** @typedef {Record<string, any>} Head an answer: see `_state` in digit_pad.py */
/** @import { Picture } from "./drawing_pad.js" */
/** @typedef {Record<string, Picture>} Pictures */

const SIGNED = colors();

export const percent = (/** @type {number} */ score) =>
  tr("{number} %", { number: score > 0.995 && score < 1 ? "> 99" : Math.round(100 * score) });

/** @param {Head} head */
export function statusText({ blank, scores }) {
  if (blank) return tr("Draw a digit.");
  const best = scores.indexOf(Math.max(...scores));
  return tr("The model reads a {digit}: {share}", { digit: best, share: percent(scores[best]) });
}

const digits = [...Array(10).keys()];
/** @param {string} name @param {string} cls @param {(Node | string)[]} inside */
const group = (name, cls, ...inside) => make("div", { class: cls, role: "group", "aria-label": name }, ...inside);
/** A menu of the ten digits, and of none. @param {string} name @param {string} none */
const digitMenu = (name, none, onchange = () => {}) => menu(onchange, [["", none], ...digits.map(digit => [digit, digit])], { "aria-label": name });
const chosen = (/** @type {HTMLSelectElement} */ field) => field.value === "" ? null : Number(field.value);

/** An answer's pictures by name. @param {Head} head @param {DataView[]} buffers @returns {Pictures} */
const decode = ({ pictures }, buffers) => Object.fromEntries(pictures.map((/** @type {[string, number, number]} */ [name, height, width], /** @type {number} */ i) =>
  [name, { height, width, shades: bytes(buffers[i]) }]));

/** A picture on a square canvas, as large as fits. */
function tile() {
  const element = make("canvas", { role: "img" }), paint = painter(element);
  /** @param {Picture} picture @param {Uint32Array} table @param {string} words */
  function show({ width, shades }, table, words) {
    paint(shades, width, table);
    element.ariaLabel = words;
  }
  return { element, show };
}

/** What the model reads, and its ten confidences. */
function scoreList() {
  const status = make("div", { class: "pg-status" }, tr("Draw a digit.")), live = make("div", { class: "pg-hidden", role: "status" });
  const rows = digits.map(() => /** @type {const} */ ([make("i"), make("span")]));
  const element = make("div", { class: "dp-read" }, status, make("ol", { class: "dp-scores", "aria-label": tr("The ten confidences"), start: 0 },
    ...rows.map(([bar, text], digit) => make("li", {}, make("b", {}, String(digit)), make("div", {}, bar), text))));
  let spoken = 0;
  /** @param {Head} head */
  function show(head) {
    const { blank, scores } = head, best = Math.max(...scores);
    put(status, statusText(head));
    clearTimeout(spoken);
    spoken = setTimeout(() => put(live, status.textContent), 700);  // once the line rests
    rows.forEach(([bar, text], digit) => {
      const score = blank ? 0 : scores[digit];
      bar.style.width = `${100 * score}%`;
      bar.className = score === best ? "dp-best" : "";
      put(text, blank ? "–" : percent(score));
    });
  }
  return { element, live, show, close: () => clearTimeout(spoken) };
}

/** [picture, name, its switch, what the switch does]; the centre of mass is shown on the last picture but one. */
const stagesOf = () => [
  ["stroke", tr("Stroke"), "pen", tr("broad pen")],
  ["crop", tr("Crop"), "crop", tr("cut the digit out")],
  ["fit", "20 × 20", "fit", tr("shrink to fit")],
  ["center", tr("Centre of mass"), "center", tr("move to the middle")],
  ["frame", "28 × 28", "frame", tr("white border of 4")],
];

/** The way from the stroke to the pixels, each stage with its switch. @param {(switches: Record<string, boolean>) => void} turn */
function stageRow(turn) {
  const stages = stagesOf().map(([name, title, stage, does]) => {
    const box = make("input", { type: "checkbox", "aria-label": tr("{name}: {what}", { name: title, what: does }),
      onchange: () => turn(Object.fromEntries(stages.map(one => [one.stage, one.box.checked]))) });
    return { ...tile(), name, title, stage, box, caption: make("figcaption", {}, make("b", {}, title), make("label", {}, box, does)) };
  });
  const middle = cross(), element = group(tr("From the stroke to 28 × 28 pixels"), "dp-stages", ...stages.map(({ name, element, caption }) =>
    make("figure", {}, element, ...(name === "center" ? [middle.element] : []), caption)));
  /** @param {Head} head @param {Pictures} pictures @param {boolean} newest */
  function show({ blank, mass, switches }, pictures, newest) {
    middle.show(blank ? null : mass);
    for (const { name, title, stage, show, box } of stages) {
      const shown = pictures[name === "center" ? "frame" : name], { width, height } = shown;
      show(shown, INK, blank ? tr("{title}: empty", { title }) : tr("{title}: the digit in {width} by {height} pixels", { title, width, height }));
      if (newest) box.checked = switches[stage];
    }
  }
  return { element, show };
}

/** The middle of 28 × 28 pixels, and the centre of mass. */
function cross() {
  const dot = svg("circle", { r: 1.1, fill: `rgb(${BLUE})` });
  const element = svg("svg", { viewBox: "0 0 28 28", "aria-hidden": "true" }, svg("path", { d: "M14.5 0V28M0 14.5H28", stroke: `rgb(${ORANGE})`, "stroke-width": 0.35 }), dot);
  /** @param {number[] | null} mass row and column */
  const show = mass => set(dot, mass ? { cx: mass[1], cy: mass[0], display: false } : { display: "none" });
  return { element, show };
}

/** What lies behind the scores, where the model can show it: its hidden layers, and what would change its mind.
 * @param {(digit: number | null) => void} lead */
function insideView(lead) {
  const toward = digitMenu(tr("The digit that its mind should change to"), tr("the runner-up"), () => lead(chosen(toward))), wanted = tile();
  const mind = make("figure", {}, wanted.element, make("figcaption", {},
    make("label", {}, tr("What would change its mind to"), " ", toward), make("span", {}, tr("Blue: more ink. Orange: less."))));
  const hidden = group(tr("Hidden layers"), "dp-hidden");
  const told = make("p", {}, tr("Each square is a neuron, the bluer the more active. The ten confidences are made of the last layer's squares alone."));
  let layers = /** @type {ReturnType<typeof tile>[]} */ ([]);
  /** @param {Head} head @param {Pictures} pictures @param {boolean} newest */
  function show({ blank, toward: to, target }, pictures, newest) {
    for (const one of [mind, hidden]) one.style.visibility = blank ? "hidden" : "";  // its place stays
    if (newest) toward.value = to ?? "";
    put(toward.options[0], to == null ? tr("the runner-up, {digit}", { digit: target }) : tr("the runner-up"));
    mind.hidden = !pictures.wanted;  // where the model cannot tell
    if (pictures.wanted)
      wanted.show(pictures.wanted, SIGNED, tr("Where more ink (blue) or less ink (orange) would make it more of a {digit}", { digit: target }));
    showLayers(Object.keys(pictures).filter(name => name.startsWith("hidden")).map(name => pictures[name]));
  }
  /** @param {Picture[]} shown */
  function showLayers(shown) {
    if (layers.length !== shown.length) {
      layers = shown.map(tile);
      hidden.replaceChildren(...layers.map((one, i) =>
        make("figure", {}, one.element, make("figcaption", {}, tr("hidden layer {l}", { l: i + 1 })))), ...(shown.length ? [told] : []));
    }
    layers.forEach((one, i) =>
      one.show(shown[i], SIGNED, tr("Activations of hidden layer {l}: one square a neuron, blue where it is active", { l: i + 1 })));
  }
  return { mind, hidden, show };
}

/** Digits to begin with: drawn beforehand, or images of a data set.
 * @param {{ digit(digit: number): void, example(place: number): void }} acts */
function presets({ digit, example }) {
  const ask = () => example(number.valueAsNumber);
  const number = make("input", { type: "number", min: 0, max: 0, value: 0, onkeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter") ask(); } });
  const examples = make("span", { hidden: "" }, make("label", {}, tr("or image number"), " ", number), button(tr("Show"), ask));
  const element = group(tr("Digits to begin with"), "pg-ticks", make("span", {}, tr("Show a drawn")),
    ...digits.map(one => button(String(one), () => digit(one), { "aria-label": tr("Show a drawn {digit}", { digit: one }) })), examples);
  /** @param {Head} head */
  function show({ examples: count }) {
    examples.hidden = count === 0;
    number.max = String(count - 1);
  }
  return { element, show };
}

/** The learner's own test set. @param {{ save(label: number | null): void, forget(): void }} acts */
function testSet({ save, forget }) {
  let sent = false;  // is the digit in the menu that of what has been saved?
  const label = digitMenu(tr("The digit you meant"), tr("choose"), () => { sent = false; }), saved = make("p", { role: "status", "data-python": "hide" });
  const element = group(tr("Your test set"), "pg-run dp-keep", make("label", {}, tr("I meant a"), " ", label),
    button(tr("Save"), () => { sent = true; save(chosen(label)); }), button(tr("Drop the last"), forget));
  element.dataset.python = "hide";
  /** What the next drawing is meant to be has to be said anew. */
  function clear() { label.value = ""; }
  /** @param {Head} head */
  function show({ labels, said }) {
    const all = tr("Saved {count}: {labels}", { count: labels.length, labels: labels.slice(-12).join(", ") });
    if (said && sent) clear();
    put(saved, !labels.length ? tr("Nothing saved yet") : said ? tr("{one} {two}", { one: said, two: all }) : all);
  }
  return { element, saved, show, clear };
}

/** @param {HTMLElement} el @param {import("./page.js").Model} model */
function digitPage(el, model) {
  const python = connect(model, take, take);  // all views show the same
  const ask = (/** @type {string} */ action, more = {}) => python.ask({ do: action, ...more, pad: local() });
  const instead = (/** @type {string} */ action, /** @type {object} */ more) => { pad.lift(); kept.clear(); ask(action, more); };
  const pad = new DrawingPad(strokes => ask("ink", { strokes })), scores = scoreList();
  const stages = stageRow(switches => ask("switches", { switches })), inside = insideView(digit => ask("toward", { digit }));
  const given = presets({ digit: digit => instead("digit", { digit }), example: place => instead("example", { place }) });
  const kept = testSet({ save: label => ask("save", { label }), forget: () => ask("forget") });
  const clear = () => { kept.clear(); pad.clear(); };
  el.append(
    make("div", { class: "dp-top" },
      make("div", { class: "dp-draw" }, pad.paper,
        group(tr("Drawing"), "pg-run", button(tr("Undo"), () => pad.undo()), button(tr("Clear"), clear)),
        make("p", {}, tr("Mouse, pen or finger. Keys: arrows move the pen, space puts it down.")),
        kept.element, kept.saved, python.note),
      make("div", { class: "dp-side" }, make("div", { class: "dp-result" }, scores.element, inside.mind), stages.element)),
    given.element, inside.hidden, scores.live);
  /** @param {Head} head @param {DataView[]} buffers @param {boolean} newest has the learner done nothing since? */
  function take(head, buffers, newest) {
    const pictures = decode(head, buffers);
    if (newest) pad.show(head.strokes, { given: head.given, radius: head.radius, example: head.place === null ? null : pictures.stroke });
    scores.show(head);
    stages.show(head, pictures, newest);
    inside.show(head, pictures, newest);
    given.show(head);
    kept.show(head);
  }
  pad.trace();
  python.ask({ do: "hello" });
  return { close() { python.stop(); pad.close(); scores.close(); } };
}

export default standing("course-pad", digitPage);
