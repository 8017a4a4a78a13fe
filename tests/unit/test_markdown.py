"""Markdown as GitHub and pandoc read it: every cell comes through, whatever is in it."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.render import Settings
from plancmp.render.markdown import escaped, render
from plancmp.text import visible
from plancmp.views.document import (
    Column,
    RowGroup,
    Table,
    line,
)
from tests.support.datasets import HARBOUR
from tests.support.hostile_texts import HOSTILE, shown, view
from tests.support.outputs import LINES, output
from tests.support.reading import Cell, read_markdown
from tests.support.views import MadeView

PANDOC = shutil.which("pandoc")
needs_pandoc = pytest.mark.skipif(not PANDOC, reason="pandoc is not installed")
READERS = ("gfm", "markdown")

BEGINNINGS = ("-", "+", "1.", "a)", "(i)", "# ", ":", "%", "=", ">", "~~~", "    x")
"""What a line may not begin with, each where a note begins with it too."""


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@given(st.text())
def test_what_is_escaped_reads_back(text: str) -> None:
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped(text)) == " ".join(
        visible(text).splitlines()
    )


def test_a_line_break_of_a_cell_survives_where_html_does_not() -> None:
    table = Table((Column("one"),), (RowGroup((((line("a"), line("b")),),)),))
    assert "| a; <br>b |" in render(MadeView(table), Settings())


class _Html(HTMLParser):
    """The texts of headings, paragraphs, cells and notes, as a browser would show them."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {"h": [], "p": [], "td": []}
        self.heard: list[str] = []
        self.quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h1", "h2", "h3", "h4", "p", "td", "th"):
            self.heard = []
        self.quiet += tag == "sup"

    def handle_endtag(self, tag: str) -> None:
        self.quiet -= tag == "sup"
        kind = "h" if re.fullmatch("h[1-6]", tag) else tag
        if kind in self.texts:
            self.texts[kind].append(shown("".join(self.heard)))

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.heard.append(data)


def pandoc(text: str, reads: str, *args: str) -> bytes:
    assert PANDOC
    command = [PANDOC, "-f", reads, "--wrap=none", *args]
    ran = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    assert ran.stderr == b""
    return ran.stdout


@needs_pandoc
@pytest.mark.parametrize("reads", READERS)
def test_pandoc_reads_every_text_as_what_it_is(reads: str) -> None:
    for texts in (HOSTILE, *((text,) for text in BEGINNINGS)):
        _through_pandoc(list(texts), reads)


@needs_pandoc
@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text(min_size=1).filter(shown), min_size=1, max_size=40), st.sampled_from(READERS)
)
def test_pandoc_reads_any_text_as_what_it_is(texts: list[str], reads: str) -> None:
    _through_pandoc(texts, reads)


def _through_pandoc(texts: list[str], reads: str) -> None:
    html = pandoc(
        render(view(texts), Settings()), reads, "-t", "html", "--metadata=title:x"
    ).decode()
    assert "<script" not in html
    reader = _Html()
    reader.feed(html)
    # pandoc's reader of GFM gives characters in their composed form
    wanted = [composed(shown(text)) for text in texts]
    for texts_read in reader.texts.values():
        texts_read[:] = map(composed, texts_read)
    assert reader.texts["h"] == ["Try", *wanted]
    assert reader.texts["p"][: len(wanted)] == wanted
    cells = [[text, f"{text}; {text}"] for text in wanted]
    assert reader.texts["td"] == [text for row in cells for text in row]
    assert any(" / ".join([*wanted, ""]).strip() in text for text in reader.texts["p"])


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx_cells(raw: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    return [
        shown("".join(text.text or "" for text in cell.iter(f"{W}t")))
        for cell in body.iter(f"{W}tc")
    ]


def docx_notes(raw: bytes) -> str:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        notes = ElementTree.fromstring(archive.read("word/footnotes.xml"))
    return shown(" ".join(text.text or "" for text in notes.iter(f"{W}t")))


@needs_pandoc
@pytest.mark.parametrize("reads", READERS)
@pytest.mark.parametrize("what", LINES[HARBOUR])
def test_every_cell_and_note_comes_through_to_html_and_docx(what: str, reads: str) -> None:
    text = output(HARBOUR, what, "markdown")
    page = read_markdown(text)
    cells = [
        unnumbered(text)
        for table in page.tables
        for row in (table.columns, *(map(_told, row) for row in table.rows))
        for text in row
    ]
    raw = pandoc(text, reads, "-t", "docx", "-o", "-")
    assert docx_cells(raw) == cells
    html = _Html()
    html.feed(pandoc(text, reads, "-t", "html").decode())
    assert [text for text in html.texts["td"] if text] == [
        unnumbered(told)
        for table in page.tables
        for row in table.rows
        for told in map(_told, row)
        if told
    ]
    for note in page.notes.values():
        assert shown(note) in " ".join(html.texts["p"])
        assert "".join(note.split()) in "".join(docx_notes(raw).split())


def _told(cell: Cell) -> str:
    return "; ".join(line.text for line in cell)


def unnumbered(text: str) -> str:
    """A cell's text as a reader shows it that draws its notes' numbers by itself."""
    return shown(re.sub(r"\[\d+\]", "", text))
