"""The protocol between Python and a page, the words of all pages, and the files that become one module."""

import io
import re
import shutil
import subprocess
from types import SimpleNamespace

import pytest
from babel.messages.extract import extract

from helpers.widgets import page as page_module
from helpers.widgets.page import HELPERS, PAD, TEXTS, Page, module

FILES = sorted(HELPERS.rglob("*.js"))


class Counter(Page):
    """Counts up to 9."""

    _esm = "export default {}"
    value = 0

    def _state(self):
        return {"value": self.value}

    def _do_set(self, value, note=""):
        if not 0 <= value <= 9:
            raise ValueError("from 0 to 9")
        self.value = value
        return self._state(), [bytes([value])]

    def _do_count(self, until):
        while self.value < until:
            self._do_set(self.value + 1)
            yield self._state()

    def _do_nothing(self):
        pass

    def _do_break(self):
        return 1 / 0


@pytest.fixture
def page(play):
    return play(Counter())


def test_an_answer_has_the_messages_do_and_mark_and_its_buffers(page):
    assert page({"do": "set", "to": "v 1", "value": 3}) == {"do": "set", "to": "v 1", "value": 3}
    assert page.buffers[-1] == [b"\3"]
    assert page({"do": "nothing", "to": "v 2"}) == {"do": "nothing", "to": "v 2"} and page.buffers[-1] == []
    page({"do": "set", "value": 4, "pad": True})
    assert page.buffers[-1] == [b"\4", PAD]


def test_what_cannot_be_done_is_refused_with_the_state(page):
    page({"do": "set", "value": 5})
    messages = [{"do": "set", "value": 10}, {"do": "set"}, {"do": "set", "value": 1, "self": 2}, {"do": "receive"},
                {"do": None}, {"do": ["set"]}, {}, None, 3, [], {"do": "__init__"}]
    answers = page.refused(messages, lambda counter: counter.value)
    assert all(answer["value"] == 5 for answer in answers) and "has the fields none" in answers[1]["note"]
    assert answers[3]["note"] == "do is 'receive'; expected one of break, count, hello, nothing, set"


def test_a_fault_of_ours_is_told_and_raised(page):
    with pytest.raises(ZeroDivisionError):
        page({"do": "break", "to": "v 1"})
    assert page.head | {"note": ""} == {"do": "fault", "to": "v 1", "note": "", "value": 0}
    assert "ZeroDivisionError: division by zero" in page.head["note"]
    page.widget._state = lambda: 1 / 0
    page({"do": "set", "to": "v 2"})
    assert page.head["do"] == "fault" and "value" not in page.head  # not even its state can be told


def test_what_comes_again_is_done_once_and_answered_as_before(page):
    counter, first = page.widget, {"do": "count", "to": "v 1", "until": 2}
    counter._do_add = lambda: counter.tell("news", {"value": counter.value + 1}) or counter._do_set(counter.value + 1)
    added = {"do": "add", "to": "v 2"}
    for message in (first, first, added, added, first, {"do": "add", "to": "w 1"}):
        page(message)
    told = [(head["do"], head["to"], head["value"]) for head in page.heard]
    twice = [("news", "", 3), ("add", "v 2", 3)] * 2
    assert told == [("count", "v 1", 1), ("count", "v 1", 2)] * 2 + twice + [("news", "", 4), ("add", "w 1", 4)]
    assert page.buffers[5] == page.buffers[7] == [b"\3"]  # its buffers, too; and `first`, much later, does nothing
    page({"do": "set", "to": "v 3", "value": 99})
    page({"do": "set", "to": "v 3", "value": 99})
    assert page.heard[-1] == page.heard[-2] and page.head["do"] == "refused"
    for view in range(100):
        page({"do": "nothing", "to": f"view-{view} 1"})
    assert len(counter._views) == 8


def test_several_answers_to_one_message_let_others_in_between(page):
    events, counter = [], page.widget

    class Lock:
        def __enter__(self):
            events.append("locked")

        def __exit__(self, *_):
            events.append("free")

    counter._lock, counter.send = Lock(), lambda content, buffers: events.append(content["value"])
    counter._receive(counter, {"do": "count", "to": "v ", "until": 3}, [])
    assert events == ["locked", 1, "free", "locked", 2, "free", "locked", 3, "free", "locked", "free"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_sentence_of_a_page_is_found_and_no_id_is_written_down_or_counted(path):
    """The module is loaded anew for each widget, and so would be a count in it: ids come from unique()."""
    source = path.read_text(encoding="utf-8")
    said = [text for _, text, _, _ in extract("javascript", io.BytesIO(source.encode()), {"tr": None}, options={})]
    assert len(re.findall(r"\btr\(", source)) == len(TEXTS.findall(source)), "tr takes one literal"
    assert said == [text.replace(r"\"", '"') for text in TEXTS.findall(source)], "what Babel finds for the catalogues"
    assert not re.findall(r"""\bid(?:: ?|=)["'`].*|^let \w+ = \d+;""", source, re.M)


def test_files_of_one_module_may_use_the_same_names(tmp_path):
    (tmp_path / "a.js").write_text("let n = 1;\nexport const one = () => n++, two = 2;\n")
    (tmp_path / "b.js").write_text(
        'import { one as first } from "./a.js";\nlet n = 10;\nexport function ten() { return n + first(); }\n'
    )
    (tmp_path / "c.js").write_text(
        'import {\n  one, two,\n} from "./a.js";\nimport { ten } from "./b.js";\n'
        "const n = 5;\nexport default [n, one(), ten(), two];\n"
    )
    (tmp_path / "joined.mjs").write_text(module("c.js", tmp_path))
    program = shutil.which("node") or pytest.skip("node is not installed")
    script = f'console.log((await import("{tmp_path}/joined.mjs")).default.join())'
    found = subprocess.run([program, "--input-type=module", "-e", script], capture_output=True, text=True)
    assert found.stdout.strip() == "5,1,12,2", found.stderr


def test_files_that_import_each_other_are_refused(tmp_path):
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nexport const a = 1;\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\nexport const b = 1;\n')
    with pytest.raises(ValueError, match="a.js imports itself, by way of a.js, b.js"):
        module("a.js", tmp_path)


def test_a_cell_that_is_run_again_closes_what_it_has_shown(monkeypatch):
    alive = lambda *pages: [page.comm is not None and page.layout.comm is not None for page in pages]  # noqa: E731
    monkeypatch.setattr("helpers.widgets.cells._SHOWN", {})
    monkeypatch.setattr(page_module, "display", lambda *_, **__: None)
    monkeypatch.setattr(Counter, "_saved", lambda _: {})

    def run(cell, number, *pages):
        parent = {"metadata": {"cellId": cell} if cell else {}, "header": {"msg_id": number}}
        monkeypatch.setattr("helpers.widgets.cells.get_ipython", lambda: SimpleNamespace(get_parent=lambda: parent))
        for page in pages:
            page._ipython_display_()

    a, b, c, d, e = (Counter() for _ in range(5))
    run("one", 1, a, b)
    run("two", 2, b, c)
    assert alive(a, b, c) == [True] * 3
    run("one", 3, d, d)
    assert alive(a, b, c, d) == [False, True, True, True]  # cell two shows b
    run("two", 4, c)
    run("two", 5, e)
    assert alive(b, c, d, e) == [False, False, True, True]
    run(None, 6, a)  # a front end that does not name its cells; and a widget that is shown again lives again
    run(None, 7, e)
    assert alive(a, e) == [True] * 2 and a.value == 0
