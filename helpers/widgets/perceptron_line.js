// The PerceptronLine's page, behind page.js and stage.js in one module. The line follows the hand here; Python works out the walk
// of the learning rule and sends it, and the line is moved along it. The pure parts are exported for node's tests.

export const sum = (w, b, x) => w[0] * x[0] + w[1] * x[1] + b;
export const sigmoid = z => 1 / (1 + Math.exp(-z));
export const bracketed = value => written(value).replace(/^−.*/, "($&)");  // behind a + or a ·
const rounded = value => Math.round(100 * value) / 100;

/** w and b on the way from one line to another, t from 0 to 1. */
export const between = (from, to, t) => {
  const mix = (a, b) => a + t * (b - a);
  return { w: [0, 1].map(k => mix(from.w[k], to.w[k])), b: mix(from.b, to.b) };
};

/** Where the line w·x + b = 0 is drawn: two places far out on it, or null if w is 0. */
export function ends(w, b, middle, far) {
  const length = Math.hypot(...w);
  if (!length) return null;
  const shift = sum(w, b, middle) / length ** 2, foot = [0, 1].map(k => middle[k] - shift * w[k]);
  return [-1, 1].map(way => [foot[0] - way * far * w[1] / length, foot[1] + way * far * w[0] / length]);
}

/** The answers over the plane as a gradient: along w from z = -reach to z = reach, or null if w is 0. */
export function slope(w, b, reach) {
  const square = w[0] ** 2 + w[1] ** 2;
  if (square < 1e-12) return null;
  return [-reach, reach].map(z => [0, 1].map(k => (z - b) / square * w[k]));
}

export const fits = ([across, up], places) =>
  places.every(([x, y]) => x >= across[0] && x <= across[1] && y >= up[0] && y <= up[1]);

const SOFT = Array.from({ length: 13 }, (_, i) => [i / 12, sigmoid(i - 6)]), HARD = [[0.5, 0], [0.5, 1]];
let number = 0;  // of gradients on the page: each has a name of its own

function render({ model, el }) {
  let state = null, words = {}, at = 0, view = null, x = null, y = null, held = false, moved = false, motion = null, playing = false;
  let chosen = 0, known = true, wanted = null, pause = 0, shown = { w: [0, 0], b: 0 };
  const talk = asking(model, receive, () => put(note, words.silent ?? "…"));
  const say = (name, values = {}) => fillIn(words[name], values);
  const numbers = ({ w, b } = shown) => ({ w1: written(w[0]), w2: written(w[1]), b: written(b) });

  // ---- the picture ----
  const id = `pl-shade-${++number}`, shade = svg("linearGradient", { id, gradientUnits: "userSpaceOnUse" });
  const paper = svg("rect", { class: "pl-paper" }), ground = svg("rect"), grid = svg("g"), line = svg("line", { class: "pl-line" }), grip = svg("line", { class: "pl-grip" });
  const handle = svg("g", {}, grip, line), shaft = svg("line", { class: "pl-shaft" }), head = svg("path", { class: "pl-head", d: "M4 0L-9 6V-6Z" });
  const tip = svg("g", { class: "pl-plane" }, svg("circle", { r: 15, class: "pl-hit" }), head, svg("text", { class: "st-text pl-name", x: 10, y: -9 }));
  const ring = svg("circle", { class: "pl-ring pl-plane", r: 14, "aria-hidden": "true" }), dots = svg("g", { class: "pl-plane" }), frame = svg("clipPath", { id: `${id}-frame` }, svg("rect"));
  const inside = svg("g", { class: "pl-plane", "clip-path": `url(#${id}-frame)` }, paper, ground, handle, shaft);
  const root = svg("svg", { class: "st-stage", role: "group" }, svg("defs", {}, shade, frame), inside, grid, ring, dots, tip);

  function drawLine() {
    const { w, b } = shown, middle = view.map(([low, high]) => (low + high) / 2), far = 3 * (view[0][1] - view[0][0]);
    const two = ends(w, b, middle, far), run = slope(w, b, state.output === "step" ? 1 : 6), none = !two;
    if (two) for (const one of [line, grip])
      set(one, { x1: x(two[0][0]), y1: y(two[0][1]), x2: x(two[1][0]), y2: y(two[1][1]) });
    set(handle, { display: none ? "none" : false });
    if (run) set(shade, { x1: x(run[0][0]), y1: y(run[0][1]), x2: x(run[1][0]), y2: y(run[1][1]) });
    const alone = state.output === "step" ? Number(b > 0) : sigmoid(b);
    set(ground, { fill: run ? `url(#${id})` : color(alone) });
    set(shaft, { x1: x(0), y1: y(0), x2: x(w[0]), y2: y(w[1]) });
    set(tip, { transform: `translate(${x(w[0])} ${y(w[1])})`, "aria-valuetext": say("weights", numbers()) });
    set(head, { transform: `rotate(${none ? 0 : -180 / Math.PI * Math.atan2(w[1], w[0])})` });
    set(handle, { "aria-valuetext": say("bias", numbers()) });
    state.X.forEach((place, i) => set(dots.children[i].lastChild, { display: isRight(i) ? "none" : false }));
  }
  const color = a => `color-mix(in srgb, var(--st-blue) ${(100 * a).toFixed(1)}%, var(--st-orange))`;
  const answer = i => Number(sum(shown.w, shown.b, state.X[i]) > 0), isRight = i => answer(i) === state.labels[i];
  function drawStops() {
    shade.replaceChildren(...(state.output === "step" ? HARD : SOFT).map(([offset, a]) =>
      svg("stop", { offset, style: `stop-color: ${color(a)}` })));
  }
  function drawPoint(i) {
    const [px, py] = state.X[i];
    set(dots.children[i], { transform: `translate(${x(px)} ${y(py)})`, tabindex: i === chosen ? 0 : -1,
      "aria-valuetext": say("place", { x1: written(px), x2: written(py) }) });
    if (i === chosen) set(ring, { cx: x(px), cy: y(py) });
  }
  function dot(label, i) {
    const size = state.X.length > 20 ? 4 : 6, box = { x: -size, y: -size, width: 2 * size, height: 2 * size };
    const mark = label ? svg("rect", { ...box, class: "pl-one" }) : svg("circle", { r: 1.1 * size, class: "pl-zero" });
    const element = svg("g", { onfocus: () => look(i) }, svg("circle", { r: 13, class: "pl-hit" }), mark,
      svg("path", { class: "pl-cross", d: "M-10 -10L10 10M-10 10L10 -10" }));
    const to = place => { state.X[i] = place.map(rounded); drawPoint(i); changed(); };
    return draggable(element, { name: say("dot", { number: i + 1, label }), ...grasp,
      drag: (px, py) => to(within(px, py)), nudge: (dx, dy) => to([state.X[i][0] + dx * step(), state.X[i][1] + dy * step()]) });
  }
  const within = (px, py) => [x.back(px), y.back(py)].map((value, k) => Math.max(view[k][0], Math.min(view[k][1], value)));
  const step = () => rounded((view[0][1] - view[0][0]) / 80) || 0.01;
  const grasp = { begin: () => { held = true; moved = false; halt(); }, end: () => { held = false; if (moved || !known) tell(); } };
  draggable(tip, { name: "", ...grasp, drag: (px, py) => bend(within(px, py)),
    nudge: (dx, dy) => bend([shown.w[0] + dx * step(), shown.w[1] + dy * step()]) });
  draggable(handle, { name: "", ...grasp, drag: (px, py) => lift(-sum(shown.w, 0, [x.back(px), y.back(py)])),
    nudge: (dx, dy) => lift(shown.b + (dx + dy) * step()) });
  function bend(w) { shown = { w: w.map(rounded), b: shown.b }; drawLine(); changed(); }
  function lift(b) { shown = { w: shown.w, b: rounded(b) }; drawLine(); changed(); }

  // ---- the fields and buttons ----
  const field = more => make("input", { type: "number", ...more, onkeydown: event => { if (event.key === "Enter") event.target.blur(); } });
  const data = make("select", { onchange: () => { halt(); forget(); talk.ask({ do: "data", name: data.value }); } });
  const output = make("select", { onchange: () => { state.output = output.value; drawStops(); drawLine(); write(); tell(); } });
  const typed = () => {
    const [w1, w2, b] = entries.map(one => one.value === "" ? NaN : one.valueAsNumber);
    if ([w1, w2, b].every(value => Math.abs(value) <= 1000)) { halt(); shown = { w: [w1, w2], b }; drawLine(); changed(); tell(); } else write();
  };
  const entries = [0, 1, 2].map(() => field({ step: 0.25, min: -1000, max: 1000, onchange: typed }));
  const point = field({ min: 1, step: 1, onchange: () => look(Math.max(0, Math.min(state.X.length - 1, Math.round(point.valueAsNumber - 1) || 0))) });
  const fields = make("div", { class: "pg-controls", role: "group" });
  const go = make("button", { onclick: () => { halt(); once(advance); } });
  const play = make("button", { class: "pg-play", onclick: () => { if (playing) halt(); else { playing = true; write(); once(advance); } } });
  const again = make("button", { onclick: () => jump(state.first) }), zero = make("button", { onclick: () => jump([0, 0, 0]) });
  const count = make("span", { class: "pg-status" }), bar = make("div", { class: "pg-run", role: "group" }, go, play, again, zero, count);
  const note = make("div", { class: "pg-note", role: "alert" }), said = region(), now = make("div", { class: "pl-now" });
  const jump = ([w1, w2, b]) => { halt(); shown = { w: [w1, w2], b }; drawLine(); changed(); tell(); };
  const once = action => { if (known) action(); else wanted = action; };  // the walk from here is under way

  function label() {
    fields.replaceChildren(...[["data", data], ["output", output], ["w1", entries[0]], ["w2", entries[1]], ["b", entries[2]], ["point", point]]
      .map(([name, one]) => make("label", {}, make("span", {}, words[name]), one)));
    data.replaceChildren(...state.sets.map(name => make("option", { value: name }, words[name] ?? name)));
    output.replaceChildren(...["step", "sigmoid"].map(name => make("option", { value: name }, words[name])));
    [[go, "next"], [again, "again"], [zero, "zero"]].forEach(([one, name]) => put(one, words[name]));
    [[fields, "numbers"], [bar, "rule"], [root, "plane"], [tip, "tip"], [handle, "line"]].forEach(([one, name]) => set(one, { "aria-label": words[name] }));
    put(tip.lastChild, words.vector);
  }
  function write() {
    const { w, b } = shown, place = state.X[chosen], z = sum(w, b, place), right = state.X.filter((_, i) => isRight(i)).length;
    const all = { w1: written(w[0]), w2: bracketed(w[1]), b: bracketed(b), x1: bracketed(place[0]), x2: bracketed(place[1]), z: written(z), number: chosen + 1, answer: answer(chosen), label: state.labels[chosen] };
    const lines = [say("sum", all), words[z > 0 ? "above" : "below"], ...(state.output === "sigmoid" ? [say("share", { share: written(sigmoid(z)) })] : []),
      say(isRight(chosen) ? "good" : "bad", all)];
    if (now.children.length !== lines.length) now.replaceChildren(...lines.map(() => make("p")));
    lines.forEach((text, i) => put(now.children[i], text));
    [w[0], w[1], b].forEach((value, i) => { if (document.activeElement !== entries[i] || playing) entries[i].value = rounded(value); });
    point.value = chosen + 1;
    put(count, `${say("right", { right, n: state.X.length })} · ${say("count", { count: at })}`);
    put(play, words[playing ? "stop" : "play"]);
    set(play, { "aria-pressed": playing });
  }
  function look(i) {
    const before = chosen;
    chosen = i;
    [before, chosen].forEach(one => { if (one < state.X.length) drawPoint(one); });
    write();
  }

  // ---- the walk ----
  const pace = () => playing && at > 10 ? 0.35 : 1;  // a long walk is shown faster
  const stand = k => k ? { w: state.updates[k - 1].w, b: state.updates[k - 1].b } : { w: state.w, b: state.b };
  function forget() { known = false; wanted = null; at = 0; }
  function changed() { moved = true; if (at || known) put(said, at ? words.moved : ""); forget(); drawLine(); write(); }
  function tell() { forget(); talk.ask({ do: "state", X: state.X, w: shown.w, b: shown.b, output: state.output }); }
  function halt() {
    motion?.stop();
    clearTimeout(pause);
    playing = false;
    if (motion && known) { shown = stand(at); drawLine(); arrive(); }
    if (state) write();
  }
  function arrive() {
    const { sweep, point } = state.updates[at - 1];
    motion = null;
    write();
    put(said, say(state.labels[point] ? "added" : "subtracted", { ...numbers(), count: at, sweep, number: point + 1 }));
    if (playing) pause = setTimeout(advance, 600 * pace());
  }
  function advance() {
    const update = state.updates[at], from = shown;
    if (!update) { halt(); return put(said, say(state.rested ? "rested" : "capped", { sweep: state.walked, count: at })); }
    look(update.point);
    talk.ask({ do: "at", step: ++at });
    motion = glide(el, 700 * pace(), t => { shown = t === 1 ? stand(at) : between(from, stand(at), t); drawLine(); write(); }, arrive);
  }

  // ---- Python's answers ----
  function receive(message, _, newest) {
    put(note, message.do === "refused" ? fillIn(message.words.refused, { why: message.note }) : "");
    if (message.do === "at" || !newest) return;
    const fresh = message.do !== "state";
    if (held) return;  // the hand is ahead: its end asks again
    state = message;
    words = message.words;
    known = true;
    if (fresh) { at = message.at; shown = stand(at); label(); rebuild(); put(said, ""); }
    else if (!fits(view, [...state.X, state.w, ...state.updates.map(update => update.w)])) { view = message.limits; resize(); }
    data.value = state.data;
    output.value = state.output;
    drawLine();
    write();
    const action = wanted;
    wanted = null;
    action?.();
  }
  function rebuild() {
    view = state.limits;
    chosen = Math.min(chosen, state.X.length - 1);
    point.max = state.X.length;
    dots.replaceChildren(...state.labels.map(dot));
    drawStops();
    resize();
  }
  function resize() {
    const side = Math.min(stage.clientWidth, 460), edge = [42, side - 12], height = side;
    if (!state || side < 100) return;
    [x, y] = [scale(view[0], edge), scale(view[1], [height - 36, 18])];
    set(root, { viewBox: `0 0 ${side} ${height}`, style: `width: ${side}px; height: ${height}px` });
    for (const box of [paper, ground, frame.firstChild]) set(box, { x: edge[0], y: 18, width: edge[1] - edge[0], height: height - 54 });
    grid.replaceChildren(axes(x, y, state.names));
    state.X.forEach((_, i) => drawPoint(i));
    drawLine();
  }

  const stage = make("div", { class: "pl-stage" }, root);
  belongs(el, model, "course-line");
  el.append(fields, bar, note, make("div", { class: "pl-panes" }, stage, make("div", { class: "pl-words" }, now, said)));
  const stop = fitted(stage, resize);
  talk.ask({ do: "hello" });
  return () => { stop(); halt(); talk.stop(); };
}

export default { render };
