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
    "loss": ("00", "The three steps"),
    "gradient descent": ("00", "The three steps"),
    "weights": ("00", "The three steps"),
    "target": ("00", "How to use the course"),
    "bias": ("01", "One neuron"),
    "activation function": ("01", "One neuron"),
    "activation": ("01", "One neuron"),
    "sigmoid": ("01", "One neuron"),
    "perceptron": ("01", "Perceptron and logistic regression"),
    "linear model": ("01", "Perceptron and logistic regression"),
    "logistic regression": ("01", "Perceptron and logistic regression"),
    "features": ("01", "Real handwriting, two measurements"),
    "learning rule": ("01", "The perceptron learning rule"),
    "convergence theorem": ("01", "Sixty digits"),
    "hyperplane": ("01", "Sixty digits"),
    "parameters": ("01", "Weights, biases and θ"),
    "fully connected": ("02", "Fully connected, feedforward"),
    "feedforward": ("02", "Fully connected, feedforward"),
    "input layer": ("02", "Which layers count"),
    "output layer": ("02", "Which layers count"),
    "function set": ("02", "A structure is a set of functions"),
    "feature engineering": ("02", "Hidden layers find the features"),
    "feature transformation": ("02", "Hidden layers find the features"),
    "feature extractor": ("02", "Hidden layers find the features"),
    "weight matrix": ("03", "A layer is one matrix operation"),
    "matrix product": ("03", "A layer is one matrix operation"),
    "batch": ("03", "From one column to a batch of rows"),
    "transpose": ("03", "From one column to a batch of rows"),
    "broadcasting": ("03", "From one column to a batch of rows"),
    "softmax": ("04", "Softmax: scores become shares"),
    "confidence": ("04", "Softmax: scores become shares"),
    "multi-class classifier": ("04", "Softmax: scores become shares"),
    "cross-entropy": ("04", "The loss of one example"),
    "one-hot": ("04", "The loss of one example"),
    "squared error": ("04", "Why not the squared error?"),
    "total loss": ("04", "All examples: loss, cost, total loss"),
    "training data": ("04", "All examples: loss, cost, total loss"),
    "partial derivative": ("04b", "Gradient descent"),
    "learning rate": ("04b", "Gradient descent"),
    "mini-batch": ("04b", "Mini-batches"),
    "momentum": ("04b", "Momentum"),
    "velocity": ("04b", "Momentum"),
    "nudge": ("05", "Eighteen slopes"),
    "backpropagation": ("05", "Eighteen slopes"),
    "chain rule": ("05", "The chain rule, twice"),
    "forward pass": ("05", "One example, one weight"),
    "backward pass": ("05", "One example, one weight"),
    "forward factor": ("05", "One example, one weight"),
    "backward factor": ("05", "One example, one weight"),
    "amplifier": ("05", "One neuron, backward: an amplifier"),
    "gain": ("05", "One neuron, backward: an amplifier"),
    "binary cross-entropy": ("05b", "Where it starts: δ of the output layer"),
    "gradient check": ("05b", "The gradient check"),
    "Adam": ("05b", "It learns, with your own lines"),
    "RMSProp": ("05b", "It learns, with your own lines"),
    "computation graph": ("05c", "Any formula is a graph"),
    "local slope": ("05c", "What an operation remembers"),
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
    "test data": ("06", "Look at the digits first"),
    "flattening": ("06", "Image in, ten numbers out"),
    "validation data": ("06", "Deeper, wider, or neither?"),
    "confusion matrix": ("06", "Where it errs, and how sure it was"),
    "catastrophic forgetting": ("06b", "Your own hand"),
    "overfitting": ("06c", "How many digits does it take?"),
    "early stopping": ("06c", "Wrong labels"),
    "weight decay": ("06c", "Wrong labels"),
    "estimator": ("07", "How many layers, how many neurons?"),
    "cross-validation": ("07", "How many layers, how many neurons?"),
    "population": ("07", "Can the structure be found automatically?"),
    "fitness": ("07", "Can the structure be found automatically?"),
    "crossover": ("07", "Can the structure be found automatically?"),
    "mutation": ("07", "Can the structure be found automatically?"),
    "convolution": ("07b", "Can we design the structure?"),
    "filter": ("07b", "Can we design the structure?"),
    "feature map": ("07b", "Can we design the structure?"),
    "weight sharing": ("07b", "A fully connected layer with its wires cut and tied"),
    "toolkit": ("08", "Many toolkits can be used"),
    "word error rate": ("08", "Deeper is better?"),
    "generalizes": ("08", "The same comparison on the digits"),
    "universality theorem": ("08", "One hidden layer is enough: for what?"),
    "temperature": ("09", "Step 3: pick the best function, and let it write"),
    "skip connections": ("09", "Skip connections"),
    "tokens": ("09", "What a language model adds"),
    "fine-tuning": ("09", "What a language model adds"),
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
    return " ".join(re.sub(r"^\|.*$", "", re.sub(r"\[[^\]]*\]\(", "(", text), flags=re.M).split())


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
