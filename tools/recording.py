"""What a notebook's widgets answer, worked out ahead: the pages of the site show it where no Python runs.

    python -m tools.recording notebooks/05_backpropagation.ipynb FOLDER

It runs the notebook and writes FOLDER/05_backpropagation/CELL.N.CLASS.bin for the Nth thing that a cell shows,
if it is a widget, in all languages: JSON, its pieces shared, compressed by gzip. docs/static/live.js plays Python:

    state      {language: its traits}
    words      {language: what the page says where Python would}
    answers    {language: [{"ask": {…}, "tell": [[mine, message, [buffer, …]], …], "from": state, "to": state}, …]}:
               the answers to a message with these fields, for all states or those that a message has led to; the first
               is what the widget wakes with, and the others are a file of their own, which comes behind it:
    rest       {language: CELL.N.CLASS.LANGUAGE.bin}, of a language that says nothing of its own English's

in place of answers: `guess`, its id; `start`, from which docs/static/playing.js trains a Playground; `network` for
reader.js.

What a page may ask is what the recorder of its class (RECORDERS) asks here: all states where they are few, else each
control from the start and a coarse grid.
"""

import base64
import contextlib
import gzip
import io
import itertools
import json
import math
import os
import re
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from unittest import mock

import numpy as np
from IPython.core.interactiveshell import InteractiveShell

from helpers import validate
from helpers.exercises.asking.guess import EMPTY, Guessing
from helpers.exercises.asking.guess_kinds import A_CURVE, QUOTED
from helpers.exercises.asking.guess_kinds import neat as neat_number
from helpers.exercises.asking.question import Choices
from helpers.training import PARAMETER
from helpers.widgets import BackpropStepper, DescentBall, DigitPad, Playground
from helpers.widgets.digit_pad import drawn
from helpers.widgets.page import Page
from helpers.widgets.panel import Panel
from helpers.widgets.playground_challenge import ASIDE, OPEN, OPEN_AGAIN, REACHED, TOO_MANY
from helpers.widgets.playground_settings import OWN_POINTS, checked, in_words, label
from helpers.widgets.playground_training import NOTHING
from helpers.words import later, say, speaking
from tools.contents import read
from tools.languages import editions, folder
from tools.reader import digits_to_learn, saved_network
from tools.shell import Shell

STEPS, FEW = 12, 4  # of the stepper down the slope: with the notebook's own input and target, and with others
WHOLE, MOST, LINE = 200, 120, 25  # pictures of a panel: all where they are so few, else so many; along one control
LONG = 200  # letters of JSON, from which it may stand in a file again
UNSENT = {"layout", "comm", "tabbable", "tooltip"}
TRAINS = later("The network is trained in this page, here and now; in the notebook Python trains it.")
KEPT = later("Your guess is {guess}. Open the answer below to see it; until then you can change your guess.")
NETWORK = later("The network that reads here is the course's, trained on 60,000 digits. What you draw stays on this "
                "page.")
TAKEN = later("You have taken your guess back.")
NEAREST = later("This page knows some of the settings, and shows the nearest one. The notebook has them all.")
LAST = later("This page knows no further step. The notebook takes as many as you like.")
NEEDS = later("this needs Python, so it works in the notebook; the links to it are at the top of the page")


# ---- running a notebook ----


class Recorder(Shell):
    """A widget stands in `shown` itself."""

    def __init__(self):
        super().__init__()
        self.display_formatter.ipython_display_formatter.for_type(Page, lambda page: self.shown.append(page))

    def cell_apart(self, source):
        """The same, where the names that it makes are its own: those of the course's other cells stay as they are."""
        module, names = self.user_module, self.user_ns
        self.user_module = ModuleType(module.__name__)
        self.user_ns = self.user_module.__dict__
        self.user_ns.update(names)
        try:
            return self.cell(source)
        finally:
            self.user_module, self.user_ns = module, names

    def cell(self, source):
        """Run a cell; returns what it shows."""
        self.shown = []
        itself = mock.patch.object(InteractiveShell, "_instance", self)  # `display` of a cell asks for it
        with itself, contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            result = self.run_cell(source, store_history=False)
        return self.shown, result.error_before_exec or result.error_in_exec


def widgets(path):
    """Run a notebook; yields (cell's id, place among what it shows, {language: widget}) for each widget shown."""
    notebook = read(path)
    translated = {language: sources(folder(language) / path.name) for language in editions()[1:]}
    with tempfile.TemporaryDirectory() as own, contextlib.chdir(path.parent), mock.patch.dict(os.environ, {
        "COURSE_PROGRESS": f"{own}/progress.json", "COURSE_NETWORK": f"{own}/my_network.py", "COURSE_LANGUAGE": "en",
    }):
        shell = Recorder()
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            shown, error = shell.cell(cell.source)
            if error and "raises-exception" not in cell.metadata.get("tags", []):
                raise ValueError(f"{path.name}, cell {cell.id!r}: {type(error).__name__}: {error}")
            if not any(isinstance(one, Page) for one in shown):
                continue
            said = {"en": shown}
            for language, texts in translated.items():
                with speaking(language):
                    said[language], _ = shell.cell_apart(texts.get(cell.id, cell.source))
            for place, one in enumerate(shown):
                if isinstance(one, Page):
                    yield cell.id, place, {language: all_of[place] for language, all_of in said.items()}


def sources(path):
    """{id of a cell: its text}; a notebook that is not there has none."""
    return {cell.id: cell.source for cell in read(path).cells} if path.exists() else {}


# ---- playing the page ----


def ask(page, do, **fields):
    """What Python answers: [[to this page alone?, message, [buffer, …]], …]."""
    told = []

    def send(message, buffers=()):
        message = dict(message)
        mine = message.pop("to") != ""
        told.append([mine, neat(message), [base64.b64encode(buffer).decode() for buffer in buffers]])

    with mock.patch.object(page, "send", send):
        page._receive(page, {"do": do, "to": "page", **fields}, [])
    return told


def neat(value, digits=7):
    """Numbers with seven digits, as a picture needs them; arrays as lists."""
    if isinstance(value, float | np.floating):
        return float(f"{value:.{digits}g}")
    if isinstance(value, dict):
        return {key: neat(part, digits) for key, part in value.items()}
    return [neat(part, digits) for part in value] if isinstance(value, list | tuple) else value


def asked(page, do, since=None, then=None, **fields):
    """One entry of `answers`: in the state `since`, or in any; it leads to the state `then`."""
    told = ask(page, do, **fields)
    if wrong := [message["note"] for _, message, _ in told if message["do"] in ("refused", "fault")]:
        raise ValueError(f"{page!r} does not answer {do!r} with {fields!r}: {wrong[0]}")
    states = {name: state for name, state in (("from", since), ("to", then)) if state is not None}
    return {"ask": {"do": do, **neat(fields)}, "tell": told, **states}


# ---- what each class is asked ----


def stepper(page):
    """Inputs, targets and pairs of output and loss from the start; and steps down with η = 1."""
    first = page._state()
    inputs = itertools.product((-1, 0, 1), repeat=len(first["x"]))
    targets = np.eye(len(first["target"])).tolist() if len(first["target"]) > 1 else [[0], [1]]
    examples = [[list(map(float, x)), target] for x, target in itertools.product(inputs, targets)]
    if [first["x"], first["target"]] not in examples:
        examples.append([first["x"], first["target"]])
    for pairing in first["pairings"]:
        for x, target in examples:
            own = [x, target] == [first["x"], first["target"]]
            if not own and pairing != first["pairing"] and (x.count(0) or target != first["target"]):
                continue
            page._do_reset()
            name = f"{pairing} {x} {target}"
            there = asked(page, "change", then=name, x=x, target=target, pairing=pairing)
            yield from downhill(page, name, STEPS if own else FEW if pairing == first["pairing"] else 0, there)
    page._do_reset()
    yield from downhill(page, "start", STEPS)
    yield asked(page, "reset", then="start")


def downhill(page, name, steps, *there):
    """What has led there, and so many steps down from it; the last of all says that none is left."""
    places = [name, *(f"{name} {step + 1}" for step in range(steps))]
    found = [*there, *(asked(page, "descend", *pair, eta=1.0) for pair in itertools.pairwise(places))]
    found[-1]["tell"][0][1]["end"] = say(LAST)
    return found


RATES = (0.01, 0.03, 0.1, 0.3, 0.5, 0.9, 1, 1.1, 3, 8, 10, 15, 30, 100)  # those that notebook 04b names


def ball(page):
    """A grid of starts, learning rates and momenta; from each start the map."""
    low, high = page.rates
    rates = {rate for rate in RATES if low <= rate <= high} | {page.rate}
    sides = [[float(f"{value:.3g}") for value in np.linspace(*side, 6)] for side in page.ranges]
    starts = sorted({*itertools.product(*sides), tuple(page._home)})
    momenta = sorted({0, 0.5, 0.9, page.momentum})
    for start in starts:
        yield asked(page, "map", start=list(start))
    for start, rate, momentum in itertools.product(starts, sorted(rates), momenta):
        path = asked(page, "path", start=list(start), rate=rate, momentum=momentum)
        yield path | {"tell": neat(path["tell"], 5)}


def choices(page):
    for number in range(len(page.answers)):
        yield asked(page, "choose", number=number)


def panels(page):
    """Each of its settings that is not refused."""
    for values in settings(page.parts):
        values = dict(zip(page.parts, values, strict=True))
        told = ask(page, "set", values=values)
        if told[0][1]["do"] != "refused":
            yield {"ask": {"do": "set", "values": values}, "tell": told}
    page._show({name: control.read(control.write(control.start)) for name, control in page.parts.items()})


# class: what it is asked behind "hello"
RECORDERS = {BackpropStepper: stepper, DescentBall: ball, Choices: choices, Panel: panels}


# ---- the Playground ----


def started(page):
    """The data, θ and settings that a Playground starts from, and what has been made of them: the page trains on."""
    chosen, trained = page.settings, page.steps and {
        "theta": neat(page._network.theta.tolist(), 9), "steps": page.steps, "history": neat(page.history)}
    page.reset()
    targets = page._points[:, 2] if page.output == "identity" else (page._points[:, 2] + 1) / 2
    points = np.column_stack([page._points[:, :2], targets])[: len(page._points) - len(chosen["points"])]
    found = {"settings": chosen, "theta": neat(page._network.theta.tolist(), 9), "points": neat(points.tolist())}
    return found | {"controls": page.controls} | ({"trained": trained} if trained else {})


def challenged(challenge):
    needs = {name: {"value": value, "label": label(name), "words": in_words(value)}
             for name, value in challenge.needs.items()}
    return {"accuracy": challenge.accuracy, "neurons": challenge.neurons, "needs": needs}


# ---- panels ----


def positions(control):
    """All values of a control as the page sends them, the start among them."""
    page = control.page
    if page["kind"] in ("choice", "moments"):
        return list(range(len(page["options"])))
    low, high = page["low"], page["high"]
    values = (low + page["step"] * np.arange(math.floor((high - low) / page["step"] + 1e-9) + 1)).tolist()
    values = [round(value) if page["kind"] == "whole" else float(f"{value:.10g}") for value in values]
    return sorted({*(min(max(value, low), high) for value in values), control.start})


def thinned(values, start, count):
    """At most about so many of them, evenly, with both ends and the start."""
    if len(values) <= count:
        return values
    places = {round(place) for place in np.linspace(0, len(values) - 1, count)} | {values.index(start)}
    return [values[place] for place in sorted(places)]


def settings(controls):
    """[values of the controls, as the page sends them]"""
    all_of = {name: positions(control) for name, control in controls.items()}
    start = {name: control.write(control.start) for name, control in controls.items()}
    if math.prod(map(len, all_of.values())) <= WHOLE:
        return list(itertools.product(*all_of.values()))
    line = max(8, min(LINE, MOST // (2 * len(all_of))))
    found = [
        tuple(value if other == name else start[other] for other in all_of)
        for name, values in all_of.items()
        for value in thinned(values, start[name], line if len(all_of) > 1 else MOST // 2)
    ]
    room, grid = max(1, MOST - len(found)), {}
    for left, name in zip(range(len(all_of), 0, -1), sorted(all_of, key=lambda name: len(all_of[name])), strict=True):
        grid[name] = thinned(all_of[name], start[name], max(2, int(room ** (1 / left))))  # what one leaves others have
        room /= len(grid[name])
    return list(dict.fromkeys([*found, *itertools.product(*(grid[name] for name in all_of))]))


# ---- a file ----


def recorded(pages):
    """What stands in the file of a widget, {language: widget}."""
    page = pages["en"]
    state = {language: traits(one) for language, one in pages.items()}
    said = {"state": state, "words": {}, "answers": {}}
    for language, one in pages.items():
        with speaking(language):
            said["words"][language] = words(one)
    if isinstance(page, Guessing):
        return said | {"guess": page.asked.id}
    if isinstance(page, DigitPad):
        return said | {"network": saved_network(), "drawn": [drawn(digit) for digit in range(10)]}  # for reader.js
    if isinstance(page, Playground):
        return said | {"start": started(page)}
    known = [how for kind, how in RECORDERS.items() if isinstance(page, kind)]  # anywidget makes a class of each object
    recorder = known[0] if known else lambda page: ()
    first = {}
    for language, each in pages.items():
        with speaking(language):
            first[language] = asked(each, "hello", then="start")
            silent = language != "en" and first[language] == first["en"]  # it says nothing, so it is the same,
            silent = silent and not isinstance(each, Choices)  # but for a question, which replies when it is answered
            said["answers"][language] = said["answers"]["en"] if silent else [first[language], *recorder(each)]
    return said


def first_page(target):
    """The pad of the first page, and the digits that a network learns there."""
    pages = {}
    for language in editions():
        with speaking(language):
            pages[language] = DigitPad(lambda X: np.full((len(X), 10), 0.1), digit=4)
    write(recorded(pages), pages["en"], target, "first/pad.0")
    (target / "first/digits.bin").write_bytes(digits_to_learn())


def words(page):
    """What the page says where Python would, in the learner's language."""
    if isinstance(page, Playground):
        return words_of_playground(page)
    if not isinstance(page, Guessing):
        return {name: say(said) for name, said in (("nearest", NEAREST), ("needs", NEEDS), ("network", NETWORK))}
    kind, number, one, wrong = page.asked.kind, "{number}", "1", ""
    if hasattr(kind, "with_unit"):
        number, one = map(kind.with_unit, (number, one))
    if getattr(kind, "high", None) is not None:
        wrong = said_of(kind, 2 * kind.high + 1)
    said = {"kept": say(KEPT), "taken": say(TAKEN), "none": say(EMPTY), "curve": say(A_CURVE), "choice": say(QUOTED)}
    return said | {"number": number, "one": one, "range": wrong}


def words_of_playground(page):
    said = {"trains": TRAINS, "away": PARAMETER, "nothing": NOTHING}
    if page.challenge:
        judged = {"open": OPEN, "again": OPEN_AGAIN, "many": TOO_MANY, "reached": REACHED, "aside": ASIDE}
        said |= judged | {"goal": page.challenge.goal}
    return {name: say(sentence) for name, sentence in said.items()} | {
        "weight": refusal(validate.number, later("a weight or bias"), 101, low=-100, high=100),
        "points": refusal(checked, {"points": [[0, 0, 0]] * (OWN_POINTS + 1)}),
    } | ({"challenge": challenged(page.challenge)} if page.challenge else {})


def said_of(kind, value):
    """What is said of a number that cannot be guessed, with a place for it."""
    return refusal(kind.read, value).replace(neat_number(value), "{value}")


def refusal(check, *args, **kwargs):
    """What a check says of what cannot be, or ""."""
    try:
        check(*args, **kwargs)
    except ValueError as error:
        return str(error)
    return ""


def traits(page):
    """What the page reads of its model."""
    names = [name for name, trait in page.traits(sync=True).items() if not name.startswith("_") and name not in UNSENT]
    return {name: neat(getattr(page, name)) for name in names}


def packed(value):
    """Bytes: each element of a picture is written once, and so is whatever else is long."""
    table = {}

    def place(text):
        return str(table.setdefault(text, len(table)))

    def written(part):
        if isinstance(part, str) and part.startswith("<svg"):
            elements = [place(json.dumps(one, ensure_ascii=False)) for one in re.findall("<[^<]*", part)]
            return f'{{"+":[{",".join(elements)}]}}'
        if isinstance(part, dict):
            text = f"{{{','.join(f'{json.dumps(str(key))}:{written(inner)}' for key, inner in part.items())}}}"
        elif isinstance(part, list):
            text = f"[{','.join(map(written, part))}]"
        else:
            text = json.dumps(part, ensure_ascii=False)
        return f'{{"$":{place(text)}}}' if len(text) > LONG else text

    value = written(value)
    return gzip.compress(f'{{"table":[{",".join(table)}],"value":{value}}}'.encode(), 9, mtime=0)


def write(found, page, target, name):
    """The recording as target/NAME.CLASS.bin, and the class's own JavaScript and style beside it, in target/live."""
    kind = next(kind.__name__ for kind in type(page).__mro__ if kind.__module__.startswith("helpers."))
    files = {f"live/{kind}.js": page._esm.encode(), f"live/{kind}.css": page._css.encode()}
    answers = found.pop("answers", {})
    found |= {"answers": {language: all_of[:1] for language, all_of in answers.items()}, "rest": {}} if answers else {}
    for language, all_of in answers.items():
        if len(all_of) > 1:
            whose = "en" if all_of is answers["en"] else language
            found["rest"][language] = Path(f"{name}.{kind}.{whose}.bin").name
            files[f"{name}.{kind}.{whose}.bin"] = packed(all_of[1:])
    files[f"{name}.{kind}.bin"] = packed(found)
    for place, content in files.items():
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        (target / place).write_bytes(content)
    return target / f"{name}.{kind}.bin"


def record(path, target):
    """Write the recordings of a notebook into target/NAME."""
    for cell, place, pages in widgets(path):
        write(recorded(pages), pages["en"], target, f"{path.stem}/{cell}.{place}")


if __name__ == "__main__":
    record(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
