"""A class's notebooks judged, and a table of who solved what.

    python course.py grade FOLDER                         writes FOLDER/grades.csv
    python course.py grade FOLDER --seconds 20 --jobs 2

Every .ipynb below FOLDER is read before anything is run, and every my_network.py that lies beside none. Then each
function that a `check` in it hands over is run on the cases of its exercise, in a process of its own
(tools/grade_worker.py), and its values are judged here. No notebook is run as a whole: neither its kernel nor its
trainings matter. A my_network.py beside a notebook can be imported there.

One line a notebook: what became of it, the number of exercises passed, 1 or 0 for each of them, and what was wrong.
A line for each progress file, too (.course_progress.json, whatever its name begins with): how many of the twelve
questions were right before and after the course, and the gain, where all were answered.
Given again, the command goes on where it stopped: a notebook that has not changed keeps its line. Columns and lines of
your own in grades.csv stay.

This runs the code that was handed in. Where Linux allows it, each process has no network and sees nothing but Python
and a copy of the course's network without its answers. Elsewhere it has the rights of whoever starts it: use an
account or a container that holds nothing of worth.
"""

import argparse
import compileall
import concurrent.futures
import contextlib
import functools
import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # no traceback of an import; `main` has an answer of its own

import numpy as np  # noqa: E402
import psutil  # noqa: E402
from tqdm import tqdm  # noqa: E402

from helpers.exercises.asking.before_after import score  # noqa: E402
from helpers.exercises.diagnosing.judge import SECONDS, judge  # noqa: E402
from helpers.exercises.diagnosing.outcome import asked_widely  # noqa: E402
from helpers.exercises.exercise import EXERCISES  # noqa: E402
from tools.contents import ROOT  # noqa: E402
from tools.grade_worker import MEMORY, decode, encode, outcome, raised  # noqa: E402
from tools.grades import own_columns, read_table, write_table  # noqa: E402
from tools.submissions import IDS, asked, paths, read_submission, without_running  # noqa: E402

LONGEST = 64 * 2**20  # bytes of an answer
PROCESSES = 64  # that one function may start, at a time; the memory of all of them together is what one may have
PAUSE = 0.1  # seconds between two looks at them
NAMES = "PATH", "LD_LIBRARY_PATH", "SYSTEMROOT"  # of the environment variables, what a process gets to see
SPACES = "--user --map-root-user --mount --pid --fork --kill-child --net --ipc".split()
SEALED = """
place=$1 python=$2 program=$3; shift 3
mount -t tmpfs -o size=64m tmpfs "$place"
mkdir "$place/dev" "$place/notebooks"
for one in null urandom; do : > "$place/dev/$one"; mount --bind "/dev/$one" "$place/dev/$one"; done
for path do mkdir -p "$place$path"; mount --rbind -o ro "$path" "$place$path"; done
exec unshare --root "$place" --wd /notebooks prlimit --nproc=256 \\
    setpriv --bounding-set=-all --no-new-privs "$python" "$program"
"""
JUDGE = threading.Lock()  # judging catches what is printed, for the whole process


@functools.cache
def cases(id):
    """(the cases of an exercise as JSON can hold them, {name: function} of the functions in them)."""
    given = asked_widely(EXERCISES[id], 0)[0]
    functions = {encode(part)["function"]: part for case in given for part in case if callable(part)}
    return [encode(case) for case in given], functions


def judged(id, message):
    """What is wrong with the answers of a process, "" if nothing is."""
    if "answers" not in message:
        return str(message["trouble"]) or "nothing came back"
    again = {int(k): answer for k, answer in message.get("again", {}).items()}  # JSON makes texts of them
    pairs = enumerate(zip(cases(id)[0], message["answers"], strict=True))
    known = {json.dumps(case): [answer, again.get(k, answer)] for k, (case, answer) in reversed([*pairs])}
    with JUDGE:
        reply = judge(EXERCISES[id], functools.partial(replay, known))
    return {"right": "", "untried": "not tried"}.get(reply.state, message["trouble"] or reply.words)


def replay(known, *arguments):
    """Do with the arguments of a case what the student's function did, the first time and after it."""
    answers = known[json.dumps(encode(arguments))]
    answer = answers.pop(0) if len(answers) > 1 else answers[0]
    if "error" in answer:
        raise raised(answer)
    for mine, theirs in zip(arguments, decode(answer["arguments"]), strict=True):
        if isinstance(mine, np.ndarray | list):
            mine[... if isinstance(mine, np.ndarray) else slice(None)] = theirs
        elif isinstance(mine, np.random.Generator):
            mine.bit_generator.state = theirs.bit_generator.state
        elif isinstance(mine, io.BytesIO):
            mine.seek(0)
            mine.truncate()
            mine.write(io.BytesIO.getvalue(theirs))
        elif isinstance(mine, dict):
            mine.clear()
            mine.update(theirs)
    return decode(answer["value"])


class Processes:
    """Processes for students' functions. `sealed`: do they see nothing of this computer?"""

    def __init__(self, course):
        self.course, self.running, self.stopped = course, {}, False
        answers = shutil.ignore_patterns("exercises", "lessons", "mine.py", "__pycache__")
        shutil.copytree(ROOT / "helpers", course / "helpers", ignore=answers)
        shutil.copytree(ROOT / "data", course / "data")
        shutil.copy(ROOT / "tools/grade_worker.py", course)
        compileall.compile_dir(course, quiet=2)
        id = IDS[0]
        own = f"{EXERCISES[id].solution}\n\ncheck('{id}', {EXERCISES[id].reference.__name__})"
        for self.sealed in (True, False):
            words = self.solve(id, [own], {}, SECONDS)
            if not words:
                return
        raise ValueError(f"the course's own answer to {id} does not come out right here: {words}")

    def solve(self, id, cells, files, seconds):
        """What is wrong with an exercise in the notebook with these cells, "" if nothing is."""
        exercise, (given, functions), words = EXERCISES[id], cases(id), []
        around = "\n\n".join(["import numpy as np", *(e.solution for e in EXERCISES.values() if e is not exercise)])
        job = {"id": id, "cells": cells, "files": files, "around": around, "cases": given}
        try:
            with contextlib.closing(self.messages(job, functions, seconds)) as messages:
                for message in messages:
                    words.append(judged(id, message))
                    if not words[-1]:
                        return ""  # of several checks one has to be right
        except Exception as error:  # a function may have the process say anything
            words.append(f"its process broke off ({error})")
        return words[0]

    def messages(self, job, functions, seconds):
        """What a new process has to say about the job, at last how it ended."""
        with tempfile.TemporaryDirectory(prefix="grade-", ignore_cleanup_errors=True) as place:
            process, held = self.start(place), []
            done = threading.Event()

            def guard():
                if too_much := watched(process, seconds, done):
                    held.append(too_much)
                    self.end(process, place)

            limit = threading.Thread(target=guard, daemon=True)
            try:
                say(process, job)
                while line := process.stdout.readline(LONGEST):
                    message = json.loads(line)
                    if "ready" in message:
                        limit.start()  # on a busy machine Python itself may take its time
                    elif "call" in message:
                        say(process, outcome(functions[message["call"]], decode(message["arguments"])))
                    else:
                        yield message
                yield {"trouble": held[0] if held else "its process broke off"}
            finally:
                done.set()
                self.end(process, place)
                for pipe in (process.stdin, process.stdout):
                    with contextlib.suppress(OSError):  # something may still stand in it
                        pipe.close()

    def start(self, place):
        program = [sys.executable, str(self.course / "grade_worker.py")]
        if self.sealed:
            shown = ["/usr", "/lib", "/lib64", "/bin", sys.base_prefix, sys.prefix, str(self.course)]
            shown = [path for path in dict.fromkeys(shown) if os.path.exists(path)]
            program = ["unshare", *SPACES, "sh", "-ec", SEALED, "sh", place, *program, *shown]
        elif sys.platform != "win32":  # the parent that a function could end is this shell
            program = ["sh", "-c", '"$@"; exit $?', "sh", *program]
        own = {name: os.environ[name] for name in NAMES if name in os.environ}
        own |= dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP"), place) | {"OPENBLAS_NUM_THREADS": "1"}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        here = Path(place, "notebooks")  # so that `..` is nobody else's
        here.mkdir()
        process = subprocess.Popen(program, cwd=here, env=own, start_new_session=True, **pipes)
        self.running[process] = place
        if self.stopped:
            self.end(process, place)
        return process

    def end(self, process, place):
        """End the process and every other one that lives in its place."""
        if sys.platform == "win32" and process.poll() is None:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True)
        elif sys.platform != "win32":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.running.pop(process, None)
        everywhere = [] if self.sealed else 2 * ["[0-9]*/environ"]  # twice: one that just starts has none for a moment
        for status in (status for pattern in everywhere for status in Path("/proc").glob(pattern)):
            with contextlib.suppress(OSError, ValueError):
                if os.fsencode(f"HOME={place}\0") in status.read_bytes() + b"\0":
                    os.kill(int(status.parent.name), signal.SIGKILL)

    def stop(self):
        self.stopped = True  # what starts from now on ends at once
        for process, place in list(self.running.items()):
            self.end(process, place)


def family(process):
    """(how many they are, bytes of memory, seconds of processor time) of a process and all that it has started."""
    found = []
    with contextlib.suppress(psutil.Error):
        first = psutil.Process(process.pid)
        for one in [first, *first.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):  # it has just ended
                found.append((1, one.memory_info().rss, sum(one.cpu_times()[:2])))
    return tuple(map(sum, zip(*found, strict=True))) or (0, 0, 0)


def watched(process, seconds, done):
    """Wait until the process is done, ""; or until it has to be ended: why. Its time is so many seconds, or more where
    a busy machine gave it less than half of them, but at most five times as many."""
    start = time.monotonic()
    while not done.wait(PAUSE):
        count, held, worked = family(process)
        passed = time.monotonic() - start
        if count > PROCESSES:
            return f"more than {PROCESSES} processes at a time"
        if held > MEMORY:
            return f"more memory than {MEMORY // 2**30} GB in its {count} processes"
        if passed > seconds and worked > seconds / 2 or passed > 5 * seconds:
            much = f" and held {held / 2**30:.1f} GB of memory by then" if held > 2**29 else ""
            return f"still running after {seconds:g} s{much}"
    return ""


def say(process, message):
    process.stdin.write(json.dumps(message).encode() + b"\n")
    process.stdin.flush()


def line(processes, seconds, longest, submission):
    """The row of one notebook."""
    start, words = time.perf_counter(), {}
    known = without_running(submission.cells)
    for id in asked(submission.cells):
        left = longest - (time.perf_counter() - start)
        words[id] = known.get(id, f"not tried: the {longest:g} s of a notebook were over")
        if id not in known and left > 0 and not processes.stopped:
            words[id] = processes.solve(id, submission.cells, submission.files, min(seconds, left))
    kind = "judged" if words else "progress" if submission.answers else "without an exercise"
    row = {"notebook": submission.name, "state": submission.trouble or kind}
    row |= twelve(submission.answers)
    row |= {id: int(not wrong) for id, wrong in words.items()}
    row |= {"passed": sum(not wrong for wrong in words.values()), "of": len(words), "file": submission.fingerprint}
    remarks = [f"{id}: {' '.join(wrong.split())[:300]}" for id, wrong in words.items() if wrong]
    return row | {"remarks": " | ".join(remarks), "seconds": f"{time.perf_counter() - start:.1f}"}


def twelve(answers):
    """What a progress file says of the twelve questions before and after the course, where all of them are answered."""
    before, after = score("before", answers), score("after", answers)
    row = {"before": before, "after": after, "gain": None if None in (before, after) else after - before}
    return {column: number for column, number in row.items() if number is not None}


def grade(folder, seconds=SECONDS, longest=120, jobs=1):
    """Judge all notebooks below `folder` and write its grades.csv; returns the rows."""
    found = paths(folder)
    if not found:
        raise ValueError(f"there is no notebook (.ipynb) and no my_network.py in {folder}")
    table, course = folder / "grades.csv", hashlib.sha256()
    for path in sorted([*(ROOT / "helpers").rglob("*.py"), *(ROOT / "tools").glob("*.py")]):
        course.update(path.read_bytes())
    submissions = [read_submission(folder, path, course) for path in tqdm(found, "read", disable=None)]
    earlier = read_table(table)
    done = {one.name for one in submissions if earlier.get(one.name, {}).get("file") == one.fingerprint}
    waiting = {one.name: one for one in submissions if one.name not in done}
    rows = [row for name, row in earlier.items() if name not in waiting]  # a teacher's own lines among them
    write_table(rows, table)
    with tempfile.TemporaryDirectory(prefix="grade-course-") as place:
        processes = Processes(Path(place))
        if not processes.sealed:
            print("This system lets no process be sealed off: the students' functions run with your rights.")
        pool = concurrent.futures.ThreadPoolExecutor(jobs)
        work = functools.partial(line, processes, seconds, longest)
        try:
            judging = [pool.submit(work, one) for one in waiting.values()]
            for future in tqdm(concurrent.futures.as_completed(judging), "judged", len(judging), disable=None):
                row = future.result()
                rows.append(own_columns(earlier.get(row["notebook"], {})) | row)
                if len(rows) % 20 == 0:
                    write_table(rows, table)
        finally:
            processes.stop()
            pool.shutdown(cancel_futures=True)
            write_table(rows, table)
    return rows


def interrupted(*_):
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
    raise KeyboardInterrupt


def main():
    parser = argparse.ArgumentParser(prog="course.py grade", description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", dest="place", type=Path, default=Path(), help=argparse.SUPPRESS)  # see course.py
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"at most, for one exercise ({SECONDS})")
    parser.add_argument("--longest", type=float, default=120, help="seconds at most, for one notebook (120)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="at the same time (one for each core)")
    options = parser.parse_args()
    folder = (options.place / options.folder).resolve()
    if not folder.is_dir():
        parser.error(f"{folder} is not a folder")
    if min(options.seconds, options.longest) <= 0 or options.jobs < 1:
        parser.error("expected --seconds and --longest above 0 and --jobs of at least 1")
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), interrupted)
    try:
        rows = grade(folder, options.seconds, options.longest, options.jobs)
    except (ValueError, OSError) as error:
        parser.error(str(error))
    except KeyboardInterrupt:
        sys.exit("\nStopped. What was judged is in grades.csv; the same command goes on from there.")
    sys.stdout.reconfigure(errors="replace")
    for row in rows:
        print(f"{row['notebook']}: {row['passed']} of {row['of']} passed ({row['state']})")
    print(f"The table is {folder / 'grades.csv'}.")


if __name__ == "__main__":
    main()
