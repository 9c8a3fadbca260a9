"""A structure tried out and bred, deep against wide: pictures of notebooks 07 and 08. Slides P13-18 and P13-28."""

import math

import numpy as np
from matplotlib.collections import LineCollection

from ...plots.sheet import Chart, put_title, sheet
from ...plots.style import BLUE, GREY, INK, LIGHT, QUIET, figure, fold, label, name_lines
from ...search import Generation, Individual
from ...words import say

# ---- evolution ----


def generations(rows, evolution):
    """The table's rows of one evolution as Generations, as `evolving` yields them."""
    rows = rows[rows["evolution"] == evolution]
    found = []
    for number in np.unique(rows["generation"]):
        part = rows[rows["generation"] == number]
        individuals = [Individual(_numbers(row["structure"], "-"), float(row["fitness"]), row["birth"],
                                  _numbers(row["parents"])) for row in part]
        found.append(Generation(individuals, int(part["runs"][0])))
    return found


def _numbers(text, between=None):
    return tuple(map(int, str(text).split(between)))


def best_so_far(evolutions, grid):
    """The best accuracy found after so many training runs: each evolution, and the grid in random order."""
    fig, ax = figure(7, 3.2)
    runs = np.arange(1, len(grid) + 1)
    average = fold(say("grid in random order, on average"), 14)
    ax.plot(runs, 100 * expected_best(grid), color=BLUE, linewidth=3, label=average)
    lowest = min(evolutions[1:], key=lambda found: found[-1].individuals[0].fitness)
    for k, found in enumerate(evolutions):
        best = [100 * generation.individuals[0].fitness for generation in found]
        look = {"color": QUIET} if k else {"color": INK, "label": say("one evolution")}
        look |= {"label": say("four others")} if found is lowest else {}
        ax.plot([g.trials for g in found], best, **look, linewidth=1.2, marker="o", markersize=5)
    ax.set_ylim(100 * min(found[0].individuals[0].fitness for found in evolutions) - 0.5)
    ax.grid(axis="y", color=LIGHT, linewidth=0.8)
    name_lines(ax)
    label(ax, say("Best structure so far; a dot is a generation"), say("training runs"), say("unseen digits right (%)"))
    fig.alt = say("The best accuracy so far against the number of training runs, for {evolutions} evolutions and a "
                  "grid of {structures} structures. All rise, and most end close together; the grid is ahead for most "
                  "of the way.",
                  evolutions=len(evolutions), structures=len(grid))
    return fig


def expected_best(values):
    """The mean of the best of the first 1, 2, … of `values` in random order."""
    values, n = np.sort(values), len(values)
    ways = [[math.comb(i, k - 1) / math.comb(n, k) for i in range(n)] for k in range(1, n + 1)]  # i is the largest of k
    return np.array(ways) @ values


def family_tree(generations, until=None, columns=5):
    """Structures by generation, the fittest on top, with lines to their parents; the last `columns` up to `until`."""
    until = len(generations) - 1 if until is None else min(until, len(generations) - 1)
    first, rows = max(0, until - columns + 1), len(generations[0].individuals)
    fig, wires = sheet(7, 0.42 * rows + 0.95), {True: [], False: []}  # to the winner's ancestors, and to others'
    winner = "-".join(map(str, generations[until].individuals[0].structure))
    put_title(fig, say("{winner} is the fittest, so it stands on top; in boxes what it comes from", winner=winner))
    chart = Chart(fig, 0.1, 0.5, 6.8, 0.42 * rows, (first - 0.5, first + columns - 0.5), (rows - 0.5, -0.5))
    line = {0}  # the winner, then its ancestors, one generation after the other
    for column in range(until, first - 1, -1):
        for place, one in enumerate(generations[column].individuals):
            if column > first:
                wires[place in line] += [[(column - 1, parent), (column, place)] for parent in one.parents]
            look = {"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": INK, "linewidth": 1.2}
            look |= {} if place in line else {"edgecolor": "none"}
            chart.text(column, place, "-".join(map(str, one.structure)), ha="center", fontsize=9, bbox=look,
                       color=INK if place in line else GREY)
        line = {parent for place in line for parent in generations[column].individuals[place].parents}
    for ancestors, color in ((False, LIGHT), (True, INK)):
        chart.add(LineCollection(wires[ancestors], colors=color, linewidths=1.2, zorder=1))
    chart.below({column: column for column in range(first, until + 1)},
                say("generation (the last is {last})", last=len(generations) - 1), line=False)
    fig.alt = say("Family tree of generations {first} to {until}, {rows} structures each, the fittest on top, with "
                  "lines from each to its parents in the generation before.",
                  first=first, until=until, rows=rows)
    return fig
