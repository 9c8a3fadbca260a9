"""The start page's two tables, made from what the notebooks say themselves.

Which slides a section covers stands under its heading, *Slides P13-5, P13-6*.
A misconception is told once, as **Misconception 7.** *"What is believed."*
"""

import re
import tomllib

from tools.contents import ROOT, number_of, paths, read

START = paths()[0]
SLIDES = tomllib.loads((ROOT / "data/slides.toml").read_text(encoding="utf-8"))  # what each shows, in our words


def prose(path):
    """A notebook's Markdown cells, without the tables made here."""
    return [cell for cell in read(path).cells if cell.cell_type == "markdown" and cell.id not in TABLES]


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
