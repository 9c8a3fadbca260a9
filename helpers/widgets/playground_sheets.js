// The Playground's page: what its views draw on, and in which colours.
import { make, tr } from "./page.js";
import { colors } from "./shades.js";

/** @import { State } from "./playground_parts.js" */

export const STRONG = colors(), PALE = colors(0.6);

/** A canvas as sharp as the screen; `context(w, h)` sizes and clears it, in CSS pixels. @param {import("./page.js").Attributes} [attributes] */
export function sheet(attributes) {
  const canvas = make("canvas", attributes);
  const context = (/** @type {number} */ width, /** @type {number} */ height) => {
    const ratio = window.devicePixelRatio || 1, w = Math.round(width * ratio), h = Math.round(height * ratio);
    if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
    const clear = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    clear.setTransform(ratio, 0, 0, ratio, 0, 0);
    clear.clearRect(0, 0, width, height);
    return clear;
  };
  return Object.assign(canvas, { context, drawn: 0 });
}

/** What a neuron is called. @param {State} state @param {number} l @param {number} i */
export const nameOf = ({ head }, l, i) => l === 0 ? tr("input {name}", { name: `x${"₁₂"[i]}` })
  : l === head.sizes.length - 1 ? tr("output") : tr("layer {l} neuron {i}", { l, i: i + 1 });
