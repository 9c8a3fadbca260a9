"""One process at a time: two notebooks may write down what they know at the same moment, and neither loses it."""

import contextlib
import errno
import os
import time

from ...words import later, say

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
    import msvcrt

PATIENCE = 60  # seconds: on a busy machine a check takes its time


@contextlib.contextmanager
def alone(path):
    """A block in which no other process is in such a block for this file. OSError if that does not come to be."""
    place = os.path.realpath(path)
    name = os.path.join(os.path.dirname(place), f".{os.path.basename(place).lstrip('.')}.lock")
    if not os.path.isdir(os.path.dirname(place)):
        sentence = later("there is no folder {folder} to write {file} into")
        raise FileNotFoundError(say(sentence, folder=os.path.dirname(place), file=os.path.basename(place)))
    file = os.open(name, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        until = time.monotonic() + PATIENCE
        while not taken(file):
            if time.monotonic() > until:
                sentence = later("another notebook has been writing to {file} for {seconds} s")
                raise TimeoutError(say(sentence, file=os.path.basename(place), seconds=PATIENCE))
            time.sleep(0.02)
        yield
    finally:
        os.close(file)  # and with it the lock


def taken(file):
    """Take the lock, if it is free. The system gives it back when the file is closed or the process ends."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB) if fcntl else msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        return error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)  # some folders know no locks
    return True
