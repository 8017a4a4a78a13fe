"""`plancmp diff`: what changed between two plans, topic by topic and term by term."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from plancmp.domain.changes import (
    GROUPS_APART,
    Change,
    Comparison,
    Entry,
    Side,
    TermChange,
    TopicChange,
)
from plancmp.domain.model import Dataset, PlanDraft, Provision, Term, grouped
from plancmp.domain.positions import Statement
from plancmp.domain.problems import Problem
from plancmp.domain.values import Relation
from plancmp.text import join_words
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.claim_data import claim_data
from plancmp.views.diff_data import DiffData, SideData, TermChangeData, TopicChangeData
from plancmp.views.marks import badge, legend
from plancmp.views.references import References, articles_read
from plancmp.views.wording import counted, left_out, outlet_label, point


class DiffView(View):
    """What changed from one plan to the other, the most severe changes first."""

    command = "diff"

    def __init__(
        self,
        dataset: Dataset,
        comparison: Comparison,
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
        references: References | None = None,
    ) -> None:
        """Take the changes over the outlets compared; `dataset` knows the outlets' names.

        `references` numbers the articles, where a larger document does.
        """
        self.before, self.after, changes, self.not_compared = comparison
        super().__init__(f"What changed: {self.before.id} → {self.after.id}", problems)
        self.dataset = dataset
        self.changes = sorted(changes, key=lambda topic: list(Change).index(topic.change))
        self.outlets = outlets
        self.references = references

    def blocks(self) -> Iterator[doc.Block]:
        """A table for each change there is, its topics as groups of rows; circumstances apart."""
        dataset, before, after = self.dataset, self.before, self.after
        references = self.references or References()
        yield doc.Heading((doc.Span(f"{before.id} → {after.id}", "strong"),))
        yield doc.Paragraph((*self._summary(), *self._read(references)))
        columns = (
            doc.Column("term"),
            doc.Column(before.id),
            doc.Column(after.id),
            doc.Column("change"),
        )
        for change in Change:
            chosen = [t for t in self.changes if t.change is change and not t.apart]
            if chosen:
                yield doc.Heading((*badge(change), doc.Span(f"  {self._means(change)}")))
                yield doc.Table(columns, tuple(map(self._row_group, chosen)), spaced=True)
        apart = [topic for topic in self.changes if topic.apart]
        if apart:
            yield doc.Heading(doc.line(f"{_APART}: of the plans' story, and not counted"))
            yield doc.Table(columns, tuple(map(self._row_group, apart)), spaced=True)
        yield from references.blocks(dataset)

    def records(self) -> doc.Records:
        """A record for each outlet and value of each side of each term."""
        return doc.records(
            RECORD,
            (row for topic in self.changes for row in _records(topic, self.before, self.after)),
        )

    def data(self) -> DiffData:
        return {
            "plans": [self.before.id, self.after.id],
            "outlets": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "changes": [self._data(topic) for topic in self.changes],
            "not_compared": [topic.id for topic in self.not_compared],
        }

    def legend(self) -> doc.Legend:
        return legend(term.change for topic in self.changes for term in topic.terms)

    def outcomes(self) -> frozenset[Change]:
        """The changes of the terms that are counted."""
        counted = (topic for topic in self.changes if not topic.apart)
        return frozenset(term.change for topic in counted for term in topic.terms)

    def _means(self, change: Change) -> str:
        if change is Change.ONLY_BEFORE:
            return f"not in what was read of {self.after.id}, which is not to say dropped"
        if change is Change.ONLY_AFTER:
            return f"not in what was read of {self.before.id}, which is not to say added"
        return change.means

    def _summary(self) -> Iterator[doc.Line]:
        yield doc.line(f"{self.before.plan.title} → {self.after.plan.title}")
        chosen = [topic for topic in self.changes if not topic.apart]
        found = [topic.change for topic in chosen]
        counts = [f"{found.count(change)} {change}" for change in Change if change in found]
        terms = sum(len(topic.terms) for topic in chosen)
        topics = f"{counted(len(chosen), 'topic')}, {counted(terms, 'term')}"
        yield doc.line(f"{topics}: {' · '.join(counts)}" if counts else "nothing to compare")
        if len(chosen) < len(self.changes):
            apart = counted(len(self.changes) - len(chosen), "topic")
            yield doc.line(f"{apart} of {_APART.lower()} apart from these, below")
        if self.not_compared:
            topics = ", ".join(topic.id for topic in self.not_compared)
            yield doc.line(
                f"only by outlets not compared (--outlet all), or of other drafts: {topics}"
            )
        yield from left_out(self.dataset)

    def _read(self, references: References) -> Iterator[doc.Line]:
        """The articles in which what is shown is read."""
        terms = [term for topic in self.changes for term in topic.terms]
        rest = [e for t in terms for side in (t.before, t.after) for e in side.elsewhere]
        for title, entries in (
            (self.before.id, [entry for term in terms for entry in term.before.entries]),
            (self.after.id, [entry for term in terms for entry in term.after.entries]),
            ("elsewhere", rest),
        ):
            statements = [s for entry in entries for s in entry.statements]
            everyone = self.dataset.compared_first(self.outlets)
            if statements or entries is not rest:
                yield articles_read(self.dataset, title, everyone, statements, references)

    def _row_group(self, topic: TopicChange) -> doc.RowGroup:
        points = [
            f"{provision.plan.id} {point(provision)}"
            for provision in (topic.before, topic.after)
            if provision and provision.point
        ]
        beside = f" · {', '.join(dict.fromkeys(points))}" if points else ""
        return doc.RowGroup(
            rows=tuple(map(self._row, topic.terms)),
            title=(doc.Span(topic.topic.id, "strong"), doc.Span(f" · {topic.topic.title}{beside}")),
            badge=badge(topic.change),
            notes=tuple(self._related(topic)),
        )

    def _related(self, topic: TopicChange) -> Iterator[doc.Line]:
        if topic.related:
            reported = any(term.before.entries for term in topic.terms)
            plan = self.after if reported else self.before
            names = join_words((other.id for other in topic.related), "and")
            yield doc.line(f"related, and reported of {plan.id}: {names}", "muted")

    def _row(self, term: TermChange) -> tuple[doc.Cell, ...]:
        return (
            (doc.line(term.term.id, "strong"), doc.line(term.term.asks, "muted")),
            self._side(term.term, term.before, self.before),
            self._side(term.term, term.after, self.after),
            (badge(term.change), *_pairs(term)),
        )

    def _side(self, term: Term, side: Side, plan: PlanDraft) -> doc.Cell:
        if side.entries:
            sources = doc.line(counted(len(side.origins), "source"), "muted")
            return (*(self._entry(term, entry) for entry in side.entries), sources)
        if not side.elsewhere:
            return doc.cell(f"not in what was read of {plan.id}", "muted")
        by_draft = grouped(side.elsewhere, lambda entry: entry.draft)
        return tuple(
            chain.from_iterable(
                (_where(draft, plan), *(self._entry(term, entry) for entry in entries))
                for draft, entries in by_draft.items()
            )
        )

    def _entry(self, term: Term, entry: Entry) -> doc.Line:
        return (
            *((doc.Span(f"{entry.condition}: ", "muted"),) if entry.condition else ()),
            doc.Span(term.kind.text(entry.value), "value"),
            doc.Span(f" ({'; '.join(self._voices(entry.statements))})", "muted"),
        )

    def _voices(self, statements: Sequence[Statement]) -> list[str]:
        """The outlets, each once."""
        said = dict.fromkeys((s.outlet, s.quoted) for s in statements)
        return [outlet_label(self.dataset, outlet, relayed=relayed) for outlet, relayed in said]

    def _data(self, topic: TopicChange) -> TopicChangeData:
        return {
            "topic": topic.topic.id,
            "title": topic.topic.title,
            "group": topic.topic.group,
            "change": topic.change,
            "points": {"before": _point(topic.before), "after": _point(topic.after)},
            "related": [other.id for other in topic.related],
            "terms": [self._term_data(term) for term in topic.terms],
        }

    def _term_data(self, term: TermChange) -> TermChangeData:
        text = term.term.kind.text
        sides = ((self.before, term.before), (self.after, term.after))
        return {
            "term": term.term.id,
            "asks": term.term.asks,
            "change": term.change,
            "sources": {"before": len(term.before.origins), "after": len(term.after.origins)},
            "before": [_entry_data(term.term, entry) for entry in term.before.entries],
            "after": [_entry_data(term.term, entry) for entry in term.after.entries],
            "elsewhere": [
                {"plan": plan.id, "draft": entry.draft or None, **_entry_data(term.term, entry)}
                for plan, side in sides
                for entry in side.elsewhere
            ],
            "pairs": [
                {
                    "before": text(one.value),
                    "after": text(other.value),
                    "relation": relation,
                }
                for one, other, relation in term.pairs
            ],
        }


_APART = " and ".join(sorted(GROUPS_APART)).capitalize()


def _where(draft: str, plan: PlanDraft) -> doc.Line:
    """What stands above values that are not those of the outlets compared on the draft."""
    here = draft == plan.draft
    return doc.line("only by outlets not compared:" if here else f"only of draft {draft}:", "muted")


def _pairs(term: TermChange) -> doc.Cell:
    """Where it depends on whom one believes: the pairs, and what each would mean."""
    if term.change is not Change.DEPENDS:
        return ()
    text = term.term.kind.text
    return tuple(
        doc.line(
            f"{text(one.value)} → {text(other.value)}: {CHANGE_BY_RELATION[relation]}", "muted"
        )
        for one, other, relation in term.pairs
    )


CHANGE_BY_RELATION: Mapping[Relation, str] = {
    Relation.SAME: "unchanged",
    Relation.NARROWER: "more specific",
    Relation.BROADER: "less specific",
    Relation.OVERLAPPING: "overlapping",
    Relation.DISJOINT: "changed",
    Relation.INCOMPARABLE: "another wording",
}
"""What it would mean for a value before to stand in this relation to one after."""


RECORD = (
    "topic",
    "title",
    "group",
    "term",
    "asks",
    "change",
    "side",
    "plan",
    "point",
    "elsewhere",
    "draft",
    "condition",
    "value",
    "sources",
    "outlet",
    "relayed",
)


def _records(topic: TopicChange, before: PlanDraft, after: PlanDraft) -> Iterator[doc.Record]:
    """A record for each outlet and value of each side; one without a value for a silent side."""
    for term in topic.terms:
        sides = (
            ("before", before, topic.before, term.before),
            ("after", after, topic.after, term.after),
        )
        for name, plan, provision, side in sides:
            shared = {
                "topic": topic.topic.id,
                "title": topic.topic.title,
                "group": topic.topic.group,
                "term": term.term.id,
                "asks": term.term.asks,
                "change": term.change,
                "side": name,
                "plan": plan.id,
                "point": ", ".join(map(str, provision.points)) if provision else None,
            }
            if not (side.entries or side.elsewhere):
                yield shared
            for entry in side.entries or side.elsewhere:
                told = {
                    **shared,
                    "elsewhere": not side.entries,
                    "draft": entry.draft,
                    "condition": entry.condition,
                    "value": term.term.kind.text(entry.value),
                    "sources": len(entry.origins),
                }
                for outlet, relayed in dict.fromkeys(
                    (s.outlet, s.quoted) for s in entry.statements
                ):
                    yield {**told, "outlet": outlet, "relayed": relayed}


def _point(provision: Provision | None) -> int | None:
    return provision.point if provision else None


def _entry_data(term: Term, entry: Entry) -> SideData:
    return {
        "text": term.kind.text(entry.value),
        "condition": entry.condition or None,
        "origins": len(entry.origins),
        "claims": [claim_data(statement) for statement in entry.statements],
    }
