"""`progress`: the course as a map, its core road and the side roads, with what the learner has done on them."""

import json
from html import escape
from pathlib import Path

from IPython.display import display

from ...words import language, say
from ..exercise import EXERCISES
from ..keeping.progress_file import PARTS, ROOT, saved_file

ROAD = ROOT / "data/road.json"  # written by python3 course.py tables, of what the notebooks say
STYLE = Path(__file__).with_suffix(".css")


def progress():
    """Show the map: what each notebook and side road takes, its exercises, and how much of it is done."""
    road, got = json.loads(ROAD.read_text(encoding="utf-8")), done()
    lines = [line for station in road for line in station_lines(station, got)]
    display({"text/plain": "\n".join(lines), "text/html": html(road, got)}, raw=True)


def done():
    """The ids of all that is solved, answered or guessed."""
    saved = saved_file()
    guessed = {id for id, parts in saved.get("guesses", {}).items() if "guess" in parts or "first" in parts}
    return guessed | {id for id in saved if id not in PARTS}


def station_lines(station, got):
    """A line for each of a notebook's parts: its number, its minutes, what is done, its exercises."""
    for part in parts(station):
        name = number_of(station) + (f"·{part['letter']}" if "letter" in part else "")
        minutes = say("{minutes} min", minutes=part["minutes"])
        yield f"{name:7}{minutes:9}{say_done(part, got):10}{dots(part, got)}".rstrip()


def number_of(station):
    return station["name"].split("_")[0]


def parts(station):
    """The core of a notebook and its side roads; or all of it, where it is a side road itself."""
    return [station, *station["side"]]


def say_done(part, got):
    return say("{done} of {all}", done=len(got & {*part["asked"]}), all=len(part["asked"]))


def dots(part, got):
    return "".join("●" if id in got else "○" for id in part["asked"] if id in EXERCISES)


def html(road, got=frozenset()):
    """The map: a list of stations, each with a list of what branches off there. What tells of the learner's own
    progress has the class `notebook`, by which the site leaves it out."""
    rows, clock = [], 0
    for station in road:
        if station["core"] or not rows:
            clock += station["minutes"]
            rows.append([f"{stop(station, station, got)} <time>{clock // 60}:{clock % 60:02}</time>"])
            rows[-1] += [stop(station, side, got) for side in station["side"]]
        else:
            rows[-1].append(stop(station, station, got))
    branches = [f"<ul><li>{'</li><li>'.join(sides)}</li></ul>" if sides else "" for _, *sides in rows]
    items = "".join(f"<li>{row[0]}{branch}</li>" for row, branch in zip(rows, branches, strict=True))
    words = escape(say("The core road of the course, and what branches off from it"), quote=True)
    style = STYLE.read_text(encoding="utf-8")
    return f'<style>{style}</style><ol class="course-road" aria-label="{words}">{items}</ol>'


def stop(station, part, got):
    """A station: how much of it is done, its name and title, its exercises, its minutes."""
    told, up = escape(say_done(part, got), quote=True), "" if language() in station["title"] else "../"
    place = f"{up}{station['name']}.ipynb" + (f"#cell-id={part['cell']}" if "cell" in part else "")
    title = escape(part["title"].get(language(), part["title"]["en"]))
    share = len(got & {*part["asked"]}) / max(1, len(part["asked"]))
    return (f'<i style="--done:{share:.0%}"></i>'
            f'<a href="{place}"><b>{part.get("letter") or number_of(station)}</b> {title}</a> '
            f'<span class="notebook"><em role="img" aria-label="{told}" title="{told}">{dots(part, got)}</em></span> '
            f"<small>{say('{minutes} min', minutes=part['minutes'])}</small>")
