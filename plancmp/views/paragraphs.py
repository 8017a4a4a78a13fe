"""`plancmp verify --fix`: the paragraphs that are written."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from plancmp.authoring.paragraphs import Fixed, ParagraphFix
from plancmp.domain.problems import Problem
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.json_types import Count, Positive
from plancmp.views.wording import counted, quoted

RECORD = ("file", "line", "article", "quote", "before", "paragraph")


class FixData(TypedDict):
    """A quote with the paragraph that its file says, if any, and the one it stands in."""

    file: str
    line: Count
    article: str
    quote: str
    before: Positive | None
    paragraph: Positive


class FixedData(TypedDict):
    """What `verify --fix` says."""

    written: bool
    fixed: list[FixData]
    left: Count


class FixedView(View):
    """Each paragraph that is, or would be, written."""

    command = "verify"

    def __init__(self, fixed: Fixed, problems: Sequence[Problem] = ()) -> None:
        super().__init__("Paragraphs", problems)
        self.fixed = fixed

    def blocks(self) -> Iterator[doc.Block]:
        """What is written in all, and each of it."""
        fixes, left = self.fixed.fixes, self.fixed.left
        done = "written" if self.fixed.written else "to write"
        total = f"{counted(len(fixes), 'paragraph')} {done}."
        if fixes and not self.fixed.written:
            total += " Nothing was written; --write does it."
        yield doc.Paragraph((doc.line(total, "strong"),))
        if fixes:
            columns = ("where", "quote", "said", "stands in")
            yield doc.table(columns, map(_row, fixes))
        if left:
            many = counted(len(left), "quote")
            text = f"{many} left: in no paragraph, or in several. plancmp verify shows them."
            yield doc.Paragraph((doc.line(text),))

    def records(self) -> doc.Records:
        """A record for each paragraph."""
        return doc.records(RECORD, map(_data, self.fixed.fixes))

    def data(self) -> FixedData:
        return {
            "written": self.fixed.written,
            "fixed": list(map(_data, self.fixed.fixes)),
            "left": len(self.fixed.left),
        }


def _row(fix: ParagraphFix) -> tuple[doc.Cell, ...]:
    return (
        doc.cell(str(fix.report.location)),
        doc.cell(quoted(fix.report.quote)),
        doc.cell(f"¶{fix.before}" if fix.before else "nothing"),
        doc.cell(f"¶{fix.paragraph}"),
    )


def _data(fix: ParagraphFix) -> FixData:
    location = fix.report.location
    return {
        "file": location.file,
        "line": location.line,
        "article": fix.report.article.id,
        "quote": fix.report.quote,
        "before": fix.before,
        "paragraph": fix.paragraph,
    }
