"""One process at a time, and what the lock does where there is no fcntl: on Windows it is msvcrt's."""

import errno
import types

import pytest

from helpers.exercises.keeping import file_lock


@pytest.fixture
def windows(monkeypatch):
    """A stand-in for msvcrt that knows which files are locked; its error as Windows raises it."""
    held, calls = set(), []

    def locking(file, mode, count):
        calls.append((mode, count))
        if "other" in held:
            raise PermissionError(errno.EACCES, "Permission denied")
        held.add(file)

    module = types.SimpleNamespace(LK_NBLCK=2, locking=locking, held=held, calls=calls)
    monkeypatch.setattr(file_lock, "fcntl", None)
    monkeypatch.setattr(file_lock, "msvcrt", module, raising=False)
    monkeypatch.setattr(file_lock, "PATIENCE", 0.2)
    return module


def test_a_folder_that_knows_no_locks_is_written_to_without(windows, tmp_path):
    def unknown(file, mode, count):
        raise OSError(errno.EINVAL, "Invalid argument")

    windows.locking = unknown
    with file_lock.alone(tmp_path / "my_network.py"):
        pass


def test_on_windows_two_exclude_each_other_and_leaving_the_block_frees_the_file(windows, tmp_path):
    """The stand-in really locks here, by flock, and refuses as Windows does."""
    fcntl = pytest.importorskip("fcntl")

    def locking(file, mode, count):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(errno.EACCES, "Permission denied") from error

    windows.locking = locking
    for _ in range(2):
        with file_lock.alone(tmp_path / "a.py"):
            with pytest.raises(TimeoutError, match="has been writing to a.py"), file_lock.alone(tmp_path / "a.py"):
                pass
            with file_lock.alone(tmp_path / "b.py"):
                pass
