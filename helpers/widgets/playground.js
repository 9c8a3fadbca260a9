// Second half of the page: the widget itself. Python holds the state; every picture brings all of it, and this file
// only shows and asks. It stands behind playground_parts.js in one module.

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value);
  if (["input", "select", "button"].includes(tag))  // or JupyterLab takes the arrow keys of the focused element
    element.setAttribute("data-lm-suppress-shortcuts", "true");
  element.append(...children);
  return element;
}

const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };

const STRONG = colors(), PALE = colors(0.6), TWO = colors(0.6, true);

function square(side, attributes) {
  const canvas = make("canvas", { width: side, height: side, ...attributes });
  const context = canvas.getContext("2d"), image = context.createImageData(side, side);
  const pixels = new Uint32Array(image.data.buffer);
  canvas.paint = (map, table) => {
    for (let i = 0; i < map.length; i++) pixels[i] = table[map[i]];
    context.putImageData(image, 0, 0);
  };
  return canvas;
}

/** A canvas as sharp as the screen; `context(w, h)` sizes and clears it, in CSS pixels. */
function sheet(attributes) {
  const canvas = make("canvas", attributes);
  canvas.context = (width, height) => {
    const ratio = window.devicePixelRatio || 1, w = Math.round(width * ratio), h = Math.round(height * ratio);
    if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
  };
  return canvas;
}

function render({ model, el }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let head = null, picture = null, history = [], hovered = null, built = "", stage = null;
  let number = -1, lease = 0, roundTrip = 40, asked = null, heard = performance.now(), spoken = 0, paused = false, nops = 0;
  let alive = false, gone = false, frame = 0, timer = 0, pending = null, unanswered = 0;  // since when
  const say = (action, more = {}) => {
    if (action !== "nop") unanswered ||= performance.now();
    try { model.send({ do: action, ...more }); } catch { gone = true; }
  };
  const playing = () => Boolean(head?.playing) && !paused;
  const unhurried = () => calm || head?.settings.speed === "slow";
  const change = settings => say("change", { settings });

  // ---- controls: each shows a setting and asks for a change ----
  const shown = {};
  const labelled = (text, ...inside) => make("label", {}, make("span", {}, text), ...inside);
  function menu(name, text, options, read = String) {
    const entry = option => make("option", { value: option }, String(option).replaceAll("_", " "));
    const field = make("select", { onchange: () => change({ [name]: read(field.value) }) }, ...options.map(option =>
      option.group ? make("optgroup", { label: option.group }, ...option.of.map(entry)) : entry(option)));
    shown[name] = value => {
      if (![...field.options].some(option => read(option.value) === value))
        field.append(make("option", { value }, String(value)));
      field.value = value;
    };
    return labelled(text, field);
  }
  function slider(text, low, high, step, show, ask) {
    const value = make("b", { "aria-hidden": "true" });
    const field = make("input", { type: "range", min: low, max: high, step, "aria-label": text,
      oninput: () => { value.textContent = field.value; ask(Number(field.value)); } });
    shown[text] = (_, settings) => {
      if (document.activeElement !== field || !field.matches(":active")) field.value = show(settings);
      value.textContent = show(settings);
    };
    const caption = make("span", {}, `${text} `, value);
    return make("label", {}, caption, field);
  }
  const widthsOf = (depth, widths) =>
    Array.from({ length: depth }, (_, l) => widths[l] ?? widths.at(-1) ?? 4);
  const seed = make("input", { type: "number", min: 0, max: 9999, step: 1,
    onchange: () => change({ seed: Number(seed.value) }) });
  shown.seed = value => { if (document.activeElement !== seed) seed.value = value; };
  const play = make("button", { class: "pg-play", onclick: () => togglePlay() });
  const button = (text, ...message) => make("button", { onclick: () => say(...message) }, text);
  const rates = [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
  const penalties = [0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
  const controls = make("div", { class: "pg-controls", role: "group", "aria-label": "Settings of the playground" },
    menu("data", "Data", [{ group: "two classes", of: ["circles", "moons", "blobs", "xor", "spiral", "none"] },
      { group: "numbers (regression)", of: ["plane", "gauss"] }]),
    slider("Noise", 0, 1, 0.05, s => s.noise, noise => change({ noise })),
    slider("Depth", 0, 8, 1, s => s.widths.length, depth => change({ widths: widthsOf(depth, head.settings.widths) })),
    slider("Width", 1, 32, 1, s => Math.max(1, ...s.widths),
      width => change({ widths: head.settings.widths.map(() => width) })),
    menu("activation", "Activation", ["tanh", "relu", "leaky_relu", "sigmoid", "identity"]),
    menu("learning_rate", "Learning rate", rates, Number),
    menu("optimizer", "Optimizer", ["gradient_descent", "momentum", "rmsprop", "adam"]),
    menu("batch_size", "Batch size", [1, 10, 32, 100, 500], Number),
    menu("l2", "L2 penalty", penalties, Number),
    menu("l1", "L1 penalty", penalties, Number),
    slider("Training share", 0.1, 0.9, 0.1, s => s.train_share, share => change({ train_share: share })),
    labelled("Seed", seed),
    menu("speed", "Speed", ["fast", "single_steps", "slow"]),
    menu("show", "Show", ["activation", "gradient"]));
  const tick = (text, changed) => {
    const field = make("input", { type: "checkbox", onchange: () => changed(field.checked) });
    return [field, make("label", {}, field, text)];
  };
  const names = ["x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)"];
  const features = names.map(name => tick(inputName(name), () =>
    change({ features: names.filter((_, i) => features[i][0].checked) })));
  shown.features = value => features.forEach(([field], i) => { field.checked = value.includes(names[i]); });
  const inputs = make("div", { class: "pg-ticks", role: "group", "aria-label": "Inputs of the network" },
    make("span", {}, "Inputs"), ...features.map(([, label]) => label));
  const run = make("div", { class: "pg-run", role: "group", "aria-label": "Training" },
    play, button("Step", "step"), button("Reset", "reset"));
  const status = make("span", { class: "pg-status" });
  const live = make("div", { class: "pg-hidden", role: "status", "aria-live": "polite" });
  const note = make("div", { class: "pg-note", role: "alert" });
  run.append(status);

  // ---- the network ----
  const edges = sheet({ "aria-hidden": "true" }), neurons = make("div"), readout = make("div", { class: "pg-readout" });
  const network = make("div", { class: "pg-network", onpointermove: seek, onpointerleave: () => hover(null),
    onclick: event => { if (hovered && !event.target.closest("button")) choose(hovered); } },
    edges, neurons);
  let cells = [];
  function build() {
    const { sizes } = head, width = network.clientWidth || 320;
    const height = Math.max(300, Math.min(460, 60 + 15 * Math.max(...sizes)));
    stage = { ...layout(sizes, width, height, 62), width, height };
    network.style.height = `${height}px`;
    neurons.replaceChildren();
    cells = [];
    sizes.forEach((n, l) => {
      const x = stage.centers[l][0][0];
      neurons.append(l === 0 || l === sizes.length - 1 ? caption(l ? "output" : "inputs", x) : counter(l, n, x));
      for (let i = 0; i < n; i++) cells.push(neuron(l, i));
    });
    hovered = null;
    choose({ l: 0 });
  }
  const caption = (text, x) => make("div", { class: "pg-count", style: `left:${x}px` }, text);
  function counter(l, n, x) {
    const resize = by => () => change({ widths: head.settings.widths.map((w, k) => k === l - 1 ? w + by : w) });
    return make("div", { class: "pg-count", style: `left:${x}px`, role: "group", "aria-label": `Layer ${l}: ${n} wide` },
      make("button", { "aria-label": `Layer ${l}: one neuron more`, onclick: resize(1), disabled: n > 31 && "" }, "+"),
      make("span", {}, String(n)),
      make("button", { "aria-label": `Layer ${l}: one neuron less`, onclick: resize(-1), disabled: n < 2 && "" }, "−"));
  }
  const nameOf = (l, i) => l === 0 ? `input ${inputName(head.settings.features[i])}`
    : l === head.sizes.length - 1 ? "output" : `layer ${l} neuron ${i + 1}`;
  function neuron(l, i) {
    const [x, y] = stage.centers[l][i], half = stage.size / 2, target = { l, to: i };
    const map = square(l === head.sizes.length - 1 ? head.side : head.side / 4, { "aria-hidden": "true" });
    neurons.append(make("button", { onclick: () => choose(target),
      class: "pg-neuron", style: `left:${x - half}px;top:${y - half}px;width:${stage.size}px;height:${stage.size}px`,
      "aria-label": `${nameOf(l, i)}: map and numbers`, onpointerenter: () => hover(target), onfocus: () => hover(target),
      onpointerleave: () => hover(null), onblur: () => hover(null) }, map));
    return map;
  }
  function hover(target) { hovered = target; draw(); }
  function seek(event) {
    if (!stage || event.target.closest("button")) return;
    const box = network.getBoundingClientRect();
    hover(nearestEdge(stage.centers, event.clientX - box.left, event.clientY - box.top));
  }
  function describe() {
    if (!hovered) return "Point at a neuron or an edge, or move there with Tab, to read it; click to change its numbers.";
    const { l, from, to } = hovered;
    if (l === 0) return nameOf(0, to);
    const at = places(head.sizes, l, to), theta = picture.theta;
    if (from === undefined)
      return `${nameOf(l, to)}: bias ${short(theta[at.bias])}, weights ${at.weights.map(k => short(theta[k])).join(", ")}`;
    return `weight from ${nameOf(l - 1, from)} to ${nameOf(l, to)}: ${short(theta[at.weights[from]])}` +
      slope(at.weights[from]);
  }
  const slope = place => picture.gradient.length ? `, ∂J/∂w ${short(picture.gradient[place])}` : "";

  // ---- one neuron's numbers, to read and to change ----
  const inspector = make("div", { class: "pg-inspector", role: "group", "aria-label": "Numbers of the chosen neuron" });
  function choose(target) {
    const { l, to, from } = target;
    inspector.replaceChildren();
    if (l === 0) return;
    const at = places(head.sizes, l, to);
    const entry = (text, place) => {
      const field = make("input", { type: "number", step: 0.1, min: -100, max: 100, "data-place": place, "data-kind": text === "bias" ? "b" : "w",
        onkeydown: event => { if (event.key === "Enter") field.blur(); },
        onchange: () => say("edit", { place, value: field.valueAsNumber }) });
      return make("label", {}, make("span", {}, text), field, make("i"));
    };
    inspector.append(make("p", {}, make("b", {}, nameOf(l, to)),
      " Each weight and, while training rests, how fast the cost grows with it."),
      ...at.weights.map((place, i) => entry(`from ${nameOf(l - 1, i)}`, place)), entry("bias", at.bias),
      make("button", { onclick: () => choose({ l: 0 }) }, "Close"));
    drawNumbers();
    inspector.querySelectorAll("input")[from ?? 0].focus();
  }
  function drawNumbers() {
    for (const field of inspector.querySelectorAll("input")) {
      const place = field.dataset.place, gradient = picture.gradient[place];
      if (document.activeElement !== field) field.value = picture.theta[place].toFixed(3);
      field.nextSibling.textContent = gradient === undefined ? "" : `∂J/∂${field.dataset.kind} ${short(gradient)}`;
    }
  }
  function drawEdges() {
    const context = edges.context(stage.width, stage.height);
    const gradient = head.settings.show === "gradient" && picture.gradient.length > 0;
    const strength = gradient ? picture.gradient : picture.theta;
    const scale = gradient ? 2 / Math.max(1e-9, ...strength.map(Math.abs)) : 1;
    for (let l = 1; l < head.sizes.length; l++)
      stage.centers[l].forEach((end, to) => {
        const at = places(head.sizes, l, to).weights;
        stage.centers[l - 1].forEach((start, from) => {
          const style = edgeStyle(strength[at[from]] * scale), middle = (start[0] + end[0]) / 2;
          const marked = hovered && hovered.l === l && hovered.to === to && [undefined, from].includes(hovered.from);
          context.strokeStyle = style.color;
          context.globalAlpha = marked ? 1 : style.alpha;
          context.lineWidth = style.width + (marked ? 1.5 : 0);
          context.beginPath();
          context.moveTo(...start);
          context.bezierCurveTo(middle, start[1], middle, end[1], ...end);
          context.stroke();
        });
      });
  }

  // ---- decision map, points and loss curves ----
  let output = null, large = null, dotted = "";
  const dots = sheet({ "aria-hidden": "true" });
  const map = make("div", { class: "pg-map", role: "img", onclick: addPoint, onpointermove: readMap,
    onpointerleave: () => { readout.textContent = describe(); } });
  const adds = make("select", { onchange: () => { byKey.hidden = !map.classList.toggle("pg-adds", adds.value !== ""); } },
    make("option", { value: "" }, "nothing"), make("option", { value: 1 }, "a blue point"),
    make("option", { value: 0 }, "an orange point"));
  const [discrete, discreteLabel] = tick("Two colours only", on => change({ two_colors: on }));
  const [tests, testsLabel] = tick("Show test points", on => change({ show_test: on }));
  shown.two_colors = on => { discrete.checked = on; };
  shown.show_test = on => { tests.checked = on; };
  const own = ["x₁", "x₂"].map(name => make("input", { type: "number", min: -3, max: 3, step: 0.1, value: 0,
    "aria-label": `${name} of my point` }));
  const byKey = make("span", { class: "pg-own", hidden: "" }, "or at", ...own, make("button", { onclick: () =>
    say("point", { x: own[0].valueAsNumber, y: own[1].valueAsNumber, label: Number(adds.value) }) }, "Add"));
  const view = make("div", { class: "pg-ticks" }, discreteLabel, testsLabel,
    make("label", {}, "A click adds ", adds), byKey, button("Clear my points", "clear"));
  function position(event) {
    const box = map.getBoundingClientRect();
    const at = (share) => Math.max(-3, Math.min(3, 6 * share - 3));
    return [at((event.clientX - box.left) / box.width), -at((event.clientY - box.top) / box.height)];
  }
  function addPoint(event) {
    const [x, y] = position(event);
    if (adds.value !== "") say("point", { x, y, label: Number(adds.value) });
  }
  function readMap(event) {
    if (!picture) return;
    const [x, y] = position(event), { side } = head;
    const cell = v => Math.min(side - 1, Math.floor((v + 3) / 6 * side));
    const shade = picture.output[cell(-y) * side + cell(x)], value = head.output === "identity" ? (shade - 128) / 127 : (shade - 1) / 254;
    readout.textContent = `output at (${x.toFixed(1)}, ${y.toFixed(1)}): ${value.toFixed(2)}`;
  }
  const chart = sheet({ class: "pg-chart", role: "img", "aria-label": "Loss after each step" });
  function drawMap() {
    output ??= square(head.side, {});
    large ??= square(head.side / 4, {});
    if (!map.firstChild) map.append(output, large, dots);
    const inside = hovered && hovered.from === undefined && hovered.l < head.sizes.length - 1;
    if (inside) {
      const before = head.sizes.slice(0, hovered.l).reduce((sum, n) => sum + n, 0);
      large.paint(picture.map(before + hovered.to), PALE);
    } else output.paint(picture.output, discrete.checked ? TWO : PALE);
    large.hidden = !inside;
    const name = `Map of ${inside ? nameOf(hovered.l, hovered.to) : "the output"} for x₁ and x₂ ` +
      `from −3 to 3: orange squares are ${head.output === "identity" ? "low targets, blue circles high ones" : "class 0, blue circles class 1"}`;
    if (map.ariaLabel !== name) map.ariaLabel = name;
    drawPoints(map.clientWidth);
  }
  function drawPoints(width) {
    const key = JSON.stringify([width, tests.checked, head.settings, head.training]);
    if (key === dotted) return;
    dotted = key;
    const context = dots.context(width, width), scale = width / 6, p = picture.points;
    for (let i = 0; i < (tests.checked ? head.points : head.training); i++)
      dot(context, (3 + p[3 * i]) * scale, (3 - p[3 * i + 1]) * scale, i);
  }
  function dot(context, x, y, i, size = 3) {
    const target = picture.points[3 * i + 2], end = target < 0 ? ORANGE : BLUE;
    context.beginPath();
    if (target >= 0) context.arc(x, y, size * 1.07, 0, 7); else context.rect(x - size * 0.93, y - size * 0.93, size * 1.86, size * 1.86);
    context.fillStyle = `rgb(${GREY.map((grey, c) => grey + (end[c] - grey) * Math.abs(target))})`;
    context.strokeStyle = i < head.training ? "#fff" : "#22282c";  // test points have a dark edge
    context.fill();
    context.stroke();
  }

  // ---- what a layer of two neurons makes of the plane ----
  const spaces = make("div", { class: "pg-spaces" });
  let rooms = [];
  function drawSpaces() {
    const layers = picture.hidden.map(space => space.layer);
    if (String(layers) !== String(rooms.map(room => room.layer)))
      spaces.replaceChildren(...(rooms = layers.map(room)).map(room => room.figure));
    picture.hidden.forEach(({ low, high, map, points }, k) => {
      const side = 110, context = rooms[k].points.context(side, side), at = value => (value - low) / (high - low) * side;
      rooms[k].map.paint(map, discrete.checked ? TWO : PALE);
      for (let i = 0; i < (tests.checked ? head.points : head.training); i++)
        dot(context, at(points[2 * i]), side - at(points[2 * i + 1]), i, 2);
    });
  }
  function room(layer) {
    const map = square(head.side / 2, {}), points = sheet({}), name = `Layer ${layer}: a₁ to the right, a₂ up`;
    const picture = make("div", { class: "pg-room", role: "img", "aria-label":
      `${name}. The points as this layer places them, and where the layers behind draw the boundary` }, map, points);
    return { layer, map, points, figure: make("div", {}, make("span", {}, name), picture) };
  }
  function drawChart() {
    const width = chart.clientWidth || 280, height = 90, context = chart.context(width, height);
    const ink = getComputedStyle(el).color, last = Math.max(1, history.at(-1)[0]);
    const top = Math.max(0.1, ...history.flatMap(([, a, b]) => [a ?? 0, b ?? 0]));
    context.font = "11px system-ui, sans-serif";
    context.fillStyle = context.strokeStyle = ink;
    context.fillText(top.toFixed(2), 0, 10);
    context.fillText("0", 0, height - 3);
    [["training", [5, 3], 1], ["test", [], 2]].forEach(([name, dash, column], i) => {
      context.setLineDash(dash);
      context.lineWidth = i ? 1.8 : 1.3;
      context.beginPath();
      for (const row of history)
        if (row[column] != null) context.lineTo(30 + (width - 32) * row[0] / last, height - 4 - (height - 18) * row[column] / top);
      context.stroke();
      context.beginPath();
      context.moveTo(width - 140 + 80 * i, 6);
      context.lineTo(width - 118 + 80 * i, 6);
      context.stroke();
      context.fillText(name, width - 113 + 80 * i, 10);
    });
  }

  // ---- pictures in, leases out ----
  function draw() {
    if (!head || !picture) return;
    const key = `${head.sizes} ${head.settings.features} ${network.clientWidth}`;
    if (key !== built) { built = key; build(); }
    cells.forEach((cell, i) => cell.paint(i < cells.length - 1 ? picture.map(i) : picture.output, STRONG));
    drawEdges();
    drawMap();
    drawSpaces();
    drawChart();
    put(status, statusText(head));
    if (!map.matches(":hover")) put(readout, describe());
    drawNumbers();
    put(code, head.code);
    put(lines, head.lines);
  }
  function show() {
    frame = 0;
    head = pending[0];
    picture = decode(head, pending[1]);
    for (const name of Object.keys(shown)) shown[name](head.settings[name], head.settings);
    paused &&= head.playing;  // over when Python has heard of it
    el.dataset.playing = head.playing;
    play.textContent = playing() ? "❚❚ Pause" : "▶ Train";
    put(note, head.note);
    draw();
    if (performance.now() - spoken > 5000) { spoken = performance.now(); live.textContent = status.textContent; }
  }
  function receive(message, buffers) {
    if (message.do !== "picture" || message.number <= number) return;
    heard = performance.now();
    nops = unanswered = 0;
    alive = true;
    if (asked && message.number >= asked.number) { roundTrip += 0.2 * (heard - asked.time - roundTrip); asked = null; }
    number = message.number;
    if (message.history) history = message.history;
    else history.push([message.steps, ...message.losses]);
    if (history.length > 800) history = history.filter((_, i) => i % 2 === 0 || i === history.length - 1);
    pending = [message, buffers];
    frame ||= requestAnimationFrame(show);
  }
  function togglePlay() {
    paused = playing();  // a pause holds here and now: no lease is asked for any more, whatever still arrives
    say(paused ? "pause" : "play");
    if (head) head.playing = true;
    lease = number;
    play.textContent = playing() ? "❚❚ Pause" : "▶ Train";
    clearTimeout(timer);
    beat();
  }
  function beat() {  // something on the line every 16 ms while training, or TCP holds pictures back for 40 ms
    const quiet = performance.now() - heard;
    if (playing() && !document.hidden && el.isConnected) {
      if (quiet > 1000) lease = number;
      const ahead = unhurried() ? 1 : windowFor(roundTrip);
      if (lease < number + ahead) {
        lease = number + ahead;
        asked ??= { number: number + 1, time: performance.now() };
        say("run", { until: lease });
      } else if (!unhurried() && nops++ < 2) say("nop");  // no more, or a slow kernel has a queue of them to work off
    }
    const silent = gone || (alive && unanswered && performance.now() - unanswered > 3000);
    el.classList.toggle("pg-stale", Boolean(silent));
    if (silent) status.textContent = "Waiting for the kernel: it is busy, or it has stopped. Then run this cell again.";
    timer = setTimeout(beat, unhurried() ? 250 : playing() && quiet < 1000 ? 16 : 200);
  }

  el.classList.add("course-playground");
  const code = make("code"), lines = make("pre", { tabindex: 0, "aria-label": "The training in code" }), copy = make("button", { onclick: () => navigator.clipboard?.writeText(head.code)
    .then(() => { copy.textContent = "Copied"; }, () => { copy.textContent = "Select the text to copy"; }) }, "Copy");
  el.append(controls, inputs, run, note, make("div", { class: "pg-panes" },
    make("div", { class: "pg-left" }, network, readout, spaces, inspector), make("div", { class: "pg-right" }, map, view, chart)),
    make("div", { class: "pg-code" }, "The same in code: ", code, copy,
      make("details", {}, make("summary", {}, "and its training, in the course's own words"), lines)), live);
  const resized = new ResizeObserver(() => draw());
  resized.observe(el);
  model.on("msg:custom", receive);
  say("hello");
  beat();
  setTimeout(() => { if (!alive) status.textContent = "No answer from the kernel: run this cell to make it live."; }, 2500);
  return () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    resized.disconnect();
    model.off("msg:custom", receive);
  };
}

export default { render };
