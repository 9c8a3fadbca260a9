"""The digit pad's still picture, for pages where no widget can run. Notebooks 00 and 06."""

from matplotlib.patches import FancyArrowPatch

from ..words import paragraph, say
from .digits import HEIGHT, bars
from .sheet import Chart, put, put_text, put_title, sheet
from .style import GREY, INK, PAPER


def digit_pad(ink, frame, scores):
    """What is on the pad, `ink`, the 28 x 28 pixels of it that the model gets, and its ten confidences."""
    fig = sheet(7, HEIGHT + 0.75)
    read = say("The model reads a {digit}.", digit=scores.argmax()) if frame.any() else say("Nothing is drawn.")
    put_title(fig, read)
    for left, picture, words in ((0.1, ink, say("what you draw")), (2.5, frame, say("what the model gets"))):
        chart = Chart(fig, left, 0.15, HEIGHT, HEIGHT)
        chart.image(picture, PAPER, 0, 1)
        chart.frame()
        put_text(fig, left, HEIGHT + 0.2, words, fontsize=10, color=GREY)
        ends = (left + HEIGHT + 0.03, 1.2), (left + HEIGHT + 0.28, 1.2)
        put(fig, FancyArrowPatch(*ends, arrowstyle="-|>", mutation_scale=11, shrinkA=0, shrinkB=0, color=INK))
    bars(fig, 5.15, scores)
    told = say("The digit pad as a still picture: what is drawn, the 28 by 28 pixels that the model gets, and its ten "
               "confidences.")
    fig.alt = paragraph([told, read])
    return fig
