"""The texts of articles: the files of a folder that are texts, and the sha256 each is known by."""

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from plancmp.data import yaml_reader
from plancmp.data.files import read_bytes, reason, require_no_address
from plancmp.data.keys import DATASET
from plancmp.data.layout import TEXTS
from plancmp.data.plain_text import NoText, decoded, require_words
from plancmp.data.yaml_reader import YamlMapping
from plancmp.domain.folding import shaped, shaped_lines
from plancmp.domain.problems import DataError
from plancmp.domain.texts import Text, text_of
from plancmp.domain.values import ValueFault

MAX_TEXT_BYTES = 16 * 1024 * 1024
"""How many bytes a text may have."""

_MARK = "\ufeff"
_EMPTY_LINES = 16
"""How many line ends a text may have at its end and be known by any number of them."""


class Texts(NamedTuple):
    """The texts in a folder."""

    named: tuple[Text, ...]
    """Those with one of the fingerprints asked for."""
    others: Iterable[Text]
    """All other texts, each read anew when the iteration comes to it."""
    passed_over: tuple[str, ...]
    """The files that are no text, and the folders that cannot be read, each with why."""
    files: int
    """How many files there are, texts or not."""


def texts_folder(root: Path) -> Path:
    """Where the texts of a data folder are, which its dataset.yaml may say; it need not exist."""
    raw, _ = read_bytes(f"{root}/dataset.yaml")
    data, _ = yaml_reader.parse((raw or b"").decode(errors="replace"), "")
    key, *_, read = DATASET.by_name["texts"]
    try:
        named = isinstance(data, YamlMapping) and "texts" in data and read(data["texts"], key)
    except ValueFault:  # which check tells
        named = ""
    return root / (named or TEXTS)


def texts_at_hand(root: Path, folder: Path | None = None) -> tuple[Text, ...]:
    """The texts of a folder, else of the data's own; none where the data has no folder of them."""
    there = folder or texts_folder(root)
    return read_texts(there).named if folder or there.is_dir() else ()


def fingerprint(path: Path) -> str:
    """The sha256 that an article is to name a text by.

    That of the file, as it is without a byte order mark and with its lines ended as on Unix. Raises
    PlancmpError where it is no text.
    """
    hint = "save the article's words in a file first, one paragraph to a line, and name that"
    require_no_address(path, hint)
    content = _read_content(path)
    try:
        require_words(content)
    except NoText as error:
        raise DataError(error.of(path)) from None
    if not shaped_lines(content):
        raise DataError(f"{path} has no words in it")
    return fingerprint_of(content)


def fingerprint_of(content: str) -> str:
    """The sha256 that an article is to name a text of this content by."""
    return hashlib.sha256(_plain(content).encode()).hexdigest()


def fingerprints(content: str) -> Iterator[str]:
    """Every sha256 by which a text is known.

    A checkout, a mail or an editor changes line ends, the mark at the beginning and the empty lines
    at the end: an article may have been given any of them.
    """
    lines = _plain(content).rstrip("\n")
    for end in (b"\n", b"\r\n"):
        for mark in (b"", _MARK.encode()):
            digest = hashlib.sha256(mark + lines.encode().replace(b"\n", end))
            yield digest.hexdigest()
            for _ in range(_EMPTY_LINES):
                digest.update(end)
                yield digest.hexdigest()


def _plain(content: str) -> str:
    """A text without a byte order mark, its lines ended as on Unix."""
    return re.sub(r"\r\n?", "\n", content.removeprefix(_MARK))


def read_paragraphs(path: Path) -> tuple[str, ...]:
    """The paragraphs of a text as its file writes them, but for white space.

    They are those that are counted in `Text.shaped`. Raises PlancmpError where it is no text.
    """
    lines = _plain(_read_content(path)).split("\n")
    return tuple(" ".join(line.split()) for line in lines if shaped(line))


def read_texts(
    folder: Path,
    known: AbstractSet[str] | None = None,
    track: Callable[[Sequence[Path]], Iterable[Path]] = iter,
) -> Texts:
    """The texts in a folder and the folders in it; `known` are the fingerprints of articles.

    Without them all texts are among the named. A text is a regular file of UTF-8, or a link to one,
    whose name begins with no dot; links to folders are not followed. Raises PlancmpError where
    there is no such folder.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder")
    named: list[Text] = []
    others: list[Path] = []
    passed_over: list[str] = []
    paths = sorted(_files(folder, passed_over))
    for path in track(paths):
        name = path.relative_to(folder).as_posix()
        try:
            if not path.is_file():
                raise NoText("is not a regular file")
            raw = _raw(path)
            content = decoded(raw)
        except (NoText, OSError) as error:
            found = error.found if isinstance(error, NoText) else reason(error)
            passed_over.append(f"{name}: {found}")
            continue
        digests = (*fingerprints(content), hashlib.sha256(raw).hexdigest())
        if known is None or not known.isdisjoint(digests):
            named.append(text_of(name, content, digests))
        else:
            others.append(path)
    return Texts(tuple(named), _read(folder, others), tuple(sorted(passed_over)), len(paths))


def _read(folder: Path, paths: Iterable[Path]) -> Iterator[Text]:
    for path in paths:
        try:
            content = decoded(_raw(path))
        except NoText:  # since it was looked at
            continue
        yield text_of(path.relative_to(folder).as_posix(), content)


def _files(folder: Path, passed_over: list[str]) -> Iterator[Path]:
    """All files below a folder; folders that cannot be looked into are noted."""
    folders = [folder]
    while folders:
        parent = folders.pop()
        try:
            with os.scandir(parent) as entries:
                for entry in entries:
                    path = parent / entry.name
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(path)
                    elif not entry.name.startswith("."):
                        yield path
        except OSError as error:
            passed_over.append(f"{parent.relative_to(folder).as_posix()}: {reason(error)}")


def _raw(path: Path) -> bytes:
    """The bytes of a regular file, or of one that a link leads to. NoText where there are none.

    Nothing else is opened: what a device or a pipe does then is not known.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise NoText(reason(error)) from None
    if not stat.S_ISREG(mode):
        raise NoText("is a folder" if stat.S_ISDIR(mode) else "is not a regular file")
    raw, why = read_bytes(str(path), MAX_TEXT_BYTES, follow=True)
    if raw is None:
        raise NoText(why)
    return raw


def _read_content(path: Path) -> str:
    try:
        return decoded(_raw(path))
    except NoText as error:
        raise DataError(error.of(path)) from None
