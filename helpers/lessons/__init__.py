"""What belongs to one notebook alone, a folder for each: `loss` for notebooks/04_loss.ipynb.

exercises.py     its exercises, questions and guesses
answers.txt      how learners answer the exercises, right and wrong, and what `check` is to say of it
pictures.py      figures that only this lesson shows, or files with names of their own where there are many
test_lesson.py   what its text claims, held against a run of the notebook, and what a learner would change
zh.po            all its sentences in Chinese; a file for each other language

A lesson is found by its folder; the course's order is that of the notebooks' numbers.
"""

from importlib import import_module
from pathlib import Path

from ..exercises.asking.guess import GUESSES
from ..exercises.asking.question import QUESTIONS
from ..exercises.exercise import EXERCISES
from ..exercises.keeping.progress_file import CHALLENGES, notebook_of

for path in Path(__file__).parent.glob("*/exercises.py"):
    import_module(f"{__name__}.{path.parent.name}.exercises")
for known in (EXERCISES, QUESTIONS, GUESSES, CHALLENGES):
    in_order = sorted(known.items(), key=lambda item: notebook_of(item[0]))  # within a lesson as it stands there
    known.clear()
    known.update(in_order)
