"""Letters that Matplotlib's font lacks: a language's own font, in SVG and in PNG."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.font_manager import FontProperties

from helpers.plots import figure
from helpers.plots.outlines import needs_own_font, own_font, text_outline
from helpers.plots.raster import Canvas
from helpers.plots.show import pixels
from helpers.plots.style import label
from helpers.plots.vector import Sketcher
from helpers.words import languages, speaking
from tools import letters

WITH_FONT = [language for language in languages() if letters.file(language).exists()]
PLAIN = FontProperties(size=10)


@pytest.mark.parametrize("language", languages())
def test_a_picture_can_say_what_the_catalogues_say(language):
    assert letters.left(language) == []


def test_a_character_that_the_font_lacks_is_told(monkeypatch):
    real = letters.read_catalogue

    def with_more(language, name):
        catalogue = real(language, name)
        if name == "plots" and language == "zh":
            catalogue.add("a loss in its cave", "龘、损失", auto_comments=["helpers/plots/curves.py"])
            catalogue.add("prose", "纛", auto_comments=["a-cell, markdown"])
        return catalogue

    monkeypatch.setattr(letters, "read_catalogue", with_more)
    assert letters.missing("zh") == "龘"
    assert letters.left("zh")[0].startswith("locales/zh/pictures.otf lacks 龘 (helpers/plots/curves.py): ")


@pytest.mark.parametrize("language", WITH_FONT)
def test_words_and_formulas_stand_side_by_side(language, caplog):
    """In SVG and in PNG; a missing letter would be a warning or, beside a formula, a line of mathtext's log."""
    one, two = letters.characters(language, prose=False)[-2:]
    with speaking(language):
        assert needs_own_font(f"x {one}") and not needs_own_font("x")
        parts = [text_outline(part, PLAIN, "$" in part) for part in (one, " ", "$J^1$", " a", "7", two)]
        mixed = text_outline(f"{one} $J^1$ a7{two}", PLAIN, True)
        assert mixed.width == pytest.approx(sum(part.width for part in parts))

        def draw(words):
            fig, ax = figure(3, 2)
            label(ax, words, words, f"{words}\n{words}")
            return fig

        seen = [np.asarray(pixels(draw(f"{letter} $J^1$ a")).convert("RGB")) for letter in (one, two)]
        assert (seen[0] != seen[1]).any()
        assert Sketcher()(draw(f"{one} $J^1$ a7{two}")).count(mixed.d) == 4
    assert not [record for record in caplog.records if "mathtext" in record.name]
    assert not needs_own_font(one)  # in English


def test_english_is_painted_as_matplotlib_paints_it(monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "en")

    def draw():
        fig, ax = figure(3, 2)
        label(ax, "“a title” …", "the cost $J$", "two\nlines")
        return fig

    ours, theirs = (canvas(draw()) for canvas in (Canvas, FigureCanvasAgg))
    ours.draw()
    theirs.draw()
    assert (np.asarray(ours.buffer_rgba()) == np.asarray(theirs.buffer_rgba())).all()
    assert own_font("en") == (None, "(?!)")
