"""Standard input and the two outputs: text encoded as the stream can take it, written whole."""

import codecs
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from plancmp.domain.problems import DataError, PlancmpError
from plancmp.text import escape, visible

STAND_INS: Mapping[str, str] = {
    **dict(zip("✗»≈○≠▾▴‹›●◐█▒░", "x>%o#v^<>*@#+-", strict=True)),
    **dict.fromkeys("·−─–—", "-"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
    "→": "->",
    "×": "x",
    "°": ".",
    "…": "...",
    "¶": "par. ",
}
"""The ASCII printed for a sign that the output's encoding lacks."""


def encoded(text: str, encoding: str, errors: str = "plancmp-readable") -> bytes:
    """The text in an encoding; `errors` is the codec error handler for characters that it lacks.

    A text for programs, which is UTF-8, is all ASCII where the encoding is none of Unicode's: so it
    is right in either.
    """
    if errors != "plancmp-readable" and not codecs.lookup(encoding).name.startswith("utf"):
        return text.encode("ascii", errors)
    return text.encode(encoding, errors)


def _spell_out(error: UnicodeError) -> tuple[str, int]:
    """What cannot be encoded as escapes of its UTF-16 units, which JSON's strings read back."""
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    escapes = (f"\\u{units[index : index + 2].hex()}" for index in range(0, len(units), 2))
    return "".join(escapes), error.end


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """The stand-in of the first character that cannot be encoded, else its number as an escape."""
    assert isinstance(error, UnicodeEncodeError)
    character, following = error.object[error.start], error.start + 1
    return STAND_INS.get(character) or escape(character), following


codecs.register_error("plancmp-spelled", _spell_out)
codecs.register_error("plancmp-readable", _stand_in)


def write_out(text: str, errors: str = "plancmp-readable") -> None:
    """Write to standard output, as `encoded`; a reader that has gone away is no failure.

    Raises PlancmpError where standard output is closed or cannot be written.
    """
    stream = sys.stdout
    if stream is None:
        raise DataError("standard output is closed: nothing was printed")
    try:
        raw = encoded(text, stream.encoding or "utf-8", errors)
        if hasattr(stream, "buffer"):
            _write_whole(raw, stream)
        else:
            stream.write(raw.decode(stream.encoding or "utf-8"))
            stream.flush()
    except BrokenPipeError:
        close_quietly(stream)
    except OSError as error:
        close_quietly(stream)
        message = f"standard output cannot be written: {error.strerror}"
        raise DataError(message) from None


def write(
    text: str, file: Path | None, errors: str, data: Path | None, *, paged: bool = False
) -> None:
    """Write to a file, as `write_file`, else to standard output, through a pager if `paged`.

    Raises PlancmpError where it cannot be written.
    """
    if file:
        write_file(text, file, data)
    elif not (paged and write_paged(text)):
        write_out(text, errors)


def write_file(content: str | bytes, file: Path, data: Path | None) -> None:
    """Write a file whole or not at all, and never among the data that is named or shipped.

    Raises PlancmpError where it cannot be written.
    """
    from plancmp.data import writing
    from plancmp.data.folder import shipped
    from plancmp.data.layout import is_own

    root = data or shipped()
    if is_own(root, file):
        raise PlancmpError(f"{file} would be among the data of {root}; nothing was written")
    writing.write_file(content, file)


def write_paged(text: str) -> bool:
    """Whether a text longer than the terminal was shown in a pager: $PAGER, else `less -FRX`."""
    import shlex
    import shutil
    import subprocess

    if text.count("\n") < shutil.get_terminal_size().lines:
        return False
    asked = os.environ.get("PLANCMP_PAGER", os.environ.get("PAGER", "less -FRX"))
    try:
        command = shlex.split(asked)
    except ValueError:
        return False
    if not command or command == ["cat"] or not shutil.which(command[0]):
        return False
    environ = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    raw = encoded(text, sys.stdout.encoding or "utf-8")
    try:
        subprocess.run(command, input=raw, env=environ, check=False)
    except OSError:
        return False
    return True


def _write_whole(raw: bytes, stream: TextIO) -> None:
    """Write all of it, also to what takes only as much at a time as there is room for."""
    stream.flush()
    try:
        number = stream.fileno()
    except OSError:
        stream.buffer.write(raw)
        stream.flush()
        return
    left = memoryview(raw)
    while left:
        try:
            left = left[os.write(number, left) :]
        except BlockingIOError:
            from select import select

            select([], [number], [])


def warn(message: str) -> None:
    """Write a message to standard error."""
    tell(f"{message}\n")


def tell(text: str) -> None:
    """Write a text to standard error, with nothing in it that could steer a terminal."""
    with suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.write(visible(text))
            sys.stderr.flush()


def close_quietly(stream: TextIO) -> None:
    """Drop what is still buffered, or the interpreter would complain on its way out."""
    with suppress(OSError, ValueError):
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, stream.fileno())
        os.close(devnull)


MAX_INPUT = 64 * 1024 * 1024
"""How many bytes a file that is taken in may have."""


def read_text(path: Path) -> str:
    """The text of a file, in UTF-8, or of standard input where the path is `-`.

    Raises PlancmpError where it cannot be read or is not UTF-8.
    """
    try:
        return read_input(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(f"{path} is not UTF-8; save it as UTF-8") from None


def read_input(path: Path) -> bytes:
    """The bytes of a regular file, or of standard input where the path is `-`.

    Raises PlancmpError where it cannot be read, or does not end within a bound.
    """
    from plancmp.data.files import read_bytes, reason, require_no_address

    if str(path) != "-":
        require_no_address(path, "nothing is fetched: save it in a file, and name that")
        raw, why = read_bytes(str(path), MAX_INPUT, follow=True)
    elif sys.stdin is None:
        raise DataError("standard input is closed: there is nothing to read")
    else:
        try:
            raw, why = sys.stdin.buffer.read(MAX_INPUT + 1), f"has more than {MAX_INPUT:,} bytes"
        except OSError as error:
            raw, why = None, reason(error)
    if raw is None or len(raw) > MAX_INPUT:
        raise DataError(f"{path} {why}; nothing was written")
    return raw
