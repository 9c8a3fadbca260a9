"""An exercise in JupyterLab, as a learner meets it."""

from helpers.exercises.exercise import EXERCISES

EXERCISE = EXERCISES["01.1"]
START = """import sys
sys.path.insert(0, "..")
import numpy as np
from helpers.exercises import check, hint, progress"""


def test_replies_to_an_exercise(run_cells):
    mistake, slip = next(iter(EXERCISE.mistakes.values()))
    loop = f"def loop{EXERCISE.blank.splitlines()[0].partition(EXERCISE.reference.__name__)[2]}\n    while True: pass"
    cells = [
        START,
        "from helpers.exercises.diagnosing import judge\n"
        f"judge.SECONDS = 1\n{loop}\ncheck('01.1', loop)\njudge.SECONDS = 10",
        EXERCISE.blank,
        f"{EXERCISE.solution.replace(*slip)}\ncheck('01.1', {EXERCISE.reference.__name__})",
        "hint('01.1')",
        f"{EXERCISE.solution}\ncheck('01.1', {EXERCISE.reference.__name__})",
        "progress()",
    ]
    notebook = run_cells("an_exercise", cells)
    said = [cell["outputs"][0]["data"]["text/plain"] for cell in notebook.cells()[1:]]
    said = [text if isinstance(text, str) else "".join(text) for text in said]
    assert "still running after 1 seconds in line 4" in said[0]
    assert said[1].startswith("○ 01.1") and "not tried yet" in said[1]
    assert mistake in said[2] and "expected" in said[2] and "yours" in said[2]
    assert f"hint 1 of {len(EXERCISE.hints)}" in said[3]
    assert "Right." in said[4]
    assert said[5].count("●") == 1
    notebook.check_accessibility(".jp-OutputArea")
    notebook.shot("exercise")
