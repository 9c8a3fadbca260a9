"""python3 course.py test 03: whatever reads notebook 03, in every language, by pytest's option --notebook 03."""

import re
from pathlib import Path

import pytest

from helpers.exercises.keeping.progress_file import notebook_of
from tools.contents import LESSONS, ROOT, lesson, number_of, paths

READING = [  # what reads notebooks, lessons and catalogues, and runs no notebook
    "tests/test_notebooks.py", "tests/test_words.py",
    "tests/plots/test_plots.py::test_a_picture_says_its_words", "tests/tools/test_minutes.py",
    "tests/plots/test_plots.py::test_words_have_three_sizes_lines_four_widths_and_colours_one_file",
    "tests/plots/test_own_font.py::test_a_picture_can_say_what_the_catalogues_say",
    "tests/tools/test_tables.py", "tests/tools/test_slide_map.py", "tests/tools/test_catalogues.py",
    "tests/tools/test_editions.py", "tests/tools/test_translate_texts.py",
    "tests/tools/test_website.py::test_no_page_speaks_of_what_only_a_notebook_has", "tests/tools/test_evidence.py",
    "tests/exercises/test_catalogue.py::test_no_hint_holds_a_line_of_the_solution",
    *(f"tests/test_road.py::test_{name}" for name in (
        "all_of_the_core_stands_before_all_side_roads", "a_notebook_beside_the_road_says_so",
        "the_core_reads_only_what_the_core_has_made", "the_core_takes_only_functions_that_it_has_had_written",
        "the_core_takes_five_hours_and_own_lines_read_digits_after_four", "the_course_does_not_become_longer")),
]
RUNNING = ["tests/test_trying.py", "tests/exercises/test_answers.py", "tests/exercises/test_catalogue.py"]
NUMBERS = {lesson(path): number_of(path) for path in paths()}


def pytest_addoption(parser):
    parser.addoption("--notebook", metavar="03", help="only what reads this notebook, in every language")
    parser.addoption("--unrun", action="store_true", help="of these only what runs neither it nor an answer")


def pytest_configure(config):
    number = config.getoption("notebook")
    if number is None:
        return
    path = {number_of(path): path for path in paths()}.get(number)
    if path is None:
        raise pytest.UsageError(f"there is no notebook {number!r}; expected one of {', '.join(NUMBERS.values())}")
    running = [LESSONS / lesson(path), path, *sorted((ROOT / "notebooks").glob(f"*/{path.name}")), *RUNNING]
    config.args[:] = [str(ROOT / name) for name in [*READING, *([] if config.getoption("unrun") else running)]]
    config.option.markexpr = "not weekly and not browser"


def pytest_collection_modifyitems(config, items):
    if number := config.getoption("notebook"):
        others = [item for item in items if not notebooks_named(item) <= {number}]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]


def notebooks_named(item):
    """The numbers of the notebooks that a test's parameters name; none where it reads the whole course."""
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return set(filter(None, map(notebook_named, parameters)))


def notebook_named(value):
    """By its path, by a file of its lesson, or by the id of what is asked in it; else None."""
    if isinstance(value, Path):
        number = number_of(value)
        return NUMBERS.get(value.parent.name, number if number in NUMBERS.values() else None)
    id = getattr(value, "id", value)
    if isinstance(id, str):
        return notebook_of(id) if re.fullmatch(r"\d\d\w?\.\w+", id) else NUMBERS.get(id)
    return None
