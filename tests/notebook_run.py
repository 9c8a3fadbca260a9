"""Run a notebook's cells in this process and look at its values; see `run`, `run_again` and `Run`.

    notebook = run("04_loss")
    assert notebook.after["6-descent-3"]["J"] < 0.4        # a value right after a cell
    assert notebook.namespace["net"].n_parameters == 18    # a value at the end
    assert "0.36" in notebook.outputs["6-descent-3"].text

With COURSE_PERTURB=1 in the environment (or 2, 3, … for another draw), the random start of every network is moved by
about 1e-6 of each weight: a statement that then fails was luck.
"""

import atexit
import contextlib
import copy
import functools
import io
import os
import re
import shutil
import sys
import tempfile
import traceback
import warnings
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import nbformat
import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from ipywidgets.widgets.widget import _instances as WIDGETS
from PIL import Image

import helpers
from helpers import Network
from helpers.plots.show import pixels
from tools.contents import NOTEBOOKS, lesson, paths
from tools.shell import Shell

ERRORS_ONLY = {"measured", "nbval-ignore-output"}
BLANK = Image.new("RGB", (8, 8))
PRINTED = np.get_printoptions()
TRAIN_LONG = "06_mnist", "06b_your_network", "06c_overfitting"
FEW = """

_all = load_mnist


def load_mnist():
    return [part[::20].copy() for part in _all()]
"""  # behind helpers/data.py: every twentieth digit
SANITIZE = re.findall(r"regex: (.+)\nreplace: (.+)", Path(__file__).with_name("nbval_sanitize.cfg").read_text())


@dataclass
class Output:
    """What a cell said and showed; `data` are the MIME bundles in order, `failure` the error's name and words or ""."""

    stdout: str = ""
    stderr: str = ""
    data: list = field(default_factory=list)
    failure: str = ""

    @property
    def html(self):
        return "\n".join(bundle.get("text/html", "") for bundle in self.data)

    @property
    def text(self):
        """What was printed, then the plain text of what was shown."""
        return "\n".join([self.stdout, *(bundle.get("text/plain", "") for bundle in self.data)]).strip()

    @property
    def alts(self):
        """The words of each picture."""
        return re.findall(r'<img[^>]*\balt="([^"]*)"', self.html)

    def comparable(self):
        """Text, HTML and failure, without what nbval does not compare either."""
        text = "\n".join([self.text, self.html, self.failure])
        for pattern, replacement in SANITIZE:
            text = re.sub(pattern, replacement, text)
        return text


@dataclass
class Run:
    """A notebook that has run: `outputs[cell id]`, `after[cell id]` (its names then), `namespace` (at the end)."""

    name: str
    cells: dict
    shell: Shell
    own: str = field(default_factory=tempfile.mkdtemp)  # for the learner's files
    outputs: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    widgets: list = field(default_factory=list)

    def __post_init__(self):
        weakref.finalize(self, forget, self.shell, self.own, self.widgets)

    @property
    def namespace(self):
        return self.shell.user_ns

    def cell(self, id):
        """Run one cell, the first time or again; returns its Output."""
        output, before = Output(), set(WIDGETS)
        self.outputs.setdefault(id, output)  # the first time's
        self.shell.shown = output.data
        out, err = io.StringIO(), io.StringIO()
        with place(self.shell, Path(self.own)), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            result = self.shell.run_cell(self.cells[id].source, store_history=False)
        self.widgets += [widget for id, widget in WIDGETS.items() if id not in before]
        output.stdout, output.stderr = out.getvalue(), err.getvalue()
        if error := result.error_before_exec or result.error_in_exec:
            output.failure = f"{type(error).__name__}: {error}"
            if "raises-exception" not in tags(self.cells[id]):
                raise AssertionError(words(self.name, id, error)) from None
        return output

    def reached(self, id):
        """Run a cell in its turn, if that has not been done."""
        if id not in self.outputs:
            try:
                self.cell(id)
            finally:
                self.after[id] = dict(self.namespace)


def forget(shell, own, widgets):
    """IPython's exit and the list of all widgets would keep every run, with its digits, until Python ends."""
    atexit.unregister(shell.atexit_operations)
    for widget in widgets:
        widget.close()
    shutil.rmtree(own, ignore_errors=True)


@contextlib.contextmanager
def place(shell, own):
    """As in a kernel of the notebook: its folder, its __main__, its IPython, a learner's files; all is put back."""
    singleton = mock.patch.multiple(InteractiveShell, _instance=shell)
    path = mock.patch.object(sys, "path", list(sys.path))
    files = {"COURSE_PROGRESS": str(own / "progress.json"), "COURSE_NETWORK": str(own / "my_network.py")}
    painted = sys.modules["helpers.plots.show"].pixels is pixels  # not unpainted
    unseen = mock.patch("helpers.plots.show.pixels", laid_out) if painted else contextlib.nullcontext()
    with (
        contextlib.chdir(NOTEBOOKS), path, main(shell.user_module), singleton, perturbed(), unseen,
        mock.patch.dict(os.environ, files), warnings.catch_warnings(),
    ):
        warnings.simplefilter("default")  # a warning is shown to the learner, and ends nothing
        yield


@contextlib.contextmanager
def main(module):
    """`module` as __main__ for a while."""
    before, sys.modules["__main__"] = sys.modules["__main__"], module
    try:
        yield
    finally:
        sys.modules["__main__"] = before


def perturbed():
    """With COURSE_PERTURB, every network starts a millionth away from its random start."""
    seed = os.environ.get("COURSE_PERTURB")
    if not seed:
        return contextlib.nullcontext()
    initialize, noise = Network._initialize, np.random.default_rng(int(seed))

    def moved(self, initialization, seed):
        initialize(self, initialization, seed)
        for W in self.weights:
            W *= 1 + 1e-6 * noise.standard_normal(W.shape)

    return mock.patch.object(Network, "_initialize", moved)


@functools.cache
def every_twentieth():
    return [part[::20].copy() for part in helpers.load_mnist()]


@contextlib.contextmanager
def few_digits():
    """For notebooks that are to run, whatever they find: in the block they get every twentieth of MNIST's digits."""
    few, whole = every_twentieth(), code

    def divided(name):
        cells = whole(name)
        for cell in cells.values():
            cell.source = cell.source.replace("50_000", "2_500")  # where the digits are divided
        return cells

    copied = lambda: [part.copy() for part in few]  # noqa: E731
    with mock.patch.object(helpers, "load_mnist", copied), mock.patch(f"{__name__}.code", divided):
        yield


def tags(cell):
    return set(cell.metadata.get("tags", []))


def words(name, id, error):
    """Which cell and line, and what happened there; for a test's message."""
    frames = traceback.extract_tb(error.__traceback__)
    here = next((frame for frame in frames if frame.filename.startswith("<ipython-input")), None)
    line = f", line {here.lineno}: {here.line}" if here else ""
    last = frames[-1] if frames else here
    where = f" (in {last.name}, line {last.lineno}: {last.line})" if last is not here else ""
    return f"{name}, cell {id!r}{line}\n{type(error).__name__}: {error}{where}"


def code(name):
    """{cell id: cell} of the notebook as committed, in its order."""
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    return {cell.id: cell for cell in notebook.cells if cell.cell_type == "code"}


def prose(name):
    """The notebook's text as committed, in one line, without solutions, code and the targets of links."""
    cells = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4).cells
    texts = [cell.source for cell in cells if cell.cell_type == "markdown" and not cell.id.startswith("solution-")]
    return re.sub(r"\]\([^)]*\)|`[^`]*`", "", " ".join(" ".join(texts).split()))


def numbers(text):
    """The numbers that a text tells, as written: those with decimals, and those of three digits or more; no 01.3."""
    text = re.sub(r"P1[34]-\d+", "", text)
    return set(re.findall(r"(?<![\w.,])(?!0\d)(?:\d+\.\d+|\d[\d,]*\d\d)(?![\w.]?\d)", text))


def changed(cells, changes):
    """The cells with each (old, new) of `changes` put in; `old` stands once in its cell."""
    cells = copy.deepcopy(cells)
    for id, pairs in changes.items():
        if id not in cells:
            raise ValueError(f"there is no code cell {id!r}; there are {', '.join(cells)}")
        for old, new in [pairs] if isinstance(pairs, tuple) else pairs:
            if (count := cells[id].source.count(old)) != 1:
                raise ValueError(f"{old!r} stands {count} times in cell {id!r}, not once")
            cells[id].source = cells[id].source.replace(old, new)
    return cells


def run(name, changes=None):
    """Run notebook `name` ("04_loss") from its first code cell to the last; returns a Run.

    changes     {cell id: (old, new)}: a piece of text that stands once in the cell, and what takes its place; or a
                list of such pairs

    An error ends it with an AssertionError that names cell and line, unless the cell is tagged `raises-exception`.
    The run without changes is kept for the tests that follow: they look at it and change nothing.
    """
    return fresh(name, changes) if changes else whole(name)


@functools.lru_cache(maxsize=1)
def started(name):
    """The one run of a notebook as it is, for nbval and for the lesson's test: whoever comes first runs a cell."""
    return Run(name, code(name), new_shell())


def whole(name):
    for id in (result := started(name)).cells:
        result.reached(id)
    return result


def fresh(name, changes=None, my_network=None):
    """A run of its own; `my_network` is the text of the learner's my_network.py, else there is none."""
    result = Run(name, changed(code(name), changes or {}), new_shell())
    if my_network is not None:
        Path(result.own, "my_network.py").write_text(my_network, encoding="utf-8")
    for id in result.cells:
        result.reached(id)
    return result


def of_lesson(test):
    """The name of the notebook whose lesson's test this file is."""
    return next(path.stem for path in paths() if lesson(path) == test.parent.name)


@pytest.fixture(scope="module")
def notebook(request):
    """For a lesson's test, the run of its notebook."""
    return run(of_lesson(request.path))


@pytest.fixture(scope="module")
def here(notebook):
    """For a lesson's test, the names of its notebook at the end."""
    return notebook.namespace


@pytest.fixture(scope="module", name="prose")
def text_cells(request):
    """For a lesson's test, the text cells of its notebook, with true minus signs made plain."""
    cells = nbformat.read(NOTEBOOKS / f"{of_lesson(request.path)}.ipynb", as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown").replace("−", "-")


def new_shell():
    np.set_printoptions(**PRINTED)  # those of the notebook before are still set
    with main(sys.modules["__main__"]):  # IPython puts one of its own there
        return Shell()


def laid_out(figure):
    """In place of a figure's pixels, which nobody looks at: its parts find their places, and are not painted."""
    figure.draw_without_rendering()
    return BLANK


def unpainted():
    """In the block pictures are drawn, but not even laid out."""
    return mock.patch("helpers.plots.show.pixels", lambda figure: BLANK)


def run_again(result):
    """Its cells again, from the last to the first: {cell id: what went otherwise, in words}.

    Those whose output differs from run to run, and which train or measure, are left out; pictures are not laid out."""
    differ = {}
    with unpainted():
        for id in reversed([id for id, cell in result.cells.items() if not tags(cell) & ERRORS_ONLY]):
            try:
                now, before = result.cell(id).comparable(), result.outputs[id].comparable()
            except AssertionError as error:
                differ.setdefault(id, str(error))
            else:
                if now != before:
                    differ.setdefault(id, f"before:\n{before}\nnow:\n{now}")
    return differ
