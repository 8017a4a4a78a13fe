"""Claims stacked by value, with who says each, on whose word and where: one table for commands."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from plancmp.domain.model import Article, Dataset, Plan, Provision, Report
from plancmp.domain.positions import Statement
from plancmp.domain.reasons import explain, explain_provision
from plancmp.domain.values import Value
from plancmp.domain.verdicts import Judgement, ProvisionJudgement, Verdict
from plancmp.views.document import (
    Band,
    Block,
    Cell,
    Column,
    Line,
    Note,
    Notes,
    Span,
    cell,
    joined,
    line,
    pointer,
)
from plancmp.views.wording import article_line, claim_data, day, mark, other_draft, outlet_of

COLUMNS = (Column("value", merge=True), Column("outlet"), Column("who says it"), Column("passage"))
VALUE_COLUMNS = (Column("value"), Column("said by"))
PASSAGE_COLUMNS = (Column("passage"), Column("who says it"), Column("key phrase"))

OWN_VOICE = "(own voice)"


class References:
    """Articles numbered in the order in which they are first named."""

    def __init__(self) -> None:
        self._numbered: dict[str, tuple[int, Article]] = {}

    def number(self, article: Article) -> int:
        """The article's number, a new one where it has none."""
        number, _ = self._numbered.setdefault(article.id, (len(self._numbered) + 1, article))
        return number

    def blocks(self, dataset: Dataset) -> tuple[Block, ...]:
        """The numbered articles, where there are any."""
        notes = tuple(
            Note(number, article_line(dataset, article))
            for number, article in self._numbered.values()
        )
        return (Notes("Articles", notes),) if notes else ()


def read_in(
    dataset: Dataset,
    title: str,
    outlets: Sequence[str],
    statements: Iterable[Statement],
    references: References,
) -> Line:
    """The articles in which the values of each of the outlets are read."""
    order = {outlet: index for index, outlet in enumerate(outlets)}
    read: dict[tuple[int, bool], dict[str, Article]] = {}
    for s in statements:
        article = s.claim.report.article
        read.setdefault((order[s.outlet], s.quoted), {})[article.id] = article
    told = [
        (
            Span(f"{said_by(dataset, outlets[place], relayed=relayed)} "),
            *map(pointer, sorted(map(references.number, articles.values()))),
        )
        for (place, relayed), articles in sorted(read.items())
    ]
    return (Span(f"{title}: "), *(joined(told, "; ") or line("nothing reported")))


def said_by(dataset: Dataset, outlet: str, *, relayed: bool) -> str:
    """An outlet, with a word where it is only relayed."""
    return dataset.short(outlet) + (", relayed" if relayed else "")


def band(
    dataset: Dataset,
    plan: Plan,
    judgement: Judgement,
    references: References,
    title: Line,
    statements: Sequence[Statement] | None = None,
) -> Band:
    """One term's statements as rows, stacked by value; `statements` chooses among them."""
    kept = judgement.statements if statements is None else statements
    notes: tuple[Line, ...] = ()
    if judgement.verdict is not Verdict.SINGLE:
        notes = (line(explain(judgement, dataset.short, plan.drafts), "muted"),)
    return Band(
        rows=tuple(
            (
                _value(plan, judgement, statement),
                cell(outlet_of(dataset, statement)),
                cell(who_says(statement)),
                _passage(judgement, statement, references),
            )
            for stack in stacks(kept).values()
            for statement in stack
        ),
        title=title,
        mark=mark(judgement.verdict),
        notes=notes,
    )


def term_title(judgement: Judgement) -> Line:
    """A term's id and its question."""
    return (Span(judgement.term.id, "strong"), Span(f"  {judgement.term.asks}"))


def stacks(statements: Iterable[Statement]) -> dict[tuple[Value, str], list[Statement]]:
    """Statements by value and draft, in the order in which each is first said."""
    found: dict[tuple[Value, str], list[Statement]] = {}
    for statement in statements:
        key = (statement.value, statement.claim.report.draft)
        found.setdefault(key, []).append(statement)
    return found


def _value(plan: Plan, judgement: Judgement, statement: Statement) -> Cell:
    text = Span(judgement.term.kind.text(statement.value), "value")
    draft = other_draft(plan, statement)
    return ((text, *((Span(f" ({draft})", "muted"),) if draft else ())),)


def _passage(judgement: Judgement, statement: Statement, references: References) -> Cell:
    report = statement.claim.report
    told = [pointer(references.number(report.article))]
    if report.paragraph:
        told.append(Span(f" ¶{report.paragraph}"))
    if report.quote:
        told.append(Span(f" {quoted(report.quote)}"))
    if judgement.term.evolving:
        told.append(Span(f" ({day(report.date)})"))
    lines = [tuple(told)]
    if report.note:
        lines.append(line(f"note: {report.note}", "muted"))
    return tuple(lines)


class Passages:
    """Reports numbered by article and paragraph, so that terms can refer to them."""

    def __init__(self, statements: Iterable[Statement], first: int = 1) -> None:
        """Take all the statements that will be referred to; articles keep their first order.

        `first` is the first number, where others stand before it in one document.
        """
        reports = list({s.claim.report.key: s.claim.report for s in statements}.values())
        articles = list({report.article.id: report.article for report in reports}.values())
        order = {article.id: index for index, article in enumerate(articles)}
        reports.sort(key=lambda r: (order[r.article.id], r.paragraph or 0))
        self._numbers = {report.key: number for number, report in enumerate(reports, first)}
        self._reports = [
            (article, [report for report in reports if report.article.id == article.id])
            for article in articles
        ]

    def band(
        self,
        dataset: Dataset,
        plan: Plan,
        judgement: Judgement,
        statements: Sequence[Statement],
    ) -> Band:
        """One term: a row a value, with who says it and the numbers of the passages."""
        rows = tuple(
            (_value(plan, judgement, stack[0]), (self._said_by(dataset, judgement, stack),))
            for stack in stacks(statements).values()
        )
        notes: tuple[Line, ...] = ()
        if judgement.verdict is Verdict.REPEATED:
            notes = (line(explain(judgement, dataset.short, plan.drafts), "muted"),)
        return Band(rows, term_title(judgement), mark(judgement.verdict), notes)

    def _said_by(self, dataset: Dataset, judgement: Judgement, stack: Sequence[Statement]) -> Line:
        voices: dict[str, dict[str, list[Line]]] = {}
        for statement in stack:
            report = statement.claim.report
            where: Line = (pointer(self._numbers[report.key]),)
            if judgement.term.evolving:
                where += (Span(f" ({day(report.date)})"),)
            speakers = voices.setdefault(outlet_of(dataset, statement), {})
            speakers.setdefault(who_says(statement), []).append(where)
        return joined(
            [
                (
                    Span(outlet, "strong"),
                    Span(": "),
                    *joined(
                        [
                            (Span(f"{who} " if who else ""), *joined(pointers, " "))
                            for who, pointers in speakers.items()
                        ],
                        ", ",
                    ),
                )
                for outlet, speakers in voices.items()
            ],
            "; ",
        )

    def blocks(self, dataset: Dataset) -> tuple[Block, ...]:
        """The passages, article by article, where there are any."""
        notes = tuple(
            Note(self._numbers[report.key], source, _told(report))
            for article, reports in self._reports
            for source in [article_line(dataset, article)]
            for report in reports
        )
        return (Notes("Passages", notes, PASSAGE_COLUMNS),) if notes else ()


def who_says(statement: Statement) -> str:
    """The speaker, or the article's own voice, which is not that of an outlet it relays."""
    speaker = statement.claim.report.speaker
    return speaker or ("" if statement.quoted else OWN_VOICE)


def _told(report: Report) -> tuple[Cell, ...]:
    told = [line(quoted(report.quote))] if report.quote else []
    if report.as_of:
        told.append(line(f"as of {report.as_of.isoformat()}"))
    if report.note:
        told.append(line(f"note: {report.note}", "muted"))
    where = cell(f"¶{report.paragraph}") if report.paragraph else ()
    return (where, cell(report.speaker or OWN_VOICE), tuple(told))


def quoted(phrase: str) -> str:
    """A key phrase in quotation marks other than those it has inside."""
    return f"‘{phrase}’" if "“" in phrase or '"' in phrase else f"“{phrase}”"


def values_data(judgement: Judgement, statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """The statements as data, stacked by value and draft."""
    return [
        {
            "text": judgement.term.kind.text(value),
            "draft": draft or None,
            "claims": [claim_data(statement) for statement in stack],
        }
        for (value, draft), stack in stacks(statements).items()
    ]


def term_data(
    dataset: Dataset,
    plan: Plan,
    judgement: Judgement,
    statements: Sequence[Statement] | None = None,
) -> dict[str, Any]:
    """A term's judgement as data."""
    kept = judgement.statements if statements is None else statements
    return {
        "term": judgement.term.id,
        "asks": judgement.term.asks,
        "verdict": judgement.verdict,
        "reason": explain(judgement, dataset.short, plan.drafts),
        "origins": len(judgement.origins),
        "values": values_data(judgement, kept),
    }


CLAIM_RECORD = (
    "plan",
    "topic",
    "point",
    "provision",
    "term",
    "asks",
    "verdict",
    "reason",
    "value",
    "draft",
    "outlet",
    "relayed",
    "via",
    "speaker",
    "article",
    "date",
    "paragraph",
    "quote",
    "note",
    "file",
    "line",
)
"""The columns of a claim as a record."""


def claim_records(
    dataset: Dataset,
    provision: Provision,
    judgement: Judgement,
    statements: Iterable[Statement] | None = None,
) -> Iterator[dict[str, Any]]:
    """A record for each statement on a term, in the order in which they are stacked."""
    kept = judgement.statements if statements is None else statements
    shared = {
        **_provision_record(provision),
        "term": judgement.term.id,
        "asks": judgement.term.asks,
        "verdict": judgement.verdict,
        "reason": explain(judgement, dataset.short, provision.plan.drafts),
    }
    for (value, draft), stack in stacks(kept).items():
        text = judgement.term.kind.text(value)
        for statement in stack:
            yield {**shared, "value": text, "draft": draft, **claim_data(statement)}


def _provision_record(provision: Provision) -> dict[str, Any]:
    return {
        "plan": provision.plan.id,
        "topic": provision.topic.id,
        "point": ", ".join(map(str, provision.points)) or None,
        "provision": provision.title,
    }


def provision_records(dataset: Dataset, judged: ProvisionJudgement) -> Iterator[dict[str, Any]]:
    """A record for each statement on a provision, or one that says that there is none."""
    if not judged.terms:
        reason = explain_provision(judged, dataset.short)
        yield {**_provision_record(judged.provision), "verdict": judged.verdict, "reason": reason}
    for term in judged.terms:
        yield from claim_records(dataset, judged.provision, term)
