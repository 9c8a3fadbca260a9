// Pictures that come as bytes, a byte a pixel, and their colours.
import { tint } from "./page.js";

/** The colours of all bytes. @param {(byte: number) => number[]} color red, green, blue */
const table = color => new Uint32Array(Uint8ClampedArray.from(Array.from({ length: 256 }, (_, byte) => [...color(byte), 255]).flat()).buffer);

/** 1 is negative, 128 zero, 255 positive; `strength` below 1 leaves them pale, so that points stand out; with `steps` only the sign counts. */
export const colors = (strength = 1, steps = false) => table(byte => {
  const shade = Math.max(-1, (byte - 128) / 127);
  return tint(strength * (steps ? Math.sign(shade) : shade));
});

export const INK = table(byte => Array(3).fill(255 - byte));  // 0 is paper, 255 full ink

/** Paints pictures on a canvas, which the browser stretches: on one of the page, or on one to draw from.
 * @param {HTMLCanvasElement | OffscreenCanvas} canvas */
export function painter(canvas = new OffscreenCanvas(0, 0)) {
  let /** @type {ImageData} */ image, /** @type {Uint32Array} */ pixels;
  /** @param {Uint8Array} bytes @param {number} width @param {Uint32Array} table */
  return (bytes, width, table) => {
    const height = bytes.length / width;
    if (canvas.width !== width || canvas.height !== height) {
      Object.assign(canvas, { width, height });
      image = new ImageData(width, height);
      pixels = new Uint32Array(image.data.buffer);
    }
    for (let i = 0; i < bytes.length; i++) pixels[i] = table[bytes[i]];
    /** @type {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d")).putImageData(image, 0, 0);
    return canvas;
  };
}
