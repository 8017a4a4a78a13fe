"""`plancmp propose` and `plancmp accept`: what is kept apart, and what becomes part of the data."""

from collections.abc import Iterator
from typing import Literal, TypedDict

from plancmp.authoring.proposals import Accepted, Filed, Filing
from plancmp.domain.problems import Problem
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.json_types import Count, Positive
from plancmp.views.wording import counted, quoted

REFUSED = "refused"
"""The outcome of a report that is not filed."""
RECORD = ("state", "id", "by", "plan", "topic", "article", "paragraph", "quote", "where", "why")

State = Literal["filed", "proposed", "reported"]


class FiledData(TypedDict):
    """A report that is filed, or was there already: as a proposal, or as part of the data."""

    id: str
    state: State
    by: str
    plan: str
    topic: str
    article: str
    paragraph: Positive | None
    quote: str


class RefusedData(TypedDict):
    """Why a report is refused."""

    where: str
    rule: str
    why: str


class ProposeData(TypedDict):
    """What `propose` says."""

    filed: list[FiledData]
    refused: list[RefusedData]
    refusals: Count
    passed_over: Count


class AcceptData(TypedDict):
    """What `accept` says: the lines written, by file."""

    reports: Count
    known: Count
    files: dict[str, str]


class ProposeView(View):
    """The reports that are filed, and why others are not."""

    command = "propose"

    def __init__(self, filing: Filing) -> None:
        super().__init__("Proposals", filing.problems)
        self.filing = filing

    def blocks(self) -> Iterator[doc.Block]:
        """What became of all, and then of each."""
        filing = self.filing
        yield doc.Paragraph((doc.line(_total(filing), "strong"),))
        if filing.filed:
            yield doc.table(("id", "provision", "quote", "stands in"), map(_row, filing.filed))
        if filing.refused:
            yield doc.Heading(doc.line("Refused"), level=2)
            rows = [
                (doc.cell(str(fault.location)), doc.cell(fault.says)) for fault in filing.refused
            ]
            yield doc.table(("where", "why"), rows)
        if filing.passed_over:
            text = (
                f"{counted(filing.passed_over, 'annotation')} without a tag PLAN/TOPIC passed over"
            )
            yield doc.Paragraph((doc.line(text, "muted"),))
        if any(not filed.known for filed in filing.filed):
            text = "No verdict counts them until plancmp accept ID."
            yield doc.Paragraph((doc.line(text),))

    def records(self) -> doc.Records:
        """A record for each report that is filed, and for each reason to refuse one."""
        filed = [dict(_data(one)) for one in self.filing.filed]
        refused = [{"state": REFUSED, **_refused(fault)} for fault in self.filing.refused]
        return doc.records(RECORD, [*filed, *refused])

    def data(self) -> ProposeData:
        return {
            "filed": list(map(_data, self.filing.filed)),
            "refused": list(map(_refused, self.filing.refused)),
            "refusals": self.filing.refusals,
            "passed_over": self.filing.passed_over,
        }

    def outcomes(self) -> frozenset[str]:
        """Whether one was refused."""
        return frozenset({REFUSED} if self.filing.refusals else ())


class AcceptView(View):
    """The lines that proposals became, by file."""

    command = "accept"

    def __init__(self, accepted: Accepted) -> None:
        super().__init__("Accepted")
        self.accepted = accepted

    def blocks(self) -> Iterator[doc.Block]:
        """What was written in all, and to each file."""
        accepted = self.accepted
        if accepted.finished:
            text = "What an earlier command was stopped at is done now."
            yield doc.Paragraph((doc.line(text, "strong"),))
            return
        total = f"{counted(accepted.reports, 'report')} accepted, {accepted.known} there already."
        yield doc.Paragraph((doc.line(total, "strong"),))
        for file, lines in accepted.lines.items():
            yield doc.Heading(doc.line(file, "strong"), level=2)
            yield doc.Paragraph(tuple((doc.Span(text),) for text in lines.rstrip("\n").split("\n")))

    def records(self) -> doc.Records:
        """A record for each file."""
        files = self.accepted.lines.items()
        return doc.records(
            ("file", "lines"), ({"file": file, "lines": text} for file, text in files)
        )

    def data(self) -> AcceptData:
        accepted = self.accepted
        files = dict(accepted.lines)
        return {"reports": accepted.reports, "known": accepted.known, "files": files}


def _total(filing: Filing) -> str:
    if filing.problems:
        return f"Nothing was filed: {counted(len(filing.problems), 'problem')} in the file."
    new = sum(not filed.known for filed in filing.filed)
    known = len(filing.filed) - new
    return f"{counted(new, 'report')} filed, {known} there already, {filing.refusals} refused."


def _row(filed: Filed) -> tuple[doc.Cell, ...]:
    state = f" ({filed.known} already)" if filed.known else ""
    return (
        doc.cell(filed.id + state, "strong"),
        doc.cell(filed.provision.id),
        doc.cell(quoted(filed.report.quote)),
        doc.cell(f"{filed.report.article.id} ¶{filed.report.paragraph}"),
    )


def _refused(fault: Problem) -> RefusedData:
    return {"where": str(fault.location), "rule": str(fault.rule), "why": fault.says}


def _data(filed: Filed) -> FiledData:
    state: State = "filed"
    if filed.known:
        state = "proposed" if filed.known == "proposed" else "reported"
    return {
        "id": filed.id,
        "state": state,
        "by": filed.by,
        "plan": filed.provision.plan.id,
        "topic": filed.provision.topic.id,
        "article": filed.report.article.id,
        "paragraph": filed.report.paragraph,
        "quote": filed.report.quote,
    }
