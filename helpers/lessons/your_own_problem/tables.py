"""A table of one's own, out of a CSV file: `read`."""

import csv
from pathlib import Path

import numpy as np

from ...words import later, say

FEWEST_ROWS, FEWEST_OF_A_CLASS = 30, 5
MISSING = {"", "?", "na", "nan", "none", "null", "-", "inf", "-inf"}
UNKNOWN = later("row {row}, column {column} is {value}, so a number is missing; fill it in, or take the row out")
WORDS = later("row {row}, column {column} is {value}; expected a number. Take such a column out, or put a column of "
              "0 and 1 in its place for each of its words")
COMMA = later("row {row}, column {column} is {value}; expected a number such as 1234.5, with a point and no comma")


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
    between = max(",;\t", key=text.split("\n")[0].count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines(), delimiter=between)]
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if numbered and not any(map(is_number, numbered[0][1][:-1])):
        del numbered[0]
    if len(numbered) < FEWEST_ROWS:
        raise ValueError(say("{file} has {rows} rows of examples; expected at least {least}, of which a fifth can say "
                             "something about new ones", file=repr(path), rows=len(numbered), least=FEWEST_ROWS))
    X = np.array([inputs(row, number, len(numbered[0][1])) for number, row in numbered])
    names, y, counts = np.unique([row[-1] for _, row in numbered], return_inverse=True, return_counts=True)
    if len(names) < 2:
        raise ValueError(say("the last column is {value} in all rows; expected the class, of which there are at least "
                             "two", value=repr(str(names[0]))))
    if counts.min() < FEWEST_OF_A_CLASS:
        raise ValueError(say("the class {name} has {rows} rows of {all}; expected at least {least} of each. Is the "
                             "last column the class?", name=repr(str(names[counts.argmin()])), rows=counts.min(),
                             all=len(y), least=FEWEST_OF_A_CLASS))
    return X, y, names


def is_number(text):
    try:
        return bool(np.isfinite(float(text)))
    except ValueError:
        return False


def inputs(row, number, columns):
    """The numbers of a row without its class."""
    if len(row) != columns or columns < 2:
        raise ValueError(say("row {row} has {columns} columns; expected {first} as in the first row, and at least 2, "
                             "with , ; or tabs between them", row=number, columns=len(row), first=columns))
    if row[-1].lower() in MISSING:
        raise ValueError(say(UNKNOWN, row=number, column=columns, value=repr(row[-1])))
    for column, value in enumerate(row[:-1], 1):
        if not is_number(value):
            sentence = UNKNOWN if value.lower() in MISSING else COMMA if is_number(value.replace(",", "")) else WORDS
            raise ValueError(say(sentence, row=number, column=column, value=repr(value)))
    return [float(value) for value in row[:-1]]
