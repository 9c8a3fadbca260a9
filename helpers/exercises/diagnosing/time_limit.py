"""A time limit for a learner's code, so that an endless loop does not hang the notebook."""

import _thread
import contextlib
import signal
import threading
import time
import traceback

AGAIN = 0.5  # seconds until the next interrupt, in case the code catches one
HERE = contextlib.__file__, __file__  # where the block is entered and left


class TooLong(Exception):  # noqa: N818 - reads as what it says
    """The code ran longer than it may."""


@contextlib.contextmanager
def time_limit(seconds):
    """Raise TooLong in the block after so many seconds. There is no limit in a thread other than the main one, nor
    where no thread can be started, as in a browser's Python.

    The block is interrupted as by the notebook's ■. So what waits ends at once, as time.sleep does; one operation of
    NumPy's, such as a large product, comes to its own end first. An import is let through, and the time begins anew
    behind it: half a module may end the process when it is imported again.
    """
    over, asked, until = threading.Event(), threading.Event(), time.monotonic() + seconds
    left = False  # before it is noted that the block is over, which an interrupt must not keep from being noted

    def watch():
        nonlocal until
        while not over.wait(max(0, until - time.monotonic())):
            if time.monotonic() >= until:  # an import may have put it off meanwhile
                until = time.monotonic() + AGAIN
                asked.set()
                interrupt_main()

    def interrupted(number, frame):
        nonlocal until
        if asked.is_set() and importing(frame):
            until = time.monotonic() + seconds
            asked.clear()
        elif not asked.is_set() or not (left or frame.f_code.co_filename in HERE):  # else it comes too late
            signal.default_int_handler(number, frame)

    thread = threading.Thread(target=watch, daemon=True)
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, interrupted)  # it may have been ignored, as in a process started by nohup
    try:
        try:
            with contextlib.suppress(RuntimeError):
                thread.start()
            yield
        finally:
            left = True
            over.set()
    except KeyboardInterrupt as stop:
        if asked.is_set():
            raise TooLong(seconds).with_traceback(stop.__traceback__) from None
        raise
    finally:
        over.set()
        if thread.is_alive():
            thread.join()
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


def importing(frame):
    """Is a module being imported there?"""
    return any("importlib" in one.f_code.co_filename for one, _ in traceback.walk_stack(frame))


def interrupt_main():
    """A signal ends what waits outside of Python, too; on Windows nothing does."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    else:
        _thread.interrupt_main()

