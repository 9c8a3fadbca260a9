// The BackpropStepper's page. Python sends the whole walk; this file shows the first k of its operations and asks for
// another example. The pure parts are exported for node's tests; the default export is the widget.

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

/** Middle of each neuron, [column][neuron] -> [x, y]; wider than `width` where columns would get too narrow. */
export function layout(sizes, width, narrowest) {
  const column = Math.max(narrowest, width / sizes.length), most = Math.max(...sizes), row = most < 3 ? 124 : 104;
  const height = row * most + 4;
  return { width: column * sizes.length, height, row, centers: sizes.map((n, l) => Array.from({ length: n }, (_, i) =>
    [(l + 0.5) * column, height / 2 + (i - (n - 1) / 2) * row])) };
}

/** Where a weight's number stands on its line: at this share of the way all numbers between two layers, which lie one
 *  below the other, are equally far apart. */
export function spot([x0, y0], [x1, y1], before, after) {
  const t = before < 2 ? 0.5 : 1 / (1 + after);
  return [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
}

export function edgeStyle(weight) {
  const color = weight > 0 ? "#0877bd" : weight < 0 ? "#f59322" : "#8a9094";
  return { stroke: color, "stroke-width": 1 + Math.min(4, 0.6 * Math.abs(weight)) };
}

/** Too many wires to write a number on each: then only those that a step uses, or the learner chooses, have theirs. */
export const crowded = sizes => Math.max(...sizes) > 3 || sizes.length > 4;

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

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes))
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value);
  if (["INPUT", "SELECT", "BUTTON", "g"].includes(element.tagName))  // or JupyterLab takes the focused element's arrow keys
    element.setAttribute("data-lm-suppress-shortcuts", "true");
  element.append(...children);
  return element;
}
const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const draw = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const write = (x, y, text, more = {}) => draw("text", { x, y, ...more }, text);

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
  const ahead = make("div", { class: "bs-scroll" }), behind = make("div", { class: "bs-scroll" });
  const drawings = make("div", { class: "bs-drawings" },
    make("div", { class: "bs-drawing" }, make("h4", {}, "Forward → each neuron: z, then a = σ(z)"), ahead),
    make("div", { class: "bs-drawing" }, make("h4", {}, "Backward ← each amplifier: the sum, times its gain σ′(z)"), behind));
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
  function drawForward(known, step) {
    const { sizes } = walk, { width, height, centers } = layout(sizes, ahead.clientWidth || 320, crowded(sizes) ? 100 : 84);
    const lines = [], labels = [], nodes = [];
    eachWire((card, index) => {
      const { layer, row, column } = card, start = centers[layer - 1][column], end = centers[layer][row];
      const [x, y] = spot(start, end, sizes[layer - 1], sizes[layer]);
      lines.push(wire(step, start, end, card));
      const written = !crowded(sizes) || uses(step, layer, row, column) || index === chosen;
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
      labels.push(write(x, y - 32, `${z} ${value(known, "z", l, i)}`, { class: step?.key === `z ${l} ${i}` ? "bs-mark" : "" }),
        weight(walk.cards.findIndex(card => card.layer === l && card.row === i && card.column === null), x, y + 33, 18, "b "));
    }));
    const [x] = centers.at(-1)[0], y = centers.at(-1).at(-1)[1] + 50;
    labels.push(write(x, y, `l ${value(known, "loss", sizes.length - 1, 0)}`, { class: step?.kind === "loss" ? "bs-mark" : "bs-quiet" }));
    ahead.replaceChildren(draw("svg", { width, height, role: "group", "aria-label": "The network: choose a weight or a bias" },
      ...lines, ...nodes, ...labels));
  }
  function drawBackward(known, step) {
    const sizes = walk.sizes.slice(1), { width, height, centers } = layout(sizes, behind.clientWidth || 320, crowded(walk.sizes) ? 120 : 108);
    const lines = [], labels = [], nodes = [];
    eachWire(card => {
      if (card.layer === 1) return;
      const start = centers[card.layer - 1][card.row], end = centers[card.layer - 2][card.column];
      lines.push(wire(step?.kind === "sum" ? step : null, start, end, card));
      if (!crowded(walk.sizes) || (step?.kind === "sum" && uses(step, card.layer, card.row, card.column)))
        labels.push(write(...spot(start, end, sizes[card.layer - 1], sizes[card.layer - 2]), card.text));
    });
    centers.forEach((column, k) => column.forEach(([x, y], i) => {
      const l = k + 1, find = kind => walk.steps.find(one => one.key === `${kind} ${l} ${i}`), gain = find("gain"), sum = find("sum");
      const current = step?.layer === l && step.neuron === i && ["sum", "gain", "delta"].includes(step.kind);
      const mark = kind => step?.key === `${kind} ${l} ${i}` ? "bs-mark" : "";
      const inside = l === sizes.length ? find("delta").name.slice(4) : value(known, "gain", l, i);
      nodes.push(draw("g", { class: current ? "bs-current" : "" },
        l === sizes.length ? draw("circle", { class: "bs-back", cx: x, cy: y, r: 20 })
          : draw("polygon", { class: "bs-back", points: `${x - 30},${y} ${x + 26},${y - 25} ${x + 26},${y + 25}` }),
        write(l === sizes.length ? x : x + 4, y, inside, { class: "bs-inside bs-mark" })));
      labels.push(write(x, y - 34, `${find("delta").name} ${value(known, "delta", l, i)}`, { class: mark("delta") }));
      if (sum) labels.push(write(x, y + 34, `${l === sizes.length ? sum.name : "sum"} ${value(known, "sum", l, i)}`, { class: mark("sum") || "bs-quiet" }));
      if (gain && l === sizes.length) labels.push(write(x, y + 48, `σ′ ${value(known, "gain", l, i)}`, { class: mark("gain") || "bs-quiet" }));
    }));
    behind.replaceChildren(draw("svg", { width, height, "aria-hidden": "true" }, ...lines, ...nodes, ...labels));
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
    drawForward(known, step);
    drawBackward(known, step);
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

  el.classList.add("course-playground", "course-stepper");
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
