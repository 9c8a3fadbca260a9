"""The start page's two tables, made from what the notebooks say themselves.

Which slides a section covers stands under its heading, *Slides P13-5, P13-6*.
A misconception is told once, as **Misconception 7.** *"What is believed."*
"""

import functools
import re

import nbformat

from tools.contents import number_of, paths

START = paths()[0]
SLIDES = {  # what each shows, in our words
    "P13-0": "Title", "P13-1": "Deep learning attracts attention",
    "P13-2": "Ups and downs, 1958 to 2012", "P13-3": "Three steps of deep learning",
    "P13-4": "Neuron, structure, parameters θ", "P13-5": "Fully connected feedforward network: its first layer",
    "P13-6": "The input (1, −1) through the whole network", "P13-7": "The input (0, 0); a structure is a function set",
    "P13-8": "Input, hidden and output layers", "P13-9": "Deep = many hidden layers: 8, 19, 22",
    "P13-10": "152 layers and Taipei 101", "P13-11": "A layer as a matrix operation",
    "P13-12": "Layer after layer", "P13-13": "The network as one chain; parallel computing",
    "P13-14": "Feature extractor and softmax output", "P13-15": "The digit “2”: image in, ten numbers out",
    "P13-16": "Handwritten digit recognition", "P13-17": "A good function must be in the set",
    "P13-18": "FAQ: how many layers? automatic? CNN?", "P13-19": "Step 2: goodness of function",
    "P13-20": "Loss of one example: cross-entropy", "P13-21": "Total loss",
    "P13-22": "Step 3: pick the best function", "P13-23": "Gradient descent: the first step",
    "P13-24": "Gradient descent: the second step", "P13-25": "“This is the learning of machines”",
    "P13-26": "Backpropagation and toolkits", "P13-27": "Why a deep architecture?",
    "P13-28": "Deeper is better?", "P13-29": "Universality theorem",
    "P13-30": "To read on", "P13-31": "Thanks",
    "P14-0": "Title", "P14-1": "Gradient descent with millions of parameters",
    "P14-2": "Chain rule, two cases", "P14-3": "The total loss is a sum",
    "P14-4": "Forward pass and backward pass", "P14-5": "Forward pass: ∂z/∂w is the input",
    "P14-6": "Forward pass: −1, 0.12, 0.11", "P14-7": "Backward pass: a = σ(z)",
    "P14-8": "Backward pass: two ways on", "P14-9": "Backward pass: the formula",
    "P14-10": "The neuron backward: an amplifier", "P14-11": "Case 1: output layer",
    "P14-12": "Case 2: not the output layer", "P14-13": "Case 2: recursion",
    "P14-14": "From the output layer backward", "P14-15": "The backward network",
    "P14-16": "Summary: the product of both",
}


def prose(path):
    """A notebook's Markdown cells, without the tables made here."""
    return prose_of(path.read_text(encoding="utf-8"))


@functools.cache  # each table reads all notebooks
def prose_of(text):
    cells = nbformat.reads(text, as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "markdown" and cell.id not in TABLES]


def places():
    """{slide: [(path, cell's id, heading, again), …]}: the sections that cover it, in the order of the course."""
    found = {slide: [] for slide in SLIDES}
    for path in paths():
        for cell in prose(path):
            heading = ""
            for line in cell.source.splitlines():
                heading = line.lstrip("# ") if re.match("#+ ", line) else heading
                if re.match(r"\*Slides? .*\*$", line):
                    for slide in re.findall(r"P1[34]-\d+", line):
                        found[slide].append((path, cell.id, re.sub("[*`]", "", heading), "again" in line))
    return {slide: sorted(sections, key=lambda section: section[3]) for slide, sections in found.items()}


def link(path, cell, heading):
    """A heading's name would do for a notebook that is open; only a cell's id is found in one that opens just now."""
    words = heading.replace("|", r"\|")
    return f"[{number_of(path)}: {words}]({path.name}#cell-id={cell})"


def slide_table():
    rows = ["| slide" + "&nbsp;" * 6 + " | what it shows | where it is in the course |", "|---|---|---|"]
    for slide, sections in places().items():
        links = " · ".join(link(path, cell, heading) for path, cell, heading, _ in sections)
        rows.append(f"| {slide} | {SLIDES[slide]} | {links} |")
    return folded("Each slide of both lectures, and the sections that cover it", rows)


def misconceptions():
    """{number: (path, cell's id, what is believed)}, in the order of their numbers."""
    found = {}
    for path in paths():
        for cell in prose(path):
            text = re.sub(r"\n> ?", " ", cell.source)
            for number_, belief in re.findall(r"\*\*Misconception (\d+)\.\*\* \*[\"“]?(.+?)[\"”]?\*", text):
                found[int(number_)] = path, cell.id, belief
    return dict(sorted(found.items()))


def misconception_table():
    rows = ["| number | what is believed | where it is put right |", "|---|---|---|"]
    for number_, (path, cell, belief) in misconceptions().items():
        rows.append(f"| {number_} | {belief} | {link(path, cell, path.stem.split('_', 1)[1].replace('_', ' '))} |")
    return folded("The 29 misconceptions that the course puts right", rows)


def folded(summary, rows):
    return "\n".join([f"<details><summary>{summary}</summary>", "", *rows, "", "</details>"])


TABLES = {"slide-map": slide_table, "misconceptions": misconception_table}


def write_tables(notebook):
    """Put the tables of today into the start page."""
    for cell in notebook.cells:
        if cell.id in TABLES:
            cell.source = TABLES[cell.id]()
