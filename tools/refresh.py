"""Execute notebooks and write them back in one canonical form: a second run changes no byte.

    python3 course.py refresh                            # every notebook
    python3 course.py refresh 04                         # that one in every language
    python3 course.py refresh notebooks/04_loss.ipynb
    python3 course.py refresh --measure                  # renew the timings, too (cells tagged `measured`)
    python3 course.py refresh --check                    # execute nothing: which files are not canonical?

The output of a cell tagged `answers` is saved folded, so that it gives nothing away before a learner has run it, and so
is the code of the first cell, which is every notebook's.

A notebook stays as it was when a cell fails (without the tag `raises-exception`) or writes to stderr.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import matplotlib
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also as python tools/refresh.py

from helpers.storage import written_whole  # noqa: E402
from tools.contents import ROOT, number_of  # noqa: E402
from tools.languages import editions, notebooks  # noqa: E402

WIDGET = "application/vnd.jupyter.widget-view+json"
FOLDED = {"collapsed": True, "jupyter": {"outputs_hidden": True}}  # JupyterLab unfolds such an output when it is run
CODE_FOLDED = {"cellView": "form", "jupyter": {"source_hidden": True}}  # in Colab; in JupyterLab
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def canonical(notebook):
    """The notebook's text without what changes from run to run or from machine to machine."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for number, cell in enumerate(notebook.cells):
        cell.setdefault("id", f"cell-{number}")
        cell.metadata = {"tags": cell.metadata.tags} if cell.metadata.get("tags") else {}
        if "answers" in cell.metadata.get("tags", []):
            cell.metadata |= FOLDED
        if cell.source.startswith("# @title "):
            cell.metadata |= CODE_FOLDED
        if cell.cell_type == "code":
            unsaved = "unsaved" in cell.metadata.get("tags", [])  # the course as it is today, or the learner's own
            cell.outputs = [] if unsaved else joined(cell.outputs)
    nbformat.validate(notebook)
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def joined(outputs):
    """The outputs in canonical form, a stream that arrived in pieces as one."""
    result = []
    for output in outputs:
        if "metadata" in output:
            output.metadata = {}
        if len(output.get("data", {})) > 1:
            output.data.pop(WIDGET, None)  # a saved widget has no kernel; its picture or text stays
        if "traceback" in output:
            output.traceback = [line.replace(f"{ROOT}{os.sep}", "") for line in output.traceback]
        if result and output.output_type == "stream" and output.name == result[-1].get("name"):
            result[-1].text += output.text
        else:
            result.append(output)
    return result


def execute(notebook, folder):
    quiet = ["--log-level=ERROR"]
    resources = {"metadata": {"path": folder}}
    with tempfile.TemporaryDirectory() as own:  # as for a new learner
        os.environ["COURSE_PROGRESS"] = os.path.join(own, "progress.json")
        os.environ["COURSE_NETWORK"] = os.path.join(own, "my_network.py")
        NotebookClient(notebook, resources=resources, timeout=600, record_timing=False, extra_arguments=quiet).execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                raise ValueError(f"the cell {cell.id!r} writes to stderr:\n{output.text}")


def refresh(path, measure):
    """Execute one notebook; its file is written whole or not at all."""
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    measured = [cell for cell in notebook.cells if "measured" in cell.metadata.get("tags", [])]
    saved = {cell.id: cell.outputs for cell in measured if cell.outputs and not measure}
    execute(notebook, str(path.parent))
    for cell in notebook.cells:
        if cell.id in saved:
            cell.outputs = saved[cell.id]
    after = canonical(notebook)
    if after == before:
        return "unchanged"
    with written_whole(path) as file:
        file.write(after.encode())
    return "updated"


def check_form(path):
    text = path.read_text(encoding="utf-8")
    if canonical(nbformat.reads(text, as_version=4)) != text:
        raise ValueError("not canonical: run python3 course.py refresh")
    return "canonical"


def report(action, path):
    start = time.perf_counter()
    try:
        result = action(path)
    except (CellExecutionError, DeadKernelError, OSError, ValueError) as error:
        result = f"FAILED: {error}"
    name = os.path.relpath(path, ROOT)  # three languages have a notebook of this name
    return f"{name}: {result} ({time.perf_counter() - start:.1f} s)"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args()
    all_paths = [path for language in editions() for path in notebooks(language)]
    named = [[path for path in all_paths if number_of(path) == name] or [Path(name)] for name in options.paths]
    paths = sum(named, []) or all_paths
    # one thread, one kernel of OpenBLAS and matplotlib's own settings, so that nothing depends on the machine
    os.environ.update(OPENBLAS_NUM_THREADS="1", MATPLOTLIBRC=matplotlib.get_data_path())
    if platform.machine() in ("x86_64", "AMD64"):
        os.environ["OPENBLAS_CORETYPE"] = "Haswell"
    action = check_form if options.check else partial(refresh, measure=options.measure)
    failed = False
    with ProcessPoolExecutor(2) as pool:
        for line in pool.map(partial(report, action), paths):
            print(line, flush=True)
            failed |= ": FAILED" in line
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
