"""A class's notebooks run, and a table of who passed what.

    python course.py grade FOLDER                         writes FOLDER/grades.csv
    python course.py grade FOLDER --seconds 600 --jobs 2

Every .ipynb below FOLDER is run in a process of its own, in an empty place with a fresh copy of the course, and is
ended after --seconds. One line a notebook: its path, what became of it, the seconds it took, the number of exercises
passed, then 1 or 0 for each exercise of that notebook. The table is written anew after each notebook.

This runs the code that was handed in, with the rights of whoever starts it. Use an account or a container that holds
nothing of worth and has no network.
"""

import argparse
import concurrent.futures
import contextlib
import csv
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from functools import partial
from pathlib import Path

from tqdm import tqdm

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from helpers.exercises.exercise import EXERCISES  # noqa: E402

LARGEST = 50 * 2**20  # bytes of a notebook that is opened at all
RUN = """
import sys
import nbformat
from nbclient import NotebookClient
notebook = nbformat.read("notebooks/submitted.ipynb", as_version=4)
for cell in notebook.cells:
    cell.pop("outputs", None) if cell.cell_type != "code" else cell.update(outputs=[])
NotebookClient(notebook, timeout=None, allow_errors=True, resources={"metadata": {"path": "notebooks"}}).execute()
"""


def packed_course():
    """helpers/ and data/ as a zip in memory, so that no submission can change what the next one is judged by."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as archive:
        for folder in ("helpers", "data"):
            for path in sorted((ROOT / folder).rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    archive.write(path, path.relative_to(ROOT))
    return memory.getvalue()


def read(path):
    """(bytes of a submitted notebook or None, what is wrong with it)."""
    try:
        if path.stat().st_size > LARGEST:
            return None, f"larger than {LARGEST // 2**20} MiB"
        content = path.read_bytes()
        cells = json.loads(content)["cells"]
        if not all(isinstance(cell["cell_type"], str) for cell in cells):
            raise TypeError
    except OSError as error:
        return None, f"cannot be read: {error.strerror}"
    except (ValueError, KeyError, TypeError, RecursionError):
        return None, "not a notebook"
    return content, ""


def asked(content):
    """The ids of the exercises whose cell is in the notebook; those of the whole notebook where a learner lost one."""
    text = content.decode("utf-8", "replace")
    notebooks = {id.split(".")[0] for id in EXERCISES if f'check(\\"{id}\\"' in text}
    return [id for id in EXERCISES if id.split(".")[0] in notebooks]


def run(course, seconds, content):
    """Run one notebook; returns (what became of it, ids of the exercises passed)."""
    with tempfile.TemporaryDirectory(prefix="grade-", ignore_cleanup_errors=True) as place:
        place = Path(place)
        zipfile.ZipFile(io.BytesIO(course)).extractall(place)
        (place / "notebooks").mkdir()
        (place / "notebooks/submitted.ipynb").write_bytes(content)
        own = {name: str(place) for name in ("HOME", "USERPROFILE", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "TMPDIR")}
        own |= {"COURSE_PROGRESS": str(place / "passed.json"), "COURSE_NETWORK": str(place / "my_network.py")}
        own |= {"OPENBLAS_NUM_THREADS": "1"}
        quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        command = [sys.executable, "-c", RUN]
        process = subprocess.Popen(command, cwd=place, env=os.environ | own, start_new_session=True, **quiet)
        try:
            state = "ran" if process.wait(seconds) == 0 else "broke off"
        except subprocess.TimeoutExpired:
            state = f"ended after {seconds:g} s"
        finally:
            end(process, place)
        try:
            passed = json.loads((place / "passed.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return state, set()
        return state, set(passed) if isinstance(passed, dict) else set()


def end(process, place):
    """End the process and every other one that lives in its place, the kernel above all."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True)
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for status in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError, ValueError):
            if os.fsencode(f"HOME={place}\0") in status.read_bytes() + b"\0":
                os.kill(int(status.parent.name), signal.SIGKILL)


def line(folder, course, seconds, path):
    """The row of one notebook."""
    start = time.perf_counter()
    content, state = read(path)
    row = {"notebook": path.relative_to(folder).as_posix(), "state": state, "passed": 0}
    if content is not None:
        here = asked(content)
        row["state"], passed = run(course, seconds, content)
        row |= {id: int(id in passed) for id in here}
        row["passed"] = sum(row[id] for id in here)
        row["of"] = len(here)
    return row | {"seconds": f"{time.perf_counter() - start:.0f}"}


def write(rows, path):
    """The table, whole or not at all."""
    part = path.with_suffix(".part")
    columns = ["notebook", "state", "seconds", "passed", "of", *EXERCISES]
    with part.open("w", newline="", encoding="utf-8-sig") as file:  # the mark tells Excel that names are UTF-8
        table = csv.DictWriter(file, columns)
        table.writeheader()
        table.writerows(sorted(rows, key=lambda row: row["notebook"]))
    os.replace(part, path)


def grade(folder, seconds=300, jobs=1):
    """Run all notebooks below `folder` and write its grades.csv; returns the rows."""
    paths = [p for p in sorted(folder.rglob("*.ipynb")) if not any(part.startswith(".") for part in p.parts)]
    if not paths:
        raise ValueError(f"there is no notebook (.ipynb) in {folder}")
    rows, work = [], partial(line, folder, packed_course(), seconds)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for row in tqdm(pool.map(work, paths), "notebooks", len(paths), disable=None):
            rows.append(row)
            write(rows, folder / "grades.csv")
    return rows


def main():
    parser = argparse.ArgumentParser(prog="course.py grade", description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)  # fmt: skip
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=300, help="at most, for one notebook (300)")
    parser.add_argument("--jobs", type=int, default=max(1, (os.cpu_count() or 2) // 2), help="at the same time")
    options = parser.parse_args()
    if not options.folder.is_dir() or options.seconds <= 0 or options.jobs < 1:
        parser.error("expected a folder, --seconds above 0 and --jobs of at least 1")
    try:
        rows = grade(options.folder.resolve(), options.seconds, options.jobs)
    except ValueError as error:
        parser.error(str(error))
    for row in rows:
        print(f"{row['notebook']}: {row['passed']} of {row.get('of', 0)} passed ({row['state']})")
    print(f"The table is {options.folder / 'grades.csv'}.")


if __name__ == "__main__":
    main()
