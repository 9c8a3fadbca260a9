"""Both passes over one network, and the two factors of a slope. Slides P14-6 and P14-16; notebook 05, `SlopeWires`."""

import numpy as np
from matplotlib.patches import Circle

from ..words import say
from .backprop import ROW, canvas, columns, draw_backward, four, look
from .diagram import balls, edges
from .sheet import put
from .style import RED


def two_passes(network, x, target, layer=2, row=2, column=2):
    """Forward pass above, backward pass below; one weight (all counted from 1), its two factors, their product."""
    l, i, j = layer - 1, row - 1, column - 1
    a, _, deltas, slopes = look(network, x, target)
    product, number = a[l][j] * deltas[l][i], sum(network.sizes[1:layer]) + row
    slope, factor = rf"$\partial l/\partial w^{layer}_{{{row}{column}}}$", rf"$\partial l/\partial z_{number}$"
    title = say("{slope}  =  value on its wire × {factor}  =  {value} × {delta}  =  {product}",
                slope=slope, factor=factor, value=four(a[l][j]), delta=four(deltas[l][i]), product=four(product))
    height = ROW * (max(network.sizes) - 1) + 1.5
    fig = canvas(7, 2 * height, title)
    across = np.array([0.5, *np.linspace(1.75, 5.95, len(deltas))])
    above, below = columns(network.sizes, across, height - 0.25), columns(network.sizes[1:], across[1:])
    draw_forward(fig, network, above, x)
    mark(fig, above, l, i, j)
    draw_backward(fig, network, below, a[-1], np.ravel(target), deltas, deltas, slopes, chosen=(l, i))
    fig.alt = say("Forward pass above, backward pass below. For the weight in row {row}, column {column} of layer "
                  "{layer}, the forward pass brings {a} over its wire, the backward pass ∂l/∂z{number} = {deltas}; the "
                  "product is the slope {product}.",
                  row=row, column=column, layer=layer, a=four(a[l][j]), number=number, deltas=four(deltas[l][i]),
                  product=four(product))
    return fig


def draw_forward(fig, network, places, x):
    """Neurons with their activations, lines with their weights; returns the activations, a list of (neurons,)."""
    a = [layer[0] for layer in network.forward(np.reshape(x, (1, -1))).a]
    edges(fig, places, network.sizes, network.weights, numbers=True)
    balls(fig, places, network.sizes, a)
    return a


def mark(fig, places, layer, row, column):
    """Red rings around a weight's label and around the neuron at the start of its wire."""
    begin, end = places[layer][column], places[layer + 1][row]
    label_at = begin + (end - begin) / (1 + len(places[layer + 1]))  # where `edges` writes it
    for centre, radius in [(label_at, 0.15), (begin, 0.255)]:
        put(fig, Circle(centre, radius, fill=False, edgecolor=RED, linewidth=1.8, zorder=5))
