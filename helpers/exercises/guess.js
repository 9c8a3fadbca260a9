// A guess: a number, a choice, or a point or curve in a small picture. Python
// keeps the guess and says what is said; the pure parts are exported for node's tests.
import { fill, fillIn, make, put } from "../widgets/page.js";
import { choices, LETTERS, telling } from "./choices.js";

const WIDTH = 320, HEIGHT = 220, BOX = { left: 52, right: 308, top: 12, bottom: 176 };

const within = (value, low, high) => Math.max(low, Math.min(high, value));
const rounded = (value, [, low, high]) =>  // to a thousandth of the axis
  Number((Math.round((value - low) / (high - low) * 1000) / 1000 * (high - low) + low).toFixed(9));
const short = value => `${Number(value.toPrecision(3))}`.replace("-", "−");

/** A slider's place, 0 to 1000, as a number from low to high, and back; with log by factors. */
export function fromSlider(place, { low, high, log }) {
  const share = place / 1000;
  return Number((log ? low * (high / low) ** share : low + (high - low) * share).toPrecision(log ? 2 : 4));
}

export function toSlider(value, { low, high, log }) {
  const inside = within(value, low, high);
  return 1000 * (log ? Math.log(inside / low) / Math.log(high / low) : (inside - low) / (high - low));
}

/** The pixel of a point of the picture, and the point of a pixel; never outside the axes. */
export const toPixel = (/** @type {number[]} */ [x, y], axes) => [
  BOX.left + (x - axes.x[1]) / (axes.x[2] - axes.x[1]) * (BOX.right - BOX.left),
  BOX.bottom - (y - axes.y[1]) / (axes.y[2] - axes.y[1]) * (BOX.bottom - BOX.top)];

export function toPoint([left, top], axes) {
  const along = within((left - BOX.left) / (BOX.right - BOX.left), 0, 1), up = within((BOX.bottom - top) / (BOX.bottom - BOX.top), 0, 1);
  return [rounded(axes.x[1] + along * (axes.x[2] - axes.x[1]), axes.x), rounded(axes.y[1] + up * (axes.y[2] - axes.y[1]), axes.y)];
}

/** Where an arrow key moves a value of this axis: a fiftieth of it, a tenth with shift. */
export const stepped = (value, direction, axis, far = false) =>
  rounded(within(value + direction * (axis[2] - axis[1]) / (far ? 10 : 50), axis[1], axis[2]), axis);

/** The heights after the pointer went from place `from` to place `to` (numbers of heights) and from height to height. */
export function drawn(heights, from, to, start, end) {
  const result = [...heights], direction = Math.sign(to - from) || 1;
  for (let place = from; direction * (to - place) >= 0; place += direction)
    result[place] = to === from ? end : start + (end - start) * (place - from) / (to - from);
  return result;
}

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

function numberField({ words, options, send }) {
  const field = make("input", { type: "number", step: "any", "aria-label": words.number,
    onkeydown: event => { if (event.key === "Enter") keep(); }, oninput: () => follow() });
  let follow = () => {};
  const keep = () => send(field.value === "" ? null : Number(field.value));
  const row = [field, make("span", {}, options.unit)];
  if (options.low === null) {
    const set = value => (field.value = value ?? "");
    return { set, keep, shown: [make("div", { class: "row" }, ...row)] };
  }
  const slider = make("input", { type: "range", min: 0, max: 1000, value: 500, "aria-label": words.slider,
    oninput: () => { field.value = String(fromSlider(slider.valueAsNumber, options)); spoken(); } });
  const spoken = () => slider.setAttribute("aria-valuetext",
    (options.unit === "%" ? fillIn(words.percent, { number: field.value }) : `${field.value} ${options.unit}`.trim()).replace("-", "−"));
  follow = () => { if (field.value !== "") { slider.value = String(toSlider(Number(field.value), options)); spoken(); } };
  const end = value => make("small", {}, value.toLocaleString("en-GB").replace("-", "−"));
  return { set: value => { field.value = value ?? ""; follow(); }, keep,
    shown: [make("div", { class: "row" }, ...row), make("div", { class: "row" }, end(options.low), slider, end(options.high))] };
}

function choiceField({ options, send }) {
  const { labels, buttons, chosen } = choices(options.choices, number => send(LETTERS[number]));
  return { set: value => buttons.forEach((button, number) => (button.checked = number === value)),
    keep: () => send(chosen() < 0 ? null : LETTERS[chosen()]), shown: labels };
}

const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

function axesOf({ x, y }) {
  const { left, right, top, bottom } = BOX, text = (words, more) => svg("text", more, words);
  return [svg("path", { class: "axes", d: `M${left},${top}V${bottom}H${right}` }),
    text(short(x[1]), { x: left, y: bottom + 16, "text-anchor": "start" }), text(short(x[2]), { x: right, y: bottom + 16, "text-anchor": "end" }),
    text(short(y[1]), { x: left - 5, y: bottom, "text-anchor": "end" }), text(short(y[2]), { x: left - 5, y: top + 9, "text-anchor": "end" }),
    text(x[0], { x: (left + right) / 2, y: bottom + 34, "text-anchor": "middle" }),
    text(y[0], { "text-anchor": "middle", transform: `translate(14,${(top + bottom) / 2})rotate(-90)` })];
}

function pictureField({ kind, words, options, send }) {
  const curve = kind === "curve", { x, y, places } = options, middle = axis => (axis[1] + axis[2]) / 2;
  let point, heights, at = 0, last = null, touched;
  const xAt = place => x[1] + (x[2] - x[1]) * place / (places - 1);
  const line = svg("path", { class: "line" }), dot = svg("circle", { r: 7, class: "dot" });
  const live = make("p", { class: "sr", role: "status" });
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, tabindex: 0, role: "application", "aria-label": words[kind],
    "data-lm-suppress-shortcuts": "true", onpointerdown, onpointermove, onpointerup: () => (last = null),
    onpointercancel: () => (last = null), onkeydown }, ...axesOf(options), line, dot);
  const keep = () => send(!touched ? null : curve ? heights : point);

  function onpointerdown(event) {
    if (!event.isPrimary || event.button) return;
    picture.setPointerCapture(event.pointerId);
    last = { fresh: true };
    onpointermove(event);
  }
  function onpointermove(event) {
    if (!last) return;
    const box = picture.getBoundingClientRect(), scale = WIDTH / box.width;
    move(toPoint([(event.clientX - box.left) * scale, (event.clientY - box.top) * scale], options));
  }
  function move(to) {
    touched = true;
    if (curve) {
      const place = Math.round((to[0] - x[1]) / (x[2] - x[1]) * (places - 1));
      heights = last.fresh ? drawn(heights, place, place, to[1], to[1]) : drawn(heights, last.place, place, last.height, to[1]);
      last = { place, height: to[1] };
      at = place;
    } else point = to;
    show();
  }
  function onkeydown(event) {
    const direction = DIRECTIONS[event.key];
    if (event.key === "Enter") keep();
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    touched = true;
    const [right, up] = direction, far = event.shiftKey;
    if (curve) {
      at = within(at + right, 0, places - 1);
      heights[at] = stepped(heights[at], up, y, far);
    } else point = [stepped(point[0], right, x, far), stepped(point[1], up, y, far)];
    show();
    const [px, py] = place();
    put(live, words.at.replace("{x}", x[0]).replace("{at}", short(px)).replace("{y}", y[0]).replace("{height}", short(py)));
  }
  const place = () => curve ? [xAt(at), heights[at]] : point;
  function show() {
    const [cx, cy] = toPixel(place(), options);
    fill(dot, { cx, cy, class: touched ? "dot" : "dot faint" }, []);
    if (curve) fill(line, { d: `M${heights.map((height, k) => toPixel([xAt(k), height], options).map(v => v.toFixed(1)).join()).join("L")}`,
      class: touched ? "line" : "line faint" }, []);
  }
  const set = value => {
    touched = value !== null;
    heights = touched && curve ? [...value] : Array(places).fill(middle(y));
    point = touched && !curve ? [...value] : [middle(x), middle(y)];
    show();
  };
  set(null);
  return { set, keep, shown: [make("p", { class: "how" }, words[kind]), picture, live] };
}

const FIELDS = { number: numberField, choice: choiceField, point: pictureField, curve: pictureField };

export default {
  render({ model, el }) {
    const [kind, words, options] = ["kind", "words", "options"].map(name => model.get(name));
    const reply = make("p", { class: "reply", role: "status" });
    const line = telling(model, reply, words.silent, show), send = guess => line.tell({ guess });
    const field = FIELDS[kind]({ kind, words, options, send });
    const button = make("button", { onclick: field.keep }, words.button), back = make("button", { onclick: () => send(null) }, words.back);
    el.append(make("fieldset", { class: "course-question course-guess", lang: model.get("lang") }, make("legend", {}, model.get("text")), ...field.shown,
      make("div", { class: "row" }, button, back), reply));
    let kept = null;
    function show() {
      const guess = model.get("guess");
      if (guess !== null || kept !== null) field.set(guess);  // what was refused stays there to be mended
      kept = guess;
      if (guess === null && document.activeElement === back) button.focus();  // which stays
      back.hidden = guess === null;
      put(reply, model.get("reply"));
    }
    show();
    return line.stop;
  },
};
