// The digits explorer's page. Python holds the state; every picture brings it, and this
// file only shows and asks.
// The pure parts are exported for node's tests; the default export is the widget.
import { belongs, make, put, tr } from "./page.js";

const WIDTHS = [4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512];
const DIGITS = [100, 250, 500, 1000, 2000, 4000, 8000, 16000, 30000];
const AHEAD = 3;  // pictures on their way at a time

export const structure = widths => widths.join("-") || tr("no hidden layer");
export const percent = (share, places = 1) => tr("{number} %", { number: (100 * share).toFixed(places) });
export const count = number => number.toLocaleString("en-GB");
export const mean = values => values.includes(null) ? null : values.reduce((sum, v) => sum + v, 0) / values.length;

/** The width of each of `depth` layers: those there are, then more like the last. */
export const widthsOf = (depth, widths) => Array.from({ length: depth }, (_, l) => widths[l] ?? widths.at(-1) ?? 64);

/** The place of the entry nearest to the value, by ratio. */
export const nearest = (list, value) =>
  list.reduce((best, entry, i) => Math.abs(Math.log(entry / value)) < Math.abs(Math.log(list[best] / value)) ? i : best, 0);

/** Two axes, from 0 at the bottom to 1 at the top. Right answers: halving the errors is one step up. */
const from = (low, high, v) => Math.min(1, Math.max(0, (v - low) / (high - low)));
export const heightRight = share => from(0, Math.log10(200), -Math.log10(Math.max(1 - share, 0.005)));
export const heightLoss = loss => from(Math.log10(0.005), Math.log10(3), Math.log10(Math.max(loss, 0.005)));
const charted = () => ({
  right: { column: 2, height: heightRight, title: tr("Unseen digits right (%)"), marks: [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99],
           mark: share => String(Math.round(100 * share)) },
  loss: { column: 1, height: heightLoss, title: tr("Loss in training"), marks: [0.01, 0.1, 1], mark: String },
});

/** Move labels apart, at least `gap` between two; their order stays, and none leaves [low, high]. */
export function spread(places, gap, low, high) {
  const order = places.map((_, i) => i).sort((a, b) => places[a] - places[b]), moved = [...places];
  order.forEach((i, k) => { moved[i] = Math.max(moved[i], k ? moved[order[k - 1]] + gap : low); });
  order.reverse().forEach((i, k) => { moved[i] = Math.min(moved[i], k ? moved[order[k - 1]] - gap : high); });
  return moved;
}

/** One chart as SVG: `now` is a band of three starts, `earlier` runs are grey lines with their number at the end. */
export function chart(kind, now, earlier, marked = null, width = 420, height = 230) {
  const { column, height: up, title, marks, mark } = charted()[kind], left = 34, right = width - 26, top = 26, bottom = height - 22;
  const runs = now ? [...earlier, now] : earlier, last = Math.max(1, ...runs.map(run => run.epochs));
  const x = epoch => (left + (right - left) * epoch / last).toFixed(1), level = v => bottom - (bottom - top) * up(v);
  const y = v => level(v).toFixed(1);
  const points = (curve, pick) => curve.filter(point => !point[column].includes(null))
    .map(point => `${x(point[0])},${y(pick(point[column]))}`);
  const line = (run, style) => `<polyline class="${style}" points="${points(run.curve, mean).join(" ")}"/>`;
  const parts = marks.map(v => `<line class="ex-grid" x1="${left}" x2="${right}" y1="${y(v)}" y2="${y(v)}"/>` +
    `<text x="${left - 5}" y="${level(v) + 4}" text-anchor="end">${mark(v)}</text>`);
  const first = tr("epoch 0");
  for (let epoch = 0; epoch <= last; epoch += Math.ceil(last / 6))
    parts.push(`<text x="${x(epoch)}" y="${height - 6}" text-anchor="middle">${epoch || first}</text>`);
  parts.push(`<text class="ex-title" x="0" y="13">${title}</text>`);
  for (const run of earlier) parts.push(line(run, run.number === marked ? "ex-marked" : "ex-ghost"));
  if (now?.curve.length) {
    const band = [...points(now.curve, three => Math.max(...three)),
                  ...points(now.curve, three => Math.min(...three)).reverse()];
    parts.push(`<polygon class="ex-band ex-${kind}" points="${band.join(" ")}"/>`, line(now, `ex-now ex-${kind}`));
  }
  const ends = runs.filter(run => run.curve.length && mean(run.curve.at(-1)[column]) !== null);
  const places = spread(ends.map(run => level(mean(run.curve.at(-1)[column]))), 11, top, bottom);
  ends.forEach((run, i) => {
    const bold = run === now || run.number === marked ? ' class="ex-bold"' : "";
    parts.push(`<text${bold} x="${Number(x(run.curve.at(-1)[0])) + 4}" y="${places[i] + 4}">${run.number}</text>`);
  });
  return `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">${parts.join("")}</svg>`;
}

/** What the newest run has come to, in words. */
export function statusText({ now, training, unseen }) {
  const { right, curve, seconds, parameters } = now;
  const all = { structure: structure(now.widths), parameters: count(parameters), seconds: seconds.toFixed(1), unseen: count(unseen), epochs: now.epochs };
  if (right.length)
    return tr("{structure} · {parameters} parameters · {share} of {unseen} unseen digits right ({range}) · {seconds} s",
      { ...all, share: percent(mean(right)), range: range(Math.min(...right), Math.max(...right)) });
  if (!training && !curve.length) return tr("{structure} · {parameters} parameters · not trained yet", all);
  const so = { ...all, epoch: (curve.length ? curve.at(-1)[0] : 0).toFixed(1), share: curve.length ? percent(mean(curve.at(-1)[2]), 0) : "" };
  if (!curve.length)
    return training ? tr("{structure} · {parameters} parameters · epoch {epoch} of {epochs} · {seconds} s", so)
      : tr("{structure} · {parameters} parameters · stopped at epoch {epoch} of {epochs} · {seconds} s", so);
  return training ? tr("{structure} · {parameters} parameters · epoch {epoch} of {epochs} · about {share} right · {seconds} s", so)
    : tr("{structure} · {parameters} parameters · stopped at epoch {epoch} of {epochs} · about {share} right · {seconds} s", so);
}
const range = (low, high) => tr("{low} to {high}", { low: (100 * low).toFixed(1), high: (100 * high).toFixed(1) });

function render({ model, el }) {
  belongs(el, model, "course-explorer");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let head = null, draft = { widths: [] }, sent = "", sentAt = 0, runs = [], marked = null, spoken = "", builtTable = "", builtCharts = "";
  let number = -1, lease = 0, heard = performance.now(), drawn = 0, frame = 0, timer = 0, alive = false, gone = false;
  let unanswered = 0;  // since when
  function say(action, more = {}) {
    unanswered ||= performance.now();
    try { model.send({ do: action, ...more }); } catch { gone = true; }
  }

  // ---- controls: each shows a setting and asks for a change; one question is under way at a time ----
  function change(settings) {
    if (!head) return;
    draft = { ...draft, ...settings };
    if (!sent) ask();
  }
  function ask() {
    sent = JSON.stringify(draft);
    sentAt = performance.now();
    say("change", { settings: draft });
  }
  function answered({ settings, note }) {
    if (sent && sent !== JSON.stringify(settings) && !note && performance.now() - sentAt < 2000) return;
    const more = sent && !note && JSON.stringify(draft) !== sent;
    sent = "";
    if (more) ask();
    else draft = settings;
  }
  const labelled = (text, ...inside) => make("label", {}, make("span", {}, text), ...inside);
  const shown = [];
  /** A slider over numbers from low to high, or over the entries of a list. */
  function slider(text, low, high, show, turned, list = null) {
    const value = make("b", { "aria-hidden": "true" });
    const read = () => list ? list[field.value] : Number(field.value);
    const say = number => { put(value, count(number)); field.setAttribute("aria-valuetext", count(number)); };
    const field = make("input", { type: "range", min: low, max: high, step: 1, "aria-label": text,
      oninput: () => { say(read()); turned(read()); } });
    shown.push(() => {
      const number = show(draft);
      field.disabled = number === undefined;
      if (number === undefined) { put(value, "–"); field.setAttribute("aria-valuetext", tr("none")); return; }
      if (!list || list[field.value] !== number) field.value = list ? nearest(list, number) : number;
      say(number);
    });
    return make("label", {}, make("span", {}, `${text} `, value), field);
  }
  const activation = make("select", { onchange: () => change({ activation: activation.value }) },
    ...["relu", "leaky_relu", "tanh", "sigmoid", "identity"].map(name => make("option", { value: name }, name.replace("_", " "))));
  shown.push(() => { activation.value = draft.activation; });
  const controls = make("div", { class: "pg-controls", role: "group", "aria-label": tr("Structure and training") },
    slider(tr("Hidden layers"), 0, 6, s => s.widths.length, depth => change({ widths: widthsOf(depth, draft.widths) })),
    slider(tr("Width of all"), 0, WIDTHS.length - 1, s => s.widths.length ? Math.max(...s.widths) : undefined,
      width => change({ widths: draft.widths.map(() => width) }), WIDTHS),
    labelled(tr("Activation"), activation),
    slider(tr("Epochs"), 1, 20, s => s.epochs, epochs => change({ epochs })),
    slider(tr("Training digits"), 0, DIGITS.length - 1, s => s.digits, n => change({ digits: Math.min(n, head.all) }), DIGITS));
  const layers = make("div", { class: "pg-ticks ex-layers", role: "group", "aria-label": tr("Width of each layer") });
  shown.push(() => {
    const fields = [...layers.querySelectorAll("input")];
    if (fields.length !== draft.widths.length)
      layers.replaceChildren(...(draft.widths.length ? [make("span", {}, tr("Width of layer"))] : []), ...draft.widths.map((_, l) => {
        const field = make("input", { type: "number", min: 4, max: 512, "aria-label": tr("Width of layer {l}", { l: l + 1 }),
          onkeydown: event => { if (event.key === "Enter") field.blur(); },
          onchange: () => change({ widths: draft.widths.map((w, k) => k === l ? field.valueAsNumber : w) }) });
        return make("label", {}, String(l + 1), field);
      }));
    layers.querySelectorAll("input").forEach((field, l) => {
      if (document.activeElement !== field || !head.training) field.value = draft.widths[l];
    });
  });

  // ---- training, charts, table ----
  const play = make("button", { class: "pg-play", onclick: () => say(head?.training ? "stop" : "start") }, tr("▶ Train"));
  const all = make("button", { onclick: () => say("all") }, tr("Train on all"));
  const bar = make("progress", { max: 1, value: 0, "aria-label": tr("Progress of the training") });
  const status = make("div", { class: "pg-status" }, tr("Waiting for the kernel."));
  const note = make("div", { class: "pg-note", role: "alert" });
  const live = make("div", { class: "pg-hidden", role: "status", "aria-live": "polite" });
  const charts = Object.keys(charted()).map(() => make("div", { class: "ex-chart", role: "img" }));
  const hint = make("p", { class: "ex-hint" });
  const rows = make("tbody"), clear = make("button", { onclick: () => say("clear") }, tr("Clear all"));
  const headings = [tr("Run"), tr("Hidden layers"), tr("Unseen digits right"), tr("Parameters"), tr("Trained on"), tr("Seconds")];
  const table = make("table", {}, make("caption", {}, tr("Runs so far: mean of three starts, worst to best")),
    make("thead", {}, make("tr", {}, ...headings.map(text => make("th", { scope: "col" }, text)), make("td"))), rows);
  const board = make("div", { class: "ex-table", role: "region", tabindex: 0, "aria-label": tr("Table of the runs") }, table);

  const bare = { number: "" };  // on a narrow screen, where no heading stands above them
  const units = { 1: tr("{number} right", bare), 2: tr("{number} parameters", bare), 4: tr("{number} s", bare) };

  function row(run) {
    const mark = on => () => { marked = on ? run.number : null; drawCharts(); };
    const remove = make("button", { "aria-label": tr("Remove run {number}", run), title: tr("Remove"),
      onclick: () => { marked = null; say("remove", { run: run.number }); board.focus(); } }, "✕");
    const cells = [`${structure(run.widths)} ${run.widths.length ? run.activation.replace("_", " ") : ""}`,
      tr("{share} ({range})", { share: percent(run.accuracy), range: range(run.lowest, run.highest) }), count(run.parameters),
      run.epochs > 1 ? tr("{digits} × {epochs} epochs", { digits: count(run.digits), epochs: run.epochs }) : tr("{digits} × 1 epoch", { digits: count(run.digits) }), run.seconds.toFixed(1)];
    return make("tr", { onpointerenter: mark(true), onpointerleave: mark(false), onfocusin: mark(true), onfocusout: mark(false) },
      make("th", { scope: "row" }, String(run.number)),
      ...cells.map((text, k) => make("td", { "data-unit": units[k] ?? false }, text)), make("td", {}, remove));
  }
  function drawTable() {
    const key = JSON.stringify(runs.map(run => [run.number, run.seconds]));
    if (key === builtTable) return;
    builtTable = key;
    rows.replaceChildren(...runs.map(row));
    board.hidden = clear.hidden = runs.length === 0;
  }
  function drawCharts() {
    const { now } = head, width = charts[0].clientWidth || 420;
    const key = JSON.stringify([now.number, now.curve.length, now.curve.at(-1), head.training, runs.map(run => run.number), marked, width]);
    if (key === builtCharts) return;
    builtCharts = key;
    const earlier = runs.filter(run => run.number !== now.number);
    const shownNow = head.training || now.curve.length ? now : null;
    Object.keys(charted()).forEach((kind, i) => {
      charts[i].innerHTML = chart(kind, shownNow, earlier, marked, width);
      const all = { title: charted()[kind].title, earlier: earlier.length };
      charts[i].ariaLabel = earlier.length
        ? tr("{title} over the epochs: the newest run as a band of three starts, {earlier} earlier as grey lines; the numbers are in the table", all)
        : tr("{title} over the epochs: the newest run as a band of three starts; the numbers are in the table", all);
    });
  }
  function draw() {
    frame = 0;
    drawn = performance.now();
    if (!sent) shown.forEach(show => show());
    play.textContent = head.training ? tr("■ Stop") : tr("▶ Train");
    put(all, tr("Train on all {count}", { count: count(head.all) }));
    el.dataset.training = head.training;
    bar.value = head.now.progress;
    bar.hidden = !head.training;
    put(status, statusText(head));
    put(note, head.note);
    put(code, head.code);
    put(hint, runs.length ? "" : tr("Turn a control, or press Train: three networks learn at once, from three random starts."));
    drawCharts();
    drawTable();
    if (head.now.right.length && spoken !== status.textContent) live.textContent = spoken = status.textContent;
  }
  function receive(message) {
    if (message.do !== "picture" || message.number <= number) return;
    heard = performance.now();
    alive = true;
    unanswered = 0;
    number = message.number;
    head = message;
    if (message.runs) runs = message.runs;
    answered(message);
    request();
    if (!frame && (!calm || !head.training || heard - drawn > 400)) frame = requestAnimationFrame(draw);
  }
  function request() {
    if (!head.training || !el.isConnected || lease >= number + AHEAD) return;
    lease = number + AHEAD;
    say("run", { until: lease });
  }
  function beat() {  // ask again where an answer was lost, and say so where none comes
    const quiet = performance.now() - heard;
    if (head?.training && quiet > 1000) { lease = number; request(); }
    if (sent && performance.now() - sentAt > 2000) { sent = ""; }
    const silent = gone || (head?.training && quiet > 3000) || (alive && unanswered && performance.now() - unanswered > 3000);
    el.classList.toggle("pg-stale", Boolean(silent));
    if (silent) put(status, tr("Waiting for the kernel: it is busy, or it has stopped. Then run this cell again."));
    else if (!alive && quiet > 2500) put(status, tr("No answer from the kernel: run this cell to make it live."));
    timer = setTimeout(beat, 250);
  }

  const code = make("code");
  el.append(controls, layers, make("div", { class: "pg-run", role: "group", "aria-label": tr("Training") }, play, all, bar), status, note,
    make("div", { class: "ex-charts pg-panes" }, ...charts), hint, board, make("div", { class: "pg-run" }, clear),
    make("div", { class: "pg-code" }, tr("The first of the three in code:"), " ", code), live);
  const resized = new ResizeObserver(() => { if (head) drawCharts(); });
  resized.observe(el);
  model.on("msg:custom", receive);
  say("hello");
  beat();
  return () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    resized.disconnect();
    model.off("msg:custom", receive);
  };
}

export default { render };
