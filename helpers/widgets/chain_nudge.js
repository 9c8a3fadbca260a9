// ChainNudge's page. Python's table holds every nudge; this file moves through it.
import { belongs, fill, make, put } from "./page.js";
import { asking, draggable, fitted, glide, guarding, region, set, svg } from "./stage.js";

const LONGEST = 1.6;  // the change, times zoom, that a track has room for
const HEAD = 22, LANE = 16;  // the words above a track, a bar with its gap
export const CHAIN_COLORS = ["var(--st-blue)", "var(--cn-second)"];

/** Where each quantity's track lies: {name: {x, y, half}}, its middle and half its length. A fork is a diamond. */
export function tracks(paths, width) {
  const fork = paths.length > 1, half = fork ? Math.min(width / 4, 190) - 12 : Math.min(width / 2, 300) - 12;
  const place = (across, row) => ({ x: width * across, y: 8 + 156 * row, half });
  if (!fork) return Object.fromEntries([...paths[0]].map((name, row) => [name, place(0.5, row)]));
  const [first, , end] = paths[0];
  return { [first]: place(0.5, 0), [paths[0][1]]: place(0.25, 1), [paths[1][1]]: place(0.75, 1), [end]: place(0.5, 2) };
}

/** The number at `place`, which lies between two of the list while the nudge moves. */
export function between(list, place) {
  const low = Math.min(Math.floor(place), list.length - 1), high = Math.min(low + 1, list.length - 1);
  return list[low] + (place - low) * (list[high] - list[low]);
}

/** How far the nudge has come at quantity number `row` of a path, when `time` of its `rows` have passed: 0 to 1. */
export const arrived = (time, row) => Math.max(0, Math.min(1, time - row));

/** "x moves by {nudge}" with its numbers. */
export const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

export const decimals = (value, digits) => (Number(value.toFixed(digits)) + 0).toFixed(digits).replace("-", "−");

/** All that is written about one nudge: {quantity: {lanes, exact}} and the values of the sentences. */
export function reading(table, place) {
  const say = value => decimals(value, table.digits), first = table.paths[0][0], at = list => say(list[place]);
  const parts = Object.fromEntries(table.paths.map(path => [`over_${path[1]}`, at(table.lanes.z[table.paths.indexOf(path)])]));
  const slopes = Object.fromEntries(Object.entries(table.slopes).map(([arrow, slope]) => [arrow, decimals(slope, 4)]));
  return { ...slopes, ...parts, slope: decimals(table.slope, 4), nudge: say(table.nudges[place]), z: at(table.rule), y: at(table.lanes.y[0]),
    exact: at(table.exact.z), miss: table.miss[place],
    ratio: table.nudges[place] ? decimals(table.exact.z[place] / table.nudges[place], 4) : "–", first };
}

/** One quantity: its track, a bar for each path by the slopes, and one for the truth. `move(time, place)` and `write(place)`. */
function quantity(table, words, name, { x, y, half }) {
  const lanes = table.lanes[name], first = lanes.length === 1 && name === table.paths[0][0], unit = half / LONGEST * table.zoom;
  const color = k => lanes.length > 1 ? CHAIN_COLORS[k] : CHAIN_COLORS[Math.max(0, table.paths.findIndex(path => path.includes(name)))];
  const bars = lanes.map((_, k) => svg("rect", { class: "cn-bar", fill: color(k), y: y + HEAD + LANE * k, height: LANE - 3 }));
  const truth = svg("rect", { class: "cn-true", y: y + HEAD + LANE * lanes.length, height: LANE - 3 });
  const bottom = y + HEAD + LANE * (lanes.length + (first ? 0 : 1));
  const head = svg("text", { class: "st-text cn-head", x: x - half, y: y + 12 });
  const notes = [0, 1, 2].map(k => svg("text", { class: "st-text", x: x - half, y: bottom + 14 + 15 * k }));
  const span = (bar, from, to) => set(bar, { x: x + Math.min(from, to), width: Math.max(Math.abs(to - from), 1) });
  const fit = value => Math.max(-half, Math.min(half, value * unit));
  function move(time, place) {
    let from = 0;
    lanes.forEach((lane, k) => { const to = from + time * between(lane, place); span(bars[k], fit(from), fit(to)); from = to; });
    span(truth, 0, fit(time * between(table.exact[name], place)));
    return x + fit(from);  // the tip, from which the next arrow starts
  }
  function write(place) {
    const say = value => decimals(value, table.digits), change = table.exact[name][place], rule = lanes.map(lane => lane[place]);
    head.replaceChildren(svg("tspan", { class: "cn-name" }, name), ` ${decimals(table.values[name], 4)}`, first ? `,  Δ${name} = ${say(change)}` : "");
    if (first) return;
    const total = rule.reduce((sum, value) => sum + value, 0), over = k => filled(words.over, { name: table.paths[k][1] });
    if (half < 90 && lanes.length === 1)  // two quantities side by side on a telephone
      return [`Δ${name} ${words.slopes} `, say(total), `${words.exact} ${say(change)}`].forEach((text, k) => put(notes[k], text));
    put(notes[0], lanes.length > 1 ? `${over(0)} ${say(rule[0])}  +  ${over(1)} ${say(rule[1])}` : `Δ${name} ${words.slopes} ${say(total)}`);
    put(notes[1], lanes.length > 1
      ? filled(words.both, { one: `Δ${name} ${words.together} ${say(total)}`, two: `${words.exact} ${say(change)}` }) : `${words.exact} ${say(change)}`);
  }
  const line = svg("path", { class: "cn-track", d: `M${x - half} ${y + HEAD - 3}H${x + half}M${x} ${y + HEAD - 7}V${bottom}` });
  const element = svg("g", {}, line, ...bars, ...(first ? [] : [truth]), head, ...notes);
  return { element, move, write, top: y + HEAD - 3, bottom: bottom + (first ? 4 : 2), unit, x };
}

/** Everything drawn for one table at one width: {root, move(time, place), write(place), handle}. */
function drawing(table, words, width, hold) {
  const places = tracks(table.paths, width), root = svg("svg", { class: "st-stage", role: "group", "aria-label": words.picture });
  const all = Object.fromEntries(Object.entries(places).map(([name, place]) => [name, quantity(table, words, name, place)]));
  const first = all[table.paths[0][0]], handle = svg("g", {}, svg("circle", { class: "cn-reach", r: 18 }), svg("circle", { class: "cn-grip", r: 9 }));
  draggable(handle, { name: filled(words.pull, { name: table.paths[0][0] }), ...hold(pixel => (pixel - first.x) / first.unit * table.zoom * 100) });
  set(handle, { "aria-valuemin": -table.places, "aria-valuemax": table.places });
  const arrows = table.paths.flatMap((path, k) => [...path].slice(1).map((to, row) => ({ from: path[row], to, k, row })));
  for (const arrow of arrows) {
    arrow.line = svg("line", { class: "cn-arrow", stroke: CHAIN_COLORS[arrow.k], "stroke-dasharray": arrow.k ? "6 4" : false });
    arrow.spark = svg("circle", { class: "cn-spark", r: 5, fill: CHAIN_COLORS[arrow.k] });
    const [a, b] = [all[arrow.from], all[arrow.to]];
    const factor = `× ${decimals(table.slopes[arrow.from + arrow.to], 4)}`;
    arrow.label = svg("text", { class: "st-text cn-factor", x: (a.x + b.x) / 2 + (table.paths.length > 1 && width < 420 ? 24 * arrow.k - 12 : 0), y: b.top - 38 }, factor);
  }
  const height = Math.max(...Object.values(all).map(one => one.bottom)) + 36;
  set(root, { viewBox: `0 0 ${width} ${height}`, height });
  root.append(...arrows.flatMap(({ line, spark }) => [line, spark]), ...Object.values(all).map(one => one.element),
    ...arrows.map(one => one.label), handle);
  function move(time, place) {
    const depth = name => table.paths.find(path => path.includes(name)).indexOf(name), tips = {};
    for (const [name, one] of Object.entries(all)) tips[name] = one.move(arrived(time, depth(name)), place);
    set(handle, { transform: `translate(${tips[table.paths[0][0]]} ${first.top + 10})` });
    for (const { from, to, row, line, spark } of arrows) {
      const start = [tips[from], all[from].bottom], end = [tips[to], all[to].top], way = arrived(time - 0.5, row);
      set(line, { x1: start[0], y1: start[1], x2: end[0], y2: end[1] });
      set(spark, { cx: start[0] + way * (end[0] - start[0]), cy: start[1] + way * (end[1] - start[1]), opacity: way > 0 && way < 1 ? 1 : 0 });
    }
  }
  function write(place) {
    Object.values(all).forEach(one => one.write(place));
    set(handle, { "aria-valuenow": place - table.places, "aria-valuetext": decimals(table.nudges[place], table.digits) });
  }
  return { root, move, write, rows: table.paths[0].length };
}

function render({ model, el }) {
  const words = model.get("words"), said = region(), note = make("div", { class: "pg-note", role: "alert" });
  const holder = make("div"), rule = make("p", { class: "cn-rule" });
  const controls = make("div", { class: "pg-controls", role: "group", "aria-label": words.controls });
  let table = null, picture = null, place = 0, shown = 0, motion = null, width = 0;
  const guarded = guarding(error => put(note, filled(words.failed, { error: error.message })));

  // ---- the controls ----
  const change = more => talk.ask({ do: "set", place: place - (table?.places ?? 0), ...more });
  const labelled = (text, field) => make("label", {}, text, field);
  const cases = make("select", { onchange: () => change({ case: Number(cases.value) }) });
  const zooms = make("select", { onchange: () => change({ zoom: Number(zooms.value) }) });
  const point = make("b", { "aria-hidden": "true" }), at = make("input", { type: "range", step: 0.1, "aria-label": words.at,
    oninput: () => change({ at: Number(at.value) }) });
  const travel = make("button", { class: "pg-play", onclick: guarded(() => table && flow()) }, words.travel);
  controls.append(make("label", { class: "cn-wide" }, make("span", {}, words.case), cases), labelled(make("span", {}, words.at, " ", point), at),
    labelled(make("span", {}, words.zoom), zooms), travel);
  function showControls() {
    const option = (value, text) => make("option", { value }, text);
    if (!cases.options.length) {
      cases.append(...Object.entries(table.cases).map(([number, formulas]) => option(number, `${number}:  ${formulas}`)));
      zooms.append(...table.zooms.map(zoom => option(zoom, `×${zoom}`)));
      fill(at, { min: -table.farthest, max: table.farthest }, []);
    }
    cases.value = table.case;
    zooms.value = table.zoom;
    if (!at.matches(":active")) at.value = table.at;
    put(point, decimals(table.at, 1));
  }

  // ---- the nudge ----
  const bounded = to => Math.max(0, Math.min(2 * table.places, Math.round(to)));
  function write() {
    const values = reading(table, place), still = table.nudges[place] === 0;
    picture.write(place);
    put(rule, filled(table.words.rule, values));
    put(said, still ? filled(words.still, { name: values.first }) : filled(table.words.sentence, values));
  }
  /** Go to a nudge: at once under a finger, gliding after a key. */
  function pull(to, slowly) {
    const from = shown;
    place = bounded(to);
    motion?.stop();
    write();
    motion = glide(el, slowly ? 180 : 0, guarded(t => picture.move(9, shown = from + t * (place - from))));
  }
  function flow() {
    motion?.stop();
    if (table.nudges[place] === 0) { place = bounded(table.places + 20); write(); }
    shown = place;
    motion = glide(el, 900 * picture.rows, guarded(t => picture.move(t * picture.rows, place)));
  }
  const hold = back => ({
    drag: guarded(x => pull(table.places + back(x), false)),
    nudge: guarded((right, up) => pull(place + right + up, true)),
    end: () => talk.ask({ do: "pull", place: place - table.places }),
  });
  function draw() {
    if (!table || !width) return;
    const focused = holder.contains(document.activeElement);
    motion?.stop();
    picture = drawing(table, words, width, hold);
    holder.replaceChildren(picture.root);
    picture.move(9, shown = place);
    write();
    if (focused) /** @type {SVGElement} */ (holder.querySelector(".st-drag")).focus({ preventScroll: true });
  }
  function take(message) {
    put(note, message.do === "refused" ? filled(words.refused, { note: message.note }) : "");
    if (message.do !== "table") return;
    table = message;
    place = message.place + table.places;
    showControls();
    draw();
  }

  belongs(el, model, "course-nudge");
  el.append(controls, note, holder, rule, said);
  const talk = asking(model, guarded(take), () => put(note, words.silent));
  const stop = fitted(holder, guarded(now => { width = now; draw(); }));
  talk.ask({ do: "hello" });
  return () => { stop(); talk.stop(); motion?.stop(); };
}

export default { render };
