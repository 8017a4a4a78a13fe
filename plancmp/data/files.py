"""The bytes of files and the names in folders, as the operating system gives them."""

import os
import re
import stat
from pathlib import Path

from plancmp.domain.problems import DataError

MAX_BYTES = 1024 * 1024
"""How many bytes a data file may have."""

_FOLLOWING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How a file is opened through links: without waiting for who writes a pipe."""
_FLAGS = _FOLLOWING | getattr(os, "O_NOFOLLOW", 0)
"""How a data file is opened: not through a link."""

_YAML_NAME = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)
"""How the name of a file ends that is meant as YAML, also where an editor has put `.txt` behind."""

_ADDRESS = r"(?i)([a-z][a-z\d+.-]+):/(?!/)(.*)|www\..+"
"""An address as a path has it, which keeps one slash of two or three."""


def read_bytes(
    path: str, most: int = 0, *, follow: bool = False, own: bool = False
) -> tuple[bytes | None, str]:
    """The bytes of a regular file; or None, and why they cannot be had.

    It may have `most` bytes, MAX_BYTES where that is 0. A link is refused unless `follow`. With
    `own`, so is a file of another user, and one that others may write to.
    """
    most = most or MAX_BYTES
    try:
        handle = os.open(path, _FOLLOWING if follow else _FLAGS)
    except OSError as error:
        return None, "is a link" if not follow and is_link(path) else reason(error)
    try:
        status = os.fstat(handle)
        size = status.st_size
        if not stat.S_ISREG(status.st_mode):
            return None, "is not a regular file"
        if own and not _is_own(status):
            return None, "is another's, or others may write to it"
        if size > most:
            return None, f"has {size:,} bytes; allowed: a file of at most {most:,} bytes"
        raw = os.read(handle, size + 1)
        while len(raw) != size and len(raw) <= most and (more := os.read(handle, most)):
            raw += more  # of a file that has more than it says, as those of the system do
        return (raw, "") if len(raw) <= most else (None, f"has more than {most:,} bytes")
    except OSError as error:
        return None, reason(error)
    finally:
        os.close(handle)


def _is_own(status: os.stat_result) -> bool:
    """Whether a file is ours, and nobody else may write to it; so far as the system knows."""
    return not hasattr(os, "getuid") or (
        status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )


def first_bytes(path: str, most: int) -> bytes:
    """The first bytes of a file, at most so many; none where it cannot be read.

    It takes half as long as `read_bytes`, which also finds out what kind of file it is, and why it
    cannot be read.
    """
    try:
        handle = os.open(path, _FLAGS)
        try:
            return os.read(handle, most)
        finally:
            os.close(handle)
    except OSError:
        return b""


def is_utf_8(raw: bytes) -> bool:
    """Whether bytes are a text in UTF-8."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def is_link(path: str) -> bool:
    """Whether a file is a link, as far as can be seen."""
    try:
        return Path(path).is_symlink()
    except OSError:
        return False


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or a link to one, as far as can be seen."""
    try:
        return entry.is_dir()
    except OSError:  # of a link to itself
        return False


def require_no_address(path: Path, hint: str) -> None:
    """Raise PlancmpError, with a hint, where an address was given and a file is to be."""
    found = re.fullmatch(_ADDRESS, str(path))
    if not found or path.exists():
        return
    scheme, place = found.groups()
    address = f"{scheme}:{'///' if scheme == 'file' else '//'}{place}" if scheme else str(path)
    hint = f"name the file itself: /{place}" if scheme == "file" else hint
    raise DataError(f"{address} is an address, not a file; {hint}")


def is_data(name: str) -> bool:
    """Whether a file of this name is read."""
    return name.endswith(".yaml") and name[0] != "."


def looks_like_data(path: str) -> bool:
    """Whether a file that is not read is meant as data by its name, or a folder holds such a file.

    Those that a desktop leaves in every folder are not, nor are notes beside the data.
    """
    waiting = [path]
    for seen in waiting:
        try:
            if not Path(seen).is_dir():
                if _YAML_NAME.search(seen) or Path(path).is_symlink():
                    return True
            else:
                waiting += [entry.path for entry in os.scandir(seen) if entry.name[0] != "."]
        except OSError:
            return True
    return False


def reason(error: OSError) -> str:
    """Why a file cannot be read, as a problem has it."""
    return f"cannot be read: {(error.strerror or str(error)).lower()}"
