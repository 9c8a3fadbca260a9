"""Which cell shows which widgets: one that a cell has shown is closed when the cell is run again and shows others.

ipywidgets keeps every widget alive until it is closed, and what its page is made of in the browser with it.
"""

from IPython import get_ipython

_SHOWN = {}  # cell: (the run of it, the widgets that it shows)


def running():
    """The cell that is running, as the front end names it, and the run; None where it does not name its cells."""
    parent = getattr(get_ipython(), "get_parent", dict)() or {}
    cell = parent.get("metadata", {}).get("cellId")
    return cell, parent.get("header", {}).get("msg_id")


def shown(widget):
    """The cell that is running shows this widget. Those of its earlier runs that no other cell shows are closed."""
    cell, run = running()
    if cell is None:
        return
    before, widgets = _SHOWN.get(cell, (run, []))
    _SHOWN[cell] = run, [*(widgets if before == run else []), widget]
    kept = {id(one) for _, all_of in _SHOWN.values() for one in all_of}
    for one in widgets:
        if id(one) not in kept:
            one.close()
