"""What of a page's markup is its text, its day and its address, held to the cases of tests/cases/pages.yaml."""

from __future__ import annotations

from typing import Any

import pytest

from plancmp.authoring.pages import Page, read_page
from plancmp.authoring.saved import read_saved
from tests.support.casebook import each

PARAGRAPHS = (
    "Rents may rise by three percent a year at most, says a draft that the Gazette has seen.",
    "The cap holds for all flats, officials said, whenever they were built, in all of the towns.",
    "Landlords called the cap a gift to nobody, and asked for help from the state for years.",
)
ADDRESS = "https://gazette.example/rents"


def markup_of(case: dict[str, Any]) -> str:
    """The page of a case."""
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    added = f"<p>{case['paragraph']}</p>" if "paragraph" in case else ""
    link = f'<link rel="canonical" href="{case.get("canonical", ADDRESS)}">'
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Rents</title>{link}{case.get("head", "")}'
        f"</head><body>{case.get('before', '')}<article><h1>Rents to be capped</h1>"
        f"{paragraphs}{added}{case.get('after', '')}</article></body></html>"
    )


def page_of(case: dict[str, Any]) -> Page:
    return read_page(read_saved(markup_of(case).encode(), "it"))


@pytest.mark.parametrize("case", each("pages.yaml"))
def test_a_page_is_what_its_reader_saw(case: dict[str, Any]) -> None:
    found = page_of(case)
    added = case.get("text", "").splitlines()
    assert found.text.splitlines() == ["Rents to be capped", *PARAGRAPHS, *added]
    assert list(found.left_out) == case.get("told", [])
    assert found.date == case.get("date", "")
    assert list(found.days) == case.get("days", [])
    assert found.address == case.get("address", case.get("canonical", ADDRESS))
    assert found.in_part == case.get("in-part", "")
