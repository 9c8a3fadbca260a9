// The Playground's page: its controls, made of what Python says of them (playground_settings.py). Each shows a setting and asks for
// a change of it.
import { button, labelled, make, menu, numberField, put, tr, underHand } from "./page.js";
import { inputName } from "./playground_parts.js";

/** @typedef {Record<string, any>} Settings */
/** @typedef {{ now(): Settings | null, change(settings: Settings): void }} Acts */

/** @param {number} depth @param {number[]} widths */
const widthsOf = (depth, widths) => Array.from({ length: depth }, (_, l) => widths[l] ?? widths.at(-1) ?? 4);
/** @type {Record<string, { read(settings: Settings): number, ask(value: number, settings: Settings): Settings }>} */
const OF_WIDTHS = {
  depth: { read: ({ widths }) => widths.length, ask: (depth, { widths }) => ({ widths: widthsOf(depth, widths) }) },
  width: { read: ({ widths }) => Math.max(1, ...widths), ask: (width, { widths }) => ({ widths: widths.map(() => width) }) },
};

/** A box to tick. @param {string} text @param {(on: boolean) => void} turned */
const box = (text, turned) => {
  const field = make("input", { type: "checkbox", onchange: () => turned(field.checked) });
  return { field, element: make("label", {}, field, text) };
};

/** @typedef {{ kind: string, label: string, low: number, high: number, step: number, options: string[],
 *   groups: [string, [string | number, string][]][] }} Control what a kind of control has of it, from Python */
/** @type {Record<string, (name: string, control: Control, acts: Acts) => { element: HTMLElement, show(settings: Settings): void }>} */
const KINDS = {
  menu(name, { label, groups }, { change }) {
    const values = groups.flatMap(([, options]) => options.map(([value]) => value));
    const field = make("select", { onchange: () => change({ [name]: values[field.selectedIndex] }) }, ...groups.flatMap(([group, options]) => {
      const entries = options.map(([value, words]) => make("option", { value }, words));
      return group ? [make("optgroup", { label: group }, ...entries)] : entries;
    }));
    return { element: labelled(field, label), show({ [name]: value }) {
      if (!values.includes(value)) {  // from Python, where more can be set
        values.push(value);
        field.append(make("option", { value }, String(value)));
      }
      field.selectedIndex = values.indexOf(value);
    } };
  },

  slider(name, { label, low, high, step }, { now, change }) {
    const { read, ask } = OF_WIDTHS[name] ?? { read: settings => settings[name], ask: value => ({ [name]: value }) };
    const value = make("b", { "aria-hidden": "true" });
    const field = make("input", { type: "range", min: low, max: high, step, "aria-label": label, oninput: () => {
      const settings = now();
      put(value, field.value);
      if (settings) change(ask(field.valueAsNumber, settings));
    } });
    return { element: labelled(field, label, " ", value), show(settings) {
      const text = String(read(settings));
      if (!field.matches(":active")) field.value = text;
      put(value, text);
    } };
  },

  number(name, { label, low, high, step }, { change }) {
    const field = numberField({ min: low, max: high, step, onchange: () => change({ [name]: field.valueAsNumber }) });
    return { element: labelled(field, label), show(settings) { if (!underHand(field)) field.value = settings[name]; } };
  },

  tick(name, { label }, { change }) {
    const { field, element } = box(label, on => change({ [name]: on }));
    return { element, show(settings) { field.checked = settings[name]; } };
  },

  ticks(name, { label, options }, { change }) {
    const boxes = options.map(option => box(inputName(option), () => change({ [name]: options.filter((_, i) => boxes[i].field.checked) })));
    const element = make("div", { class: "pg-ticks", role: "group", "aria-label": tr("Inputs of the network") }, make("span", {}, label),
      ...boxes.map(one => one.element));
    return { element, show(settings) { boxes.forEach(({ field }, i) => { field.checked = settings[name].includes(options[i]); }); } };
  },
};

/** The fields for all settings: those over the network, its inputs, and what is ticked under the map.
 * @param {Record<string, Control>} form Python's description @param {Acts} acts */
export function settingFields(form, acts) {
  const all = Object.entries(form).filter(([, control]) => control.kind in KINDS).map(([name, control]) => {
    const one = KINDS[control.kind](name, control, acts);
    one.element.dataset.control = name;
    return { ...one, kind: control.kind };
  });
  const of = (/** @type {string[]} */ ...kinds) => all.filter(one => kinds.includes(one.kind)).map(one => one.element);
  return {
    fields: make("div", { class: "pg-controls", role: "group", "aria-label": tr("Settings of the playground") }, ...of("menu", "slider", "number")),
    inputs: of("ticks"),
    view: make("div", { class: "pg-ticks" }, ...of("tick")),
    /** @param {Settings} settings */
    show: settings => all.forEach(one => one.show(settings)),
  };
}

/** What a click on the map adds, and by keyboard two fields.
 * @param {{ say(action: string, more?: object): void, adds(on: boolean): void }} acts */
export function ownPoints({ say, adds }) {
  const kind = menu(chosen, [["", tr("nothing")], [1, tr("a blue point")], [0, tr("an orange point")]]);
  const fields = ["x₁", "x₂"].map(name => make("input", { type: "number", min: -3, max: 3, step: 0.1, value: 0, "aria-label": tr("{name} of my point", { name }) }));
  const byKey = make("span", { class: "pg-own", hidden: "" }, tr("or at"), ...fields,
    button(tr("Add"), () => add(fields[0].valueAsNumber, fields[1].valueAsNumber)));
  const element = make("div", { class: "pg-ticks", "data-control": "points" }, make("label", {}, tr("A click adds"), " ", kind), byKey,
    button(tr("Clear my points"), () => say("clear")));
  let wasEmpty = false;
  /** @param {number} x @param {number} y */
  function add(x, y) { if (kind.value !== "") say("point", { x, y, label: Number(kind.value) }); }
  function chosen() {
    const on = kind.value !== "";
    byKey.hidden = !on;
    adds(on);
  }
  /** Without data a click is there to add a point. @param {Settings} settings */
  function show({ data }) {
    const empty = data === "none";
    if (empty && !wasEmpty && kind.value === "") {
      kind.value = "1";
      chosen();
    }
    wasEmpty = empty;
  }
  return { element, add, show };
}
