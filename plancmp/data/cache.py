"""What was read of a data folder, kept for the next run.

A copy is never taken for what is there on the word of a time or a size. All that was looked at is
looked at again, and only where no name and no byte is other is the copy taken: what that saves is
to parse.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from plancmp import __version__
from plancmp.data.files import read_bytes
from plancmp.data.folder import DataFolder

_Question = tuple[Any, ...]
"""What a folder is asked: the name of its method, and what that is given."""

MOST = 8
"""So many copies are kept; of more, those that were made last."""
MOST_BYTES = 8 * 1024 * 1024
"""No copy is kept that is larger."""


class _Copy(NamedTuple):
    """What was read, with all that it rests on."""

    of: tuple[object, ...]
    answers: dict[_Question, object]
    """What the folder was asked, and what it answered."""
    read: bytes


class _Witness(DataFolder):
    """A data folder that notes what it is asked, and what it answers."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.answers: dict[_Question, object] = {}
        self.size = 0
        """Of the files that were read, in bytes."""

    def answer(self, question: _Question) -> object:
        """What it answers now; None where that is more than is kept."""
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
    """A name as listings are compared by: that of a folder is none that a file could have."""
    if isinstance(entry, str):
        return entry
    return f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name


def cached(
    folder: DataFolder, what: tuple[str, ...], read: Callable[[DataFolder], tuple[Any, Any]]
) -> tuple[Any, Any]:
    """What `read` makes of a folder, and the problems: a copy, where all that it rests on is there.

    `what` tells apart what is read of one folder. A copy is kept where there are no problems, and
    the folder has a cache that can be written to.
    """
    if folder.cache_path is None:
        return read(folder)
    root = folder.root.absolute()
    of = (__version__, sys.version, tuple(_code()), str(root), what)
    file = folder.cache_path / f"{crc32(repr(of).encode()):08x}.copy"
    copy = _copy_in(file)
    if copy and copy.of == of and _holds(root, copy):
        return pickle.loads(copy.read), ()
    witness = _Witness(root)
    made, problems = read(witness)
    if not problems and witness.size <= MOST_BYTES:
        stored = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
        with suppress(OSError):
            _keep(_Copy(of, witness.answers, stored), file)
    return made, problems


def _code() -> Iterator[tuple[str, int, int]]:
    """What tells the code that reads from another: its files, with their sizes and times."""
    package = Path(__file__).parent.parent
    for room in ("data", "domain", "domain/values"):
        with suppress(OSError):
            for entry in sorted(os.scandir(package / room), key=lambda entry: entry.name):
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    yield f"{room}/{entry.name}", status.st_size, status.st_mtime_ns


def _copy_in(file: Path) -> _Copy | None:
    """The copy that a file holds; None where there is none that is whole and nobody else's."""
    raw, _ = read_bytes(str(file), MOST_BYTES, own=True)
    if raw is None or crc32(raw[4:]).to_bytes(4, "big") != raw[:4]:
        return None
    try:
        found = pickle.loads(raw[4:])
    except Exception:  # one of other code, which names what is no longer there
        return None
    return found if isinstance(found, _Copy) else None


def _holds(root: Path, copy: _Copy) -> bool:
    """Whether a folder answers as it did."""
    now = _Witness(root)
    return all(now.answer(question) == answer for question, answer in copy.answers.items())


def _keep(copy: _Copy, file: Path) -> None:
    """Write a copy for its owner alone, whole or not at all, and delete the oldest of too many."""
    import tempfile  # slow to import, and only where something was read anew

    raw = pickle.dumps(copy, pickle.HIGHEST_PROTOCOL)
    if len(raw) >= MOST_BYTES:
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(crc32(raw).to_bytes(4, "big") + raw)
        new.replace(file)
    finally:
        with suppress(OSError):
            new.unlink()
    ours = file.parent.glob(f"{'[0-9a-f]' * 8}.copy*")
    by_age = sorted(ours, key=lambda each: each.stat().st_mtime)
    for old in by_age[:-MOST]:
        old.unlink()
