"""`plancmp conflicts`: where outlets contradict each other or themselves, or differ."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancmp.domain.findings import Findings, Hidden, JudgedTerm, count_verdicts
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem
from plancmp.domain.reasons import explain
from plancmp.domain.verdicts import FINDINGS
from plancmp.views.base import View
from plancmp.views.claims import (
    CLAIM_RECORD,
    COLUMNS,
    References,
    band,
    claim_records,
    values_data,
)
from plancmp.views.document import (
    Block,
    Heading,
    Paragraph,
    Records,
    Span,
    Table,
    line,
    records,
)
from plancmp.views.wording import (
    counted,
    hidden_data,
    hides,
    left_out,
    legend,
    mark,
    point,
)


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

    def blocks(self) -> Iterator[Block]:
        """A table for each verdict there is, its findings as groups of rows."""
        references = self.references or References()
        aside = (*hides(self.hidden), *left_out(self.dataset))
        yield Paragraph((line(self._summary()), *aside))
        for verdict in FINDINGS:
            chosen = [term for term in self.found.terms if term.judgement.verdict is verdict]
            if chosen:
                yield Heading(mark(verdict), level=1)
                bands = tuple(
                    band(
                        self.dataset,
                        finding.provision.plan,
                        finding.judgement,
                        references,
                        _title(finding),
                    )
                    for finding in chosen
                )
                yield Table(COLUMNS, bands)
        yield from references.blocks(self.dataset)

    def records(self) -> Records:
        """A record for each claim of each finding."""
        return records(
            ("id", *CLAIM_RECORD),
            (
                {"id": finding.id, **record}
                for finding in self.found.terms
                for record in claim_records(self.dataset, *finding)
            ),
        )

    def data(self) -> Mapping[str, Any]:
        """The findings."""
        return {
            "plans": list(self.found.plans),
            "outlets": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "hidden": hidden_data(self.hidden),
            "findings": [_data(self.dataset, finding) for finding in self.found.terms],
        }

    def legend(self) -> tuple[tuple[Span, str], ...]:
        """The verdicts of the findings."""
        return legend(finding.judgement.verdict for finding in self.found.terms)

    def outcomes(self) -> frozenset[str]:
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


def _title(finding: JudgedTerm) -> tuple[Span, ...]:
    provision, term = finding.provision, finding.judgement.term
    number = f" · {point(provision)}" if provision.points else ""
    return (
        Span(f"{provision.id} {term.id}", "strong"),
        Span(f"{number}  {term.asks}"),
        Span(f"  {finding.id}", "muted"),
    )


def _data(dataset: Dataset, finding: JudgedTerm) -> dict[str, Any]:
    provision, judgement = finding
    return {
        "id": finding.id,
        "plan": provision.plan.id,
        "topic": provision.topic.id,
        "term": judgement.term.id,
        "point": provision.point,
        "points": list(provision.points),
        "asks": judgement.term.asks,
        "verdict": judgement.verdict,
        "reason": explain(judgement, dataset.short, provision.plan.drafts),
        "origins": len(judgement.origins),
        "values": values_data(judgement, judgement.statements),
    }
