"""The tool that holds the reader to the public suite, on cases made up in its format."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tools import yaml_suite
from tools.yaml_suite import FAULTS, INVALID, OUTSIDE, READ, STRICT, WRONG, Case, cases, outcome

SUITE = os.environ.get("PLANCMP_YAML_SUITE", "")

MADE = """\
---
- name: A list and a text
  yaml: |
    a: [b, "c␣"]
    d: ———»e
  tree: |
    +STR
     +DOC
      +MAP
       =VAL :a
       +SEQ []
        =VAL :b
        =VAL "c␣
       -SEQ
       =VAL :d
       =VAL :e
      -MAP
     -DOC
    -STR
- yaml: "a: [b\\n"
  fail: true
"""


def test_cases_are_read_with_what_is_not_seen(tmp_path: Path) -> None:
    (tmp_path / "AB12.yaml").write_text(MADE, "utf-8")
    first, second = cases(tmp_path)
    assert (first.id, first.text, first.fails) == ("AB12/00", 'a: [b, "c "]\nd: \te\n', False)
    assert (second.id, second.fails) == ("AB12/01", True)
    assert yaml_suite.meaning(first.tree) == {"a": ["b", "c "], "d": "e"}
    assert [outcome(first), outcome(second)] == [READ, INVALID]


@pytest.mark.parametrize(
    ("text", "tree", "becomes"),
    [
        ("a: &b c", "+DOC\n+MAP\n=VAL :a\n=VAL &b :c\n-MAP\n-DOC", OUTSIDE),
        ("a: b\n---\nc", "+DOC\n=VAL :a\n-DOC\n+DOC\n=VAL :c\n-DOC", OUTSIDE),
        ("[:x]", "+DOC\n+SEQ []\n=VAL ::x\n-SEQ\n-DOC", STRICT),
        ("a: b", "+DOC\n+MAP\n=VAL :a\n=VAL :c\n-MAP\n-DOC", WRONG),
    ],
)
def test_what_becomes_of_a_case(text: str, tree: str, becomes: str) -> None:
    assert outcome(Case("AB12", text, tree, fails=False)) == becomes


def test_the_table_has_no_case_that_is_wrong() -> None:
    table = yaml_suite.read_table()
    assert not set(table) & set(FAULTS)
    assert len(table[READ]) > 150


@pytest.mark.skipif(not SUITE, reason="PLANCMP_YAML_SUITE names no folder of the suite")
def test_every_case_becomes_what_the_table_says() -> None:
    known = {id: name for name, ids in yaml_suite.read_table().items() for id in ids}
    assert {case.id: outcome(case) for case in cases(Path(SUITE))} == known
