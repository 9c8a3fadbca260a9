"""Begin something new: stubs and cells are put where they belong, and what is left to do is told by name.

    python3 course.py new exercise 03.5      behind 03.4; new question 03.f and new guess 03.v likewise
    python3 course.py new picture 03 NAME    a function in the lesson's pictures.py
    python3 course.py new notebook 09_text
    python3 course.py new language LANGUAGE  its folder in locales and its catalogues

A stub says TODO wherever an author has to write. Given again, the command leaves what is there, brings cells, tables
and catalogues up to date with it, and tells what is still missing, until nothing is.
"""

import argparse
import ast
import re
import sys
import tomllib
from pathlib import Path
from string import Template

import nbformat

from tools.contents import LESSONS, NOTEBOOKS, lesson, number_of, paths, put, read
from tools.minutes import ADDED, most_words, too_long, words_of
from tools.refresh import canonical

STUBS = tomllib.loads(Path(__file__).with_name("stubs.toml").read_text(encoding="utf-8"))


def notebook(name):
    """The path of notebook "03"."""
    for path in paths():
        if number_of(path) == name:
            return path
    raise ValueError(f"there is no notebook {name!r}; expected one of {', '.join(map(number_of, paths()))}")


def notebook_that_asks(id):
    """The one with this id's cell, which may have moved, or that of its number. Opens no lesson: no stub stands yet."""
    cell = f'"id": "{kind_of(id)}-{id.replace(".", "-")}"'
    there = [path for path in paths() if cell in path.read_text(encoding="utf-8")]
    return there[0] if there else notebook(id.split(".")[0])


def notebook_of(name):
    """That of what is begun: "03.5", "03" or "03_matrix_form"."""
    return notebook_that_asks(name) if "." in name else notebook(name.split("_")[0])


# ---- what is begun ----


def begin_asked(*ids):
    """Exercises, questions or guesses of one notebook: their stubs, then their cells."""
    path = notebook_that_asks(ids[0])
    for id in ids:
        put_stub(LESSONS / lesson(path) / "exercises.py", id)
        if kind_of(id) == "exercise":
            append(LESSONS / lesson(path) / "answers.txt", f"# {id}\n", filled(STUBS["files"]["answers.txt"], id=id))
    from tools.exercises import synchronize  # reads the lessons, once the stubs stand there

    synchronize(path, write=True)
    for id in ids:
        add_cell(path, id)


def put_stub(file, id):
    """Put the stub into exercises.py, behind the one of its kind before it."""
    source, kind = file.read_text(encoding="utf-8"), kind_of(id)
    ends = dict(calls(source))
    if id not in ends:
        earlier = [end for other, end in ends.items() if kind_of(other) == kind and order(other) < order(id)]
        lines = source.splitlines(keepends=True)
        place = max(earlier, default=len(lines))
        gap = "\n" * (kind != "exercise" and lines[place - 1].startswith(" "))  # two empty lines follow a function
        lines.insert(place, gap + filled(STUBS[kind]["text"], id=id, name=id.replace(".", "_")))
        put(file, with_import("".join(lines), STUBS[kind]["import"]))


def filled(stub, **values):
    return Template(stub).substitute(values)


def calls(source):
    """(id, its last line) of each exercise, question and guess in a file."""
    for node in ast.parse(source).body:
        for call in [*getattr(node, "decorator_list", []), getattr(node, "value", None)]:
            if isinstance(call, ast.Call) and call.args and isinstance(getattr(call.args[0], "value", None), str):
                yield call.args[0].value, node.end_lineno


def kind_of(id):
    last = id.split(".")[1]
    return "exercise" if last.isdigit() else "question" if last < "p" else "guess"


def order(id):
    return len(id), id


def with_import(source, statement):
    """The source with the one name that this statement imports, at its place among the course's own imports."""
    wanted, lines = ast.parse(statement).body[0], source.splitlines()
    imports = [node for node in ast.parse(source).body if isinstance(node, ast.ImportFrom)]
    own = [node for node in imports if node.level or node.module.split(".")[0] in ("helpers", "tests", "tools")]
    same = [node for node in own if (node.level, node.module) == (wanted.level, wanted.module)]
    if not same:
        behind = [node.lineno - 1 for node in own if ast.unparse(node) > statement]
        lines.insert(min(behind, default=own[-1].end_lineno), statement)
    elif wanted.names[0].name not in [alias.name for alias in same[0].names]:
        same[0].names = sorted([*same[0].names, *wanted.names], key=lambda alias: alias.name)
        lines[same[0].lineno - 1 : same[0].end_lineno] = [ast.unparse(same[0])]
    return "\n".join(lines) + "\n"


def append(path, mark, text):
    """Put a text at the end of a file, if its mark does not stand there."""
    there = path.read_text(encoding="utf-8") if path.exists() else ""
    if mark not in there:
        put(path, f"{there}\n{text}" if there else text)


def add_cell(path, id):
    """The prose before an exercise, the cell that answers a guess behind it, if they are not there."""
    notebook, kind = read(path), kind_of(id)
    name, ids = id.replace(".", "-"), [cell.id for cell in notebook.cells]
    place = ids.index(f"{kind}-{name}")
    if kind == "exercise" and f"task-{name}" not in ids:
        notebook.cells.insert(place, new_cell(f"task-{name}", markdown=filled(STUBS["cells"]["task"], id=id)))
    if kind == "guess" and not any(f'my_guess("{id}")' in cell.source for cell in notebook.cells):
        answer = new_cell(f"answer-{name}", code=filled(STUBS["cells"]["answer"], id=id), tags=["answers"])
        notebook.cells.insert(place + 1, answer)
    put(path, canonical(notebook))


def new_cell(id, markdown=None, code="", tags=()):
    if markdown is not None:
        return nbformat.v4.new_markdown_cell(markdown, id=id)
    return nbformat.v4.new_code_cell(code, id=id, metadata={"tags": [*tags]})


def begin_picture(name, function):
    path = notebook(name)
    for name, kind, mark in (("pictures.py", "picture", f"def {function}("),
                             ("test_lesson.py", "picture_test", f"pictures.{function}(")):  # its test has any name
        file, stub = begin_file(path, name), STUBS[kind]
        append(file, mark, filled(stub["text"], name=function))
        put(file, with_import(file.read_text(encoding="utf-8"), filled(stub["import"], lesson=lesson(path))))


def begin_file(path, name):
    """A file of a notebook's lesson, begun if it is not there; its path."""
    file = LESSONS / lesson(path) / name
    if not file.exists():
        put(file, filled(STUBS["files"][name], number=number_of(path), notebook=path.stem))
    return file


def begin_notebook(name):
    path, here = NOTEBOOKS / f"{name}.ipynb", name.split("_")[0]
    if not path.exists():
        if here in map(number_of, paths()):
            raise ValueError(f"there is a notebook {here} already: {notebook(here).name}")
        cells = [new_cell(**stub) for stub in STUBS["notebook"]]
        for cell in cells:
            cell.source = filled(cell.source, number=here, title=here.lstrip("0"))
        put(path, canonical(nbformat.v4.new_notebook(cells=cells)))
    for file in ("__init__.py", "exercises.py", "test_lesson.py"):
        begin_file(path, file)
    begin_asked(f"{here}.1", f"{here}.p")


def begin_language(language):
    from tools import catalogues
    from tools.languages import LOCALES

    (LOCALES / language).mkdir(parents=True, exist_ok=True)
    for path, text in catalogues.stale(language, [*catalogues.PACKAGES, *catalogues.LESSONS]).items():
        put(path, text)


# ---- the command ----


def look_for_room(kind, *names):
    """ValueError where a notebook has no room for what is to be begun, before anything is written."""
    path = notebook_of(names[0])
    if kind == "picture":
        file = LESSONS / lesson(path) / "pictures.py"
        there = file.exists() and f"def {names[1]}(" in file.read_text(encoding="utf-8")
    else:
        there = f'"id": "{kind}-{names[0].replace(".", "-")}"' in path.read_text(encoding="utf-8")
    if there:
        return
    if full := too_long(path, kind):
        raise ValueError("\n".join(full))
    more = most_words(path) - words_of(read(path))
    print(f"{path.name} has room for {more} words more: what you write beyond takes as many away (tools/minutes.py).")


BEGIN = {  # kind: (what begins it, the pattern and the form of its name, the last one given)
    "exercise": (begin_asked, r"\d\d\w?\.\d+", "a notebook's number and the exercise's, such as 03.5"),
    "question": (begin_asked, r"\d\d\w?\.[a-o]", "a notebook's number and a letter from a to o, such as 03.f"),
    "guess": (begin_asked, r"\d\d\w?\.[p-z]", "a notebook's number and a letter from p to z, such as 03.v"),
    "picture": (begin_picture, r"[a-z]\w*", "the name of a function"),
    "notebook": (begin_notebook, r"\d\d[a-z]?_[a-z][a-z_]*", "a number and words, such as 09_text"),
    "language": (begin_language, r"[a-z]{2,3}(_\w+)?", "a language's tag with _ for -, such as pt_BR"),
}


def what_is_left(kind, name):
    from tools import tables, translate, unfinished  # they read the lessons, once the stub stands there

    if kind == "language":
        return unfinished.of_language(name)
    path = notebook_of(name)
    if not unfinished.todos_of(path):  # no use before: what is written next changes it again
        translate.write(*translate.chosen([]))
        while tables.stale():  # a README names the notebooks that are in its language, and a notebook lists all
            tables.write()
            translate.write(*translate.chosen([]))
    return unfinished.of_lesson(path)


def main(*arguments):
    parser = argparse.ArgumentParser(
        prog="course.py new", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("kind", choices=BEGIN)
    parser.add_argument("names", nargs="+")
    options = parser.parse_args(arguments)
    if len(options.names) != (1 if options.kind != "picture" else 2):
        parser.error("a picture takes a notebook's number and a name, everything else one name")
    begin, pattern, form = BEGIN[options.kind]
    try:
        if not re.fullmatch(pattern, options.names[-1]):
            raise ValueError(f"{options.names[-1]!r} is no name for it; expected {form}")
        if options.kind in ADDED:
            look_for_room(options.kind, *options.names)
        begin(*options.names)
    except ValueError as error:
        parser.error(str(error))
    left = what_is_left(options.kind, options.names[0])
    if left:
        print("\n".join(["What is left to do:", *(f"  {line}" for line in left)]))
    elif options.kind == "language":
        print("Nothing is left to do.")
    else:
        number = number_of(notebook_of(options.names[0]))
        print(f"Nothing is left to do but to run what reads it: python3 course.py test {number}")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
