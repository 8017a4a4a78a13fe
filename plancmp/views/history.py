"""`plancmp history`: one topic through all plans and drafts, in order of time."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from plancmp.domain.changes import Change, Entry, Side
from plancmp.domain.model import Dataset, PlanDraft, Report
from plancmp.domain.problems import Problem
from plancmp.domain.side_by_side import SideBySide, TermRow, TopicRow, first_reports, telling
from plancmp.views import document as doc
from plancmp.views.claim_data import STATEMENT_RECORD, statement_record
from plancmp.views.diff_data import SideData, side_data
from plancmp.views.evidence import all_who, answer
from plancmp.views.json_types import Day
from plancmp.views.marks import badge, change_words, legend
from plancmp.views.sourced import Cited, SourcedView
from plancmp.views.wording import counted, day, hints, left_out, names, some

QUESTIONS = 3
"""So many questions on the topic stand on the first screen."""

COLUMNS = tuple(map(doc.Column, ("plan", "what it is reported to provide", "first reported", "")))


class StageData(TypedDict):
    """What is said of a plan in one draft on a term."""

    plan: str
    draft: str | None
    date: Day | None
    change: Change | None
    first_reported: Day | None
    first_reported_by: list[str]
    values: list[SideData]
    elsewhere: list[SideData]


class QuestionData(TypedDict):
    """One question through all plans and drafts."""

    term: str
    asks: str
    stages: list[StageData]


class HistoryData(TypedDict):
    """What `history` says."""

    topic: str
    title: str
    outlets: list[str]
    questions: list[QuestionData]


class HistoryView(SourcedView):
    """The questions on one topic, each with its answers plan by plan."""

    command = "history"

    def __init__(
        self,
        dataset: Dataset,
        laid: SideBySide,
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
    ) -> None:
        """Take plans and drafts in order of time, laid side by side on the one topic."""
        (self.row,) = laid.topics or (None,)
        self.topic = self.row.topic if self.row else laid.not_compared[0]
        super().__init__(f"History: {self.topic.title}", dataset, problems)
        self.stages = laid.plans
        self.outlets = outlets

    def blocks(self) -> Iterator[doc.Block]:
        """Every question; then the numbered sources."""
        yield from self._headline()
        yield from self._questions(self._terms())
        yield from self.sources()

    def screen(self) -> Iterator[doc.Block]:
        """The questions that tell most; the others by name."""
        yield from self._headline()
        terms = self._terms()
        yield from self._questions(terms[:QUESTIONS])
        rest = [term.term.asks for term in terms[QUESTIONS:]]
        if rest:
            more = counted(len(rest), "more question")
            yield doc.Paragraph(((), doc.line(f"{more}: {some(rest, 4)}", "muted")))
        yield doc.Paragraph(((),))
        yield hints("everything: --all", "sources: --sources", "to paste: --cite")

    def records(self) -> doc.Records:
        """A record for each statement on each plan and draft."""
        columns = (
            *("topic", "term", "asks", "plan", "plan_draft", "change", "elsewhere", "value"),
            *("label", *STATEMENT_RECORD),
        )
        return doc.records(columns, self._records())

    def data(self) -> HistoryData:
        return {
            "topic": self.topic.id,
            "title": self.topic.title,
            "outlets": list(self.outlets),
            "questions": [self._question_data(term) for term in self._terms()],
        }

    def legend(self) -> doc.Legend:
        return legend(change for term in self._terms() for change in term.changes if change)

    def outcomes(self) -> frozenset[Change]:
        """The changes from each stage to the next."""
        return frozenset(c for term in self._terms() for c in term.changes if c)

    def cited(self) -> Iterator[Cited]:
        """Each question with what is said of each plan and draft."""
        for term in self._terms():
            for plan, side in zip(self.stages, term.sides, strict=True):
                said = [s for entry in side.entries for s in entry.statements]
                if said:
                    yield Cited(f"{plan.id}: {term.term.asks}", term.term, said)

    def _terms(self) -> list[TermRow]:
        return _in_order(self.row) if self.row else []

    def _headline(self) -> Iterator[doc.Block]:
        title = doc.line(f"{self.topic.title}, from plan to plan", "strong")
        plans = len({plan.plan.id for plan in self.stages})
        yield doc.Heading(title, doc.line(counted(plans, "plan")))
        compared = names(self.dataset, self.outlets)
        yield doc.Paragraph(
            (doc.line(f"as {compared} report it", "muted"), *left_out(self.dataset))
        )
        if self.row is None:
            says = "only outlets not compared report it (--outlet all)"
            yield doc.Paragraph((doc.line(says),))

    def _questions(self, terms: Sequence[TermRow]) -> Iterator[doc.Block]:
        groups = tuple(
            doc.RowGroup(tuple(self._rows(term)), doc.line(term.term.asks, "strong"))
            for term in terms
        )
        if groups:
            yield doc.Table(COLUMNS, groups)

    def _rows(self, term: TermRow) -> Iterator[tuple[doc.Cell, ...]]:
        held = ""
        for plan, side, change in zip(self.stages, term.sides, term.changes, strict=True):
            entries = side.entries or side.elsewhere
            if not entries and plan.draft != plan.plan.last_draft:
                continue
            words = change_words(change, held, plan.id) if change else ""
            shown = (badge(change, words),) if change and side.entries else ()
            yield (self._stage(plan), self._told(term, side), self._first(side), shown)
            held = plan.id

    def _stage(self, plan: PlanDraft) -> doc.Cell:
        when = day(plan.plan.date) if plan.plan.date else ""
        return (doc.line(plan.id, "strong"), *((doc.line(when, "muted"),) if when else ()))

    def _told(self, term: TermRow, side: Side) -> doc.Cell:
        if not (side.entries or side.elsewhere):
            return doc.cell("not in what was read", "muted")
        lines: list[doc.Line] = []
        if not side.entries:
            lines.append(doc.line("only by outlets not compared:", "muted"))
        for entry in side.entries or side.elsewhere:
            lines.append(self._entry(term, entry))
        return tuple(lines)

    def _entry(self, term: TermRow, entry: Entry) -> doc.Line:
        by = all_who(self.dataset, entry.statements, self.references)
        condition = (doc.Span(f"{entry.condition}: ", "muted"),) if entry.condition else ()
        put = doc.Span(answer(term.term, entry.value), "value")
        return (*condition, put, doc.Span("  "), *by)

    def _first(self, side: Side) -> doc.Cell:
        reports = list(first_reports(side))
        if not reports:
            return ()
        return (doc.line(f"{day(reports[0].article.date)}, {', '.join(self._by(reports))}"),)

    def _by(self, reports: Sequence[Report]) -> list[str]:
        return list(dict.fromkeys(self.dataset.short(r.article.outlet) for r in reports))

    def _question_data(self, term: TermRow) -> QuestionData:
        stages: list[StageData] = []
        for plan, side, change in zip(self.stages, term.sides, term.changes, strict=True):
            reports = list(first_reports(side))
            first = reports[0].article.date if reports else None
            stages.append(
                {
                    "plan": plan.plan.id,
                    "draft": plan.draft or None,
                    "date": plan.plan.date.isoformat() if plan.plan.date else None,
                    "change": change,
                    "first_reported": first.isoformat() if first else None,
                    "first_reported_by": list(
                        dict.fromkeys(report.article.outlet for report in reports)
                    ),
                    "values": [side_data(term.term, entry) for entry in side.entries],
                    "elsewhere": [side_data(term.term, entry) for entry in side.elsewhere],
                }
            )
        return {"term": term.term.id, "asks": term.term.asks, "stages": stages}

    def _records(self) -> Iterator[doc.Record]:
        for term in self._terms():
            for plan, side, change in zip(self.stages, term.sides, term.changes, strict=True):
                for entry in side.entries or side.elsewhere:
                    for statement in entry.statements:
                        yield {
                            "topic": self.topic.id,
                            "term": term.term.id,
                            "asks": term.term.asks,
                            "plan": plan.plan.id,
                            "plan_draft": plan.draft,
                            "change": change,
                            "elsewhere": not side.entries,
                            "value": term.term.kind.text(entry.value),
                            "label": term.term.label(entry.value),
                            **statement_record(self.dataset, statement),
                        }


def _named(plan: PlanDraft) -> str:
    return plan.id


def _in_order(row: TopicRow) -> list[TermRow]:
    """The questions, those that tell most first."""
    return sorted(row.terms, key=telling, reverse=True)
