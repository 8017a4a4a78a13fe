"""The bytes of files and the names in folders, as the operating system gives them."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

MAX_BYTES = 1024 * 1024
"""How many bytes a file may have."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)
"""How a file is opened: not through a link, and without waiting for who writes a pipe."""


_LONG = 8 * 1024
"""Nearly every article has fewer bytes."""


def read_bytes(path: str, most: int = 0) -> tuple[bytes | None, str]:
    """The bytes of a regular file of at most so many bytes, else MAX_BYTES; or None and why."""
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        return None, "is a link" if Path(path).is_symlink() else reason(error)
    try:
        status = os.fstat(handle)
        size = status.st_size
        if not stat.S_ISREG(status.st_mode):
            return None, "is not a regular file"
        if size > (most or MAX_BYTES):
            return None, f"has {size:,} bytes"
        raw = os.read(handle, size + 1)
        while len(raw) != size and (more := os.read(handle, size + 1)):
            raw += more
        return raw, ""
    except OSError as error:
        return None, reason(error)
    finally:
        os.close(handle)


def files_matching(
    folder: str, names: Iterable[str], pattern: re.Pattern[bytes]
) -> Iterator[tuple[str, bytes]]:
    """The data files that match, or may, as a backslash could hide it, with their bytes.

    Of a file that is long, or cannot be read so, there are none: it is for `read_bytes`, which
    takes twice as long, as it asks what kind of file it is.
    """
    for name in filter(is_data, names):
        try:
            handle = os.open(f"{folder}/{name}", _FLAGS)
            try:
                raw = os.read(handle, _LONG)
            finally:
                os.close(handle)
        except OSError:
            raw = b""
        if not raw or len(raw) == _LONG:
            yield name, b""
        elif pattern.search(raw) or b"\\" in raw:
            yield name, raw


def is_data(name: str) -> bool:
    """Whether a file of this name is read."""
    return name.endswith(".yaml") and name[0] != "."


def reason(error: OSError) -> str:
    """Why a file cannot be read, as a problem has it."""
    return f"cannot be read: {(error.strerror or str(error)).lower()}"
