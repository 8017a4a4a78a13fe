"""The examples of the rules' pages as files: plancmp/rules/pages/README.md says how they read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from plancmp.rules.page import PAGES


def _parts(example: str) -> Iterator[tuple[str, str, str]]:
    """File name, what the heading says beside it, and text of each file of an example."""
    for part in ("\n" + example).split("\n== ")[1:]:
        head, _, text = part.partition("\n")
        name, _, how = head.partition(" ")
        yield name, how, f"{text.rstrip()}\n"


def _data_set() -> Mapping[str, str]:
    page = (PAGES / "README.md").read_text(encoding="utf-8")
    _, _, rest = page.partition("\n```yaml data\n")
    example, _, _ = rest.partition("\n```")
    return {name: text for name, _, text in _parts(example)}


EXAMPLE = _data_set()
"""The text of each file of a small data set without a problem, which examples are laid over."""


def lay(example: str, folder: Path) -> None:
    """Write the example data set into a folder, and an example over it."""
    for name, text in EXAMPLE.items():
        _write(folder / name, text.encode())
    write_over(example, folder)


def write_over(example: str, folder: Path) -> None:
    """Write an example over the files of a folder."""
    for name, how, text in _parts(example):
        path = folder / name
        if how.startswith("is "):
            path.unlink(missing_ok=True)
        if how == "is a folder":
            path.mkdir(parents=True)
        elif how != "is gone":
            _write(path, text.encode(how.removeprefix("in ") or "utf-8"))


def _write(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
