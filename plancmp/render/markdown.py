"""For stories and papers: headings, pipe tables and a list of sources, for GitHub and pandoc.

Marks are text in brackets and no footnotes, whose raised numbers run together where two adjoin.
"""

import re
from collections.abc import Iterable, Iterator

from plancmp.render import Settings, lines
from plancmp.text import visible
from plancmp.views import document as doc
from plancmp.views.base import View

SIGNIFICANT = re.compile(
    r"""[\\`*_{}\[\]<>#|~^$&@"']"""  # signs that open or close something wherever they stand
    r"|(?<=-)-|(?<=\.)\.|(?<=:):"  # dashes, dots and colons that pandoc would join
    r"|:(?=[\w+-]+:)"  # :x: is a picture
    r"|:(?=//)|(?<=www)\.|(?<=WWW)\."  # addresses that would be made links
)
EMAIL = re.compile(r"(?<=[\w.+-])\\@(?=[\w-]+\.\w)")
BEGINNING = re.compile(r"^(?=[-+=:%(])|^(\w{1,9})(?=[.)])")
"""Before what a backslash keeps a line from beginning a list, an underlining or a definition."""

PLAIN_ADDRESS = re.compile(r"https?://[\w/:?&=%~.,;+#!$'()*@-]+")
PAGE = 72
"""The dashes under a table's columns in all: pandoc shares out a page's width by them, and leaves
the columns of a table that has no longer line to themselves."""
MARGIN = 2
"""The room beside a cell's text, in letters."""


def render(view: View, settings: Settings) -> str:
    """The view as one Markdown document; width and colour mean nothing here."""
    return "\n\n".join(_parts(view)) + "\n"


def _parts(view: View) -> Iterator[str]:
    yield f"# {escaped(view.title)}"
    if view.problems:
        yield f"**Problems {view.incomplete}.**"
        yield "\n".join(f"- {_begun(escaped(str(problem)))}" for problem in view.problems)
    level = 1
    for block in view.blocks():
        level = block.level + 1 if isinstance(block, doc.Heading) else level
        yield from _block(block, level)
    if legend := view.legend():
        yield "\n".join(
            f"- **{_begun(escaped(badge.text))}** {escaped(meaning)}" for badge, meaning in legend
        )


def _block(block: doc.Block, level: int) -> Iterator[str]:
    """A block under a heading of this level, or the heading itself."""
    if isinstance(block, doc.Heading):
        yield from _heading(block.title, level)
        yield from _paragraph((block.badge,))
    elif isinstance(block, doc.Paragraph):
        yield from _paragraph(block.lines)
    elif isinstance(block, doc.Items):
        yield _begun("; ".join(map(_line, block.items)))
    elif isinstance(block, doc.CodeBlock):
        yield "\n".join(f"    {text}" for text in _code(block))
    elif isinstance(block, doc.Footnotes):
        yield from _heading(doc.line(block.title), level + 1)
        yield "\n".join(f"{note.number}. {_begun(_line(note.source))}" for note in block.notes)
    else:
        yield from _table(block, level + 1)


def _code(block: doc.CodeBlock) -> Iterator[str]:
    for text in block.lines:
        yield visible(text).expandtabs(1)
    if block.caret is not None:
        yield f"{' ' * len(visible(block.lines[-1][: block.caret]))}^"


def _paragraph(lines: Iterable[doc.Line]) -> Iterator[str]:
    """Lines one below the other, if there is anything in them."""
    if shown := [_begun(text) for text in map(_line, lines) if text]:
        yield "\\\n".join(shown)


def _heading(title: doc.Line, level: int) -> Iterator[str]:
    """A title by itself, so that a table of contents has no verdicts in it."""
    yield f"{'#' * level} {escaped(lines.plain(title)).strip()}"


def _table(table: doc.Table, level: int) -> Iterator[str]:
    head = [escaped(column.title) for column in table.columns]
    for group in table.groups:
        if group.title:
            yield from _heading(group.title, level)
        yield from _paragraph((group.badge, *group.notes))
        rows = [[_cell(cell) for cell in row] for row in group.rows]
        rules = ["-" * width for width in _shares(table.columns, group.rows)]
        yield "\n".join(f"| {' | '.join(row)} |" for row in (head, rules, *rows))


def _shares(columns: Iterable[doc.Column], rows: Iterable[tuple[doc.Cell, ...]]) -> Iterator[int]:
    """The part of a page for each column: none is narrower than its words, if there is room."""
    cells = zip(*rows, strict=True) if rows else ()
    measured = [[lines.whole(doc.line(column.title))] for column in columns]
    for column, below in zip(measured, cells, strict=False):
        column += [lines.whole(spans) for cell in below for spans in cell]
    room = PAGE - MARGIN * len(measured)
    for width in lines.column_widths(measured, room) or map(lines.least, measured):
        yield max(width + MARGIN, 3)


def _cell(cell: doc.Cell) -> str:
    """The lines of a cell, those that stand below others in italics where they are muted.

    Where a converter drops the break, bold answers and italics still tell the lines apart.
    """
    below = (f"*{text}*" if _muted(spans) else text for spans, text in _texts(cell[1:]))
    return " <br>".join([*(text for _, text in _texts(cell[:1])), *below])


def _texts(cell: doc.Cell) -> Iterator[tuple[doc.Line, str]]:
    return ((spans, text) for spans in cell if (text := _line(spans)))


def _muted(spans: doc.Line) -> bool:
    return all(span.style == "muted" for span in spans)


def _line(spans: doc.Line) -> str:
    parts = [
        f" {_span(span)}" if span.footnote and before.footnote else _span(span)
        for before, span in zip((doc.Span(""), *spans), spans, strict=False)
    ]
    return "".join(parts).strip()


def _span(span: doc.Span) -> str:
    if span.footnote:
        return rf"\[{span.footnote}\]"
    if span.style == "address" and PLAIN_ADDRESS.fullmatch(span.text):
        return f"<{span.text}>"
    text = escaped(span.text)
    if span.style in EMPHASIS and text.strip():
        inner = text.strip()
        return text.replace(inner, f"{EMPHASIS[span.style]}{inner}{EMPHASIS[span.style]}", 1)
    return text


EMPHASIS = {"strong": "**", "match": "**", "value": "**"}


def _begun(text: str) -> str:
    """Escaped text at the beginning of a line."""
    return BEGINNING.sub(r"\1\\", text)


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    shown = SIGNIFICANT.sub(r"\\\g<0>", " ".join(visible(text).splitlines()))
    # GitHub makes links of e-mail addresses, whatever is escaped in them, but not over a comment
    return EMAIL.sub(r"\g<0><!-- -->", shown)
