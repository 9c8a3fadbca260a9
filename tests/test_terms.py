"""The terms of the course, and where each is explained: before that, none stands without a word of where it is.

A notebook's first cell may promise what the notebook explains. Elsewhere a term may stand early where the first cell of
a notebook that has it names the notebook or the section that explains it. Tables, links' texts and code are not read.
"""

import re

import nbformat
import pytest

from tools.contents import number_of, paths

TERMS = {  # as it is written: (the notebook that explains it, and the heading there without its number)
    "epoch": ("00", "Three lines that read"),
    "perceptron": ("01", "One neuron"),
    "bias": ("01", "One neuron"),
    "activation function": ("01", "One neuron"),
    "logistic regression": ("01", "Perceptron and logistic regression"),
    "fully connected": ("02", "Fully connected, feedforward"),
    "feedforward": ("02", "Fully connected, feedforward"),
    "softmax": ("04", "Softmax: scores become shares"),
    "cross-entropy": ("04", "The loss of one example"),
    "one-hot": ("04", "The loss of one example"),
    "total loss": ("04", "All examples: loss, cost, total loss"),
    "learning rate": ("04b", "Gradient descent"),
    "mini-batch": ("04b", "Mini-batches"),
    "momentum": ("04b", "Momentum"),
    "backpropagation": ("05", "Eighteen slopes"),
    "chain rule": ("05", "The chain rule, twice"),
    "forward pass": ("05", "One example, one weight"),
    "backward pass": ("05", "One example, one weight"),
    "binary cross-entropy": ("05b", "Where it starts: δ of the output layer"),
    "gradient check": ("05b", "The gradient check"),
    "Adam": ("05b", "It learns, with your own lines"),
    "RMSProp": ("05b", "It learns, with your own lines"),
    "topological order": ("05c", "Where paths meet"),
    "automatic differentiation": ("05c", "PyTorch's four lines"),
    "autograd": ("05c", "PyTorch's four lines"),
    "tanh": ("05d", "Three functions and their slopes"),
    "ReLU": ("05d", "Three functions and their slopes"),
    "vanishing gradient": ("05d", "What is left after ten layers"),
    "variance": ("05d", "How large is a random start?"),
    "standard deviation": ("05d", "How large is a random start?"),
    "He's start": ("05d", "How large is a random start?"),
    "leaky ReLU": ("05d", "Your backward pass learns ReLU"),
    "confusion matrix": ("06", "Where it errs, and how sure it was"),
    "convolution": ("07b", "Can we design the structure?"),
}


@pytest.fixture(scope="module")
def course():
    """[(number, [(section, text of a cell)]), …] in the course's order, of the cells that are read."""
    return [(number_of(path), read(nbformat.read(path, as_version=4).cells)) for path in paths()]


def read(cells):
    found, section = [], ""
    for cell in cells:
        if cell.cell_type == "markdown" and "<summary>Solution of" not in cell.source:
            if heading := re.search(r"^## (?:\d+\. )?(.*)$", cell.source, re.M):
                section = heading[1]
            found.append((section, plain(cell.source)))
    return found


def plain(text):
    """Without code, tables and the texts of links; where a link leads to stays."""
    text = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S)
    return re.sub(r"^\|.*$", "", re.sub(r"\[[^\]]*\]\(", "(", text), flags=re.M)


def stands(term, text):
    return re.search(rf"(?<![\w-]){re.escape(term)}(?![a-z]*[A-Z])", text, re.I if term.islower() else 0)


def too_early(term, notebook, heading, course):
    """Where the term stands before it is explained and nobody says where it is; None where it is not explained."""
    early = []
    for name, cells in course:
        here = name == notebook
        uses = [(section, text) for section, text in cells[here:] if stands(term, text)]
        explained = [section == heading for section, _ in uses]
        if uses and not (here and explained[0]):
            told = r"\b[Ss]ection \d" if here else rf"\b{notebook}(?:\b|_)"
            if not re.search(told, uses[0][1]):
                early.append((name, uses[0][0], uses[0][1][:80]))
        if here:
            return early if any(explained) else None
    return None


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_explained_where_it_first_stands(course, term):
    early = too_early(term, *TERMS[term], course)
    assert early is not None, f"{TERMS[term]} does not have {term!r}: was its section renamed?"
    assert not early, f"{term!r} is used before {TERMS[term]} explains it; explain it, or name the notebook: {early}"


def test_a_use_before_the_explanation_is_found():
    course = [("01", [("", "Title"), ("A", "A widget turns.")]),
              ("02", [("", "About widgets"), ("B", "A widget is …")])]
    assert too_early("widget", "02", "B", course) == [("01", "A", "A widget turns.")]
    assert too_early("widget", "01", "A", course) == [] and too_early("widget", "02", "C", course) is None
    course[0][1][1] = ("A", "A widget turns: notebook 02 says why.")
    assert too_early("widget", "02", "B", course) == []
