"""What is begun stands where it belongs, and what is left is told by name until nothing is."""

import shutil

import nbformat
import pytest

from tools import contents, new, unfinished
from tools.languages import others
from tools.minutes import core
from tools.unfinished import FEWEST_GUESSES
from tools.variants import origin

pytestmark = pytest.mark.slow  # each command reads the whole course, and each test gives a dozen
LESSON, NOTEBOOK = "helpers/lessons/matrix_form", "notebooks/03_matrix_form.ipynb"


@pytest.fixture(scope="module")
def copy(copy):
    """With one language beside English: what is made of another is told in the same lines, which take as long again."""
    copy.edit("tools/minutes.py", ("MOST_CELLS, MOST_MINUTES = 70, 60", "MOST_CELLS, MOST_MINUTES = 99, 99"))
    for language in filter(origin, others()):
        for place in ("locales", "notebooks"):
            shutil.rmtree(copy.folder / place / language)
    return copy


def ids(copy, name):
    return [cell.id for cell in nbformat.read(copy.folder / name, as_version=4).cells]


def left(copy, *names):
    """What the command tells, its first line apart."""
    _, told = copy.run("-m", "tools.new", *names).split("What is left to do:\n")
    return [line.strip() for line in told.splitlines()]


@pytest.mark.weekly  # a question, a notebook and a picture are begun by the same lines
def test_an_exercise_is_begun_beside_the_core_and_goes_on_until_nothing_is_left(copy):
    before = ids(copy, NOTEBOOK)
    told = left(copy, "exercise", "03.99")
    assert [id for id in ids(copy, NOTEBOOK) if id not in before] == ["task-03-99", "exercise-03-99", "solution-03-99"]
    assert ids(copy, NOTEBOOK)[-1] == "solution-03-99"
    for place in (f"{LESSON}/exercises.py, line", f"{LESSON}/answers.txt, line", f"{NOTEBOOK}, cell task-03-99: TODO",
                  f"{NOTEBOOK} has not been run: python3 course.py refresh {NOTEBOOK}"):
        assert any(line.startswith(place) for line in told), place
    assert left(copy, "exercise", "03.99") == told and ids(copy, NOTEBOOK).count("exercise-03-99") == 1
    copy.edit(
        f"{LESSON}/exercises.py",
        ("TODO: what it makes, in a few words", "the size of a layer"),
        ("[(1.0,), (random.normal(),)],  # TODO: tuples of arguments, small ones first; `wide` draws one",
         "[(np.ones((2, 3)),)],"),
        ("TODO: the first step, without the answer.", "How many numbers does W hold?"),
        ("TODO: the next one.", "Each row belongs to a neuron, and each neuron has a bias."),
        ('"todo": ("TODO: what went wrong, in a sentence.", ("x + 0", "x - 1"))',
         '"no-bias": ("The biases count, too.", ("x.size + len(x)", "x.size"))'),
        ("TODO: x, its shape → what comes back, its shape.", "x (out, in) → how many numbers the layer learns."),
        ("def todo_03_99", "def layer_size"), ("return x + 0", "return x.size + len(x)"),
    )
    copy.edit(f"{LESSON}/answers.txt", ("TODO_right_answers", "return (x.shape[1] + 1) * len(x)"),
              ("-\nTODO_wrong_answers", "- no-bias\nreturn x.size"))
    copy.edit(NOTEBOOK, ("Exercise 03.99: TODO", "Exercise 03.99: the size of a layer"),
              ("TODO: what is to be written, and what for.", "How many numbers does a layer learn?"))
    told = copy.run("-m", "tools.new", "exercise", "03.99")
    text = (copy.folder / NOTEBOOK).read_text(encoding="utf-8")
    assert "TODO" not in text and 'check(\\"03.99\\", layer_size)' in text
    missing = [line for line in told.splitlines() if "entries, the first for" in line]
    assert all(f"{LESSON}/" in line for line in missing) and "has not been run" in told, told


def test_a_question_and_a_guess_are_begun_beside_the_core_with_what_answers_it(copy):
    copy.run("-c", "from tools.new import begin_asked; begin_asked('03.m', '03.z')")
    assert "TODO: What do you ask?" in (copy.folder / LESSON / "exercises.py").read_text(encoding="utf-8")
    there = ids(copy, NOTEBOOK)
    assert there[there.index("guess-03-z") + 1] == "answer-03-z" and "question-03-m" in there
    notebook = nbformat.read(copy.folder / NOTEBOOK, as_version=4)
    assert core(notebook) == notebook.cells[: len(core(notebook))]  # what is new is beside the core road
    cell = notebook.cells[there.index("answer-03-z")]
    assert cell.source.startswith('my_guess("03.z")') and cell.metadata.tags == ["answers"]


def test_a_notebook_is_begun_with_all_that_belongs_to_it(copy):
    copy.run("-c", "from tools.new import begin_notebook; begin_notebook('98_tune')")
    lesson = copy.folder / "helpers/lessons/tune"
    files = ["__init__.py", "answers.txt", "exercises.py", "test_lesson.py"]
    assert sorted(path.name for path in lesson.iterdir() if path.is_file()) == files
    source = (lesson / "exercises.py").read_text(encoding="utf-8")
    assert "\n\n\nadd_guess(" in source and "\n\n\n\n" not in source
    told = left(copy, "picture", "98", "rhythm")
    for name in [*files, "pictures.py"]:
        assert any(line.startswith(f"helpers/lessons/tune/{name}, line") for line in told), name
    for line in (f"has 1 of at least {FEWEST_GUESSES} guesses", ": no cell shows pictures.rhythm"):
        assert any(told_of.startswith("notebooks/98_tune.ipynb") and told_of.endswith(line) for told_of in told), line
    assert any("README.md" in line and line.endswith(": python3 course.py tables") for line in told)
    copy.edit("notebooks/98_tune.ipynb", ("progress()\"", "progress(); pictures.rhythm()\""))
    copy.edit("helpers/lessons/tune/test_lesson.py", ("def test_rhythm()", "def test_a_rhythm_has_beats()"))
    again = """
from tools import contents, new, unfinished
new.begin_picture("98", "rhythm")
from helpers.lessons.tune import pictures
assert pictures.rhythm().alt and not unfinished.unshown(contents.paths()[-1])
"""
    copy.run("-c", again)
    assert (lesson / "pictures.py").read_text(encoding="utf-8").count("def rhythm():") == 1
    assert (lesson / "test_lesson.py").read_text(encoding="utf-8").count("pictures.rhythm") == 1


def test_what_a_notebook_has_no_room_for_is_not_begun(monkeypatch, capsys):
    monkeypatch.setattr(new, "put", None)
    for kind, name, cells in (("exercise", "03.99", 3), ("guess", "03.z", 2)):
        count = len(nbformat.read(new.notebook("03"), as_version=4).cells) + cells
        monkeypatch.setattr("tools.minutes.MOST_CELLS", count - 1)
        with pytest.raises(SystemExit):
            new.main(kind, name)
        words = f"03_matrix_form.ipynb has {count} cells with another {kind}; at most {count - 1}: take some away first"
        assert words in capsys.readouterr().err


@pytest.mark.parametrize("names, words", [
    (["exercise", "3"], "'3' is no name for it; expected a notebook's number and the exercise's, such as 03.5"),
    (["exercise", "99.1"], "there is no notebook '99'; expected one of 00, 01"),
    (["notebook", "03_text"], "there is a notebook 03 already: 03_matrix_form.ipynb"),
    (["picture", "03"], "a picture takes a notebook's number and a name"),
    (["language", "X"], "'X' is no name for it; expected a language's tag"),
])
def test_what_cannot_be_begun_is_refused_in_words(monkeypatch, capsys, names, words):
    monkeypatch.setattr(new, "put", None)  # nothing is written before that
    with pytest.raises(SystemExit) as refused:
        new.main(*names)
    assert refused.value.code == 2 and words in " ".join(capsys.readouterr().err.split())


def test_a_question_begins_one_notebook_alone(monkeypatch):
    path = next(path for path in contents.paths() if contents.number_of(path) == "10")
    assert unfinished.without_recall(path) == []
    monkeypatch.setitem(unfinished.OPENINGS, "10", ("06.c", "04b.step"))
    assert ["05 begins with 04b.step" in line for line in unfinished.without_recall(path)] == [True]
