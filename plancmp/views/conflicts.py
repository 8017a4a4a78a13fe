"""`plancmp conflicts`: where outlets contradict each other or themselves, and what was updated."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem
from plancmp.domain.verdicts import FINDINGS, Judgement, ProvisionJudgement, judge_provisions
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
from plancmp.views.wording import counted, legend, mark


class Found(NamedTuple):
    """What was found in some plans."""

    plans: tuple[str, ...]
    provisions: int
    """How many were looked at."""
    findings: tuple[tuple[ProvisionJudgement, Judgement], ...]
    """Each with the provision that it stands in, without that one's reports and other terms."""


def findings(dataset: Dataset, outlets: Sequence[str]) -> Found:
    """What asks for attention in the plans loaded, over the outlets compared."""
    return Found(
        tuple(dataset.plans),
        len(dataset.provisions),
        tuple(
            (judged._replace(provision=judged.provision._replace(reports=()), terms=()), term)
            for judged in judge_provisions(dataset, dataset.provisions, outlets, FINDINGS)
            for term in judged.terms
            if term.verdict in FINDINGS
        ),
    )


class ConflictsView(View):
    """Every finding over the outlets compared, the most severe first."""

    command = "conflicts"

    def __init__(
        self,
        dataset: Dataset,
        found: Sequence[Found],
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
        references: References | None = None,
    ) -> None:
        """Take what was found in the plans; `dataset` knows the outlets' names.

        `references` numbers the articles, where a larger document does.
        """
        self.plans = [plan for part in found for plan in part.plans]
        super().__init__(f"Conflicts: {', '.join(self.plans)}", problems)
        self.dataset = dataset
        self.provisions = sum(part.provisions for part in found)
        self.findings = sorted(
            (finding for part in found for finding in part.findings),
            key=lambda finding: FINDINGS.index(finding[1].verdict),
        )
        self.outlets = outlets
        self.references = references

    def blocks(self) -> Iterator[Block]:
        """A table for each verdict there is, its findings as groups of rows."""
        references = self.references or References()
        yield Paragraph((line(self._summary()),))
        for verdict in FINDINGS:
            chosen = [finding for finding in self.findings if finding[1].verdict is verdict]
            if chosen:
                yield Heading(mark(verdict), level=1)
                bands = tuple(
                    band(
                        self.dataset,
                        judged.provision.plan,
                        term,
                        references,
                        _title(judged, term),
                    )
                    for judged, term in chosen
                )
                yield Table(COLUMNS, bands)
        yield from references.blocks(self.dataset)

    def records(self) -> Records:
        """A record for each claim of each finding."""
        return records(
            ("id", *CLAIM_RECORD),
            (
                {"id": finding_id(judged, term), **record}
                for judged, term in self.findings
                for record in claim_records(judged, term)
            ),
        )

    def data(self) -> Mapping[str, Any]:
        """The findings."""
        return {
            "plans": self.plans,
            "outlets": list(self.outlets),
            "findings": [_data(judged, term) for judged, term in self.findings],
        }

    def legend(self) -> tuple[tuple[Span, str], ...]:
        """The verdicts of the findings."""
        return legend(term.verdict for _, term in self.findings)

    def outcomes(self) -> frozenset[str]:
        """The verdicts of the findings."""
        return frozenset(term.verdict.value for _, term in self.findings)

    def _summary(self) -> str:
        read = f"{counted(self.provisions, 'provision')} of {', '.join(self.plans) or 'no plan'}"
        verdicts = [term.verdict for _, term in self.findings]
        counts = [f"{verdicts.count(v)} {v.value}" for v in FINDINGS if v in verdicts]
        if counts:
            return f"{', '.join(counts)} in {read}."
        if self.problems:
            return f"None in what could be read: {read}. The data has problems; see above."
        return f"No conflict, nothing disputed, nothing updated in {read}."


def _title(judged: ProvisionJudgement, term: Judgement) -> tuple[Span, ...]:
    point = f" · point {judged.provision.point}" if judged.provision.point else ""
    return (
        Span(f"{judged.provision.id} {term.term.id}", "strong"),
        Span(f"{point}  {term.term.asks}"),
        Span(f"  {finding_id(judged, term)}", "muted"),
    )


def finding_id(judged: ProvisionJudgement, term: Judgement) -> str:
    """Short and stable: from plan, topic, term and values, whatever their order or lines."""
    values = sorted({term.term.kind.text(value) for value in term.values})
    provision = judged.provision
    parts = [provision.plan.id, provision.topic.id, term.term.id, values]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:8]


def _data(judged: ProvisionJudgement, term: Judgement) -> dict[str, Any]:
    return {
        "id": finding_id(judged, term),
        "plan": judged.provision.plan.id,
        "topic": judged.provision.topic.id,
        "term": term.term.id,
        "point": judged.provision.point,
        "asks": term.term.asks,
        "verdict": term.verdict.value,
        "reason": term.reason,
        "origins": len(term.origins),
        "values": values_data(term, term.statements),
    }
