"""The page on the format is what the code says now."""

from __future__ import annotations

from plancmp.data.keys import TABLES
from plancmp.rules import RULES
from tools import format_page as make_format


def test_the_page_is_current() -> None:
    assert make_format.PAGE.read_text(encoding="utf-8") == make_format.page(), (
        "python -m tools.format_page writes it anew"
    )


def test_every_key_has_a_rule_and_an_example() -> None:
    keys = [key for table in TABLES.values() for key in table]
    for key in keys:
        keys += key.shape.keys
    assert {key.shape.rule for key in keys} <= set(RULES)
    assert {key.name for key in keys} == set(make_format.EXAMPLES)
    assert all(example.startswith(f"{name}:") for name, example in make_format.EXAMPLES.items())
