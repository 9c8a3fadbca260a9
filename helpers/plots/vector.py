"""`to_svg`: a figure as SVG text, in a fraction of the time of Matplotlib's own writer, and sharp at any size.

Every text is drawn by its outlines, so it looks the same on every machine. Many pictures can stand in one page: the
only ids are those of clips that are not rectangles, and no two are alike.
"""

import base64
import io
from contextlib import contextmanager
from secrets import token_hex

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_hex
from matplotlib.transforms import Affine2D
from PIL import Image

from .outlines import OUTLINES, font_heights, outline, strokes, text_outline
from .raster import Canvas
from .show import on_paper

AUTO = {"auto", "antialiased"}  # the new and the old name


def to_svg(figure):
    """Draw the figure; returns the text of an <svg> with `dpi` units an inch, and whether a text leaves the picture."""
    pen = Pen(*figure.bbox.size, figure.dpi)
    with own_pixels(figure):
        figure.draw(pen)
    return pen.text(' class="paper"' if on_paper(figure) else ""), pen.spilled


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

    def text(self, kind=""):
        self.inside(None)
        box = f"{self.width:g} {self.height:g}"
        return f'<svg xmlns="http://www.w3.org/2000/svg"{kind} viewBox="0 0 {box}">{"".join(self.parts)}</svg>'

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
        return tuple(size * self.scale(prop) for size in text_outline(s, prop, bool(ismath))[2:])

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
        letters, scale = text_outline(s, prop, bool(ismath)), self.scale(prop)
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
            cap = gc.get_capstyle().replace("projecting", "square")  # as SVG calls it
            words += "" if cap == "butt" else f' stroke-linecap="{cap}"'
            words += "" if gc.get_joinstyle() == "miter" else f' stroke-linejoin="{gc.get_joinstyle()}"'
            offset, dashes = gc.get_dashes()
            if dashes is not None:
                lengths = " ".join(f"{self.points_to_pixels(length):.3g}" for length in dashes)
                words += f' stroke-dasharray="{lengths}" stroke-dashoffset="{self.points_to_pixels(offset):.3g}"'
        return words


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
        Canvas(figure)  # which measures texts in any language
        engine.execute(figure)
        self.places[kind] = [ax.get_position(original=True) for ax in figure.axes]
        return to_svg(figure)[0]


def arrangement(figure):
    """What the layout of a figure follows from, but for the length of the numbers at its axes."""
    axes = [(ax.axison, ax.get_aspect(), ax.get_title(loc="left").count("\n"), ax.get_title(loc="left") != "",
             ax.get_xlabel() != "", ax.get_ylabel() != "") for ax in figure.axes]
    return (*figure.get_size_inches(), *axes)
