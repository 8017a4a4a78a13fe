"""Claims for reading: a term's values with who says each, on whose word, and the passages."""

from collections.abc import Iterable, Sequence

from plancmp.domain.model import Dataset, Plan, Report
from plancmp.domain.positions import Statement
from plancmp.domain.reasons import explain
from plancmp.domain.verdicts import Judgement, Verdict
from plancmp.views import document as doc
from plancmp.views.claim_data import stack_by_value
from plancmp.views.marks import badge
from plancmp.views.references import References
from plancmp.views.wording import (
    OWN_VOICE,
    article_line,
    attribution,
    day,
    other_draft,
    quoted,
    speaker_label,
)

COLUMNS = (
    doc.Column("value", merge=True),
    *map(doc.Column, ("outlet", "who says it", "passage")),
)
VALUE_COLUMNS = tuple(map(doc.Column, ("value", "said by")))
PASSAGE_COLUMNS = tuple(map(doc.Column, ("passage", "who says it", "key phrase")))


def claim_rows(
    dataset: Dataset, plan: Plan, judgement: Judgement, references: References, title: doc.Line
) -> doc.RowGroup:
    """One term: a row a statement, stacked by value; under the columns of COLUMNS."""
    rows = tuple(
        (
            _value(plan, judgement, statement),
            doc.cell(attribution(dataset, statement)),
            doc.cell(speaker_label(statement)),
            _passage(judgement, statement, references),
        )
        for stack in stack_by_value(judgement.statements).values()
        for statement in stack
    )
    single = judgement.verdict is Verdict.SINGLE
    notes = () if single else _reason(dataset, plan, judgement)
    return doc.RowGroup(rows, title, badge(judgement.verdict), notes)


def _reason(dataset: Dataset, plan: Plan, judgement: Judgement) -> tuple[doc.Line, ...]:
    return (doc.line(explain(judgement, dataset.short, plan.drafts), "muted"),)


def _value(plan: Plan, judgement: Judgement, statement: Statement) -> doc.Cell:
    text = doc.Span(judgement.term.kind.text(statement.value), "value")
    draft = other_draft(plan, statement)
    return ((text, *((doc.Span(f" ({draft})", "muted"),) if draft else ())),)


def _passage(judgement: Judgement, statement: Statement, references: References) -> doc.Cell:
    report = statement.claim.report
    where = [doc.pointer(references.number(report.article))]
    if report.paragraph:
        where.append(doc.Span(f" ¶{report.paragraph}"))
    if report.quote:
        where.append(doc.Span(f" {quoted(report.quote)}"))
    if judgement.term.evolving:
        where.append(doc.Span(f" ({day(report.date)})"))
    note = (doc.line(f"note: {report.note}", "muted"),) if report.note else ()
    return (tuple(where), *note)


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

    def value_rows(
        self, dataset: Dataset, plan: Plan, judgement: Judgement, statements: Sequence[Statement]
    ) -> doc.RowGroup:
        """One term: a row a value, with who says it and the numbers of the passages.

        Under the columns of VALUE_COLUMNS; `statements` are those of the term that are shown.
        """
        rows = tuple(
            (_value(plan, judgement, stack[0]), (self._sayers(dataset, judgement, stack),))
            for stack in stack_by_value(statements).values()
        )
        notes = _reason(dataset, plan, judgement) if judgement.verdict is Verdict.REPEATED else ()
        title = (doc.Span(judgement.term.id, "strong"), doc.Span(f"  {judgement.term.asks}"))
        return doc.RowGroup(rows, title, badge(judgement.verdict), notes)

    def _sayers(
        self, dataset: Dataset, judgement: Judgement, stack: Sequence[Statement]
    ) -> doc.Line:
        """Outlet by outlet who says a value, each speaker with pointers to the passages."""
        outlets: dict[str, dict[str, list[doc.Line]]] = {}
        for statement in stack:
            report = statement.claim.report
            where: doc.Line = (doc.pointer(self._numbers[report.key]),)
            if judgement.term.evolving:
                where += (doc.Span(f" ({day(report.date)})"),)
            speakers = outlets.setdefault(attribution(dataset, statement), {})
            speakers.setdefault(speaker_label(statement), []).append(where)
        return doc.joined(
            [
                (
                    doc.Span(outlet, "strong"),
                    doc.Span(": "),
                    *doc.joined(
                        [
                            (doc.Span(f"{speaker} " if speaker else ""), *doc.joined(pointers, " "))
                            for speaker, pointers in speakers.items()
                        ],
                        ", ",
                    ),
                )
                for outlet, speakers in outlets.items()
            ],
            "; ",
        )

    def blocks(self, dataset: Dataset) -> tuple[doc.Block, ...]:
        """The passages, article by article, where there are any."""
        notes = tuple(
            doc.Footnote(self._numbers[report.key], source, _footnote_cells(report))
            for article, reports in self._reports
            for source in [article_line(dataset, article)]
            for report in reports
        )
        return (doc.Footnotes("Passages", notes, PASSAGE_COLUMNS),) if notes else ()


def _footnote_cells(report: Report) -> tuple[doc.Cell, ...]:
    """A passage under the columns of PASSAGE_COLUMNS."""
    lines = [doc.line(quoted(report.quote))] if report.quote else []
    if report.as_of:
        lines.append(doc.line(f"as of {report.as_of.isoformat()}"))
    if report.note:
        lines.append(doc.line(f"note: {report.note}", "muted"))
    where = doc.cell(f"¶{report.paragraph}") if report.paragraph else ()
    return (where, doc.cell(report.speaker or OWN_VOICE), tuple(lines))
