"""The twelve questions before and after, side by side."""

from ..words import later, say
from .style import BLUE, GREY, INK, LIGHT, ORANGE, figure

LOOKS = {  # state: (its name, how it looks)
    "right": (later("the right answer"), dict(marker="o", color=BLUE, markeredgecolor=BLUE)),
    "wrong": (later("another answer"), dict(marker="s", color="white", markeredgecolor=ORANGE)),
    "unknown": (later("I do not know"), dict(marker="D", color="white", markeredgecolor=GREY)),
    None: (later("no answer"), None),
}
MARK = dict(linestyle="", markersize=9, markeredgewidth=2)
ROW = 0.34  # inches


def twice(topics, before, after):
    """A row for each topic with what was answered before and after: "right", "wrong", "unknown" or None, no answer."""
    fig, ax = figure(5.6, ROW * len(topics) + 1.1)
    for row, (topic, *pair) in enumerate(zip(topics, before, after, strict=True)):
        gained = pair[1] == "right" != pair[0]
        ax.plot([0, 1], [row, row], color=BLUE if gained else LIGHT, linewidth=3, zorder=0)
        for place, state in enumerate(pair):
            if state:
                ax.plot([place], [row], **MARK, **LOOKS[state][1])
        ax.annotate(topic, (-0.12, row), ha="right", va="center", fontsize=10, color=INK, annotation_clip=False)
    for words, look in [*LOOKS.values()][:-1]:
        ax.plot([], [], **MARK, **look, label=say(words))
    ax.set(xlim=(-0.1, 1.1), ylim=(len(topics) - 0.5, -0.5), yticks=[])
    ax.set_xticks([0, 1], [say("before the course"), say("now")], fontsize=11.5)
    ax.tick_params(length=0, top=False, bottom=False, labeltop=True, labelbottom=False)
    ax.spines[:].set_visible(False)
    fig.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=10)
    lines = [say("{topic}: before {before}, now {after}.", topic=topic, before=say(LOOKS[first][0]),
                 after=say(LOOKS[second][0]))
             for topic, first, second in zip(topics, before, after, strict=True)]
    fig.alt = " ".join([say("What you answered before and what you answer now, question by question."), *lines])
    return fig
