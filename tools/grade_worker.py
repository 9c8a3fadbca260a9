"""A student's function, run in a process that knows no answers: the other side of tools/grade.py.

The job comes as one line of JSON: the notebook's code cells, the id of an exercise, its cases, and the course's other
functions as text. For each `check` of that exercise in the notebook, the last one first, a line goes back with what
the function did in every case. Whether that is right is judged elsewhere.

No cell is run as a whole, so nobody waits for a training: going back from the check, only those statements are taken
that bind a name which the function, or another statement already taken, reads.
"""

import ast
import base64
import contextlib
import io
import json
import os
import re
import sys
import time
import types
import warnings
from fractions import Fraction
from functools import partial
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path

import numpy as np

from helpers.statements import names_read, needed, statements
from helpers.storage import Opened

ONCE_MORE = 0.4  # seconds after which no other case is tried a second time
MEMORY, PROCESSOR = 2 * 2**30, 120  # bytes of addresses, seconds: the rest is ended by who started this
CHECK = re.compile(r"""\bcheck\(\s*(?:id\s*=\s*)?["'](\w+\.\d+)["']""")
ERRORS = {"builtins", "numpy.exceptions", "numpy.linalg"}  # modules


class Other:
    """Stands for a value that is neither data nor a function that was handed over."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"of type {self.name}"


def encode(value):
    """Numbers, text, arrays, lists, tuples, dictionaries, generators and names of functions, as JSON can hold them."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if value is ...:
        return {"ellipsis": None}
    if isinstance(value, io.BytesIO):
        return {"file": base64.b64encode(io.BytesIO.getvalue(value)).decode()}
    if isinstance(value, list | tuple):
        place = lambda k: str(value[k].__array_interface__) if isinstance(value[k], np.ndarray) else k  # noqa: E731
        first = {place(k): k for k in reversed(range(len(value)))}  # an array that stands there twice is one again
        parts = [{"same": first[place(k)]} if first[place(k)] < k else encode(part) for k, part in enumerate(value)]
        return {"tuple" if isinstance(value, tuple) else "list": parts}
    if isinstance(value, dict):
        return {"dict": [[encode(key), encode(part)] for key, part in value.items()]}
    if isinstance(value, np.random.Generator):
        return {"generator": value.bit_generator.state}
    if isinstance(value, Fraction):
        return {"fraction": [value.numerator, value.denominator]}
    if isinstance(value, types.FunctionType):
        return {"function": f"{value.__module__}.{value.__qualname__}"}
    with contextlib.suppress(ValueError):  # rows of different lengths
        array = np.asarray(value)
        if array.dtype.kind in "biufcU" and array.flags.fnc:
            return {"turned": encode(array.T)}  # which stands in memory column by column
        if array.dtype.kind in "biufcU":
            return {"array": [array.dtype.str, array.shape, base64.b64encode(array.tobytes()).decode()]}
        if array.ndim:
            return encode(list(array))
    return {"other": type(value).__name__}


def decode(value, function=Other):
    """The value again. Names of functions become `function(name)`. Whatever else the JSON holds raises an error."""
    if not isinstance(value, dict):
        return value
    ((kind, content),) = value.items()
    match kind:
        case "ellipsis":
            return ...
        case "list" | "tuple":
            parts = []
            for part in content:
                again = isinstance(part, dict) and "same" in part
                parts.append(parts[part["same"]] if again else decode(part, function))
            return parts if kind == "list" else tuple(parts)
        case "dict":
            return {decode(key, function): decode(part, function) for key, part in content}
        case "generator":
            generator = np.random.default_rng()
            generator.bit_generator.state = content
            return generator
        case "function":
            return function(content)
        case "file":
            return Opened(base64.b64decode(content))
        case "array":
            kind, shape, data = content
            if np.dtype(kind).kind not in "biufcU":
                raise ValueError(f"dtype is {kind!r}; expected numbers or text")
            return np.frombuffer(base64.b64decode(data), kind).reshape(shape).copy()[()]
        case "fraction":
            return Fraction(*content)
        case "turned":
            return decode(content).T
        case "other":
            return Other(content)
    raise ValueError(f"kind is {kind!r}; expected one that `encode` writes")


def outcome(function, arguments):
    """What the function did: its value and the arguments as it left them, or its error."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            value = function(*arguments)
        return {"value": encode(value), "arguments": encode(arguments)}
    except BaseException as error:
        kinds = [(kind.__module__, kind.__qualname__) for kind in type(error).__mro__]
        return {"error": kinds, "text": str(error)[:500]}


def raised(answer):
    """The error that an outcome tells of: of the same class if that is one of Python's or NumPy's own."""
    for module, name in answer["error"]:
        kind = getattr(sys.modules[module], name, None) if module in ERRORS else None
        if isinstance(kind, type) and issubclass(kind, Exception):
            with contextlib.suppress(TypeError):  # a few want more than a text
                return kind(answer["text"])
    return Exception(answer["text"])


def checks(cells, id):
    """(statements before it, code of what is checked) for each check of this exercise, the last one first.
    Where there is none, ValueError says why."""
    before, found, broken = [], [], "there is no check of it"
    for cell in cells:
        try:
            for one in statements(cell):
                found += [(list(before), given) for given in checked(one.node, id)]
                before.append(one)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            if id in CHECK.findall(cell):
                broken = f"its cell is not Python ({type(error).__name__}: {error})"
    if not found:
        raise ValueError(broken)
    return found[::-1]


def ways(before, given):
    """The names that the checked code reads; then, where there are some, those of decorated functions with them: a
    decorator may put its function somewhere."""
    names = {*names_read(given)}
    decorated = {one.node.name for one in before if getattr(one.node, "decorator_list", None)}
    return [names, names | decorated] if decorated - names else [names]


def checked(node, id):
    """The code of the second argument of each check of this exercise."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and "check" in (getattr(call.func, "id", ""), getattr(call.func, "attr", "")):
            given = dict(zip(("id", "attempt"), call.args, strict=False))
            given |= {keyword.arg: keyword.value for keyword in call.keywords}
            if isinstance(given.get("id"), ast.Constant) and given["id"].value == id and "attempt" in given:
                yield compile(ast.Expression(given["attempt"]), "<notebook>", "eval")


def work(job, send, ask):
    """Send what the function of each check does in every case, or why there is none."""
    mine = sys.modules["helpers.mine"] = module_from_spec(ModuleSpec("helpers.mine", None))
    exec(job["around"], vars(mine))
    found = [(*one, reads) for one in checks(job["cells"], job["id"]) for reads in ways(*one)]
    for before, given, reads in found:
        names, trouble = vars(mine) | {"__name__": "__main__"}, ""
        for code in [*(one.code for one in needed(before, reads)), given]:
            try:
                function = eval(code, names)  # the last of them is the function
            except BaseException as error:
                function, trouble = None, trouble or f"{type(error).__name__}: {error}"[:500]
        if str(getattr(function, "__module__", "")).startswith("helpers"):
            function, trouble = None, "the function comes with the course; nothing was written"
        answers, kept = [], {}
        cases = [partial(decode, case, lambda name: partial(ask, name)) for case in job["cases"]]
        for k, case in enumerate(cases):
            if not trouble.startswith("more memory"):  # once is enough: filling it takes a second
                answers.append(outcome(partial(recorded, kept, k, function), case()))
                if ("builtins", "MemoryError") in answers[-1].get("error", ()):
                    trouble = trouble or f"more memory than {MEMORY // 2**30} GB"
        answers += answers[-1:] * (len(cases) - len(answers))
        again = {} if trouble.startswith("more memory") else once_more(function, cases, answers, kept)
        send({"answers": answers, "again": again, "trouble": trouble})


def recorded(kept, k, function, *arguments):
    kept[k] = function(*arguments)
    return kept[k]


def once_more(function, cases, answers, kept):
    """{number of a case: what is unlike its first answer}: what the function does the second time, from the last case
    to the first, or what has become of the value that it returned the first time."""
    other, until = {}, time.monotonic() + ONCE_MORE
    for k, case in reversed([*enumerate(cases)]):
        other[k] = outcome(function, case())
        if time.monotonic() > until:
            break
    for k, value in kept.items():
        if "value" in answers[k] and (now := answers[k] | {"value": encode(value)}) != answers[k]:
            other[k] = now
    return {k: answer for k, answer in other.items() if answer != answers[k]}


def main():
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # what is printed goes nowhere, and nobody types
        os.dup2(nowhere, stream)

    def send(message):
        target.write(json.dumps(message).encode() + b"\n")
        target.flush()

    def ask(name, *arguments):
        send({"call": name, "arguments": encode(arguments)})
        answer = json.loads(source.readline())
        if "error" in answer:
            raise raised(answer)
        return decode(answer["value"])

    job = json.loads(source.readline())
    limit()
    sys.path.insert(1, os.getcwd())
    for name, text in job["files"].items():
        Path(name).write_text(text, encoding="utf-8")
    send({"ready": True})
    try:
        work(job, send, ask)
    except ValueError as error:
        send({"trouble": str(error)})


def limit():
    """Memory, processor time and files end; where a system has no such limits, the time of whoever started this."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (2**24, 2**24))  # a file may lie in memory and in nobody's addresses
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


if __name__ == "__main__":
    main()
