"""The core road and the side roads, as the notebooks say them: what `progress` draws its map from.

A cell of the core has the tag `core`. A side road begins with a heading such as "## 02·A Own network and the panel".
"""

import json
import re

from tools.contents import ROOT, paths, read
from tools.languages import every, folder
from tools.minutes import core, in_fives, minutes

MAP = ROOT / "data/road.json"
HEADING = re.compile(r"^## \w+·([A-Z]) (.+)$", re.M)
ASKED = re.compile(r'^(?:check|guess|question|challenge)\("(\d\w+\.\w+)"', re.M)


def text():
    """The map's stations, a notebook a line."""
    return "[\n" + ",\n".join(json.dumps(station, ensure_ascii=False) for station in stations()) + "\n]\n"


def stations():
    """For each notebook the minutes and titles of its core and of its side roads, and the ids of what they ask. A
    notebook without a core is a side road itself."""
    for path in paths():
        notebook = read(path)
        kept = core(notebook)
        yield {"name": path.stem, "title": titles(path), "core": bool(kept), **part(kept or notebook.cells),
               "side": list(side_roads(path)) if kept else []}


def part(cells):
    asked = [id for cell in cells if cell.cell_type == "code" for id in ASKED.findall(cell.source)]
    return {"minutes": in_fives(minutes(cells)), "asked": asked}


def side_roads(path):
    cells = read(path).cells
    starts = [k for k, cell in enumerate(cells) if cell.cell_type == "markdown" and "\n## " in f"\n{cell.source}"]
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        if found := HEADING.search(cells[start].source):
            yield {"letter": found[1], "cell": cells[start].id, "title": titles(path, cells[start].id),
                   **part(cells[start:end])}


def titles(path, id=None):
    """{language: a notebook's title, or that of the side road that begins in this cell}"""
    found = {}
    for language in every():
        if (there := folder(language) / path.name).exists():
            cells = read(there).cells
            source = next((cell.source for cell in cells if id in (None, cell.id)), "")
            heading = HEADING.search(source) if id else re.match(r"# \w+\. ()([^·\n]+)", source)
            if heading:
                found[language] = heading[2].strip()
    return found
