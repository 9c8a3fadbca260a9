// The digit pad's page. It keeps the line that is being drawn; Python does the rest, and every answer brings all of it.
// The pure parts are exported for node's tests; the default export is the widget.
import { belongs, BLUE, bytes, GREY, make, ORANGE, put, tr } from "./page.js";
import { extend, moved, toPoint } from "./pen.js";

/** RGBA of bytes: ink 0 paper … 255 full, or signed 1 orange, 128 grey, 255 blue. */
export function paint(shades, signed) {
  const rgba = new Uint8ClampedArray(4 * shades.length).fill(255);
  shades.forEach((shade, i) => {
    const value = (shade - 128) / 127, end = value < 0 ? ORANGE : BLUE;
    for (let c = 0; c < 3; c++)
      rgba[4 * i + c] = signed ? GREY[c] + (end[c] - GREY[c]) * Math.min(1, Math.abs(value)) : 255 - shade;
  });
  return rgba;
}

/** An answer's pictures by name. */
export function decode(head, buffers) {
  return Object.fromEntries(head.pictures.map(([name, height, width], i) => {
    const shades = bytes(buffers[i]);
    if (shades.length !== height * width) throw new Error(`${name}: ${shades.length} bytes for ${height} × ${width}`);
    return [name, { height, width, shades }];
  }));
}

export const percent = score =>
  tr("{number} %", { number: score > 0.995 && score < 1 ? "> 99" : Math.round(100 * score) });

export function statusText({ blank, scores }) {
  if (blank) return tr("Draw a digit.");
  const best = scores.indexOf(Math.max(...scores));
  return tr("The model reads a {digit}: {share}", { digit: best, share: percent(scores[best]) });
}

/** Whose answer is this? "newest", "late" (we have asked again since), or "other" (another view's). */
export const answers = (to, view, asked) =>
  !to.startsWith(`${view} `) ? "other" : to === `${view} ${asked}` ? "newest" : "late";

const digits = [...Array(10).keys()];

/** A picture on a square canvas, as large as fits with whole proportions; `mark` draws on top, in the picture's pixels. */
function picture(attributes) {
  const canvas = make("canvas", { width: 224, height: 224, role: "img", ...attributes });
  const show = ({ height, width, shades }, signed, mark = /** @param {CanvasRenderingContext2D} _ */ _ => {}) => {
    const small = new OffscreenCanvas(width, height), scale = 224 / Math.max(width, height);
    small.getContext("2d").putImageData(new ImageData(paint(shades, signed), width, height), 0, 0);
    const context = canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, 224, 224);
    context.imageSmoothingEnabled = false;
    context.setTransform(scale, 0, 0, scale, 112 - scale * width / 2, 112 - scale * height / 2);
    context.drawImage(small, 0, 0);
    mark(context);
  };
  return Object.assign(canvas, { show });
}

/** [picture, name, its switch, what the switch does]; the centre of mass is shown on the last picture but one. */
const stagesOf = () => [
  ["stroke", tr("Stroke"), "pen", tr("broad pen")],
  ["crop", tr("Crop"), "crop", tr("cut the digit out")],
  ["fit", "20 × 20", "fit", tr("shrink to fit")],
  ["center", tr("Centre of mass"), "center", tr("move to the middle")],
  ["frame", "28 × 28", "frame", tr("white border of 4")],
];

function render({ model, el }) {
  belongs(el, model, "course-pad");
  const view = Math.random().toString(36).slice(2);
  let head = null, pictures = {}, strokes = [], given = false, line = null, pointer = null, pen = [0.3, 0.2], penDown = false, keys = false;
  const held = new Set();
  let asked = 0, waiting = false, dirty = false, alive = false, timer = 0, spoken = 0, frame = 0;

  // ---- questions out ----
  function ask(action, more = {}) {
    if (dirty) { dirty = false; ask("ink", { strokes }); }  // or a busy kernel would save a drawing without its end
    asked++;
    waiting = true;
    clearTimeout(timer);
    timer = setTimeout(silent, alive ? 3000 : 2500);
    try { model.send({ do: action, to: `${view} ${asked}`, ...more }); } catch { silent(); }
  }
  function askInk() {  // one drawing under way at a time; the newest goes when the answer is here
    if (waiting) dirty = true;
    else { dirty = false; ask("ink", { strokes }); }
  }
  function silent() {
    waiting = false;
    el.classList.add("dp-stale");
    put(status, alive ? tr("Waiting for the kernel: it is busy, or it has stopped. Then run this cell again.")
      : tr("No answer from the kernel: run this cell to make it live."));
    put(live, status.textContent);
  }

  // ---- the pad ----
  const pad = make("canvas", { class: "dp-pad", tabindex: 0, role: "application", width: 560, height: 560,
    "aria-label": tr("Drawing pad: draw one digit with mouse, pen or finger. By keyboard: the arrow keys move the pen, space puts it down and lifts it, Backspace takes back a stroke."),
    onpointerdown: event => {
      if (!event.isPrimary || event.button || pointer !== null) return;  // a hand that rests on the glass does not draw
      keys = false;
      pad.setPointerCapture(event.pointerId);
      begin(toPoint(event.clientX, event.clientY, pad.getBoundingClientRect()));
      pointer = event.pointerId;
    },
    onpointermove: event => {
      if (!line || keys || event.pointerId !== pointer) return;
      const box = pad.getBoundingClientRect(), events = event.getCoalescedEvents?.() ?? [];
      for (const { clientX, clientY } of events.length ? events : [event]) extend(line, toPoint(clientX, clientY, box));
      drawn();
    },
    onpointerup: letGo, onpointercancel: letGo, onblur: () => { held.clear(); lift(); paintPad(); },
    onfocus: () => paintPad(), onkeyup: event => held.delete(event.key),
    onkeydown: event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.startsWith("Arrow")) {
        keys = true;
        pen = moved(pen, held.add(event.key));
        if (penDown) { extend(line, pen, 0); drawn(); } else paintPad();
      } else if (event.key === " ") {
        keys = true;
        if (penDown) lift(); else { begin(pen); penDown = true; paintPad(); }
      } else if (event.key === "Backspace") undo();
      else return;
      event.preventDefault();
    } });
  function begin(point) {
    lift();
    line = [point];
    strokes = given ? [line] : [...strokes, line];  // a digit drawn beforehand makes room
    given = false;
    drawn();
  }
  function letGo(event) { if (event.pointerId === pointer) lift(); }
  function lift() { line = pointer = null; penDown = false; paintPad(); }
  function undo() { lift(); strokes = strokes.slice(0, -1); drawn(); }
  function clear() { lift(); label.value = ""; strokes = []; drawn(); }
  function drawn() { paintPad(); askInk(); }

  function paintPad() { frame ||= requestAnimationFrame(paintNow); }
  function paintNow() {
    frame = 0;
    const context = pad.getContext("2d"), size = pad.width;
    context.fillStyle = "#fff";
    context.fillRect(0, 0, size, size);
    const example = head?.place != null && strokes.length === 0 && !dirty;
    if (example && pictures.stroke) {
      const { width, height, shades } = pictures.stroke, small = new OffscreenCanvas(width, height);
      small.getContext("2d").putImageData(new ImageData(paint(shades, false), width, height), 0, 0);
      context.imageSmoothingEnabled = false;
      context.drawImage(small, 0, 0, size, size);
    }
    Object.assign(context, { lineWidth: 2 * (head?.radius ?? 0.038) * size, lineCap: "round", lineJoin: "round", strokeStyle: "#000" });
    for (const stroke of strokes) {
      context.beginPath();
      for (const [x, y] of [stroke[0], ...stroke]) context.lineTo(x * size, y * size);
      context.stroke();
    }
    if (keys && document.activeElement === pad) {  // where the pen is, filled when it is down
      context.beginPath();
      context.arc(pen[0] * size, pen[1] * size, 14, 0, 7);
      Object.assign(context, { lineWidth: 5, strokeStyle: `rgb(${BLUE})`, fillStyle: `rgb(${ORANGE})` });
      context.stroke();
      if (penDown) context.fill();
    }
  }

  // ---- controls ----
  const button = (text, onclick, attributes = {}) => make("button", { onclick, ...attributes }, text);
  const group = (name, cls, ...inside) => make("div", { class: cls, role: "group", "aria-label": name }, ...inside);
  const status = make("div", { class: "pg-status" }, tr("Draw a digit."));
  const live = make("div", { class: "pg-hidden", role: "status" }), note = make("div", { class: "pg-note", role: "alert" });
  const rows = digits.map(() => [make("i"), make("span")]);
  const scores = make("ol", { class: "dp-scores", "aria-label": tr("The ten confidences"), start: 0 },
    ...rows.map(([bar, text], digit) => make("li", {}, make("b", {}, String(digit)), make("div", {}, bar), text)));
  const menu = (name, onchange, ...options) => make("select", { "aria-label": name, onchange },
    ...options.map(([value, text]) => make("option", { value }, text)), ...digits.map(digit => make("option", {}, String(digit))));
  const toward = menu(tr("The digit that its mind should change to"),
    () => ask("toward", { digit: toward.value === "" ? null : Number(toward.value) }), ["", tr("the runner-up")]);
  const wanted = picture({}), wantedText = make("span", {}, tr("Blue: more ink. Orange: less."));
  const mind = make("figure", {}, wanted, make("figcaption", {},
    make("label", {}, tr("What would change its mind to"), " ", toward), wantedText));
  const switches = {};
  const stages = stagesOf().map(([name, title, stage, does]) => {
    const canvas = picture({});
    switches[stage] = make("input", { type: "checkbox", "aria-label": tr("{name}: {what}", { name: title, what: does }),
      onchange: () => ask("switch", { stage, on: switches[stage].checked }) });
    canvas.title = title;
    const caption = make("figcaption", {}, make("b", {}, title), make("label", {}, switches[stage], does));
    return { name, title, canvas, figure: make("figure", {}, canvas, caption) };
  });
  const hidden = group(tr("Hidden layers"), "dp-hidden");
  const number = make("input", { type: "number", min: 0, max: 0, value: 0,
    onkeydown: event => { if (event.key === "Enter") showExample(); } });
  const showExample = () => show("example", { place: number.valueAsNumber });
  function show(action, more) { lift(); label.value = ""; dirty = false; ask(action, more); }
  const example = make("span", { hidden: "" }, make("label", {}, tr("or image number"), " ", number), button(tr("Show"), showExample));
  const presets = group(tr("Digits to begin with"), "pg-ticks", make("span", {}, tr("Show a drawn")),
    ...digits.map(digit => button(String(digit), () => show("digit", { digit }), { "aria-label": tr("Show a drawn {digit}", { digit }) })), example);
  const label = menu(tr("The digit you meant"), () => {}, ["", tr("choose")]), saved = make("p", { role: "status" });
  const keep = group(tr("Your test set"), "pg-run dp-keep", make("label", {}, tr("I meant a"), " ", label),
    button(tr("Save"), () => ask("save", { label: label.value === "" ? null : Number(label.value) })),
    button(tr("Drop the last"), () => ask("forget")));

  // ---- answers in ----
  function receive(message, buffers) {
    if (message.do !== "answer") return;
    const whose = answers(message.to, view, asked);
    if (whose === "newest") { waiting = false; clearTimeout(timer); }
    if (whose === "late") return;  // a newer one is under way
    alive = true;
    el.classList.remove("dp-stale");
    head = message;
    pictures = decode(head, buffers);
    if (!line && !dirty) ({ strokes, given } = head);
    if (head.said) label.value = "";  // what the next drawing is meant to be has to be said anew
    update();
    if (dirty && !waiting) askInk();
  }
  function update() {
    put(note, head.note);
    put(status, statusText(head));
    clearTimeout(spoken);
    spoken = setTimeout(() => put(live, status.textContent), 700);  // once the line rests
    const best = Math.max(...head.scores);
    rows.forEach(([bar, text], digit) => {
      const score = head.blank ? 0 : head.scores[digit];
      bar.style.width = `${100 * score}%`;
      bar.className = score === best ? "dp-best" : "";
      put(text, head.blank ? "–" : percent(score));
    });
    Object.keys(switches).forEach(stage => { switches[stage].checked = head.switches[stage]; });
    showPictures();
    toward.value = head.toward ?? "";
    toward.options[0].textContent = head.toward == null ? tr("the runner-up, {digit}", { digit: head.target }) : tr("the runner-up");
    example.hidden = head.examples === 0;
    number.max = String(head.examples - 1);
    const all = tr("Saved {count}: {labels}", { count: head.labels.length, labels: head.labels.slice(-12).join(", ") });
    put(saved, !head.labels.length ? tr("Nothing saved yet") : head.said ? tr("{one} {two}", { one: head.said, two: all }) : all);
    paintPad();
  }
  function showPictures() {
    for (const { name, title, canvas } of stages) {
      const shown = pictures[name === "center" ? "frame" : name];
      canvas.show(shown, false, name === "center" ? cross : undefined);
      canvas.ariaLabel = head.blank ? tr("{title}: empty", { title })
        : tr("{title}: the digit in {width} by {height} pixels", { title, width: shown.width, height: shown.height });
    }
    mind.hidden = !pictures.wanted;  // a plain function has no gradient to show
    if (pictures.wanted) wanted.show(pictures.wanted, true);
    wanted.ariaLabel = tr("Where more ink (blue) or less ink (orange) would make it more of a {digit}", { digit: head.target });
    const layers = Object.keys(pictures).filter(name => name.startsWith("hidden"));
    if (hidden.children.length !== layers.length)
      hidden.replaceChildren(...layers.map(name => make("figure", {}, picture({}), make("figcaption", {}, tr("hidden layer {l}", { l: name.split(" ").at(-1) })))));
    layers.forEach((name, i) => {
      const canvas = /** @type {ReturnType<typeof picture>} */ (hidden.children[i].firstChild);
      canvas.show(pictures[name], true);
      canvas.ariaLabel = tr("Activations of hidden layer {l}: one square a neuron, blue where it is active", { l: name.split(" ").at(-1) });
    });
  }
  function cross(context) {  // the middle of the picture, and the centre of mass
    Object.assign(context, { strokeStyle: `rgb(${ORANGE})`, lineWidth: 0.35, fillStyle: `rgb(${BLUE})` });
    context.beginPath();
    context.moveTo(14.5, 0);
    context.lineTo(14.5, 28);
    context.moveTo(0, 14.5);
    context.lineTo(28, 14.5);
    context.stroke();
    context.beginPath();
    if (!head.blank) context.arc(head.mass[1], head.mass[0], 1.1, 0, 7);
    context.fill();
  }

  el.append(
    make("div", { class: "dp-top" },
      make("div", { class: "dp-draw" }, pad, group(tr("Drawing"), "pg-run", button(tr("Undo"), undo), button(tr("Clear"), clear)),
        make("p", {}, tr("Mouse, pen or finger. Keys: arrows move the pen, space puts it down.")), keep, saved, note),
      make("div", { class: "dp-read" }, status, scores), mind),
    presets, group(tr("From the stroke to 28 × 28 pixels"), "dp-stages", ...stages.map(({ figure }) => figure)),
    hidden, live);
  model.on("msg:custom", receive);
  paintPad();
  ask("hello");
  return () => {
    clearTimeout(timer);
    clearTimeout(spoken);
    cancelAnimationFrame(frame);
    model.off("msg:custom", receive);
  };
}

export default { render };
