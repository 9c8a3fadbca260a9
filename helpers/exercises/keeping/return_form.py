"""A right answer in an odd form, such as a list where the functions that follow need an array, brought into that form.

The check takes both; the file gets the second: each `return` of the function makes an array of what it gives back.
"""

import ast

import numpy as np

from ..diagnosing.outcome import asked_widely, run


def in_form(exercise, function, text):
    """(the function's text with its returns in the form of the course's, the first line that was changed); ("", "")
    where nothing has to be changed."""
    changes = (changed(run(exercise, exercise.reference, case).raw, run(exercise, function, case).raw)
               for case in one_of_each_kind(exercise))
    change = next(filter(None, changes), None)
    node = ast.parse(text).body[-1]
    if change is None or not isinstance(node, ast.FunctionDef):
        return "", ""
    rows, first = text.encode().splitlines(), ""
    for one in reversed(returns(node)):
        value, (start, end) = one.value, (one.value.lineno - 1, one.value.end_lineno - 1)
        if isinstance(value, ast.Tuple) and isinstance(change, list):
            parts = zip(change, value.elts, strict=True)
            new = ", ".join(applied(each, ast.get_source_segment(text, part)) for each, part in parts)
        else:
            whole = ast.get_source_segment(text, value)
            new = applied(for_all(change), f"({whole})" if isinstance(value, ast.Tuple) else whole)
        before, behind = rows[start][: value.col_offset], rows[end][value.end_col_offset :]
        rows[start : end + 1] = [before + new.encode() + behind]
        first = rows[start].decode().strip().splitlines()[0]
    return b"\n".join(rows).decode(), first


def one_of_each_kind(exercise):
    """The first case of each kind: with one example, say, and with a batch of rows, or of one row."""
    cases = reversed(asked_widely(exercise, 0)[0])
    return [*{tuple(map(kind, case)): case for case in cases}.values()]


def kind(part):
    """Of what numbers it is, and which of its lengths are 1; the kind of a list is that of its first part."""
    if isinstance(part, list):
        return len(part) == 1, *map(kind, part[:1])
    return np.asarray(part).dtype.kind, *(length == 1 for length in np.shape(part))


def returns(node):
    """The returns of a function, not those of functions inside it."""
    found, waiting = [], list(node.body)
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, ast.Return):
            found.append(one)
        elif not isinstance(one, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            waiting = [*ast.iter_child_nodes(one), *waiting]
    return found


def changed(wanted, given):
    """What makes the form wanted of the form given, with {} for the value: a text, a list of such, or None."""
    if isinstance(wanted, np.ndarray) and wanted.ndim:
        return None if type(given) is np.ndarray else "np.array({})"  # a np.matrix has a * of its own
    if isinstance(wanted, list | tuple):
        if not isinstance(given, list | tuple) or len(wanted) != len(given):
            return None
        parts = [changed(one, other) for one, other in zip(wanted, given, strict=True)]
        if isinstance(wanted, list):
            if change := next(filter(None, parts), None):
                return f"[{applied(for_all(change), 'one')} for one in {{}}]"
            return "list({})" if isinstance(given, tuple) else None
        return parts if any(parts) else None
    return "np.array({}).item()" if np.shape(given) == (1,) else None


def applied(change, text):
    return change.replace("{}", text) if change else text


def for_all(change):
    """One text for what may be a list of them: what a tuple is, part by part."""
    if not isinstance(change, list):
        return change
    if len({*change}) == 1:
        return f"tuple({applied(change[0], 'one')} for one in {{}})"
    return "(lambda all: ({}))({{}})".format(", ".join(applied(one, f"all[{k}]") for k, one in enumerate(change)))
