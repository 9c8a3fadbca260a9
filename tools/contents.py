"""The notebooks of the course in their order: the one list that tests, the slide map and the READMEs' tables go by."""

from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
READMES = {"README.md": "notebooks", "README.zh-CN.md": "notebooks/zh"}  # and where the notebooks of its table lie
COURSE = (
    "00_start_here",
    "01_perceptron",
    "02_feedforward_network",
    "03_matrix_form",
    "04_loss",
    "05_backpropagation",
    "05b_backpropagation_in_code",
    "06_mnist",
    "07_design_your_network",
    "08_why_deep",
)


def paths():
    return [NOTEBOOKS / f"{name}.ipynb" for name in COURSE]


def number(path):
    """ "05b" for …/05b_backpropagation_in_code.ipynb."""
    return path.stem.split("_")[0]
