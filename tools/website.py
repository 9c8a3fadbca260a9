"""Build the reading site from the saved notebooks, into docs/_build/html. Nothing is run.

    python3 course.py site
    python3 course.py site --lite    also the notebooks in JupyterLite, below lite/: they would run in the browser alone

Each cell of prose and each heading gets a name, the same in every language. The site in another language stands in a
folder of its name, as soon as there are notebooks in it; what is not translated yet is English there.

Nobody has seen the notebooks run in JupyterLite yet. It takes Pyodide, NumPy and Matplotlib from a server of Pyodide's,
unlike all other pages, which need nothing from outside. The widgets' packages are not there: begin each notebook with
a cell of your own, %pip install anywidget, which asks PyPI.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from helpers.words import say, speaking
from tools.catalogues import INDEX, translations
from tools.contents import number_of, paths
from tools.exercises import FIRST
from tools.languages import editions, folder
from tools.slide_map import TABLES
from tools.translate_texts import TWINS, markdown

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
BUILD = DOCS / "_build"
GITHUB = re.search(r"https://github\.com/\S+", FIRST)[0]
LINK = re.compile(r"\[((?:[^][]|\[[^]]*\])*)\]\((?:\.\./)?([\w.-]*)#cell-id=([\w-]+)\)")
LITE_PACKAGES = ["matplotlib", "scikit-learn", "tqdm"]  # Pyodide fetches what a cell imports, not what helpers do


def without_marks(text):
    return re.sub(r"[*`\\]", "", text)


def headings(cell):
    """[(number of its line, text), …] of a cell of prose."""
    found, code = [], False
    for place, line in enumerate("".join(cell["source"]).splitlines()):
        code ^= line.startswith("```")
        if not code and re.match("#+ ", line):
            found.append((place, without_marks(line.lstrip("# "))))
    return found


def names(path, notebook):
    """{(notebook's number, cell's id): {heading, or "" for the whole cell: its name}}."""
    found = {}
    for cell in notebook["cells"]:
        name = re.sub("-+", "-", f"cell-{number_of(path)}-{cell['id']}").strip("-")  # as Sphinx would write it
        inside = {text: f"{name}-h{count}" if place else name for count, (place, text) in enumerate(headings(cell))}
        found[number_of(path), cell["id"]] = {"": name} | inside
    return found


def prepare(path, notebook, known):
    """Turn the notebook into a page: named cells, links that lead to names, folded what is folded in JupyterLab."""

    def follow(link):
        text, file, cell = link.groups()
        targets = known[number_of(Path(file)) if file else number_of(path), cell]
        heading = re.sub(r"^\d+[a-z]?(: |：)", "", without_marks(text))
        return f"[{text}](#{targets.get(heading, targets[''])})"

    for cell in notebook["cells"]:
        if "answers" in cell["metadata"].get("tags", []):
            cell["metadata"]["tags"].append("hide-output")
        if cell["cell_type"] == "markdown":
            targets = known[number_of(path), cell["id"]]
            lines = "".join(cell["source"]).splitlines()
            for place, text in reversed(headings(cell)):
                lines[place:place] = [f"({targets[text]})="] if place else []
            text = "\n".join(lines)
            if text.startswith("<details>"):  # HTML takes no name of Sphinx's
                text = text.replace("<details>", f'<details id="{targets[""]}">', 1)
            quoted = "> " if text.startswith(">") else ""
            text = f"{quoted}({targets['']})=\n{text}"
            text = TWINS.sub("", text)  # each page has a switch above
            file = r"\[\d\w+(?=]\(\d\w+\.ipynb\))"  # on a phone its name has several lines
            text = re.sub(file, lambda name: name[0].replace("_", "_\u200b"), text)
            text = LINK.sub(follow, text)
            text = re.sub(r"\]\(\.\./(\d\w+\.ipynb)\)", r"](\1)", text)  # of pages that are English still
            cell["source"] = re.sub(r"\]\((\.\./)+", f"]({GITHUB}/blob/main/", text)
            if cell["id"] not in TABLES:  # a solution or an answer, which no search may show
                cell["source"] = cell["source"].replace("<details", "<details data-pagefind-ignore")
    bootstrap = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    notebook["cells"].remove(bootstrap)
    title, rest = notebook["cells"][0]["source"].split("\n\n", 1)
    notebook["cells"][0]["source"] = f'{title}\n\n<p class="run">{run_links(path)}</p>\n\n{rest}'


def run_links(path):
    place = path.relative_to(ROOT).as_posix()
    name = GITHUB.removeprefix("https://github.com/")
    return say(
        "To be read here, and run <a {binder}>on Binder</a>, <a {colab}>in Colab</a> "
        "or <a {own}>on your own computer</a>.",
        binder=f'href="https://mybinder.org/v2/gh/{name}/main?urlpath=lab/tree/{place}"',
        colab=f'href="https://colab.research.google.com/github/{name}/blob/main/{place}"',
        own=f'href="{GITHUB}#start"',
    )


def write_pages(language, target):
    """The pages of one language, for Sphinx; a notebook that is not translated stays English."""
    target.mkdir(parents=True)
    shutil.copy(DOCS / "course.png", target)
    told = {} if language == "en" else translations(language, "tools")
    index = markdown(INDEX.read_text(encoding="utf-8"), lambda text: told.get(text, text))
    (target / "index.md").write_text(index, encoding="utf-8")
    here = folder(language)
    found = [here / path.name if (here / path.name).exists() else path for path in paths()]
    notebooks = {path: json.loads(path.read_text(encoding="utf-8")) for path in found}
    known = {key: targets for path in found for key, targets in names(path, notebooks[path]).items()}
    for path, notebook in notebooks.items():
        with speaking(language):
            prepare(path, notebook, known)
        (target / path.name).write_text(json.dumps(notebook), encoding="utf-8")


def build(target):
    """The site in target/html. A warning of Sphinx's ends it with an error."""
    shutil.rmtree(target, ignore_errors=True)
    running = []
    for language in editions():
        source, site = target / "source" / language, target / "html" / (language if language != "en" else "")
        write_pages(language, source)
        options = ["-q", "-W", "-c", DOCS, "-d", target / "cache" / language]
        options += ["-D", f"html_theme_options.repository_url={GITHUB}"]
        command = [sys.executable, "-m", "sphinx", *options, source, site]
        running.append(subprocess.Popen(command, env=os.environ | {"COURSE_LANGUAGE": language}))
    if any([process.wait() for process in running]):
        raise ValueError("the site is not built: Sphinx's warnings stand above")
    unsaid = ".run, .headerlink, .math, details.hide"  # no answer to a guess in the results
    pagefind = ["--site", target / "html", "--root-selector", "article", "--exclude-selectors", unsaid, "--quiet"]
    call("Pagefind has no index", target, "pagefind", *pagefind)


def call(failed, folder, module, *arguments):
    """Run a module in a folder; what it says is told only if it fails."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise ValueError(f"{failed}:\n{done.stdout}")


def build_lite(folder):
    """JupyterLite with the course's files in folder/html/lite."""
    files = folder / "lite"
    shutil.rmtree(files, ignore_errors=True)
    for name in ("data", "helpers", "locales", "notebooks"):
        shutil.copytree(ROOT / name, files / "contents" / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    kernel = "jupyterlite-pyodide-kernel>=0.6"  # as a file: installed, its extension would start in JupyterLab as well
    download = ["download", "--quiet", "--disable-pip-version-check", "--no-deps", "--dest", files / "wheels", kernel]
    call("JupyterLite's kernel cannot be fetched", files, "pip", *download)
    (files / "settings").mkdir()
    extensions = {"LiteBuildConfig": {"federated_extensions": [str(path) for path in (files / "wheels").iterdir()]}}
    (files / "settings/jupyter_lite_config.json").write_text(json.dumps(extensions))
    packages = {"loadPyodideOptions": {"packages": LITE_PACKAGES}}
    settings = {"litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": packages}}
    lite = {"jupyter-lite-schema-version": 0, "jupyter-config-data": settings}
    (files / "settings/jupyter-lite.json").write_text(json.dumps(lite))
    options = ["--apps", "lab", "--no-sourcemaps", "--contents", files / "contents", "--lite-dir", files / "settings"]
    options += ["--output-dir", folder / "html/lite"]
    call("JupyterLite is not built", files, "jupyterlite_core", "build", *options)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--lite", action="store_true")
    lite = parser.parse_args().lite
    try:
        build(BUILD)
        if lite:
            build_lite(BUILD)
    except ValueError as error:
        sys.exit(str(error))
    if lite:
        print("JupyterLite stands in lite/. Nobody has seen the course run there yet: tell if you do.")
        print("Run %pip install anywidget there before a notebook's first cell.")
    print(f"""The site is in {BUILD / "html"}. To read it, and to search in it:
    {sys.executable} -m http.server --directory {BUILD / "html"} --bind 127.0.0.1""")


if __name__ == "__main__":
    main()
