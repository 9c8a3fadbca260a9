"""A time limit for a learner's code, so that an endless loop does not hang the notebook."""

import _thread
import contextlib
import signal
import sys
import threading
import traceback


class TooLong(Exception):  # noqa: N818 - reads as what it says
    """The code ran longer than it may."""


@contextlib.contextmanager
def interrupts():
    """In the block an interrupt raises KeyboardInterrupt, also in a process started to ignore it (nohup, `&`)."""
    before = signal.getsignal(signal.SIGINT)
    if before in (signal.SIG_IGN, signal.SIG_DFL):
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        if before in (signal.SIG_IGN, signal.SIG_DFL):
            signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def time_limit(seconds):
    """Raise TooLong in the block after so many seconds. There is no limit in a thread other than the main one, nor
    where no thread can be started, as in a browser's Python.

    The block is interrupted as by the notebook's ■, and again every half second, in case it catches that. So what waits
    ends at once, as time.sleep does; one operation of NumPy's, such as a large product, comes to its own end first. An
    import is never interrupted, for half a module may end the process when it is imported again.
    """
    over, interrupted, lock = threading.Event(), threading.Event(), threading.Lock()

    def interrupt():
        wait = seconds
        while not over.wait(wait):
            wait = seconds
            with lock:
                if not over.is_set() and not importing():
                    interrupted.set()
                    interrupt_main()
                    wait = 0.5

    watch = threading.Thread(target=interrupt, daemon=True)
    if threading.current_thread() is not threading.main_thread() or not started(watch):
        yield
        return
    try:
        with interrupts():
            try:
                yield
            finally:
                with lock:  # from here on no interrupt is under way
                    over.set()
                watch.join()
    except KeyboardInterrupt as stop:
        if interrupted.is_set():
            raise TooLong(seconds).with_traceback(stop.__traceback__) from None
        raise


def importing():
    """Is the main thread about to import a module?"""
    frames = traceback.walk_stack(sys._current_frames()[threading.main_thread().ident])
    return any("importlib" in frame.f_code.co_filename for frame, _ in frames)


def interrupt_main():
    """A signal ends what waits outside of Python, too; on Windows nothing does."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    else:
        _thread.interrupt_main()


def started(thread):
    """Start a thread; False where that cannot be done."""
    try:
        thread.start()
    except RuntimeError:
        return False
    return True
