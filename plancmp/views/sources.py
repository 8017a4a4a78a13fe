"""`plancmp sources`: provisions in full, with who says what, on whose word, and where."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem
from plancmp.domain.verdicts import (
    Judgement,
    ProvisionJudgement,
    Statement,
)
from plancmp.views.base import View
from plancmp.views.claims import (
    CLAIM_RECORD,
    VALUE_COLUMNS,
    Passages,
    claim_records,
    provision_records,
    term_data,
)
from plancmp.views.document import (
    Block,
    Heading,
    Line,
    Paragraph,
    Records,
    Span,
    Table,
    line,
    records,
)
from plancmp.views.wording import counted, legend, mark, names, provision_title


class SourcesView(View):
    """The provisions over the outlets compared, and what the other outlets say below."""

    command = "sources"

    def __init__(
        self,
        dataset: Dataset,
        judged: Sequence[ProvisionJudgement],
        overall: Sequence[ProvisionJudgement],
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
        first: int = 1,
    ) -> None:
        """Take the verdicts over the outlets compared, and those over these and all others.

        `first` numbers the first passage.
        """
        super().__init__(f"Sources: {', '.join(each.provision.id for each in judged)}", problems)
        self.dataset = dataset
        self.outlets = outlets
        self.first = first
        self.parts = [
            (one, over_all, _beside(one, over_all))
            for one, over_all in zip(judged, overall, strict=True)
        ]

    def blocks(self) -> Iterator[Block]:
        """Each provision with a table of values, then all passages."""
        statements = (
            statement
            for judged, _, beside in self.parts
            for _, said in (*((term, term.statements) for term in judged.terms), *beside)
            for statement in said
        )
        passages = Passages(statements, self.first)
        for part in self.parts:
            yield from _blocks(self.dataset, *part, passages)
        yield from passages.blocks(self.dataset)

    def records(self) -> Records:
        """A record for each claim, and whether its outlet is compared."""
        return records(
            (*CLAIM_RECORD, "compared"), (row for part in self.parts for row in _records(*part))
        )

    def data(self) -> Mapping[str, Any]:
        """The provisions."""
        return {
            "outlets": list(self.outlets),
            "provisions": [_data(*part) for part in self.parts],
        }

    def legend(self) -> tuple[tuple[Span, str], ...]:
        """The verdicts on provisions and terms, over the outlets compared and over all."""
        return legend(
            verdict
            for judged, overall, beside in self.parts
            for verdict in (
                judged.verdict,
                overall.verdict,
                *(term.verdict for term in judged.terms),
                *(term.verdict for term, _ in beside),
            )
        )

    def outcomes(self) -> frozenset[str]:
        """The verdicts on terms, over the outlets compared."""
        return frozenset(term.verdict.value for judged, _, _ in self.parts for term in judged.terms)


_Beside = Sequence[tuple[Judgement, Sequence[Statement]]]
"""Terms as judged over all outlets, each with the statements that the compared ones lack."""


def _beside(judged: ProvisionJudgement, overall: ProvisionJudgement) -> _Beside:
    shown = {s.claim.report.key for term in judged.terms for s in term.statements}
    found = []
    for term in overall.terms:
        rest = [s for s in term.statements if s.claim.report.key not in shown]
        if rest:
            found.append((term, rest))
    return found


def _blocks(
    dataset: Dataset,
    judged: ProvisionJudgement,
    overall: ProvisionJudgement,
    beside: _Beside,
    passages: Passages,
) -> list[Block]:
    provision = judged.provision
    blocks: list[Block] = [Heading(provision_title(provision), mark(judged.verdict))]
    blocks.append(Paragraph((line(judged.reason), *_around(dataset, judged, overall))))
    if judged.terms:
        bands = [
            passages.band(dataset, provision.plan, term, term.statements) for term in judged.terms
        ]
        blocks.append(Table(VALUE_COLUMNS, tuple(bands)))
    if beside:
        blocks.append(Heading(line("Outlets not compared (verdicts over all outlets)"), level=2))
        bands = [passages.band(dataset, provision.plan, term, rest) for term, rest in beside]
        blocks.append(Table(VALUE_COLUMNS, tuple(bands)))
    return blocks


def _around(
    dataset: Dataset, judged: ProvisionJudgement, overall: ProvisionJudgement
) -> list[Line]:
    """Who says nothing, where what is said comes from, and what more outlets would make of it."""
    plan = judged.provision.plan.id
    lines = []
    if judged.silent:
        lines.append(line(f"silent here: {names(dataset, judged.silent)}"))
    if judged.not_covering:
        lines.append(
            line(f"no article of their own on {plan}: {names(dataset, judged.not_covering)}")
        )
    groups = "; ".join(names(dataset, sorted(origin)) for origin in judged.origins)
    if groups:
        told = (
            f"{counted(len(judged.speaking), 'outlet')}, {counted(len(judged.origins), 'origin')}"
        )
        lines.append(line(f"{told}: {groups}"))
    if overall.verdict is not judged.verdict:
        lines.append(
            (Span("over all outlets: "), *mark(overall.verdict), Span(f"  {overall.reason}"))
        )
    return lines


def _records(
    judged: ProvisionJudgement, overall: ProvisionJudgement, beside: _Beside
) -> Iterator[dict[str, Any]]:
    for record in provision_records(judged):
        yield {**record, "compared": True}
    for term, rest in beside:
        for record in claim_records(overall, term, rest):
            yield {**record, "compared": False}


def _data(
    judged: ProvisionJudgement, overall: ProvisionJudgement, beside: _Beside
) -> dict[str, Any]:
    provision = judged.provision
    return {
        "plan": provision.plan.id,
        "topic": provision.topic.id,
        "point": provision.point,
        "title": provision.title,
        "verdict": judged.verdict.value,
        "reason": judged.reason,
        "origins": len(judged.origins),
        "terms": [term_data(term) for term in judged.terms],
        "silent": list(judged.silent),
        "not_covering": list(judged.not_covering),
        "all_outlets": {
            "verdict": overall.verdict.value,
            "reason": overall.reason,
            "terms": [term_data(term, rest) for term, rest in beside],
        },
    }
