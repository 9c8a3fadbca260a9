"""A file that is written whole or not at all."""

import os

import pytest

from helpers.storage import written_whole


def test_a_failed_write_keeps_the_old_file_and_leaves_no_other(tmp_path):
    path = tmp_path / "net.npz"
    for content in (b"old", b"new"):
        with written_whole(path) as file:
            file.write(content)
    with pytest.raises(OSError, match="no space"), written_whole(path) as file:
        file.write(b"half")
        raise OSError("no space left on device")
    assert path.read_bytes() == b"new" and os.listdir(tmp_path) == [path.name]


def test_where_nothing_can_be_written_it_is_said(tmp_path):
    with pytest.raises(FileNotFoundError, match="there is no folder .*nowhere to write net.npz into"), \
            written_whole(tmp_path / "nowhere/net.npz"):
        pass
    path = tmp_path / "net.npz"
    path.touch(mode=0o444)
    with pytest.raises(PermissionError, match="net.npz is read-only"), written_whole(path):
        pass
