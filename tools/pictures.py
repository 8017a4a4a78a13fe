"""Draws the pictures of the README: what a terminal shows, as SVG that needs nothing from outside.

    python tools/pictures.py [FOLDER]

writes them into docs/pictures, or into FOLDER.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from html import escape, unescape
from io import StringIO
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

WIDTH = 80
PICTURES = {
    "diff": "plancmp diff april november",
    "sources": "plancmp sources november/amnesty",
    "conflicts": "plancmp conflicts november",
}
"""A picture's name, and the command whose first screen it shows whole."""

LETTER = 12.2
"""How wide Rich draws a letter."""


def drawn(name: str) -> str:
    """The SVG of a picture."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(screen(PICTURES[name])), soft_wrap=True)
    svg = console.export_svg(title=f"$ {PICTURES[name]}", unique_id=f"plancmp-{name}")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"<text ([^>]*)>([^<]*)</text>", _run, svg)


def screen(command: str) -> str:
    """What a command shows on a terminal, with colours and without links."""
    main, side = pty.openpty()
    said = {"COLUMNS": str(WIDTH), "PAGER": "cat", "TERM": "xterm-256color"}
    words = [sys.executable, "-m", *shlex.split(command)]
    with subprocess.Popen(
        words, env={**os.environ, **said}, stdout=side, stderr=subprocess.DEVNULL
    ) as running:
        os.close(side)
        shown = b"".join(_parts(main))
        os.close(main)
        assert running.wait() == 0
    text = shown.decode().replace("\r\n", "\n").rstrip("\n")
    return re.sub(r"\x1b\]8;;[^\x1b]*\x1b\\", "", text)


def _parts(terminal: int) -> Iterator[bytes]:
    """What is sent to a terminal until its other side is closed, which Linux has as an error."""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            return
        if not part:
            return
        yield part


def _run(found: re.Match[str]) -> str:
    """A run of text as runs that begin with a letter, each at its place.

    Some renderers drop or join the blanks at the start of a run and between its words.
    """
    attributes, text = found.groups()
    x = re.search(r'(?<=\bx=")[\d.]+', attributes)
    if not x or "textLength" not in attributes:
        return found[0]
    text = unescape(text).replace("\N{NO-BREAK SPACE}", " ")
    runs = []
    for words in re.finditer(r"\S+(?: \S+)*", text):
        left, length = (cell_len(part) * LETTER for part in (text[: words.start()], words[0]))
        placed = re.sub(r'(?<=\bx=")[\d.]+', _number(float(x[0]) + left), attributes)
        placed = re.sub(r'(?<=textLength=")[\d.]+', _number(length), placed)
        runs.append(f'<text xml:space="preserve" {placed}>{escape(words[0], quote=False)}</text>')
    return "".join(runs)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def main() -> None:
    """Draw them all."""
    given = sys.argv[1:]
    folder = Path(given[0]) if given else Path(__file__).parent.parent / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for name in PICTURES:
        (folder / f"{name}.svg").write_text(drawn(name), encoding="utf-8")


if __name__ == "__main__":
    main()
