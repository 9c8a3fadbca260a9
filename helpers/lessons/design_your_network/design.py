"""A structure tried out and bred, deep against wide: pictures of notebooks 07 and 08. Slides P13-18 and P13-28."""

import math

import numpy as np
from matplotlib.collections import LineCollection

from ...plots.sheet import Chart, put_title, sheet
from ...plots.style import BLUE, EDGE, GREY, INK, LIGHT, ORANGE, QUIET, SHADES, figure, fold, label, name_lines
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
    for k, found in enumerate(evolutions):
        best = [100 * generation.individuals[0].fitness for generation in found]
        look = {"color": QUIET} if k else {"color": INK, "label": say("one evolution")}
        ax.plot([g.trials for g in found], best, **look, linewidth=1.2, marker="o", markersize=5)
    ax.text(1.02, 0.1, fold(say("four others"), 14), transform=ax.transAxes, fontsize=10, color=GREY)
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
    fitness = [one.fitness for generation in generations for one in generation.individuals]
    low, high = np.quantile(fitness, 0.2), max(fitness)
    fig, wires = sheet(7, 0.42 * rows + 0.95), {True: [], False: []}  # to the winner's ancestors, and to others'
    put_title(fig, say("Widths of the hidden layers. Higher and darker: fitter; orange rim: was there before"))
    chart = Chart(fig, 0.1, 0.5, 6.8, 0.42 * rows, (first - 0.5, first + columns - 0.5), (rows - 0.5, -0.5))
    line = {0}  # the winner, then its ancestors, one generation after the other
    for column in range(until, first, -1):
        for place, one in enumerate(generations[column].individuals):
            wires[place in line] += [[(column - 1, parent), (column, place)] for parent in one.parents]
        line = {parent for place in line for parent in generations[column].individuals[place].parents}
    for column in range(first, until + 1):
        for place, one in enumerate(generations[column].individuals):
            shade = np.clip((one.fitness - low) / (high - low or 1), 0, 1)
            rim = ORANGE if one.birth == "lives on" else EDGE
            chart.text(
                column, place, "-".join(map(str, one.structure)), ha="center", fontsize=9,
                color="white" if shade > 0.8 else INK,
                bbox={"boxstyle": "round,pad=0.25", "facecolor": SHADES(shade), "edgecolor": rim, "linewidth": 1.2},
            )
    for ancestors, color in ((False, LIGHT), (True, INK)):
        chart.add(LineCollection(wires[ancestors], colors=color, linewidths=1.2, zorder=1))
    chart.below({column: column for column in range(first, until + 1)},
                say("generation (the last is {last})", last=len(generations) - 1), line=False)
    fig.alt = say("Family tree of generations {first} to {until}, {rows} structures each, the fittest on top, with "
                  "lines from each to its parents in the generation before.",
                  first=first, until=until, rows=rows)
    return fig
