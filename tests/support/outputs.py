"""What commands print of the data sets, each made once for all tests that look at it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support.datasets import HARBOUR, SHIPPED
from tests.support.running import run_inside

LINES = {
    SHIPPED: (
        "plans",
        "show april",
        "show november",
        "show november --outlet all",
        "sources point-26",
        "sources crimea army-size donbas --outlet rt",
        "diff april november",
        "conflicts",
        "outlets",
        "weak november",
        "search amnesty",
    ),
    HARBOUR: (
        "plans",
        "show spring",
        "show autumn --outlet all",
        "sources tolls fishing salvage signing",
        "sources dredging lighthouse pilotage quay --outlet all",
        "diff spring autumn",
        "diff spring autumn --outlet all",
        "diff spring autumn@first --outlet mayak",
        "diff autumn@first autumn",
        "conflicts",
        "conflicts autumn --outlet all",
        "outlets",
        "outlets autumn --outlet all",
        "weak autumn",
        "weak autumn --outlet all",
        "search ferries",
        "search круглый",
    ),
}
CASES = [
    pytest.param(data, line, id=f"{data.name} {line}") for data in LINES for line in LINES[data]
]
"""Every command that compares, in its variety, on the shipped data and on the harbour."""


@cache
def output(data: Path, line: str, format: str, width: int = 100) -> str:
    """What the command line prints of a data folder; it must print no error."""
    environ = {"PLANCMP_DATA": str(data), "COLUMNS": str(width)}
    ran = run_inside(*line.split(), "--format", format, **environ)
    assert (ran.status, ran.err) == (0, "")
    return ran.out


def data_of(data: Path, line: str) -> Any:
    """What the command line says of a data folder, as data."""
    return json.loads(output(data, line, "json"))["data"]
