// The BackpropStepper's page, last part. Python sends the whole walk; this file shows the first k of its operations, moves
// from one to the next, and asks for another example or a step down the slope.
import { belongs, make, put, tr } from "./page.js";
import { fitted, glide, guarding, region, written } from "./stage.js";
import { crowded, endOf, keyStep, knownAfter, lasting, sentence, tooNarrow, underWay } from "./backprop_parts.js";
import { drawBackward, drawForward, drawLosses } from "./backprop_drawing.js";

const parts = () => [["forward", tr("Forward pass")], ["backward", tr("Backward pass")], ["slopes", tr("Slopes ∂l/∂w")]];

function render({ model, el }) {
  belongs(el, model, "course-stepper");
  let walk = null, at = 0, chosen = null, gone = false, timer = 0, drawn = "", shown = 0, motion = null;
  let grow = /** @param {number} _ */ _ => {};
  const say = (action, more = {}) => {
    try { model.send({ do: action, step: at, ...more }); } catch { gone = true; }
    clearTimeout(timer);
    timer = setTimeout(silence, gone ? 0 : 3000);
  };
  const silence = () => { note.textContent = walk
    ? tr("No answer from the kernel: it is busy, or it has stopped. You can go on stepping; to change numbers, run this cell again.")
    : tr("No answer from the kernel: run this cell to make it live."); };

  const note = make("div", { class: "pg-note", role: "alert" });
  const guarded = guarding(error => put(note, tr("The page has stopped at an error: {error}. Run this cell again.", { error: error.message })));

  // ---- the example and the pairing ----
  const pairing = make("select", { onchange: ask }), fields = make("div", { class: "pg-controls", role: "group",
    "aria-label": tr("What the walk is for") });
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
    pairing.replaceChildren(...walk.pairings.map(name => make("option", { value: name }, walk.pairing_names[name])));
    pairing.value = walk.pairing;
    fields.replaceChildren(...inputs.map((field, i) => labelled(tr("Input x{i}", { i: sub(i) }), field)),
      ...targets.map((field, i) => labelled(tr("Target ŷ{i}", { i: sub(i) }), field)),
      labelled(tr("Output and loss"), pairing, { class: "bs-wide" }),
      make("button", { onclick: () => say("reset") }, tr("Start again")));
  }

  // ---- steps ----
  function go(to) {
    model.set("step", to);  // other views of this widget on the page follow
    if (at !== to) show(to);
    say("go");
  }
  const button = (text, name, to) => make("button", { "aria-label": name, onclick: () => walk && go(to()) }, text);
  const bounded = to => Math.max(0, Math.min(walk.steps.length, to));
  const first = button("|◀", tr("First"), () => 0), back = button(tr("◀ Back"), tr("Back"), () => bounded(at - 1));
  const next = button(tr("Next ▶"), tr("Next"), () => bounded(at + 1)), last = button("▶|", tr("Last"), () => walk.steps.length);
  next.classList.add("pg-play");
  const slider = make("input", { type: "range", min: 0, step: 1, "aria-label": tr("Step"), oninput: () => go(Number(slider.value)) });
  const count = make("span", { class: "pg-status" });
  const bar = make("div", { class: "pg-run", role: "group", "aria-label": tr("Steps") }, first, back, next, last, slider, count);
  const jumps = parts().map(([part, name]) => make("button", { onclick: () => walk && go(endOf(walk.steps, part)) }, name));
  const ends = make("div", { class: "bs-parts", role: "group", "aria-label": tr("To the end of a part") },
    make("span", {}, tr("To the end of:")), ...jumps);
  const now = make("div", { class: "bs-now", role: "status", "aria-live": "polite", "aria-atomic": "true" });
  el.addEventListener("keydown", event => {
    const busy = event.target.closest("input, select, textarea");
    const to = walk && !busy && !event.altKey && !event.ctrlKey && !event.metaKey ? keyStep(event.key, at, walk.steps.length) : null;
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    go(to);
  });

  // ---- the two drawings, and the way from one operation to the next ----
  const ahead = make("div"), behind = make("div"), titles = [make("h4"), make("h4")];
  const drawings = make("div", { class: "bs-drawings" }, ...[ahead, behind].map((one, k) => make("div", { class: "bs-drawing" }, titles[k], one)));
  /** The drawings as they are at position p: 2.25 is a quarter into the third operation. */
  function paint(p) {
    const { done, t } = underWay(p), mark = `${done} ${chosen} ${ahead.clientWidth} ${behind.clientWidth}`;
    shown = p;
    if (drawn !== mark) build(done);
    drawn = mark;
    grow(t);
  }
  function build(done) {
    const down = tooNarrow(walk.sizes, ahead.clientWidth), focused = ahead.querySelector(":focus")?.getAttribute("data-place");
    const view = { walk, down, chosen, choose, step: walk.steps[done - 1], known: knownAfter(walk.steps, done) };
    put(titles[0], crowded(walk.sizes, down) ? tr("Forward {arrow} each neuron: z, then a = σ(z). Red dots: slopes, hollow where negative", { arrow: down ? "↓" : "→" })
      : tr("Forward {arrow} each neuron: z, then a = σ(z). In red, below a weight: its slope", { arrow: down ? "↓" : "→" }));
    put(titles[1], tr("Backward {arrow} each amplifier: the sum, times its gain σ′(z). Dashed: negative", { arrow: down ? "↑" : "←" }));
    const both = [drawForward(ahead, view), drawBackward(behind, view)];
    grow = t => both.forEach(part => part(t));
    if (focused) /** @type {HTMLElement | null} */ (ahead.querySelector(`[data-place="${focused}"]`))?.focus({ preventScroll: true });
  }
  function move(milliseconds, frame, done = () => {}) {
    motion?.stop();
    el.dataset.moving = "true";
    motion = glide(el, milliseconds, guarded(frame), guarded(() => { el.dataset.moving = "false"; done(); }));
  }
  function travel(to, done) {
    const from = Math.min(shown, to);
    move(lasting(from, to), t => paint(t === 1 ? to : from + t * (to - from)), done);
  }

  // ---- the step down the slope ----
  const eta = make("input", { type: "number", min: 0.01, max: 100, step: "any", value: 1, "aria-label": tr("Learning rate η") });
  const take = make("button", { class: "pg-play", onclick: guarded(() => walk && takeStep()) }, tr("Take the step: θ ← θ − η ∇l"));
  const losses = make("div"), history = make("span", { class: "bs-history" }), said = region();
  const descent = make("div", { class: "pg-run", role: "group", "aria-label": tr("Gradient descent") }, make("label", {}, "η ", eta), take, history);
  const course = make("div", { class: "bs-descent" }, losses, said);
  /** The slopes first, where they are still missing; then the step. */
  function takeStep() {
    const { steps } = walk, down = () => say("descend", { eta: eta.value === "" ? null : eta.valueAsNumber });
    if (at === steps.length && shown === at) return down();
    go(steps.length);
    travel(steps.length, down);
  }
  function drawDescent() {
    const written = walk.loss_texts, cut = walk.losses.length > written.length ? "… → " : "";
    put(history, tr("Loss: {losses}", { losses: cut + written.join(" → ") }));
    put(said, walk.said);
    drawLosses(losses, walk.losses, walk.taken, tr("The loss after {taken} steps down: {losses}", { taken: walk.taken, losses: cut + written.join(" → ") }));
  }
  /** θ moves: each number that stands on a wire goes from its old value to its new one; then the forward pass. */
  function descended(old) {
    const texts = walk.cards.map((_, place) => ahead.querySelector(`[data-place="${place}"] .bs-number`));
    const between = (place, t) => written(old[place].value + t * (walk.cards[place].value - old[place].value), 4);
    move(700, t => texts.forEach((text, place) => {
      if (text) put(text, text.textContent.replace(/[−\d.e]+$/, t < 1 ? between(place, t) : walk.cards[place].text));
    }), () => travel(at));
  }

  // ---- one weight ----
  const inspector = make("div", { class: "pg-inspector", role: "group", "aria-label": tr("The chosen weight") });
  function choose(index) {
    chosen = index;
    show(at);
    (index === null ? next : inspector.querySelector("input")).focus();
  }
  function drawCard() {
    const card = walk.cards[chosen];
    if (!card) { chosen = null; return inspector.replaceChildren(); }
    const { slope } = card, field = numberField(card.value, () => say("edit", { place: chosen, value: field.value === "" ? null : field.valueAsNumber }));
    inspector.replaceChildren(
      make("p", {}, make("b", {}, tr("Forward factor × backward factor = slope"))),
      make("p", {}, `${slope.name} = ${slope.formula} = ${slope.numbers} = `, make("b", {}, slope.text)),
      make("p", {}, tr("Nudged by 0.001 up and down: (l({name} + 0.001) − l({name} − 0.001)) / 0.002 = {nudge} = {nudged}, {verdict}.", card)),
      make("label", {}, `${card.name} `, field), make("button", { onclick: () => choose(null) }, tr("Close")));
  }

  // ---- the same in words ----
  const list = make("ol", { tabindex: 0, "aria-label": tr("Steps so far") }), words = make("details", {}, make("summary", {}, tr("All steps so far, as text")), list);
  function drawList() {
    while (list.children.length > at) list.lastChild.remove();
    for (let i = list.children.length; i < at; i++) list.append(make("li", {}, sentence(walk.steps[i])));
    list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    list.lastElementChild?.setAttribute("aria-current", "step");
    if (words.open) list.scrollTop = list.scrollHeight;
  }

  const show = guarded((to, moving = true) => {
    at = to;
    const { steps } = walk, step = steps[at - 1];
    slider.max = String(steps.length);
    slider.value = String(at);
    slider.setAttribute("aria-valuetext", step ? tr("{at} of {last}, {name}", { at, last: steps.length, name: step.name }) : tr("0 of {last}", { last: steps.length }));
    count.textContent = tr("step {at} of {last}", { at, last: steps.length });
    for (const one of [first, back]) one.setAttribute("aria-disabled", String(at === 0));
    for (const one of [next, last]) one.setAttribute("aria-disabled", String(at === steps.length));
    jumps.forEach((jump, i) => jump.setAttribute("aria-pressed", String(step?.part === parts()[i][0])));
    now.dataset.part = step?.part ?? "forward";
    now.replaceChildren(...(step ? [make("p", { class: "bs-formula" }, `${step.name} = ${step.formula}`),
      make("p", { class: "bs-formula" }, `= ${step.numbers} = `, make("b", {}, step.text)), make("p", {}, step.words)]
      : [make("p", {}, tr("Nothing is computed yet. Press Next, or the right arrow key."))]));
    drawCard();
    drawList();
    if (moving) travel(at);
  });
  const receive = guarded(message => {
    clearTimeout(timer);
    note.textContent = message.do === "refused" ? tr("Not done: {why}", { why: message.note }) : "";
    if (message.do !== "walk" || (message.hello && walk)) return;  // another view of the widget has said hello
    const old = walk;
    walk = message;
    list.replaceChildren();
    fillForm();
    drawDescent();
    model.set("step", message.step);
    drawn = "";
    show(message.step, false);
    paint(message.moved ? 0 : message.step);
    if (message.moved && old) descended(old.cards);
  });

  el.dataset.moving = "false";
  el.append(fields, bar, ends, descent, note, now, drawings, inspector, course, words);
  const stop = fitted(el, guarded(() => { if (walk) paint(shown); }));
  const follow = () => { if (walk && model.get("step") !== at) show(bounded(model.get("step"))); };
  model.on("msg:custom", receive);
  model.on("change:step", follow);
  say("hello");
  return () => {
    clearTimeout(timer);
    stop();
    motion?.stop();
    model.off("msg:custom", receive);
    model.off("change:step", follow);
  };
}

export default { render };
