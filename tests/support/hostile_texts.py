"""Texts that a format may take for its own signs, and a view that has them in every place."""

from __future__ import annotations

import string

from hypothesis import strategies as st

from plancmp.text import visible
from plancmp.views.document import (
    Column,
    Footnote,
    Footnotes,
    Heading,
    Line,
    Paragraph,
    RowGroup,
    Span,
    Table,
    cell,
    line,
    pointer,
)
from tests.support.views import MadeView

HOSTILE = (
    "a | b",
    "||",
    "[^1]",
    "[^1]: not a note",
    "^[not a note]",
    "**not strong** __nor this__ *nor* _this_",
    "`code` ``code``",
    "<script>alert('x')</script>",
    "<b>bold</b> &amp; &lt; &#65;",
    "[link](https://example.org) ![image](x.png) [ref][1]",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "(1) item",
    "a) item",
    "@someone and -@nobody",
    "$x^2$ and H~2~O and x^2^ and ~~gone~~",
    ":x: :smile: ::: {.note}",
    "% title",
    "> quoted",
    ": definition",
    "---",
    "===",
    "...",
    'don\'t "say" -- so --- or...',
    "back\\slash \\| \\* \\",
    "{.class #id} {{< include >}}",
    "=SUM(A1)",
    "www.example.org and https://example.org/a_b_c",
    "Гавань | 港 | façade",
    "two  spaces",
    "line\nbreak",
    "\x1b[31mred\x1b[0m \u202eright to left",
    "==marked== ++more++",
    "*[HTML]: abbreviation",
    "http://a.b/[c]|d",
    "~",
    "\\",
    "|",
)

SIGNS = st.sampled_from(f"{string.punctuation} ab1é")
TEXT = st.text(SIGNS, min_size=1, max_size=12) | st.text(min_size=1)


def view(texts: list[str]) -> MadeView:
    """A view with each text wherever text can stand."""
    lines = tuple(map(line, texts))
    rows = tuple((cell(text), (line(text, "strong"), line(text, "value"))) for text in texts)
    return MadeView(
        *(Heading(each) for each in lines),
        *(Paragraph((each,)) for each in lines),
        Table((Column("one"), Column("two")), (RowGroup(rows),)),
        Paragraph(tuple((*each, Span(" "), pointer(1)) for each in lines)),
        Footnotes("Sources", (Footnote(1, _joined(lines)),)),
    )


def _joined(lines: tuple[Line, ...]) -> Line:
    return tuple(span for each in lines for span in (*each, Span(" / ")))


def shown(text: str) -> str:
    """The text as a reader of Markdown or HTML shows it: on one line, single spaces."""
    return " ".join(visible(text).split())
