"""A table of one's own, out of a CSV file: `read`."""

import csv
from pathlib import Path

import numpy as np

from ...words import later, say

FEWEST_ROWS, FEWEST_OF_A_CLASS = 30, 5
MISSING = {"", "?", "na", "nan", "none", "null", "-", "inf", "-inf"}
GAP = later("row {row}, column {column} is {value}, so something is missing; fill it in, or take the row out. Rows "
            "with a gap: {rows}")
WORDS = later("row {row}, column {column} is {value}; expected a number. If this is the class, move it to the end; "
              "else take such a column out, or put a column of 0 and 1 in its place for each of its words")
COMMA = later("row {row}, column {column} is {value}; expected a number such as 1234.5, with a point and no comma. "
              "Where ; or tabs stand between the columns, an editor can replace all commas at once")


def read(path):
    """A CSV file, its columns between , ; or tabs, a row an example: numbers, and in the last column the class, a
    number or a word → X (n, d), y (n,) with classes from 0, the classes' names. A first line with the columns' names is
    left out."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ValueError(say("there is no file {file}; expected it beside this notebook", file=repr(path))) from None
    except UnicodeDecodeError:
        raise ValueError(say("{file} is no text in UTF-8; save it as CSV UTF-8", file=repr(path))) from None
    numbered, heads = rows_of(text)
    if len(numbered) < FEWEST_ROWS:
        raise ValueError(say("{file} has {rows} rows of examples; expected at least {least}, of which a fifth can say "
                             "something about new ones", file=repr(path), rows=len(numbered), least=FEWEST_ROWS))
    if words := uneven(numbered) or unreadable(numbered, heads) or few(numbered):
        raise ValueError(words)  # from here, for a traceback of two steps
    names, y = np.unique([row[-1] for _, row in numbered], return_inverse=True)
    return np.array([[*map(float, row[:-1])] for _, row in numbered]), y, names


def rows_of(text):
    """[(number of a row, its cells), …], and the names of the columns, or none."""
    between = max(",;\t", key=text.split("\n")[0].count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines(), delimiter=between)]
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    named = numbered and not any(map(is_number, numbered[0][1][:-1]))
    return (numbered[1:], numbered[0][1]) if named else (numbered, [])


def is_number(text):
    try:
        return bool(np.isfinite(float(text)))
    except ValueError:
        return False


def uneven(numbered):
    """What is said of a row that has other columns than the first, or one alone; else None."""
    columns = len(numbered[0][1])
    for number, row in numbered:
        if len(row) < 2:
            return say("row {row} has one column; expected at least 2, with , ; or tabs between them, and no title "
                       "above", row=number)
        if len(row) != columns:
            return say("row {row} has {columns} columns; expected {first} as in the first row", row=number,
                       columns=len(row), first=columns)


def unreadable(numbered, heads):
    """What is said of the first cell that is no number, or of the first class that is missing; else None."""
    for number, row in numbered:
        for column, value in enumerate(row, 1):
            gap, last = value.lower() in MISSING, column == len(row)
            if gap or not (last or is_number(value)):
                sentence = GAP if gap else COMMA if is_number(value.replace(",", "")) else WORDS
                head = f"{column} ({heads[column - 1]!r})" if len(heads) == len(row) else column
                gaps = sum(any(cell.lower() in MISSING for cell in cells) for _, cells in numbered)
                return say(sentence, row=number, column=head, value=repr(value), rows=gaps)


def few(numbered):
    """What is said of a table of one class, or of a class with few rows; else None."""
    names, counts = np.unique([row[-1] for _, row in numbered], return_counts=True)
    if len(names) < 2:
        return say("the last column is {value} in all rows; expected the class, of which there are at least two",
                   value=repr(str(names[0])))
    if counts.min() < FEWEST_OF_A_CLASS:
        return say("the class {name} has {rows} rows of {all}; expected at least {least} of each. Is the last column "
                   "the class? Then take these rows out, or put them into another class",
                   name=repr(str(names[counts.argmin()])), rows=counts.min(), all=len(numbered),
                   least=FEWEST_OF_A_CLASS)
