"""plancmp on a terminal of a given size, whose every byte is kept."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.support.datasets import CHECKOUT
from tests.support.running import surroundings


def on_terminal(
    *args: str,
    data: Path,
    columns: int = 100,
    rows: int = 40,
    environ: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    """Run plancmp on a terminal; its status, and what the terminal is sent.

    Nothing is paged unless the environment names a pager.
    """
    said = {"PLANCMP_DATA": str(data), "TERM": "xterm-256color", "PAGER": "cat", **(environ or {})}
    command = [sys.executable, "-m", "plancmp", *args]
    return sent(command, surroundings(said), CHECKOUT, columns, rows)


def sent(
    command: Sequence[str], environ: Mapping[str, str], cwd: Path, columns: int, rows: int
) -> tuple[int, str]:
    """The status of a command, and what it sends a terminal of so many columns and rows."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    attributes = termios.tcgetattr(side)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(side, termios.TCSANOW, attributes)
    with subprocess.Popen(
        command, env=environ, cwd=cwd, stdin=side, stdout=side, stderr=side
    ) as running:
        os.close(side)
        shown = bytearray()
        while True:
            try:
                part = os.read(main, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        os.close(main)
        return running.wait(), shown.decode()


def bare(shown: str) -> str:
    """What a terminal was sent, without colours, links and the bar of a long run."""
    return re.sub(r"\x1b\[[\d;?]*[A-Za-z]|\x1b\]8;;[^\x1b]*\x1b\\", "", shown)
