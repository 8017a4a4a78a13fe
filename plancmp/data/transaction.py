"""Several files of a data folder changed together: all of them, or none.

What is to be done is written down first, beside the files. Stopped on the way, the next command
that changes files together does the rest.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from plancmp.data.layout import UNFINISHED
from plancmp.data.writing import (
    make_folders,
    remove_folders,
    require_writable,
    resolve_inside,
    staged,
    write_lock,
)
from plancmp.domain.problems import DataError


class FileChange(NamedTuple):
    """A file of a data folder, by its name there, as it is and as it is to be; None for no file."""

    file: str
    before: bytes | None
    after: bytes | None


@contextmanager
def changing(root: Path) -> Iterator[bool]:
    """Keep other writers out, and finish what an earlier command was stopped at.

    Yields whether there was such a thing: the caller is to do nothing more then. Raises
    PlancmpError where it cannot be finished, or another writer is at work.
    """
    with write_lock(root):
        yield _finish(root)


def change_together(root: Path, changes: Sequence[FileChange]) -> None:
    """Make all changes or none; the caller keeps other writers out.

    Raises PlancmpError where a file is not as it was, or cannot be written.
    """
    made: list[Path] = []
    path = root
    begun = False
    try:
        with ExitStack() as stack:
            ready: list[tuple[Path, Path | None]] = []
            for change in changes:
                path = resolve_inside(root, change.file)
                if _content(path) != change.before:
                    raise DataError(f"{path} was changed meanwhile; nothing was written")
                require_writable(path)
                made += make_folders(path.parent)
                after = change.after
                ready.append(
                    (path, None if after is None else stack.enter_context(staged(after, path)))
                )
            path = root / UNFINISHED
            plan = stack.enter_context(staged(_written(changes), path))
            plan.replace(path)
            begun = True
            for path, new in ready:
                _put(path, new)
            path = root / UNFINISHED
            path.unlink()
    except OSError as error:
        if not begun:
            remove_folders(made)
        rest = "give the command again for the rest" if begun else "nothing was written"
        raise DataError(f"{path} cannot be written: {error.strerror}; {rest}") from None


def _put(path: Path, new: Path | None) -> None:
    if new:
        new.replace(path)
    else:
        path.unlink()


def _finish(root: Path) -> bool:
    """Do what is left of a change that was begun, and return whether one was."""
    plan = root / UNFINISHED
    raw = _content(plan)
    if raw is None:
        return False
    path = plan
    try:
        for file, said in json.loads(raw)["changes"].items():
            path = resolve_inside(root, file)
            there = _content(path)
            after = said["after"]
            if there == (None if after is None else after.encode()):
                continue
            if _digest(there) != said["before"]:
                message = f"{path} was changed while a change of several files was unfinished"
                raise DataError(f"{message}; see {plan}, and remove it")
            make_folders(path.parent)
            if after is None:
                path.unlink()
            else:
                with staged(after.encode(), path) as new:
                    new.replace(path)
        path = plan
        plan.unlink()
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise DataError(f"{plan} cannot be read; remove it") from None
    return True


def _written(changes: Sequence[FileChange]) -> bytes:
    """The changes as they are written down, for the command that may have to finish them."""
    said: Mapping[str, Mapping[str, str | None]] = {
        change.file: {
            "before": _digest(change.before),
            "after": None if change.after is None else change.after.decode(),
        }
        for change in changes
    }
    return json.dumps({"changes": said}, ensure_ascii=False, indent=1).encode()


def _digest(raw: bytes | None) -> str | None:
    return None if raw is None else hashlib.sha256(raw).hexdigest()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
