"""An older notebook of a learner finds something in the place of what the course no longer has."""

import pytest

from helpers import plots
from helpers.plots.show import alt_text, to_png


@pytest.mark.parametrize("name", plots.GONE)
def test_a_picture_that_is_gone_says_so(name):
    figure = getattr(plots, name)(1, width=2)
    assert "no longer part of the course" in alt_text(figure) and to_png(figure)
    assert getattr(plots.shapes, name) is plots.gone


def test_a_name_that_never_was_is_an_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        plots.nothing  # noqa: B018
