// The Playground's page: what its views draw on, and in which colours.
import { make, tr } from "./page.js";
import { colors } from "./playground_parts.js";

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

/** Paints square maps, one below the other, on a canvas, a byte a pixel: on one of the page, which the browser stretches, or on one to
 *  draw from. @param {HTMLCanvasElement | OffscreenCanvas} canvas */
export function painter(canvas = new OffscreenCanvas(0, 0)) {
  let /** @type {ImageData} */ image, /** @type {Uint32Array} */ pixels;
  /** @param {Uint8Array} maps @param {number} side @param {Uint32Array} table */
  return (maps, side, table) => {
    const height = maps.length / side;
    if (canvas.width !== side || canvas.height !== height) {
      Object.assign(canvas, { width: side, height });
      image = new ImageData(side, height);
      pixels = new Uint32Array(image.data.buffer);
    }
    for (let i = 0; i < maps.length; i++) pixels[i] = table[maps[i]];
    /** @type {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d")).putImageData(image, 0, 0);
    return canvas;
  };
}

/** What a neuron is called. @param {State} state @param {number} l @param {number} i */
export const nameOf = ({ head }, l, i) => l === 0 ? tr("input {name}", { name: `x${"₁₂"[i]}` })
  : l === head.sizes.length - 1 ? tr("output") : tr("layer {l} neuron {i}", { l, i: i + 1 });
