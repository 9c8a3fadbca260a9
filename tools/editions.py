"""The notebooks of another language: built from the English ones and a language's catalogues."""

import functools
import re

from helpers.words import clauses, say, speaking
from tools import contents
from tools.catalogues import BOOTSTRAP, CELL, PACKAGES, cells, to_mend, translations
from tools.contents import lesson, number_of, paths, read
from tools.languages import every, folder, other_words, own_name
from tools.refresh import canonical
from tools.translate_texts import LINK, TWINS, automatic, code
from tools.variants import origin, rewritten

WORD_LIST = re.compile(r"^\| English \|.*(?:\n\|.*)+", flags=re.M)


def finished(language):
    """Names of the catalogues that must be whole: of each notebook that is built, and those of all packages then."""
    built = [lesson(path) for path in paths() if (folder(language) / path.name).exists()]
    return built + PACKAGES * bool(built)


def ready(language):
    """The English notebooks that have an edition in this language, or could have one now."""
    return [path for path in paths() if (folder(language) / path.name).exists() or is_whole(language, lesson(path))]


@functools.cache
def is_whole(language, name):
    return not any(to_mend(language, name))


def build(language, path):
    """The text of the notebook in this language, with the outputs it has where a cell's source is still the same."""
    notebook, known = read(path), translations(language, lesson(path), CELL)
    with speaking(language):
        first = cells(notebook, lambda text, where: automatic(text) or known.get(text, text), number_of(path))
        first.source = first_cell(language)
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = re.sub(r"(?<!!)" + LINK, functools.partial(linked, language), cell.source)
                cell.source = WORD_LIST.sub(functools.partial(word_list, language), cell.source)
    notebook.cells[0].source = with_twins(notebook.cells[0].source, language, path)
    keep_outputs(notebook, folder(language) / path.name)
    return canonical(notebook)


def keep_outputs(notebook, path):
    old = {cell.id: cell for cell in read(path).cells} if path.exists() else {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            same = cell.id in old and old[cell.id].source == cell.source
            cell.outputs = old[cell.id].outputs if same else []
            cell.execution_count = old[cell.id].execution_count if same else None


def first_cell(language):
    known = translations(language, "tools")
    source = code(BOOTSTRAP.read_text(encoding="utf-8").strip(), lambda text: known.get(text, text))
    return source.replace('"COURSE_LANGUAGE"] = "en"', f'"COURSE_LANGUAGE"] = "{language}"')


def word_list(language, table):
    """A word list, whose second column is not of the catalogues, in this language."""
    if origin(language):
        rows = [row.split("|") for row in table[0].split("\n")]
        row_in = lambda row: [*row[:2], rewritten(language, row[2], row[1]), *row[3:]]  # noqa: E731
        table = ["\n".join("|".join(row_in(row)) for row in rows)]
    return widened(other_words(language), table)


def widened(words, table):
    """A word list with the language's own column, where it has something to say of a term in it."""
    head, line, *rows = table[0].split("\n")
    terms = [re.split("[;,] ", row.split("|")[1].strip()) for row in rows]
    told = [clauses(dict.fromkeys(words["terms"][term] for term in row if term in words["terms"])) for row in terms]
    if not any(told):
        return table[0]
    return "\n".join([f"{head} {words['heading']} |", f"{line}---|", *map("{} {} |".format, rows, told)])


def with_twins(source, language, path):
    """A notebook's first cell with a line of links to its other editions below the title."""
    title, rest = TWINS.sub("", source).split("\n", 1)
    up = "" if language == "en" else "../"
    there = [other for other in every() if other != language and (other == "en" or path in ready(other))]
    places = {other: f"{up}{'' if other == 'en' else f'{other}/'}{path.name}" for other in there}
    line = " · ".join(f"[{own_name(other)}]({place})" for other, place in places.items())
    return f"{title}\n\n{line}\n{rest}" if line else f"{title}\n{rest}"


def linked(language, link):
    """A link of an English notebook as it stands here: to a notebook in this language where there is one."""
    words, target = link.groups()
    if "://" in target or target.startswith("#"):
        return link[0]
    page, _, cell = target.partition("#cell-id=")
    path = folder("en") / page
    if label := re.fullmatch(r"(\d\d\w?): (.+)", words):
        words = say("{name}: {sentence}", name=label[1], sentence=heading(language, path, cell, label[2]))
    return f"[{words}]({target})" if path in ready(language) else f"[{words}](../{target})"


def heading(language, path, cell, words):
    """The heading `words` of a cell in this language; for the file's name in words its title."""
    if path not in ready(language):
        return words
    known = translations(language, lesson(path), CELL)
    if lesson(path).replace("_", " ") == words:
        title = next(iter(sources(path).values())).split("\n")[0].lstrip("# ")
        return re.sub(r"^\d+[a-z]?\. ", "", known.get(title, title))
    for text in re.findall(r"^#+ (.+)$", sources(path)[cell], flags=re.M):
        if re.sub("[*`]", "", text) == words.replace(r"\|", "|"):
            return re.sub("[*`]", "", known.get(text, text)).replace("|", r"\|")
    return words


@functools.cache
def sources(path):
    """{cell id: its text} of an English notebook, to which a hundred links lead."""
    return {cell.id: cell.source for cell in read(path).cells}


def texts(language):
    """{path: text that should stand there} of the notebooks in this language."""
    if language != "en":
        return {folder(language) / path.name: build(language, path) for path in ready(language)}
    found = {}
    for path in paths():
        notebook = read(path)
        notebook.cells[0].source = with_twins(notebook.cells[0].source, "en", path)
        found[path] = canonical(notebook)
    return found


def stale(language):
    """{path: text} of those that differ from what should stand there."""
    return contents.stale(texts(language))
