"""The terms of the course, and the notebook that explains each, in italics or bold or with its Chinese: where it stands
sooner, the text says where it is explained, to whoever walks the core road alone, too. Tables and code are not read."""

import re

import nbformat
import pytest

from tools.contents import number_of, paths
from tools.minutes import core

EXPLAINED = {
    "00": "epoch, loss, gradient descent, weights, target",
    "01": "bias, activation function, activation, sigmoid, features, parameters, perceptron, linear model, "
          "logistic regression, learning rule, convergence theorem, hyperplane",
    "02": "fully connected, feedforward, input layer, output layer, function set, feature engineering, "
          "feature transformation, feature extractor",
    "03": "weight matrix, matrix product, batch, transpose, broadcasting",
    "04": "softmax, confidence, multi-class classifier, cross-entropy, one-hot, total loss, training data",
    "04b": "partial derivative, learning rate, mini-batch, momentum",
    "05": "nudge, chain rule, forward pass, backward pass, amplifier, "
          "gain",
    "05b": "binary cross-entropy, gradient check, Adam, RMSProp",
    "05c": "local slope, topological order, automatic differentiation",
    "05d": "ReLU, vanishing gradient, standard deviation, He's start, leaky ReLU",
    "06": "flattening, confusion matrix", "06b": "catastrophic forgetting",
    "06c": "overfitting, validation data, early stopping", "07": "population, fitness, crossover, mutation",
    "07b": "filter, feature map, weight sharing",
    "08": "toolkit, word error rate, generalizes, universality theorem",
    "09": "temperature, skip connections, tokens, fine-tuning",
}
TERMS = [(term, number) for number, terms in EXPLAINED.items() for term in terms.split(", ")]


@pytest.fixture(scope="module")
def roads():
    """The whole course and the core road: {number of a notebook: the texts of its cells}."""
    read = {number_of(path): nbformat.read(path, as_version=4) for path in paths()}
    return [{number: [plain(cell.source) for cell in cells(notebook) if cell.cell_type == "markdown"]
             for number, notebook in read.items()} for cells in (lambda notebook: notebook.cells, core)]


def plain(text):
    """Without solutions, code, tables and the texts of links; where a link leads to stays."""
    text = re.sub(r"<summary>Solution of.*|```.*?```|`[^`]*`", "", text, flags=re.S)
    return " ".join(re.sub(r"^\|.*$", "", re.sub(r"\[[^\]]*\]\(", "(", text), flags=re.M).split())


def stands(term, text):
    return re.search(rf"(?<![\w-]){re.escape(term)}(?![a-z]*[A-Z])", text, re.I if term.islower() else 0)


@pytest.mark.parametrize("term, home", TERMS)
def test_a_term_is_explained_where_it_first_stands(roads, term, home):
    explains = rf"(\*\b[^*]*|# (\d+\. )?[^*.]*){re.escape(term)}|{re.escape(term)}s? \(|\b[Ss]ection \d|\b{home}·\w"
    for notebooks in roads:
        for number, texts in notebooks.items():
            here = number == home
            for k, text in enumerate(texts):
                if stands(term, text) and (k or not here):  # the first cell at home promises
                    where = " ".join(texts[k : k + 1 + 2 * here])
                    told = re.search(explains if here else rf"\b{home}(?:\b|_)", where, re.I)
                    assert told, f"{term!r}, of {home}, stands in {number}: {where[:80]}"
                    break
            if here:
                break
