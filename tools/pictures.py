"""Draws the pictures of the README: what a terminal shows, as SVG that needs nothing from outside.

    python tools/pictures.py [FOLDER]

writes them into docs/pictures, or into FOLDER.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

WIDTH = 100
PICTURES = {
    "diff": ("plancmp diff april november", 1, 34),
    "sources": ("plancmp sources point-26", 1, 47),
    "conflicts": ("plancmp conflicts november", 1, 30),
}
"""A picture's name, its command, and the first and last line that it shows."""


def drawn(name: str) -> str:
    """The SVG of a picture."""
    command, first, last = PICTURES[name]
    options = ["--color", "always", "--width", str(WIDTH)]
    ran = subprocess.run(
        [sys.executable, "-m", *shlex.split(command), *options],
        stdout=subprocess.PIPE,
        check=True,
    )
    lines = ran.stdout.decode().splitlines()[first - 1 : last]
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(lines)), soft_wrap=True)
    svg = console.export_svg(title=f"$ {command}", unique_id=f"plancmp-{name}")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main() -> None:
    """Draw them all."""
    given = sys.argv[1:]
    folder = Path(given[0]) if given else Path(__file__).parent.parent / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for name in PICTURES:
        (folder / f"{name}.svg").write_text(drawn(name), encoding="utf-8")


if __name__ == "__main__":
    main()
