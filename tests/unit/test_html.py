"""HTML: one file that needs nothing, runs nothing, and shows data as what it is."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from plancmp.render import Settings
from plancmp.render.html import isolated, render
from plancmp.text import visible
from tests.support.hostile_texts import HOSTILE, TEXT, shown, view
from tests.support.outputs import CASES, output
from tests.support.reading import parsed, read_html

PAGES = pytest.mark.parametrize(("data", "line"), CASES)
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "main", "section", "div", "p", "span"),
    *("h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "a", "mark", "bdi"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "href", "rel"),
    *("class", "id", "scope", "role", "data-column"),
}


@PAGES
def test_a_page_has_no_other_elements_than_ours(data: Path, line: str) -> None:
    elements = parsed(output(data, line, "html")).elements
    assert {tag for tag, _ in elements} <= ELEMENTS
    assert {name for _, told in elements for name in told} <= ATTRIBUTES


@PAGES
def test_every_link_leads_to_a_note_or_an_address(data: Path, line: str) -> None:
    elements = parsed(output(data, line, "html")).elements
    ids = [told["id"] for _, told in elements if "id" in told]
    assert len(ids) == len(set(ids))
    for tag, told in elements:
        if tag == "a":
            href = told["href"]
            assert href
            assert href.removeprefix("#") in ids or re.match("https?://", href)


@PAGES
def test_the_policy_allows_the_pages_own_style_and_nothing_else(data: Path, line: str) -> None:
    text = output(data, line, "html")
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = (
        told["content"] or ""
        for tag, told in parsed(text).elements
        if told.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert "url(" not in style
    assert "@import" not in style


@PAGES
def test_every_cell_of_a_table_has_its_column_and_its_row(data: Path, line: str) -> None:
    elements = parsed(output(data, line, "html")).elements
    for tag, told in elements:
        if tag == "td":
            assert told["data-column"]
        if tag == "th":
            assert told["scope"] in ("col", "row")


@PAGES
def test_headings_go_down_one_level_at_a_time(data: Path, line: str) -> None:
    elements = parsed(output(data, line, "html")).elements
    levels = [int(tag[1]) for tag, _ in elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_hostile_text_is_text() -> None:
    _as_text(list(HOSTILE))


@given(TEXT)
def test_any_text_is_text(text: str) -> None:
    _as_text([text])


def _as_text(texts: list[str]) -> None:
    html = render(view(texts), Settings())
    assert {tag for tag, _ in parsed(html).elements} <= ELEMENTS
    page = read_html(html)
    (table,) = page.tables
    assert [shown(row[0][0].text) for row in table.rows] == [shown(text) for text in texts]
    for text in texts:
        assert "".join(visible(text).split()) in "".join(page.text.split())


def test_words_from_right_to_left_stand_apart() -> None:
    page = '<title>הארץ</title><p title="הארץ">הארץ &amp; مردم: 5 percent, a הארץ</p>'
    apart = '<title>הארץ</title><p title="הארץ"><bdi>הארץ &amp; مردم</bdi>: 5 percent, a '
    assert isolated(page) == f"{apart}<bdi>הארץ</bdi></p>"
    assert isolated("<p>Здесь</p>") == "<p>Здесь</p>"
