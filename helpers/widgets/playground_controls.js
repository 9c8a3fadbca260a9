// The Playground's page: its controls, made of what Python says of them (playground_settings.py). Each shows a setting and asks for
// a change of it.
import { labelled, make, menu, numberField, put, tr, underHand } from "./page.js";

/** @typedef {Record<string, any>} Settings */
/** @typedef {{ now(): Settings | null, change(settings: Settings): void }} Acts */

/** @param {number} depth @param {number[]} widths */
const widthsOf = (depth, widths) => Array.from({ length: depth }, (_, l) => widths[l] ?? widths.at(-1) ?? 4);
/** @type {Record<string, { read(settings: Settings): number, ask(value: number, settings: Settings): Settings }>} */
const OF_WIDTHS = {
  depth: { read: ({ widths }) => widths.length, ask: (depth, { widths }) => ({ widths: widthsOf(depth, widths) }) },
  width: { read: ({ widths }) => Math.max(1, ...widths), ask: (width, { widths }) => ({ widths: widths.map(() => width) }) },
};

/** @typedef {{ kind: string, label: string, low: number, high: number, step: number, options: any[] }} Control what a kind of control has of it, from Python */
/** @type {Record<string, (name: string, control: Control, acts: Acts) => { element: HTMLElement, show(settings: Settings): void }>} */
const KINDS = {
  menu(name, { label, options }, { change }) {
    const values = options.map(([value]) => value), field = menu(() => change({ [name]: values[field.selectedIndex] }), options);
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
    const field = make("input", { type: "checkbox", onchange: () => change({ [name]: field.checked }) });
    return { element: make("label", {}, field, label), show(settings) { field.checked = settings[name]; } };
  },
};

/** The fields for all settings: those over the network, and what is ticked under the map.
 * @param {Record<string, Control>} form Python's description @param {Acts} acts */
export function settingFields(form, acts) {
  const all = Object.entries(form).map(([name, control]) => {
    const one = KINDS[control.kind](name, control, acts);
    one.element.dataset.control = name;
    return { ...one, kind: control.kind };
  });
  const of = (/** @type {string[]} */ ...kinds) => all.filter(one => kinds.includes(one.kind)).map(one => one.element);
  return {
    fields: make("div", { class: "pg-controls", role: "group", "aria-label": tr("Settings of the playground") }, ...of("menu", "slider", "number")),
    view: make("div", { class: "pg-ticks" }, ...of("tick")),
    /** @param {Settings} settings */
    show: settings => all.forEach(one => one.show(settings)),
  };
}
