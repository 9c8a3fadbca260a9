"""Build the site from the saved notebooks, into docs/_build/html.

    python3 course.py site
    python3 course.py site --still   without running the notebooks: their widgets are pictures

Each cell of prose and each heading gets a name, the same in every language. The site in another language stands in a
folder of its name, as soon as there are notebooks in it; what is not translated yet is English there.

The notebooks are run once, for what their widgets answer (`recording`): that takes minutes, and is kept in
docs/_build/recordings until a notebook's code, something in helpers or a translation changes. A page's widgets are the
notebook's own JavaScript; `docs/static/live.js` answers them from the recordings.
"""

import argparse
import ast
import base64
import filecmp
import functools
import hashlib
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path

from sphinx.cmd.build import build_main
from tqdm import tqdm

from helpers import mine
from helpers.exercises.asking.guess import NONE
from helpers.words import language as spoken
from helpers.words import later, say, speaking
from tools import evidence, first_page, recording
from tools.contents import GITHUB, REPOSITORY, ROOT, number_of, paths
from tools.languages import editions, folder
from tools.slide_map import TABLES
from tools.translate_texts import TWINS, markdown

DOCS = ROOT / "docs"
BUILD = DOCS / "_build"
LINK = re.compile(r"\[((?:[^][]|\[[^]]*\])*)\]\((?:\.\./)?([\w.-]*)#cell-id=([\w-]+)\)")
IMAGE = re.compile(r'(?P<start><img [^>]*?)width="(?P<width>\d+)" src="data:image/png;base64,(?P<data>[^"]*)"')
RULE = re.compile(r"(?<=[{}])([^{}@;]+)(\{[^{}]*\})")  # of a style sheet: selectors, and what they get
FONT = re.compile(r"@font-face\{[^}]*Font Awesome[^}]*\}")
UNUSED = re.compile(  # scripts that do nothing here; and what is preloaded would come before what wakes the widgets
    r"<script [^>]*(?:fontawesome|doctools|sphinx_highlight|translations)\.js[^>]*></script>"
    r'|<link rel="preload" as="script"[^>]*>'
)
OF_CODE = re.compile(r"<(script|link) [^>]*/(?:clipboard|copybutton|pygments|mystnb)\.[^>]*>(?:</script>)?")
SLIDES = re.compile(r"^\*\S+ (P\d+)-\d.*\*$", re.M)
NOTEBOOK = "notebook"  # the tag of a cell, and the class of HTML in prose and in outputs, that only a notebook has
NOTEBOOKS_OWN = re.compile(f' ?<(span|div|p) class="{NOTEBOOK}">.*?</\\1>', re.S)
COMING = later("It is coming …")
STILL = later("It moves in the notebook; the links to it are at the top of the page.")
RUN = later("Here it can be read and moved. To run it and to write in it, open it <a {binder}>on Binder</a>, "
            "<a {colab}>in Colab</a> or <a {own}>on your own computer</a>.")
IN_NOTEBOOK = later("You write this in the notebook, which checks it at once: <a {binder}>on Binder</a>, "
                    "<a {colab}>in Colab</a> or <a {own}>on your own computer</a>.")
MACHINERY = {  # calls that only a notebook needs
    "guess", "my_guess", "question", "recall", "before", "after", "check", "challenge", "progress", "surprises",
    "ready", "set_printoptions",
}
MATHJAX = [
    "startup.js", "core.js", "input/tex.js", "input/tex/extensions", "a11y/assistive-mml.js",
    "output/chtml.js", "output/chtml/fonts/tex.js", "output/chtml/fonts/woff-v2",
]
MODULE = sys.executable, "-m"
MOST = 5_000_000  # bytes of a page's recordings in all languages


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


def prepare(path, notebook, known, recordings, up):
    """Turn the notebook into a page: named cells, links that lead to names, folded what is folded in JupyterLab."""

    def follow(link):
        text, file, cell = link.groups()
        targets = known[number_of(Path(file)) if file else number_of(path), cell]
        heading = re.sub(r"^\d+[a-z]?(: |：)", "", without_marks(text))
        return f"[{text}](#{targets.get(heading, targets[''])})"

    notebook["cells"] = [cell for cell in notebook["cells"] if NOTEBOOK not in cell["metadata"].get("tags", [])]
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            show_outputs(cell, path, recordings, up, known)
            if cell["outputs"] and cell["id"].startswith(("guess-", "question-")):  # what gives its cause leads here
                cell["outputs"].insert(0, html_output(f'<span id="{known[number_of(path), cell["id"]][""]}"></span>'))
        if "answers" in cell["metadata"].get("tags", []):
            cell["metadata"]["tags"].append("hide-output")
            if "my_guess(" not in "".join(cell["source"]):
                cell["metadata"]["mystnb"] = {"code_prompt_show": say("Think first, then open")}
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
            text = without_a_notebooks_own(TWINS.sub("", text))  # each page has a switch above
            file = r"\[\d\w+(?=]\(\d\w+\.ipynb\))"  # on a phone its name has several lines
            text = re.sub(file, lambda name: name[0].replace("_", "_\u200b"), text)
            text = LINK.sub(follow, text)
            text = re.sub(r"\]\(\.\./(\d\w+\.ipynb)\)", r"](\1)", text)  # of pages that are English still
            text = re.sub(r"\]\((\.\./)+", f"]({GITHUB}/blob/main/", text)
            cell["source"] = SLIDES.sub(lambda found: f"{found[0][:-1]} · {lecture(found[1])}*", text)
            if cell["id"] not in TABLES:  # a solution or an answer, which no search may show
                cell["source"] = cell["source"].replace("<details", "<details data-pagefind-ignore")
        if cell["cell_type"] == "code":
            leave_machinery_out(cell)
    bootstrap = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    notebook["cells"].remove(bootstrap)
    notebook["cells"] = [cell for cell in notebook["cells"] if "remove-input" not in cell["metadata"].get("tags", [])
                         or cell["outputs"]]
    title, rest = notebook["cells"][0]["source"].split("\n\n", 1)
    title = title.split(" · ")[0]  # in the page's language alone
    notebook["cells"][0]["source"] = f'{title}\n\n<p class="run">{say(RUN, **doors(path))}</p>\n\n{rest}'


def without_a_notebooks_own(text):
    """Prose for a browser: without what is marked as a notebook's own, and the items that had nothing else."""
    return re.sub(r"^[-*](\n|\Z)", "", NOTEBOOKS_OWN.sub("", text), flags=re.M)


def leave_machinery_out(cell):
    """Of a cell's code what only a notebook needs: imports and a widget alone, the call that asks, checks, or reads."""
    source = "".join(cell["source"])
    parts = ast.parse(source).body
    kept = [part for part in parts if called(part).split(".")[-1] not in MACHINERY]
    if all(isinstance(part, ast.Import | ast.ImportFrom) or called(part)[:1].isupper() for part in kept):
        cell["metadata"].setdefault("tags", []).append("remove-input")
        return
    gone = {line for part in parts if part not in kept for line in range(part.lineno, part.end_lineno + 1)}
    lines = [line for number, line in enumerate(source.splitlines(), 1) if number not in gone]
    cell["source"] = "\n".join(lines).strip("\n")


def called(part):
    """The name of what a line calls for what it does or shows, as "DescentBall.on"; else ""."""
    is_call = isinstance(part, ast.Expr) and isinstance(part.value, ast.Call)
    return ast.unparse(part.value.func) if is_call else ""


# ---- outputs ----


def show_outputs(cell, path, recordings, up, known):
    """What a page shows of a cell: widgets that are recorded, pictures as files, no word of how to run it."""
    source = "".join(cell["source"])
    if cell["id"].startswith("exercise-"):
        cell["outputs"] = [html_output(f'<p class="live-note">{say(IN_NOTEBOOK, **doors(path))}</p>')]
        return
    shown = [output for output in cell["outputs"] if "data" in output]
    own = {f"{words}\n" for words in [say(NONE), *mine.not_yet()]}
    for output in cell["outputs"]:
        if "text" in output:
            lines = "".join(output["text"]).splitlines(keepends=True)
            output["text"] = "".join(line for line in lines if line not in own)
    cell["outputs"] = [output for output in cell["outputs"] if not is_name(output) and output.get("text") != ""]
    if cell["id"].startswith("recall-"):  # its sentence is prose
        cell["outputs"] = [html_output(f'<p>{escape(output["text"])}</p>') if "text" in output else output
                           for output in cell["outputs"]]
    for place, output in enumerate(shown):
        html = "".join(output["data"].get("text/html", ""))
        if not html:
            continue
        is_still = "<img" in html and NOTEBOOKS_OWN.search(html)
        html = IMAGE.sub(lambda found: picture(found, recordings, up), of_a_page(html, known))
        found = (recordings / path.stem).glob(f"{cell['id']}.{place}.*.bin")
        if file := min(found, key=lambda file: len(file.name), default=None):  # the longer ones come behind it
            html = live(file, html, up)
        elif is_still:
            html += f'<p class="live-note">{escape(say(STILL))}</p>'
        output["data"] = {"text/html": html}
    if asked := re.findall(r'^my_guess\("(.+?)"', source, re.M):
        cell["outputs"] = guessed(asked, cell["outputs"])


def is_name(output):
    """Is it only an object's name, as <training: 3 epochs>, beside which a picture stands?"""
    data = output.get("data", {})
    return list(data) == ["text/plain"] and re.fullmatch(r"<.*>", "".join(data["text/plain"])) is not None


def picture(found, recordings, up):
    """An <img> with its bytes becomes one with a file, that is loaded when it comes near the window."""
    data = base64.b64decode(found["data"])
    file = recordings.parent / "html/pictures" / f"{hashlib.sha256(data).hexdigest()[:16]}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    wide, high = struct.unpack(">II", data[16:24])
    height = round(int(found["width"]) * high / wide)
    return f'{found["start"]}width="{found["width"]}" height="{height}" loading="lazy" src="{up}pictures/{file.name}"'


def live(file, html, up):
    """Where a widget wakes; until then what is saved of it stands there."""
    kind = file.name.split(".")[-2]
    url = f"{up}recordings/{file.parent.name}/{file.name}"
    return (f'<div class="live" data-recording="{url}" data-type="{kind}" data-live="{up}live/" '
            f'data-language="{spoken()}" data-coming="{escape(say(COMING))}">{html}</div>')


def guessed(asked, outputs):
    """The answer to guesses with these ids opens with the guesses, which the reader's browser keeps."""
    words = escape(say("You guessed {guess}."), quote=True)
    html = "".join(f'<p class="you-guessed" data-guess="{id}" data-words="{words}"></p>' for id in asked)
    known = set(asked) & {one.where for path in paths() for one in evidence.causes(path)
                          if one.kind != evidence.NO_CAUSE}
    html += "".join(f'<p class="run"><a href="evidence.html#{id.replace(".", "-")}">{escape(say(evidence.HOW))}</a></p>'
                    for id in sorted(known))
    return [html_output(html), *outputs]


def html_output(html):
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": html}}


# ---- the whole ----


@functools.cache
def lectures():
    """{"P13": address of the lecture with these slides}, as the first notebook names them."""
    first = json.loads(paths()[0].read_text(encoding="utf-8"))["cells"][0]["source"]
    return {name: link for link, name in re.findall(r"\]\((https://\S+?)\)[^]]*?(P1\d)\b", "".join(first))}


def lecture(name):
    """A link to the lecture. At which minute a slide comes is not known, so it says that it begins at the start."""
    words = say("the lecture, from its start")
    return f"[{words}]({lectures()[name]})" if name in lectures() else ""


def doors(path):
    """Where a notebook runs."""
    place = path.relative_to(ROOT).as_posix()
    return {
        "binder": f'href="https://mybinder.org/v2/gh/{REPOSITORY}/main?urlpath=lab/tree/{place}"',
        "colab": f'href="https://colab.research.google.com/github/{REPOSITORY}/blob/unanswered/{place}"',
        "own": f'href="{GITHUB}#start"',
    }


def write_pages(language, target, recordings=BUILD / "recordings"):
    """The pages of one language, for Sphinx; a notebook that is not translated stays English."""
    target.mkdir(parents=True)
    with speaking(language):
        index, about = (markdown((DOCS / f"{name}.md").read_text(encoding="utf-8"), say) for name in ("index", "about"))
    here, up = folder(language), "" if language == "en" else "../"
    found = [here / path.name if (here / path.name).exists() else path for path in paths()]
    notebooks = {path: json.loads(path.read_text(encoding="utf-8")) for path in found}
    known = {key: targets for path in found for key, targets in names(path, notebooks[path]).items()}
    for path, notebook in notebooks.items():
        with speaking(language):
            prepare(path, notebook, known, recordings, up)
        (target / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    with speaking(language):
        pad = live(recordings / "first/pad.0.DigitPad.bin", "", up)
        first = first_page.text(index, notebooks, pad, up, recordings.parent / "html")
    (target / "index.md").write_text(first, encoding="utf-8")
    (target / "about.md").write_text(about.replace('"_static', f'"{up}_static'), encoding="utf-8")
    (target / "evidence.md").write_text(evidence.page(language, known), encoding="utf-8")


def of_a_page(html, known):
    """Without what is a notebook's own, and with links to pages."""

    def follow(link):
        name, cell = link.groups()
        return f'href="{name}.html#{known[name.split("_")[0], cell][""]}"' if cell else f'href="{name}.html"'

    return re.sub(r'href="(\w+)\.ipynb(?:#cell-id=([\w-]+))?"', follow, NOTEBOOKS_OWN.sub("", html))


def build(target, moving=None):
    """The site in target/html. A warning of Sphinx's ends it with an error.

    moving   the notebooks that are run, so that their widgets move; None: all
    """
    for name in ("html", "source", "cache"):
        shutil.rmtree(target / name, ignore_errors=True)
    recordings = target / "recordings"
    recording.first_page(recordings)
    record_all(paths() if moving is None else moving, recordings)
    for language in tqdm(editions(), "languages", leave=False):
        source, site = target / "source" / language, target / "html" / (language if language != "en" else "")
        write_pages(language, source, recordings)
        with speaking(language), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Sphinx's extensions: in a test they would be errors
            if build_main(["-q", "-W", "-c", *map(str, (DOCS, "-d", target / "cache" / language, source, site))]):
                raise ValueError("the site is not built: Sphinx's warnings stand above")
    bring(recordings, target / "html")
    unsaid = ".run, .headerlink, .math, .live, details.hide"  # no answer to a guess in the results
    pagefind = ["--site", target / "html", "--root-selector", "article", "--exclude-selectors", unsaid, "--quiet"]
    call("Pagefind has no index", target, *MODULE, "pagefind", *pagefind)


def record_all(moving, recordings):
    """Run each of these notebooks."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = pool.map(lambda path: record(path.name, path, fingerprint(path), recordings / path.stem), moving)
        list(tqdm(made, "notebooks run", len(moving), leave=False))


def fingerprint(path=None):
    """A name for the state of a notebook's code and of all that it may use."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"] if path else []
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    kinds = ("*.py", "*.js", "*.css", "*.po")
    used = [file for folder in ("helpers", "locales") for kind in kinds for file in (ROOT / folder).rglob(kind)]
    used.append(Path(recording.__file__))
    texts = [file.read_text(encoding="utf-8") for file in sorted(used) if "test_" not in file.name]
    return hashlib.sha256("\0".join([path.stem if path else "", *code, *texts]).encode()).hexdigest()[:16]


def record(name, what, mark, folder):
    """Make a folder of recordings anew, unless this is its fingerprint."""
    if not (folder / mark).exists():
        shutil.rmtree(folder, ignore_errors=True)
        call(f"{name} cannot be recorded", ROOT, *MODULE, "tools.recording", what, folder.parent)
        folder.mkdir(exist_ok=True, parents=True)
        (folder / mark).touch()


def bring(recordings, site):
    """Put beside the pages what their widgets need, and MathJax; and take away what no page needs."""
    for place in recordings.iterdir():
        if (size := sum(file.stat().st_size for file in place.glob("*.bin"))) > MOST:
            raise ValueError(f"the recordings of {place.name} have {size:,} bytes; expected at most {MOST:,}")
    package = mathjax()
    code = package / "es5"
    parts = [file for part in MATHJAX for file in [code / part, *(code / part).glob("*")] if file.is_file()]
    copies = {file: site / "recordings" / file.relative_to(recordings) for file in recordings.glob("*/*.bin")}
    copies |= {file: site / "_static/mathjax" / file.relative_to(code) for file in parts}
    copies[package / "LICENSE"] = site / "_static/mathjax/LICENSE"
    copies |= {file: site / "pictures" / file.name for file in DOCS.glob("course*.png")}
    for file, copy in copies.items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    shutil.copytree(recordings / "live", site / "live")
    lighten(site)


def mathjax():
    """The folder of MathJax, which npm fetches where it is not there yet."""
    package = DOCS / "node_modules/mathjax"
    if not package.exists():
        if not (npm := shutil.which("npm")):
            raise ValueError("MathJax, which sets the formulas, comes by npm: install Node.js from https://nodejs.org")
        call("MathJax could not be fetched", DOCS, npm, "ci", "--no-audit", "--no-fund")
    return package


def lighten(site):
    """Without what no page links: notebooks, icons as 1.5 MB of JavaScript, rules for classes that nothing has."""
    pages = [*site.rglob("*.html")]
    leftovers = ["jupyter_execute", "objects.inv", "_sources"]
    unlinked = [page.parent / name for page in pages for name in leftovers]
    for file in [*unlinked, *site.rglob("*.map"), *site.rglob("fontawesome.js")]:
        shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
    for page in pages:
        page.write_text(hasten(page.read_text(encoding="utf-8")), encoding="utf-8")
    with_classes = [*pages, *site.rglob("_static/**/*.js"), *site.glob("live/*.js")]
    used = {word for file in with_classes for word in re.findall(r"[\w-]+", file.read_text(encoding="utf-8"))}
    share_static(site)
    for file in site.rglob("pydata-sphinx-theme.css"):  # its icons are those of site.css, a font would have 115 kB
        text = FONT.sub("", file.read_text(encoding="utf-8"))
        file.write_text(RULE.sub(lambda rule: needed(rule, used), text), encoding="utf-8")
    for fonts in site.rglob("webfonts"):
        shutil.rmtree(fonts)


def hasten(page):
    """A page without what it does not use; its scripts wait until it is read, the theme's until it is there (site.js),
    and what wakes the widgets for none."""
    page = UNUSED.sub("", page if 'class="highlight' in page else OF_CODE.sub("", page))
    page = page.replace('<script type="module" src=', '<script type="module" async src=')
    page = page.replace("<script>DOCUMENTATION_OPTIONS", '<script type="module">DOCUMENTATION_OPTIONS')
    page = re.sub(r'<script (?:defer(?:="defer")? )?(?=src="[^"]*_static/scripts/)', '<script type="text/later" ', page)
    return re.sub(r'<script (?=src="[^"]*_static/)', "<script defer ", page)


def share_static(site):
    """One _static for all languages: a file that is the same in each lies in the first alone."""
    for other in [site / language for language in editions()[1:]]:
        files = [file.relative_to(other) for file in other.glob("_static/**/*") if file.is_file()]
        same = [name for name in files if (site / name).exists() and filecmp.cmp(site / name, other / name, False)]
        for name in same:
            (other / name).unlink()
        for page in other.glob("*.html"):
            text = page.read_text(encoding="utf-8")
            for name in same:
                text = text.replace(f'="{name.as_posix()}', f'="../{name.as_posix()}')
            page.write_text(text, encoding="utf-8")


def needed(rule, used):
    """A rule without the selectors whose classes nothing has; what has brackets stays."""
    if "(" in rule[1] or "\\" in rule[1]:
        return rule[0]
    kept = [one for one in rule[1].split(",") if used.issuperset(re.findall(r"\.([A-Za-z_][\w-]*)", one))]
    return f"{','.join(kept)}{rule[2]}" if kept else ""


def call(failed, folder, *command):
    """Run a command in a folder; what it says is told only if it fails."""
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise ValueError(f"{failed}:\n{done.stdout}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--still", action="store_true")
    options = parser.parse_args()
    try:
        build(BUILD, [] if options.still else None)
    except ValueError as error:
        sys.exit(str(error))
    print(f"""The site is in {BUILD / "html"}. To read it, and to search in it:
    {sys.executable} -m http.server --directory {BUILD / "html"} --bind 127.0.0.1""")


if __name__ == "__main__":
    main()
