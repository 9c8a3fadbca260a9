"""What the tests of pictures ask a figure."""

from matplotlib.text import Text


def texts(fig):
    """What is written in the figure and in each of its axes, in the order of drawing."""
    return [text.get_text() for part in (fig, *fig.axes) for text in part.texts]


def artists(fig, kind):
    """What of one kind stands on a sheet, in the order of drawing."""
    return [artist for artist in fig.artists if isinstance(artist, kind)]


def words(fig):
    """Every text that a reader sees in it: titles, labels, ticks and legends, too."""
    return [text.get_text() for text in fig.findobj(Text) if text.get_text()]
