"""grades.csv: a line for each file that was handed in, whole on the disk at any time, safe in a spreadsheet.

A teacher may add columns and lines of their own: they come back as they were. A text that a spreadsheet would take for
a formula stands behind an apostrophe, as spreadsheets themselves write it.
"""

import contextlib
import csv
import io

from helpers.storage import written_whole
from tools.submissions import IDS

COLUMNS = ["notebook", "state", "passed", "of", "seconds", "before", "after", "gain", *IDS, "remarks", "file"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet computes
BYTES = "surrogateescape"  # a name need not be UTF-8, and comes back as it was


def read_table(path):
    """{name: row} of an earlier table, {} if there is none. A spreadsheet may have saved it with ; or tabs."""
    with contextlib.suppress(FileNotFoundError), path.open(encoding="utf-8-sig", errors=BYTES, newline="") as file:
        between = next((mark for mark in ";\t" if f"notebook{mark}" in file.readline()), ",")
        file.seek(0)
        rows = [{column: unquoted(text) for column, text in row.items() if column}
                for row in csv.DictReader(file, delimiter=between)]
        return {row["notebook"]: row for row in rows if row.get("notebook")}
    return {}


def own_columns(row):
    """What a teacher has added to a row."""
    return {column: text for column, text in row.items() if column not in COLUMNS}


def write_table(rows, path):
    """The table, whole or not at all."""
    own = dict.fromkeys(column for row in rows for column in own_columns(row))
    text = io.StringIO()
    table = csv.DictWriter(text, [*COLUMNS, *own])
    table.writeheader()
    for row in sorted(rows, key=lambda row: row["notebook"]):
        table.writerow({column: quoted(value) for column, value in row.items()})
    with written_whole(path) as file:
        file.write(text.getvalue().encode("utf-8-sig", BYTES))  # the mark tells Excel that names are UTF-8


def quoted(value):
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def unquoted(value):
    return value[1:] if isinstance(value, str) and value[:1] == "'" and value[1:].startswith(FORMULA) else value
