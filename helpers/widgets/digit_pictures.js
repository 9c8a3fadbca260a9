// Pictures that come as bytes: ink 0 paper … 255 full, or signed 1 orange, 128 grey, 255 blue.
import { bytes, make, tint } from "./page.js";

/** @typedef {{ height: number, width: number, shades: Uint8Array }} Picture */

/** RGBA of bytes. @param {Uint8Array} shades @param {boolean} signed */
export function paint(shades, signed) {
  const rgba = new Uint8ClampedArray(4 * shades.length).fill(255);
  shades.forEach((shade, i) => {
    const rgb = signed ? tint((shade - 128) / 127) : null;
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = rgb ? rgb[c] : 255 - shade;
  });
  return rgba;
}

/** An answer's pictures by name. @param {Record<string, any>} head @param {DataView[]} buffers @returns {Record<string, Picture>} */
export function decode(head, buffers) {
  return Object.fromEntries(head.pictures.map((/** @type {[string, number, number]} */ [name, height, width], /** @type {number} */ i) => {
    const shades = bytes(buffers[i]);
    if (shades.length !== height * width) throw new Error(`${name}: ${shades.length} bytes for ${height} × ${width}`);
    return [name, { height, width, shades }];
  }));
}

/** A canvas of the picture's own size, to be drawn larger. @param {Picture} picture @param {boolean} signed */
export function small({ height, width, shades }, signed) {
  const canvas = new OffscreenCanvas(width, height);
  /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d")).putImageData(new ImageData(paint(shades, signed), width, height), 0, 0);
  return canvas;
}

const SIDE = 224;

/** A picture on a square canvas, as large as fits with whole proportions. */
export class Tile {
  constructor() { this.element = make("canvas", { width: SIDE, height: SIDE, role: "img" }); }

  /** @param {Picture} picture @param {boolean} signed @param {string} words
   *  @param {(context: CanvasRenderingContext2D) => void} mark draws on top, in the picture's pixels */
  show(picture, signed, words, mark = () => {}) {
    const { height, width } = picture, scale = SIDE / Math.max(width, height), context = /** @type {CanvasRenderingContext2D} */ (this.element.getContext("2d"));
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, SIDE, SIDE);
    context.imageSmoothingEnabled = false;
    context.setTransform(scale, 0, 0, scale, (SIDE - scale * width) / 2, (SIDE - scale * height) / 2);
    context.drawImage(small(picture, signed), 0, 0);
    mark(context);
    this.element.ariaLabel = words;
  }
}
