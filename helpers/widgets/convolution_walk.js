// The convolution walk's page. Python computes the maps; the page walks along them and shows the products in the window.
// One number, `position`, says all: how far the walk has come, in steps and parts of a step (sceneAt in convolution_views.js).
import { belongs, fill, make, put, tr } from "./page.js";
import { animate, asking, calm, draggable, fitted, region, set, svg, written } from "./stage.js";
import { extend, moved, toPoint } from "./pen.js";
import {
  arithmetic, between, block, css, decodeWalk, grid, inkOn, inkShade,
  lastStep, say, sceneAt, shade, SIDE, stepOf, underWindow, wires,
} from "./convolution_views.js";

const SPEEDS = [1, 5, 30, 120];

function render({ model, el }) {
  belongs(el, model, "cw");
  let head = null, position = 0, motion = null, drawing = false, one = null, width = 900, painted = "";
  let strokes = [], line = null, pen = [0.4, 0.2], penDown = false;
  const held = new Set();

  // ---- what is on the page ----
  const button = (text, onclick, attributes = {}) => make("button", { onclick, ...attributes }, text);
  const image = grid(tr("The window on the image")), map = grid(tr("A place of the feature map")), pooled = grid(tr("A block of the pooled map"));
  const sums = arithmetic(), net = wires();
  const dot = svg("circle", { class: "cw-dot", r: 0.7, visibility: "hidden" });
  const paper = svg("rect", { class: "cw-hit", width: SIDE, height: SIDE, tabindex: -1, visibility: "hidden", role: "application", "aria-label": tr("Drawing pad"), "data-lm-suppress-shortcuts": "true" });
  image.stage.append(dot, paper);
  const sumText = make("p", { class: "cw-sentence" }), sumTitle = make("p"), rows = make("p"), outputs = make("p"), count = make("p"), oneText = make("p", { class: "cw-one" });
  const said = region(), note = make("div", { class: "pg-note", role: "alert" });
  const play = button(tr("Play"), toggle, { class: "pg-play" });
  const speed = make("select", { "aria-label": tr("Speed"), onchange: () => { if (motion) { pause(); walk(); } } },
    ...SPEEDS.map(value => make("option", { value, ...(value === 30 && { selected: "" }) }, tr("{count} places a second", { count: value }))));
  const bar = make("input", { type: "range", min: 0, value: 0, "aria-label": tr("How far the walk has come"), oninput: () => go(bar.valueAsNumber) });
  const menu = make("select", { "aria-label": tr("Kernel"), onchange: () => talk.ask({ do: "kernel", name: menu.value }) });
  const sizes = make("select", { "aria-label": tr("Size of your own kernel"), onchange: resize },
    make("option", { value: 3 }, "3 × 3"), make("option", { value: 5 }, "5 × 5"));
  const fields = make("div", { class: "cw-kernel", role: "group", "aria-label": tr("The kernel's weights") });
  const bias = make("input", { type: "number", step: "any", "aria-label": "b", onchange: () => ownKernel(null, bias.valueAsNumber) });
  const pencil = button(tr("Draw"), () => pencilDown(!drawing), { "aria-pressed": "false" });
  const again = button(tr("Clear"), () => { line = null; strokes = []; drawn(); }, { hidden: "" });

  // ---- the walk ----
  const sizesOf = () => ({ n: head.n, p: head.p });
  function go(step, speak = true) {
    pause();
    position = Math.max(0, Math.min(lastStep(sizesOf()), step));
    show();
    if (speak) speakOf(sceneAt(position, sizesOf()));
  }
  function toggle() { if (motion) { pause(); speakOf(sceneAt(Math.floor(position), sizesOf())); } else walk(); }
  function walk() {
    if (!head) return;
    pencilDown(false);
    const end = lastStep(sizesOf());
    if (position >= end) position = 0;
    const start = position, rate = calm() ? Math.min(4, Number(speed.value)) : Number(speed.value);
    put(play, tr("Pause"));
    motion = animate(el, time => {
      position = Math.min(end, start + rate * time / 1000);
      show();
      if (position < end) return true;
      pause();
      speakOf(sceneAt(end, sizesOf()));
      return false;
    });
  }
  function pause() { motion?.stop(); motion = null; position = Math.floor(position); put(play, tr("Play")); }

  // ---- the picture at `position` ----
  function show() {
    const now = sceneAt(Math.floor(position), sizesOf()), { row, column } = calm() ? now : between(position, sizesOf());
    const sliding = now.phase === "slide", pooling = now.phase === "pool", framed = !drawing;
    image.frame(row, column, sliding && framed ? head.size : 0);
    map.frame(pooling ? 2 * row : row, pooling ? 2 * column : column, framed ? { slide: 1, rectify: 0, pool: 2 }[now.phase] : 0);
    pooled.frame(row, column, pooling && framed ? 1 : 0);
    if (sliding) net.show(head, row, column, Math.floor(position), one);
    else if (painted !== now.phase) net.show(head, head.n - 1, head.n - 1, Infinity, one);
    const key = `${Math.floor(position)}`;
    if (painted === key) return;
    painted = key;
    const known = Math.floor(position), blocks = known - head.n ** 2 - 1, z = sliding ? head.z : head.a;
    map.paint(i => i <= known ? shade(z[i], head.zLargest) : null);
    pooled.paint(i => i <= blocks ? shade(head.pooled[i], head.zLargest) : null);
    put(map.caption, say(sliding ? head.words.map : head.words.relu, { side: head.n }));
    bar.value = String(known);
    calculate(now);
  }
  function values({ phase, row, column }) {
    const z = phase === "slide" ? head.z[row * head.n + column] : head.pooled[row * head.p + column];
    return { row: row + 1, column: column + 1, count: head.size ** 2, b: written(head.b, 3), z: written(z, 3), a: written(Math.max(0, z), 3), sum: written(z - head.b, 3) };
  }
  function calculate(now) {
    const pooling = now.phase === "pool";
    sums.size(pooling ? 2 : head.size);
    if (pooling) {
      const four = block(head, now.row, now.column), top = four.indexOf(Math.max(...four));
      four.forEach((value, q) => sums.write(q, ["", written(value, 2), q === top ? tr("largest") : ""], value, head.zLargest));
    } else {
      const place = now.phase === "slide" ? now : { row: head.n - 1, column: head.n - 1 };
      underWindow(head, place.row, place.column).forEach((pixel, q) => {
        const { size } = head, weight = head.weights[q];
        sums.write(q, [written(pixel, 2), `×${size === 5 ? "" : " "}${written(weight, 2)}`, `${size === 5 ? "" : "= "}${written(pixel * weight, 2)}`], pixel * weight, head.largest);
      });
    }
    put(sumText, say(head.words[now.phase], values(now)));
    put(sumTitle, pooling ? head.words.block : head.words.window);
    set(sums.stage, { "aria-label": sumText.textContent });
    for (const { hit } of [image, map, pooled]) set(hit, { "aria-valuetext": `${now.row + 1}, ${now.column + 1}` });
  }
  const speakOf = now => put(said, say(head.words[`said_${now.phase}`], values(now)));

  // ---- the hand on the pictures: each leads to a place ----
  function handle(square, phase, toPlace) {
    const limit = () => (phase === "pool" ? head.p : head.n) - 1;
    const at = (row, column) => go(stepOf(phase, ...[row, column].map(value => Math.max(0, Math.min(limit(), value))), sizesOf()));
    const drag = (x, y) => { if (head) at(...toPlace(...square.cell(x, y))); };
    draggable(square.hit, { name: square.hit.getAttribute("aria-label"), drag, nudge: (right, up) => {
      if (!head) return;
      const now = sceneAt(Math.floor(position), sizesOf()), place = now.phase === phase ? now : { row: 0, column: 0 };
      at(place.row - up, place.column + right);
    } });
    square.hit.addEventListener("pointerdown", event => {
      const box = square.hit.getBoundingClientRect(), cells = Number(square.hit.getAttribute("width"));
      drag((event.clientX - box.left) / box.width * cells, (event.clientY - box.top) / box.height * cells);
    });
  }
  handle(image, "slide", (row, column) => [row, column].map(value => value - (head.size - 1) / 2));
  handle(map, "slide", (row, column) => [row, column]);
  handle(pooled, "pool", (row, column) => [row, column]);

  // ---- the pen ----
  function pencilDown(on) {
    if (!head || drawing === on) return;
    drawing = on;
    pencil.setAttribute("aria-pressed", on);
    put(pencil, on ? tr("Done") : tr("Draw"));
    again.hidden = !on;
    set(paper, { visibility: on ? "visible" : "hidden", tabindex: on ? 0 : -1 });
    set(image.hit, { visibility: on ? "hidden" : "visible" });
    if (on) { pause(); strokes = head.strokes ?? []; position = lastStep(sizesOf()); put(said, head.words.said_draw); drawn(); paper.focus({ preventScroll: true }); }
    else { line = null; penDown = false; position = head.first; }
    painted = "";
    put(image.caption, say(on ? head.words.said_draw : head.words.image, { side: SIDE }));
    trace();
    show();
  }
  function trace() {
    set(dot, { cx: pen[0] * SIDE, cy: pen[1] * SIDE, visibility: drawing && document.activeElement === paper ? "visible" : "hidden", "fill-opacity": penDown ? 1 : 0 });
  }
  function begin(point) { line = [point]; strokes = [...strokes, line]; drawn(); }
  function drawn() { trace(); talk.ask({ do: "draw", strokes }); }
  const place = event => toPoint(event.clientX, event.clientY, paper.getBoundingClientRect());
  fill(paper, {
    onpointerdown: event => { if (event.isPrimary && !event.button) { paper.setPointerCapture(event.pointerId); begin(place(event)); } },
    onpointermove: event => { if (line && !penDown && extend(line, place(event))) drawn(); },
    onpointerup: () => { line = null; }, onpointercancel: () => { line = null; },
    onfocus: trace, onblur: () => { held.clear(); penDown = false; line = null; trace(); }, onkeyup: event => held.delete(event.key),
    onkeydown: event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.startsWith("Arrow")) {
        pen = moved(pen, held.add(event.key));
        if (penDown) { extend(line, pen, 0); drawn(); } else trace();
      } else if (event.key === " ") {
        penDown = !penDown;
        if (penDown) begin(pen); else line = null;
        trace();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    } }, []);

  // ---- the kernel ----
  function ownKernel(q, value) {  // the others keep the decimals that their fields do not show
    if (q === null) head.b = value; else head.weights[q] = value;
    talk.ask({ do: "own", weights: [...head.weights], b: head.b });
  }
  function resize() {
    const side = Number(sizes.value), middle = (side * side - 1) / 2;
    talk.ask({ do: "own", weights: Array.from({ length: side * side }, (_, q) => q === middle ? 1 : 0), b: 0 });
  }
  function point(q) {
    one = q;
    put(oneText, q === null ? head.words.focus : say(head.words.one, { name: q + 1, weight: written(head.weights[q], 3), places: (head.n ** 2).toLocaleString("en-GB") }));
    painted = "";
    show();
  }
  function writeKernel() {
    if (fields.children.length !== head.size ** 2)
      fields.replaceChildren(...Array.from({ length: head.size ** 2 }, (_, q) => make("input", {
        type: "number", step: "any", "aria-label": `w${q + 1}`, onchange: event => ownKernel(q, event.target.valueAsNumber), onfocus: () => point(q), onblur: () => point(null) })));
    fields.style.setProperty("--side", head.size);
    fields.querySelectorAll("input").forEach((input, q) => {
      input.value = String(Number(head.weights[q].toFixed(3)));
      Object.assign(input.style, { background: css(shade(head.weights[q], head.largest)), color: inkOn(head.weights[q], head.largest) });
    });
    bias.value = String(Number(head.b.toFixed(3)));
    sizes.value = head.size;
    if (menu.children.length !== head.kernels.length) menu.replaceChildren(...head.kernels.map(name => make("option", { value: name }, head.names[name])));
    menu.value = head.kernel;
  }

  // ---- answers in ----
  const talk = asking(model, (message, buffers) => {
    const before = head;
    head = decodeWalk(message, buffers);
    head.largest = Math.max(...head.weights.map(Math.abs));
    head.zLargest = Math.max(...head.z.map(Math.abs)) || 1;
    put(note, head.note);
    [[image, SIDE], [map, head.n], [pooled, head.p]].forEach(([square, cells]) => square.size(cells));
    image.paint(i => inkShade(head.image[i]));
    if (!drawing) put(image.caption, say(head.words.image, { side: SIDE }));
    put(rows, say(head.words.rows, { size: head.size }));
    put(outputs, head.words.outputs);
    net.describe(tr("{one}. {two}.", { one: rows.textContent, two: outputs.textContent }));
    put(pooled.caption, say(head.words.pooled, { side: head.p }));
    put(count, say(head.words.wires, { count: head.size ** 2, wires: (head.n ** 2 * head.size ** 2).toLocaleString("en-GB"), full: (SIDE ** 2 * head.n ** 2).toLocaleString("en-GB") }));
    bar.max = String(lastStep(sizesOf()));
    if (!before) position = head.first;
    else if (drawing) position = lastStep(sizesOf());
    else if (!motion && (before.n !== head.n || (before.strokes && !head.strokes))) position = head.first;
    position = Math.min(position, lastStep(sizesOf()));
    painted = "";
    net.build(width, head);  // first: a field that goes away loses the focus, which draws
    writeKernel();
    point(one !== null && one < head.size ** 2 ? one : null);
  }, () => put(note, head?.words.silent ?? tr("No answer from the kernel: run this cell to bring it to life.")));

  image.figure.append(make("div", { class: "pg-run" }, pencil, again, button(tr("The digit"), () => { pencilDown(false); talk.ask({ do: "digit" }); })));
  el.append(
    make("div", { class: "pg-run" }, play, button("◀", () => go(Math.ceil(position) - 1), { "aria-label": tr("One step back") }),
      button("▶", () => go(Math.floor(position) + 1), { "aria-label": tr("One step on") }), speed, make("label", { class: "cw-bar" }, bar)),
    make("div", { class: "cw-row" }, image.figure, make("figure", { class: "cw-sum" }, sums.stage, make("figcaption", {}, sumTitle, sumText)), make("div", { class: "cw-maps" }, map.figure, pooled.figure)),
    note, said,
    make("div", { class: "cw-shared" },
      make("div", { class: "cw-own" }, make("div", { class: "pg-run" }, make("label", {}, tr("Kernel"), " ", menu), sizes), fields, make("label", {}, "b ", bias)),
      make("figure", { class: "cw-net" }, rows, net.stage, make("figcaption", {}, outputs, count, oneText))));
  const stop = fitted(net.stage.parentElement, now => { width = now; if (head) { net.build(width, head); painted = ""; show(); } });
  talk.ask({ do: "hello" });
  return () => { stop(); talk.stop(); motion?.stop(); };
}

export default { render };
