"""The site's first page: what this is, a digit that is read, a network that learns, a card for each notebook.

docs/index.md is its text, in which an empty block of code names what is put there.
"""

import json
import re
from html import escape

from PIL import Image

from helpers.exercises.asking.progress_map import ROAD
from helpers.words import language, later, say
from tools.contents import ROOT, about

CARD = (560, 560)  # pixels at most
PLACE = re.compile(r"^```(\w+)\n+```$", re.M)
TRAIN = {  # what docs/static/train.js says
    "fetches": later("The digits are coming."),
    "trains": later("It learns: of 500 digits that it has never seen it reads {right} %."),
    "trained": later("It has learned 4,000 digits, and reads {right} % of 500 that it has never seen."),
    "failed": later("That did not work: {why}. Are you online? Press the button to try again."),
    "again": later("Train another one"),
    "reads": later("The network that you have trained reads a {digit}."),
    "draw": later("Draw a digit above."),
}


def text(index, pages, pad, up, site):
    """The page's Markdown, in the language that is spoken, and the list that stands beside each page.

    index    docs/index.md in that language
    pages    {path: notebook as it is on its page}
    pad      the pad's HTML
    site     the folder of the built pages, in which the cards' pictures are made smaller
    """
    stations = {station["name"]: station for station in json.loads(ROAD.read_text(encoding="utf-8"))}
    parts = {"begin": begin(next(iter(pages))), "pad": f'<div class="first-pad">{pad}</div>', "train": training(up)}
    listed = []
    for name, core, words, more in (("core", True, say("The core road"), []),
                                    ("sides", False, say("Side roads"), ["evidence", "about"])):
        chosen = {path: notebook for path, notebook in pages.items() if stations[path.stem]["core"] is core}
        cards = [card(path, stations[path.stem], notebook, up, site) for path, notebook in chosen.items()]
        parts[name] = f'<div class="course-cards">{"".join(cards)}</div>'
        names = "\n".join([*(path.stem for path in chosen), *more])
        listed.append(f"```{{toctree}}\n:caption: {words}\n:hidden:\n\n{names}\n```\n")
    return "\n\n".join([PLACE.sub(lambda found: parts[found[1]], index), *listed])


def begin(first):
    begin, said = say("Begin"), say("Draw a digit below: a small network reads it at once.")
    return (f'<p class="begin"><a class="btn btn-primary" href="{first.stem}.html">{begin}</a> '
            f"<span>{said}</span></p>")


def training(up):
    """Where a visitor trains a network."""
    words = escape(json.dumps({name: say(sentence) for name, sentence in TRAIN.items()}, ensure_ascii=False))
    return (ROOT / "docs/templates/train.html").read_text(encoding="utf-8").format(
        words=words, digits=f"{up}recordings/first/digits.bin", bar=say("training"), train=say("Train one here"),
        axis=say("share of new digits that it reads"), confidences=say("The ten confidences"),
        what=say("The pad is read by a network that has learned 60,000 digits. Train another one in this page: 4,000 "
                 "digits come (0.4 MB), and you see it learn in some seconds. Then it reads your hand, too."))


def card(path, station, notebook, up, site):
    """A notebook with its picture, what it is about, and its minutes."""
    found = re.search(r'<img (class="paper" )?[^>]*src="[^"]*(pictures/\w+)\.png"', cover(notebook))
    picture = "<span></span>"
    if found:
        picture = f'<img {found[1] or ""}src="{up}{smaller(site, found[2])}" alt="" loading="lazy">'
    more = sum(side["minutes"] for side in station["side"])
    times = say("{minutes} minutes", minutes=station["minutes"])
    if more:
        times = say("{minutes} minutes, side roads {more}", minutes=station["minutes"], more=more)
    title = station["title"].get(language()) or station["title"]["en"]
    return (f'<a href="{path.stem}.html">{picture}<b>{path.stem.split("_")[0]} · {escape(title)}</b>'
            f"<span>{escape(say(about(path)))}</span><i>{times}</i></a>")


def smaller(site, name):
    """pictures/….png as wide as a card is on a sharp screen, in pictures/….webp."""
    if not (site / f"{name}.webp").exists():
        with Image.open(site / f"{name}.png") as image:
            image = image.convert("RGB")
            image.thumbnail(CARD)
            image.save(site / f"{name}.webp", quality=75, method=6)
    return f"{name}.webp"


def cover(notebook):
    """The HTML of its cover, or of the first picture that answers no guess."""
    shown = [(cell["metadata"].get("tags", []), output["data"].get("text/html", ""))
             for cell in notebook["cells"] if cell["cell_type"] == "code"
             for output in cell["outputs"] if "data" in output]
    shown = [(tags, "".join(html)) for tags, html in shown if "pictures/" in "".join(html) and "answers" not in tags]
    return next((html for tags, html in shown if "cover" in tags), shown[0][1] if shown else "")
