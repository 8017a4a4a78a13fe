"""Standard input and the two outputs: text encoded as the stream can take it, written whole."""

import codecs
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from plancmp.domain.problems import PlancmpError
from plancmp.text import escape, visible

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


def encoded(text: str, encoding: str, lacking: str = "plancmp-readable") -> bytes:
    """The text in an encoding; `lacking` is the error handler for the characters that it lacks.

    A text that programs read, which is UTF-8, is all ASCII where the encoding is none of Unicode's:
    so it is right in either.
    """
    if lacking != "plancmp-readable" and not codecs.lookup(encoding).name.startswith("utf"):
        return text.encode("ascii", lacking)
    return text.encode(encoding, lacking)


def _spell_out(error: UnicodeError) -> tuple[str, int]:
    """What cannot be encoded as UTF-16 units spelled out, which JSON's strings read back."""
    assert isinstance(error, UnicodeEncodeError)
    lacking = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    units = (lacking[index : index + 2].hex() for index in range(0, len(lacking), 2))
    return "".join(f"\\u{unit}" for unit in units), error.end


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """The stand-in of the first character that cannot be encoded, or its number spelled out."""
    assert isinstance(error, UnicodeEncodeError)
    character, following = error.object[error.start], error.start + 1
    return STAND_INS.get(character) or escape(character), following


codecs.register_error("plancmp-spelled", _spell_out)
codecs.register_error("plancmp-readable", _stand_in)


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
        message = f"standard output cannot be written: {error.strerror}"
        raise PlancmpError(message, status=3) from None


def warn(message: str) -> None:
    """Write a line to standard error, with nothing in it that could steer a terminal."""
    with suppress(OSError):
        if sys.stderr is not None:
            sys.stderr.write(f"{visible(message)}\n")
            sys.stderr.flush()


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
        message = f"{path} is not UTF-8; save it as `CSV UTF-8`"
        raise PlancmpError(message, status=3) from None
    except OSError as error:
        raise PlancmpError(f"{path} cannot be read: {error.strerror}", status=3) from None
