"""The texts that `course.py new` puts into the course: each says TODO wherever an author has to write."""

EXERCISE = '''

@exercise(
    "{id}",
    "TODO: what it makes, in a few words",
    cases=lambda random: [(1.0,), (random.normal(),)],  # TODO: tuples of arguments, small ones first
    hints=["TODO: the first step, without the answer.", "TODO: the next one."],
    mistakes={{"todo": ("TODO: what went wrong, in a sentence.", ("x + 0", "x - 1"))}},
)
def todo_{name}(x):
    """TODO: x, its shape → what comes back, its shape."""
    return x + 0
'''
QUESTION = """
add_question(
    "{id}",
    "TODO: What do you ask?",
    [
        ("TODO: an answer", "TODO: why it is wrong."),
        ("TODO: the right answer", "TODO: why it is right."),
        ("TODO: another", "TODO: why it is wrong."),
    ],
    right="b",
)
"""
GUESS = """
add_guess(
    "{id}",
    "TODO: What does the learner guess before seeing it?",
    "number",
    "TODO: why it is so, in a sentence.",
    low=0,
    high=100,
)
"""
ANSWERS = """# {id}
+
TODO_right_answers

-
TODO_wrong_answers
"""
PICTURE = '''
def {name}():
    """TODO: what it shows, and for what."""
    fig, ax = figure(5, 3)
    ax.plot([0, 1], [0, 1])
    fig.alt = say("TODO: what one sees, in a sentence.")
    return fig
'''
PICTURE_TEST = """
def test_{name}():
    assert "TODO" in pictures.{name}().alt
"""
NEEDED = {  # the import without which a stub means nothing
    EXERCISE: "from ...exercises.exercise import exercise",
    QUESTION: "from ...exercises.asking.question import add_question",
    GUESS: "from ...exercises.asking.guess import add_guess",
    PICTURE: "from ...words import say",
    PICTURE_TEST: "from helpers.lessons.{lesson} import pictures",
}
FILES = {  # of a lesson
    "__init__.py": '"""TODO: what the notebook is about, in a line."""\n',
    "exercises.py": '"""Exercises, questions and guesses of notebook {number}."""\n\n'
    "from ...exercises.exercise import exercise\n",
    "pictures.py": '"""Pictures of notebook {number}."""\n\nfrom ...plots.style import figure\n',
    "test_lesson.py": '"""Notebook {number}: its pictures, and the numbers of its prose, looked at in a run."""\n\n'
    "from tests.notebook_run import run\n\n"
    'CHANGES = [{{"answer-{number}-p": ("TODO: what a learner would change", "TODO: into what")}}]\n\n\n'
    "def test_the_numbers_of_the_text():\n"
    '    notebook = run("{notebook}")\n    assert "TODO" in notebook.outputs["answer-{number}-p"].text\n',
}
TASK = "### Exercise {id}: TODO\n\nTODO: what is to be written, and what for."
FIRST = """# {title}. TODO

**After this notebook you can**

- TODO: say what a learner can do then.

**Time:** about 30 minutes. **A side road:** the core does not need it. **It needs:** TODO."""
SECTION = "## 1. TODO\n\n*Slides TODO*\n\nTODO: a learner acts before seeing: a guess, then the cell that answers it."
START = "from helpers.exercises import check, compare, guess, hint, my_guess, progress, question, surprises"
ANSWER = 'my_guess("{id}")\nprint("TODO")\ncompare("{id}", 50)'
SUMMARY = "## Summary\n\nTODO."
