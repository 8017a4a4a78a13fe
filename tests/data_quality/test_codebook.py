"""The codebook's page is current."""

from __future__ import annotations

from tools import codebook_page as make_codebook


def test_the_page_is_current() -> None:
    again = "run python -m tools.codebook_page"
    assert make_codebook.PAGE.read_text("utf-8") == make_codebook.page(make_codebook.shipped()), (
        again
    )
