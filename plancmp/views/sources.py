"""`plancmp sources`: provisions in full, with who says what, on whose word, and where."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancmp.domain.findings import Overall, set_beside
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem
from plancmp.domain.reasons import explain_provision, how_read
from plancmp.domain.verdicts import ProvisionJudgement
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
        self.parts = set_beside(judged, overall)

    def blocks(self) -> Iterator[Block]:
        """Each provision with a table of values, then all passages."""
        statements = (
            statement
            for judged, _, others in self.parts
            for _, said in (*((term, term.statements) for term in judged.terms), *others)
            for statement in said
        )
        passages = Passages(statements, self.first)
        for part in self.parts:
            yield from _blocks(self.dataset, part, passages)
        yield from passages.blocks(self.dataset)

    def records(self) -> Records:
        """A record for each claim, and whether its outlet is compared."""
        return records(
            (*CLAIM_RECORD, "compared"),
            (row for part in self.parts for row in _records(self.dataset, part)),
        )

    def data(self) -> Mapping[str, Any]:
        """The provisions."""
        return {
            "outlets": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "provisions": [_data(self.dataset, part) for part in self.parts],
        }

    def legend(self) -> tuple[tuple[Span, str], ...]:
        """The verdicts on provisions and terms, over the outlets compared and over all."""
        return legend(
            verdict
            for judged, overall, others in self.parts
            for verdict in (
                judged.verdict,
                overall.verdict,
                *(term.verdict for term in judged.terms),
                *(term.verdict for term, _ in others),
            )
        )

    def outcomes(self) -> frozenset[str]:
        """The verdicts on terms, over the outlets compared."""
        return frozenset(term.verdict for judged, _, _ in self.parts for term in judged.terms)


def _blocks(dataset: Dataset, part: Overall, passages: Passages) -> list[Block]:
    judged, overall, others = part
    provision, reason = judged.provision, explain_provision(judged, dataset.short)
    blocks: list[Block] = [Heading(provision_title(provision), mark(judged.verdict))]
    blocks.append(Paragraph((line(reason), *_around(dataset, judged, overall))))
    if judged.terms:
        bands = [
            passages.band(dataset, provision.plan, term, term.statements) for term in judged.terms
        ]
        blocks.append(Table(VALUE_COLUMNS, tuple(bands)))
    if others:
        blocks.append(Heading(line("Outlets not compared (verdicts over all outlets)"), level=2))
        bands = [passages.band(dataset, provision.plan, term, rest) for term, rest in others]
        blocks.append(Table(VALUE_COLUMNS, tuple(bands)))
    return blocks


def _around(
    dataset: Dataset, judged: ProvisionJudgement, overall: ProvisionJudgement
) -> list[Line]:
    """Who says nothing, where what is said comes from, and what more outlets would make of it."""
    plan = judged.provision.plan.id
    lines = []
    if judged.silent:
        lines.append(line(f"read whole and not mentioned by: {names(dataset, judged.silent)}"))
    if judged.not_found:
        read = how_read(judged.not_found, dataset.short)
        lines.append(line(f"not in what was read of {read}"))
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
            (
                Span("over all outlets: "),
                *mark(overall.verdict),
                Span(f"  {explain_provision(overall, dataset.short)}"),
            )
        )
    return lines


def _records(dataset: Dataset, part: Overall) -> Iterator[dict[str, Any]]:
    for record in provision_records(dataset, part.compared):
        yield {**record, "compared": True}
    for term, rest in part.others:
        for record in claim_records(dataset, part.compared.provision, term, rest):
            yield {**record, "compared": False}


def _data(dataset: Dataset, part: Overall) -> dict[str, Any]:
    judged, overall, others = part
    provision = judged.provision
    plan = provision.plan
    return {
        "plan": plan.id,
        "topic": provision.topic.id,
        "point": provision.point,
        "points": list(provision.points),
        "title": provision.title,
        "verdict": judged.verdict,
        "reason": explain_provision(judged, dataset.short),
        "origins": len(judged.origins),
        "terms": [term_data(dataset, plan, term) for term in judged.terms],
        "silent": list(judged.silent),
        "not_found": list(judged.not_found),
        "not_covering": list(judged.not_covering),
        "all_outlets": {
            "verdict": overall.verdict,
            "reason": explain_provision(overall, dataset.short),
            "terms": [term_data(dataset, plan, term, rest) for term, rest in others],
        },
    }
