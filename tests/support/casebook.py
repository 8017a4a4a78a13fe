"""Cases that stand in data files under tests/cases: one mapping each, with a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plancmp.data.yaml_reader import parse
from plancmp.domain.values import KINDS, Kind, Options

FOLDER = Path(__file__).parent.parent / "cases"


def read(file: str) -> Any:
    """A case file; it is read as plancmp reads its data, so every scalar is text."""
    data, problems = parse((FOLDER / file).read_text(encoding="utf-8"), file)
    assert not problems, problems
    return data


def each(file: str) -> list[Any]:
    """The cases of a file as parameters of a test."""
    cases = read(file)
    names = [case["case"] for case in cases]
    assert len(set(names)) == len(names), "two cases of one name"
    return [pytest.param(case, id=case["case"]) for case in cases]


def tree(raw: Any) -> Mapping[str, Any]:
    """A tree of options from a list or a mapping."""
    branches = raw if isinstance(raw, dict) else dict.fromkeys(raw, "")
    return {str(option): tree(below) if below else {} for option, below in branches.items()}


SETTINGS: Mapping[str, Callable[[Any], Any]] = {
    "options": lambda raw: Options(tree(raw)),
    "unit": str,
    "about": Decimal,
    "limit": str,
}


def kind_of(case: Mapping[str, Any]) -> Kind:
    """The kind that a case names, with the settings it gives."""
    settings = {name: made(case[name]) for name, made in SETTINGS.items() if name in case}
    return KINDS[case["kind"]](**settings)
