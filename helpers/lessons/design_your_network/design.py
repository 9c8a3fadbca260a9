"""A structure tried out and bred, deep against wide: pictures of notebooks 07 and 08. Slides P13-18 and P13-28."""

import math

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ...plots.boundary import line, points
from ...plots.sheet import Chart, put, put_text, sheet
from ...plots.structures import starts
from ...plots.style import BLUE, GREY, INK, LIGHT, PALE, QUIET, SHADES, figure, headline, label, note
from ...search import Generation, Individual
from ...words import both, clauses, say, series

# ---- depth and width ----


def tried(trials):
    """The accuracy of each of some Trials: a dot for each start, a row for each structure, named "layers × width"."""
    results = {}
    for one in trials:
        results.setdefault(f"{len(one.structure)} × {sum(one.structure[:1])}", []).append(one.accuracy)
    if not results:
        raise ValueError(say("There is no trial to show: the search was stopped before its first one was done. "
                             "Run this cell again, and let it come to its end."))
    best = max(results, key=lambda name: np.mean(results[name]))
    return starts(results, say("{name} reads best so far: {most:.1f} % right", name=best,
                               most=100 * np.mean(results[best])))


def depth_by_width(rows):
    """A table of depth x width: the mean accuracy of the starts of each cell, the darker the better; the best and
    the worst in frames."""
    depths, widths = np.unique(rows["depth"]), np.unique(rows["width"])
    cells = [[rows["accuracy"][(rows["depth"] == d) & (rows["width"] == w)] for w in widths] for d in depths]
    values = 100 * np.mean(cells, axis=2)
    fig = sheet(6.2, 0.42 * len(depths) + 0.95)
    chart = Chart(fig, 0.75, 0.5, 5.35, 0.42 * len(depths), (-0.5, len(widths) - 0.5), (len(depths) - 0.5, -0.5))
    shades = -np.log(101 - values)  # of mistakes: else all good ones look alike
    chart.image(shades, SHADES, shades.min(), shades.max())
    for (i, j), value in np.ndenumerate(values):
        strong = shades[i, j] > 0.4 * shades.min() + 0.6 * shades.max()
        chart.text(j, i, f"{value:.1f}", ha="center", color="white" if strong else INK)
    for i, j in np.argwhere((values.round(1) == values.max().round(1)) | (values == values.min())):
        chart.add(Rectangle((j - 0.47, i - 0.45), 0.94, 0.9, fill=False, edgecolor=INK, linewidth=2))
    i, j = np.unravel_index(values.argmin(), values.shape)
    chart.below(dict(enumerate(widths)), say("neurons in each hidden layer"), line=False)
    chart.beside(dict(enumerate(depths)), say("hidden layers"), line=False)
    chart.head(say("Narrow and deep fails: {least:.1f} % right with {depth} × {width}, {most:.1f} % at best",
                   least=values.min(), depth=depths[i], width=widths[j], most=values.max()))
    table = clauses(say("{depth} deep: {numbers}", depth=d, numbers=", ".join(f"{value:.1f}" for value in row))
                    for d, row in zip(depths, values, strict=True))
    fig.alt = say("Table of the mean accuracy (%) for widths {widths}. {table}.", widths=", ".join(map(str, widths)),
                  table=table)
    return fig


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
    """The best accuracy found after so many training runs: the grid in random order, and a dot for each generation of
    each evolution, full where it is ahead of the grid."""
    fig, ax = figure(7, 3.4)
    by_chance, dots = 100 * expected_best(grid), []
    for found in evolutions:
        pairs = [(one.trials, 100 * one.individuals[0].fitness) for one in found]
        ax.plot(*np.transpose(pairs), color=QUIET, linewidth=0.8, zorder=1)
        dots += pairs
    dots, first = np.array(dots), evolutions[0][0].trials
    ahead = dots[:, 1] >= by_chance[dots[:, 0].astype(int) - 1]
    ax.plot(range(first, len(grid) + 1), by_chance[first - 1:], color=INK, linewidth=3, zorder=2)
    for chosen, face, edge in ((~ahead, "white", GREY), (ahead, BLUE, BLUE)):
        ax.plot(*dots[chosen].T, "o", markersize=6, color=face, markeredgecolor=edge)
    middle = (first + len(grid)) // 2
    note(ax, say("the grid in random order, on average"), (middle, by_chance[middle - 1]), (16, 20))
    for name, chosen, offset, color in ((say("an evolution, a dot for each generation"), ~ahead, (20, -13), GREY),
                                        (say("ahead of the grid"), ahead, (0, 14), BLUE)):
        for dot in sorted(dots[chosen & (dots[:, 0] > first)], key=lambda dot: dot[1])[:1]:
            note(ax, name, dot, offset, color=color)
    ax.set(ylim=(None, by_chance[-1] + 0.5), xticks=range(5, len(grid) + 1, 5))
    ax.grid(axis="y", color=LIGHT, linewidth=0.8)
    label(ax, say("At {behind} of {all} dots the grid in random order is ahead", behind=np.sum(~ahead), all=len(dots)),
          say("training runs"), say("unseen digits right (%)"))
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


def family_tree(generations, columns=5):
    """The fittest structure of the last of some generations and all that it comes from, each with a bar for each
    layer, as high as the layer is wide; the last `columns` of them."""
    skipped, generations = len(generations[:-columns]), generations[-columns:]
    rows = ancestry(generations)
    first, last = (100 * generations[k].individuals[0].fitness for k in (0, -1))
    title = say("The fittest and all that it comes from: {first:.1f} → {last:.1f} % right", first=first, last=last)
    fig = sheet(7, 0.84 * max(map(len, rows)) + 1.2, title)
    key = say("a bar is a layer, as high as it has neurons; two lines: crossed from two parents")
    put_text(fig, 0.1, fig.get_figheight() - 0.34, key, GREY, ha="left", va="top")
    middle, before = fig.get_figheight() / 2, {}
    for column, (row, generation) in enumerate(zip(rows, generations, strict=True)):
        places = {k: (0.7 + 1.4 * column, middle + 0.84 * (len(row) / 2 - 0.5 - i)) for i, k in enumerate(row)}
        for k, (x, y) in places.items():
            individual = generation.individuals[k]
            tower(fig, x, y, individual.structure, INK if column == len(rows) - 1 else QUIET)
            for parent in individual.parents if before else ():
                left, height, layers = before[parent]
                ends = left + 0.08 * layers + 0.05, x - 0.08 * len(individual.structure) - 0.05
                put(fig, Line2D(ends, [height, y], color=GREY, linewidth=0.8))
        best = say("generation {number}\nbest: {best:.1f} %", number=skipped + column + 1,
                   best=100 * generation.individuals[0].fitness)
        put_text(fig, 0.7 + 1.4 * column, 0.27, best, GREY, linespacing=1.4)
        before = {k: (*place, len(generation.individuals[k].structure)) for k, place in places.items()}
    fig.alt = say("The last {generations} generations, and in each those from which the fittest of the last one comes, "
                  "with lines to their parents: {names}.", generations=len(rows), names=clauses(
                      series(named(one.individuals[k].structure) for k in row)
                      for row, one in zip(rows, generations, strict=True)))
    return fig


def ancestry(generations):
    """For each generation the places of those from which the fittest of the last one comes, in an order in which few
    lines cross."""
    rows = [[0]]
    for generation in reversed(generations[1:]):
        parents = [generation.individuals[k].parents for k in rows[0]]
        rows.insert(0, sorted(set(sum(parents, ())), key=lambda one: np.mean(
            [row for row, pair in enumerate(parents) if one in pair])))
    return rows


def named(structure):
    return "-".join(map(str, structure))


def tower(fig, x, y, structure, color):
    """A bar for each layer, 128 neurons high at most, and their numbers below."""
    for k, width in enumerate(structure):
        left = x + 0.16 * (k - len(structure) / 2) + 0.02
        put(fig, Rectangle((left, y - 0.15), 0.12, 0.45 * min(width / 128, 1), facecolor=color))
    put_text(fig, x, y - 0.19, named(structure), size=9, va="top")


# ---- weights that evolve ----


def cuts(networks, X, y):
    """What networks of step neurons answer over the plane, {title: network}, with each neuron's line of layer 1."""
    fig, axes = figure(7, 3.9, cols=len(networks), sharex=True, sharey=True, squeeze=False)
    end, right = 1.15 * np.abs(X).max(), []
    plane = np.linspace(-end, end, 400)
    grid = np.stack(np.meshgrid(plane, plane), axis=-1).reshape(-1, 2)
    for ax, (name, network) in zip(axes[0], networks.items(), strict=True):
        shades = network(grid).reshape(400, 400) > 0.5
        ax.imshow(shades, extent=(-end, end, -end, end), origin="lower", cmap=PALE, vmin=0, vmax=1)
        for w, b in zip(network.weights[0], network.biases[0], strict=True):
            line(ax, w, b, linewidth=1.2)
        points(ax, X, y, 14)
        ax.set(xlim=(-end, end), ylim=(-end, end), xticks=[], yticks=[])
        right.append(int(np.sum((network(X)[:, 0] > 0.5) == y)))
        label(ax, say("{name}: {sentence}", name=name, sentence=say("{right} of {all} right", right=right[-1],
                                                                    all=len(X))))
    headline(fig, say("Chance and selection move the lines; no slope is needed"))
    fig.alt = say("The plane as networks of step neurons see it, with the line of each neuron of layer 1, and {points} "
                  "points of two classes. Right are {counts}.", points=len(X), counts=both(map(str, right)))
    return fig
