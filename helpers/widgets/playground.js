// The Playground's page, last part: controls, the line to Python, and the whole. Python holds the state; a picture
// brings it, and this page only shows and asks.
import { belongs, make, put, tr } from "./page.js";
import { decode, inputName, keep, statusText } from "./playground_parts.js";
import { lossView, networkView, planeView, spacesView } from "./playground_views.js";
import { stream } from "./stream.js";

const RATES = [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10], PENALTIES = [0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
const data = () => [{ group: tr("two classes"), of: ["circles", "moons", "blobs", "xor", "spiral", "none"] },
  { group: tr("numbers (regression)"), of: ["plane", "gauss"] }];
const INPUTS = ["x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)"];
const widthsOf = (depth, widths) => Array.from({ length: depth }, (_, l) => widths[l] ?? widths.at(-1) ?? 4);
const called = (name, element) => { element.dataset.control = name; return element; };
const labelled = (text, ...inside) => make("label", {}, make("span", {}, text), ...inside);

/** Fields for all settings. Each shows one of them and asks for a change; `show(settings)` sets them all. */
function settingsView(state, change) {
  const shown = [], turn = (ask, value) => { if (state.head) change(ask(value)); };
  function menu(name, text, options, /** @type {(option: string) => any} */ read = String) {
    const entry = option => make("option", { value: option }, state.names[option] ?? String(option).replaceAll("_", " "));
    const field = make("select", { onchange: () => change({ [name]: read(field.value) }) }, ...options.map(option =>
      option.group ? make("optgroup", { label: option.group }, ...option.of.map(entry)) : entry(option)));
    shown.push(settings => {
      const value = settings[name];
      if (![...field.options].some(option => read(option.value) === value)) field.append(entry(value));
      field.value = value;
    });
    return called(name, labelled(text, field));
  }
  function slider(name, text, low, high, step, read, ask) {
    const value = make("b", { "aria-hidden": "true" });
    const field = make("input", { type: "range", min: low, max: high, step, "aria-label": text,
      oninput: () => { put(value, field.value); turn(ask, Number(field.value)); } });
    shown.push(settings => {
      if (!field.matches(":active")) field.value = read(settings);
      put(value, String(read(settings)));
    });
    return called(name, make("label", {}, make("span", {}, `${text} `, value), field));
  }
  function tick(text, read, ask) {
    const field = make("input", { type: "checkbox", onchange: () => turn(ask, field.checked) });
    shown.push(settings => { field.checked = read(settings); });
    return make("label", {}, field, text);
  }
  const seed = make("input", { type: "number", min: 0, max: 9999, step: 1,
    onkeydown: event => { if (event.key === "Enter") seed.blur(); }, onchange: () => change({ seed: seed.valueAsNumber }) });
  shown.push(settings => { if (document.activeElement !== seed) seed.value = settings.seed; });
  const widths = () => state.head.settings.widths, features = () => state.head.settings.features;
  const controls = make("div", { class: "pg-controls", role: "group", "aria-label": tr("Settings of the playground") },
    menu("data", tr("Data"), data()),
    slider("noise", tr("Noise"), 0, 1, 0.05, s => s.noise, noise => ({ noise })),
    slider("depth", tr("Depth"), 0, 8, 1, s => s.widths.length, depth => ({ widths: widthsOf(depth, widths()) })),
    slider("width", tr("Width"), 1, 32, 1, s => Math.max(1, ...s.widths), width => ({ widths: widths().map(() => width) })),
    menu("activation", tr("Activation"), ["tanh", "relu", "leaky_relu", "sigmoid", "identity"]),
    menu("learning_rate", tr("Learning rate"), RATES, Number),
    menu("optimizer", tr("Optimizer"), ["gradient_descent", "momentum", "rmsprop", "adam"]),
    menu("batch_size", tr("Batch size"), [1, 10, 32, 100, 500], Number),
    menu("l2", tr("L2 penalty"), PENALTIES, Number),
    menu("l1", tr("L1 penalty"), PENALTIES, Number),
    slider("train_share", tr("Training share"), 0.1, 0.9, 0.1, s => s.train_share, share => ({ train_share: share })),
    called("seed", labelled(tr("Seed"), seed)),
    menu("initialization", tr("Start of the weights"), ["usual", "small", "zeros"]),
    menu("speed", tr("Speed"), ["fast", "single_steps", "slow"]),
    menu("maps", tr("Maps show"), ["activation", "gradient"]));
  const inputs = called("features", make("div", { class: "pg-ticks", role: "group", "aria-label": tr("Inputs of the network") }, make("span", {}, tr("Inputs")),
    ...INPUTS.map(name => tick(inputName(name), s => s.features.includes(name), on =>
      ({ features: INPUTS.filter(other => other === name ? on : features().includes(other)) })))));
  const view = make("div", { class: "pg-ticks" },
    called("two_colors", tick(tr("Two colours only"), s => s.two_colors, on => ({ two_colors: on }))),
    called("show_test", tick(tr("Show test points"), s => s.show_test, on => ({ show_test: on }))));
  return { controls, inputs, view, show: settings => shown.forEach(one => one(settings)) };
}

/** What a click on the map adds: {element, add(x, y)}. By keyboard there are two fields. */
function pointsView(plane, say) {
  const chosen = () => { byKey.hidden = !plane().classList.toggle("pg-adds", kind.value !== ""); };
  const kind = make("select", { onchange: chosen },
    make("option", { value: "" }, tr("nothing")), make("option", { value: 1 }, tr("a blue point")), make("option", { value: 0 }, tr("an orange point")));
  const add = (x, y) => { if (kind.value !== "") say("point", { x, y, label: Number(kind.value) }); };
  const fields = ["x₁", "x₂"].map(name => make("input", { type: "number", min: -3, max: 3, step: 0.1, value: 0, "aria-label": tr("{name} of my point", { name }) }));
  const byKey = make("span", { class: "pg-own", hidden: "" }, tr("or at"), ...fields,
    make("button", { onclick: () => add(...fields.map(field => field.valueAsNumber)) }, tr("Add")));
  const clear = make("button", { onclick: () => say("clear") }, tr("Clear my points"));
  let empty = false;
  function show(settings) {  // without data a click is there to add a point
    if (settings.data === "none" && !empty && kind.value === "") { kind.value = "1"; chosen(); }
    empty = settings.data === "none";
  }
  return { element: make("div", { class: "pg-ticks" }, make("label", {}, tr("A click adds"), " ", kind), byKey, clear), add, show };
}

function render({ model, el }) {
  belongs(el, model, "course-playground");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const state = { head: null, picture: null, history: [], hovered: null, reading: null, short: false, names: model.get("names") };
  let paused = false, whole = false, spoken = 0, asksAll = false, reached = null, broken = "";
  const playing = () => Boolean(state.head?.playing) && !paused;
  const guard = act => (...given) => { try { act(...given); } catch (error) { confess(error); } };
  const redraw = guard(() => { if (state.picture) draw(); });
  const say = (action, more) => line.say(action, more), change = settings => say("change", { settings });

  const settings = settingsView(state, change);
  const network = networkView(state, { change, redraw, edit: (place, value) => say("edit", { place, value }) });
  const points = pointsView(() => plane.element, say), plane = planeView(state, { add: points.add, redraw });
  const spaces = spacesView(state), losses = lossView(state), views = [network, plane, spaces, losses];
  const button = (text, action) => make("button", { onclick: () => say(action) }, text);
  const play = make("button", { class: "pg-play", onclick: toggle }, tr("▶ Train")), status = make("span", { class: "pg-status" });
  const live = make("div", { class: "pg-hidden", role: "status", "aria-live": "polite" }), note = make("div", { class: "pg-note", role: "alert" });
  const goal = make("div", { class: "pg-goal", hidden: "" }, make("b"), make("span"));
  const form = make("button", { hidden: "", "aria-expanded": "false", onclick: () => { asksAll = state.short; fit(); measure(); redraw(); } }, tr("All controls"));
  const code = make("code"), lines = make("pre", { tabindex: 0, "aria-label": tr("The training in code") });
  const copy = make("button", { onclick: () => navigator.clipboard?.writeText(code.textContent)
    .then(() => put(copy, tr("Copied")), () => put(copy, tr("Select the text to copy"))) }, tr("Copy"));

  function toggle() {
    paused = playing();  // a pause holds here and now: no lease is asked for any more, whatever still arrives
    say(paused ? "pause" : "play");
    line.renew();
    put(play, paused ? tr("▶ Train") : tr("❚❚ Pause"));
  }
  function take(head, buffers) {
    const next = { ...state.head, ...head };
    state.picture = decode(next, buffers, head.settings ? null : state.picture);
    state.head = next;
    whole ||= Boolean(head.settings);  // or just what training under way has changed
    broken = "";
    state.history = head.history ?? keep(state.history, [head.steps, ...head.losses]);
    paused &&= head.playing;  // over when Python has heard of it
  }
  function show() {
    const { head } = state;
    el.dataset.playing = head.playing;
    put(play, playing() ? tr("❚❚ Pause") : tr("▶ Train"));
    if (whole) {
      settings.show(head.settings);
      points.show(head.settings);
      fit();
      put(note, broken || head.note);
      put(code, head.code);
      put(lines, head.lines);
      measure();
      whole = false;
    }
    draw();
    put(status, statusText(head));
    if (head.challenge) judge(head.challenge);
    if (performance.now() - spoken > 5000) { spoken = performance.now(); put(live, status.textContent); }
  }
  function judge({ goal: text, said, best }) {
    goal.hidden = false;
    put(goal.firstChild, text);
    put(goal.lastChild, said);
    goal.classList.toggle("pg-reached", best !== null);
    if (best !== null && best !== reached) put(live, said);
    reached = best;
  }
  /** The short form, where Python has named the controls and the learner has not asked for all. */
  function fit() {
    const { controls, settings: { data } } = state.head;
    state.short = controls !== null && !asksAll;
    for (const element of el.querySelectorAll("[data-control]"))
      element.hidden = state.short && !controls.includes(element.dataset.control) && !(element === points.element && data === "none");
    code.parentElement.hidden = state.short;
    form.hidden = controls === null;
    form.setAttribute("aria-expanded", String(!state.short));
    put(form, state.short ? tr("All controls") : tr("Fewer controls"));
  }
  const measure = () => views.forEach(view => view.resize?.());
  const draw = () => views.forEach(view => view.draw());
  function confess(error) {
    console.warn(error);
    put(note, broken = tr("The page of the Playground has met an error: {error}. Run the cell again; what is trained so far stays in Python.", { error: error.message }));
  }
  function stop(text) {
    if (state.head) state.head.playing = false;
    paused = false;
    el.dataset.playing = "false";
    put(play, tr("▶ Train"));
    put(note, text);
  }
  function silent(now, never) {
    el.classList.toggle("pg-stale", Boolean(now));
    if (now) put(status, tr("Waiting for the kernel: it is busy, or it has stopped. Then run this cell again."));
    if (never && !note.textContent) put(status, tr("No answer from the kernel: run this cell to make it live."));
  }

  called("points", points.element);
  el.append(goal, settings.controls, settings.inputs,
    make("div", { class: "pg-run", role: "group", "aria-label": tr("Training") }, play, button(tr("Step"), "step"), button(tr("Reset"), "reset"), form, status),
    note, make("div", { class: "pg-panes" }, make("div", { class: "pg-left" }, network.network, network.readout, spaces.element, network.inspector),
      make("div", { class: "pg-right" }, plane.element, settings.view, points.element, losses.element)),
    make("div", { class: "pg-code" }, tr("The same in code:"), " ", code, copy,
      make("details", {}, make("summary", {}, tr("and its training, in the course's own words")), lines)), live);
  const line = stream(model, { take: guard(take), show: guard(show), silent, fault: stop, wanted: () => playing() && el.isConnected,
    slowly: () => calm || state.head?.settings.speed === "slow" });
  const resized = new ResizeObserver(() => { measure(); redraw(); });
  resized.observe(el);
  say("hello");
  return () => {
    line.stop();
    resized.disconnect();
  };
}

export default { render };
