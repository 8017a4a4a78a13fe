"""Claims stacked by value, with who says each, on whose word and where: one table for commands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from plancmp.model import Article, Dataset
from plancmp.values import Value
from plancmp.verdicts import Judgement, Statement, Verdict
from plancmp.views.document import (
    Band,
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Paragraph,
    Span,
    cell,
    line,
)
from plancmp.views.words import article_line, claim_data, day, mark, outlet_of

COLUMNS = (Column("value", merge=True), Column("outlet"), Column("who says it"), Column("passage"))


class References:
    """Articles numbered in the order in which they are first named."""

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}

    def number(self, article: Article) -> int:
        """The article's number, a new one where it has none."""
        self._articles.setdefault(article.id, article)
        return list(self._articles).index(article.id) + 1

    def blocks(self, dataset: Dataset) -> tuple[Block, ...]:
        """The numbered list, where anything was numbered."""
        lines = tuple(
            (Span(f"[{number}] "), Span(article_line(dataset, article)))
            for number, article in enumerate(self._articles.values(), 1)
        )
        return (Heading(line("Articles"), level=2), Paragraph(lines)) if lines else ()


def band(
    dataset: Dataset,
    judgement: Judgement,
    references: References,
    title: Line,
    statements: Sequence[Statement] | None = None,
) -> Band:
    """One term's statements as rows, stacked by value; `statements` chooses among them."""
    kept = judgement.statements if statements is None else statements
    telling = judgement.verdict is not Verdict.SINGLE
    return Band(
        rows=tuple(
            (
                _value(judgement, statement),
                cell(outlet_of(dataset, statement)),
                cell(statement.claim.report.speaker or "(own voice)"),
                _passage(judgement, statement, references),
            )
            for stack in stacks(kept).values()
            for statement in stack
        ),
        title=title,
        mark=mark(judgement.verdict),
        notes=(line(judgement.reason, "muted"),) if telling else (),
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


def _value(judgement: Judgement, statement: Statement) -> Cell:
    text = judgement.term.kind.text(statement.value)
    draft = statement.claim.report.draft
    return ((Span(text, "value"), *((Span(f" ({draft} draft)", "muted"),) if draft else ())),)


def _passage(judgement: Judgement, statement: Statement, references: References) -> Cell:
    report = statement.claim.report
    told = [f"[{references.number(report.article)}]"]
    if report.paragraph:
        told.append(f"¶{report.paragraph}")
    if report.quote:
        told.append(f"“{report.quote}”")
    if judgement.term.evolving:
        told.append(f"({day(report.date)})")
    lines = [line(" ".join(told))]
    if report.note:
        lines.append(line(f"note: {report.note}", "muted"))
    return tuple(lines)


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
    judgement: Judgement, statements: Sequence[Statement] | None = None
) -> dict[str, Any]:
    """A term's judgement as data."""
    kept = judgement.statements if statements is None else statements
    return {
        "term": judgement.term.id,
        "asks": judgement.term.asks,
        "verdict": judgement.verdict.value,
        "reason": judgement.reason,
        "origins": len(judgement.origins),
        "values": values_data(judgement, kept),
    }
