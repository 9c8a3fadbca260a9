"""Notebook 10: the numbers and causes of its text, looked at in a run and in five splits; the four checks; tables."""

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine

from helpers.lessons.matrix_form.exercises import forward
from helpers.lessons.perceptron.exercises import sigmoid
from helpers.lessons.your_own_problem import acceptance, tables
from helpers.lessons.your_own_problem.exercises import best_network, fit, initialize, predict, standardized, three_parts
from tests.notebook_run import run

LOADERS = load_iris, load_wine, load_breast_cancer, load_digits
CHANGES = [{"the-table": ("load_wine()", "load_iris()")}, {"the-table": ("load_wine()", "load_breast_cancer()")},
           {"the-test": ("(85, 100)", "(20, 30)"), "as-they-are": ("three_parts(n, 0)", "three_parts(n, 5)")}]


def test_the_numbers_of_the_text():
    notebook = run("10_your_own_problem")
    X, y = load_wine(return_X_y=True)
    assert (np.ptp(X, axis=0).max(), X.max(), X.max(axis=0).min()) == (1402, 1680, 0.66)
    assert [(*load(return_X_y=True)[0].shape, len(load().target_names)) for load in LOADERS] == [
        (150, 4, 3), (178, 13, 3), (569, 30, 2), (1797, 64, 10)]
    told = notebook.outputs["the-test"].text
    assert told.count("✓") == 4 and "100 % of the second part" in told and "Of the 36 rows" in told
    names = notebook.namespace
    last = names["last"]
    assert 0.85 <= np.mean(predict(names["Z"][last], *names["found"]) == y[last]) <= 0.95  # about nine in ten
    assert names["right"] == 10 and (names["by_lot"] != y[names["ten"]]).any()


def test_why_raw_columns_cannot_be_read_and_that_both_steps_are_needed():
    X, y = load_wine(return_X_y=True)
    gaps = []
    for seed in range(5):
        learn, choose, _ = three_parts(len(X), seed)
        start, shares = initialize([13, 16, 3], seed), []
        for Z in (X, X - X[learn].mean(axis=0), X / X[learn].std(axis=0), standardized(X, learn)):
            with np.errstate(over="ignore"):
                found = fit(*start, Z[learn], y[learn], 0.1, 0.9, 16, 50, 0)
                shares.append(np.mean(predict(Z[choose], *found) == y[choose]))
                hidden = sigmoid(forward(Z[learn], *found)[0])
            if Z is X:  # each hidden neuron says the same of every wine, 0 or 1
                assert np.ptp(hidden, axis=0).max() < 0.01 and np.minimum(hidden, 1 - hidden).max() < 0.01
        raw, *one_step, both = shares
        assert both > 0.9 and raw < 0.5
        gaps.append(both - max(one_step))
    assert sum(gap > 0.1 for gap in gaps) >= 4  # "clearly fewer in four of five splits"


@pytest.mark.parametrize("load", [load_iris, load_breast_cancer])
def test_a_plain_solution_is_accepted_for_each_table(load, capsys):
    X, y = load(return_X_y=True)
    parts = three_parts(len(X), 1)
    Z = standardized(X, parts[0])
    found = best_network(Z, y, *parts[:2], [[], [16]], [0.1, 0.3], 50)
    acceptance.accepted(X, y, load().target_names, parts, Z, found, (85, 100))
    told = capsys.readouterr().out
    assert told.count("'text/plain': '✓") == 4, told


def wines():
    X, y = load_wine(return_X_y=True)
    parts = three_parts(len(X), 0)
    Z = standardized(X, parts[0])
    start = initialize([13, 16, 3], 0)
    return X, y, ["red", "white", "rosé"], parts, Z, fit(*start, Z[parts[0]], y[parts[0]], 0.1, 0.9, 16, 50, 0)


NEW = initialize([13, 16, 3], 0)
SPLIT = np.split(np.arange(178), [120, 175])


@pytest.mark.parametrize("change, words, looked", [
    (lambda X, y, names, parts, Z, net: (X, y, names, parts[:2] + parts[1:2], Z, net), "36 rows are in more", 0),
    (lambda X, y, names, parts, Z, net: (X, y, names, SPLIT, Z, net), "55 rows to choose by and 3 last ones", 0),
    (lambda X, y, names, parts, Z, net: (X, y, names, parts, standardized(X, SPLIT[0]), net), "Either other rows", 0),
    (lambda X, y, names, parts, Z, net: (0 * X, y, names, parts, 0 * Z, net), "✗ Start: ten rows learned", 1),
    (lambda X, y, names, parts, Z, net: (X, y, names, parts, Z, NEW), "✗ Choice: the network reads", 1),
], ids=["twice", "few", "other rows", "all alike", "untrained"])
def test_each_check_can_fail_and_wrong_parts_leave_the_last_rows_unseen(change, words, looked, capsys):
    acceptance.SEEN.clear()
    acceptance.accepted(*change(*wines()), (90, 100))
    assert words in capsys.readouterr().out and len(acceptance.SEEN) == looked


@pytest.mark.parametrize("change, words", [
    (lambda y, names, network: (y + 1, names, network), r"the classes \[1, 2, 3\] and names are \['red'"),
    (lambda y, names, network: (y, names, initialize([4, 3], 0)), "another table: it takes 4 numbers and gives 3"),
])
def test_what_belongs_to_another_table_is_refused(change, words):
    X, y, names, parts, Z, network = wines()
    y, names, network = change(y, names, network)
    with pytest.raises(ValueError, match=words):
        acceptance.accepted(X, y, names, parts, Z, network, (90, 100))


def test_a_promise_is_narrow_and_the_last_rows_are_looked_at_once(capsys):
    for promise in ((70, 100), (90, 80), (0.8, 0.9), 90):
        with pytest.raises(ValueError, match="at most 15 points apart"):
            acceptance.accepted(*wines(), promise)
    acceptance.SEEN.clear()
    for _ in range(2):  # the same cell once more
        acceptance.accepted(*wines(), (85, 100))
        assert "✓ Promise" in capsys.readouterr().out
    acceptance.accepted(*wines(), (86, 100))
    told = capsys.readouterr().out
    assert "✗ Promise: you have looked at these last rows before" in told and "Of the 36 rows" not in told


ROWS = [f"{k},{k % 7}.5,{'ab'[k % 2]}" for k in range(40)]
EMPTY, WORDS = "so something is missing", "put a column of 0 and 1"


@pytest.mark.parametrize("lines, words", [
    (["age,size,kind", *ROWS[:5], "3,,a", *ROWS[5:]], f"row 7, column 2 \\('size'\\) is '', {EMPTY}.* a gap: 1$"),
    ([*ROWS[:5], "3,NA,a", *ROWS[5:], "?,?,b"], f"row 6, column 2 is 'NA', {EMPTY}.* a gap: 2$"),
    (["age,sex,kind", *(f"{k},female,{k % 2}" for k in range(40))], f"row 2, column 2 .'sex'. is 'female'; .*{WORDS}"),
    ([f"{k},1.5,yes" for k in range(40)], "last column is 'yes' in all rows"),
    (ROWS[:3], "has 3 rows of examples; expected at least 30"), ([], "has 0 rows"),
    ([*ROWS, "1,2,c"], "the class 'c' has 1 rows of 41"), ([*ROWS, "1,2,3,4"], "row 41 has 4 columns; expected 3"),
    (["a;b;c", *(f"{k};1,5;{k % 2}" for k in range(40))], "no comma"),
    (["kind,a", *(f"{row[-1]},{row}" for row in ROWS)], "move it"), (None, "there is no file"),
])
def test_a_table_that_cannot_be_used_says_why(lines, words, tmp_path):
    path = tmp_path / "my_data.csv"
    if lines is not None:
        path.write_text("\n".join(lines))
    with pytest.raises(ValueError, match=words):
        tables.read(path)


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_is_read_as_spreadsheets_save_it(between, tmp_path):
    path = tmp_path / "my_data.csv"
    text = "\r\n".join(["age, size, kind", "", *ROWS, ""]).replace(",", between)
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    X, y, names = tables.read(path)
    assert names.tolist() == ["a", "b"]
    assert X.shape == (40, 2) and X[3].tolist() == [3, 3.5] and y[:4].tolist() == [0, 1, 0, 1]
    path.write_bytes("阶,跃".encode("gbk"))
    with pytest.raises(ValueError, match="UTF-8"):
        tables.read(path)
