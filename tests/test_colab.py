"""Each notebook as on Colab: its versions, its `google.colab`, and the first one's first cell fetching the course.

The editions that people translate are taken: they are the same programs, and this is the run that holds their outputs.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbclient
import nbformat
import pytest

from tests.notebook_run import FEW, TRAIN_LONG
from tools.languages import notebooks, translated

pytestmark = pytest.mark.weekly

ROOT = Path(__file__).resolve().parents[1]
COURSE = re.search(r"https://github\.com/[^\s\"]+", (ROOT / "tools/bootstrap.py").read_text(encoding="utf-8")).group()
NO_NUMBERS = """
[pictures, whose words may tell what was found]
regex: <img[^>]*>
replace: PICTURE

[numbers]
regex: [−-]?\\d[\\d.,]*
replace: N
"""

# what Colab had installed in autumn 2026, with Python 3.13
VERSIONS = """
    numpy==2.1.3 scipy==1.16.3 pandas==2.2.3 matplotlib==3.10.0 matplotlib-inline==0.2.2 scikit-learn==1.6.1
    ipywidgets==7.7.1 widgetsnbextension==3.6.10 jupyterlab_widgets==3.0.16 anywidget==0.9.21
    ipython==7.34.0 ipykernel==6.17.1 jupyter_client==7.4.9 notebook==6.5.7 traitlets==5.7.1 tornado==6.5.7
    nbclient==0.10.4 nbformat==5.11.1 tqdm threadpoolctl
""".split()


MANAGER = "https://ssl.gstatic.com/colaboratory-static/widgets/colab-cdn-widget-manager/manager.min.js"
OUTPUT = f"""# from the first widget on, each view names the widget manager that brings scripts
from types import SimpleNamespace
from IPython import get_ipython

VIEW = "application/vnd.jupyter.widget-view+json"
_widgets = SimpleNamespace(_installed_url=None)


def name_manager(message):
    content = message.get("content") or {{}}
    if VIEW in content.get("data", {{}}):
        url = {{"url": _widgets._installed_url}}
        content.setdefault("metadata", {{}})[VIEW] = {{"colab": {{"custom_widget_manager": url}}}}
    return message


def enable_custom_widget_manager():
    if not _widgets._installed_url:
        get_ipython().display_pub.register_hook(name_manager)
    _widgets._installed_url = {MANAGER!r}
"""


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, **options)


@pytest.fixture(scope="module")
def colab(tmp_path_factory):
    """A folder with a kernel named "colab"; also where JUPYTER_PATH has to point."""
    pytest.importorskip("uv")
    folder = tmp_path_factory.mktemp("colab")
    python = folder / "bin/python"
    run(sys.executable, "-m", "uv", "venv", "--quiet", "--python", "3.13", folder)
    run(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", python, *VERSIONS)
    [packages] = folder.glob("lib/python3*/site-packages")
    (packages / "google/colab").mkdir(parents=True)
    (packages / "google/colab/__init__.py").write_text("from google.colab import output\n")
    (packages / "google/colab/output.py").write_text(OUTPUT)
    argv = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    argv += ["--IPKernelApp.exec_lines=import google.colab"]
    (folder / "kernels/colab").mkdir(parents=True)
    (folder / "kernels/colab/kernel.json").write_text(json.dumps({"argv": argv, "display_name": "colab"}))
    return folder


def run_in(folder, notebooks, *options):
    """Run the notebooks, {name: text}, in this folder, and compare what they show with what is saved in them."""
    for name, text in notebooks.items():
        (folder / name).write_text(text, encoding="utf-8")
    local_instead = {"COUNT": "1", "KEY_0": f"url.{ROOT.as_uri()}.insteadOf", "VALUE_0": COURSE}
    environment = os.environ | {f"GIT_CONFIG_{name}": value for name, value in local_instead.items()}
    environment["OPENBLAS_NUM_THREADS"] = "2"  # as it has processors there
    strict = ["--nbval", "--nbval-kernel-name=colab", *options]
    run(sys.executable, "-m", "pytest", *strict, *notebooks, cwd=folder, env=environment)


@pytest.fixture
def content(colab, tmp_path, monkeypatch):
    """A machine's folder, and the environment's way to its kernel."""
    monkeypatch.setenv("JUPYTER_PATH", str(colab))
    return tmp_path


SANITIZE = ROOT / "tests/nbval_sanitize.cfg"


@pytest.mark.parametrize("language", translated())
def test_the_first_fetches_the_course(content, language):
    first = notebooks(language)[0]
    run_in(content, {first.name: first.read_text(encoding="utf-8")}, f"--nbval-sanitize-with={SANITIZE}")
    assert (content / "course/notebooks").is_dir()


@pytest.mark.parametrize("language", translated())
def test_all_run(content, language):
    """Of those that train for a minute with few digits only the words are compared; their numbers are those of the
    English edition, as tests/tools/test_editions.py sees."""
    words = content / "words.cfg"
    words.write_text(SANITIZE.read_text(encoding="utf-8") + NO_NUMBERS, encoding="utf-8")
    texts = {path.stem: path.read_text(encoding="utf-8") for path in notebooks(language)}
    long = {name: texts.pop(name).replace("50_000", "2_500") for name in TRAIN_LONG}  # where the digits are divided
    run_in(content, {f"{name}.ipynb": text for name, text in texts.items()}, f"--nbval-sanitize-with={SANITIZE}")
    data = content / "course/helpers/data.py"
    data.write_text(data.read_text(encoding="utf-8") + FEW, encoding="utf-8")
    run_in(content, {f"{name}.ipynb": text for name, text in long.items()}, f"--nbval-sanitize-with={words}")


WIDGETS = [
    "from helpers import Network\nfrom helpers.exercises import question\n"
    "from helpers.exercises.asking.question import QUESTIONS\n"
    "from helpers.widgets import DigitPad, Playground",
    "Playground(steps=5)",
    "DigitPad(Network([784, 16, 10]))",
    "question(next(iter(QUESTIONS)))",
    "import ipywidgets\nprint(ipywidgets.__version__)",
]


def test_widgets_show_on_colab(content):
    """Each has words, a still form and a live view whose state brings its script, with Colab's old ipywidgets."""
    cells = [nbformat.v4.new_code_cell(source) for source in WIDGETS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(notebook, kernel_name="colab", resources={"metadata": {"path": str(ROOT)}}).execute()
    states = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    for number, (cell, pictured) in enumerate(zip(cells[1:-1], (True, True, False), strict=True)):
        (output,) = cell.outputs
        state = states[output.data["application/vnd.jupyter.widget-view+json"]["model_id"]]
        assert state["model_module"] == "anywidget" and "render" in state["state"]["_esm"], number
        assert state["state"]["_css"] and output.data["text/plain"] and output.data["text/html"], number
        assert ("image/png" in output.data) == pictured, number
        view = output.metadata["application/vnd.jupyter.widget-view+json"]
        assert view["colab"]["custom_widget_manager"]["url"] == MANAGER, number  # without it Colab shows no such widget
    assert cells[-1].outputs[0].text == "7.7.1\n"
