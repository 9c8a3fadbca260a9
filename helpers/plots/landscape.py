"""The cost of two weights as a landscape, and walks over it. Slides P13-22 to P13-25; notebook 04b, `DescentBall`."""

from itertools import compress

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.colors import BoundaryNorm
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch
from matplotlib.transforms import Bbox
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

from ..words import say
from .diagram import HALO
from .sheet import Chart, sheet
from .style import BLUE, DEPTH, EDGE, GREY, INK, NIGHT, ORANGE, RED, figure, free, headline, label, name_lines, note

HERE = {"marker": "o", "color": "white", "markersize": 8, "markeredgecolor": RED, "markeredgewidth": 2, "zorder": 4}


class Landscape:
    """The cost of two weights as a landscape, and walks over it.

    ws, vs    the values of the two weights along the sides
    J         cost (len(vs), len(ws)) at each pair of them
    cost      place (2,) → cost;  gradient  (place (2,), rows) → slope (2,) of the mean loss of those rows
    """

    start = (-6, -4)

    def __init__(self, ws, vs, J, cost, gradient, names=("$w$", "$v$")):
        self.ws, self.vs, self.J = np.asarray(ws), np.asarray(vs), np.asarray(J)
        if self.J.shape != (len(self.vs), len(self.ws)):
            raise ValueError(f"J has shape {self.J.shape}; expected {len(self.vs), len(self.ws)}: a row for each v")
        self.cost, self.gradient, self.names = cost, gradient, names
        low, high = self.J.min(), self.J.max()
        self.fine = self.finer(low, high)
        self.levels = low + (high - low) * np.linspace(0, 1, 22) ** 1.8  # closer together near the bottom
        self.look = {"cmap": DEPTH, "norm": BoundaryNorm(self.levels, DEPTH.N)}
        self.contours = Figure().add_subplot().contourf(*self.fine, self.levels)  # found once

    def finer(self, low, high):
        """The sides and the heights with four times as many places, (3, rows, columns): else a hollow has corners."""
        from scipy.ndimage import zoom  # no sooner: it takes as long as all other imports

        sides = [zoom(side, 4, order=1) for side in np.meshgrid(self.ws, self.vs)]
        return np.stack([*sides, np.clip(zoom(self.J, 4), low, high)])

    def bands(self, box):
        """The bands of the map that reach into this Bbox; their edges are the lines between them."""
        paths, heights = self.contours.get_paths(), self.contours.get_array()
        here = [path.intersects_bbox(box) for path in paths]
        look = self.look | {"edgecolors": "white", "linewidths": 0.4}
        return PathCollection(list(compress(paths, here)), array=heights[here], **look)

    def map(self, ax, title=""):
        """The landscape from above: dark is low; the start is an orange square."""
        ends = (self.ws[0], self.ws[-1]), (self.vs[0], self.vs[-1])
        ax.add_collection(self.bands(Bbox(np.transpose(ends))), autolim=False)
        ax.set(xlim=ends[0], ylim=ends[1])
        label(ax, title, *self.names)

    def walk(self, rate, steps, start=None):
        """The places of gradient descent, (steps + 1, 2)."""
        path = [np.array(start or self.start, float)]
        for _ in range(steps):
            path.append(path[-1] - rate * self.gradient(path[-1], slice(None)))
        return np.array(path)

    def surface(self):
        """The landscape as a relief and from above."""
        fig, (flat, above) = figure(7, 3.3, cols=2, width_ratios=[1.15, 1])
        relief = fig.add_subplot(flat.get_subplotspec(), projection="3d")
        flat.remove()
        sides = {"rcount": 145, "ccount": 145, "linewidth": 0, "antialiased": False, "clip_on": False}
        relief.plot_surface(*self.fine, **self.look, **sides)
        lines = relief.contour(*self.fine, self.levels, colors="white", linewidths=0.4, zorder=5)
        lines.set_clip_on(False)  # as an argument Matplotlib 3.10, which Colab has, warns of it
        relief.add_collection3d(self.sides())
        relief.view_init(38, 25)  # down into the valley
        relief.computed_zorder = False
        relief.set_axis_off()
        relief.set_box_aspect((1, 1, 0.55), zoom=1.4)
        row, column = np.unravel_index(self.J.argmin(), self.J.shape)
        low = self.ws[column], self.vs[row]
        for ax, place in ((relief, (*low, self.J.min())), (above, low)):
            ax.plot(*[[value] for value in place], "*", color=ORANGE, markersize=13, markeredgecolor="white", zorder=9)
        look = {"fontsize": 10, "color": INK, "ha": "center", "va": "center"}
        w, v = (f"${name.strip('$').split(' =')[0]}$" for name in self.names)
        floor, top = self.floor(), self.J[0, -1]
        relief.text(self.ws[-1], self.vs[0] - 2, (floor + top) / 2, "$J$", **look)
        relief.text(self.ws[-1] + 2, self.vs.mean(), floor, v, **look)
        relief.text(self.ws.mean(), self.vs[-1] + 3, floor, w, **look)
        headline(fig, say("One valley: the cost is a height over two weights"))
        note(above, say("lowest: {lowest:.2f}", lowest=self.J.min()), low, (0, -12), bbox=HALO, arrowprops=None)
        self.map(above, say("from above"))
        fig.alt = say("The cost of two weights as a relief and as a map. It is one wide valley, lowest near "
                      "({best_1:.1f}, {best_2:.1f}) with J about {min:.2f}, and rises to about {max:.1f}.",
                      best_1=low[0], best_2=low[1], min=self.J.min(), max=self.J.max())
        return fig

    def floor(self):
        """The height of the bottom of the block that the relief is cut from."""
        return self.J.min() - 0.12 * np.ptp(self.J)

    def sides(self):
        """The two cut sides of the relief that face the reader."""
        ends = (self.ws[-1], self.vs, self.J[:, -1]), (self.ws, self.vs[-1], self.J[-1])
        walls = [np.column_stack(np.broadcast_arrays(*end)) for end in ends]
        outlines = [np.vstack([wall, wall[::-1] * [1, 1, 0] + [0, 0, self.floor()]]) for wall in walls]
        return Poly3DCollection(outlines, facecolor=EDGE, linewidths=0, zorder=4, clip_on=False)

    def walked(self, path, title, unit, words):
        """A path on the map, and its cost after each `unit`."""
        fig, axes = figure(7, 3.2, cols=2)
        costs = [self.cost(place) for place in path]
        headline(fig, title)
        self.map(axes[0], "" if self.holds(path[-1]) else say("ends off the map"))
        self.trace(axes[0].plot, path)
        self.fall(axes[1], costs, unit)
        if len(path) > 10 and self.holds(path[10]):  # the same steps in both pictures
            self.marks(axes[0], path)
            self.marks(axes[1], np.column_stack([np.arange(len(costs)), costs]))
        fig.alt = say("{words}, from J = {cost:.2f} to {ending}.", words=words, cost=costs[0],
                      ending=self.ending(path, costs))
        return fig

    def marks(self, ax, places):
        """Two steps of a walk by name, where their names are far from all others."""
        ax.plot(*places[[5, 10]].T, "o", color="white", markeredgecolor=INK, markersize=5, zorder=4)
        for k in (5, 10):
            words = say("step {k}", k=k)
            note(ax, words, places[k], free(ax, places[k], words, np.delete(places, k, axis=0), 14), bbox=HALO)

    def dark(self, step, rate=8):
        """The map as people imagine that the machine sees it, and as it does: lit only where it stands."""
        path, fig, reach = self.walk(rate, step), sheet(7, 3.95), 1.9
        ends = (self.ws[0], self.ws[-1]), (self.vs[0], self.vs[-1])
        seen, lit = (Chart(fig, left, 0.4, 3.2, 3.2, *ends) for left in (0.35, 3.7))
        sky, night = seen.frame(), lit.frame(facecolor=NIGHT, zorder=0)
        light = Circle(path[-1], reach, transform=lit.transform)
        seen.add(self.bands(Bbox(np.transpose(ends)))).set_clip_path(sky)
        lit.add(self.bands(Bbox([path[-1] - reach, path[-1] + reach]))).set_clip_path(light)
        seen.add(Circle(path[-1], reach, fill=False, edgecolor=INK, linewidth=0.8, linestyle="--")).set_clip_path(sky)
        for chart, title in ((seen, say("what we see")), (lit, say("what the machine sees"))):
            chart.head(title)
            chart.below({}, self.names[0], line=False)  # a walker in the dark knows no numbers
        seen.beside({}, self.names[1], line=False, room=0.17)
        for line in self.trace(seen.line, path):
            line.set_clip_path(sky)
        slope = self.gradient(path[-1], slice(None))
        downhill = -slope / (np.linalg.norm(slope) + 1e-3)
        arrow = FancyArrowPatch(path[-1], path[-1] + (reach - 0.2) * downhill, arrowstyle="-|>", color=ORANGE,
                                linewidth=2, mutation_scale=10, shrinkB=0)
        lit.add(arrow).set_clip_path(night)
        lit.line(*path[-1:].T, **HERE).set_clip_path(night)
        fig.alt = say("Two maps of the cost after {step} steps. Left, the whole valley with the walk so far. Right, "
                      "all is dark but a small disc around the present place, where J = {cost:.2f}, and an arrow "
                      "downhill.",
                      step=step, cost=self.cost(path[-1]))
        return fig

    def trace(self, line, path):
        """The walk, drawn by `line`: a square where it starts, dots, a ring where it ends."""
        dot = {"color": ORANGE, "markeredgecolor": INK}
        return [
            line(*path.T, marker="o", linewidth=1.2, markersize=3.5, markeredgewidth=0.3, **dot),
            line(*path[:1].T, marker="s", markersize=9, **dot),
            line(*path[-1:].T, **HERE),
        ]

    def fall(self, ax, costs, unit):
        ax.plot(costs, "-", color=BLUE, linewidth=2, marker="o" if len(costs) <= 60 else None, markersize=3.5)
        ax.plot([0, len(costs) - 1], [self.J.min()] * 2, color=GREY, linestyle=":", linewidth=1.2,
                label=say("lowest on\nthe map"))
        ax.set_ylim(0, max(4, min(1.08 * max(costs), 10)))
        label(ax, say("the cost falls from {first:.2f} to {last:.2f}", first=costs[0], last=costs[-1])
              if costs[-1] < costs[0] else say("cost of all examples"), say(unit))
        name_lines(ax)

    def holds(self, place):
        """Whether the map reaches as far as this place."""
        return self.ws[0] <= place[0] <= self.ws[-1] and self.vs[0] <= place[1] <= self.vs[-1]

    def ending(self, path, costs):
        """Where a walk ends, in words; a wild walk differs from one computer to the next, so it gets no digits."""
        last = costs[3 * len(costs) // 4 :]
        if not self.holds(path[-1]):
            return say("a place off the map")
        if max(last) > 1.25 * min(last) and max(np.diff(last)) > 0.05:
            return say("no fixed value: it jumps about")
        return f"J = {costs[-1]:.2f}"
