// The notebooks' widgets on a page without Python: each is the same JavaScript, and what Python would answer stands in a recording
// (tools/recording.py). A widget wakes when it comes near the window (wake.js).

export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (all, name) => name in values ? values[name] : all);

// ---- recordings ----

/** A file's JSON; what is shared in it stands in a table. */
export async function read(url) {
  const packed = (await fetch(url)).body.pipeThrough(new DecompressionStream("gzip"));
  return unpacked(await new Response(packed).json());
}

/** {"$": n} is the table's n-th entry, {"+": [n, …]} a text made of such pieces. */
export function unpacked({ table, value }) {
  const known = new Map();
  function entry(number) {
    if (!known.has(number)) known.set(number, whole(table[number]));
    return known.get(number);
  }
  function whole(part) {
    if (part === null || typeof part !== "object") return part;
    if (Array.isArray(part)) return part.map(whole);
    if ("$" in part) return entry(part.$);
    if ("+" in part) return { pieces: part["+"].map(number => table[number]) };  // joined only when it is shown
    return Object.fromEntries(Object.entries(part).map(([name, inside]) => [name, whole(inside)]));
  }
  return whole(value);
}

/** The same with its texts whole. */
function joined(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  if (value.pieces) return value.pieces.join("");
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, joined(inside)]));
}
const bytes = text => new DataView(Uint8Array.from(atob(text), letter => letter.charCodeAt(0)).buffer);

// ---- the nearest of what is recorded ----

/** {"values.x1": 2, …}: a message's numbers and words by their place. */
export function flat(value, name = "", found = {}) {
  if (value !== null && typeof value === "object") for (const [key, inside] of Object.entries(value)) flat(inside, `${name}.${key}`, found);
  else if (value !== null) found[name] = typeof value === "boolean" ? Number(value) : value;
  return found;
}

/** How far apart two numbers are, as a share of what is recorded; learning rates and the like by factors. */
function measure(entries, name) {
  const all = entries.map(entry => entry.flat[name]).filter(value => typeof value === "number");
  const low = Math.min(...all), high = Math.max(...all), log = low > 0 && high > 20 * low;
  const at = value => log ? Math.log(Math.max(value, low)) : value;
  return (one, two) => typeof one === "number" && typeof two === "number" ? Math.abs(at(one) - at(two)) / (at(high) - at(low) || 1) : one === two ? 0 : 1e3;
}

/** The entry nearest to what is asked, and how far away it is. What the hand has not moved stays, if it can; and where the hand moves,
 *  something moves: an arrow key would else lead nowhere. */
export function nearest(entries, asked, current) {
  const wanted = { ...current, ...asked }, names = Object.keys(entries[0].flat);
  const measures = Object.fromEntries(names.map(name => [name, measure(entries, name)]));
  const moved = names.filter(name => name in asked && name in current && asked[name] !== current[name]);
  const weigh = name => moved.includes(name) || !moved.length ? 1 : 10;
  const far = ({ flat: there }) => names.reduce((sum, name) => sum + (name in wanted ? weigh(name) * measures[name](wanted[name], there[name]) ** 2 : 0), 0);
  const closest = list => list.reduce((best, entry) => { const d = far(entry); return d < best.d ? { entry, d } : best; }, { entry: null, d: Infinity });
  const best = closest(entries);
  if (best.d === 0) return best;
  const [name] = moved.filter(one => best.entry.flat[one] === current[one]);
  const ahead = name === undefined ? [] : entries.filter(({ flat: there }) => Math.sign(there[name] - current[name]) === Math.sign(asked[name] - current[name]));
  return ahead.length ? closest(ahead) : best;
}

// ---- what plays Python's part: the model that a widget's page is given ----

export class Model {
  /** @param {Record<string, any>} state @param {(text: string) => void} say writes below the widget */
  constructor(state, say) {
    this.state = { ...joined(state), recorded: true };
    this.say = say;
    /** @type {Map<string, Set<Function>>} */
    this.heard = new Map();
  }

  get(name) { return this.state[name]; }

  save_changes() {}

  on(name, listener) { this.heard.set(name, (this.heard.get(name) ?? new Set()).add(listener)); }

  off(name, listener) { this.heard.get(name)?.delete(listener); }

  tell(message, buffers = []) { this.heard.get("msg:custom")?.forEach(listener => listener(message, buffers)); }

  send({ to, pad: _, ...asked }) { queueMicrotask(() => this.answer(asked, to)); }

  answer() { throw new Error("not known here"); }
}

const flattened = entry => ({ ...entry, flat: flat({ ...entry.ask, do: null }) });

export class Recorded extends Model {
  /** @param {Record<string, any>} recording @param {string} spoken @param {(text: string) => void} say @param {string} [url] */
  constructor(recording, spoken, say, url) {
    super(recording.state[spoken], say);
    this.words = recording.words[spoken];
    this.entries = recording.answers[spoken].map(flattened);
    this.rest = recording.rest?.[spoken] && new URL(recording.rest[spoken], url).href;
    this.place = undefined;  // where a message has led
    this.current = {};  // {do: the fields of what has been shown last}
    this.last = [{}, []];
  }

  answer(asked, to) {
    if (this.rest && asked.do !== "hello") return this.more().then(() => this.answer(asked, to), () => {});  // the page asks again
    const entries = this.entries.filter(({ ask, from }) => ask.do === asked.do && (from === undefined || from === this.place));
    if (!entries.length) return this.refuse(to);
    const { entry, d } = nearest(entries, flat({ ...asked, do: null }), this.current[asked.do] ?? {});
    this.say(d > 1e-9 ? this.words.nearest : "");
    this.current[asked.do] = entry.flat;
    if (entry.to !== undefined) this.place = entry.to;
    return this.play(entry.tell, to);
  }

  /** The rest of the recording comes behind what the widget wakes with; what has been lost on its way is fetched again. */
  async more() {
    if (!this.rest) return;
    this.coming ??= read(this.rest);
    try {
      const entries = await this.coming;
      if (this.rest) this.entries.push(...entries.map(flattened));
      this.rest = "";
    } finally {
      this.coming = null;
    }
  }

  play(told, to) {
    for (const [mine, fields, buffers] of told) {
      const message = { ...joined(fields), to: mine ? to : "" };
      if (fields.values) this.current.set = flat({ values: fields.values });
      this.last = [message, buffers.map(bytes)];
      this.tell(...this.last);
    }
  }

  refuse(to) {
    const [message, buffers] = this.last;
    this.tell({ ...message, do: "refused", note: this.words.needs, to }, buffers);
  }
}

/** A guess is kept in this browser. */
export class Guess extends Model {
  constructor(recording, spoken, say) {
    super(recording.state[spoken], say);
    this.words = recording.words[spoken];
    this.id = recording.guess;
  }

  answer(asked, to) {
    let reply = "";
    if (asked.do === "guess") {
      const value = typeof asked.value === "string" ? "abcdefgh".indexOf(asked.value) : asked.value, { low, high } = this.state.options;
      if (typeof value === "number" && low !== undefined && low !== null && (value < low || value > high))
        return this.tell({ do: "refused", ...this.kept(), note: fill(this.words.range, { value: number(value) }), to });
      reply = value !== null ? "" : remembered(this.id) ? this.words.taken : this.words.none;
      remember(this.id, value === null ? null : { value, words: this.said(value) });
    }
    return this.tell({ do: asked.do, ...this.kept(), ...(reply ? { reply } : {}), to });
  }

  kept() {
    const kept = remembered(this.id);
    return { guess: kept?.value ?? null, reply: kept ? fill(this.words.kept, { guess: this.said(kept.value) }) : "" };
  }

  said(value) {
    const { kind, options } = this.state;
    if (kind === "choice") return fill(this.words.choice, { answer: options.choices[value] });
    if (kind === "curve") return fill(this.words.curve, { start: number(value[0]), end: number(value.at(-1)) });
    return number(value) === "1" ? this.words.one : fill(this.words.number, { number: number(value) });
  }
}

const number = value => Number(value.toPrecision(4)).toLocaleString("en-GB").replace("-", "−");

const key = id => `guess ${id}`;
export function remembered(id) {
  try { return JSON.parse(localStorage.getItem(key(id))); } catch { return null; }
}

/** Keep a guess, and say it where the answer is folded. */
function remember(id, guess) {
  try {
    if (guess) localStorage.setItem(key(id), JSON.stringify(guess)); else localStorage.removeItem(key(id));
  } catch { /* a browser may keep nothing: then it is forgotten with the page */ }
  document.querySelectorAll(`.you-guessed[data-guess="${id}"]`).forEach(place => tellGuess(place, guess));
}

export function tellGuess(place, guess) { place.textContent = guess ? fill(place.dataset.words, { guess: guess.words }) : ""; }
