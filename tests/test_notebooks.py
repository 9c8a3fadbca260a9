"""What strict nbval does not see: canonical form, order, pictures with alt text, links, machine-free outputs."""

import base64
import builtins
import functools
import re
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest

from helpers.statements import statements
from helpers.words import languages
from tests.notebook_run import tags
from tools import refresh
from tools.contents import LESSONS, lesson, paths
from tools.languages import every, folder, readme
from tools.unfinished import FEWEST_GUESSES, too_wide, unshown

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").glob("*.ipynb") if "_mine" not in path.stem)
BOOTSTRAP = (ROOT / "tools/bootstrap.py").read_text(encoding="utf-8").strip()
EDITIONS = sorted(NOTEBOOKS + [path for language in languages() for path in folder(language).glob("*.ipynb")])
READMES = [readme(language) for language in every() if readme(language).exists()]

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
each_edition = pytest.mark.parametrize("path", EDITIONS, ids=lambda path: f"{path.parent.name}-{path.stem}")


def cells(path, kind):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


ASKED = re.compile(r'^guess\("([\w.]+)"\)', re.M)
ANSWER = re.compile(r"^Answer of (\S+): (.+)$", re.M)  # helpers/exercises/asking/compare.py


def asked(cells):
    """The guesses that a notebook's cells ask for, in order."""
    return [id for cell in cells if cell["cell_type"] == "code" for id in ASKED.findall(cell["source"])]


def answers(cells):
    """{guess id: (number of the cell that compares, the answer in words)} of a notebook's cells with outputs."""
    found = {}
    for number, cell in enumerate(cells):
        for output in cell.get("outputs", []):
            text = output.get("data", {}).get("text/plain", "")
            text = text if isinstance(text, str) else "".join(text)
            found |= {id: (number, answer) for id, answer in ANSWER.findall(text)}
    return found


def prose(path):
    if path.suffix == ".md":
        text = path.read_text(encoding="utf-8")
    else:
        text = "\n\n".join(cell.source for cell in cells(path, "markdown"))
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


def test_no_notebook_is_left_out_and_each_has_its_lesson():
    assert NOTEBOOKS == paths()
    assert {path.name for path in LESSONS.glob("*/") if any(path.glob("*.py"))} == set(map(lesson, paths()))
    for language in languages():
        assert {path.name for path in folder(language).glob("*.ipynb")} <= {path.name for path in NOTEBOOKS}


@each_notebook
def test_each_guess_is_compared_and_nothing_else(path):
    saved = nbformat.read(path, as_version=4).cells
    assert sorted(asked(saved)) == sorted(answers(saved)) and len(asked(saved)) >= FEWEST_GUESSES


@each_edition
def test_the_form_is_canonical_and_all_has_been_run_in_order(path):
    assert refresh.check_form(path) == "canonical"
    code = cells(path, "code")
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))  # nbval compares no cell never run


@each_notebook
def test_starts_with_the_bootstrap_cell(path):
    assert cells(path, "code")[0].source == BOOTSTRAP, "run python3 course.py exercises"


@each_edition
def test_no_line_of_code_runs_out_of_its_cell(path):
    assert too_wide(path) == []


@each_edition
def test_a_folded_output_shows_no_answer_in_the_line_that_stays(path):
    """JupyterLab leaves the first line of a folded output in sight: no number stands in it but a panel's start."""
    for cell in cells(path, "code"):
        if "answers" in cell.metadata.get("tags", []):
            text = cell.outputs[0].get("text") or cell.outputs[0].data["text/plain"]
            first = re.sub(r"<.*: .*>|\d\d\w?\.\d", "", text.split("\n")[0])  # a panel, an exercise's number
            assert text and not re.search(r"\d", first), (cell.id, first)


@each_notebook
def test_a_solution_runs_with_what_stands_above_it(path):
    there = set(dir(builtins))
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            there |= {name for statement in statements(cell.source) for name in statement.binds}
        elif cell.id.startswith("solution-"):
            own = statements(re.search(r"```python\n(.*?)```", cell.source, flags=re.S)[1])
            assert {name for one in own for name in one.reads} <= there.union(*(one.binds for one in own)), cell.id


@each_notebook
def test_every_picture_of_its_lesson_is_shown(path):
    assert unshown(path) == []


FOLDERS = rf"{re.escape(str(ROOT))}|(?<![\w.])(?:/home/|/root/|/tmp/|/usr/|/Users/|C:\\)[^\s']*"  # of this machine


@each_edition
def test_outputs_are_meant_and_pictures_are_small_and_have_alt_text(path):
    for cell in cells(path, "code"):
        for output in cell.outputs:
            assert output.get("name") != "stderr", output.text
            assert output.output_type != "error" or "raises-exception" in tags(cell), output.evalue
            data, page = output.get("data", {}), output.get("data", {}).get("text/html", "")
            assert "image/png" not in data or "<img" in page, "use show(figure), which says alt"
            for image in re.findall(r"<img[^>]*>", page):
                assert re.search(r'alt="[^"]{15,}"', image), image[:100]
            pictures = {*re.findall(r"data:image/png;base64,([^\"']+)", page), data.pop("image/png", None)} - {None}
            assert all(len(base64.b64decode(picture)) < 100_000 for picture in pictures)
            assert not re.search(FOLDERS, re.sub(r"base64,[^\"]+", "", str(output)))


@pytest.mark.parametrize("path", [*READMES, *EDITIONS], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_links_lead_somewhere(path):
    for alt, target in re.findall(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)", prose(path)):
        if "://" in target:
            continue
        name, _, anchor = unquote(target).partition("#")
        page = path.parent / name if name else path
        assert page.exists(), f"[{alt}]({target})"
        assert not anchor or anchor in anchors(page), f"[{alt}]({target}) is none of {anchors(page)}"
    for alt, target in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", prose(path)):
        assert alt, f"a picture without alt text: {target}"
        assert "://" in target or (path.parent / target).exists(), target


@functools.cache
def anchors(page):
    """JupyterLab's anchors of each heading and cell in a notebook, GitHub's of each heading in a Markdown file."""
    headings = [re.sub(r"[*`]", "", heading) for heading in re.findall(r"^#+ (.+)$", prose(page), flags=re.M)]
    if page.suffix == ".md":
        return [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
    ids = [f"cell-id={cell.id}" for cell in nbformat.read(page, as_version=4).cells]
    return ids + [heading.replace(" ", "-") for heading in headings]
