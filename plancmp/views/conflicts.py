"""`plancmp conflicts`: where outlets contradict each other or themselves, or differ."""

from collections.abc import Iterator, Sequence
from typing import Annotated, TypedDict

from plancmp.domain.findings import Findings, Hidden, JudgedTerm, count_verdicts
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem
from plancmp.domain.verdicts import FINDINGS, Verdict
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.claim_data import CLAIM_RECORD, ValueData, claim_records, term_data
from plancmp.views.claims import COLUMNS, claim_rows
from plancmp.views.json_types import Count, Positive
from plancmp.views.marks import badge, legend
from plancmp.views.references import References
from plancmp.views.wording import HiddenData, counted, hidden_data, hides, left_out, point


class FindingData(TypedDict):
    """A term that asks for a reader's attention."""

    id: str
    plan: str
    topic: str
    point: Positive | None
    points: list[Positive]
    term: str
    asks: str
    verdict: Annotated[Verdict, ("enum", FINDINGS)]
    reason: str
    origins: Count
    values: list[ValueData]


class ConflictsData(TypedDict):
    """What `conflicts` says."""

    plans: list[str]
    outlets: list[str]
    left_out: list[str]
    hidden: HiddenData | None
    findings: list[FindingData]


class ConflictsView(View):
    """Every finding over the outlets compared, the most severe first."""

    command = "conflicts"

    def __init__(
        self,
        dataset: Dataset,
        found: Findings,
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
        references: References | None = None,
        hidden: Hidden | None = None,
    ) -> None:
        """Take the findings, in their order; `dataset` knows the outlets' names.

        `references` numbers the articles, where a larger document does.
        """
        super().__init__(f"Conflicts: {', '.join(found.plans)}", problems)
        self.dataset = dataset
        self.found = found
        self.outlets = outlets
        self.references = references
        self.hidden = hidden

    def blocks(self) -> Iterator[doc.Block]:
        """A table for each verdict there is, its findings as groups of rows."""
        references = self.references or References()
        aside = (*hides(self.hidden), *left_out(self.dataset))
        yield doc.Paragraph((doc.line(self._summary()), *aside))
        for verdict in FINDINGS:
            chosen = [term for term in self.found.terms if term.judgement.verdict is verdict]
            if chosen:
                yield doc.Heading(badge(verdict), level=1)
                groups = (_row_group(self.dataset, finding, references) for finding in chosen)
                yield doc.Table(COLUMNS, tuple(groups))
        yield from references.blocks(self.dataset)

    def records(self) -> doc.Records:
        """A record for each claim of each finding."""
        return doc.records(
            ("id", *CLAIM_RECORD),
            (
                {"id": finding.id, **record}
                for finding in self.found.terms
                for record in claim_records(self.dataset, *finding)
            ),
        )

    def data(self) -> ConflictsData:
        return {
            "plans": list(self.found.plans),
            "outlets": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "hidden": hidden_data(self.hidden),
            "findings": [_data(self.dataset, finding) for finding in self.found.terms],
        }

    def legend(self) -> doc.Legend:
        return legend(self.outcomes())

    def outcomes(self) -> frozenset[Verdict]:
        """The verdicts of the findings."""
        return frozenset(finding.judgement.verdict for finding in self.found.terms)

    def _summary(self) -> str:
        plans = ", ".join(self.found.plans) or "no plan"
        read = f"{counted(self.found.provisions, 'provision')} of {plans}"
        counts = count_verdicts(finding.judgement.verdict for finding in self.found.terms)
        if counts:
            return f"{', '.join(f'{n} {verdict}' for verdict, n in counts.items())} in {read}."
        if self.problems:
            return f"None in what could be read: {read}. The data has problems; see above."
        return f"No conflict and no other finding in {read}."


def _row_group(dataset: Dataset, finding: JudgedTerm, references: References) -> doc.RowGroup:
    provision, judgement = finding
    number = f" · {point(provision)}" if provision.points else ""
    title = (
        doc.Span(f"{provision.id} {judgement.term.id}", "strong"),
        doc.Span(f"{number}  {judgement.term.asks}"),
        doc.Span(f"  {finding.id}", "muted"),
    )
    return claim_rows(dataset, provision.plan, judgement, references, title)


def _data(dataset: Dataset, finding: JudgedTerm) -> FindingData:
    provision, judgement = finding
    return {
        "id": finding.id,
        "plan": provision.plan.id,
        "topic": provision.topic.id,
        "term": judgement.term.id,
        "point": provision.point,
        "points": list(provision.points),
        **term_data(dataset, provision.plan, judgement),
    }
