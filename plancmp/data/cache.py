"""What was read of a data folder, and what was made of that, kept for the next run.

The times and sizes of data files are not trusted: all names and bytes that a copy rests on are
looked at again, and it is taken only where none has changed. That saves parsing them; where the
same is asked again, it saves all that comes after, too.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from plancmp import __version__
from plancmp.data.files import read_bytes
from plancmp.data.folder import DataFolder
from plancmp.domain.problems import PlancmpError

_Question = tuple[Any, ...]
"""What a folder is asked: the name of its method, and what that is given."""

MOST = 16
"""At most so many copies are kept: those that were used last."""
_ROOMS = (
    *("", "domain", "domain/values", "data", "views", "render", "render/templates"),
    *("cli", "cli/commands"),
)
"""The folders of the package whose code makes what is kept."""
MOST_BYTES = 8 * 1024 * 1024
"""No copy is kept that is larger."""


class _Copy(NamedTuple):
    """What was read or made, with all that it rests on."""

    of: tuple[object, ...]
    """What it is a copy of: the code, the folder, what was read, and what was asked of that."""
    content: bytes
    id: bytes
    """Drawn when the data was read; a copy of what was made of that data has the same."""
    answers: dict[_Question, object]
    """What the folder was asked, and what it answered; empty for what was made of a copy."""


class _Witness(DataFolder):
    """A data folder that notes what it is asked, and what it answers."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.answers: dict[_Question, object] = {}
        self.size = 0
        """How many bytes were read of its files."""

    def answer(self, question: _Question) -> object:
        """What it answers now; None where the bytes read by then are too many to keep."""
        method, *given = question
        getattr(self, method)(*given)
        return self.answers.get(question)

    def read(self, file: str) -> Any:
        answer = super().read(file)
        self.size += len(answer)
        if self.size <= MOST_BYTES:  # more is not kept
            self.answers["read", file] = answer
        return answer

    def looks_like_data(self, path: str) -> bool:
        answer = self.answers["looks_like_data", path] = super().looks_like_data(path)
        return answer

    def articles_mentioning(self, plans: Iterable[str]) -> Any:
        asked = tuple(plans)
        answer = self.answers["articles_mentioning", asked] = super().articles_mentioning(asked)
        return answer

    def _look(self, look: Callable[[Path], Iterable[Any]], under: str) -> Any:
        found, problems = super()._look(look, under)
        self.answers["_look", look, under] = sorted(map(_named, found)), problems
        return found, problems


def _named(entry: "str | os.DirEntry[str]") -> str:
    """The name of an entry, for comparing listings; that of a folder has a slash at its end."""
    if isinstance(entry, str):
        return entry
    return f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name


class Kept:
    """What is read of a folder, and what is made of that; from copies, where these still hold."""

    def __init__(
        self,
        folder: DataFolder,
        what: tuple[str, ...],
        read: Callable[[DataFolder], tuple[Any, Any]],
    ) -> None:
        """Take a function that returns what it reads of a folder, and the problems.

        `what` names that, among all that may be read of the same folder. Copies are kept where
        there are no problems, and the folder has a cache that can be written to.
        """
        self._folder, self._read = folder, read
        self._root, self._what = folder.root.absolute(), what

    @cached_property
    def _of(self) -> tuple[object, ...]:
        drawn = os.environ.get("UNICODE_VERSION")  # by which Rich tells how wide signs are
        code = (__version__, sys.version, *_code(), *_libraries(), drawn)
        return code, str(self._root), self._what

    @cached_property
    def _copy(self) -> _Copy | None:
        """The copy of what is read; None where there is none that holds."""
        copy = self._stored(self._of) if self._folder.cache_path else None
        now = self._witness() if copy else None
        return copy if copy and now and _holds(now, copy) else None

    def _witness(self) -> _Witness | None:
        """A witness of the folder; None where that cannot be reached by its absolute path."""
        with suppress(OSError, PlancmpError):
            return _Witness(self._root)
        return None

    @cached_property
    def read(self) -> tuple[Any, Any]:
        """What is read, and the problems."""
        if self._copy:
            return pickle.loads(self._copy.content), ()
        witness = self._witness() if self._folder.cache_path else None
        if not witness:
            return self._read(self._folder)
        read, problems = self._read(witness)
        if not problems and witness.size <= MOST_BYTES:
            content = pickle.dumps(read, pickle.HIGHEST_PROTOCOL)
            copy = _Copy(self._of, content, os.urandom(16), witness.answers)
            self._copy = copy if self._store(copy) else None
        return read, problems

    def made(self, question: tuple[object, ...]) -> Any:
        """What was made of what is read, when the same was asked; None where it is to be made."""
        copy = self._copy and self._stored((*self._of, question))
        if not (self._copy and copy and copy.id == self._copy.id):
            return None
        return pickle.loads(copy.content)

    def keep(self, question: tuple[object, ...], made: object) -> None:
        """Keep what was made, of what is read and the question alone."""
        if self._copy:
            content = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
            self._store(_Copy((*self._of, question), content, self._copy.id, {}))

    def _file(self, of: tuple[object, ...]) -> Path | None:
        folder = self._folder.cache_path
        return folder and folder / f"{crc32(repr(of).encode()):08x}.copy"

    def _stored(self, of: tuple[object, ...]) -> _Copy | None:
        """The copy of this, if it was kept; it is now the one that was taken last."""
        file = self._file(of)
        copy = file and _copy_in(file)
        if not (file and copy and copy.of == of):
            return None
        with suppress(OSError):
            os.utime(file)
        return copy

    def _store(self, copy: _Copy) -> bool:
        """Whether it is there to be taken by the next run."""
        if file := self._file(copy.of):
            with suppress(OSError):
                return _write(copy, file)
        return False


def _code() -> Iterator[tuple[str, int, int]]:
    """What tells this code from another: the files of the package, with their sizes and times."""
    package = Path(__file__).parent.parent
    for room in _ROOMS:
        with suppress(OSError):
            for entry in sorted(os.scandir(package / room), key=lambda entry: entry.name):
                if entry.is_file():
                    status = entry.stat()
                    yield f"{room}/{entry.name}", status.st_size, status.st_mtime_ns


def _copy_in(file: Path) -> _Copy | None:
    """The copy that a file holds; None where it is damaged, or others may have written it."""
    raw, _ = read_bytes(str(file), MOST_BYTES, own=True)
    if raw is None or crc32(raw[4:]).to_bytes(4, "big") != raw[:4]:
        return None
    try:
        found = pickle.loads(raw[4:])
    except Exception:  # one of other code, which names what is no longer there
        return None
    return found if isinstance(found, _Copy) else None


def _holds(now: _Witness, copy: _Copy) -> bool:
    """Whether a folder still answers as it did when the copy was made."""
    return all(now.answer(question) == answer for question, answer in copy.answers.items())


def _libraries() -> Iterator[tuple[str, int]]:
    """What tells the libraries that read and print from others: their places and times."""
    for name in ("yaml", "rich", "jinja2"):
        spec = find_spec(name)
        with suppress(OSError):
            if spec and spec.origin:
                yield spec.origin, Path(spec.origin).stat().st_mtime_ns


def _write(copy: _Copy, file: Path) -> bool:
    """Write a copy for its owner alone, whole or not at all, and delete the oldest of too many.

    False where it is too large.
    """
    import tempfile  # slow to import, and only where something was read anew

    raw = pickle.dumps(copy, pickle.HIGHEST_PROTOCOL)
    raw = crc32(raw).to_bytes(4, "big") + raw
    if len(raw) > MOST_BYTES:
        return False
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        new.replace(file)
    finally:
        with suppress(OSError):
            new.unlink()
    ours = file.parent.glob(f"{'[0-9a-f]' * 8}.copy*")
    by_age = sorted(ours, key=lambda each: each.stat().st_mtime)
    for old in by_age[:-MOST]:
        old.unlink()
    return True
