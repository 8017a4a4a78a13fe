"""The bytes of files and the names in folders, as the operating system gives them."""

import os
import re
import stat
from collections.abc import Iterable
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


def read_bytes(path: str) -> tuple[bytes | None, str]:
    """The bytes of a regular file of at most MAX_BYTES bytes, or None and why there are none."""
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        return None, "is a link" if Path(path).is_symlink() else reason(error)
    try:
        status = os.fstat(handle)
        size = status.st_size
        if not stat.S_ISREG(status.st_mode):
            return None, "is no regular file"
        if size > MAX_BYTES:
            return None, f"has {size:,} bytes"
        raw = os.read(handle, size + 1)
        while len(raw) != size and (more := os.read(handle, size + 1)):
            raw += more
        return raw, ""
    except OSError as error:
        return None, reason(error)
    finally:
        os.close(handle)


_SMALL = 8 * 1024
"""Nearly every article has fewer bytes."""


def files_matching(
    folder: str, names: Iterable[str], wanted: re.Pattern[bytes]
) -> list[tuple[str, bytes]]:
    """The files in which a pattern is found, or may be, as a backslash could hide it.

    Beside each its bytes; none where it wants more care: what kind of file it is, is not asked
    here, which takes half the time of `read_bytes`.
    """
    found = []
    for name in filter(is_data, names):
        try:
            handle = os.open(f"{folder}/{name}", _FLAGS)
            try:
                raw = os.read(handle, _SMALL)
            finally:
                os.close(handle)
        except OSError:
            raw = b""
        if not raw or len(raw) == _SMALL:
            found.append((name, b""))
        elif wanted.search(raw) or b"\\" in raw:
            found.append((name, raw))
    return found


def is_data(name: str) -> bool:
    """Whether a file of this name is read."""
    return name.endswith(".yaml") and name[0] != "."


def reason(error: OSError) -> str:
    """Why a file cannot be read, as a problem has it."""
    return f"cannot be read: {(error.strerror or str(error)).lower()}"
