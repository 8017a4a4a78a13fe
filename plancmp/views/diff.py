"""`plancmp diff`: what changed between two plans, topic by topic and term by term."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from plancmp.domain.comparison import WEIGHTY, Change, Comparison, TermChange, TopicChange
from plancmp.domain.model import Dataset, PlanDraft, Term, Topic, grouped
from plancmp.domain.printed import answer
from plancmp.domain.problems import Problem
from plancmp.domain.sides import Entry, Side
from plancmp.text import join_words
from plancmp.views import document as doc
from plancmp.views.marks import CHANGE_BY_RELATION, badge, change_means, change_words, legend
from plancmp.views.references import References
from plancmp.views.sourced import Cited, SourcedView
from plancmp.views.voices import ABSENT_AS_ABOVE, entry_lines, other_draft_lines
from plancmp.views.wording import (
    APART,
    beyond,
    compared,
    counted,
    hints,
    left_out,
    new_mark,
    not_compared,
    plan_titles,
    point,
    since_line,
    some,
)

if TYPE_CHECKING:
    from plancmp.domain.findings import Newer
    from plancmp.views.diff_data import DiffData

WHOLE = 2
"""So few topics are shown with all their answers on the first screen."""
MOST_CHANGED = 6
"""So many topics are named there that changed, to a change."""
NAMED = 2
"""So many topics are named there that are not shown with their answers, to another change."""
BESIDE = 1
"""So many more questions on a topic that changed are shown beside those that did."""
_ALL = " (--outlet all)"
"""What shows the topics that only outlets that are not compared report."""


class DiffView(SourcedView):
    """What changed from one plan to the other, the most severe changes first."""

    command = "diff"

    def __init__(
        self,
        dataset: Dataset,
        comparison: Comparison,
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
        references: References | None = None,
        newer: "Newer | None" = None,
    ) -> None:
        """Take the changes over the outlets compared; `dataset` knows the outlets' names.

        `references` numbers the articles, where a larger document does.
        """
        self.before, self.after, changes, self.not_compared = comparison
        title = f"What changed: {self.before.id} → {self.after.id}"
        super().__init__(title, dataset, problems, references)
        self.changes = sorted(changes, key=lambda topic: topic.change.rank)
        self.outlets = outlets
        self.newer = newer
        self.counted = [topic for topic in self.changes if not topic.apart]
        self.circumstances = [topic for topic in self.changes if topic.apart]

    def blocks(self) -> Iterator[doc.Block]:
        """A table for each change there is, its topics as groups of rows; circumstances apart."""
        yield from self._headline()
        yield from self._tables(self.counted)
        if self.circumstances:
            apart = f"{APART.capitalize()}: of the plans' story, and not counted"
            yield doc.Heading(doc.line(apart))
            yield from self._tables(self.circumstances)
        yield from self.sources()

    def screen(self) -> Iterator[doc.Block]:
        """What changed, with who says so on both sides; of the rest the topics by name."""
        yield from self._headline(named=True)
        plans = self.before.id, self.after.id
        whole = len(self.changes) <= WHOLE
        rows = [
            (topic, term)
            for chosen in ([_every] if whole else [_weighty, _beside])
            for topic in (self.changes if whole else self.counted)
            for term in chosen(topic)
        ]
        if rows:
            by_change = grouped(rows, lambda row: row[1].change)
            groups = (
                doc.RowGroup(
                    tuple(
                        (self._titled(topic, term), *self._sides(term, brief=not whole))
                        for topic, term in same
                    ),
                    doc.line(self._words(change).upper(), f"{change}"),
                    doc.line(change_means(change, *plans), "muted") if change in WEIGHTY else (),
                )
                for change, same in sorted(by_change.items(), key=lambda found: found[0].rank)
            )
            columns = _columns("", plans)
            topics = {topic.topic.id: topic for topic, _ in rows}.values()
            left = sum(len(topic.terms) for topic in topics) - len(rows)
            yield doc.Table(columns, tuple(groups), counts="question", left=left)
        else:
            yield doc.Paragraph((doc.line("No change that holds whomever one believes."),))
        yield doc.Paragraph(((), *(self._others() if whole else self._rest())))
        one = f"one topic: plancmp diff {' '.join(plans)}"
        yield hints(
            *(f"{one} {topic.topic.id}" for topic in self.counted[: not whole]),
            "everything: --all",
            "sources: --sources",
            "to paste: --cite",
            "report: -o changes.html",
        )

    def records(self) -> doc.Records:
        """A record for each statement on each side of each term."""
        from plancmp.views.diff_data import RECORD, topic_records

        return doc.records(
            RECORD,
            (
                row
                for topic in self.changes
                for row in topic_records(self.dataset, topic, self.before, self.after)
            ),
        )

    def data(self) -> "DiffData":
        from plancmp.views.diff_data import topic_data

        return {
            "plans": [self.before.id, self.after.id],
            "outlets": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "changes": [topic_data(topic, self.before, self.after) for topic in self.changes],
            "not_compared": [topic.id for topic in self.not_compared],
            "since": self.newer.day.isoformat() if self.newer else None,
            "new": sorted(self.newer.ids) if self.newer else [],
        }

    def legend(self) -> doc.Legend:
        return legend(term.change for topic in self.changes for term in topic.terms)

    def outcomes(self) -> frozenset[Change]:
        """The changes of the terms that are counted."""
        return frozenset(term.change for topic in self.counted for term in topic.terms)

    def cited(self) -> Iterator[Cited]:
        """Each question on which both plans are reported, with what is said of each."""
        for topic in self.changes:
            for term in topic.terms:
                for side, plan in ((term.before, self.before), (term.after, self.after)):
                    said = [s for entry in side.entries for s in entry.statements]
                    if said:
                        title = f"{topic.topic.title} in {plan.id}: {term.term.asks}"
                        title += f" ({self._words(term.change)})"
                        yield Cited(title, plan.plan, term.term, said)

    def _words(self, change: Change) -> str:
        return change_words(change, self.before.id, self.after.id)

    def _headline(self, *, named: bool = False) -> Iterator[doc.Block]:
        """What is compared, and how many topics changed how; those that changed by name."""
        titles = " → ".join(plan_titles(self.before, self.after))
        yield doc.Heading(doc.line(titles, "strong"), doc.line(counted(len(self.counted), "topic")))
        found = Counter(topic.change for topic in self.counted)
        if named and found:
            yield doc.Paragraph(tuple(self._changed()))
        elif found:
            yield doc.Items(
                tuple(badge(c, f"{found[c]} {self._words(c)}") for c in Change if c in found)
            )
        else:
            yield doc.Paragraph((doc.line("nothing to compare"),))
        yield doc.Paragraph(
            (
                doc.line(f"compared: {compared(self.dataset, self.outlets)}", "muted"),
                *(() if named else self._others()),
                *since_line(self.newer),
                *left_out(self.dataset),
            )
        )

    def _others(self) -> Sequence[doc.Line]:
        return not_compared(self.dataset, self.not_compared, (self.before, self.after))

    def _tables(self, topics: Sequence[TopicChange]) -> Iterator[doc.Block]:
        columns = _columns("question", (self.before.id, self.after.id), "change")
        for change, same in grouped(topics, lambda topic: topic.change).items():
            means = change_means(change, self.before.id, self.after.id)
            yield doc.Heading((*badge(change, self._words(change)), doc.Span(f"  {means}")), (), 2)
            fields = _fields(change, same)
            groups = tuple(self._group(topic, fields) for topic in same)
            yield doc.Table(tuple(columns[field] for field in fields), groups, spaced=True)

    def _changed(self) -> Iterator[doc.Line]:
        """The topics of weighty changes by name, a line to a change."""
        for change, same in grouped(self.counted, lambda topic: topic.change).items():
            if change in WEIGHTY:
                count = badge(change, f"{len(same)} {self._words(change)}")
                yield (*count, doc.Span(f": {_titles((t.topic for t in same), MOST_CHANGED)}"))

    def _rest(self) -> Iterator[doc.Line]:
        """The topics that are not shown with their answers, by how they stand to each other."""
        for change, same in grouped(self.counted, lambda topic: topic.change).items():
            if change not in WEIGHTY:
                counts = badge(change, f"{len(same)} {self._words(change)}")
                asked, most = (_ALL, 1) if change is Change.ELSEWHERE else ("", NAMED)
                topics = [t.topic for t in sorted(same, key=_origins, reverse=True)]
                yield (*counts, doc.Span(f": {_titles(topics, most)}{asked}"))
        if rest := self.not_compared:
            where = beyond(self.dataset, rest, (self.before, self.after))
            more = f"{counted(len(rest), 'more topic')} of {where}"
            yield doc.line(f"{more}: {_titles(rest, 1)}{_ALL}")
        if self.circumstances:
            number = counted(len(self.circumstances), "topic")
            yield doc.line(f"{number} of {APART}, not counted: --all", "muted")

    def _group(self, topic: TopicChange, fields: Sequence[int]) -> doc.RowGroup:
        beside = doc.Span(f"{_points(topic)}  {topic.topic.id}", "muted")
        return doc.RowGroup(
            rows=tuple(tuple(row[field] for field in fields) for row in self._rows(topic)),
            title=(doc.Span(topic.topic.title, "strong"), beside),
            badge=badge(topic.change, self._words(topic.change)),
            notes=tuple(self._related(topic)),
        )

    def _rows(self, topic: TopicChange) -> Iterator[tuple[doc.Cell, ...]]:
        """A row a question; that a plan has no such provision is told with the first."""
        absent = [False, False]
        for term in topic.terms:
            sides = zip(term.sides, absent, strict=True)
            again = [side.absent and seen and not side.elsewhere for side, seen in sides]
            cells = zip(self._sides(term), again, strict=True)
            as_above = any(again) and term.change in (Change.DROPPED, Change.ADDED)
            yield (
                ((doc.Span(term.term.asks), *self._new(topic, term)),),
                *(ABSENT_AS_ABOVE if above else cell for cell, above in cells),
                () if as_above else (badge(term.change, self._words(term.change)), *_pairs(term)),
            )
            absent = [side.absent or seen for side, seen in zip(term.sides, absent, strict=True)]

    def _related(self, topic: TopicChange) -> Iterator[doc.Line]:
        if topic.related:
            reported = any(term.before.entries for term in topic.terms)
            plan = self.after if reported else self.before
            titles = join_words((other.title for other in topic.related), "and")
            yield doc.line(f"related, and reported of {plan.id}: {titles}", "muted")

    def _titled(self, topic: TopicChange, term: TermChange) -> doc.Cell:
        """The question under its topic, where no title has it."""
        title = (doc.Span(topic.topic.title, "strong"), *self._new(topic, term))
        return title, doc.line(term.term.asks, "muted")

    def _sides(self, term: TermChange, *, brief: bool = False) -> tuple[doc.Cell, doc.Cell]:
        """What is reported of each plan."""
        return (
            self._side(term.term, term.before, self.before, brief=brief),
            self._side(term.term, term.after, self.after, brief=brief),
        )

    def _new(self, topic: TopicChange, term: TermChange) -> doc.Line:
        return new_mark(self.newer, f"{topic.topic.id}.{term.term.id}")

    def _side(self, term: Term, side: Side, plan: PlanDraft, *, brief: bool) -> doc.Cell:
        """Each value, and below it who says it; then those of drafts that are not compared."""
        data, cited = self.dataset, self.references

        def lines(entries: Iterable[Entry]) -> Iterator[doc.Line]:
            for entry in entries:
                yield from entry_lines(data, term, entry.statements, cited, brief=brief)

        if side.entries:
            others = other_draft_lines(data, term, side.elsewhere, cited, brief=brief)
            return (*lines(side.entries), doc.line(_sources(side), "muted"), *others)
        if not side.elsewhere:
            return doc.cell(f"not in what was read of {plan.id}", "muted")
        by_draft = grouped(side.elsewhere, lambda entry: entry.draft)
        only = "only " if len(by_draft) == 1 else ""
        return tuple(
            line
            for draft, entries in by_draft.items()
            for line in (_where(draft, plan, only), *lines(entries))
        )


def _columns(first: str, sides: Sequence[str], last: str = "") -> tuple[doc.Column, ...]:
    return tuple(map(doc.Column, (first, *sides, *([last] if last else []))))


def _fields(change: Change, topics: Iterable[TopicChange]) -> Sequence[int]:
    """Which fields of a row say more than the heading above them.

    Where that says that only one plan is reported, the side of the other plan is left out.
    """
    if all(term.change is change for topic in topics for term in topic.terms):
        if change is Change.ONLY_BEFORE:
            return 0, 1
        if change is Change.ONLY_AFTER:
            return 0, 2
    return 0, 1, 2, 3


def _sources(side: Side) -> str:
    """On how many sources all of it rests."""
    outlets = {statement.outlet for entry in side.entries for statement in entry.statements}
    in_all = " in all" if len(outlets) > 1 or len(side.entries) > 1 else ""
    return f"{'perhaps ' * side.perhaps_one}{counted(len(side.origins), 'source')}{in_all}"


def _points(topic: TopicChange) -> str:
    """The numbers that it has in either plan, behind its title."""
    provisions = (p for p in (topic.before, topic.after) if p and p.point)
    points = dict.fromkeys(f"{p.plan.id} {point(p)}" for p in provisions)
    return f" · {', '.join(points)}" if points else ""


def _origins(topic: TopicChange) -> int:
    """On how many independent origins it rests."""
    sides = (side for term in topic.terms for side in (term.before, term.after))
    return len({origin for side in sides for origin in side.origins})


def _titles(topics: Iterable[Topic], most: int) -> str:
    """The first of some topics, and how many more."""
    return some([topic.title for topic in topics], most)


def _every(topic: TopicChange) -> Sequence[TermChange]:
    return topic.terms


def _weighty(topic: TopicChange) -> Sequence[TermChange]:
    """The terms of a topic that changed; of those to which one plan has no provision the first."""
    if topic.change not in WEIGHTY:
        return ()
    changed = [term for term in topic.terms if term.change in WEIGHTY]
    absent = [term for term in changed if any(side.absent for side in term.sides)]
    return [term for term in changed if term not in absent[1:]]


def _beside(topic: TopicChange) -> Sequence[TermChange]:
    """What else is said of a topic that changed by those who are compared."""
    if topic.change not in WEIGHTY:
        return ()
    rest = [term for term in topic.terms if term.change not in WEIGHTY]
    return [term for term in rest if term.before.entries or term.after.entries][:BESIDE]


def _where(draft: str, plan: PlanDraft, only: str) -> doc.Line:
    """What stands above values that are not those of the outlets compared on the draft."""
    where = "by outlets not compared" if draft == plan.draft else f"of draft {draft}"
    return doc.line(f"{only}{where}:", "muted")


def _pairs(term: TermChange) -> doc.Cell:
    """Where it depends on whom one believes: the pairs, and what each would mean."""
    if term.change is not Change.DEPENDS:
        return ()

    def put(entry: Entry) -> str:
        case = f"{entry.condition}: " if entry.condition else ""
        return f"{case}{answer(term.term, entry.value)}"

    return tuple(
        doc.line(f"{put(one)} → {put(other)}: {CHANGE_BY_RELATION[relation]}", "muted")
        for one, other, relation in term.pairs
    )
