"""plancmp run as a user runs it: inside this process, which is quick, or as a process."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import IO, NamedTuple, Protocol
from unittest import mock

from plancmp import cli
from tests.support.datasets import CHECKOUT

OURS = (
    *("PLANCMP_", "PYTHON", "COLUMNS", "LINES", "TERM", "NO_COLOR", "FORCE_COLOR", "CI"),
    *("PAGER", "LESS"),
)
"""What the surroundings may not say in a test, unless the test says it."""


class Ran(NamedTuple):
    """How a run ended and what it wrote."""

    status: int
    out: str
    err: str


class Run(Protocol):
    """Takes the arguments, and what the environment should say, by name."""

    def __call__(self, *args: str, **environ: str) -> Ran: ...


def surroundings(said: Mapping[str, str]) -> dict[str, str]:
    """The environment with nothing of ours in it but what is said here; no copy is kept."""
    others = {key: is_ for key, is_ in os.environ.items() if not key.startswith(OURS)}
    return {**others, "PLANCMP_CACHE": "", **said}


class _Terminal(io.TextIOWrapper):
    """An output that says that a person reads it."""

    def isatty(self) -> bool:
        return True


def run_on_terminal(*args: str, width: int = 80, **environ: str) -> Ran:
    """Run plancmp's `main` in this process as on a terminal without colour or pager."""
    said = {"COLUMNS": str(width), "NO_COLOR": "1", "PAGER": "cat", "TERM": "xterm", **environ}
    return _run(args, said, _Terminal)


def run_inside(*args: str, **environ: str) -> Ran:
    """Run plancmp's `main` in this process."""
    return _run(args, environ, io.TextIOWrapper)


def _run(args: Sequence[str], environ: Mapping[str, str], stdout: type[io.TextIOWrapper]) -> Ran:
    out = stdout(io.BytesIO(), "utf-8", newline="")
    err = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
    status = 0
    with (
        mock.patch.dict(os.environ, surroundings(environ), clear=True),
        mock.patch.object(sys, "argv", ["plancmp", *args]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            cli.main()
        except SystemExit as end:
            status = int(end.code or 0)
    texts = []
    for stream in (out, err):
        stream.flush()
        assert isinstance(stream.buffer, io.BytesIO)
        texts.append(stream.buffer.getvalue().decode())
    return Ran(status, *texts)


def process(
    *args: str,
    environ: Mapping[str, str] | None = None,
    stdout: int | IO[bytes] = subprocess.PIPE,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run plancmp as a process of its own; no warning of Python's goes unseen."""
    return subprocess.run(
        [sys.executable, "-m", "plancmp", *args],
        env=surroundings({"PYTHONDEVMODE": "1", "PYTHONWARNINGS": "error", **(environ or {})}),
        stdout=stdout,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        cwd=cwd or CHECKOUT,
        check=False,
    )
