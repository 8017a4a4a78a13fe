"""`plancmp sources`: provisions in full, with who says what, on whose word, and where."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from plancmp.domain.model import Dataset
from plancmp.domain.overall import Overall, set_beside
from plancmp.domain.problems import Problem
from plancmp.domain.reasons import explain_provision, how_read
from plancmp.domain.verdicts import ProvisionJudgement, Verdict
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.claim_data import (
    CLAIM_RECORD,
    TermData,
    claim_records,
    provision_records,
    term_data,
)
from plancmp.views.claims import VALUE_COLUMNS, Passages
from plancmp.views.json_types import Count, Positive
from plancmp.views.marks import badge, legend
from plancmp.views.wording import counted, names, provision_title

NOT_COMPARED = "Outlets not compared (verdicts over all outlets)"


class AllOutletsData(TypedDict):
    """A provision over all outlets, with the statements of those that are not compared."""

    verdict: Verdict
    reason: str
    terms: list[TermData]


class ProvisionData(TypedDict):
    """A provision in full."""

    plan: str
    topic: str
    point: Positive | None
    points: list[Positive]
    title: str
    verdict: Verdict
    reason: str
    origins: Count
    terms: list[TermData]
    silent: list[str]
    not_found: list[str]
    not_covering: list[str]
    all_outlets: AllOutletsData


class SourcesData(TypedDict):
    """What `sources` says."""

    outlets: list[str]
    left_out: list[str]
    provisions: list[ProvisionData]


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

    def blocks(self) -> Iterator[doc.Block]:
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

    def records(self) -> doc.Records:
        """A record for each claim, and whether its outlet is compared."""
        return doc.records(
            (*CLAIM_RECORD, "compared"),
            (row for part in self.parts for row in _records(self.dataset, part)),
        )

    def data(self) -> SourcesData:
        return {
            "outlets": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "provisions": [_data(self.dataset, part) for part in self.parts],
        }

    def legend(self) -> doc.Legend:
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


def _blocks(dataset: Dataset, part: Overall, passages: Passages) -> Iterator[doc.Block]:
    judged, overall, others = part
    provision, reason = judged.provision, explain_provision(judged, dataset.short)
    yield doc.Heading(provision_title(provision), badge(judged.verdict))
    yield doc.Paragraph((doc.line(reason), *_around(dataset, judged, overall)))
    compared = [(term, term.statements) for term in judged.terms]
    for title, terms in (("", compared), (NOT_COMPARED, others)):
        if title and terms:
            yield doc.Heading(doc.line(title), level=2)
        if terms:
            groups = (passages.value_rows(dataset, provision.plan, *said) for said in terms)
            yield doc.Table(VALUE_COLUMNS, tuple(groups))


def _around(
    dataset: Dataset, judged: ProvisionJudgement, overall: ProvisionJudgement
) -> list[doc.Line]:
    """Who says nothing, where what is said comes from, and what more outlets would make of it."""
    plan = judged.provision.plan.id
    lines = []
    if judged.silent:
        silent = names(dataset, judged.silent)
        lines.append(doc.line(f"read whole and not mentioned by: {silent}"))
    if judged.not_found:
        read = how_read(judged.not_found, dataset.short)
        lines.append(doc.line(f"not in what was read of {read}"))
    if judged.not_covering:
        lines.append(
            doc.line(f"no article of their own on {plan}: {names(dataset, judged.not_covering)}")
        )
    groups = "; ".join(names(dataset, sorted(origin)) for origin in judged.origins)
    if groups:
        outlets = counted(len(judged.speaking), "outlet")
        lines.append(doc.line(f"{outlets}, {counted(len(judged.origins), 'origin')}: {groups}"))
    if overall.verdict is not judged.verdict:
        lines.append(
            (
                doc.Span("over all outlets: "),
                *badge(overall.verdict),
                doc.Span(f"  {explain_provision(overall, dataset.short)}"),
            )
        )
    return lines


def _records(dataset: Dataset, part: Overall) -> Iterator[doc.Record]:
    for record in provision_records(dataset, part.compared):
        yield {**record, "compared": True}
    for term, rest in part.others:
        for record in claim_records(dataset, part.compared.provision, term, rest):
            yield {**record, "compared": False}


def _data(dataset: Dataset, part: Overall) -> ProvisionData:
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
