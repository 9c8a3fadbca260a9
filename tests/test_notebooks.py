"""What strict nbval does not see: canonical form, order, pictures with alt text, links, machine-free outputs."""

import ast
import base64
import builtins
import functools
import io
import itertools
import re
from pathlib import Path
from urllib.parse import unquote

import matplotlib.image
import nbformat
import pytest

from helpers.words import languages
from tests.notebook_run import ERRORS_ONLY, tags
from tools import refresh
from tools.catalogues import PACKAGES, read_catalogue, template
from tools.contents import LESSONS, lesson, paths
from tools.languages import every, folder, readme
from tools.translate_texts import CELL, PLACE, wide
from tools.unfinished import FEWEST_GUESSES, unshown

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").glob("*.ipynb") if "_mine" not in path.stem)
EDITIONS = sorted(NOTEBOOKS + [path for language in languages() for path in folder(language).glob("*.ipynb")])
READMES = [readme(language) for language in every() if readme(language).exists()]
BOOTSTRAP = (ROOT / "tools/bootstrap.py").read_text(encoding="utf-8").strip()

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
each_edition = pytest.mark.parametrize("path", EDITIONS, ids=lambda path: f"{path.parent.name}-{path.stem}")


def cells(path, kind):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def outputs(path):
    return [output for cell in cells(path, "code") for output in cell.outputs]


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


@each_notebook
def test_canonical(path):
    assert refresh.check_form(path) == "canonical"


@each_notebook
def test_executed_in_order(path):
    # nbval compares nothing in a cell that was never run
    code = cells(path, "code")
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))


@each_notebook
def test_starts_with_the_bootstrap_cell(path):
    assert cells(path, "code")[0].source == BOOTSTRAP, "run python3 course.py exercises"


@each_notebook
def test_no_line_begins_a_list_by_accident(path):
    """A formula that is broken before its + would be a list's item."""
    lines = "\n".join(cell.source for cell in cells(path, "markdown")).splitlines()
    assert not [after for before, after in itertools.pairwise(lines)
                if re.match(r"[+*] ", after) and before.strip() and not re.match(r"\s*[+*] |  ", before)]


@each_edition
def test_no_line_of_code_runs_out_of_its_cell(path):
    assert [line for cell in cells(path, "code") for line in cell.source.splitlines() if wide(line) > CELL] == []


@each_edition
def test_a_folded_output_shows_no_answer_in_the_line_that_stays(path):
    """JupyterLab leaves the first line of a folded output in sight: no number stands in it but a panel's start."""
    for cell in cells(path, "code"):
        if "answers" in cell.metadata.get("tags", []):
            text = cell.outputs[0].get("text") or cell.outputs[0].data["text/plain"]
            first = re.sub(r"<.*: .*>|\d\d\w?\.\d", "", text.split("\n")[0])  # a panel, an exercise's number
            assert text and not re.search(r"\d", first), (cell.id, first)


# what no words of ours are: numbers, ids, signs
FREE = re.compile(r"\d\d\w?[.·]\w|\d\d[a-d]\b|[\W\d_]|nan|(?<=\d)e(?=[-\d])")
WRITTEN = "expects-1", "write-1", "temperatures"  # the network's own words in notebook 09


@functools.cache
def sentences(language, name):
    """All that a lesson or a package says in this language."""
    catalogue = template(name) if language == "en" else read_catalogue(language, name)
    return [message.id if language == "en" else message.string for message in catalogue if message.id]


def pieces(texts):
    """What stands between the places of sentences."""
    return {piece for text in texts for part in PLACE.split(text)[::2] if (piece := " ".join(part.split()))}


def unknown(line, known):
    """The end of a line that cannot be put together of these pieces and of what is free; "" where it can."""
    line, reached, ahead = " ".join(line.split()), {0}, [0]
    while ahead:
        place = ahead.pop()
        free = FREE.match(line, place)
        ends = {free.end()} if free else set()
        ends |= {place + len(piece) for piece in known if line.startswith(piece, place)}
        ahead += ends - reached
        reached |= ends
    return line[max(reached):]


@each_edition
def test_outputs_that_are_not_compared_have_the_words_of_today(path):
    language = path.parent.name if path.parent.name in languages() else "en"
    code = [cell for cell in cells(path, "code") if "notebook" not in cell.metadata.get("tags", [])]
    names = [getattr(node, name) for cell in code for node in ast.walk(ast.parse(cell.source))
             for name in ("value", "id", "attr", "name") if isinstance(getattr(node, name, None), str)]
    known = pieces([*names, *(text for name in (*PACKAGES, lesson(path)) for text in sentences(language, name))])
    free = [cell for cell in code if ERRORS_ONLY & tags(cell) and cell.id not in WRITTEN]
    lines = [line for cell in free for output in cell.outputs
             for line in (output.get("text") or output.data.get("text/plain", "")).splitlines()]
    assert [line for line in lines if line[0:1] != "<" and unknown(line, known)] == []


@each_notebook
def test_source_is_what_nbval_can_run(path):
    for cell in cells(path, "code"):
        assert not cell.source.rstrip().endswith(";"), "nbval runs a cell without history, where ';' has no effect"
        assert "nbval-skip" not in cell.metadata.get("tags", []), "a skipped cell is not tested"


@each_notebook
def test_errors_are_intended_and_stderr_is_empty(path):
    for cell in cells(path, "code"):
        for output in cell.outputs:
            assert output.get("name") != "stderr", output.text
            if output.output_type == "error":
                assert "raises-exception" in cell.metadata.get("tags", []), output.evalue


@each_notebook
def test_no_cell_is_older_than_its_lesson(path):
    assert not [output for output in outputs(path) if "is this notebook older?" in output.get("text", "")]


def names(code, *kinds):
    """What the code binds (ast.Store) or uses (ast.Load)."""
    tree = list(ast.walk(ast.parse(code)))
    found = {node.id for node in tree if isinstance(node, ast.Name) and isinstance(node.ctx, kinds)}
    if ast.Store in kinds:
        found |= {(node.asname or node.name).split(".")[0] for node in tree if isinstance(node, ast.alias)}
        found |= {node.name for node in tree if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
        found |= {node.arg for node in tree if isinstance(node, ast.arg)}
    return found


@each_notebook
def test_a_solution_runs_with_what_stands_above_it(path):
    there = set(dir(builtins))
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            there |= names(cell.source, ast.Store)
        elif cell.id.startswith("solution-"):
            solution = re.search(r"```python\n(.*?)```", cell.source, flags=re.S)[1]
            assert names(solution, ast.Load) <= there | names(solution, ast.Store), cell.id


@each_notebook
def test_every_picture_of_its_lesson_is_shown(path):
    assert unshown(path) == []


@each_notebook
def test_pictures_show_something_and_are_small(path):
    for output in outputs(path):
        data = output.get("data", {})
        pictures = re.findall(r"data:image/png;base64,([^\"']+)", data.get("text/html", ""))
        for picture in map(base64.b64decode, {*pictures, *filter(None, [data.get("image/png")])}):
            assert matplotlib.image.imread(io.BytesIO(picture), format="png").std() > 0.01
            assert len(picture) < 100_000


@each_notebook
def test_pictures_have_alt_text(path):
    for output in outputs(path):
        data = output.get("data", {})
        assert "image/png" not in data or "<img" in data.get("text/html", ""), "use show(figure), which says alt"
        for image in re.findall(r"<img[^>]*>", data.get("text/html", "")):
            assert re.search(r'alt="[^"]{15,}"', image), image[:100]


@each_notebook
def test_outputs_name_no_folder_of_this_machine(path):
    for output in outputs(path):
        output.get("data", {}).pop("image/png", None)
        text = re.sub(r"base64,[^\"]+", "", str(output))
        folders = rf"{re.escape(str(ROOT))}|(?<![\w.])(?:/home/|/root/|/tmp/|/usr/|/Users/|C:\\)[^\s']*"
        assert not re.findall(folders, text)


@pytest.mark.parametrize("path", [*READMES, *NOTEBOOKS], ids=lambda path: path.stem)
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
