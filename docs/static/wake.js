// Wakes a page's widgets when they come near the window, those in it first: a telephone's line is thin. Until then, and without
// JavaScript, their pictures stand there. It is a module of its own, since what wakes must be there once, and browsers take
// live.js?v=… and live.js for two.
import { Guess, read, Recorded, remembered, tellGuess } from "./live.js";

/** What plays Python's part for a recording. */
async function modelOf(recording) {
  if (recording.guess) return Guess;
  if (recording.network) return (await import("./reader.js")).Reader;
  return recording.start ? (await import("./playing.js")).Playing : Recorded;
}

/** @type {Map<string, Promise<unknown>>} */
const sheets = new Map();

/** When this style sheet is there, or cannot be had: a widget without its looks is never seen. @param {string} href */
function styled(href) {
  if (!sheets.has(href)) sheets.set(href, new Promise(done => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done, onerror: done }));
  }));
  return sheets.get(href);
}

/** Once what has been built keeps its height: for two frames, since what fits a drawing to its width comes at a frame's end. @param {HTMLElement} el */
async function rests(el) {
  const frame = () => new Promise(requestAnimationFrame);
  for (let height = -1; height !== el.offsetHeight; await frame().then(frame)) height = el.offsetHeight;
}

async function wake(place) {
  place.setAttribute("aria-busy", "true");  // until then it says so
  const { recording, type, live } = place.dataset, url = new URL(recording, document.baseURI).href, styles = new URL(`${live}${type}.css`, document.baseURI).href;
  const [known, page] = await Promise.all([read(url), import(new URL(`${live}${type}.js`, document.baseURI).href), styled(styles)]);
  const el = document.createElement("div"), note = Object.assign(document.createElement("p"), { className: "live-note" }), still = [...place.childNodes];
  note.setAttribute("role", "status");
  el.style.cssText = "inset: 0 0 auto; position: absolute; visibility: hidden";  // behind its picture until it is whole: nothing jumps
  place.append(el);
  const say = text => { if (note.textContent !== text) note.textContent = text; };
  const model = new (await modelOf(known))(known, place.dataset.language, say, url);
  const answered = new Promise(done => model.on("msg:custom", done));
  page.default.render({ model, el });
  await answered.then(() => rests(el));
  still.forEach(one => one.remove());
  place.append(note);
  el.style.cssText = "";
  place.dataset.awake = "true";
  complete(place, model);
}

/** The rest of a recording leaves the line to what wakes in the window. */
async function complete(place, model) {
  await new Promise(done => setTimeout(done, 300)).then(quiet);
  await model.more?.().catch(() => {});  // the page asks again, and says so
  place.removeAttribute("aria-busy");
}

/** @type {Map<Element, Promise<void>>} */
const woken = new Map();
/** @type {Set<Promise<void>>} what wakes in the window */
const first = new Set();

/** When nothing wakes in the window. */
async function quiet() { while (first.size) await Promise.all(first); }

function once(place) {
  if (!woken.has(place)) woken.set(place, wake(place).catch(error => {
    place.removeAttribute("aria-busy");
    place.dataset.asleep = error.message;
    console.error(error);
  }));
  return woken.get(place);
}

// it runs as soon as it has come, maybe before the page has been read to its end
if (document.readyState === "loading") await new Promise(done => document.addEventListener("readystatechange", done, { once: true }));
/** Calls come(place) when a widget's place comes so near to the window. @param {number} margin in pixels @param {(place: Element) => void} come */
function near(margin, come) {
  const observer = new IntersectionObserver(seen => seen.filter(one => one.isIntersecting).forEach(({ target }) => {
    observer.unobserve(target);
    come(target);
  }), { rootMargin: `${margin}px` });
  document.querySelectorAll(".live").forEach(place => observer.observe(place));
}
near(0, place => {
  const awake = once(place).finally(() => first.delete(awake));
  first.add(awake);
});
near(800, place => new Promise(requestAnimationFrame).then(quiet).then(() => once(place)));
document.querySelectorAll(".you-guessed").forEach(place => tellGuess(place, remembered(place.dataset.guess)));
const panel = document.querySelector(".train-here");
if (panel) import("./train.js").then(({ trainHere }) => trainHere(panel));
