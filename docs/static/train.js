// "Train one here", on the first page: on a press some thousand digits come, and a network learns them before one's eyes; then it reads
// what is drawn on the pad, beside the course's (reader.js tells its pixels). site.css has its looks, tools/website.py its words.
import { fill } from "./live.js";
import { Network, OPTIMIZERS, random } from "./network.js";
import { drawn } from "./reader.js";

const SIZES = [784, 32, 10], EPOCHS = 4, BATCH = 32, RATE = 0.005, UNSEEN = 500, MOMENT = 12;  // ms of training between two pictures

/** The digits of a file: labels, then pixels, two in a byte. @param {string} url @param {(share: number) => void} told */
async function digits(url, told) {
  const answer = await fetch(url), size = Number(answer.headers.get("content-length"));
  let come = 0;
  const counted = new TransformStream({ transform(piece, out) { come += piece.length; told(size ? come / size : 0); out.enqueue(piece); } });
  const raw = new Uint8Array(await new Response(answer.body.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  const n = raw.length / 393, X = new Float64Array(784 * n);
  raw.subarray(n).forEach((two, i) => { X[2 * i] = (two >> 4) / 15; X[2 * i + 1] = (two & 15) / 15; });
  const T = new Float64Array(10 * n);
  raw.subarray(0, n).forEach((label, i) => { T[10 * i + label] = 1; });
  return { n, X, T };
}

/** Trains, with a moment for the browser between two pieces; yields the share of the training that is done and the share of right new digits. */
async function* learning({ n, X, T }, network) {
  const optimize = OPTIMIZERS.adam(RATE), { order } = random(Date.now()), seen = n - UNSEEN, steps = EPOCHS * Math.ceil(seen / BATCH);
  const right = () => network.measure(X.subarray(784 * seen), T.subarray(10 * seen)).accuracy;
  yield { done: 0, right: right() };
  let step = 0, rested = performance.now();
  for (let epoch = 0; epoch < EPOCHS; epoch++) for (let start = 0, places = order(seen); start < seen; start += BATCH, step++) {
    const chosen = places.slice(start, start + BATCH), x = new Float64Array(784 * chosen.length), t = new Float64Array(10 * chosen.length);
    chosen.forEach((i, row) => { x.set(X.subarray(784 * i, 784 * (i + 1)), 784 * row); t.set(T.subarray(10 * i, 10 * (i + 1)), 10 * row); });
    optimize(network.theta, network.gradient(x, t));
    if (performance.now() - rested < MOMENT && step < steps - 1) continue;
    await new Promise(requestAnimationFrame);
    if ((step + 1) % 12 < 2 || step >= steps - 1) yield { done: (step + 1) / steps, right: right() };
    rested = performance.now();
  }
}

/** A line of the list: the digit, a bar as long as its confidence, the confidence. @param {number} digit @param {HTMLElement} list */
function rowFor(digit, list) {
  const row = list.appendChild(document.createElement("li")), [name, length, number] = ["b", "i", "span"].map(tag => document.createElement(tag));
  name.textContent = String(digit);
  row.append(name, length, number);
  return { row, length, number };
}

/** The panel of the page. @param {HTMLElement} panel */
export function trainHere(panel) {
  const words = JSON.parse(panel.dataset.words), part = (/** @type {string} */ name) => panel.querySelector(`.${name}`);
  const [button, bar, status, curve, mine] = ["th-train", "th-bar", "th-status", "th-curve", "th-mine"].map(part);
  const rows = Array.from({ length: 10 }, (_, digit) => rowFor(digit, mine));
  /** @type {Network | null} */
  let network = null;

  function read() {
    if (!network || !drawn.pixels) return;
    const scores = network.forward(drawn.pixels).a.at(-1), best = scores.indexOf(Math.max(...scores));
    rows.forEach(({ row, length, number }, digit) => {
      length.style.width = drawn.blank ? "0" : `${100 * scores[digit]}%`;
      number.textContent = drawn.blank ? "" : scores[digit].toFixed(2);
      row.className = digit === best && !drawn.blank ? "th-best" : "";
    });
    mine.setAttribute("aria-label", drawn.blank ? words.draw : fill(words.reads, { digit: best }));
    part("th-says").textContent = drawn.blank ? words.draw : fill(words.reads, { digit: best });
  }

  async function train() {
    if (panel.dataset.state === "trains") return;
    const learner = new Network(SIZES, "relu", "softmax");
    learner.initialize("he", random(Date.now()).normal);
    button.setAttribute("aria-disabled", "true");  // a disabled one would lose the focus
    panel.dataset.state = "trains";
    status.textContent = words.fetches;
    const points = [];
    try {
      const all = await digits(panel.dataset.digits, share => { bar.value = share; });
      for await (const { done, right } of learning(all, learner)) {
        bar.value = done;
        points.push([100 * done, 100 - 100 * right]);
        curve.setAttribute("points", points.map(point => point.join(",")).join(" "));
        status.textContent = fill(done < 1 ? words.trains : words.trained, { right: Math.round(100 * right) });
        if (done) { network = learner; read(); }
      }
    } catch (error) {
      status.textContent = fill(words.failed, { why: error.message });
      panel.dataset.state = "failed";
    }
    button.removeAttribute("aria-disabled");
    button.textContent = words.again;
    if (panel.dataset.state === "trains") panel.dataset.state = "trained";
  }

  button.addEventListener("click", train);
  document.addEventListener("digit", read);
}
