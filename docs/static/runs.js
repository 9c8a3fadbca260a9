// The digits explorer shows runs that Python has recorded: this plays Python's part in the protocol of explorer.py and stream.js.
// A run goes on point by point along its recorded curve; what is not recorded leads to the nearest that is.
import { flat, Model, nearest } from "./live.js";

const PACE = 160;  // ms from one point of the curves to the next

/** What a run is looked up by. */
const place = ({ widths, activation, digits }) => ({ depth: widths.length, width: widths.length ? Math.max(...widths) : 8, activation, digits });

export class Runs extends Model {
  constructor(recording, spoken, say) {
    super(recording.state[spoken], say);
    this.words = recording.words[spoken];
    this.head = recording.head;
    this.entries = recording.runs.map(run => ({ run, flat: flat(place(run)) }));
    /** @type {Map<number, any>} */
    this.done = new Map();
    this.sent = this.until = 0;
    this.training = false;
    [{ run: this.run }] = this.entries;
    this.begin();
    this.points = this.run.curve.length;
    this.finish();
    say(this.words.trained);
    this.timer = setInterval(() => this.advance(), PACE);
  }

  answer({ do: asked, settings, run, until }, to) {
    if (asked === "run") { this.until = until; return; }
    if (asked === "start" || asked === "all") this.begin();
    if (asked === "change") this.change(settings);
    if (asked === "stop") this.training = false;
    if (asked === "remove") this.done.delete(run);
    if (asked === "clear") this.done.clear();
    this.tell({ do: asked, to, ...this.picture() });
  }

  /** The recorded run nearest to these settings begins. */
  change(settings) {
    const wanted = { ...this.run, ...settings }, { entry, d } = nearest(this.entries, flat(place(wanted)), flat(place(this.run)));
    const exact = d === 0 && ["widths", "epochs"].every(name => String(wanted[name]) === String(entry.run[name]));
    this.run = entry.run;
    this.say(exact ? this.words.trained : this.words.nearest);
    this.begin();
  }

  begin() {
    const [number] = [...this.done].find(([, run]) => run === this.run) ?? [Math.max(0, ...this.done.keys()) + 1];
    this.number = number;
    this.points = 0;
    this.training = true;
  }

  advance() {
    if (!this.training || this.sent >= this.until) return;
    this.points++;
    if (this.points >= this.run.curve.length) this.finish();
    this.tell({ do: "run", to: "", ...this.picture(!this.training) });
  }

  /** The run goes into the table. */
  finish() {
    const { run, number } = this, share = run.right.reduce((sum, one) => sum + one, 0) / run.right.length;
    Object.assign(run, { accuracy: share, lowest: Math.min(...run.right), highest: Math.max(...run.right) });
    this.done.set(number, run);
    this.training = false;
  }

  /** The state; unless complete, only what training changes. */
  picture(complete = true) {
    const { run, number, points, training } = this, ended = points >= run.curve.length, progress = points / run.curve.length;
    const { widths, activation, epochs, digits, parameters } = run;
    const now = { number, widths, activation, epochs, digits, parameters, seconds: run.seconds * progress, progress,
      right: ended ? run.right : [], curve: run.curve.slice(0, points) };
    const news = { number: ++this.sent, training, news: ended ? run.note : "", now };
    if (!complete) return news;
    const runs = [...this.done].map(([row, one]) => ({ ...one, number: row }));
    return { ...news, ...this.head, settings: { widths, activation, epochs, digits }, code: run.code, runs };
  }
}
