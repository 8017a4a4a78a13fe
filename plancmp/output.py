"""The edge to the outside: colour and width as the surroundings ask, and text written whole."""

import codecs
import errno
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TextIO

from plancmp.problems import PlancmpError
from plancmp.render.plain import escape

FILE_WIDTH = 100
"""Columns where there is no terminal to ask."""

STAND_INS = MappingProxyType(
    {
        "✗": "x",
        "»": ">",
        "·": "-",
        "○": "o",
        "≠": "#",
        "−": "-",
        "▾": "v",
        "▴": "^",
        "‹": "<",
        "›": ">",
        "→": "->",
        "─": "-",
        "–": "-",
        "—": "-",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "…": "...",
        "¶": "par. ",
    }
)
"""What stands in for a sign where the output's encoding lacks it."""


def wants_color(choice: str, stream: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Whether to colour: --color, then NO_COLOR, then FORCE_COLOR, then is it a terminal."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return environ.get("TERM") != "dumb" and stream is not None and stream.isatty()


def width_of(choice: int | None, stream: TextIO | None, environ: Mapping[str, str]) -> int:
    """Columns to lay out for: --width, then COLUMNS, then the terminal, then FILE_WIDTH."""
    if choice is not None:
        return choice
    columns = environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        return int(columns)
    if stream is not None:
        with suppress(OSError, ValueError):
            return os.get_terminal_size(stream.fileno()).columns or FILE_WIDTH
    return FILE_WIDTH


def encoded(text: str, encoding: str, lacking: str = "plancmp-readable") -> bytes:
    """The text in an encoding; `lacking` is the error handler for the characters that it lacks.

    A text that programs read, which is UTF-8, is all ASCII where the encoding is none of Unicode's:
    so it is right in either.
    """
    if lacking != "plancmp-readable" and not codecs.lookup(encoding).name.startswith("utf"):
        return text.encode("ascii", lacking)
    return text.encode(encoding, lacking)


def _spelled(error: UnicodeError) -> tuple[str, int]:
    """What cannot be encoded as UTF-16 units spelled out, which JSON's strings read back."""
    assert isinstance(error, UnicodeEncodeError)
    lacking = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    units = (lacking[index : index + 2].hex() for index in range(0, len(lacking), 2))
    return "".join(f"\\u{unit}" for unit in units), error.end


def _readable(error: UnicodeError) -> tuple[str, int]:
    """The stand-in of the first character that cannot be encoded, or its number spelled out."""
    assert isinstance(error, UnicodeEncodeError)
    character, following = error.object[error.start], error.start + 1
    return STAND_INS.get(character) or escape(character), following


codecs.register_error("plancmp-spelled", _spelled)
codecs.register_error("plancmp-readable", _readable)


def write_out(text: str, lacking: str = "plancmp-readable") -> None:
    """Write to standard output, encoded as above; a reader that has gone away is no failure."""
    stream = sys.stdout
    if stream is None:
        raise PlancmpError("standard output is closed: nothing was written", status=3)
    try:
        raw = encoded(text, stream.encoding or "utf-8", lacking)
        if hasattr(stream, "buffer"):
            stream.buffer.write(raw)
        else:
            stream.write(raw.decode(stream.encoding or "utf-8"))
        stream.flush()
    except BrokenPipeError:
        close_quietly(stream)
    except OSError as error:
        close_quietly(stream)
        told = f"standard output cannot be written: {error.strerror}"
        raise PlancmpError(told, status=3) from None


def close_quietly(stream: TextIO) -> None:
    """Send what is still buffered nowhere, or the interpreter would complain on its way out."""
    with suppress(OSError, ValueError):
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, stream.fileno())
        os.close(devnull)


def read_text(path: Path) -> str:
    """The text of a spreadsheet's file, in UTF-8, or of standard input where it is `-`."""
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        told = f"{path} is not UTF-8; save it as `CSV UTF-8`"
        raise PlancmpError(told, status=3) from None
    except OSError as error:
        raise PlancmpError(f"{path} cannot be read: {error.strerror}", status=3) from None


def write_file(content: str | bytes, path: Path) -> None:
    """Write a file whole or not at all; one already there is replaced only at the end.

    A text is written in UTF-8. A link stays one: what it leads to is replaced. A device or a pipe
    is written to as it is.
    """
    raw = content.encode() if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(raw)
            return
        target = path.resolve()
        with _staged(raw, target) as staged:
            staged.replace(target)
    except OSError as error:
        told = f"{path} cannot be written: {error.strerror}; it is as it was"
        raise PlancmpError(told, status=3) from None


class Change(NamedTuple):
    """A file of a data folder to be written."""

    path: Path
    text: str
    before: bytes | None = None
    """What it must still hold when it is replaced; None where there must be no such file."""


def write_files(changes: Sequence[Change]) -> None:
    """Write files in their order, each whole or not at all.

    All are written out beside their places before the first is put in its place, so that a disk
    that fills up changes nothing; one that is there already, or was changed meanwhile, is left
    alone. PlancmpError says what was and what was not written.
    """
    placed: list[Path] = []
    made: list[Path] = []
    path = Path()
    try:
        with ExitStack() as stack:
            ready = []
            for change in changes:
                path = change.path
                made += _make_folders(path.parent)
                ready.append((change, stack.enter_context(_staged(change.text.encode(), path))))
            for change, staged in ready:
                path = change.path
                _place(change, staged)
                placed.append(path)
    except OSError as error:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        there = isinstance(error, FileExistsError)
        why = "is there already" if there else f"cannot be written: {error.strerror}"
        rest = f"written whole: {', '.join(map(str, placed))}" if placed else "nothing was written"
        raise PlancmpError(f"{path} {why}; {rest}", status=3) from None


def _place(change: Change, staged: Path) -> None:
    """Put a staged file in its place."""
    if change.before is not None:
        if change.path.read_bytes() != change.before:
            raise OSError(errno.EBUSY, "it was changed meanwhile")
        staged.replace(change.path)
        return
    try:
        change.path.hardlink_to(staged)
    except FileExistsError:
        raise
    except OSError:
        # Not every file system has hard links; a rename does as well unless two writers race
        if os.path.lexists(change.path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        staged.replace(change.path)


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; which were made, the uppermost first."""
    lacking = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(lacking):
        each.mkdir(exist_ok=True)
    return lacking[::-1]


@contextmanager
def _staged(raw: bytes, path: Path) -> Iterator[Path]:
    """Bytes on the disk, under a name of its own beside the file that it is to become."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    staged = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        staged.chmod(_mode(path))
        yield staged
    finally:
        with suppress(OSError):
            staged.unlink()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other writers of plancmp out of a data folder; PlancmpError where one is at work."""
    if sys.platform == "win32":  # a folder cannot be locked; `Change.before` has to do
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                told = f"another plancmp is writing to {folder}; nothing was written, try again"
                raise PlancmpError(told, status=3) from None
        yield
    finally:
        os.close(handle)


def inside(root: Path, file: str) -> Path:
    """The path of a file of a data folder; PlancmpError where it would lead out of the folder."""
    path = root / file
    if path.parent.resolve() != root.resolve().joinpath(file).parent:
        told = f"{path} would be outside of {root}: a folder on its way is a link"
        raise PlancmpError(f"{told}; nothing was written", status=3)
    return path


def _mode(path: Path) -> int:
    """The permissions of the file to be replaced, or those of a new one."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
