// A small network beside a widget's picture: a ball for each neuron, a wire for each weight, of which the widget lights what it is
// about by `set(…, { class })`. A screen reader is told in the widget's words. The look is in stage.css.
import { size, svg } from "./stage.js";

/** Layers from left to right, each ball wired to all balls of the layer before it.
 * @param {number[]} sizes balls of each layer
 * @param {{ radius: number, across: number, down: number, beside?: number }} look pixels: of a ball, from layer to
 *   layer, from ball to ball, and the room at the right of the last layer
 * @returns balls[layer][i], whose last child is a text, their middles `spots`, and wires[layer][to][from] */
export function smallNetwork(sizes, { radius, across, down, beside = 0 }) {
  const tall = down * Math.max(...sizes), edge = radius + 4;
  const spots = sizes.map((n, l) => Array.from({ length: n }, (_, i) => [edge + across * l, tall / 2 + down * (i - (n - 1) / 2)]));
  const wires = spots.map((layer, l) => l ? layer.map(([x2, y2]) => spots[l - 1].map(([x1, y1]) => svg("line", { class: "sn-wire", x1, y1, x2, y2 }))) : []);
  const balls = spots.map(layer => layer.map(([x, y]) => svg("g", { class: "sn-ball", transform: `translate(${x} ${y})` },
    svg("circle", { class: "st-node", r: radius }), svg("text", { "text-anchor": "middle" }))));
  const element = svg("svg", { class: "st-stage sn-network", "aria-hidden": "true" }, ...wires.flat(2), ...balls.flat());
  size(element, 2 * edge + across * (sizes.length - 1) + beside, tall);
  return { element, spots, wires, balls };
}
