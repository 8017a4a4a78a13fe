"""docs/semantics.md has every heading that code cites and every word that the engine gives."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

import pytest

import plancmp
from plancmp.domain import codings
from plancmp.domain.agreement import MEASURES
from plancmp.domain.comparison import Change
from plancmp.domain.quotes import Outcome
from plancmp.domain.values import KINDS, Relation
from plancmp.domain.verdicts import Verdict

PACKAGE = Path(plancmp.__file__).parent
PAGE = (PACKAGE.parent / "docs" / "semantics.md").read_text(encoding="utf-8")
CITED = re.compile(r"docs/semantics\.md,\s+([^.;]+)[.;]")


def test_what_code_cites_is_there() -> None:
    cited = {
        " ".join(heading.split())
        for path in PACKAGE.rglob("*.py")
        for heading in CITED.findall(path.read_text(encoding="utf-8"))
    }
    headings = set(re.findall(r"^## (.+)$", PAGE, re.MULTILINE))
    assert cited
    assert cited <= headings


@pytest.mark.parametrize("words", [Verdict, Change, Outcome, codings.Outcome])
def test_every_word_of_the_engine_is_defined(words: type[Enum]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in PAGE] == []


def test_every_relation_and_kind_is_defined() -> None:
    assert [word for word in Relation if f"**{word}**" not in PAGE] == []
    assert [kind for kind in KINDS if not re.search(rf"^\| [^|]*\b{kind}\b", PAGE, re.M)] == []


def test_every_measure_is_named() -> None:
    told = PAGE.partition("\n## Two codings\n")[2].partition("\n## ")[0]
    assert [name for name, _ in MEASURES.values() if name not in told] == []
