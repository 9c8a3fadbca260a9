"""`to_svg`: a figure as SVG text, in a fraction of the time of Matplotlib's own writer, and sharp at any size.

Every text is drawn by its outlines, so it looks the same on every machine. Many pictures can stand in one page: the
only ids are those of clips that are not rectangles, and no two are alike.
"""

import base64
import io
import re
from collections import namedtuple
from contextlib import contextmanager
from functools import lru_cache
from secrets import token_hex

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_hex
from matplotlib.font_manager import fontManager, get_font
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D
from PIL import Image

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
        self.parts, self.clip, self.spilled = [], (None, None), False

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
        """Matplotlib 3.11 would else look into the font's file for each text; older ones do not ask."""
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
        """All in one element where they have no rim: a hundred of them would take the page longer than the rest."""
        self.inside(gc)
        spots = [points[-2:] for points, _ in path.iter_segments(trans + self.flip, simplify=False)]
        form = strokes(marker_path, marker_trans + Affine2D().scale(1, -1), 2 if len(spots) < 50 else 1)
        between = "" if rgbFace is None or gc.get_linewidth() == 0 else '"/><path d="'
        d = between.join(f"M{x:.2f} {y:.2f}{form}" for x, y in spots)
        self.parts.append(f'<g{self.look(gc, rgbFace)}><path d="{d}"/></g>')

    def draw_quad_mesh(self, gc, transform, columns, rows, corners, offsets, offset_trans, colors, *rest):
        """A regular mesh, such as a colour bar, is an image of as many pixels."""
        (left, low), (right, high) = transform.transform(corners[0, 0]), transform.transform(corners[-1, -1])
        pixels = (255 * np.reshape(colors, (rows, columns, 4))).round().astype(np.uint8)
        self.draw_image(gc, left, low, pixels, Affine2D().scale(right - left, high - low))

    def draw_image(self, gc, x, y, im, transform=None):
        self.inside(gc)
        high, wide = im.shape[:2]
        place = Affine2D().translate(x, y) if transform is None else (
            Affine2D().scale(1 / wide, 1 / high) + transform + Affine2D().translate(x, y))
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
        path, transform = (None, None) if gc is None else gc.get_clip_path()
        rectangle = None if gc is None else gc.get_clip_rectangle()
        if path is not self.clip[0] or rectangle is not self.clip[1]:  # one clip stands for all parts of a collection
            self.parts += ["</g></svg>"] * (self.clip != (None, None))
            self.parts += self.window(path, transform, rectangle)
            self.clip = path, rectangle

    def window(self, path, transform, rectangle):
        """A nested <svg> is a rectangular window."""
        if path is not None:
            name = f"clip-{token_hex(4)}"  # the same name in a picture that is not shown would leave this one whole
            d = outline(path, transform + self.flip, 1)
            yield f'<svg><clipPath id="{name}"><path d="{d}"/></clipPath><g clip-path="url(#{name})">'
        elif rectangle is not None:
            left, bottom, wide, high = rectangle.bounds
            box = f"{left:.2f} {self.height - bottom - high:.2f} {wide:.2f} {high:.2f}"
            x, y, width, height = box.split()
            yield f'<svg x="{x}" y="{y}" width="{width}" height="{height}" viewBox="{box}"><g>'

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


COMMANDS = {Path.MOVETO: (1, "M"), Path.LINETO: (1, "L"), Path.CURVE3: (2, "Q"), Path.CURVE4: (3, "C"),
            Path.CLOSEPOLY: (0, "z")}  # the number of its points, and its letter


def outline(path, transform, digits, clip=None, simplify=False):
    """A path as the letters and numbers of SVG's d."""
    clip = clip if path.codes is None else None
    path = path.cleaned(transform, remove_nans=True, clip=clip, simplify=simplify, curves=True)
    codes, words, used, place = path.codes.tolist(), [], [], 0
    while codes[place] != Path.STOP:
        count, letter = COMMANDS[codes[place]]
        words.append(letter + " ".join(["%.10g %.10g"] * count))
        used += range(place, place + count)
        place += count or 1
    return "".join(words) % tuple((np.round(path.vertices[used], digits) + 0.0).flat)


def strokes(path, transform, digits):
    """A path to be drawn from wherever the pen is."""
    d, here = "", np.zeros(2)
    for points, code in path.iter_segments(transform, simplify=False):
        if code == Path.CLOSEPOLY:
            d += "z"
        else:
            steps = np.round(np.reshape(points, (-1, 2)) - here, digits) + 0.0
            d += "mlqc"[code - 1] + " ".join(f"{step:g}" for step in steps.flat).replace(" -", "-")
            here = here + steps[-1]
    return d


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
    ]
    return (*figure.get_size_inches(), *axes)
