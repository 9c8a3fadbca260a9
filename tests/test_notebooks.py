"""What strict nbval does not see: canonical form, order, pictures with alt text, links, machine-free outputs."""

import base64
import io
import re
from pathlib import Path
from urllib.parse import unquote

import matplotlib.image
import nbformat
import pytest

from tools import contents, refresh

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
READMES = [ROOT / name for name in contents.READMES]
BOOTSTRAP = (ROOT / "tools/bootstrap.py").read_text(encoding="utf-8").strip()
ADDRESS = re.search(r"https://github\.com/(\S+)", BOOTSTRAP).group(1)
FINISHED = (ROOT / "locales/zh/finished").read_text().split()
TO_COME = [f"notebooks/zh/{name}.ipynb" for name in contents.COURSE if name not in FINISHED]

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
each_readme = pytest.mark.parametrize("readme, folder", contents.READMES.items())


def cells(path, kind):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def outputs(path):
    return [output for cell in cells(path, "code") for output in cell.outputs]


def prose(path):
    if path.suffix == ".md":
        text = path.read_text(encoding="utf-8")
    else:
        text = "\n\n".join(cell.source for cell in cells(path, "markdown"))
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


def test_the_course_is_complete():
    assert NOTEBOOKS == contents.paths()


@each_notebook
def test_canonical(path):
    assert refresh.check(path) == "canonical"


@each_notebook
def test_executed_in_order(path):
    # nbval compares nothing in a cell that was never run
    code = cells(path, "code")
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))


@each_notebook
def test_starts_with_the_bootstrap_cell(path):
    assert cells(path, "code")[0].source == BOOTSTRAP, "run python -m tools.exercises"


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
def test_pictures_show_something(path):
    for output in outputs(path):
        data = output.get("data", {})
        pictures = re.findall(r"data:image/png;base64,([^\"']+)", data.get("text/html", ""))
        for picture in [*pictures, *filter(None, [data.get("image/png")])]:
            pixels = matplotlib.image.imread(io.BytesIO(base64.b64decode(picture)), format="png")
            assert pixels.std() > 0.01


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
        if "://" in target or target in TO_COME:
            continue
        name, _, anchor = unquote(target).partition("#")
        page = path.parent / name if name else path
        assert page.exists(), f"[{alt}]({target})"
        assert not anchor or anchor in anchors(page), f"[{alt}]({target}) is none of {anchors(page)}"
    for alt, target in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", prose(path)):
        assert alt, f"a picture without alt text: {target}"
        assert "://" in target or (path.parent / target).exists(), target


def anchors(page):
    """JupyterLab's anchors of each heading and cell in a notebook, GitHub's of each heading in a Markdown file."""
    headings = [re.sub(r"[*`]", "", heading) for heading in re.findall(r"^#+ (.+)$", prose(page), flags=re.M)]
    if page.suffix == ".md":
        return [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
    ids = [f"cell-id={cell.id}" for cell in nbformat.read(page, as_version=4).cells]
    return ids + [heading.replace(" ", "-") for heading in headings]


@each_readme
def test_a_readme_s_table_has_the_notebooks_in_their_order(readme, folder):
    table = re.findall(r"^\| \[(\w+)\]\((\S+)\)", (ROOT / readme).read_text(encoding="utf-8"), flags=re.M)
    assert table == [(name, f"{folder}/{name}.ipynb") for name in contents.COURSE]


@each_readme
@each_notebook
def test_a_readme_opens_the_notebook_on_binder_and_colab(path, readme, folder):
    row = next(line for line in (ROOT / readme).read_text(encoding="utf-8").splitlines() if f"[{path.stem}](" in line)
    name = f"{folder}/{path.name}"
    assert f"(https://mybinder.org/v2/gh/{ADDRESS}/main?urlpath=lab/tree/{name})" in row
    assert f"(https://colab.research.google.com/github/{ADDRESS}/blob/main/{name})" in row
