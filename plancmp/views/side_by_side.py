"""`plancmp diff A B C …`: any number of plans side by side, topic by topic."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from plancmp.domain.comparison import WEIGHTY, Change
from plancmp.domain.model import Dataset, PlanDraft, grouped
from plancmp.domain.problems import Problem
from plancmp.domain.side_by_side import SideBySide, TermRow, TopicRow, telling
from plancmp.domain.sides import Side
from plancmp.domain.values import Number, YesNo
from plancmp.views import document as doc
from plancmp.views.marks import MARKS, badge, change_words, legend
from plancmp.views.matrix import NOT_FOUND, code_key, codes
from plancmp.views.references import References
from plancmp.views.side_by_side_data import RECORD, SideBySideData, topic_data, topic_records
from plancmp.views.sourced import Cited, SourcedView
from plancmp.views.voices import (
    ABSENT_AS_ABOVE,
    KEY,
    RESERVED_KEY,
    brief_who,
    entry_lines,
    most_direct,
    of_plan,
    other_draft_lines,
)
from plancmp.views.wording import (
    APART,
    beyond,
    compared,
    counted,
    hints,
    left_out,
    not_compared,
    some,
)

ROWS = 15
"""So many topics stand on the first screen."""
SIGNED = (
    *(Change.CHANGED, Change.DEPENDS, Change.DROPPED, Change.MORE_SPECIFIC, Change.LESS_SPECIFIC),
    *(Change.OVERLAPPING, Change.UNCHANGED, Change.NOT_COMPARABLE),
)
"""The changes whose signs it explains, where they stand."""
IN_KEY = {Change.DEPENDS: "depends on the outlet"}
"""The words of the key that are longer elsewhere."""
ANSWERS = 1
"""So many answers there to a question on a plan."""
OTHERS = 1
"""So many answers there of outlets that are not compared, where nobody who is speaks."""
OTHER_OUTLETS = "others"


class SideBySideView(SourcedView):
    """Plans in columns, a row a question; what changed is marked where it did."""

    command = "diff"

    def __init__(
        self,
        dataset: Dataset,
        laid: SideBySide,
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
        references: References | None = None,
    ) -> None:
        """Take the plans as they are laid side by side over the outlets compared."""
        ids = [plan.id for plan in laid.plans]
        super().__init__(f"Plans side by side: {', '.join(ids)}", dataset, problems, references)
        self.laid = laid
        self.ids = ids
        self.outlets = outlets
        self.codes = dict(zip(outlets, codes(map(dataset.short, outlets)), strict=True))
        """Two letters for each outlet, which the first screen names it by."""
        self.counted = [row for row in laid.topics if not row.topic.is_circumstance]
        self.apart = [row for row in laid.topics if row.topic.is_circumstance]

    def blocks(self) -> Iterator[doc.Block]:
        """Every question on every topic; what belongs to the plans' story apart."""
        yield from self._headline()
        columns = self._columns("question")
        for title, rows in (("", self.counted), ("Of the plans' story, not counted", self.apart)):
            if title and rows:
                yield doc.Heading(doc.line(title))
            if rows:
                groups = tuple(self._group(row) for row in rows)
                yield doc.Table(columns, groups, spaced=True, beside=True)
        yield from self.sources()

    def screen(self) -> Iterator[doc.Block]:
        """A line to a topic, those first that changed most; the rest by name."""
        yield self._title()
        yield self._by_code()
        alike = list(self._alike().items())
        yield from self._lines(alike[:ROWS])
        yield doc.Items(tuple(self.rest([row for _, rows in alike[ROWS:] for row in rows])))
        yield self._key()
        yield hints(
            *(f"one topic: plancmp history {rows[0].topic.id}" for _, rows in alike[:1]),
            "everything: --all",
            "sources: --sources",
            "report: -o plans.html",
        )

    def in_short(self) -> Iterator[doc.Block]:
        """A line to each topic of several plans, those first that changed most."""
        yield self._by_code()
        yield from self._lines(list(self._alike().items()))
        yield self._key()

    def records(self) -> doc.Records:
        """A record for each statement on each plan of each term."""
        rows = (topic_records(self.dataset, row, self.ids) for row in self.laid.topics)
        return doc.records(RECORD, chain.from_iterable(rows))

    def data(self) -> SideBySideData:
        return {
            "plans": self.ids,
            "base": self.laid.base.id if self.laid.base else None,
            "outlets": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "topics": [topic_data(row, self.ids) for row in self.laid.topics],
            "not_compared": [topic.id for topic in self.laid.not_compared],
        }

    def legend(self) -> doc.Legend:
        return legend(self.outcomes())

    def outcomes(self) -> frozenset[Change]:
        """The changes of the terms that are counted."""
        found = (change for row in self.counted for term in row.terms for change in term.changes)
        return frozenset(change for change in found if change)

    def cited(self) -> Iterator[Cited]:
        """Each question with what is said of each plan."""
        for row in self.laid.topics:
            for term in row.terms:
                for plan, side in zip(self.laid.plans, term.sides, strict=True):
                    said = [s for entry in side.entries for s in entry.statements]
                    if said:
                        title = f"{row.topic.title} in {plan.id}: {term.term.asks}"
                        yield Cited(title, plan.plan, term.term, said)

    def _columns(self, of: str) -> tuple[doc.Column, ...]:
        return tuple(map(doc.Column, (of, *self.ids)))

    def _title(self) -> doc.Heading:
        base = f", all held against {self.laid.base.id}" if self.laid.base else ""
        title = f"{' → '.join(self.ids)}{base}"
        topics = counted(len(self.counted), "topic")
        return doc.Heading(doc.line(title, "strong"), doc.line(topics))

    def _headline(self) -> Iterator[doc.Block]:
        yield self._title()
        by = doc.line(f"compared: {compared(self.dataset, self.outlets)}", "muted")
        others = not_compared(self.dataset, self.laid.not_compared, self.laid.plans)
        yield doc.Paragraph((by, *others, *left_out(self.dataset)))

    @property
    def shared(self) -> list[TopicRow]:
        """The topics that are answered of several plans, those first that changed most."""
        return [row for row in sorted(self.counted, key=_rank) if _held(row)]

    def _by_code(self) -> doc.Paragraph:
        """The outlets by the letters that the lines name them by."""
        names = list(map(self.dataset.short, self.codes))
        key = code_key(list(self.codes.values()), names)
        others = f"; {OTHER_OUTLETS}: outlets not compared" if self._by_others() else ""
        return doc.Paragraph((doc.line(f"{key}{others}", "muted"), *left_out(self.dataset)))

    def _key(self) -> doc.Paragraph:
        more = "+1 more outlet  (+1) more answer"
        signs = f"{KEY}  {RESERVED_KEY}  {NOT_FOUND} not in what was read  {more}"
        base = self.laid.base.id if self.laid.base else "the plan before"
        found = {c for row in self.shared for term in _asked(row) for c in term.changes}
        words = "  ".join(
            f"{MARKS[c].sign} {IN_KEY.get(c) or MARKS[c].words or c}" for c in SIGNED if c in found
        )
        held = f"to {base}: {words}"
        return doc.Paragraph((doc.line(signs, "muted"), doc.line(held, "muted")))

    def _by_others(self) -> bool:
        """Whether an answer stands there that only outlets not compared give."""
        return any(
            not side.entries and self._of_draft(side, index)
            for row in self.shared
            for term in _asked(row)
            for index, side in enumerate(term.sides)
        )

    def _alike(self) -> dict[tuple[doc.Cell, ...], list[TopicRow]]:
        """The shared topics by what their lines say."""
        return grouped(self.shared, self._line)

    def _lines(
        self, alike: Iterable[tuple[tuple[doc.Cell, ...], Sequence[TopicRow]]]
    ) -> Iterator[doc.Block]:
        rows = tuple((_titles(same), *cells) for cells, same in alike)
        if rows:
            columns = self._columns("topic")
            yield doc.Table(columns, (doc.RowGroup(rows),), beside=True, counts="row")

    def _line(self, row: TopicRow) -> tuple[doc.Cell, ...]:
        """A topic in short: the answers to the questions that are asked of it."""
        cells = (
            tuple(line for term in _asked(row) for line in self._short(term, index))
            for index in range(len(self.ids))
        )
        return tuple(cell or doc.cell(NOT_FOUND, "muted") for cell in cells)

    def _short(self, term: TermRow, index: int) -> doc.Cell:
        side, change = term.sides[index], term.changes[index]
        mark = _mark(change)
        lines = []
        for number, entry in enumerate(side.entries or side.elsewhere):
            style = "value" if side.entries else ""
            put = of_plan(term.term, most_direct(entry.statements), style, brief=True)
            by = brief_who(self.dataset, entry.statements, self.references, self.codes)
            lines.append((*(mark if number == 0 else ()), *put, doc.Span(" "), *by))
        most = ANSWERS if side.entries else OTHERS
        if rest := len(lines[most:]):
            lines[most - 1] = (*lines[most - 1], doc.Span(f" (+{rest})", "muted"))
        if side.entries or not lines:
            return tuple(lines[:most])
        others = f"{OTHER_OUTLETS}: " if self._of_draft(side, index) else "other draft: "
        return ((doc.Span(others, "muted"), *lines[0]), *lines[1:most])

    def _of_draft(self, side: Side, index: int) -> bool:
        draft = self.laid.plans[index].draft
        return any(entry.draft == draft for entry in side.elsewhere)

    def _group(self, row: TopicRow) -> doc.RowGroup:
        absent: set[int] = set()
        rows = []
        for term in row.terms:
            again = {
                index
                for index, side in enumerate(term.sides)
                if side.absent and index in absent and not side.elsewhere
            }
            cells = (
                ABSENT_AS_ABOVE if index in again else self._full(term, index)
                for index in range(len(self.ids))
            )
            rows.append((doc.cell(term.term.asks, "muted"), *cells))
            absent |= {index for index, side in enumerate(term.sides) if side.absent}
        title = (doc.Span(row.topic.title, "strong"), doc.Span(f"  {row.topic.id}", "muted"))
        return doc.RowGroup(tuple(rows), title)

    def _full(self, term: TermRow, index: int) -> doc.Cell:
        side, change, plan = term.sides[index], term.changes[index], self.laid.plans[index]
        lines: list[doc.Line] = []
        if change:
            lines.append(badge(change, self._words(change, index)))
        if not side.entries:
            nowhere = f"not in what was read of {plan.id}"
            lines.append(doc.line(_elsewhere(side, plan) if side.elsewhere else nowhere, "muted"))
        style = "value" if side.entries else ""
        for entry in side.entries or side.elsewhere:
            lines += entry_lines(
                self.dataset, term.term, entry.statements, self.references, style=style
            )
        if side.entries:
            lines += other_draft_lines(self.dataset, term.term, side.elsewhere, self.references)
        return tuple(lines)

    def _words(self, change: Change, index: int) -> str:
        """A change in words that are true of these two plans among others."""
        held = (self.laid.base or self.laid.plans[index - 1]).id
        if change is Change.ONLY_AFTER:
            return f"not in what was read of {held}"
        if change is Change.ONLY_BEFORE:
            return f"in what was read of {held}"
        return change_words(change, held, self.ids[index])

    def rest(self, more: Sequence[TopicRow] = ()) -> Iterator[doc.Line]:
        """What the lines leave out, counted."""
        if more:
            titles = some([row.topic.title for row in more], 4)
            yield doc.line(f"{len(more)} more of several plans: {titles}")
        alone = Counter(self._only(row) for row in self.counted if not _held(row))
        parts = [f"{plan} {number}" for plan, number in alone.items()]
        if others := self.laid.not_compared:
            parts.append(f"{beyond(self.dataset, others, self.laid.plans)} {len(others)}")
        if parts:
            yield doc.line(f"only of {', '.join(parts)}", "muted")
        if self.apart:
            yield doc.line(f"{counted(len(self.apart), 'topic')} of {APART}: --all", "muted")

    def _only(self, row: TopicRow) -> str:
        """The one plan on which the outlets compared report a topic."""
        found = Counter(
            plan
            for term in row.terms
            for plan, side in zip(self.ids, term.sides, strict=True)
            if side.entries
        )
        return found.most_common(1)[0][0] if found else "others"


def _titles(rows: Sequence[TopicRow]) -> doc.Cell:
    """The topics of a line; with the question, where yes or no says nothing without it."""
    titles = doc.line(", ".join(row.topic.title for row in rows), "strong")
    asked = {_telling(row).term.asks for row in rows if isinstance(_telling(row).term.kind, YesNo)}
    return (titles, *(doc.line(asks, "muted") for asks in asked if len(asked) == 1))


def _mark(change: Change | None) -> doc.Line:
    """The sign of a change of one plan to another, where both are reported."""
    if change is None or change in (Change.ONLY_AFTER, Change.ELSEWHERE, Change.OTHER_DRAFT):
        return ()
    sign, style, _ = MARKS[change]
    return doc.line(f"{sign} ", style)


def _elsewhere(side: Side, plan: PlanDraft) -> str:
    here = any(entry.draft == plan.draft for entry in side.elsewhere)
    return "only by outlets not compared:" if here else "only of another draft:"


def _held(row: TopicRow) -> bool:
    """Whether a question of the topic is answered of two plans or more."""
    return any(term.reported > 1 for term in row.terms)


def _rank(row: TopicRow) -> tuple[int, int, int]:
    """What sorts first the topics that changed most often, then those of most plans and words."""
    changed = max((sum(c in WEIGHTY for c in term.changes) for term in row.terms), default=0)
    sides = list(zip(*(term.sides for term in row.terms), strict=True))
    plans = sum(any(side.entries or side.elsewhere for side in of_plan) for of_plan in sides)
    said = (
        e for term in row.terms for side in term.sides for e in (*side.entries, *side.elsewhere)
    )
    return (-changed, -plans, -sum(len(entry.statements) for entry in said))


def _steps(term: TermRow) -> set[int]:
    """The places of the plans at which a question changed."""
    return {index for index, change in enumerate(term.changes) if change in WEIGHTY}


def _asked(row: TopicRow) -> Sequence[TermRow]:
    """The question that tells most on a topic, and one beside it.

    That is one that changed at another step, else its first number; none of yes or no, which say
    nothing without their question.
    """
    telling = _telling(row)
    others = (term for term in row.terms if term is not telling and term.reported > 1)
    rest = [term for term in others if not isinstance(term.term.kind, YesNo)]
    elsewhere = (term for term in rest if _steps(term) - _steps(telling))
    numbers = (term for term in rest if isinstance(term.term.kind, Number))
    return [telling, *islice(chain(elsewhere, numbers), 1)]


def _telling(row: TopicRow) -> TermRow:
    return max(row.terms, key=telling)
