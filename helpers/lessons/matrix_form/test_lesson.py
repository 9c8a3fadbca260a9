"""Notebook 03: its pictures, and the numbers of its prose, looked at in a run of its cells."""

import numpy as np
import pytest
from matplotlib.collections import PolyCollection

from helpers.lessons.matrix_form import gpu, pictures
from tests.figures import artists, texts
from tests.notebook_run import numbers, prose

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"1-a-layer-is-one-matrix-operation-1": ("np.array([1, -1])", "np.array([0.5, 2])")},
    {"3-shapes-first-1": ("[256, 30, 20, 10]", "[256, 7, 10]")},
    {"3-shapes-first-5": ("np.ones((20, 31))", "np.ones((20, 30))")},
    {"4-from-one-column-to-a-batch-of-rows-1": ("[-1, 0]]", "[-1, 0], [3, 3]]")},
    {"5-a-speed-ladder-1": ("[256, 200, 200, 10]", "[256, 50, 10]")},
]


@pytest.mark.parametrize("seconds, squares", [
    ((2.0, 0.0104, 0.00074), (2703, 14, 1)), ((3.8, 0.0075, 0.066), (507, 1, 9)),
])
def test_ladder_has_a_square_for_each_time_as_long_as_the_fastest(seconds, squares):
    fig = pictures.ladder(dict(zip(("loops", "products", "batch"), seconds, strict=True)), "100 images")
    assert tuple(len(drawn.get_paths()) for drawn in artists(fig, PolyCollection)) == squares
    assert texts(fig)[0].endswith(f"{pictures.coarse(max(squares))} times faster than loops")
    inches = [drawn.get_datalim(fig.dpi_scale_trans) for drawn in artists(fig, PolyCollection)]
    assert all(0 < box.x0 and box.x1 < 7 and 0 < box.y0 and box.y1 < fig.get_figheight() for box in inches)
    assert not any(c.isdigit() for c in fig.alt.split(":")[1])


def test_the_prose_tells_these_numbers(here):
    slides, layers = {"0.62", "0.83", "0.51", "0.85"}, {"100", "256", "200"}
    walks = {"60,000", "1,440"}  # and a hundred times these digits; the minutes of a day
    assert numbers(prose("03_matrix_form")) == slides | layers | walks
    assert here["batch"].shape == (100, 256) == (20 * len(here["few"]), 256)
    assert here["speed"].sizes == [256, 200, 200, 10]


def test_the_slides_numbers(notebook, here):
    first = notebook.outputs["1-a-layer-is-one-matrix-operation-1"].text
    assert "[ 3 -2]" in first and "[ 4 -2]" in first and "[0.98 0.12]" in first
    assert np.round(here["outputs"], 2).tolist() == [[0.62, 0.83], [0.51, 0.85], [0.39, 0.88]]


def test_the_three_ways_are_one_function(here):
    for slow, images in ((here["by_loops"], here["few"]), (here["by_examples"], here["batch"])):
        assert np.allclose(slow(images), here["by_batch"](images), rtol=1e-12, atol=0)


def test_the_rung_of_a_gpu_gives_the_same_numbers_wherever_it_runs(notebook):
    pytest.importorskip("torch", reason="the GPU's rung: pip install torch")
    rows = list(gpu.beside_numpy(widths=(16, 64), device="cpu", runs=1))
    assert [row[0] for row in rows] == [16, 64] and all(row[3] < 1e-4 for row in rows)
    assert "needs a GPU" in notebook.outputs["gpu-1"].text or "times as fast" in notebook.outputs["gpu-1"].text
