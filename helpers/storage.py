"""A file that is written whole or not at all."""

import contextlib
import os
import secrets
import shutil
import stat

from .words import later, say


@contextlib.contextmanager
def written_whole(path):
    """A binary file that takes the place of `path` when the block ends well, and vanishes when it does not."""
    if not path.parent.is_dir():
        sentence = later("there is no folder {folder} to write {file} into")
        raise FileNotFoundError(say(sentence, folder=path.parent, file=path.name))
    if path.exists() and not path.stat().st_mode & stat.S_IWUSR:  # or it would be replaced all the same
        raise PermissionError(say("{file} is read-only", file=path.name))
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with open(temporary, "xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # there is no old one, or the folder knows no modes
            shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
