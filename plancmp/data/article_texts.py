"""A folder of texts: its files, by their fingerprints; and what is no text, with what to do."""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from plancmp.data import yaml_reader
from plancmp.data.files import read_bytes, reason
from plancmp.data.keys import DATASET
from plancmp.data.layout import TEXTS
from plancmp.data.yaml_reader import YamlMapping
from plancmp.domain.problems import PlancmpError
from plancmp.domain.quotes import Text, paragraphs
from plancmp.domain.values import ValueFault

MAX_BYTES = 16 * 1024 * 1024
"""How many bytes a text may have; a larger file is not opened."""


_COPY = "copy its text, and give that on standard input: --page -"
_KINDS = {
    b"%PDF-": f"is a PDF: {_COPY}",
    b"PK\x03\x04": "is a packed file, such as .docx or .odt: save it as plain text in UTF-8",
    b"\xd0\xcf\x11\xe0": "is a document of Word: save it as plain text in UTF-8",
    b"{\\rtf": "is rich text (RTF): save it as plain text in UTF-8",
    b"\xff\xfe": "is UTF-16: save it as UTF-8",
    b"\xfe\xff": "is UTF-16: save it as UTF-8",
    b"\x89PNG": f"is a picture: {_COPY}",
    b"\xff\xd8\xff": f"is a picture: {_COPY}",
    b"bplist": "is a web archive of Safari: save the page as its source, or print its text",
}
"""How files that are no text begin, and what each is."""


def no_text(raw: bytes) -> str:
    """What bytes are that are no text, with what to do; empty where they may be one."""
    for beginning, is_one in _KINDS.items():
        if raw.startswith(beginning):
            return is_one
    return "is no text: it has bytes of zero" if b"\0" in raw else ""


def texts_folder(root: Path) -> Path:
    """Where the texts of a data folder are, which its dataset.yaml may say; it need not exist."""
    raw, _ = read_bytes(f"{root}/dataset.yaml")
    data, _ = yaml_reader.parse((raw or b"").decode("utf-8-sig", "replace"), "")
    key, _, read = DATASET.by_name["texts"]
    try:
        named = isinstance(data, YamlMapping) and "texts" in data and read(data["texts"], key)
    except ValueFault:  # which check tells
        named = ""
    return root / (named or TEXTS)


def texts_at_hand(root: Path) -> tuple[Text, ...]:
    """The texts of a data folder; none where it has no folder of them."""
    folder = texts_folder(root)
    return read_texts(folder)[0] if folder.is_dir() else ()


def fingerprint(path: Path) -> str:
    """The sha256 of a text. Raises PlancmpError where it cannot be read, or is no text."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.sha256()
            while part := stream.read(1 << 20):
                if what := no_text(part):
                    raise PlancmpError(f"{path} {what}", status=3)
                digest.update(part)
            return digest.hexdigest()
    except OSError as error:
        raise PlancmpError(f"{path} {reason(error)}", status=3) from None


def read_lines(folder: Path, text: Text) -> tuple[str, ...]:
    """The paragraphs of a text of a folder as its file writes them, white space folded."""
    raw, why = read_bytes(str(folder / text.name), MAX_BYTES)
    if raw is None:
        raise PlancmpError(f"{folder / text.name} {why}", status=3)
    lines = re.split(r"\r\n|\r|\n", raw.decode("utf-8-sig"))
    return tuple(folded for line in lines if (folded := " ".join(line.split())))


def read_texts(
    folder: Path, track: Callable[[Sequence[Path]], Iterable[Path]] = iter
) -> tuple[tuple[Text, ...], tuple[str, ...]]:
    """The texts in a folder and the folders in it, and of what is none, what it is.

    A text is a regular file of UTF-8 whose name begins with no dot; links to folders are not
    followed. Raises PlancmpError where
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
        if name[0] != "."
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
