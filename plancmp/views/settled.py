"""`plancmp settle FIRST SECOND`: what stands of differences, and the lines that say so."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from typing import TypedDict

from plancmp.authoring.settle import FileSettled, Settled, Settlement
from plancmp.domain.model import Claim
from plancmp.domain.printed import answer
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.wording import counted, provision_name

RECORD = ("difference", "plan", "topic", "term", "article", "first", "second", "stands", "file")


class SettledData(TypedDict):
    """What was decided on one difference; null is no value."""

    difference: str
    plan: str
    topic: str
    term: str
    article: str
    first: str | None
    second: str | None
    stands: str | None
    file: str


class SettledFileData(TypedDict):
    """A file with what is changed in it, as a unified diff."""

    file: str
    lines: list[str]


class SettlementData(TypedDict):
    """What `settle` says."""

    written: bool
    settled: list[SettledData]
    files: list[SettledFileData]


class SettleView(View):
    """Each decision, and the lines of each file that are, or would be, changed."""

    command = "settle"

    def __init__(self, made: Settlement) -> None:
        super().__init__("Settle")
        self.made = made

    def blocks(self) -> Iterator[doc.Block]:
        """What stands of each difference, then the lines."""
        yield doc.Paragraph((doc.line(_total(self.made), "strong"),))
        if self.made.settled:
            titles = ("", "question", "first", "second", "stands")
            yield doc.table(titles, map(_row, self.made.settled))
        for filed in self.made.files:
            lines = list(_lines(filed))
            yield doc.Heading(doc.line(filed.target.file, "strong"), level=2)
            yield doc.Paragraph(tuple((doc.Span(line),) for line in lines))

    def records(self) -> doc.Records:
        """A record for each decision."""
        return doc.records(RECORD, map(_data, self.made.settled))

    def data(self) -> SettlementData:
        return {
            "written": self.made.written,
            "settled": [_data(settled) for settled in self.made.settled],
            "files": [
                {"file": filed.target.file, "lines": list(_lines(filed))}
                for filed in self.made.files
            ],
        }


def _total(made: Settlement) -> str:
    done = "settled" if made.written else "to settle"
    values = counted(len(made.settled), "value")
    total = f"{values} {done} in {counted(len(made.files), 'file')}."
    dry = made.settled and not made.written
    return f"{total} Nothing was written; --write does it." if dry else total


def _row(settled: Settled) -> tuple[doc.Cell, ...]:
    unit, value, _ = settled
    stands = answer(unit.term, value) if value else "no value"
    return (
        doc.cell(unit.id, "strong"),
        (
            doc.line(provision_name(unit.provision), "strong"),
            doc.line(unit.term.asks, "muted"),
            doc.line(f"{unit.provision.plan.id} · {unit.article}", "muted"),
        ),
        *(
            doc.cell(answer(unit.term, claim.value) if claim else "not coded")
            for claim in (unit.first, unit.second)
        ),
        doc.cell(stands, "strong"),
    )


def _lines(filed: FileSettled) -> Sequence[str]:
    before = filed.before.decode().splitlines()
    changed = unified_diff(before, filed.text.splitlines(), n=2, lineterm="")
    return [line for line in changed if not line.startswith(("---", "+++"))]


def _data(settled: Settled) -> SettledData:
    unit, value, file = settled

    def text(claim: Claim | None) -> str | None:
        return unit.term.kind.text(claim.value) if claim else None

    return {
        "difference": unit.id,
        "plan": unit.provision.plan.id,
        "topic": unit.provision.topic.id,
        "term": unit.term.id,
        "article": unit.article,
        "first": text(unit.first),
        "second": text(unit.second),
        "stands": unit.term.kind.text(value) if value else None,
        "file": file,
    }
