"""The Chinese edition: its catalogues in locales/zh, and notebooks/zh built from notebooks/ and them.

    python course.py translate              bring the catalogues up to date, build the finished notebooks
    python course.py translate 05           begin or go on with a notebook: cells, exercises, questions, guesses
    python course.py translate exercises    what `say` says in a room: helpers, exercises, plots, widgets; say: in all
    python course.py translate --check      what is missing, to be looked at (fuzzy), breaks a rule; with 05 only there

`locales/zh/05_backpropagation.po` holds the cells of a notebook, `locales/zh/say/05.po` its exercises, questions and
guesses, `locales/zh/say/widgets.po` the sentences of a room. What `locales/zh/finished` names must be whole; such a
notebook is built. Then it has to be run: python course.py refresh notebooks/zh/05_backpropagation.ipynb
"""

import argparse
import contextlib
import copy
import functools
import io
import json
import re
import sys
from pathlib import Path

import nbformat
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from helpers.exercises.exercise import EXERCISES
from helpers.exercises.guess import GUESSES
from helpers.exercises.question import QUESTIONS
from helpers.exercises.record import CHALLENGES, notebook_of
from tools.contents import COURSE, number, paths
from tools.refresh import canonical
from tools.translate_rules import faults
from tools.translate_texts import LINK, code, has_words, markdown

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locales/zh"
BOOTSTRAP = ROOT / "tools/bootstrap.py"
METHODS = {".py": ("python", ["say", "later"]), ".js": ("javascript", ["tr"])}  # of Babel; what takes a sentence
ROOMS = ["helpers", "exercises", "plots", "widgets"]
NOTEBOOKS = {number(path): path for path in paths()}


# ---- what there is to translate ----


def template(name):
    """The catalogue of `name`, empty: a notebook's cells ("05_backpropagation"), say/05, say/widgets."""
    found = Catalog(locale="zh", project="course", charset="utf-8", fuzzy=False)

    def add(text, where):
        if text.strip() and not automatic(text):
            found.add(text, auto_comments=[where])
        return text

    if name in COURSE:
        cells(nbformat.read(ROOT / f"notebooks/{name}.ipynb", as_version=4), add)
    elif name.removeprefix("say/") in NOTEBOOKS:
        for text, where in content(name.removeprefix("say/")):
            add(text, where)
    else:
        for path in sources(name.removeprefix("say/")):
            for text in said(path):
                add(text, path.relative_to(ROOT).as_posix())
    return found


def cells(notebook, translate):
    """Translate the notebook's cells by translate(text, where), the first code cell apart: it is every notebook's."""
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    for cell in notebook.cells:
        if cell is not first:
            each = functools.partial(translate, where=f"{cell.id}, {cell.cell_type}")
            cell.source = (markdown if cell.cell_type == "markdown" else code)(cell.source, each)
    return first


def automatic(text):
    """The Chinese of two forms that every notebook has and no catalogue needs, else None."""
    if slides := re.fullmatch(r"\*Slides? (P\d+-\d+(?:, P\d+-\d+)*)( again)?\*", text):
        return f"*幻灯片 {slides[1].replace(', ', '、')}{'（再看）' * bool(slides[2])}*"
    if solution := re.fullmatch(r"<details><summary>Solution of (\w+\.\d+)</summary>", text):
        return f"<details><summary>练习 {solution[1]} 的参考答案</summary>"


def content(notebook):
    """(text, where) of all that exercises, questions and guesses of a notebook say."""
    mine = lambda known: [one for id, one in known.items() if notebook_of(id) == notebook]  # noqa: E731
    for one in mine(EXERCISES):
        yield one.title, f"{one.id}, title"
        for kind, texts in (("hint", one.hints), ("mistake", one.mistakes), ("result", one.returns)):
            yield from ((text, f"{one.id}, {kind}") for text in texts if kind != "result" or has_words(text))
    for one in mine(QUESTIONS):
        yield one.text, f"{one.id}, question"
        for answer, reply in one.choices:
            yield from [(answer, f"{one.id}, answer")] * has_words(answer) + [(reply, f"{one.id}, reply")]
    for one in mine(GUESSES):
        yield one.text, f"{one.id}, guess"
        labels = [getattr(one.kind, "unit", ""), *getattr(one.kind, "choices", ())]
        labels += [axis[0] for axis in (getattr(one.kind, "x", ()), getattr(one.kind, "y", ())) if axis]
        yield from ((text, f"{one.id}, label") for text in labels if has_words(text))
        yield one.why, f"{one.id}, why"
        yield one.reply or "", f"{one.id}, reply"
        yield one.unless[1] if one.unless else "", f"{one.id}, unless"
    yield from ((text, f"{id}, challenge") for id, text in CHALLENGES.items() if notebook_of(id) == notebook)


def sources(room):
    """The files whose sentences lie in the catalogue of a room."""
    if room == "helpers":
        return sorted((ROOT / "helpers").glob("*.py")) + [BOOTSTRAP, ROOT / "tools/lab.py"]
    found = [path for path in (ROOT / "helpers" / room).rglob("*") if path.suffix in (".py", ".js")]
    for path in (ROOT / "helpers/lessons").glob("*/*.py"):
        if path.name != "test_lesson.py" and room == ("exercises" if path.stem in ("exercises", "bugs") else "plots"):
            found.append(path)
    return sorted(found)


def said(path):
    """The literals that a file gives to `say`, `later` or `tr`; of the bootstrap cell its texts and its comment."""
    if path == BOOTSTRAP:
        found = []
        code(path.read_text(encoding="utf-8"), lambda text: found.append(text) or text)
        return [text for text in found if not text.startswith("git ")]
    method, functions = METHODS[path.suffix]
    keywords = dict.fromkeys(functions, (1,))  # their first argument is the sentence
    with contextlib.redirect_stderr(io.StringIO()):  # Babel tells of f-strings that stand in a sentence's places
        found = list(extract_from_file(method, path, keywords, options={"parse_template_string": True}))
    return [text for _, text, *_ in sorted(found, key=lambda one: one[0])]


# ---- the catalogues ----


def file(name):
    return LOCALE / f"{name}.po"


def shown(name):
    return file(name).relative_to(ROOT).as_posix()


def read(name):
    if not file(name).exists():
        return Catalog(locale="zh", project="course", charset="utf-8", fuzzy=False)
    with file(name).open("rb") as lines:
        catalogue = read_po(lines, locale="zh")
    for message in catalogue:  # Babel writes what the English was before, and reads it as a comment
        before = [comment for comment in message.user_comments if comment.startswith("|")]
        message.user_comments = [comment for comment in message.user_comments if comment not in before]
        lines = re.findall(
            r'"(?:[^"\\]|\\.)*"', " ".join(comment.lstrip("| ") for comment in before)
        )  # they are wrapped
        message.previous_id = ["".join(map(json.loads, lines))] if lines else []
    return catalogue


def update(name):
    """Bring a catalogue up to date with the English: what is new is empty, what has changed is fuzzy."""
    catalogue, out = read(name), io.BytesIO()
    before = {message.id: message.previous_id for message in catalogue}
    catalogue.update(template(name), update_header_comment=False)
    catalogue.obsolete.clear()
    for message in catalogue:
        message.previous_id = message.previous_id or before.get(message.id, []) if message.fuzzy else []
        message.flags -= {"python-format", "python-brace-format"}  # half of them are no formats
    write_po(out, catalogue, width=0, include_previous=True, omit_header=True, no_location=True)
    head = 'msgid ""\nmsgstr ""\n"Language: zh\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    text = head + out.getvalue().decode().strip("\n") + "\n"
    file(name).parent.mkdir(parents=True, exist_ok=True)
    if not file(name).exists() or file(name).read_text(encoding="utf-8") != text:
        file(name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{shown(name)}: updated")


@functools.cache
def translations(name):
    """{English: Chinese} of a catalogue, without what is empty or fuzzy."""
    return {m.id: m.string for m in read(name) if m.id and m.string and not m.fuzzy}


def finished():
    """Names of the catalogues that must be whole."""
    return (LOCALE / "finished").read_text(encoding="utf-8").split()


def check(name):
    """What is wrong with a catalogue, in lines."""
    there, mistakes = {m.id: m for m in read(name) if m.id}, {}
    for message in template(name):
        entry = there.get(message.id)
        if not message.id:
            continue
        where = " / ".join(message.auto_comments)
        if not entry or not entry.string:
            wrong = ["missing"]
        elif entry.fuzzy:
            wrong = ["to be looked at: its English has changed"]
        else:
            places = name.startswith("say/") or ", code" in where
            without = [comment.removeprefix("without ") for comment in entry.user_comments]
            wrong = faults(message.id, entry.string, places, without)
            for comment in message.auto_comments:
                if comment.endswith("mistake"):
                    if mistakes.setdefault((comment, entry.string), message.id) != message.id:
                        wrong.append("the same as another mistake of the exercise")
        if wrong:
            chinese = entry.string if entry and entry.string else "–"
            yield f"{shown(name)}: {where}: {', '.join(wrong)}\n    {message.id}\n    {chinese}"


# ---- the notebooks ----


def build(name):
    """The Chinese notebook, with the outputs that it has where a cell's source is still the same."""
    english = nbformat.read(ROOT / f"notebooks/{name}.ipynb", as_version=4)
    notebook, known = copy.deepcopy(english), translations(name)
    first = cells(notebook, lambda text, where: automatic(text) or known.get(text, text))
    first.source = first_cell()
    old = {}
    if (path := ROOT / f"notebooks/zh/{name}.ipynb").exists():
        old = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = re.sub(r"(?<!!)" + LINK, functools.partial(linked, name), cell.source)
        elif cell.id in old and old[cell.id].source == cell.source:
            cell.outputs, cell.execution_count = old[cell.id].outputs, old[cell.id].execution_count
        else:
            cell.outputs, cell.execution_count = [], None
    return canonical(notebook)


def first_cell():
    known = translations("say/helpers")
    source = code(BOOTSTRAP.read_text(encoding="utf-8").strip(), lambda text: known.get(text, text))
    return source.replace('"COURSE_LANGUAGE"] = "en"', '"COURSE_LANGUAGE"] = "zh"')


def linked(name, link):
    """A link of an English notebook as it stands in the Chinese one: to a Chinese notebook where there is one."""
    words, target = link.groups()
    if target == f"zh/{name}.ipynb":
        return f"[English](../{name}.ipynb)"
    if "://" in target or target.startswith("#"):
        return link[0]
    page, _, cell = target.partition("#cell-id=")
    stem = page.removesuffix(".ipynb")
    if label := re.fullmatch(r"(\d\d\w?): (.+)", words):
        words = f"{label[1]}：{heading(stem, cell, label[2])}"
    return f"[{words}]({target})" if stem in finished() else f"[{words}](../{target})"


def heading(stem, cell, words):
    """The Chinese heading `words` of a cell in a finished notebook; for the file's name in words its title."""
    if stem not in finished():
        return words
    sources = {each.id: each.source for each in nbformat.read(ROOT / f"notebooks/{stem}.ipynb", as_version=4).cells}
    if stem.split("_", 1)[1].replace("_", " ") == words:
        title = next(iter(sources.values())).split("\n")[0].lstrip("# ")
        return re.sub(r"^\d+b?\. ", "", translations(stem)[title])
    for text in re.findall(r"^#+ (.+)$", sources[cell], flags=re.M):
        if re.sub("[*`]", "", text) == words.replace(r"\|", "|"):
            return re.sub("[*`]", "", translations(stem).get(text, text)).replace("|", r"\|")
    return words


def twins():
    """The finished notebooks as (name, path, text that should stand there)."""
    return [(name, ROOT / f"notebooks/zh/{name}.ipynb", build(name)) for name in COURSE if name in finished()]


def write_notebooks():
    for name in finished():
        if name in COURSE:
            link_twin(ROOT / f"notebooks/{name}.ipynb")
    for _, path, text in twins():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{path.relative_to(ROOT)}: built; now python course.py refresh {path.relative_to(ROOT)}")


def link_twin(path):
    """Put the link to the Chinese notebook under the title of the English one."""
    notebook = nbformat.read(path, as_version=4)
    title, rest = notebook.cells[0].source.split("\n", 1)
    link = f"[中文](zh/{path.name})"
    if link not in rest:
        notebook.cells[0].source = f"{title}\n\n{link}\n{rest}"
        path.write_text(canonical(notebook), encoding="utf-8", newline="\n")


# ---- the command ----


def catalogues(names):
    """The catalogues meant by "05", "widgets" or "say" (all rooms); without names those that are there."""
    if not names:
        return sorted(path.relative_to(LOCALE).with_suffix("").as_posix() for path in LOCALE.rglob("*.po"))
    found = []
    for name in names:
        if name in NOTEBOOKS:
            found += [NOTEBOOKS[name].stem, f"say/{name}"]
        elif name in [*ROOMS, "say"]:
            found += [f"say/{room}" for room in ROOMS if name in (room, "say")]
        else:
            sys.exit(f"There is no {name!r} to translate; expected {', '.join([*NOTEBOOKS, *ROOMS])} or say.")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    names = catalogues(options.names)
    if not options.check:
        for name in names:
            if len(template(name)):
                update(name)
        write_notebooks()
        return 0
    wrong = False
    for name in names:
        lines = list(check(name))
        wrong |= bool(lines) and (name in finished() or bool(options.names))
        print("\n".join([*lines, f"{shown(name)}: {len(lines)} of {len(template(name))} entries to mend"]))
    if stale := [
        path.name for _, path, text in twins() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]:
        print(f"notebooks/zh: python course.py translate would change {', '.join(stale)}")
    return int(wrong or bool(stale))


if __name__ == "__main__":
    sys.exit(main())
