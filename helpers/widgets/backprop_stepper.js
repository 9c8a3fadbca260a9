// The BackpropStepper's page, behind page.js in one module. Python sends the whole walk; this file shows the first k of
// its operations and asks for another example. The pure parts are exported for node's tests; the default export is the widget.

/** What is known after the first `done` steps, by the steps' keys. */
export const knownAfter = (steps, done) => new Map(steps.slice(0, done).map(step => [step.key, step.text]));

/** Where a key leads from step `at` of `last`, or null if it is none of ours. */
export function keyStep(key, at, last) {
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[key];
  return to === undefined ? null : Math.max(0, Math.min(last, to));
}

/** Steps done when this part ends: the place a part's button jumps to. */
export const endOf = (steps, part) => steps.findLastIndex(step => step.part === part) + 1;

export const sentence = step => `${step.name} = ${step.formula} = ${step.numbers} = ${step.text}`;

/** Middle of each neuron, [layer][neuron] -> [x, y]: the layers side by side or, `down`, one below the other, the first one
 *  `above` pixels from the top. `stacked`: neurons so close that their names stand over their numbers. */
export function layout(sizes, width, down, above = 26) {
  const most = Math.max(...sizes), wide = down ? Math.max(width, 58 * most) : width, room = wide / (down ? most : sizes.length);
  const stacked = down && room < 92, row = down ? (stacked ? 178 : 144) : most < 3 ? 124 : 104;
  const height = down ? above + row * (sizes.length - 1) + (stacked ? 84 : 64) : row * most + 4;
  const from = (i, n) => i - (n - 1) / 2;  // the middle of its layer
  const place = (l, i, n) => down ? [wide / 2 + from(i, n) * room, above + l * row] : [(l + 0.5) * room, height / 2 + from(i, n) * row];
  return { width: wide, height, stacked, centers: sizes.map((n, l) => Array.from({ length: n }, (_, i) => place(l, i, n))) };
}

/** Where a weight's number stands on its line from neuron i of `before` to neuron k of `after`. Between layers side by
 *  side all numbers lie equally far apart, one below the other; `down`, no two at the same neuron have the same height. */
export function spot([x0, y0], [x1, y1], i, k, before, after, down) {
  const most = Math.max(before, after);
  const t = most < 2 || (!down && before < 2) ? 0.5 : down ? 0.64 - 0.32 * ((k - i + most) % most) / (most - 1) : 1 / (1 + after);
  return [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
}

/** Is there too little room for the layers side by side? */
export const tooNarrow = (sizes, width) => width < sizes.length * (Math.max(...sizes) < 3 ? 96 : 116);

export function edgeStyle(weight) {
  const color = weight > 0 ? BLUE : weight < 0 ? ORANGE : [138, 144, 148];
  return { stroke: `rgb(${color})`, "stroke-width": 1 + Math.min(4, 0.6 * Math.abs(weight)) };
}

/** Too many wires to write a number on each: then only those that a step uses, or the learner chooses, have theirs. */
export const crowded = (sizes, down) => Math.max(...sizes) > (down ? 2 : 3) || sizes.length > 4;

/** Is this wire (into neuron `row` of `layer`, from `column`) one that the step uses? */
export function uses(step, layer, row, column) {
  if (!step) return false;
  const { kind } = step;
  if (kind === "z") return step.layer === layer && step.neuron === row;
  if (kind === "sum") return step.layer === layer - 1 && step.neuron === column;
  return kind === "slope" && step.layer === layer && step.neuron === row && step.column === column;
}

const PARTS = [["forward", "Forward pass"], ["backward", "Backward pass"], ["slopes", "Slopes ∂l/∂w"]];
const SVG = "http://www.w3.org/2000/svg";

const draw = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const write = (x, y, text, more = {}) => draw("text", { x, y, ...more }, text);

/** A name and its number in one line `at` pixels from the neuron, or stacked, the name on top. */
function pair(x, y, at, name, number, stacked, style) {
  if (!stacked) return [write(x, y + at, `${name} ${number}`, { class: style })];
  return [name, number].map((text, k) => write(x, y + at + 12 * (at < 0 ? k - 1 : k), text, { class: style }));
}

function render({ model, el }) {
  let walk = null, at = 0, chosen = null, gone = false, timer = 0, drawn = "";
  const say = (action, more = {}) => {
    try { model.send({ do: action, step: at, ...more }); } catch { gone = true; }
    clearTimeout(timer);
    timer = setTimeout(silence, gone ? 0 : 3000);
  };
  const silence = () => { note.textContent = walk
    ? "No answer from the kernel: it is busy, or it has stopped. You can go on stepping; to change numbers, run this cell again."
    : "No answer from the kernel: run this cell to make it live."; };

  // ---- the example and the pairing ----
  const pairing = make("select", { onchange: ask }), fields = make("div", { class: "pg-controls", role: "group",
    "aria-label": "What the walk is for" });
  let inputs = [], targets = [];
  const labelled = (text, field, more = {}) => make("label", more, make("span", {}, text), field);
  const numberField = (value, onchange) => make("input", { type: "number", step: 0.1, min: -100, max: 100, value, onchange,
    onkeydown: event => { if (event.key === "Enter") event.target.blur(); } });
  const numbers = list => list.map(field => field.value === "" ? null : field.valueAsNumber);
  function ask() { say("change", { x: numbers(inputs), target: numbers(targets), pairing: pairing.value }); }
  function fillForm() {
    const sub = i => "₁₂₃₄"[i];
    inputs = walk.x.map(value => numberField(value, ask));
    targets = walk.target.map(value => numberField(value, ask));
    pairing.replaceChildren(...walk.pairings.map(name => make("option", { value: name }, name.replaceAll("_", " "))));
    pairing.value = walk.pairing;
    fields.replaceChildren(...inputs.map((field, i) => labelled(`Input x${sub(i)}`, field)),
      ...targets.map((field, i) => labelled(`Target ŷ${sub(i)}`, field)),
      labelled("Output and loss", pairing, { class: "bs-wide" }),
      make("button", { onclick: () => say("reset") }, "Start again"));
  }

  // ---- steps ----
  function go(to) {
    model.set("step", to);  // other views of this widget on the page follow
    if (at !== to) show(to);
    say("go");
  }
  const button = (text, name, to) => make("button", { "aria-label": name, onclick: () => walk && go(to()) }, text);
  const bounded = to => Math.max(0, Math.min(walk.steps.length, to));
  const first = button("|◀", "First", () => 0), back = button("◀ Back", "Back", () => bounded(at - 1));
  const next = button("Next ▶", "Next", () => bounded(at + 1)), last = button("▶|", "Last", () => walk.steps.length);
  next.classList.add("pg-play");
  const slider = make("input", { type: "range", min: 0, step: 1, "aria-label": "Step", oninput: () => go(Number(slider.value)) });
  const count = make("span", { class: "pg-status" });
  const bar = make("div", { class: "pg-run", role: "group", "aria-label": "Steps" }, first, back, next, last, slider, count);
  const jumps = PARTS.map(([part, name]) => make("button", { onclick: () => walk && go(endOf(walk.steps, part)) }, name));
  const parts = make("div", { class: "bs-parts", role: "group", "aria-label": "To the end of a part" },
    make("span", {}, "To the end of:"), ...jumps);
  const note = make("div", { class: "pg-note", role: "alert" });
  const now = make("div", { class: "bs-now", role: "status", "aria-live": "polite", "aria-atomic": "true" });
  el.addEventListener("keydown", event => {
    const busy = event.target.closest("input, select, textarea");
    const to = walk && !busy && !event.altKey && !event.ctrlKey && !event.metaKey ? keyStep(event.key, at, walk.steps.length) : null;
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    go(to);
  });

  // ---- the two drawings ----
  const ahead = make("div"), behind = make("div"), titles = [make("h4"), make("h4")];
  const drawings = make("div", { class: "bs-drawings" }, ...[ahead, behind].map((one, k) => make("div", { class: "bs-drawing" }, titles[k], one)));
  const value = (known, kind, l, i) => known.get(`${kind} ${l} ${i}`) ?? "?";
  const place = new Map();  // "layer row column" -> place in theta

  function wire(step, start, end, card) {
    const used = uses(step, card.layer, card.row, card.column);
    return draw("line", { x1: start[0], y1: start[1], x2: end[0], y2: end[1], ...edgeStyle(card.value),
      ...(used ? { "stroke-width": 7 } : {}), opacity: used || !step || step.kind !== "slope" ? 0.85 : 0.35 });
  }
  function weight(index, x, y, tall, before, written = true) {
    const card = walk.cards[index], wide = Math.max(24, 7 * card.text.length + (before ? 18 : 8));
    const name = card.column === null ? `Bias ${card.name} = ${card.text}` : `Weight ${card.name} = ${card.text}`;
    return draw("g", { class: "bs-weight", role: "button", tabindex: 0, "aria-pressed": String(index === chosen),
      "aria-label": name, "data-place": index, onclick: () => choose(index),
      onkeydown: event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(index); } } },
      ...(written ? [draw("rect", { x: x - wide / 2, y: y - tall / 2, width: wide, height: tall }),
        write(x, y, before + card.text, card.column === null ? { class: "bs-quiet" } : {})]
        : [draw("rect", { x: x - 4, y: y - 4, width: 8, height: 8, class: "bs-dot" })]));
  }
  function eachWire(visit) {
    walk.cards.forEach((card, index) => { if (card.column !== null) visit(card, index); });
  }
  function drawForward(known, step, down) {
    const { sizes } = walk, { width, height, stacked, centers } = layout(sizes, ahead.clientWidth, down);
    const lines = [], labels = [], nodes = [];
    eachWire((card, index) => {
      const { layer, row, column } = card, start = centers[layer - 1][column], end = centers[layer][row];
      const [x, y] = spot(start, end, column, row, sizes[layer - 1], sizes[layer], down);
      lines.push(wire(step, start, end, card));
      const written = !crowded(sizes, down) || uses(step, layer, row, column) || index === chosen;
      labels.push(weight(index, x, y, Math.max(...sizes) < 3 ? 24 : 18, "", written));
    });
    centers.forEach((column, l) => column.forEach(([x, y], i) => {
      const name = l === 0 ? `x${"₁₂₃₄"[i]}` : walk.steps.find(one => one.key === `a ${l} ${i}`).name;
      const current = step?.layer === l && step.neuron === i && ["z", "a"].includes(step.kind);
      const number = l === 0 ? String(walk.x[i]).replace("-", "−") : value(known, "a", l, i);
      nodes.push(draw("g", { class: current ? "bs-current" : "" }, draw("circle", { class: "bs-node", cx: x, cy: y, r: 22 }),
        write(x, y - 8, name, { class: "bs-inside" }), write(x, y + 6, number, { class: "bs-inside bs-mark" })));
      if (l === 0) return;
      const z = walk.steps.find(one => one.key === `z ${l} ${i}`).name;
      labels.push(...pair(x, y, -32, z, value(known, "z", l, i), stacked, step?.key === `z ${l} ${i}` ? "bs-mark" : ""),
        weight(walk.cards.findIndex(card => card.layer === l && card.row === i && card.column === null), x, y + 33, 18, "b "));
    }));
    const [x, y] = centers.at(-1).at(-1);
    labels.push(write(down ? width / 2 : x, y + 50, `l ${value(known, "loss", sizes.length - 1, 0)}`, { class: step?.kind === "loss" ? "bs-mark" : "bs-quiet" }));
    ahead.replaceChildren(draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "The network: choose a weight or a bias" },
      ...lines, ...nodes, ...labels));
  }
  function drawBackward(known, step, down) {
    const sizes = walk.sizes.slice(1), { width, height, stacked, centers } = layout(sizes, behind.clientWidth, down, 60);
    const lines = [], labels = [], nodes = [];
    eachWire(card => {
      if (card.layer === 1) return;
      const start = centers[card.layer - 1][card.row], end = centers[card.layer - 2][card.column];
      lines.push(wire(step?.kind === "sum" ? step : null, start, end, card));
      if (!crowded(walk.sizes, down) || (step?.kind === "sum" && uses(step, card.layer, card.row, card.column)))
        labels.push(write(...spot(start, end, card.row, card.column, sizes[card.layer - 1], sizes[card.layer - 2], down), card.text));
    });
    centers.forEach((column, k) => column.forEach(([x, y], i) => {
      const l = k + 1, find = kind => walk.steps.find(one => one.key === `${kind} ${l} ${i}`), gain = find("gain"), sum = find("sum");
      const current = step?.layer === l && step.neuron === i && ["sum", "gain", "delta"].includes(step.kind);
      const mark = kind => step?.key === `${kind} ${l} ${i}` ? "bs-mark" : "";
      const inside = l === sizes.length ? find("delta").name.slice(4) : value(known, "gain", l, i);
      const shape = l === sizes.length ? draw("circle", { class: "bs-back", cx: x, cy: y, r: 20 })
        : draw("polygon", { class: "bs-back", points: down ? `${x},${y - 30} ${x - 28},${y + 25} ${x + 28},${y + 25}`
          : `${x - 30},${y} ${x + 26},${y - 25} ${x + 26},${y + 25}` });
      const [dx, dy] = l === sizes.length ? [0, 0] : down ? [0, 13] : [4, 0];
      nodes.push(draw("g", { class: current ? "bs-current" : "" }, shape, write(x + dx, y + dy, inside, { class: "bs-inside bs-mark" })));
      const say = (at, kind, name, style) => labels.push(...pair(x, y, at, name, value(known, kind, l, i), stacked, mark(kind) || style));
      say(down ? -38 : -34, "delta", find("delta").name, "");
      if (sum) say(down ? 38 : 34, "sum", l === sizes.length ? sum.name : "sum", "bs-quiet");
      if (gain && l === sizes.length) say(stacked ? 63 : down ? 52 : 48, "gain", "σ′", "bs-quiet");
    }));
    behind.replaceChildren(draw("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, ...lines, ...nodes, ...labels));
  }

  // ---- one weight ----
  const inspector = make("div", { class: "pg-inspector", role: "group", "aria-label": "The chosen weight" });
  function choose(index) {
    chosen = index;
    drawn = "";
    show(at);
    (index === null ? next : inspector.querySelector("input")).focus();
  }
  function drawCard() {
    const card = walk.cards[chosen];
    if (!card) { chosen = null; return inspector.replaceChildren(); }
    const { slope } = card, field = numberField(card.value, () => say("edit", { place: chosen, value: field.value === "" ? null : field.valueAsNumber }));
    inspector.replaceChildren(
      make("p", {}, make("b", {}, "Forward factor × backward factor = slope")),
      make("p", {}, `${slope.name} = ${slope.formula} = ${slope.numbers} = `, make("b", {}, slope.text)),
      make("p", {}, `Nudged by 0.001 up and down: (l(${card.name} + 0.001) − l(${card.name} − 0.001)) / 0.002 = ${card.nudge} = `,
        make("b", {}, card.nudged), `, ${card.verdict}.`),
      make("label", {}, `${card.name} `, field), make("button", { onclick: () => choose(null) }, "Close"));
  }

  // ---- the same in words ----
  const list = make("ol", { tabindex: 0, "aria-label": "Steps so far" }), words = make("details", {}, make("summary", {}, "All steps so far, as text"), list);
  function drawList() {
    while (list.children.length > at) list.lastChild.remove();
    for (let i = list.children.length; i < at; i++) list.append(make("li", {}, sentence(walk.steps[i])));
    list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    list.lastChild?.setAttribute("aria-current", "step");
    if (words.open) list.scrollTop = list.scrollHeight;
  }

  function show(to) {
    at = to;
    const { steps } = walk, step = steps[at - 1], known = knownAfter(steps, at);
    slider.max = steps.length;
    slider.value = at;
    slider.setAttribute("aria-valuetext", step ? `${at} of ${steps.length}, ${step.name}` : `0 of ${steps.length}`);
    count.textContent = `step ${at} of ${steps.length}`;
    for (const [one, off] of [[first, at === 0], [back, at === 0], [next, at === steps.length], [last, at === steps.length]])
      one.setAttribute("aria-disabled", off);
    jumps.forEach((jump, i) => jump.setAttribute("aria-pressed", String(step?.part === PARTS[i][0])));
    now.dataset.part = step?.part ?? "forward";
    now.replaceChildren(...(step ? [make("p", { class: "bs-formula" }, `${step.name} = ${step.formula}`),
      make("p", { class: "bs-formula" }, `= ${step.numbers} = `, make("b", {}, step.text)), make("p", {}, step.words)]
      : [make("p", {}, "Nothing is computed yet. Press Next, or the right arrow key.")]));
    const down = tooNarrow(walk.sizes, ahead.clientWidth);
    put(titles[0], `Forward ${down ? "↓" : "→"} each neuron: z, then a = σ(z)`);
    put(titles[1], `Backward ${down ? "↑" : "←"} each amplifier: the sum, times its gain σ′(z)`);
    drawForward(known, step, down);
    drawBackward(known, step, down);
    drawCard();
    drawList();
    drawn = `${ahead.clientWidth} ${behind.clientWidth}`;
  }
  function receive(message) {
    clearTimeout(timer);
    note.textContent = message.do === "refused" ? `Not done: ${message.note}` : "";
    if (message.do !== "walk" || (message.hello && walk)) return;  // another view of the widget has said hello
    walk = message;
    list.replaceChildren();
    fillForm();
    show(message.step);
    model.set("step", message.step);
  }

  el.classList.add("course-widget", "course-stepper");
  el.append(fields, bar, parts, note, now, drawings, inspector, words);
  const resized = new ResizeObserver(() => {
    if (walk && drawn !== `${ahead.clientWidth} ${behind.clientWidth}`) show(at);
  });
  resized.observe(el);
  const follow = () => { if (walk && model.get("step") !== at) show(bounded(model.get("step"))); };
  model.on("msg:custom", receive);
  model.on("change:step", follow);
  say("hello");
  return () => {
    clearTimeout(timer);
    resized.disconnect();
    model.off("msg:custom", receive);
    model.off("change:step", follow);
  };
}

export default { render };
