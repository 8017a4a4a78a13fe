"""The edge to the outside: colour and width as the surroundings ask, and text written whole."""

from __future__ import annotations

import codecs
import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

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


def encoded(text: str, encoding: str, *, exact: bool) -> bytes:
    """The text in an encoding; what that lacks gets a stand-in, or where `exact` is spelled out."""
    return text.encode(encoding, "plancmp-spelled" if exact else "plancmp-readable")


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


def write_out(text: str, *, exact: bool = False) -> None:
    """Write to standard output; a reader that has gone away is no failure."""
    stream = sys.stdout
    if stream is None:
        raise PlancmpError("standard output is closed: nothing was written", status=3)
    try:
        raw = encoded(text, stream.encoding or "utf-8", exact=exact)
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


def write_file(text: str, path: Path) -> None:
    """Write a file whole or not at all, in UTF-8; one already there is replaced only at the end.

    A link stays one: what it leads to is replaced. A device or a pipe is written to as it is.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(text.encode())
            return
        path = path.resolve()
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode())
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(_mode(path))
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        told = f"{path} cannot be written: {error.strerror}; it is as it was"
        raise PlancmpError(told, status=3) from None


def _mode(path: Path) -> int:
    """The permissions of the file to be replaced, or those of a new one."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
