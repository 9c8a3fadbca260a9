"""Pixels as Matplotlib paints them, but for texts with letters that its font lacks: their outlines are drawn."""

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.transforms import Affine2D

from .outlines import OUTLINES, needs_own_font, text_outline


class Brush(RendererAgg):
    def scale(self, prop):
        return self.points_to_pixels(prop.get_size_in_points()) / OUTLINES

    def get_text_width_height_descent(self, s, prop, ismath):
        if not needs_own_font(s):
            return super().get_text_width_height_descent(s, prop, ismath)
        return tuple(size * self.scale(prop) for size in text_outline(s, prop, bool(ismath))[2:])

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        if not needs_own_font(s):
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        place = Affine2D().scale(self.scale(prop)).rotate_deg(angle).translate(x, self.height - y)
        gc.set_linewidth(0)
        gc.set_snap(False)
        self.draw_path(gc, text_outline(s, prop, bool(ismath)).path, place, rgbFace=gc.get_rgb())


class Canvas(FigureCanvasAgg):
    """What a figure is painted on: Canvas(figure) makes it the figure's."""

    def get_renderer(self):
        size = super().get_renderer()
        if not isinstance(size, Brush):
            self.renderer = Brush(size.width, size.height, size.dpi)
        return self.renderer
