"""`show`: a figure in the notebook, with alt text that a screen reader can read."""

import base64
import io
import sys
from html import escape

import numpy as np
from IPython import get_ipython
from IPython.display import display
from PIL import Image

from ..words import later, say
from .raster import Canvas

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
SHARP = 2  # pixels of a saved picture for one on the page
EVEN = [min(255, value + value % 2) for value in range(256)] * 3  # steps of 2: single ones are noise, and large
CARD = "max-width:100%;border-radius:8px"
RUN = later("Run this cell to bring the sliders to life.")


def to_png(figure):
    """The figure as PNG bytes, SHARP pixels for one on the page; the same drawing gives the same bytes on any day."""
    small, picture = io.BytesIO(), pixels(figure).convert("RGB")
    if figure.findobj(is_smooth):  # no eye tells these 256 colours from all; the file is a quarter as large
        picture = picture.point(EVEN).quantize(256, Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
    else:  # each colour the mean of those that it stands for, or a band of a map is off in hue
        colors = 224 if on_paper(figure) else 96
        picture = picture.quantize(colors, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    picture.save(small, format="png", optimize=True)
    return small.getvalue()


def is_smooth(artist):
    """Whether its colours pass into each other: spread over all colours, a few would make stripes of them."""
    return getattr(artist, "get_interpolation", str)() == "bilinear"


def on_paper(figure):
    """Whether its colours stand for numbers, as in a map, or ink does: then a dark page turns no dark into light."""
    return any(artist.get_array() is not None for artist in figure.findobj(lambda one: hasattr(one, "get_array")))


def pixels(figure):
    """The drawn figure as a Pillow image."""
    dpi = figure.dpi
    figure.set_dpi(SHARP * dpi)
    canvas = Canvas(figure)
    try:
        if figure.get_layout_engine() is None:  # a learner's own figure may have labels beyond its edge
            drawn = io.BytesIO()
            figure.savefig(drawn, format="png", facecolor="white", bbox_inches="tight")
            return Image.open(drawn)
        canvas.draw()  # half the time of savefig, which draws twice to settle the layout
        return Image.fromarray(np.asarray(canvas.buffer_rgba()))
    finally:
        figure.set_dpi(dpi)


def alt_text(figure, alt=None):
    """The words for the picture: `alt` or `figure.alt`; a picture without words is refused."""
    alt = alt or getattr(figure, "alt", None)
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError("a picture needs words for those who cannot see it, but this one has none: "
                         'call show(figure, "what the picture shows") or set figure.alt')
    return " ".join(alt.split())


def to_html(png, alt, paper=False):
    """An <img> that carries its own bytes; JupyterLab keeps the alt text of this form only."""
    data, width = base64.b64encode(png).decode(), Image.open(io.BytesIO(png)).width // SHARP
    kind = 'class="paper" ' if paper else ""
    return f'<img {kind}alt="{escape(alt)}" width="{width}" src="data:image/png;base64,{data}" style="{CARD}">'


def still(controls, sentence=RUN):
    """What stands below a saved picture: how to bring it to life, and the controls, pairs of (label, words)."""
    items = "".join(f"<li>{line}</li>" for line in (
        say("{name}: {sentence}", name=escape(label), sentence=f"<b>{escape(words)}</b>") for label, words in controls
    ))
    listed = f"<ul>{items}</ul>" if items else ""
    return f'<div class="notebook"><p><em>{escape(say(sentence))}</em></p>{listed}</div>'


def bundle(text, png=None, alt="", widget=None, controls=None, sentence=RUN, paper=False):
    """What a notebook may show, by MIME type: a widget where one can run, else the picture, else the text.

    controls  pairs (label, words) such as ("width", "8 of 1 to 32"); they stand below the saved picture after
              the sentence, which tells how to bring it to life (no controls but the sentence: []; neither: None)
    paper     whether the picture's colours stand for numbers, which a dark page leaves as they are
    """
    data = {"text/plain": text}
    if widget is not None:
        data[WIDGET_VIEW] = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    if png is not None:
        data["text/html"] = to_html(png, alt, paper) + ("" if controls is None else still(controls, sentence))
        data["image/png"] = base64.b64encode(png).decode()
    return data


def show(figure, alt=None):
    """Display a Figure with its alt text (`alt`, else `figure.alt`); ValueError if there is none."""
    alt = alt_text(figure, alt)
    text = f"<picture: {alt}>"
    if get_ipython() is None:
        print(text)
        return
    display(bundle(text, to_png(figure), alt, paper=on_paper(figure)), raw=True)
    if "matplotlib.pyplot" in sys.modules:  # or the notebook shows a pyplot figure twice
        sys.modules["matplotlib.pyplot"].close(figure)
