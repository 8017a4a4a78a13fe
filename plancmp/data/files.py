"""The bytes of files and the names in folders, as the operating system gives them."""

import os
import stat
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


def is_data(name: str) -> bool:
    """Whether a file of this name is read."""
    return name.endswith(".yaml") and name[0] != "."


def reason(error: OSError) -> str:
    """Why a file cannot be read, as a problem has it."""
    return f"cannot be read: {(error.strerror or str(error)).lower()}"
