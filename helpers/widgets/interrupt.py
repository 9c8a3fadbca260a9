"""The kernel's interrupt, which stops a cell, stops a widget too that trains while no cell runs.

Between two cells the kernel ignores the signal, and a widget's messages may be handled in another thread than the one
that gets it; so the kernel's main thread is asked to listen.
"""

import signal
import weakref

from IPython import get_ipython

_WIDGETS = weakref.WeakSet()


def listen(widget):
    """From now on an interrupt between two cells calls `widget.interrupted()`."""
    _WIDGETS.add(widget)
    kernel = getattr(get_ipython(), "kernel", None)
    if kernel is not None:
        kernel.io_loop.add_callback(_take_over)


def _take_over():
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # else a cell is running, whose interrupt it is
        signal.signal(signal.SIGINT, _interrupted)


def _interrupted(*_):
    for widget in list(_WIDGETS):
        widget.interrupted()
