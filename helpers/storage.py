"""A file that is written whole or not at all, and one in memory that can do what `open` promises."""

import contextlib
import io
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


class Opened(io.BytesIO):
    """As open(…, "rb") gives a file that holds something, and open(…, "wb") an empty one: it can only be read, or only
    be written, and has nothing that is a BytesIO's alone."""

    def __init__(self, content=b""):
        super().__init__(content)
        self.mode = "rb" if content else "wb"

    def read(self, *size):
        if self.mode == "wb":
            raise io.UnsupportedOperation(self.read.__name__)
        return super().read(*size)

    getvalue = getbuffer = property()
