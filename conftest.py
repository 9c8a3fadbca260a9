"""What all tests share: one BLAS thread, no test left out where COURSE_REQUIRE_ALL is set, the longest first."""

import os
import re
import tempfile
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded; the notebooks' kernels inherit it
own = Path(tempfile.mkdtemp())  # not the learner's own files
os.environ["COURSE_PROGRESS"] = str(own / "progress.json")
os.environ["COURSE_NETWORK"] = str(own / "my_network.py")

pytest_plugins = ["tests.browser_lab", "tests.one_notebook"]

import matplotlib.font_manager  # noqa: E402, F401  builds the font cache now, or the first kernel would tell of it

from tests.nbval_kernel import in_this_process  # noqa: E402
from tests.notebook_run import here, notebook, text_cells  # noqa: E402, F401  fixtures of the lessons' tests


def refuse_skip(report):
    """PyTorch or a browser may be missing on a learner's computer, but not where everything has to be tested."""
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("COURSE_REQUIRE_ALL"):
        report.outcome = "failed"
        report.longrepr = f"skipped, though COURSE_REQUIRE_ALL is set: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    return refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    return refuse_skip((yield))


in_this_process()  # nbval takes the run that a lesson's test looks at


LESSON = re.compile(r"^notebooks/\d+\w?_(\w+)\.ipynb|^helpers/lessons/(\w+)/test_lesson")
APART = re.compile(r"test_answers\.py")  # each shares nothing with others of its file
LAB = re.compile(r"browser/test_(keys|notebooks|outputs|second_day)|(guess|question)_browser")  # share one JupyterLab
LONGEST = re.compile(rf"{APART.pattern}|{LAB.pattern}|test_trying|notebooks/|test_lesson|browser/test_site"
                     r"|test_(catalogue|grade|new|road)\.py")

LONG = "notebooks/06c_"  # trains for a minute, as its lesson's tests do


def pytest_collection_modifyitems(config, items):
    """What takes longest begins, or one worker would end it alone; then the browser's, whose page stays among them."""
    for item in items:
        if item.nodeid.startswith(LONG):
            item.add_marker("weekly")
    items.sort(key=lambda item: (not LONGEST.search(item.nodeid), lesson(item.nodeid) or "",
                                 not item.get_closest_marker("browser")))


def lesson(nodeid):
    """The lesson whose one run a test takes: its claims and, by nbval, its saved outputs; else None."""
    found = LESSON.search(nodeid)
    return found and (found[1] or found[2])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """A file's tests share what one worker has made."""
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid):
            own = nodeid if APART.search(nodeid) else "lab" if LAB.search(nodeid) else lesson(nodeid)
            return own or super()._split_scope(nodeid)

    if config.option.dist == "loadfile":
        config.option.loadscopereorder = False  # by the number of tests
        return Scheduling(config, log)


def pytest_runtest_teardown():
    """What one test has solved is no other test's, nor that of a notebook which this process runs later."""
    for file in own.iterdir():
        file.unlink()
