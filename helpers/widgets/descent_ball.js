// The DescentBall's page, behind page.js and stage.js in one module. Python works out the path; this file moves the ball along it,
// with its arrows and the curve of the cost. The pure parts are exported for node's tests.

/** At most four decimals, and large ones in powers of ten. */
export const brief = value => Math.abs(value) < 1e4 ? written(value, 4) : value.toExponential(1).replace("-", "−").replace("e+", "e");

const mix = (from, to, t) => from.map((value, i) => value + t * (to[i] - value));

/** Row `pos` of a table, between two rows where pos is between two numbers. */
export function along(rows, pos) {
  const k = Math.min(rows.length - 1, Math.floor(pos));
  return k + 1 < rows.length ? mix(rows[k], rows[k + 1], pos - k) : rows[k];
}

/** What gradient descent subtracts at each place, and what momentum adds there. */
export const pushes = ({ path, slopes, rate, momentum }) => ({
  down: slopes.map(slope => slope.map(value => -rate * value)),
  carried: path.map((place, k) => place.map((value, i) => k ? momentum * (value - path[k - 1][i]) : 0)),
});

/** The steps at which the cost rose. */
export const rises = losses => losses.flatMap((loss, k) => k && loss > losses[k - 1] ? [k] : []);

/** The first step outside the picture, or -1. */
export const leaves = (path, ranges) => path.findIndex(place => place.some((value, i) => value < ranges[i][0] || value > ranges[i][1]));

/** The height of a curve at w, between the values where it is known. */
export function height([values, heights], w) {
  const pos = (w - values[0]) / (values.at(-1) - values[0]) * (values.length - 1);
  return along(heights.map(value => [value]), Math.max(0, pos))[0];
}

const LOG = 0.01;
let number = 0;

function render({ model, el }) {
  let state = null, words = {}, start = null, pos = 0, known = true, held = false, motion = null, rolling = false, wanted = null;
  let x = null, y = null, across = null, up = null, push = null, uphill = [], off = -1;
  const talk = asking(model, receive, () => put(note, words.silent ?? "…"));
  const say = (name, values = {}) => fillIn(words[name], values);
  const last = () => state.path.length - 1, flat = () => state.ranges.length === 1;

  // ---- the landscape ----
  const id = `db-${++number}`, clip = name => svg("clipPath", { id: `${id}-${name}` }, svg("rect"));
  const frames = [clip("map"), clip("chart")];
  const bead = () => svg("marker", { id: `${id}-bead`, markerWidth: 8, markerHeight: 8, refX: 4, refY: 4, markerUnits: "userSpaceOnUse" },
    svg("circle", { cx: 4, cy: 4, r: 3, class: "db-bead" }));
  const ground = svg("g", { class: "db-ground", onclick: event => { if (state) drop(...pixel(ground, event)); } });
  const trail = svg("polyline", { class: "db-trail", "marker-start": `url(#${id}-bead)`, "marker-mid": `url(#${id}-bead)` });
  const pointer = style => svg("g", { class: style }, svg("line"), svg("path", { d: "M2 0L-9 5V-5Z" }));
  const down = pointer("db-down"), carried = pointer("db-carried");
  const ball = svg("g", {}, svg("circle", { r: 15, class: "db-hit" }), svg("circle", { r: 8, class: "db-ball" }));
  const grid = svg("g"), map = svg("svg", { class: "st-stage", role: "group" }, svg("defs", {}, ...frames, bead()), grid,
    svg("g", { "clip-path": `url(#${id}-map)` }, ground, trail, carried, down, ball));
  const curve = svg("polyline", { class: "db-curve" }), dot = svg("circle", { r: 5, class: "db-dot" }), marks = svg("g"), ruled = svg("g");
  const chart = svg("svg", { class: "st-stage", role: "img" }, ruled, svg("g", { "clip-path": `url(#${id}-chart)` }, curve, marks, dot));
  const spot = (place, loss) => [x(place[0]), y(flat() ? loss : place[1])];

  draggable(ball, { name: "", begin: () => { halt(); held = true; }, end: () => { held = false; ask(); },
    drag: (px, py) => lay([x.back(px), y.back(py)]),
    nudge: (dx, dy) => lay(here().map((value, i) => value + [dx, dy][i] * (state.ranges[i][1] - state.ranges[i][0]) / 100)) });
  const here = () => known ? along(state.path, pos) : start;
  function lay(place) {
    start = state.ranges.map(([low, high], i) => Math.max(low, Math.min(high, Number(place[i].toPrecision(3)))));
    pos = 0;
    ask();
    draw();
  }
  function drop(px, py) { halt(); lay([x.back(px), y.back(py)]); ball.focus({ preventScroll: true }); }

  function aim(arrow, [x0, y0], [x1, y1]) {
    const far = Math.hypot(x1 - x0, y1 - y0), [shaft, head] = arrow.children;
    set(arrow, { display: far < 1.5 ? "none" : false });
    set(shaft, { x1: x0, y1: y0, x2: x1, y2: y1 });
    const angle = 180 / Math.PI * Math.atan2(y1 - y0, x1 - x0);
    set(head, { transform: `translate(${x1} ${y1}) rotate(${angle}) scale(${Math.min(1, far / 14)})` });
  }
  function draw() {
    if (!x) return;
    const place = here(), k = Math.floor(pos), loss = known ? along(state.losses.map(value => [value]), pos)[0] : flat() ? height(state.curve, place[0]) : 0;
    const [px, py] = spot(place, loss), ahead = vectors => place.map((value, i) => value + along(vectors, pos)[i]);
    set(ball, { transform: `translate(${px} ${py})` });
    for (const arrow of [down, carried]) set(arrow, { display: "none" });
    for (const one of [trail, curve, dot, marks]) set(one, { display: known ? false : "none" });
    if (!known) return;
    aim(down, [px, py], spot(ahead(push.down), loss));
    if (state.momentum) aim(carried, [px, py], spot(ahead(push.carried), loss));
    const points = (rows, ending) => [...rows.slice(0, k + 1), ending].map(([a, b]) => `${a.toFixed(1)},${b.toFixed(1)}`).join(" ");
    set(trail, { points: points(state.path.slice(0, k + 1).map((one, i) => spot(one, state.losses[i])), [px, py]) });
    const end = [across(pos), up(loss)];
    set(curve, { points: points(state.losses.slice(0, k + 1).map((one, i) => [across(i), up(one)]), end) });
    set(dot, { cx: end[0], cy: end[1] });
    uphill.forEach((step, i) => set(marks.children[i], { display: step <= pos ? false : "none" }));
  }

  // ---- fields, buttons, words ----
  const rate = make("input", { type: "range", step: LOG, oninput: () => turn(Number((10 ** rate.valueAsNumber).toPrecision(3))) });
  const exact = make("input", { type: "number", step: "any", min: 0,
    onkeydown: event => { if (event.key === "Enter") event.target.blur(); }, onchange: () => exact.valueAsNumber > 0 ? turn(exact.valueAsNumber) : write() });
  const momentum = make("input", { type: "range", min: 0, max: 0.99, step: 0.01, oninput: () => turn(state.rate) });
  const fields = make("div", { class: "pg-controls", role: "group" }), strength = make("b");
  const step = make("button", { onclick: () => { halt(); once(advance); } }), back = make("button", { onclick: () => { halt(); lay(state.home); } });
  const play = make("button", { class: "pg-play", onclick: () => { if (rolling) halt(); else once(roll); } });
  const count = make("span", { class: "pg-status" }), bar = make("div", { class: "pg-run", role: "group" }, step, play, back, count);
  const note = make("div", { class: "pg-note", role: "alert" }), now = make("div", { class: "db-now" }), said = region();
  const once = action => { if (known) action(); else wanted = action; };  // the path from here is under way
  function turn(value) { halt(); state.rate = value; state.momentum = momentum.valueAsNumber; write(); ask(); }
  function ask() {
    known = false;
    wanted = null;
    talk.ask({ do: "path", start, rate: state.rate, momentum: state.momentum, step: Math.round(pos) });
  }
  function label() {
    fields.replaceChildren(make("label", {}, make("span", {}, words.rate), rate), make("label", {}, make("span", {}, words.exactly), exact),
      make("label", {}, make("span", {}, `${words.momentum} `, strength), momentum));
    [[step, "step"], [back, "back"]].forEach(([one, name]) => put(one, words[name]));
    [[fields, "controls"], [bar, "run"], [map, flat() ? "curve" : "map"], [chart, "chart"], [ball, "ball"]]
      .forEach(([one, name]) => set(one, { "aria-label": words[name] }));
    [rate.min, rate.max] = state.rates.map(Math.log10);
  }
  function write() {
    rate.value = Math.log10(state.rate);
    set(rate, { "aria-valuetext": brief(state.rate) });
    exact.value = state.rate;
    momentum.value = state.momentum;
    put(strength, written(state.momentum));
    put(play, words[rolling ? "stop" : "roll"]);
    set(play, { "aria-pressed": rolling });
    if (known) tell(Math.floor(pos));
  }
  const placed = k => say(flat() ? "one" : "two", { w: state.names[0], v: state.names[1], place1: brief(state.path[k][0]), place2: brief(state.path[k][1] ?? 0) });
  function tell(k) {
    const all = { step: k, steps: last(), place: placed(k), name: state.name, cost: brief(state.losses[k]), first: brief(state.losses[0]),
      ...Object.fromEntries([0, 1].flatMap(i => [[`slope${i + 1}`, brief(state.slopes[k][i] ?? 0)], [`move${i + 1}`, brief(push.down[k][i] ?? 0)]])) };
    put(count, say("count", all));
    const lines = [say("here", all), say(flat() ? "slope1" : "slope2", all), ...(state.momentum && k ? [words.velocities] : [])];
    if (now.children.length !== lines.length) now.replaceChildren(...lines.map(() => make("p")));
    lines.forEach((line, i) => put(now.children[i], line));
    set(ball, { "aria-valuetext": say("place", all) });
    const rise = uphill[0], news = k ? [] : [say("down", all)];
    if (rise <= k) news.push(say(state.momentum ? "uphill" : "rose", { step: rise, before: brief(state.losses[rise - 1]), cost: brief(state.losses[rise]) }));
    if (off > 0 && off <= k) news.push(say("off", { step: off }));
    if (k && k === last()) news.push(say(state.cut ? "cut" : "end", all));
    put(said, news.length ? news.reduce((one, two) => say("then", { one, two })) : "");
  }

  // ---- the motion ----
  function show(to) {
    const before = Math.floor(pos);
    pos = to;
    draw();
    if (Math.floor(pos) !== before) tell(Math.floor(pos));
  }
  function rest() {
    motion = null;
    rolling = false;
    show(Math.round(pos));
    write();
    talk.ask({ do: "at", step: pos });
  }
  function halt() {
    motion?.stop();
    if (motion) rest();
  }
  function advance() {
    const from = pos;
    if (from < last()) motion = glide(el, 400, t => show(from + t), rest);
  }
  function roll() {
    const from = pos < last() ? pos : 0, quiet = calm(), pace = Math.max(40, Math.min(quiet ? 500 : 260, 8000 / last()));
    rolling = true;
    write();
    motion = animate(el, time => {
      const to = Math.min(last(), from + time / pace);
      show(quiet ? Math.floor(to) : to);
      if (to < last()) return true;
      rest();
      return false;
    });
  }

  // ---- Python's answers ----
  function receive(message, _, newest) {
    put(note, message.do === "refused" ? fillIn(words.refused, { why: message.note }) : "");
    if (message.do === "at" || !newest) return;
    state = { ...state, ...message };
    known = true;
    push = pushes(state);
    uphill = rises(state.losses);
    marks.replaceChildren(...uphill.map(() => svg("circle", { r: 5, class: "db-rise" })));
    off = leaves(state.path, state.ranges);
    pos = state.at;
    start = state.path[0];
    if (message.do === "hello") { words = state.words; label(); }
    if (message.do !== "path" || !x) resize();
    rule();
    draw();
    write();
    const action = wanted;
    wanted = null;
    action?.();
  }
  function box(frame, edge, ends) {
    set(frame.firstChild, { x: edge[0], y: ends[1], width: edge[1] - edge[0], height: ends[0] - ends[1] });
  }
  function resize() {
    const wide = Math.min(left.clientWidth, 480), tall = Math.round(0.78 * wide), edge = [52, wide - 12], ends = [tall - 38, 20];
    if (!state || wide < 100) return;
    const [bottom, top] = [state.lowest, state.highest], room = 0.05 * (top - bottom) || 1;
    x = scale(state.ranges[0], edge);
    y = scale(flat() ? [bottom - room, top + room] : state.ranges[1], ends);
    set(map, { viewBox: `0 0 ${wide} ${tall}`, style: `width: ${wide}px; height: ${tall}px` });
    box(frames[0], edge, ends);
    grid.replaceChildren(axes(x, y, [state.names[0], flat() ? state.name : state.names[1]]));
    relief(edge, ends);
    rule();
    draw();
  }
  /** The scale of the costs: from the lowest of the landscape to well above the start, and further up for a path that rises. */
  function rule() {
    const wide = Math.min(right.clientWidth, 480), tall = 190;
    const first = state.losses[0], drop = first - state.lowest || 1, most = Math.max(...state.losses) - first;
    across = scale([0, state.steps], [52, wide - 14]);
    up = scale([state.lowest - 0.06 * drop, first + Math.max(0.3 * drop, Math.min(1.05 * most, 4 * drop))], [tall - 38, 20]);
    set(chart, { viewBox: `0 0 ${wide} ${tall}`, style: `width: ${wide}px; height: ${tall}px` });
    box(frames[1], [48, wide], [tall - 34, 14]);
    ruled.replaceChildren(axes(across, up, [words.steps, state.name], 4));
    uphill.forEach((step, i) => set(marks.children[i], { cx: across(step), cy: up(state.losses[step]) }));
  }
  function relief(edge, ends) {
    const fit = `translate(${edge[0]} ${ends[1]}) scale(${(edge[1] - edge[0]) / 1000} ${(ends[0] - ends[1]) / 1000})`;
    const line = flat() ? [svg("rect", { x: edge[0], y: ends[1], width: edge[1] - edge[0], height: ends[0] - ends[1], class: "db-hit" }),
      svg("polyline", { class: "db-hill", points: state.curve[0].map((w, i) => `${x(w).toFixed(1)},${y(state.curve[1][i]).toFixed(1)}`).join(" ") })]
      : [svg("g", { transform: fit }, ...state.bands.map(([fill, d]) => svg("path", { fill, d, class: "db-band", "fill-rule": "evenodd" })))];
    ground.replaceChildren(...line);
  }

  const left = make("div", { class: "db-left" }, map), right = make("div", { class: "db-right" }, chart, now, said);
  belongs(el, model, "course-ball");
  el.append(fields, bar, note, make("div", { class: "db-panes" }, left, right));
  const stop = fitted(el, resize);
  talk.ask({ do: "hello" });
  return () => { stop(); motion?.stop(); talk.stop(); };
}

export default { render };
