"""`plancmp history`: one topic through all plans and drafts, in order of time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypedDict

from plancmp.domain.comparison import Change
from plancmp.domain.findings import finding_id
from plancmp.domain.hidden import NOTHING_HIDDEN, Hidden
from plancmp.domain.model import Dataset, PlanDraft, Report
from plancmp.domain.problems import Problem
from plancmp.domain.side_by_side import (
    SideBySide,
    TermRow,
    first_reports,
    since_last,
    telling,
)
from plancmp.domain.sides import Entry, Side
from plancmp.views import document as doc
from plancmp.views.claim_data import STATEMENT_RECORD
from plancmp.views.diff_data import SideData, side_data, side_records
from plancmp.views.hidden_data import HiddenData, hidden_data
from plancmp.views.json_types import Day
from plancmp.views.marks import badge, change_words, legend
from plancmp.views.references import References
from plancmp.views.sourced import Cited, SourcedView
from plancmp.views.unheard import unheard
from plancmp.views.voices import (
    ABSENT_AS_ABOVE,
    KEY,
    brief_who,
    entry_lines,
    most_direct,
    of_plan,
)
from plancmp.views.wording import (
    UNCERTAIN,
    compared,
    counted,
    dated,
    day,
    hints,
    left_out,
    some,
)

COLUMNS = tuple(
    map(doc.Column, ("plan", "what it is reported to provide", "first dated report", "change"))
)


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
    hidden: HiddenData | None
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
        references: References | None = None,
        hidden: Hidden = NOTHING_HIDDEN,
    ) -> None:
        """Take plans and drafts in order of time, laid side by side on one topic compared.

        `hidden` is what the choice of outlets hides of it.
        """
        (self.row,) = laid.topics
        self.topic = self.row.topic
        super().__init__(f"History: {self.topic.title}", dataset, problems, references)
        self.stages = laid.plans
        self.outlets = outlets
        self.hidden = hidden

    def blocks(self) -> Iterator[doc.Block]:
        """Every question; then the numbered sources."""
        yield from self._headline()
        yield from self._questions(self._terms())
        yield from self.sources()

    def screen(self) -> Iterator[doc.Block]:
        """The questions that tell most; the others by name."""
        yield from self._headline()
        terms = self._terms()
        yield from self._questions(terms, brief=True)
        yield doc.Paragraph((doc.line(KEY, "muted"),))
        yield doc.Paragraph(((),))
        yield hints("everything: --all", "sources: --sources", "to paste: --cite")

    def leading(self) -> doc.RowGroup:
        """The question that tells most, in full: a row to a plan or draft, in order of time."""
        term = self._terms()[0]
        return doc.RowGroup(
            tuple(self._rows(term, set(), brief=False)),
            doc.line(self.topic.title, "strong"),
            (),
            (doc.line(term.term.asks),),
        )

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
            "hidden": hidden_data(self.hidden),
            "questions": [self._question_data(term) for term in self._terms()],
        }

    def legend(self) -> doc.Legend:
        return legend(change for term in self._terms() for change in since_last(term) if change)

    def outcomes(self) -> frozenset[Change]:
        """The changes from each stage to the next."""
        return frozenset(c for term in self._terms() for c in since_last(term) if c)

    def cited(self) -> Iterator[Cited]:
        """Each question with what is said of each plan and draft."""
        for term in self._terms():
            for plan, side in zip(self.stages, term.sides, strict=True):
                said = [s for entry in side.entries for s in entry.statements]
                if said:
                    yield Cited(f"{plan.id}: {term.term.asks}", plan.plan, term.term, said)

    def _terms(self) -> list[TermRow]:
        """The questions, those that tell most first."""
        return sorted(self.row.terms, key=telling, reverse=True)

    def _headline(self) -> Iterator[doc.Block]:
        title = doc.line(f"{self.topic.title}, from plan to plan", "strong")
        plans = len({plan.plan.id for plan in self.stages})
        yield doc.Heading(title, doc.line(counted(plans, "plan")))
        by = doc.line(f"compared: {compared(self.dataset, self.outlets)}", "muted")
        yield doc.Paragraph((by, *left_out(self.dataset)))

    def _questions(self, terms: Sequence[TermRow], *, brief: bool = False) -> Iterator[doc.Block]:
        absent: set[str] = set()
        groups = tuple(
            doc.RowGroup(
                tuple(self._rows(term, absent, brief=brief)), doc.line(term.term.asks, "strong")
            )
            for term in terms
        )
        if groups:
            yield doc.Table(COLUMNS, groups, counts="question", by_group=True)

    def _rows(
        self, term: TermRow, absent: set[str], *, brief: bool
    ) -> Iterator[tuple[doc.Cell, ...]]:
        """A row a plan or draft; those `absent` were told to have no such provision already."""
        held = ""
        for plan, side, change in zip(self.stages, term.sides, since_last(term), strict=True):
            if side.absent and plan.id in absent:
                yield (self._stage(plan, brief=brief), ABSENT_AS_ABOVE, (), ())
                held = plan.id
                continue
            absent |= {plan.id} if side.absent else set()
            entries = side.entries or _of_draft(side, plan)
            if not entries and plan.draft != plan.plan.last_draft:
                continue
            words = change_words(change, held, plan.id) if change else ""
            shown = (badge(change, words),) if change else ()
            said = self._said(term, plan, side, brief=brief)
            first = self._first(term, plan, entries)
            yield (self._stage(plan, brief=brief), said, first, shown)
            held = plan.id

    def _stage(self, plan: PlanDraft, *, brief: bool) -> doc.Cell:
        when = _day(plan)
        of_day = () if brief or not when else (doc.line(day(when), "muted"),)
        return (doc.line(plan.id, "strong"), *of_day)

    def _said(self, term: TermRow, plan: PlanDraft, side: Side, *, brief: bool) -> doc.Cell:
        others = () if side.entries else _of_draft(side, plan)
        if not (side.entries or others):
            return doc.cell("not in what was read", "muted")
        lines = [doc.line("only by outlets not compared:", "muted")] if others else []
        for entry in side.entries or others:
            lines += self._entry(term, entry, brief=brief)
        provision = self.row.provisions[self.stages.index(plan)]
        if provision:
            against = self.hidden.against(finding_id(provision, term.term))
            of_draft = [s for s in against if s.claim.report.draft == plan.draft]
            other = unheard(self.dataset, plan.plan, term.term, of_draft, self.references)
            lines += [other] if other else []
        return tuple(lines)

    def _entry(self, term: TermRow, entry: Entry, *, brief: bool) -> list[doc.Line]:
        if brief:
            put = of_plan(term.term, most_direct(entry.statements))
            by = brief_who(self.dataset, entry.statements, self.references)
            return [(*put, doc.Span("  "), *by)]
        return [*entry_lines(self.dataset, term.term, entry.statements, self.references)]

    def _first(self, term: TermRow, plan: PlanDraft, entries: Iterable[Entry]) -> doc.Cell:
        reports = self._first_reports(term, plan, entries)
        if not reports:
            return ()
        articles = [report.article for report in reports]
        sure = any(article.date_known not in UNCERTAIN for article in articles)
        when = day(articles[0].date) if sure else dated(articles[0])
        return (doc.line(f"{when}, {some(self._by(reports), 2)}"),)

    def _first_reports(
        self, term: TermRow, plan: PlanDraft, entries: Iterable[Entry]
    ) -> Sequence[Report]:
        provision = self.row.provisions[self.stages.index(plan)]
        answers = ((entry.value, entry.condition) for entry in entries)
        return first_reports(provision, plan.draft, term.term.id, answers)

    def _by(self, reports: Sequence[Report]) -> list[str]:
        return list(dict.fromkeys(self.dataset.short(r.article.outlet) for r in reports))

    def _question_data(self, term: TermRow) -> QuestionData:
        stages: list[StageData] = []
        for plan, side, change in zip(self.stages, term.sides, since_last(term), strict=True):
            elsewhere, when = _of_draft(side, plan), _day(plan)
            reports = self._first_reports(term, plan, side.entries or elsewhere)
            first = reports[0].article.date if reports else None
            stages.append(
                {
                    "plan": plan.plan.id,
                    "draft": plan.draft or None,
                    "date": when.isoformat() if when else None,
                    "change": change,
                    "first_reported": first.isoformat() if first else None,
                    "first_reported_by": list(
                        dict.fromkeys(report.article.outlet for report in reports)
                    ),
                    "values": [side_data(term.term, entry) for entry in side.entries],
                    "elsewhere": [side_data(term.term, entry) for entry in elsewhere],
                }
            )
        return {"term": term.term.id, "asks": term.term.asks, "stages": stages}

    def _records(self) -> Iterator[doc.Record]:
        for term in self._terms():
            for plan, side, change in zip(self.stages, term.sides, since_last(term), strict=True):
                entries = side.entries or _of_draft(side, plan)
                for record in side_records(self.dataset, term.term, side, entries):
                    yield {
                        "topic": self.topic.id,
                        "term": term.term.id,
                        "asks": term.term.asks,
                        "plan": plan.plan.id,
                        "plan_draft": plan.draft,
                        "change": change,
                        **record,
                    }


def _day(plan: PlanDraft) -> date | None:
    """The day of a plan, which is that of its last draft alone."""
    return plan.plan.date if plan.draft == plan.plan.last_draft else None


def _of_draft(side: Side, plan: PlanDraft) -> tuple[Entry, ...]:
    """What only outlets not compared say of the very draft."""
    return tuple(entry for entry in side.elsewhere if entry.draft == plan.draft)
