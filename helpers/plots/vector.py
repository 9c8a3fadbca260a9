"""`to_svg`: a figure as SVG text, in a fraction of the time of Matplotlib's own writer, and sharp at any size.

Every text is drawn by its outlines, so it looks the same on every machine. Many pictures can stand in one page: the
only ids are those of markers and of clips that are not rectangles, which are named after their form.
"""

import base64
import io
import re
from collections import namedtuple
from contextlib import contextmanager
from functools import lru_cache, partial
from zlib import crc32

import numpy as np
from matplotlib import _path
from matplotlib.axis import Axis
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_hex
from matplotlib.font_manager import fontManager, get_font
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D
from PIL import Image

COMMANDS = [b"M", b"L", b"Q", b"C", b"z"]
AUTO = {"auto", "antialiased"}  # the new and the old name
OUTLINES = 100  # size in which Matplotlib's outlines of letters come, in pixels


def to_svg(figure):
    """Draw the figure; returns the text of an <svg> with `dpi` units an inch, and whether a text leaves the picture."""
    pen = Pen(*figure.bbox.size, figure.dpi)
    with own_pixels(figure):
        figure.draw(pen)
    return pen.text(), pen.spilled


@contextmanager
def own_pixels(figure):
    """Images keep the pixels they have: the page enlarges them."""
    smoothed = [image for ax in figure.axes for image in ax.images if image.get_interpolation() in AUTO]
    for image in smoothed:
        image.set_interpolation("none")
    yield
    for image in smoothed:
        image.set_interpolation("antialiased")


class Pen(RendererBase):
    """What Matplotlib draws with: it writes each stroke down as an SVG element.

    spilled  whether a text left the picture
    """

    def __init__(self, width, height, dpi):
        super().__init__()
        self.width, self.height, self.dpi = width, height, dpi
        self.flip = Affine2D().scale(1, -1).translate(0, height)
        self.parts, self.clip, self.spilled = [], "", False

    def text(self):
        self.inside(None)
        box = f"{self.width:g} {self.height:g}"
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box}">{"".join(self.parts)}</svg>'

    # ---- what Matplotlib asks ----

    def get_canvas_width_height(self):
        return self.width, self.height

    def points_to_pixels(self, points):
        return points * self.dpi / 72

    def option_image_nocomposite(self):
        return True

    def option_scale_image(self):
        return True

    def get_text_width_height_descent(self, s, prop, ismath):
        return tuple(size * self.scale(prop) for size in written(s, prop, bool(ismath))[1:])

    def _get_font_height_metrics(self, prop):
        """Matplotlib would else look into the font's file for each text."""
        return tuple(size * self.scale(prop) for size in font_heights(prop))

    def scale(self, prop):
        return self.points_to_pixels(prop.get_size_in_points()) / OUTLINES

    # ---- what Matplotlib draws ----

    def draw_path(self, gc, path, transform, rgbFace=None):
        self.inside(gc)
        edge = None if rgbFace is not None or path.should_simplify is False else (0, 0, self.width, self.height)
        d = outline(path, transform + self.flip, 2, edge, path.should_simplify and rgbFace is None)
        self.parts.append(f'<path d="{d}"{self.look(gc, rgbFace)}/>')

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        """The marker is written once and used at each point."""
        self.inside(gc)
        d = outline(marker_path, marker_trans + Affine2D().scale(1, -1), 2)
        name = f"mark-{crc32(d.encode()):08x}"
        spots = [points[-2:] for points, _ in path.iter_segments(trans + self.flip, simplify=False)]
        uses = "".join(f'<use href="#{name}" x="{x:.2f}" y="{y:.2f}"/>' for x, y in spots)
        self.parts.append(f'<defs><path id="{name}" d="{d}"/></defs><g{self.look(gc, rgbFace)}>{uses}</g>')

    def draw_quad_mesh(self, gc, transform, columns, rows, corners, offsets, offset_trans, colors, *rest):
        """A regular mesh, such as a colour bar, is an image of as many pixels."""
        (left, low), (right, high) = transform.transform(corners[0, 0]), transform.transform(corners[-1, -1])
        pixels = (255 * np.reshape(colors, (rows, columns, 4))).round().astype(np.uint8)
        self.draw_image(gc, left, low, pixels, Affine2D().scale(right - left, high - low))

    def draw_image(self, gc, x, y, im, transform=None):
        self.inside(gc)
        high, wide = im.shape[:2]
        place = Affine2D().translate(x, y) if transform is None else (
            Affine2D().scale(1 / wide, 1 / high) + transform + Affine2D().translate(x, y))  # fmt: skip
        matrix = " ".join(f"{number:.6g}" for number in (place + self.flip).frozen().to_values())
        small = ' style="image-rendering:pixelated"' if min(wide, high) <= 64 else ""
        faint = gc.get_alpha() not in (None, 1) and (im[..., 3] == 255).all()  # else it is in the pixels already
        alpha = f' opacity="{gc.get_alpha():g}"' if faint else ""
        self.parts.append(
            f'<image width="{wide}" height="{high}" preserveAspectRatio="none" transform="matrix({matrix})"{alpha}'
            f'{small} href="data:image/png;base64,{packed(im)}"/>'
        )

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        self.inside(gc)
        letters, scale = written(s, prop, bool(ismath)), self.scale(prop)
        self.spilled |= not -1 <= x <= self.width + 1 - (0 if angle else letters.width * scale)
        turn = f" rotate({-angle:g})" if angle else ""
        opacity = "" if gc.get_rgb()[3] == 1 else f' opacity="{gc.get_rgb()[3]:g}"'
        self.parts.append(
            f'<path d="{letters.d}" fill="{to_hex(gc.get_rgb())}"{opacity} '
            f'transform="translate({x:.2f} {y:.2f}){turn} scale({scale:.4g} {-scale:.4g})"/>'
        )

    # ---- their common look ----

    def inside(self, gc):
        """What follows shows only inside the gc's rectangle or path."""
        window = "" if gc is None else self.window(*gc.get_clip_path(), gc.get_clip_rectangle())
        if window != self.clip:
            self.parts += ["</g></svg>"] * bool(self.clip) + [window]
            self.clip = window

    def window(self, path, transform, rectangle):
        """A nested <svg> is a rectangular window; a path is named after its own form: the same name, the same form."""
        if path is not None:
            d = outline(path, transform + self.flip, 1)
            name = f"clip-{crc32(d.encode()):08x}"
            return f'<svg><clipPath id="{name}"><path d="{d}"/></clipPath><g clip-path="url(#{name})">'
        if rectangle is None:
            return ""
        x, y, wide, high = rectangle.x0, self.height - rectangle.y1, rectangle.width, rectangle.height
        box = f"{x:.2f} {y:.2f} {wide:.2f} {high:.2f}"
        return f'<svg x="{x:.2f}" y="{y:.2f}" width="{wide:.2f}" height="{high:.2f}" viewBox="{box}"><g>'

    def look(self, gc, face):
        """Fill and stroke as attributes; SVG's own defaults are left out."""
        alpha = gc.get_alpha() if gc.get_forced_alpha() else None
        words = ' fill="none"'
        if face is not None:
            words = f' fill="{to_hex(face)}"'
            opacity = alpha if alpha is not None else face[3] if len(face) == 4 else 1
            words += "" if opacity == 1 else f' fill-opacity="{opacity:g}"'
        red, green, blue, opacity = gc.get_rgb()
        if gc.get_linewidth() and opacity:
            width = self.points_to_pixels(gc.get_linewidth())
            words += f' stroke="{to_hex((red, green, blue))}" stroke-width="{width:.3g}"'
            words += "" if opacity == 1 else f' stroke-opacity="{opacity:g}"'
            words += "" if gc.get_capstyle() == "butt" else f' stroke-linecap="{CAPS[gc.get_capstyle()]}"'
            words += "" if gc.get_joinstyle() == "miter" else f' stroke-linejoin="{gc.get_joinstyle()}"'
            offset, dashes = gc.get_dashes()
            if dashes is not None:
                lengths = " ".join(f"{self.points_to_pixels(length):.3g}" for length in dashes)
                words += f' stroke-dasharray="{lengths}" stroke-dashoffset="{self.points_to_pixels(offset):.3g}"'
        return words


CAPS = {"projecting": "square", "round": "round"}


def outline(path, transform, digits, clip=None, simplify=False):
    return _path.convert_to_string(path, transform, clip, simplify, None, digits, COMMANDS, False).decode("ascii")


Written = namedtuple("Written", "d width height descent")  # outlines with y upwards; sizes in pixels


@lru_cache(5000)
def written(s, prop, math):
    """A text, OUTLINES pixels an em, from pieces that come again: formulas, digits, and the words between them."""
    parts = [s] if math and r"\$" in s else re.findall(r"\$[^$]*\$|\d|[^$\d]+" if math else r"\d|\D+", s)
    pieces = [piece(part, prop, math and "$" in part) for part in parts or [s]]
    starts = np.cumsum([0, *(width for _, _, width, _, _ in pieces)])
    points = np.concatenate([points + [start, 0] for (points, *_), start in zip(pieces, starts[:-1], strict=True)])
    codes = np.concatenate([codes for _, codes, *_ in pieces])
    above, descent = (max(sizes) for sizes in list(zip(*pieces, strict=True))[3:])
    d = outline(Path(points, codes), Affine2D(), 1) if len(points) else ""
    return Written(d, starts[-1], above + descent, descent)


@lru_cache(5000)
def piece(s, prop, math):
    """(points, codes, width, height above the baseline, descent) of a text that is all formula or all words."""
    points, codes = text_to_path.get_text_path(prop, s, math)
    full = prop.copy()
    full.set_size(OUTLINES)
    width, height, descent = text_to_path.get_text_width_height_descent(s, full, math)
    return np.reshape(points, (-1, 2)), np.asarray(codes, np.uint8), width, height - descent, descent


@lru_cache(500)
def font_heights(prop):
    """(ascent, descent, gap between lines) of a font, OUTLINES pixels an em."""
    font = get_font(fontManager.findfont(prop))
    scale, table = OUTLINES / font.get_sfnt_table("head")["unitsPerEm"], font.get_sfnt_table("OS/2")
    names = ("sTypoAscender", "sTypoDescender", "sTypoLineGap") if table else ("ascent", "descent", "lineGap")
    above, below, gap = (scale * (table or font.get_sfnt_table("hhea"))[name] for name in names)
    return above, -below, gap


def packed(pixels):
    """RGBA pixels as a PNG in base64; speed matters more here than size."""
    small = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(small, format="png", compress_level=1)
    return base64.b64encode(small.getvalue()).decode()


class Sketcher:
    """Draws figures of one kind as SVG: the layout is solved for the first and kept for those that follow.

    Axes thus stay where they are while a slider moves. Where a text leaves the picture, the layout is solved anew.
    """

    def __init__(self):
        self.places = {}

    def __call__(self, figure):
        with one_tick(figure):
            engine = figure.get_layout_engine()
            if engine is None:
                return to_svg(figure)[0]
            figure.set_layout_engine("none")
            try:
                return self.placed(figure, engine, arrangement(figure))
            finally:
                figure.set_layout_engine(engine)

    def placed(self, figure, engine, kind):
        if kind in self.places:
            for ax, place in zip(figure.axes, self.places[kind], strict=True):
                ax.set_position(place)
                ax.set_in_layout(True)  # which set_position ends
            svg, spilled = to_svg(figure)
            if not spilled:
                return svg
        engine.execute(figure)
        self.places[kind] = [ax.get_position(original=True) for ax in figure.axes]
        return to_svg(figure)[0]


def arrangement(figure):
    """What the layout of a figure follows from, but for the length of the numbers at its axes."""
    axes = [
        (ax.axison, ax.get_title(loc="left").count("\n"), bool(ax.get_title(loc="left")), bool(ax.get_xlabel()),
         bool(ax.get_ylabel()), ax.get_aspect())
        for ax in figure.axes
    ]  # fmt: skip
    return (*figure.get_size_inches(), *axes)


INSIDE = ("_get_tick_boxes_siblings", "_update_ticks", "_update_label_position", "_update_offset_text_position")


@contextmanager
def one_tick(figure):
    """One tick goes from place to place: making Matplotlib's five artists for each takes most of a picture's time.

    Axes whose ticks are there already are drawn as ever: each tick may have a look of its own. So are all where
    Matplotlib has changed INSIDE.
    """
    axes = [axis for ax in figure.axes if ax.axison and ax.name == "rectilinear" for axis in (ax.xaxis, ax.yaxis)]
    known = all(hasattr(Axis, name) for name in INSIDE)
    alike = [axis for axis in axes if known and len(axis.majorTicks) == len(axis.minorTicks) == 1]
    for axis in alike:
        axis.draw = partial(draw_axis, axis)
    try:
        yield
    finally:
        for axis in alike:
            del axis.draw


def draw_axis(axis, pen):
    """What Axis.draw does."""
    if not axis.get_visible():
        return
    boxes, drawn = ([], []), []  # around the names at the ticks, on either side
    for ticker, tick in ((axis.major, axis.majorTicks[0]), (axis.minor, axis.minorTicks[0])):
        places, names = ticks_within(axis, ticker)
        drawn += [tick] * (len(places) > 0)
        for line in (tick.tick1line, tick.tick2line):
            line.set_data(*({"x": line.get_xdata(), "y": line.get_ydata()} | {axis.axis_name: places}).values())
            line.draw(pen)
        for place, name in zip(places, names, strict=True):
            tick.update_position(place)
            tick.gridline.draw(pen)
            for label, sizes in zip((tick.label1, tick.label2), boxes, strict=True):
                label.set_text(name)
                label.draw(pen)
                sizes += [label.get_window_extent(pen)] * label.get_visible()
    axis._get_tick_boxes_siblings, axis._update_ticks = (lambda renderer: boxes), (lambda: drawn)
    axis._update_label_position(pen)  # the axis's own name keeps clear of both
    del axis._get_tick_boxes_siblings, axis._update_ticks
    axis.label.draw(pen)
    axis._update_offset_text_position(*boxes)
    axis.offsetText.set_text(axis.major.formatter.get_offset())
    axis.offsetText.draw(pen)


def ticks_within(axis, ticker):
    """The places of the ticks that lie within the axis, and the names there."""
    places = ticker.locator()
    names = ticker.formatter.format_ticks(places)
    at, ends = axis.get_transform().transform(places), axis.get_transform().transform(axis.get_view_interval())
    shown = (at >= min(ends) - 1e-10 * np.ptp(ends)) & (at <= max(ends) + 1e-10 * np.ptp(ends))
    return np.asarray(places)[shown], np.asarray(names)[shown]
