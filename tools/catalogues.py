"""A language's catalogues: what there is to translate, what has been, and what is left to do.

helpers/lessons/NAME/LANGUAGE.po    the cells of a notebook, with the context "cell", and what its lesson says
locales/LANGUAGE/PACKAGE.po         what a package says: helpers, each folder of it, and tools
"""

import ast
import contextlib
import functools
import io
import re

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po
from nbformat import v4

from helpers import lessons  # noqa: F401  fills the lists below
from helpers.exercises.asking.before_after import BELIEFS
from helpers.exercises.asking.guess import GUESSES
from helpers.exercises.asking.question import QUESTIONS
from helpers.exercises.asking.recall import RECALLS
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping.progress_file import CHALLENGES, notebook_of
from helpers.widgets.panel import CONTROL
from helpers.words import catalogue as known
from tools import contents
from tools.contents import ROOT, number_of, read
from tools.languages import file, header
from tools.translate_rules import faults, rules
from tools.translate_texts import PLACE, automatic, code, has_words, markdown
from tools.variants import origin, rewritten, undecided

HELPERS, BOOTSTRAP = ROOT / "helpers", ROOT / "tools/bootstrap.py"
PAGES = [ROOT / f"docs/{name}.md" for name in ("index", "about", "class", "unanswered")]
METHODS = {".py": ("python", ["say", "later"]), ".js": ("javascript", ["tr"])}  # of Babel; what takes a sentence
CELL = "cell"  # the context of what stands in a notebook, which `say` does not read
PACKAGES = ["helpers", *sorted({path.parent.name for path in HELPERS.glob("*/__init__.py")} - {"lessons"}), "tools"]
LESSONS = {contents.lesson(path): path for path in contents.paths()}


# ---- what there is to translate ----


def template(name):
    """The catalogue of a lesson or a package, empty."""
    found = Catalog(charset="utf-8", fuzzy=False)

    def add(text, where, context=None):
        if text.strip() and not automatic(text) and not text.startswith("git "):
            found.add(text, context=context, auto_comments=[where])
        return text

    if name in LESSONS:
        number = number_of(LESSONS[name])
        for text, where in told(LESSONS[name].read_text(encoding="utf-8"), number):
            add(text, where, CELL)
        for text, where in labels(read(LESSONS[name])):
            add(text, where)
        add(contents.about(LESSONS[name]), f"helpers/lessons/{name}/__init__.py")
        for text, where in content(number):
            add(text, where)
        if (held := HELPERS / f"lessons/{name}/evidence.toml").exists():
            for text in re.findall(r'^measure = "(.+)"', held.read_text(encoding="utf-8"), re.M):
                add(text, "evidence.toml, measure")
    if name == "tools":
        code(BOOTSTRAP.read_text(encoding="utf-8"), functools.partial(add, where="tools/bootstrap.py"))
        for page in PAGES:
            where = f"{page.relative_to(ROOT).as_posix()}, markdown"
            markdown(page.read_text(encoding="utf-8"), functools.partial(add, where=where))
    for path in sources(name):
        for text in said(path):
            add(text, path.relative_to(ROOT).as_posix())
    return found


@functools.cache
def told(text, number):
    """(text, where) of all that the cells of a notebook with this text say."""
    found = []
    cells(v4.reads(text), lambda text, where: found.append((text, where)) or text, number)
    return found


def cells(notebook, translate, number):
    """Translate a notebook's cells by translate(text, where), the first code cell apart: it is every notebook's."""
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    names = {text for id, asked in GUESSES.items() if notebook_of(id) == number
             for text in getattr(asked.kind, "choices", ())}  # by them a cell tells `compare` which answer is true

    def each(text, where, kind):
        return text if kind is code and text in names else translate(text, where)

    for cell in notebook.cells:
        if cell is not first:
            kind = markdown if cell.cell_type == "markdown" else code
            cell.source = kind(cell.source, functools.partial(each, where=f"{cell.id}, {cell.cell_type}", kind=kind))
    return first


def labels(notebook):
    """(text, where) of what a notebook's panels call their controls. A symbol such as x1 stays as it is, and a label of
    several words is a text of its cell."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and "panel(" in cell.source:
            calls = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]
            for control in [part for call in calls if ast.unparse(call.func) == "panel" for part in call.keywords]:
                given = [part.value.value for part in getattr(control.value, "keywords", ()) if part.arg == "label"]
                label = (given or [control.arg])[0]
                if re.fullmatch("[A-Za-z_]{3,}", label):
                    yield CONTROL + label.replace("_", " "), f"{cell.id}, panel"


def content(number):
    """(text, where) of all that exercises, questions, guesses and challenges of a notebook say."""
    mine = lambda known: [one for id, one in known.items() if notebook_of(id) == number]  # noqa: E731
    for one in mine(EXERCISES):
        yield one.title, f"{one.id}, title"
        told = [words for words, _ in one.mistakes.values()]
        for kind, texts in (("hint", one.hints), ("mistake", told), ("result", one.returns)):
            yield from ((text, f"{one.id}, {kind}") for text in texts if kind != "result" or has_words(text))
    for one in mine(QUESTIONS | RECALLS):
        yield one.text, f"{one.id}, question"
        for answer, reply in one.choices:
            yield from [(answer, f"{one.id}, answer")] * has_words(answer) + [(reply, f"{one.id}, reply")]
    for one in mine(BELIEFS):
        texts = [one.topic, *([one.text] if isinstance(one.text, str) else one.text), *one.choices, one.why]
        yield from ((text, f"{one.id}, before and after") for text in texts if has_words(PLACE.sub("", text)))
    for one in mine(GUESSES):
        yield one.text, f"{one.id}, guess"
        labels = [getattr(one.kind, "unit", ""), *getattr(one.kind, "choices", ())]
        labels += [axis[0] for axis in (getattr(one.kind, "x", ()), getattr(one.kind, "y", ())) if axis]
        yield from ((text, f"{one.id}, label") for text in labels if has_words(text))
        yield one.why, f"{one.id}, why"
        yield one.reply or "", f"{one.id}, reply"
        yield one.unless[1] if one.unless else "", f"{one.id}, unless"
    yield from ((text, f"{id}, challenge") for id, text in CHALLENGES.items() if notebook_of(id) == number)


def sources(name):
    """The files whose sentences lie in the catalogue of a lesson or a package."""
    if name in ("helpers", "tools"):
        return sorted((ROOT / name).glob("*.py")) + [ROOT / "course.py", ROOT / "docs/conf.py"] * (name == "tools")
    found = (HELPERS / (f"lessons/{name}" if name in LESSONS else name)).rglob("*")
    return sorted(path for path in found if path.suffix in METHODS and not path.name.startswith("test_"))


@functools.cache
def said(path):
    """The literals that a file gives to `say`, `later` or, on a page, `tr`."""
    method, functions = METHODS[path.suffix]
    keywords = dict.fromkeys(functions, (1,))  # their first argument is the sentence
    with contextlib.redirect_stderr(io.StringIO()):  # Babel tells of f-strings that stand in a sentence's places
        found = list(extract_from_file(method, path, keywords, options={"parse_template_string": True}))
    return [text for _, text, *_ in sorted(found, key=lambda one: one[0])]


# ---- what has been translated ----


def read_catalogue(language, name):
    if not file(language, name).exists():
        return Catalog(charset="utf-8", fuzzy=False)
    with file(language, name).open("rb") as lines:
        return read_po(lines)


def updated(language, name):
    """The text of a catalogue, up to date with the English: what is new is empty, what has changed fuzzy, what
    another catalogue has said as there.

    That of a language that is made of another (tools/variants.py) is the other's, rewritten.
    """
    catalogue, out = read_catalogue(origin(language) or language, name), io.BytesIO()
    said_elsewhere = known(origin(language) or language)
    catalogue.update(template(name), update_header_comment=False)
    catalogue.obsolete.clear()
    for message in catalogue:
        if (message.fuzzy or not message.string) and not message.context and message.id in said_elsewhere:
            message.string = said_elsewhere[message.id]
            message.flags.discard("fuzzy")
        message.flags -= {"python-format", "python-brace-format"}  # half of them are no formats
        if origin(language) and message.id and message.string:
            message.string = rewritten(language, message.string, message.id)
    write_po(out, catalogue, width=0, omit_header=True, no_location=True)
    return header(language) + out.getvalue().decode().strip("\n") + "\n"


def stale(language, names):
    """{file: text that should stand there} of the catalogues that are not up to date with the English."""
    return contents.stale({file(language, name): updated(language, name) for name in names})


@functools.cache
def translations(language, name, context=None):
    """{English: translation} of a catalogue, without what is empty or fuzzy."""
    messages = read_catalogue(language, name)
    return {m.id: m.string for m in messages if m.id and m.string and not m.fuzzy and m.context == context}


# ---- what is left to do ----


def to_mend(language, name):
    """What is wrong with a catalogue, in lines."""
    there, mistakes = read_catalogue(language, name), {}
    source = read_catalogue(origin(language), name) if origin(language) else Catalog()
    for message in template(name):
        if message.id:
            entry, before = (catalogue.get(message.id, message.context) for catalogue in (there, source))
            wrong = faults_of(message, entry, language, mistakes)
            if words := before and undecided(language, before.string, message.id):
                wrong.append(f"two meanings: {', '.join(words)}; see tools/variants.py")
            if wrong:
                where, translated = " / ".join(message.auto_comments), entry and entry.string or "–"
                yield f"{shown(file(language, name))}: {where}: {', '.join(wrong)}\n    {message.id}\n    {translated}"


def faults_of(message, entry, language, mistakes):
    if not entry or not entry.string:
        return ["missing"]
    if entry.fuzzy:
        return ["to be looked at: its English has changed"]
    places = not all(comment.endswith(", markdown") for comment in message.auto_comments)
    without = [comment.removeprefix("without ") for comment in entry.user_comments]
    wrong = faults(message.id, entry.string, places, rules(language), without)
    for comment in message.auto_comments:
        if comment.endswith("mistake") and mistakes.setdefault((comment, entry.string), message.id) != message.id:
            wrong.append("the same as another mistake of the exercise")
    return wrong


def shown(path):
    return path.relative_to(ROOT).as_posix()
