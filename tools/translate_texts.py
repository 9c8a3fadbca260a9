"""What of a notebook is translated: its Markdown piece by piece, its code's comments, docstrings and texts.

`markdown` and `code` hand each piece to `translate` and put what it returns in its place. A piece is a paragraph, an
item of a list, a heading or a cell of a table, on one line however the author wrapped it; of code a comment, a
docstring or a text, with an f-string's places as they are written.
"""

import ast
import inspect
import io
import json
import re
import tokenize
import unicodedata

from helpers.words import later, say, series

CODE, MATHS, TAG = (
    r"`[^`]+`",
    r"\$\$.+?\$\$|(?<!\\)\$[^$\n]+\$",
    r"</?(?:details|summary|br|b|i|em|strong|sub|sup|kbd|a|div|span)\b[^<>]*>",
)
LINK = r"\[([^\[\]]*)\]\(([^()\s]+)\)"
PLACE = re.compile(r"(\{\{|\}\}|\{(?:[^{}]|\{[^{}]*\})*\})")
LITERAL = re.compile(r"""([a-zA-Z]*)(\"""(?:[^\\]|\\.)*?\"""|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", flags=re.S)
TWINS = re.compile(r"^(?:\[[^\[\]]+\]\((?:\.\./(?:\w+/)?|\w+/)\w+\.ipynb\)(?: · )?)+\n\n", flags=re.M)  # other editions
LABEL = re.compile(r"\d\d\w?: .+|[\w.]+")  # of a link that is made from its target's heading, or is a file's name
PIECE = re.compile(r"((?:> ?)?\s*(?:[-*] |\d+\. |#+ )?)(.*)")
BLOCK = r"<\/?(?!span)\w"  # a tag that begins a line of its own
ALONE = re.compile(rf"(?:> ?)?\s*(?:[-*] |\d+\. |#|```|~~~|\$\$|\||{BLOCK}|$)")  # it goes on with no line before
SLIDES = {  # (several, again)
    (False, False): later("*Slide {slides}*"),
    (True, False): later("*Slides {slides}*"),
    (False, True): later("*Slide {slides} again*"),
    (True, True): later("*Slides {slides} again*"),
}
CELL = 117  # letters of code that a cell of JupyterLab shows, where the window is 1366 px wide
SHOWN = {  # single words that cells print or draw
    "trained", "mean", "sum", "shares", "negative", "right", "WRONG", "none", "without", "sigmoids", "digit", "both",
}


def markdown(source, translate):
    """A Markdown cell with every piece translated."""
    lines, out = source.split("\n"), []
    while lines:
        line = lines.pop(0)
        if fence := re.match(r"\s*(```|~~~)", line):
            inside = until(lines, lambda there: there.strip() == fence[1])
            text = "\n".join(inside[:-1])
            out += [line, code(text, translate) if line.strip() == "```python" else text, *inside[-1:]]
        elif line.startswith("|"):
            rows = [line]
            while lines and lines[0].startswith("|"):
                rows.append(lines.pop(0))
            out += table(rows, translate)
        elif line.startswith("$$") and line.count("$$") == 1:
            out.append("\n".join([line, *until(lines, lambda there: there.endswith("$$"))]))
        else:
            out.append(paragraph(line, lines, translate))
    return "\n".join(out)


def until(lines, last):
    """Take lines off the front, up to the first that is the last one."""
    taken = []
    while lines:
        taken.append(lines.pop(0))
        if last(taken[-1]):
            break
    return taken


def paragraph(line, lines, translate):
    prefix, text = PIECE.fullmatch(line).groups()
    quoted = line.startswith(">")
    goes_on = not re.match(rf"#|{BLOCK}|\$\$", line.lstrip("> ")) and text
    while goes_on and lines and not re.search(r"(  |\\)$", text) and lines[0].startswith(">") == quoted:
        if ALONE.match(lines[0]):
            break
        text += " " + re.sub(r"^>? *", "", lines.pop(0))
    end = re.search(r" *\\?$", text)[0] if re.search(r"(  |\\)$", text) else ""
    return prefix + if_words(text.removesuffix(end), translate) + end


def table(rows, translate):
    """A Markdown table; in a glossary the columns headed "English" and in other letters than English stay."""
    rows = [re.split(r"(?<!\\)\|", row) for row in rows]
    heads = [cell.strip() for cell in rows[0]]
    stays = [head == "English" or bool(head) and not head.isascii() for head in heads] * ("English" in heads)
    for row in rows[:1] + rows[2:]:
        for k, cell in enumerate(row):
            if cell.strip() and not (k < len(stays) and stays[k]):
                row[k] = f" {if_words(cell.strip(), translate)} "
    return ["|".join(row) for row in rows]


def if_words(text, translate):
    return translate(text) if has_words(text) else text


def has_words(text):
    """Is there something to translate in a piece of Markdown, beside code, maths, tags and links' own names?"""
    text = re.sub(LINK, lambda link: "" if LABEL.fullmatch(link[1]) else link[1], text)
    rest = re.sub(rf"{CODE}|{TAG}|{MATHS}", "", text, flags=re.S)
    return bool(re.search(r"[A-Za-z]{2}|\b[Aa] \d", rest) or re.search(r"\\text\{[^}]*[A-Za-z]{2} ", text))


def automatic(text):
    """What of every notebook needs no entry of its own, in the language of the moment; None for all else."""
    if slides := re.fullmatch(r"\*Slide(s?) (P\d+-\d+(?:, P\d+-\d+)*)( again)?\*", text):
        return say(SLIDES[bool(slides[1]), bool(slides[3])], slides=series(slides[2].split(", ")))
    if solution := re.fullmatch(r"<details><summary>Solution of (\w+\.\d+)</summary>", text):
        words = say("Solution of {id}", id=solution[1])
        return f"<details><summary>{words}</summary>"
    return text if TWINS.fullmatch(f"{text}\n\n") else None


def code(source, translate):
    """A code cell with comments, docstrings and texts translated."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = sorted([*texts(source, starts), *comments(source, starts)], key=lambda spot: spot[0])
    translated = [translate(text) for _, _, text, _ in found]
    for (start, end, text, write), there in reversed(list(zip(found, translated, strict=True))):
        if there != text:
            source = source[:start] + write(there) + source[end:]
    return source


def texts(source, starts):
    """(start, end, text, how a translation is written) of each docstring and text."""
    tree = ast.parse(source)
    lines = source.splitlines()

    def place(line, column):
        return starts[line - 1] + len(lines[line - 1].encode()[:column].decode())

    nodes = list(ast.walk(tree))
    doc = {id(n.body[0].value) for n in nodes if isinstance(n, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(n)}
    inside = {
        id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part is not node
    }
    for node in nodes:
        text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) in inside or not (text or isinstance(node, ast.JoinedStr)):
            continue
        start, end = place(node.lineno, node.col_offset), place(node.end_lineno, node.end_col_offset)
        if id(node) in doc:
            yield start, end, inspect.cleandoc(node.value), docstring(" " * node.col_offset)
        elif not text and is_shown(key := inner(source[start:end]), PLACE):
            yield start, end, key, f_string(start - starts[node.lineno - 1])
        elif text and is_shown(node.value):
            yield start, end, node.value, lambda there: json.dumps(there, ensure_ascii=False)


def is_shown(text, places=re.compile("$^")):
    """Has a text words for a learner: not a name, a file, an address, a format?"""
    phrases = re.findall(r"'([^']* [^']*)'", " ".join(places.findall(text)))
    words = places.sub("", text)
    name = not places.search(text) and re.fullmatch(r"[\w./-]*|https://\S*", text)
    return text in SHOWN or not name and bool(re.search(r"[A-Za-z]{2}|^[Aa] $", " ".join([words, *phrases])))


def inner(literals):
    """The f-string's text between its quotes, parts side by side as one; \\n stays as it is written."""
    parts = []
    for prefix, quoted in LITERAL.findall(literals):
        text = quoted[3:-3] if quoted.startswith('"""') else quoted[1:-1]
        text = text.replace("\\", "\\\\") if "r" in prefix.lower() else re.sub(r"""\\(["'])""", r"\1", text)
        parts.append(text if "f" in prefix.lower() else text.replace("{", "{{").replace("}", "}}"))
    return "".join(parts)


def f_string(column):
    """An f-string that begins at this column, in pieces below each other where it is wider than a cell."""

    def write(text):
        parts = PLACE.split(text)
        mark = "'" if '"' in "".join(parts[1::2]) else '"'
        pieces = [""]
        for place, part in enumerate(parts):
            for word in [part] if place % 2 else re.split("(?<=[,;:，；：、 ])", part.replace(mark, "\\" + mark)):
                if wide(pieces[-1] + word) > CELL - column - len('f"")'):
                    pieces.append("")
                pieces[-1] += word
        return f"\n{' ' * column}".join(f"f{mark}{piece}{mark}" for piece in pieces)

    return write


def wide(line):
    """How many letters of code this line is wide: a Chinese character is as wide as 13 px, a letter 7.83."""
    return sum(1.66 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def docstring(indent):
    def write(text):
        body = text.replace("\\", "\\\\").replace("\n", "\n" + indent)
        return f'"""{body}"""'

    return write


def comments(source, starts):
    """(start, end, text, how a translation is written) of each comment; full lines that follow each other are one."""
    alone = lambda token: not token.line[: token.start[1]].strip()  # noqa: E731
    groups = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        row, column = token.start
        if groups and groups[-1][-1].start == (row - 1, column) and alone(token) and alone(groups[-1][-1]):
            groups[-1].append(token)
        else:
            groups.append([token])
    for group in groups:
        (row, column), (last, end) = group[0].start, group[-1].end
        text = " ".join(token.string.lstrip("# ") for token in group)
        write = lambda there, column=column: ("\n" + " " * column).join(f"# {line}" for line in there.split("\n"))  # noqa: E731
        if re.search(r"[A-Za-z]{2}", text):
            yield starts[row - 1] + column, starts[last - 1] + end, text, write


def program(source):
    """The syntax tree of code without its comments, docstrings and texts, for a comparison of two editions."""

    class Silent(ast.NodeTransformer):
        def visit_Constant(self, node):
            return ast.Constant("") if isinstance(node.value, str) else node

        def visit_JoinedStr(self, node):
            places = [ast.dump(self.visit(part)) for part in node.values if isinstance(part, ast.FormattedValue)]
            return ast.Constant(str(sorted(places)))

    return ast.dump(Silent().visit(ast.parse(source)))
