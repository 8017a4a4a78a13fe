"""Claims as data and as records, stacked by value: the same in every command that lists them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypedDict

from plancmp.domain.model import Dataset, Plan, Provision, Report, Term, grouped
from plancmp.domain.positions import Statement
from plancmp.domain.printed import answer
from plancmp.domain.reasons import explain, explain_provision
from plancmp.domain.values import Value
from plancmp.domain.verdicts import Judgement, ProvisionJudgement, Verdict
from plancmp.views.citations import citation
from plancmp.views.document import Record
from plancmp.views.json_types import Count, Day, Positive


class ClaimData(TypedDict):
    """A statement: who says it, on whose word, and where."""

    outlet: str
    quoted_by: str | None
    """The outlet that published it, where that is another."""
    article: str
    date: Day | None
    speaker: str | None
    via: list[str]
    hedge: str | None
    inferred: bool
    condition: str | None
    quote: str | None
    paragraph: Positive | None
    address: str | None
    note: str | None
    file: str
    line: Count


class ValueData(TypedDict):
    """A value of one draft, with the statements that have it."""

    text: str
    label: str
    """The same in words."""
    draft: str | None
    claims: list[ClaimData]


class TermData(TypedDict):
    """The judgement of a term."""

    term: str
    asks: str
    verdict: Verdict
    reason: str
    origins: Count
    values: list[ValueData]


def stack_by_value(
    statements: Iterable[Statement],
) -> dict[tuple[Value, str], list[Statement]]:
    """Statements by value and draft, in the order in which each is first said."""
    return grouped(statements, lambda s: (s.value, s.claim.report.draft))


def claim_data(statement: Statement) -> ClaimData:
    """A statement as data."""
    report, location = statement.claim.report, statement.claim.location
    return {
        "outlet": statement.outlet,
        "quoted_by": statement.claim.outlet if statement.quoted else None,
        "article": report.article.id,
        "date": report.date.isoformat() if report.date else None,
        "speaker": report.speaker or None,
        "via": list(report.via),
        "hedge": report.hedge or None,
        "inferred": report.inferred,
        "condition": report.condition or None,
        "quote": report.quote or None,
        "paragraph": report.paragraph,
        "address": report.article.address or None,
        "note": report.note or None,
        "file": location.file,
        "line": location.line,
    }


def term_data(
    dataset: Dataset,
    plan: Plan,
    judgement: Judgement,
    statements: Sequence[Statement] | None = None,
) -> TermData:
    """A term's judgement as data; `statements` chooses among its own."""
    kept = judgement.statements if statements is None else statements
    return {
        "term": judgement.term.id,
        "asks": judgement.term.asks,
        "verdict": judgement.verdict,
        "reason": explain(judgement, dataset.short, plan.drafts),
        "origins": len(judgement.origins),
        "values": values_data(judgement.term, kept),
    }


def values_data(term: Term, statements: Iterable[Statement]) -> list[ValueData]:
    """The values that statements on a term give, as data."""
    return [
        {
            "text": term.kind.text(value),
            "label": answer(term, value),
            "draft": draft or None,
            "claims": list(map(claim_data, stack)),
        }
        for (value, draft), stack in stack_by_value(statements).items()
    ]


def statement_record(dataset: Dataset, statement: Statement) -> Record:
    """A statement as columns of a record, with what a citation of it needs."""
    return {
        **claim_data(statement),
        "outlet_name": dataset.outlets[statement.outlet].name,
        **source_record(dataset, statement.claim.report),
    }


def source_record(dataset: Dataset, report: Report) -> Record:
    """What a report's article is called, how its day is known, and the line to paste."""
    return {
        "headline": report.article.title,
        "date_known": report.article.date_known,
        "citation": citation(dataset, report),
    }


STATEMENT_RECORD = (
    *("outlet", "outlet_name", "quoted_by", "via", "speaker", "hedge", "inferred", "condition"),
    *("article", "headline", "date", "date_known", "paragraph", "quote", "address", "citation"),
    *("note", "file", "line"),
)
"""The columns of a statement."""
CLAIM_RECORD = (
    *("plan", "topic", "point", "provision", "term", "asks", "verdict", "reason", "value"),
    *("label", "draft", *STATEMENT_RECORD),
)
"""The columns of a claim as a record."""


def claim_records(
    dataset: Dataset,
    provision: Provision,
    judgement: Judgement,
    statements: Iterable[Statement] | None = None,
) -> Iterator[Record]:
    """A record for each statement on a term, in the order in which they are stacked."""
    kept = judgement.statements if statements is None else statements
    shared = {
        **_provision_record(provision),
        "term": judgement.term.id,
        "asks": judgement.term.asks,
        "verdict": judgement.verdict,
        "reason": explain(judgement, dataset.short, provision.plan.drafts),
    }
    for (value, draft), stack in stack_by_value(kept).items():
        text, label = judgement.term.kind.text(value), answer(judgement.term, value)
        for statement in stack:
            yield {
                **shared,
                "value": text,
                "label": label,
                "draft": draft,
                **statement_record(dataset, statement),
            }


def _provision_record(provision: Provision) -> Record:
    return {
        "plan": provision.plan.id,
        "topic": provision.topic.id,
        "point": ", ".join(map(str, provision.points)) or None,
        "provision": provision.title,
    }


def provision_records(dataset: Dataset, judged: ProvisionJudgement) -> Iterator[Record]:
    """A record for each statement on a provision, or one that says that there is none."""
    if not judged.terms:
        reason = explain_provision(judged, dataset.short)
        yield {**_provision_record(judged.provision), "verdict": judged.verdict, "reason": reason}
    for term in judged.terms:
        yield from claim_records(dataset, judged.provision, term)
