"""The tables of data/results: what the long runs of tools/experiments.py gave."""

import contextlib
import csv
from pathlib import Path

import numpy as np

RESULTS = Path(__file__).resolve().parents[1] / "data" / "results"


def results(name):
    """A table of data/results as a structured array: rows["accuracy"] is a column, rows[rows["depth"] == 2] a part."""
    path = RESULTS / f"{name}.csv"
    if not path.is_file():
        raise ValueError(f"no table {name!r}; expected one of {sorted(path.stem for path in RESULTS.glob('*.csv'))}")
    with open(path, encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    return np.rec.fromarrays([_column(np.array(texts)) for texts in zip(*rows, strict=True)], names=names)


def _column(texts):
    """As whole numbers, numbers, or texts, whichever it is."""
    for kind in (int, float):
        with contextlib.suppress(ValueError):
            return texts.astype(kind)
    return texts
