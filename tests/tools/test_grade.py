"""`course.py grade`: a folder of submissions, some broken, some hostile, none of which concerns another."""

import ast
import csv
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path
from unittest import mock

import nbformat
import numpy as np
import pytest

import tests.exercises.learner
import tools.grade
import tools.grade_worker
from helpers.exercises.asking.before_after import questions
from helpers.exercises.diagnosing import judge as judging
from helpers.exercises.diagnosing.judge import judge
from helpers.exercises.diagnosing.outcome import asked as asked_first
from helpers.exercises.exercise import EXERCISES
from helpers.statements import statements
from tests.exercises.learner import graded
from tests.exercises.test_my_network import FORMS
from tools.grade import IDS, asked, cases, grade, judged, watched
from tools.grade_worker import Other, checks, decode, encode, names_read, needed, outcome
from tools.grades import read_table, write_table
from tools.submissions import code, without_running

ID, STEP = "01.1", EXERCISES["01.1"].solution
RIGHT = f'{STEP}\n\ncheck("{ID}", step)'
ROOT = Path(__file__).resolve().parents[2]


def test_values_come_back_and_others_become_a_name():
    for value in (None, True, 3, -0.0, float("inf"), Fraction(1, 3), ..., [[1], (2.0, [])], {(8, 8): 0.5, "a": [1]},
                  np.float32(1.5), np.arange(6), np.zeros((0, 3)), np.array(["a", "bc"]), np.array([1 + 2j])):
        back = decode(json.loads(json.dumps(encode(value))))
        assert type(back) is type(value) and repr(back) == repr(value)
    assert isinstance(decode(encode(x for x in "ab")), Other) and "generator" in repr(decode(encode(x for x in "ab")))
    assert decode(encode(range(3))).tolist() == [0, 1, 2]
    W = np.ones((2, 2))
    back = decode(json.loads(json.dumps(encode([W, W.copy(), W, W[:1], W[:1], *np.float32([1, 2])]))))
    assert back[0] is back[2] and back[0] is not back[1] and back[3] is back[4] and back[5:] == [1, 2]
    ragged = np.array([np.zeros(2), np.zeros(3)], dtype=object)
    assert [part.shape for part in decode(encode(ragged))] == [(2,), (3,)]
    for bad in ({"array": ["O", [1], "AAAA"]}, {"array": ["<f8", [2], "AAAA"]}, {"pickle": ""}, {}):
        with pytest.raises(ValueError):
            decode(bad)


NEEDED = [  # (cells before the check, the statements that `f` needs)
    (["import numpy as np\nfrom os import path, sep", "def f():\n    return sep"], ["from os import sep", "def f():"]),
    (["eps = 1", "eps = 2\nprint(eps)", "def f(z):\n    return z + eps"], ["eps = 2", "def f(z):"]),
    (["eps = 1\nif eps:\n    eps = 2", "f = lambda z: z + eps"], ["eps = 1", "if eps:", "f = lambda z: z + eps"]),
    (["a = {}\na['b'] = 1\na.get('b')\nc = 1", "f = a.get"], ["a = {}", "a['b'] = 1", "a.get('b')", "f = a.get"]),
    (["n = 1", "n += 1\nn.m = 2", "def f():\n    return n"], ["n = 1", "n += 1", "n.m = 2", "def f():"]),
    (["%matplotlib inline\n!pip install x\nk = 3\nk?", "%%time\ndef f():\n    return k"], ["k = 3", "def f():"]),
    (["def f():\n    return g()", "def g():\n    return 1", "g = 3"], ["def f():", "g = 3"]),
    (["def f():\n    return 1", "while True:\n    pass\nexit()", "def f(:"], ["def f():"]),
]


@pytest.mark.parametrize(("cells", "statements"), NEEDED)
def test_only_what_a_function_needs_is_run(cells, statements):
    (before, given), *_ = checks([*cells, 'check("01.1", f)'], "01.1")
    found = [ast.unparse(one.node).splitlines()[0] for one in needed(before, {*names_read(given)})]
    assert found == statements


def test_a_check_is_found_or_why_there_is_nothing_to_judge():
    for call in ("check('01.1', f)", "exercises.check('01.1', f)", "check(id='01.1', attempt=f)",
                 "print(check(  '01.1',f))"):
        assert len(checks([call], "01.1")) == 1
        assert asked([call])[0] == "01.1" and {id[:2] for id in asked([call])} == {"01"}
    assert asked(["check('04.5', f)"]) == ["04.4", "04.5", "04.6"]  # which stand in notebook 04b
    for cell, words in (("# check('01.1', f)", "no check"), ("check('01.1', f)\nreturn (", "not Python.*line 2")):
        with pytest.raises(ValueError, match=words):
            checks([cell], "01.1")


def in_place(theta, gradient, eta):
    theta -= eta * gradient
    return theta


@pytest.mark.parametrize("share", [4, pytest.param(1, marks=pytest.mark.weekly)])
def test_answers_are_judged_as_if_they_were_made_here(share):
    """Wrong ones, of one exercise in four; the right ones are judged below."""
    some = [*EXERCISES.items()][::share]
    for id, attempt in [*((id, exercise.known[0][1]) for id, exercise in some), ("04.4", in_place)]:
        given, functions = cases(id)
        answers = [outcome(attempt, decode(case, functions.get)) for case in given]
        found = judged(id, {"answers": json.loads(json.dumps(answers)), "trouble": ""})
        assert found == judge(EXERCISES[id], attempt).words, (id, attempt)


def test_the_notebooks_exercises_are_judged_without_their_trainings(monkeypatch):
    """The course's own answers, in the notebooks as they are: nothing but definitions and imports is run."""
    seen, run, find = [], [], tools.grade_worker.needed
    monkeypatch.setattr(tools.grade_worker, "needed", lambda *given: run.extend(found := find(*given)) or found)
    monkeypatch.setattr(tools.grade_worker, "statements", functools.cache(statements))  # each cell once
    for module in (tools.grade, judging):  # what every function needs, a few cases show as well as 300
        monkeypatch.setattr(module, "asked_widely", asked_first)
    monkeypatch.setattr(tests.exercises.learner, "cases", cases.__wrapped__)
    monkeypatch.setattr(tools.grade, "cases", functools.cache(cases.__wrapped__))
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = code(json.loads(path.read_bytes()))
        cells = [next((f"{e.solution}\n{cell.splitlines()[-1]}" for e in EXERCISES.values() if e.blank == cell), cell)
                 for cell in cells]
        for id in asked(cells):
            assert graded(id, *cells) == [""], id
            seen.append(id)
    assert {type(one.node) for one in run} == {ast.FunctionDef, ast.Import, ast.ImportFrom, ast.Expr}
    assert {ast.unparse(one.node)[:20] for one in run if isinstance(one.node, ast.Expr)} == {"np.set_printoptions("}
    assert sorted(seen) == sorted(EXERCISES) == sorted(IDS)


def test_functions_that_a_decorator_collects_are_there():
    cell = ("rules = []\n\n\n@rules.append\ndef positive(z):\n    return np.where(z > 0, 1, 0)\n\n\n"
            f"def step(z):\n    return rules[0](z)\n\n\ncheck('{ID}', step)")
    assert [words == "" for words in graded(ID, cell)] == [False, True]


@pytest.mark.parametrize("form", FORMS)
def test_what_a_notebook_keeps_is_right_for_the_grader_too(form):
    id, name, cell, _ = FORMS[form]
    assert "" in graded(id, f"{cell}\n\ncheck('{id}', {name})")


def submit(folder, name, *cells, mark=b""):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [nbformat.v4.new_code_cell(source) for source in ["import numpy as np", *cells]]
    kernel = {"kernelspec": {"name": "conda-env-x", "display_name": "x"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    path.write_bytes(mark + nbformat.writes(notebook).encode())


def function(*lines):
    return "\n    ".join(["def step(z):", *lines, "return np.where(z > 0, 1, 0)"]) + f'\n\ncheck("{ID}", step)'


HONEST = {
    "endless cell": ["while True:\n    pass", "exit()", "raise RuntimeError('no')", RIGHT],
    "prints": [function("print('x' * 5_000_000)")],
    "twice": [RIGHT, f"def step(z):\n    return 0\n\ncheck('{ID}', step)"],
    "stays": [function("import subprocess as s", "sleep = ['sleep', '86399']",  # one for all of its calls
                       "s.one = getattr(s, 'one', None) or s.Popen(sleep, start_new_session=True)")],
    "own file": ["from my_network import mystep", f'check("{ID}", mystep)'],
    "reordered": ["def step(z):\n    return one(z > 0)", "def one(m):\n    return m * 1", f'check("{ID}", step)'],
}
SAYS = b'{"trouble": ""}\n{"ready": 1}\n'
WRONG = {  # what is in the remark
    "slip": (["def step(z):\n    return np.where(z >= 0, 1, 0)", f'check("{ID}", step)'], "z = 0"),
    "endless": ([function("while True:", "    pass")], "still running after 4 s"),
    "exits": ([function("import os", "os._exit(0)")], "broke off"),
    "kills": ([function("import os, signal", "os.kill(os.getppid(), signal.SIGKILL)", "os._exit(0)")], "broke off"),
    "takes": ([function("np.ones(10**10)")], "more memory than 2 GB"),
    "bomb": ([function("import os", "while True:", "    os.fork()")], "more than 64 processes at a time"),
    "together": ([function("import os, time", "x = np.ones(2**25)", "for _ in range(4):", "    os.fork()",
                           "time.sleep(60)")], "more memory than 2 GB in its 1"),  # filled once, held sixteen times
    "unseen": ([function("import os", "for k in range(99):", "    os.write(os.memfd_create('x'), b'x' * 2**25)")],
               "Too many open files"),
    "forges": ([f"from helpers.exercises.exercise import EXERCISES\ncheck('{ID}', EXERCISES['{ID}'].reference)"], ""),
    "imports": ([f"from helpers.mine import step\ncheck('{ID}', step)"], "cannot import name 'step'"),
    "library": ([f"from helpers import step\ncheck('{ID}', step)"], "comes with the course"),
    "notes": ([f"from helpers.exercises.keeping.progress_file import note\nnote('{ID}')\n"
               f"def step(z): pass\ncheck('{ID}', step)"], ""),
    "says": ([function("import os", "for k in range(3, 9):", "    try:", f"        os.write(k, {SAYS})",
                       "    except OSError:", "        pass", "return 0")], "nothing came back"),
}


@pytest.mark.slow
@pytest.mark.parametrize("sealed", [True, pytest.param(False, marks=pytest.mark.weekly)])
def test_a_class(tmp_path, monkeypatch, capsys, sealed):
    monkeypatch.setattr(tools.grade.tempfile, "tempdir", str(tmp_path))
    if not sealed:
        monkeypatch.setattr(tools.grade, "SPACES", ["--no-such-option"])
    elif not shutil.which("unshare") or subprocess.run(["unshare", *tools.grade.SPACES, "true"]).returncode:
        sealed = False  # not on this system
    folder = tmp_path / ".hidden" / "班 1"
    peek = f"open({str(folder / '王小明/01.IPYNB')!r}).read()"
    made = {"copies": [function(peek)], "wipes": [function("import shutil", "shutil.rmtree('..', ignore_errors=True)")]}
    for name, cells in (HONEST | made | {name: cells for name, (cells, _) in WRONG.items()}).items():
        submit(folder, f"{name}/01.ipynb", *cells)
    submit(folder, "王小明/01.IPYNB", RIGHT.replace('"', "'"), mark=b"\xef\xbb\xbf")
    for encoding in ("UTF-16", "GBK"):
        submit(folder, f"{encoding}.ipynb", "# 阶跃函数", RIGHT)
        path = folder / f"{encoding}.ipynb"
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    colab = {"cell_type": "code", "source": RIGHT, "metadata": {"id": "x"}, "execution_count": None, "outputs": []}
    for name, text in {
        "Copy of 01.ipynb": json.dumps({"nbformat": 4, "metadata": {"colab": {}}, "cells": [colab]}),
        "anna_my_network (1).py": f"import numpy as np\n{STEP}", "broken my_network.py": "def step(z:\n",
        "own file/my_network.py": f"import numpy as np\n{STEP.replace('step', 'mystep')}",
        "cut.ipynb": '{"cells": [', "deep.ipynb": "[" * 100_000, "other.ipynb": '{"cells": [1]}',
    }.items():
        (folder / name).write_text(text)
    (folder / "link.ipynb").symlink_to("twice/01.ipynb")
    for name in ("endless", "wipes"):
        (folder / name).rename(tmp_path / name)
    grade(folder, seconds=100, jobs=2)  # on a busy machine, too, nobody honest is out of time
    for name in ("endless", "wipes"):
        (tmp_path / name).rename(folder / name)
    grade(folder, seconds=4, jobs=2)
    assert ("with your rights" in capsys.readouterr().out) is not sealed
    with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["notebook"].split("/")[0]: row for row in csv.DictReader(file)}
    honest = {*HONEST, "王小明", "Copy of 01.ipynb", "UTF-16.ipynb", "GBK.ipynb", "anna_my_network (1).py"}
    honest |= set() if sealed else {"copies"}
    passed = {name for name, row in rows.items() if row[ID] == "1"}
    assert passed - {"wipes"} == honest, {name: row["remarks"] for name, row in rows.items()}
    for name, (_, words) in WRONG.items():
        assert words in rows[name]["remarks"].split(" | ")[0], rows[name]
    assert {rows[f"{name}.ipynb"]["state"] for name in ("cut", "deep", "other")} == {"not a notebook"}
    assert "link" in rows["link.ipynb"]["state"] and rows["slip"]["of"] == "5"
    assert rows["broken my_network.py"]["state"].startswith("not Python: line 1")
    assert not any("86399" in words for words in command_lines())

    submit(folder, "slip/01.ipynb", RIGHT)
    again, line = [], tools.grade.line
    monkeypatch.setattr(tools.grade, "line", lambda *args: again.append(args[-1].name) or line(*args))
    assert {row["notebook"]: row[ID] for row in grade(folder)}["slip/01.ipynb"] == 1
    assert again == ["slip/01.ipynb"]  # the others have not changed


@pytest.mark.slow
def test_an_answer_in_pytorch_is_judged_as_check_judges_it(tmp_path):
    pytest.importorskip("torch")
    submit(tmp_path, "a.ipynb", "import torch", function("return torch.where(torch.as_tensor(z) > 0, 1, 0).numpy()"))
    assert grade(tmp_path, seconds=100)[0][ID] == 1


def command_lines():
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield path.read_text()
        except OSError:  # it has ended
            pass


@pytest.mark.slow
def test_an_interrupt_ends_it_at_once_and_leaves_no_process(tmp_path):
    for name in "abc":
        submit(tmp_path / "class", f"{name}.ipynb", function("while True:", "    pass"))
    command = [sys.executable, "-m", "tools.grade", "--from", tmp_path, "class", "--seconds", "600", "--jobs", "2"]
    how = {"cwd": ROOT, "env": os.environ | {"TMPDIR": str(tmp_path)}, "start_new_session": True}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **how) as process:
        while sum("grade_worker.py" in line and str(tmp_path) in line for line in command_lines()) < 2:
            assert process.poll() is None
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 1 and "goes on from there" in said and "Traceback" not in said
    assert not any("grade_worker.py" in line and str(tmp_path) in line for line in command_lines())


@pytest.mark.parametrize(("family", "words", "after"), [
    ((1, 2**30, 9), "still running after 10 s and held 1.0 GB", 11), ((64, 2**31, 0), "still running", 51),
    ((1, 0, 5), "still running after 10 s", 51),  # who gets little of a busy machine gets more time
    ((65, 0, 0), "more than 64 processes at a time", 1), ((9, 2**31 + 1, 0), "more memory than 2 GB in its 9 proc", 1),
])
def test_a_family_of_processes_is_ended_when_it_takes_too_much(monkeypatch, family, words, after):
    looks = []  # each is a second after the one before
    done = mock.Mock(wait=looks.append)
    monkeypatch.setattr(tools.grade, "time", mock.Mock(monotonic=lambda: len(looks)))
    monkeypatch.setattr(tools.grade, "family", lambda process: family)
    assert watched(None, 10, done).startswith(words) and len(looks) == after


def test_what_is_untouched_starts_no_process():
    for id, exercise in EXERCISES.items():
        assert without_running([exercise.blank])[id] == "not tried"
        assert id not in without_running([exercise.blank, f"{exercise.solution}\n\ncheck('{id}', step)"])
    blank = EXERCISES[ID].blank
    assert without_running([blank])["01.2"] == "there is no check of it"
    for other in ("step = np.sign", "def step(z):\n    return ... or 0", "step(", "with x as step: pass"):
        assert ID not in without_running([blank, f"{other}\ncheck('{ID}', step)"]), other
    assert ID not in without_running([blank, f"check('{ID}', np.sign)"])


def test_a_teachers_own_columns_and_lines_stay_and_no_text_is_a_formula(tmp_path, monkeypatch):
    monkeypatch.setattr(tools.grade, "Processes", lambda course: mock.Mock())  # what is untouched starts none
    with pytest.raises(ValueError, match="no notebook"):
        grade(tmp_path)
    table = tmp_path / "grades.csv"
    submit(tmp_path, "=a.ipynb", EXERCISES[ID].blank)
    grade(tmp_path)
    assert "'=a.ipynb" in table.read_text(encoding="utf-8-sig")
    rows = read_table(table)
    rows["=a.ipynb"]["mark"], rows["mean"] = "+1", {"notebook": "mean", "mark": "1.0"}
    write_table(rows.values(), table)
    text = table.read_text(encoding="utf-8-sig").replace(",", ";")
    table.write_text(text, encoding="utf-8-sig")  # as a German spreadsheet saves it
    submit(tmp_path, "=a.ipynb", "1 + 1", EXERCISES[ID].blank)
    grade(tmp_path)
    rows = read_table(table)
    assert rows["=a.ipynb"]["mark"] == "+1" and rows["=a.ipynb"][ID] == "0" and rows["mean"]["mark"] == "1.0"


def test_progress_that_is_handed_in_says_before_after_and_gain(tmp_path, monkeypatch):
    monkeypatch.setattr(tools.grade, "Processes", lambda course: mock.Mock())
    before, after = ([(one.id, one.right) for one in questions(place)] for place in ("before", "after"))
    (tmp_path / "anna").mkdir()
    for name, answers in {"anna/.": dict(before[:3]) | {id: 4 for id, _ in before[3:]} | dict(after),
                          "ben_": dict(before), "cut ": dict(after[1:]), ".": {"01.who@before": []}}.items():
        (tmp_path / f"{name}course_progress.json").write_text(json.dumps({"01.1": "2026-03-01", "answers": answers}))
    (tmp_path / "a course_progress (1).json").write_text("[1]")
    found = {row["notebook"]: [row.get(column, "") for column in ("state", "before", "after", "gain")]
             for row in grade(tmp_path)}
    assert found == {
        "anna/.course_progress.json": ["progress", 3, 12, 9], "ben_course_progress.json": ["progress", 12, "", ""],
        "cut course_progress.json": ["progress", "", "", ""], ".course_progress.json": ["progress", "", "", ""],
        "a course_progress (1).json": ["not a progress file", "", "", ""],
    }
    assert read_table(tmp_path / "grades.csv")["anna/.course_progress.json"]["gain"] == "9"
