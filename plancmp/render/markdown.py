"""For stories and papers: headings, pipe tables and footnotes that GitHub and pandoc both read."""

import re
from collections.abc import Iterator, Sequence

from plancmp.render import Settings
from plancmp.text import visible
from plancmp.views import document as doc
from plancmp.views.base import View

SIGNIFICANT = re.compile(
    r"""[\\`*_{}\[\]<>#|~^$&@"']"""  # signs that open or close something wherever they stand
    r"|(?<=-)-|(?<=\.)\.|(?<=:):"  # dashes, dots and colons that pandoc would join
    r"|:(?=[\w+-]+:)"  # :x: is a picture
    r"|:(?=//)|(?<=www)\.|(?<=WWW)\."  # addresses that would be made links
)
EMAIL = re.compile(r"(?<=[\w.+-])\\@(?=\w)")
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
        level = block.level + 1 if isinstance(block, doc.Heading) else level
        yield from _block(block, level)
    if legend := view.legend():
        yield "\n".join(
            f"- **{_begun(escaped(badge.text))}** {escaped(meaning)}" for badge, meaning in legend
        )


def _block(block: doc.Block, level: int) -> Iterator[str]:
    """A block under a heading of this level, or the heading itself."""
    if isinstance(block, doc.Heading):
        yield _heading(block.title, block.badge, level)
    elif isinstance(block, doc.Paragraph):
        yield "\\\n".join(_begun(_line(spans)) for spans in block.lines)
    elif isinstance(block, doc.CodeBlock):
        yield "\n".join(f"    {text}" for text in _code(block))
    elif isinstance(block, doc.Footnotes):
        for note in block.notes:
            lines = [note.source, *(spans for cell in note.passage for spans in cell)]
            yield f"[^{note.number}]: {_begun('; '.join(map(_line, lines)))}"
    else:
        yield from _table(block, level + 1)


def _code(block: doc.CodeBlock) -> Iterator[str]:
    for text in block.lines:
        yield visible(text).expandtabs(1)
    if block.caret is not None:
        yield f"{' ' * len(visible(block.lines[-1][: block.caret]))}^"


def _heading(title: doc.Line, badge: doc.Line, level: int) -> str:
    beside = (doc.Span(" "), *badge) if badge else ()
    return f"{'#' * level} {_line((*title, *beside))}"


def _table(table: doc.Table, level: int) -> Iterator[str]:
    for group in table.groups:
        if group.title:
            yield _heading(group.title, group.badge, level)
        if group.notes:
            yield "\\\n".join(_begun(_line(note)) for note in group.notes)
        rows = [[_cell(cell) for cell in row] for row in group.rows]
        head = [escaped(column.title) for column in table.columns]
        rules = ["-" * _dashes([cell[i] for cell in (head, *rows)]) for i in range(len(head))]
        yield "\n".join(f"| {' | '.join(row)} |" for row in (head, rules, *rows))


def _dashes(cells: Sequence[str]) -> int:
    return min(max(3, *map(len, cells)), WIDEST)


def _cell(cell: doc.Cell) -> str:
    """The lines of a cell; the semicolon stays where a converter drops the line break."""
    return "; <br>".join(map(_line, cell))


def _line(spans: doc.Line) -> str:
    return "".join(map(_span, spans)).strip()


def _span(span: doc.Span) -> str:
    if span.footnote:
        return f"[^{span.footnote}]"
    if span.style == "address" and PLAIN_ADDRESS.fullmatch(span.text):
        return f"<{span.text}>"
    text = escaped(span.text)
    if span.style in EMPHASIS and text.strip():
        inner = text.strip()
        return text.replace(inner, f"{EMPHASIS[span.style]}{inner}{EMPHASIS[span.style]}", 1)
    return text


EMPHASIS = {"strong": "**", "match": "**"}


def _begun(text: str) -> str:
    """Escaped text at the beginning of a line."""
    return BEGINNING.sub(r"\1\\", text)


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    shown = SIGNIFICANT.sub(r"\\\g<0>", " ".join(visible(text).splitlines()))
    # GitHub makes links of e-mail addresses, whatever is escaped in them, but not over a comment
    return EMAIL.sub(r"\g<0><!-- -->", shown)
