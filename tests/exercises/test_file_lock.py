"""One process at a time, and what the lock does where there is no fcntl: on Windows it is msvcrt's."""

import errno
import types

import pytest

from helpers.exercises.keeping import file_lock


def test_on_windows_two_exclude_each_other_and_leaving_the_block_frees_the_file(monkeypatch, tmp_path):
    """The stand-in for msvcrt really locks, by flock, and refuses as Windows does; some folders know no locks."""
    fcntl = pytest.importorskip("fcntl")

    def locking(file, mode, count):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(errno.EACCES, "Permission denied") from error

    def unknown(file, mode, count):
        raise OSError(errno.EINVAL, "Invalid argument")

    windows = types.SimpleNamespace(LK_NBLCK=2, locking=locking)
    monkeypatch.setattr(file_lock, "fcntl", None)
    monkeypatch.setattr(file_lock, "msvcrt", windows, raising=False)
    monkeypatch.setattr(file_lock, "PATIENCE", 0.2)
    for _ in range(2):
        with file_lock.alone(tmp_path / "a.py"):
            with pytest.raises(TimeoutError, match="has been writing to a.py"), file_lock.alone(tmp_path / "a.py"):
                pass
            with file_lock.alone(tmp_path / "b.py"):
                pass
    windows.locking = unknown
    with file_lock.alone(tmp_path / "a.py"), file_lock.alone(tmp_path / "a.py"):
        pass
