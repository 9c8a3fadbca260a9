"""A widget's page: the one protocol between Python and the browser, its words, and the files it is made of.

The page sends messages {"do": "path", "to": a mark, …more fields}. A widget answers "path" by a method `_do_path` that
takes the fields as its arguments; those without a default have to be there. What it returns goes back with the same
`do` and `to`:

    def _do_path(self, start, rate, step=0):    for {"do": "path", "to": …, "start": …, "rate": …}
        self._take(start, rate)                 a ValueError says that it cannot be done
        return {"losses": …}                    or ({…}, [buffer, …]), or nothing where "done" is all there is to say

- Each message gets an answer. After a ValueError (or OverflowError), which must leave all as it was, that is
  {"do": "refused", "note": why} with what `_state` returns, so that the page can go back to what is true. Any other
  exception is a fault of ours: {"do": "fault", "note": …} with the state, too, and the kernel's log has its traceback.
- A line may lose, delay or double what goes over it, so a page sends a message again until it is answered, and numbers
  it: "to": "view-x 7". Each number is done once; where it comes again, all that was said to it is said again.
- A method that yields answers a message several times, as a training does with its pictures.
- All of it happens under `self._lock`, let go between two answers: JupyterLab may deliver messages to another thread
  than the one that runs cells. A method that cells call and that changes the state takes it, too. No thread, no task.
- `tell("path", {…})` is news that no page has asked for: a cell has changed the widget, and every view shows it.
- With {"pad": true} the answer is longer than a segment of TCP; see PAD, and `local` in page.js.

In the browser `connect` (page.js) is the other end: it asks, and says on the page what was refused, and silence.

What a page says stands in its JavaScript as tr("Step {step} of {steps}", { step, steps }): always one literal, never
inside a template string, so that Babel finds it for the catalogues. `Page` hands over {English: the same in the
learner's language}. A sentence that Python says, too, under the still picture, stands in both.

JavaScript files import each other by name: import { make, tr } from "./page.js". anywidget takes one module, so
`module` follows the imports and puts the files into one, each into a scope of its own; node's tests and the linters
read them as they are. anywidget loads that module once for each widget, so what has to be one of its kind on a page, an
id or the name of a group of radio buttons, comes from `unique` (page.js).
"""

import inspect
import re
import threading
from contextlib import contextmanager
from pathlib import Path

import anywidget
import traitlets
from IPython.display import display

from ..plots.show import RUN, alt_text, bundle, on_paper, to_png
from ..words import language, later, say
from .cells import shown

HELPERS = Path(__file__).resolve().parents[1]
FAULT = later("The widget has met an error of its own: {error}. Run the cell again.")
# JupyterLab's server leaves TCP's delay of small segments on: on one computer, where a segment holds 64 KB, the end of
# each answer would wait up to 40 ms for the browser. An answer longer than a segment does not.
PAD = bytes(2**16)
VIEWS = 8  # whose last answer is kept
TEXTS = re.compile(r'\btr\(\s*"((?:[^"\\]|\\.)*)"')


class Page(anywidget.AnyWidget):
    """A widget that speaks the protocol above; `_esm, _css = files("stage", "name")`.

    Where no page shows it, there is a picture, `figure()`, then a sentence that tells how to bring it to life, `_run`,
    and what the page's fields would say, `controls()`, as [(label, value), …].
    """

    _run, _heading = RUN, ""  # for a screen reader: what the widget is
    words = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode().tag(sync=True)
    heading = traitlets.Unicode().tag(sync=True)

    def __new__(cls, *args, **kwargs):
        page = super().__new__(cls, *args, **kwargs)
        page._lock = threading.RLock()  # here, since a widget makes its state before it calls __init__ and has a comm
        page._views, page._saying = {}, None  # {view: (its last number, what was said to it)}; what is said to one now
        return page

    def __init__(self, **traits):
        texts = TEXTS.findall(type(self)._esm)  # noqa: SLF001  anywidget's name
        words = {text: there for text in texts if (there := say(text)) != text}
        super().__init__(**{"words": words, "lang": language(), "heading": say(self._heading)} | traits)
        self.on_msg(self._receive)

    def _state(self):
        """What a refusal brings along, as a `_do_` method returns it: the page's controls may show what was refused."""
        return {}

    def _do_hello(self):
        """What the page is built of."""
        return self._state()

    def tell(self, do, fields, buffers=(), to="", pad=False):
        """Send {"do": do, …fields} to all views, or as the answer to the message with this mark."""
        message = {"do": do, "to": to} | fields, [*buffers, PAD] if pad else list(buffers)
        if self._saying is not None:
            self._saying.append(message)
        self.send(*message)

    def _receive(self, _, message, buffers):
        """Answer a message of the page, whatever it is."""
        fields = dict(message) if isinstance(message, dict) else {}
        do, to, pad = (fields.pop(name, None) for name in ("do", "to", "pad"))
        mark = {"to": to if isinstance(to, str) else "", "pad": pad is True}
        said = self._begin_answer(*mark["to"].rpartition(" ")[::2])
        if said is None:
            return
        try:
            answers = self._answers(do, fields)
            while self._next(do, answers, mark, said):
                pass
        except (ValueError, OverflowError) as error:
            self._object("refused", str(error), mark, said)
        except Exception as error:
            self._object("fault", say(FAULT, error=f"{type(error).__name__}: {error}"), mark, said)
            raise

    def _begin_answer(self, view, number):
        """A list for what is said to this message; None where it has come before, and has been said again."""
        if not number.isdecimal():
            return []
        with self._lock:
            last, said = self._views.pop(view, (-1, []))
            new = int(number) > last
            self._views[view] = (int(number), []) if new else (last, said)
            if len(self._views) > VIEWS:
                del self._views[next(iter(self._views))]
            if int(number) == last:
                for message in said:
                    self.send(*message)
            return self._views[view][1] if new else None

    def _next(self, do, answers, mark, said):
        """Work out one answer and send it; False where there is none left."""
        with self._lock, self._told_to(said):
            answer = next(answers, None)
            if answer is not None:
                self.tell(do, *answer, **mark)
        return answer is not None

    def _object(self, do, note, mark, said):
        """Say what has not been done, with the state; where that cannot be told either, it is a fault."""
        with self._lock, self._told_to(said):
            try:
                state, more = parts(self._state())
            except Exception:
                do, state, more = "fault", {}, ()
            self.tell(do, state | {"note": note}, more, **mark)

    @contextmanager
    def _told_to(self, said):
        """All that is told meanwhile is kept there, news for all views, too."""
        before, self._saying = self._saying, said
        try:
            yield
        finally:
            self._saying = before

    def _answers(self, do, fields):
        method = getattr(self, f"_do_{do}", None)
        if method is None:
            known = [name.removeprefix("_do_") for name in dir(type(self)) if name.startswith("_do_")]
            raise ValueError(f"do is {do!r}; expected one of {', '.join(known)}")
        try:
            inspect.signature(method).bind(**fields)
        except TypeError as error:
            raise ValueError(f"the message {do!r} has the fields {', '.join(fields) or 'none'}: {error}") from None
        answer = method(**fields)
        yield from map(parts, answer if inspect.isgenerator(answer) else [answer])

    def controls(self):
        """[(label, value), …]: what the page's fields say now."""
        return []

    def _still(self):
        """The picture and the controls of a saved page."""
        return self.figure(), self.controls()

    def _saved(self):
        """What a notebook saves, by MIME type."""
        figure, controls = self._still()
        png, alt = to_png(figure), alt_text(figure)
        return bundle(repr(self), png, alt, self, controls, self._run, on_paper(figure))

    def _ipython_display_(self, **kwargs):
        if self.comm is None:  # a cell that was run again has closed it
            self.layout.open()
            self.open()
        shown(self)
        display(self._saved(), raw=True)

    def close(self):
        super().close()
        self.layout.close()  # a widget of its own


def parts(answer):
    """What a `_do_` method returns as (fields, buffers)."""
    return answer if isinstance(answer, tuple) else (answer or {}, ())


# ---- its files ----


def files(*names):
    """The module and the style of the widget that is named last: files("stage", "descent_ball")."""
    return module(f"{names[-1]}.js"), styles(*(f"{name}.css" for name in ("page", "widgets", *names)))


IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";', re.M)
EXPORT = re.compile(r"^export (?=(?:const|class|function|async function)\b)", re.M)
SCOPE = "const {name} = (() => {{\n{text}\nreturn {{ {names} }};\n}})();"


def styles(*names):
    """styles("page.css", "stage.css"): their text, one after the other."""
    return "\n".join((HELPERS / "widgets" / name).read_text("utf-8") for name in names)


def module(name, folder=HELPERS / "widgets"):
    """The text of a JavaScript file and of all that it imports, as one module whose exports are the file's own.

    Each imported file becomes `const widgets_page_js = (() => { …; return { make, tr }; })();` with the names that are
    asked for, before those that import it. ValueError: files that import each other. ESLint refuses other forms.
    """
    sources, asked = {}, {}
    entry = (folder / name).resolve()
    follow(entry, sources, asked, ())
    last = sources.pop(entry)
    scopes = [SCOPE.format(name=scope(path), text=EXPORT.sub("", text), names=", ".join(sorted(asked[path])))
              for path, text in sources.items()]
    return "\n".join([*scopes, last])


def follow(path, sources, asked, above):
    """Put the file behind all that it imports into `sources` {path: text}; `asked` {path: names that others import}."""
    if path in above:
        raise ValueError(f"{path.name} imports itself, by way of {', '.join(one.name for one in above)}")
    if path in sources:
        return

    def link(found):
        names, other = found[1].replace("\n", " "), (path.parent / found[2]).resolve()
        follow(other, sources, asked, (*above, path))
        asked.setdefault(other, set()).update(re.findall(r"(?:^|,)\s*(\w+)", names))
        return f"const {{{names.replace(' as ', ': ')}}} = {scope(other)};"

    sources[path] = IMPORT.sub(link, path.read_text("utf-8"))


def scope(path):
    """helpers/widgets/page.js → widgets_page_js."""
    return re.sub(r"\W", "_", f"{path.parent.name}_{path.name}")
