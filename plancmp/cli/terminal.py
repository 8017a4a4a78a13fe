"""Colour and width as the surroundings ask."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO

FILE_WIDTH = 100
"""Columns where there is no terminal to ask."""
NARROWEST = 20
"""The fewest columns that tables are laid out for."""
WIDEST = 10_000
"""The most columns that tables are laid out for."""


def wants_color(choice: str, stream: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Whether to colour: --color, then NO_COLOR, then FORCE_COLOR, then is it a terminal."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return environ.get("TERM") != "dumb" and is_terminal(stream)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads the stream as it is written."""
    return stream is not None and stream.isatty()


def width_of(choice: int | None, stream: TextIO | None, environ: Mapping[str, str]) -> int:
    """Columns to lay out for: --width, then COLUMNS, then the terminal, then FILE_WIDTH.

    WIDEST where there are more. Where standard output is a pipe, the terminal is asked at which
    somebody sits at its end.
    """
    if choice is not None:
        return choice
    columns = environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and columns.strip("0"):
        return int(columns) if len(columns) <= len(str(WIDEST)) else WIDEST
    for asked in (stream, sys.stderr, sys.stdin) if stream is not None else ():
        with suppress(OSError, ValueError, AttributeError):
            return os.get_terminal_size(asked.fileno()).columns or FILE_WIDTH
    return FILE_WIDTH
