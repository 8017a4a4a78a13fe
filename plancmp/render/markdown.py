"""For stories and papers: headings, pipe tables and footnotes that GitHub and pandoc both read."""

import re
from collections.abc import Iterator, Sequence

from plancmp.render import Settings
from plancmp.text import visible
from plancmp.views.base import View
from plancmp.views.document import (
    Block,
    Cell,
    Heading,
    Line,
    Notes,
    Paragraph,
    Span,
    Table,
    Verbatim,
)

SIGNIFICANT = re.compile(
    r"""[\\`*_{}\[\]<>#|~^$&@"']"""  # signs that open or close something wherever they stand
    r"|(?<=-)-|(?<=\.)\.|(?<=:):"  # dashes, dots and colons that pandoc would join
    r"|:(?=[\w+-]+:)"  # :x: is a picture
)
BEGINNING = re.compile(r"^(?=[-+=:%(])|^(\w{1,9})(?=[.)])")
"""Before what a backslash keeps a line from beginning a list, an underlining or a definition."""

PLAIN_ADDRESS = re.compile(r"https?://[\w/:?&=%~.,;+#!$'()*@-]+")
WIDEST = 40
"""The most dashes under a column; pandoc shares out a page's width by them."""


def render(view: View, settings: Settings) -> str:
    """The view as one Markdown document; width and colour mean nothing here."""
    return "\n\n".join(_parts(view)) + "\n"


def _parts(view: View) -> Iterator[str]:
    yield f"# {escaped(view.title)}"
    if view.problems:
        yield "**The data has problems: what follows is incomplete.**"
        yield "\n".join(f"- {_begun(escaped(str(problem)))}" for problem in view.problems)
    level = 1
    for block in view.blocks():
        level = block.level + 1 if isinstance(block, Heading) else level
        yield from _block(block, level)
    if legend := view.legend():
        yield "\n".join(
            f"- **{_begun(escaped(mark.text))}** {escaped(means)}" for mark, means in legend
        )


def _block(block: Block, level: int) -> Iterator[str]:
    """A block under a heading of this level, or the heading itself."""
    if isinstance(block, Heading):
        yield _heading(block.title, block.mark, level)
    elif isinstance(block, Paragraph):
        yield "\\\n".join(_begun(_line(told)) for told in block.lines)
    elif isinstance(block, Verbatim):
        yield "\n".join(f"    {each}" for each in _verbatim(block))
    elif isinstance(block, Notes):
        for note in block.notes:
            told = [note.source, *(told for cell in note.passage for told in cell)]
            yield f"[^{note.number}]: {_begun('; '.join(map(_line, told)))}"
    else:
        yield from _table(block, level + 1)


def _verbatim(block: Verbatim) -> Iterator[str]:
    for told in block.lines:
        yield visible(told).expandtabs(1)
    if block.caret is not None:
        yield f"{' ' * len(visible(block.lines[-1][: block.caret]))}^"


def _heading(title: Line, mark: Line, level: int) -> str:
    beside = (Span(" "), *mark) if mark else ()
    return f"{'#' * level} {_line((*title, *beside))}"


def _table(table: Table, level: int) -> Iterator[str]:
    for band in table.bands:
        if band.title:
            yield _heading(band.title, band.mark, level)
        if band.notes:
            yield "\\\n".join(_begun(_line(note)) for note in band.notes)
        rows = [[_cell(cell) for cell in row] for row in band.rows]
        head = [escaped(column.title) for column in table.columns]
        rules = ["-" * _dashes([cell[i] for cell in (head, *rows)]) for i in range(len(head))]
        yield "\n".join(f"| {' | '.join(row)} |" for row in (head, rules, *rows))


def _dashes(cells: Sequence[str]) -> int:
    return min(max(3, *map(len, cells)), WIDEST)


def _cell(cell: Cell) -> str:
    """The lines of a cell; the semicolon stays where a converter drops the line break."""
    return "; <br>".join(map(_line, cell))


def _line(spans: Line) -> str:
    return "".join(map(_span, spans)).strip()


def _span(span: Span) -> str:
    if span.note:
        return f"[^{span.note}]"
    if span.role == "address" and PLAIN_ADDRESS.fullmatch(span.text):
        return f"<{span.text}>"
    text = escaped(span.text)
    if span.role in EMPHASIS and text.strip():
        inner = text.strip()
        return text.replace(inner, f"{EMPHASIS[span.role]}{inner}{EMPHASIS[span.role]}", 1)
    return text


EMPHASIS = {"strong": "**", "match": "**"}


def _begun(text: str) -> str:
    """Escaped text at the beginning of a line."""
    return BEGINNING.sub(r"\1\\", text)


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return SIGNIFICANT.sub(r"\\\g<0>", " ".join(visible(text).splitlines()))
