"""Files written whole or not at all, one writer at a time, and never outside of their folder."""

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from plancmp.data.files import MAX_BYTES
from plancmp.domain.problems import DataError


def write_file(content: str | bytes, path: Path) -> None:
    """Write a file whole or not at all; one already there is replaced only at the end.

    A text is written in UTF-8. A link stays one: what it leads to is replaced. A device or a pipe
    is written to as it is. A file that nobody may write to is left as it is. Raises PlancmpError
    where it cannot be written.
    """
    raw = content.encode() if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(raw)
            return
        target = _resolved(path)
        with staged(raw, target) as new:
            new.replace(target)
    except OSError as error:
        is_there = os.path.isfile(path)  # noqa: PTH113 - Path.is_file fails on a name too long
        why, after = error.strerror, "it is as it was" if is_there else "nothing was written"
        if not os.path.exists(path.parent):  # noqa: PTH110 - likewise
            why = f"there is no folder {path.parent}"
        raise DataError(f"{path} cannot be written: {why}; {after}") from None


def _resolved(path: Path) -> Path:
    """Where a path leads to; OSError where it leads to itself."""
    with suppress(RuntimeError):  # which Python before 3.13 raises
        target = path.resolve()
        if not target.is_symlink():
            return target
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


class FileWrite(NamedTuple):
    """A file of a data folder to be written."""

    path: Path
    text: str
    before: bytes | None = None
    """What it must still hold when it is replaced; None where there must be no such file."""


def write_files(changes: Iterable[FileWrite]) -> None:
    """Write files in their order, each whole or not at all.

    All are written beside their places before the first is put in its place, so that a disk that
    fills up changes nothing. One that is there already though it should be new, or that was changed
    meanwhile, is left alone. Raises PlancmpError, which says what was and what was not written.
    """
    changes = list(changes)
    for change in changes:
        require_size(change.path, change.text)
    placed: list[Path] = []
    created: list[Path] = []
    path = Path()
    try:
        with ExitStack() as stack:
            ready = []
            for change in changes:
                path = change.path
                created += make_folders(path.parent)
                ready.append((change, stack.enter_context(staged(change.text.encode(), path))))
            for change, new in ready:
                path = change.path
                _publish(change, new)
                placed.append(path)
    except OSError as error:
        remove_folders(created)
        there = isinstance(error, FileExistsError)
        why = "is there already" if there else f"cannot be written: {error.strerror}"
        rest = f"written whole: {', '.join(map(str, placed))}" if placed else "nothing was written"
        raise DataError(f"{path} {why}; {rest}") from None


def require_size(file: str | Path, text: str) -> None:
    """Raises DataError where a file of this text would be too large to be read."""
    size = len(text.encode())
    if size > MAX_BYTES:
        message = f"{file} would have {size:,} bytes, and a file may have {MAX_BYTES:,} at most"
        raise DataError(f"{message}; nothing was written")


def _publish(change: FileWrite, new: Path) -> None:
    """Put a staged file in its place."""
    if change.before is not None:
        if change.path.read_bytes() != change.before:
            raise OSError(errno.EBUSY, "it was changed meanwhile")
        new.replace(change.path)
        return
    try:
        change.path.hardlink_to(new)
    except FileExistsError:
        raise
    except OSError:
        # Not every file system has hard links; a rename does as well unless two writers race
        if os.path.lexists(change.path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        new.replace(change.path)


def require_writable(path: Path) -> None:
    """Raises OSError where a file is there that nobody may write to.

    A folder that may be written to would let it be replaced, and so may root; neither is what
    somebody wants who made it read-only.
    """
    if path.exists() and not path.stat().st_mode & 0o222:
        raise PermissionError(errno.EACCES, "it is read-only")


def make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it, and return those that were made, the uppermost first."""
    lacking = [above for above in (folder, *folder.parents) if not above.exists()]
    for above in reversed(lacking):
        above.mkdir(exist_ok=True)
    return lacking[::-1]


def remove_folders(made: Iterable[Path]) -> None:
    """Remove those of the folders, which are listed the uppermost first, that are empty."""
    for folder in reversed(list(made)):
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def staged(raw: bytes, path: Path) -> Iterator[Path]:
    """Write bytes to a temporary file beside the file that they are to become, and yield its path.

    It is removed at the end unless it was put in its place. Raises OSError where the file that it
    is to become is there and read-only.
    """
    import tempfile

    require_writable(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        new.chmod(_mode(path))
        yield new
    finally:
        with suppress(OSError):
            new.unlink()


@contextmanager
def write_lock(folder: Path) -> Iterator[None]:
    """Keep other writers of plancmp out of a data folder.

    Raises PlancmpError where one is at work.
    """
    if sys.platform == "win32":  # a folder cannot be locked; `FileWrite.before` has to do
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                message = f"another plancmp is writing to {folder}; nothing was written, try again"
                raise DataError(message) from None
        yield
    finally:
        os.close(handle)


def resolve_inside(root: Path, file: str) -> Path:
    """The path of a file of a data folder. Raises PlancmpError where it would lead out of it."""
    path = root / file
    parent, inside = _resolved(path.parent), _resolved(root)
    if parent != inside.joinpath(file).parent or not parent.is_relative_to(inside):
        message = f"{path} would be outside of {root}: a folder on its way is a link"
        raise DataError(f"{message}; nothing was written")
    return path


def _mode(path: Path) -> int:
    """The permissions of the file to be replaced, or those of a new one."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
