"""The terms of the course, and where each is explained: before that, none stands without a word of where it is.

Who walks the core road alone has to find each term explained, too. A notebook's first cell may promise what the
notebook explains. Elsewhere a term may stand early where the first cell of a notebook that has it names the notebook or
the section that explains it. Tables, links' texts and code are not read.
"""

import re

import nbformat
import pytest

from tools.contents import number_of, paths
from tools.minutes import core

EXPLAINED = {  # (a notebook, a heading in it without its number): the terms explained there, as they are written
    ("00", "Three lines that read"): ["epoch"],
    ("00", "The three steps"): ["loss", "gradient descent", "weights"],
    ("00", "How to use the course"): ["target"],
    ("01", "One neuron"): ["bias", "activation function", "activation", "sigmoid"],
    ("01", "Three numbers read 0 and 1"): ["features"],
    ("01", "Weights, biases and θ"): ["parameters"],
    ("01", "The perceptron and its rule"): [
        "perceptron", "linear model", "logistic regression", "learning rule", "convergence theorem", "hyperplane",
    ],
    ("02", "Fully connected, feedforward"): ["fully connected", "feedforward"],
    ("02", "Which layers count"): ["input layer", "output layer"],
    ("02", "A structure is a set of functions"): ["function set"],
    ("02", "Hidden layers find the features"): ["feature engineering", "feature transformation", "feature extractor"],
    ("03", "A layer is one matrix operation"): ["weight matrix", "matrix product"],
    ("03", "From one column to a batch of rows"): ["batch", "transpose", "broadcasting"],
    ("04", "Softmax: scores become shares"): ["softmax", "confidence", "multi-class classifier"],
    ("04", "The loss of one example"): ["cross-entropy", "one-hot"],
    ("04", "All examples: loss, cost, total loss"): ["total loss", "training data"],
    ("04b", "Gradient descent"): ["partial derivative", "learning rate"],
    ("04b", "Mini-batches"): ["mini-batch"],
    ("04b", "Momentum"): ["momentum", "velocity"],
    ("05", "Eighteen slopes"): ["nudge", "backpropagation", "squared error"],
    ("05", "The chain rule, twice"): ["chain rule"],
    ("05", "One example, one weight"): ["forward pass", "backward pass", "forward factor", "backward factor"],
    ("05", "One neuron, backward: an amplifier"): ["amplifier", "gain"],
    ("05b", "Where σ′ cancels"): ["binary cross-entropy"],
    ("05b", "Is a backward pass right?"): ["gradient check"],
    ("05b", "A training that waits"): ["Adam", "RMSProp"],
    ("05c", "Any formula is a graph"): ["computation graph"],
    ("05c", "What an operation remembers"): ["local slope"],
    ("05c", "Where paths meet"): ["topological order"],
    ("05c", "PyTorch's four lines"): ["automatic differentiation", "autograd"],
    ("05d", "A network that waits"): ["tanh"],
    ("05d", "Three functions and their slopes"): ["ReLU"],
    ("05d", "What is left after ten layers"): ["vanishing gradient"],
    ("05d", "How large is a random start?"): ["variance", "standard deviation", "He's start"],
    ("05d", "Your backward pass learns ReLU"): ["leaky ReLU"],
    ("06", "Look at the digits first"): ["test data"],
    ("06", "Image in, ten numbers out"): ["flattening"],
    ("06", "Where it errs, and what is inside"): ["confusion matrix"],
    ("06b", "Your own hand"): ["catastrophic forgetting"],
    ("06c", "How many digits does it take?"): ["overfitting"],
    ("06c", "Three sets of data"): ["validation data"],
    ("06c", "Wrong labels, and stopping in time"): ["early stopping", "weight decay"],
    ("07", "Evolution"): ["population", "fitness", "crossover", "mutation"],
    ("07b", "Can we design the structure?"): ["convolution", "filter", "feature map"],
    ("07b", "A fully connected layer with its wires cut and tied"): ["weight sharing"],
    ("08", "Many toolkits can be used"): ["toolkit"],
    ("08", "Deeper is better?"): ["word error rate"],
    ("08", "Deep against wide on the digits"): ["generalizes"],
    ("08", "One hidden layer is enough: for what?"): ["universality theorem"],
    ("09", "Step 3: pick the best function, and let it write"): ["temperature"],
    ("09", "Skip connections"): ["skip connections"],
    ("09", "What a language model adds"): ["tokens", "fine-tuning"],
}
TERMS = {term: place for place, terms in EXPLAINED.items() for term in terms}


@pytest.fixture(scope="module")
def notebooks():
    return {number_of(path): nbformat.read(path, as_version=4) for path in paths()}


@pytest.fixture(scope="module")
def course(notebooks):
    """[(number, [(section, text of a cell)]), …] in the course's order, of the cells that are read."""
    return [(number, read(notebook.cells)) for number, notebook in notebooks.items()]


@pytest.fixture(scope="module")
def road(notebooks):
    """The same of the core road alone."""
    return [(number, read(core(notebook))) for number, notebook in notebooks.items()]


def read(cells):
    found, section = [], ""
    for cell in cells:
        if cell.cell_type == "markdown" and "<summary>Solution of" not in cell.source:
            if heading := re.search(r"^## (?:\d+\. |\d\d\w?·\w )?(.*)$", cell.source, re.M):
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
    """Where the term stands before it is explained and nobody says where it is, and whether it is explained at all."""
    early = []
    for name, cells in course:
        here = name == notebook
        uses = [(section, text) for section, text in cells[here:] if stands(term, text)]
        explained = [section == heading for section, _ in uses]
        if uses and not (here and explained[0]):
            told = rf"\b[Ss]ection \d|\b{name}·\w" if here else rf"\b{notebook}(?:\b|_)"
            if not re.search(told, uses[0][1]):
                early.append((name, uses[0][0], uses[0][1][:80]))
        if here and any(explained):
            return early, True
    return early, False


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_explained_where_it_first_stands(course, road, term):
    early, explained = too_early(term, *TERMS[term], course)
    assert explained, f"{TERMS[term]} does not have {term!r}: was its section renamed?"
    early += too_early(term, *TERMS[term], road)[0]
    assert not early, f"{term!r} is used before {TERMS[term]} explains it; explain it, or name the notebook: {early}"
