"""A folder of texts: its files, by their fingerprints."""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from plancmp.data.files import reason
from plancmp.domain.problems import PlancmpError
from plancmp.domain.quotes import Text, paragraphs

MAX_BYTES = 16 * 1024 * 1024
"""How many bytes a text may have; a larger file is not opened."""


def fingerprint(path: Path) -> str:
    """The sha256 of a file; Raises PlancmpError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.sha256()
            while part := stream.read(1 << 20):
                digest.update(part)
            return digest.hexdigest()
    except OSError as error:
        raise PlancmpError(f"{path} {reason(error)}", status=3) from None


def read_texts(
    folder: Path, track: Callable[[Sequence[Path]], Iterable[Path]] = iter
) -> tuple[tuple[Text, ...], tuple[str, ...]]:
    """The texts in a folder and the folders in it, and of what is none, what it is.

    A text is a regular file of UTF-8; links to folders are not followed. Raises PlancmpError where
    there is no such folder.
    """
    if not folder.is_dir():
        raise PlancmpError(f"{folder} is not a folder", status=3)
    texts: list[Text] = []
    skipped: list[str] = []

    def note(error: OSError) -> None:
        skipped.append(f"{error.filename}: {reason(error)}")

    paths = [
        Path(parent) / name
        for parent, folders, names in os.walk(folder, onerror=note)
        for name in names
    ]
    for path in track(sorted(paths)):
        name = path.relative_to(folder).as_posix()
        try:
            if not path.is_file():
                skipped.append(f"{name}: is not a regular file")
            elif path.stat().st_size > MAX_BYTES:
                skipped.append(f"{name}: has more than {MAX_BYTES:,} bytes")
            else:
                raw = path.read_bytes()
                digest = hashlib.sha256(raw).hexdigest()
                texts.append(Text(name, digest, paragraphs(raw.decode("utf-8-sig"))))
        except UnicodeDecodeError:
            skipped.append(f"{name}: is not UTF-8")
        except OSError as error:
            skipped.append(f"{name}: {reason(error)}")
    return tuple(texts), tuple(sorted(skipped))
