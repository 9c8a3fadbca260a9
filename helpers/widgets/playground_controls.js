// The Playground's page: its controls, made of what Python says of them (playground_controls.py). Each shows a setting and asks for
// a change of it.
import { labelled, make, numberField, put, tr } from "./page.js";
import { inputName } from "./playground_parts.js";

/** @typedef {Record<string, any>} Settings */
/** @typedef {{ now(): Settings | undefined, change(settings: Settings): void }} Acts */

const widthsOf = (depth, widths) => Array.from({ length: depth }, (_, l) => widths[l] ?? widths.at(-1) ?? 4);
/** @type {Record<string, { read(settings: Settings): number, ask(value: number, settings: Settings): Settings }>} */
const OF_WIDTHS = {
  depth: { read: ({ widths }) => widths.length, ask: (depth, { widths }) => ({ widths: widthsOf(depth, widths) }) },
  width: { read: ({ widths }) => Math.max(1, ...widths), ask: (width, { widths }) => ({ widths: widths.map(() => width) }) },
};

class Menu {
  /** @param {string} name @param {{ label: string, groups: [string, [string | number, string][]][] }} control @param {Acts} acts */
  constructor(name, { label, groups }, { change }) {
    this.name = name;
    this.values = groups.flatMap(([, options]) => options.map(([value]) => value));
    this.field = make("select", { onchange: () => change({ [name]: this.values[this.field.selectedIndex] }) }, ...groups.flatMap(([group, options]) => {
      const entries = options.map(([value, words]) => make("option", { value }, words));
      return group ? [make("optgroup", { label: group }, ...entries)] : entries;
    }));
    this.element = labelled(this.field, label);
  }

  show(settings) {
    const value = settings[this.name];
    if (!this.values.includes(value)) {  // from Python, where more can be set
      this.values.push(value);
      this.field.append(make("option", { value }, String(value)));
    }
    this.field.selectedIndex = this.values.indexOf(value);
  }
}

class Slider {
  /** @param {string} name @param {{ label: string, low: number, high: number, step: number }} control @param {Acts} acts */
  constructor(name, { label, low, high, step }, { now, change }) {
    const { read, ask } = OF_WIDTHS[name] ?? { read: settings => settings[name], ask: value => ({ [name]: value }) };
    this.read = read;
    this.value = make("b", { "aria-hidden": "true" });
    this.field = make("input", { type: "range", min: low, max: high, step, "aria-label": label, oninput: () => {
      const settings = now();
      put(this.value, this.field.value);
      if (settings) change(ask(this.field.valueAsNumber, settings));
    } });
    this.element = labelled(this.field, label, " ", this.value);
  }

  show(settings) {
    const value = String(this.read(settings));
    if (!this.field.matches(":active")) this.field.value = value;
    put(this.value, value);
  }
}

class NumberField {
  /** @param {string} name @param {{ label: string, low: number, high: number, step: number }} control @param {Acts} acts */
  constructor(name, { label, low, high, step }, { change }) {
    this.name = name;
    this.field = numberField({ min: low, max: high, step, onchange: () => change({ [name]: this.field.valueAsNumber }) });
    this.element = labelled(this.field, label);
  }

  show(settings) { if (document.activeElement !== this.field) this.field.value = settings[this.name]; }
}

const tick = (text, turned) => {
  const field = make("input", { type: "checkbox", onchange: () => turned(field.checked) });
  return { field, label: make("label", {}, field, text) };
};

class Tick {
  /** @param {string} name @param {{ label: string }} control @param {Acts} acts */
  constructor(name, { label }, { change }) {
    this.name = name;
    const { field, label: element } = tick(label, on => change({ [name]: on }));
    this.field = field;
    this.element = element;
  }

  show(settings) { this.field.checked = settings[this.name]; }
}

class Inputs {
  /** @param {string} name @param {{ label: string, options: string[] }} control @param {Acts} acts */
  constructor(name, { label, options }, { change }) {
    this.name = name;
    this.options = options;
    const turned = () => change({ [name]: options.filter((_, i) => this.ticks[i].field.checked) });
    this.ticks = options.map(option => tick(inputName(option), turned));
    this.element = make("div", { class: "pg-ticks", role: "group", "aria-label": tr("Inputs of the network") }, make("span", {}, label),
      ...this.ticks.map(one => one.label));
  }

  show(settings) { this.ticks.forEach(({ field }, i) => { field.checked = settings[this.name].includes(this.options[i]); }); }
}

const KINDS = { menu: Menu, slider: Slider, number: NumberField, tick: Tick, ticks: Inputs };

/** The fields for all settings: those over the network, its inputs, and what is ticked under the map. */
export class Controls {
  /** @param {Record<string, any>} form Python's description @param {Acts} acts */
  constructor(form, acts) {
    this.all = Object.entries(form).filter(([, control]) => control.kind in KINDS).map(([name, control]) => {
      const one = new KINDS[control.kind](name, control, acts);
      one.element.dataset.control = name;
      return one;
    });
    const of = (...kinds) => this.all.filter(one => kinds.some(kind => one instanceof KINDS[kind])).map(one => one.element);
    this.fields = make("div", { class: "pg-controls", role: "group", "aria-label": tr("Settings of the playground") }, ...of("menu", "slider", "number"));
    this.inputs = of("ticks");
    this.view = make("div", { class: "pg-ticks" }, ...of("tick"));
  }

  /** @param {Settings} settings */
  show(settings) { this.all.forEach(one => one.show(settings)); }
}

/** What a click on the map adds, and by keyboard two fields. */
export class OwnPoints {
  /** @param {{ say(action: string, more?: object): void, adds(on: boolean): void }} acts */
  constructor({ say, adds }) {
    this.say = say;
    this.adds = adds;
    this.kind = make("select", { onchange: () => this.chosen() },
      make("option", { value: "" }, tr("nothing")), make("option", { value: 1 }, tr("a blue point")), make("option", { value: 0 }, tr("an orange point")));
    const fields = ["x₁", "x₂"].map(name => make("input", { type: "number", min: -3, max: 3, step: 0.1, value: 0, "aria-label": tr("{name} of my point", { name }) }));
    const [x, y] = fields;
    this.byKey = make("span", { class: "pg-own", hidden: "" }, tr("or at"), ...fields,
      make("button", { onclick: () => this.add(x.valueAsNumber, y.valueAsNumber) }, tr("Add")));
    this.element = make("div", { class: "pg-ticks", "data-control": "points" }, make("label", {}, tr("A click adds"), " ", this.kind), this.byKey,
      make("button", { onclick: () => say("clear") }, tr("Clear my points")));
    this.empty = false;
  }

  add(x, y) { if (this.kind.value !== "") this.say("point", { x, y, label: Number(this.kind.value) }); }

  chosen() {
    const on = this.kind.value !== "";
    this.byKey.hidden = !on;
    this.adds(on);
  }

  /** Without data a click is there to add a point. @param {Settings} settings */
  show({ data }) {
    const empty = data === "none";
    if (empty && !this.empty && this.kind.value === "") {
      this.kind.value = "1";
      this.chosen();
    }
    this.empty = empty;
  }
}
