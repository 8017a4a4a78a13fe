"""Markdown as GitHub and pandoc read it: every cell comes through, whatever is in it."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.render import Settings
from plancmp.render.markdown import escaped, render
from plancmp.text import visible
from plancmp.views.document import (
    Block,
    Column,
    Footnote,
    Footnotes,
    Heading,
    Paragraph,
    RowGroup,
    Span,
    Table,
    cell,
    line,
    pointer,
)
from tests.support.datasets import HARBOUR, SHIPPED
from tests.support.hostile_texts import HOSTILE, shown, view
from tests.support.outputs import LINES, output
from tests.support.reading import Cell, adjoining, read_markdown
from tests.support.running import run_inside
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


def rendered(*blocks: Block) -> str:
    return render(MadeView(*blocks), Settings())


def test_lines_of_a_cell_are_told_apart_where_a_converter_drops_the_break() -> None:
    told = (line("yes", "value"), line("RT ¶3"), line("no", "value"), line("1 source", "muted"))
    table = Table((Column("one"),), (RowGroup(((told,),)),))
    assert "| **yes** <br>RT ¶3 <br>**no** <br>*1 source* |" in rendered(table)


def test_marks_stand_apart_and_sources_are_a_list() -> None:
    marks = (*line("Axios "), pointer(1), pointer(2), Span(" "), pointer(10))
    sources = tuple(Footnote(n, line(f"source {n}")) for n in (1, 2, 10))
    text = rendered(Paragraph((marks,)), Footnotes("Sources", sources))
    assert "\nAxios \\[1\\] \\[2\\] \\[10\\]\n" in text
    assert text.endswith("\n## Sources\n\n1. source 1\n2. source 2\n10. source 10\n")
    assert "[^" not in text


def test_a_verdict_is_no_part_of_a_title() -> None:
    badge = line("= 2 sources", "agree")
    table = Table((Column("one"),), (RowGroup((), line("In what words?"), badge),))
    text = rendered(Heading(line("Amnesty", "strong"), badge), table)
    assert "\n## Amnesty\n\n\\= 2 sources\n\n### In what words?\n\n\\= 2 sources\n" in text


def test_what_is_empty_leaves_no_trace() -> None:
    text = rendered(Paragraph(((),)), Paragraph(((), line("told"))), Heading(line("A"), ()))
    assert text == "# Try\n\ntold\n\n## A\n"


@pytest.mark.parametrize("line", LINES[HARBOUR])
def test_there_are_no_crumbs(line: str) -> None:
    text = output(HARBOUR, line, "markdown")
    assert not re.search(r"; <br>|<br> *\||\| *<br>|<br> *<br>|\[\^|\\]\\\[|\n\n\n", text)
    assert "****" not in text


@given(st.lists(st.lists(st.text("ab -", min_size=1, max_size=60), min_size=3), min_size=1))
def test_columns_share_a_page_and_none_is_narrower_than_its_words(texts: list[list[str]]) -> None:
    rows = tuple(tuple(cell(text) for text in row[:3]) for row in texts)
    columns = (Column("one"), Column("two"), Column("three"))
    rule, *_ = re.findall(  # a row of nothing but dashes looks like one
        r"^\| (-+) \| (-+) \| (-+) \|$", rendered(Table(columns, (RowGroup(rows),))), re.M
    )
    dashes = list(map(len, rule))
    for index, width in enumerate(dashes):
        words = [columns[index].title, *(row[index] for row in texts)]
        longest = max(len(word) for text in words for word in text.split() or [""])
        assert width >= min(longest, 16)
    assert sum(dashes) <= 72


class _Html(HTMLParser):
    """The texts of headings, paragraphs, cells and notes, as a browser would show them."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {"h": [], "p": [], "td": [], "li": []}
        self.heard: list[str] = []
        self.quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h1", "h2", "h3", "h4", "p", "td", "th", "li"):
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
    assert reader.texts["h"] == ["Try", *wanted, "Sources"]
    assert reader.texts["p"][: len(wanted)] == wanted
    cells = [[text, f"{text} {text}"] for text in wanted]
    assert reader.texts["td"] == [text for row in cells for text in row]
    assert reader.texts["li"] == [" / ".join([*wanted, ""]).strip()]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx_cells(raw: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    return [
        shown("".join(text.text or "" for text in cell.iter(f"{W}t")))
        for cell in body.iter(f"{W}tc")
    ]


def docx_text(raw: bytes) -> str:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    return "".join(text.text or "" for text in body.iter(f"{W}t"))


@needs_pandoc
@pytest.mark.parametrize("reads", READERS)
@pytest.mark.parametrize("what", LINES[HARBOUR])
def test_every_cell_and_source_comes_through_to_html_and_docx(what: str, reads: str) -> None:
    text = output(HARBOUR, what, "markdown")
    page = read_markdown(text)
    cells = [
        shown(text)
        for table in page.tables
        for row in (table.columns, *(map(_told, row) for row in table.rows))
        for text in row
    ]
    raw = pandoc(text, reads, "-t", "docx", "-o", "-")
    assert list(map(adjoining, docx_cells(raw))) == cells
    html = _Html()
    html.feed(pandoc(text, reads, "-t", "html").decode())
    assert [adjoining(text) for text in html.texts["td"] if text] == [
        shown(told)
        for table in page.tables
        for row in table.rows
        for told in map(_told, row)
        if told
    ]
    for note in page.notes.values():
        assert shown(note) in html.texts["li"]
        assert "".join(note.split()) in "".join(docx_text(raw).split())


def _told(cell: Cell) -> str:
    return " ".join(line.text for line in cell)


LETTER = 110
"""The twentieths of a point that a letter of 11 points takes in a table, on average."""


@needs_pandoc
@pytest.mark.slow
@pytest.mark.parametrize("line", ["diff april november", "show november", "conflicts november"])
def test_no_column_is_crushed_in_a_document(line: str, tmp_path: Path) -> None:
    """A column of Word's has room for its words, and none takes what another needs."""
    source, made = tmp_path / "x.md", tmp_path / "x.docx"
    ran = run_inside(*line.split(), "-o", str(source), PLANCMP_DATA=str(SHIPPED))
    assert (ran.status, ran.err) == (0, "")
    made.write_bytes(pandoc(source.read_text("utf-8"), "markdown", "-t", "docx", "-o", "-"))
    with zipfile.ZipFile(made) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    tables = list(body.iter(f"{W}tbl"))
    assert tables
    looked = 0
    for table in tables:
        widths = [int(column.get(f"{W}w", 0)) for column in table.iter(f"{W}gridCol")]
        if sum(widths) < 5000:
            continue  # no line of it is long: the columns are as wide as their text
        looked += 1
        for row in table.iter(f"{W}tr"):
            for width, field in zip(widths, row.iter(f"{W}tc"), strict=True):
                text = "".join(part.text or "" for part in field.iter(f"{W}t"))
                longest = max(map(len, re.findall(r"\w+", text)), default=0)
                assert width >= min(longest, 10) * LETTER, (text, widths)
    assert looked
