"""`plancmp diff`: what changed between two plans, topic by topic and term by term."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypedDict

from plancmp.domain.changes import Change, TermChange, TopicChange
from plancmp.domain.model import Dataset, Plan, Provision, grouped
from plancmp.domain.positions import Statement
from plancmp.domain.problems import Problem
from plancmp.domain.values import Relation
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.json_types import Positive
from plancmp.views.marks import badge, legend
from plancmp.views.references import References, articles_read
from plancmp.views.wording import counted, outlet_label


class SideData(TypedDict):
    """A value of one plan, and the outlets that report it."""

    text: str
    outlets: list[str]


class ValuePairData(TypedDict):
    """A value before and one after, and how the one after stands to it."""

    before: str
    after: str
    relation: Relation


class TermChangeData(TypedDict):
    """What differs on one term."""

    term: str
    asks: str
    change: Change
    before: list[SideData]
    after: list[SideData]
    pairs: list[ValuePairData]


class PointsData(TypedDict):
    """The points of a topic's provisions."""

    before: Positive | None
    after: Positive | None


class TopicChangeData(TypedDict):
    """What differs on one topic."""

    topic: str
    title: str
    group: str
    change: Change
    points: PointsData
    terms: list[TermChangeData]


class DiffData(TypedDict):
    """What `diff` says."""

    before: str
    after: str
    outlets: list[str]
    changes: list[TopicChangeData]


class DiffView(View):
    """What changed from one plan to the other, the most severe changes first."""

    command = "diff"

    def __init__(
        self,
        dataset: Dataset,
        before: Plan,
        after: Plan,
        changes: Iterable[TopicChange],
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
        references: References | None = None,
    ) -> None:
        """Take the changes over the outlets compared; `dataset` knows the outlets' names.

        `references` numbers the articles, where a larger document does.
        """
        super().__init__(f"What changed: {before.id} → {after.id}", problems)
        self.dataset = dataset
        self.before = before
        self.after = after
        self.changes = sorted(changes, key=lambda topic: list(Change).index(topic.change))
        self.outlets = outlets
        self.references = references

    def blocks(self) -> Iterator[doc.Block]:
        """A table for each change there is, its topics as groups of rows."""
        dataset, before, after = self.dataset, self.before, self.after
        references = self.references or References()
        terms = [term for topic in self.changes for term in topic.terms]
        befores = [statement for term in terms for statement in term.before]
        afters = [statement for term in terms for statement in term.after]
        yield doc.Heading((doc.Span(f"{before.id} → {after.id}", "strong"),))
        yield doc.Paragraph(
            (
                *_summary(before, after, self.changes),
                articles_read(dataset, before.id, self.outlets, befores, references),
                articles_read(dataset, after.id, self.outlets, afters, references),
            )
        )
        columns = tuple(map(doc.Column, ("term", before.id, after.id, "change")))
        for change in Change:
            chosen = [topic for topic in self.changes if topic.change is change]
            if chosen:
                yield doc.Heading((*badge(change), doc.Span(f"  {_means(change, before, after)}")))
                groups = tuple(_row_group(dataset, topic, before, after) for topic in chosen)
                yield doc.Table(columns, groups, spaced=True)
        yield from references.blocks(dataset)

    def records(self) -> doc.Records:
        """A record for each outlet and value of each side of each term."""
        return doc.records(
            RECORD,
            (row for topic in self.changes for row in _records(topic, self.before, self.after)),
        )

    def data(self) -> DiffData:
        return {
            "before": self.before.id,
            "after": self.after.id,
            "outlets": list(self.outlets),
            "changes": [_data(topic) for topic in self.changes],
        }

    def legend(self) -> doc.Legend:
        return legend(self.outcomes())

    def outcomes(self) -> frozenset[Change]:
        """The changes of terms."""
        return frozenset(term.change for topic in self.changes for term in topic.terms)


def _means(change: Change, before: Plan, after: Plan) -> str:
    if change is Change.ONLY_BEFORE:
        return f"not reported in {after.id}, which is not the same as dropped"
    if change is Change.ONLY_AFTER:
        return f"not reported in {before.id}, which is not the same as added"
    return change.means


def _summary(before: Plan, after: Plan, changes: Sequence[TopicChange]) -> tuple[doc.Line, ...]:
    found = [topic.change for topic in changes]
    parts = [f"{found.count(change)} {change}" for change in Change if change in found]
    terms = sum(len(topic.terms) for topic in changes)
    counts = f"{counted(len(changes), 'topic')}, {counted(terms, 'term')}"
    titles = f"{before.title} → {after.title}"
    return (
        doc.line(titles),
        doc.line(f"{counts}: {' · '.join(parts)}" if parts else "nothing to compare"),
    )


def _row_group(dataset: Dataset, topic: TopicChange, before: Plan, after: Plan) -> doc.RowGroup:
    points = [
        f"{provision.plan.id} point {provision.point}"
        for provision in (topic.before, topic.after)
        if provision and provision.point
    ]
    beside = f" · {', '.join(points)}" if points else ""
    return doc.RowGroup(
        rows=tuple(
            (
                (doc.line(term.term.id, "strong"), doc.line(term.term.asks, "muted")),
                _side(dataset, term, term.before, before),
                _side(dataset, term, term.after, after),
                (badge(term.change), *_pairs(term)),
            )
            for term in topic.terms
        ),
        title=(doc.Span(topic.topic.id, "strong"), doc.Span(f" · {topic.topic.title}{beside}")),
        badge=badge(topic.change),
    )


def _side(dataset: Dataset, term: TermChange, side: Sequence[Statement], plan: Plan) -> doc.Cell:
    if not side:
        return doc.cell(f"not reported in {plan.id}", "muted")
    return tuple(
        (
            doc.Span(term.term.kind.text(value), "value"),
            doc.Span(f" ({'; '.join(_outlets(dataset, statements))})", "muted"),
        )
        for value, statements in grouped(side, lambda s: s.value).items()
    )


def _outlets(dataset: Dataset, statements: Sequence[Statement]) -> list[str]:
    """The outlets, each once."""
    outlets = dict.fromkeys((s.outlet, s.relayed) for s in statements)
    return [outlet_label(dataset, outlet, relayed=relayed) for outlet, relayed in outlets]


def _pairs(term: TermChange) -> doc.Cell:
    """Where it depends on whom one believes: the pairs, and what each would mean."""
    if term.change is not Change.DEPENDS:
        return ()
    text = term.term.kind.text
    return tuple(
        doc.line(f"{text(one)} → {text(other)}: {CHANGE_BY_RELATION[relation]}", "muted")
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
    *("topic", "title", "term", "asks", "change", "side", "plan", "point", "value", "outlet"),
    "relayed",
)


def _records(topic: TopicChange, before: Plan, after: Plan) -> Iterator[doc.Record]:
    """A record for each outlet and value of each side; one without a value for a silent side."""
    for term in topic.terms:
        sides = (
            ("before", before, topic.before, term.before),
            ("after", after, topic.after, term.after),
        )
        for side, plan, provision, statements in sides:
            record = {
                "topic": topic.topic.id,
                "title": topic.topic.title,
                "term": term.term.id,
                "asks": term.term.asks,
                "change": term.change,
                "side": side,
                "plan": plan.id,
                "point": _point(provision),
            }
            if not statements:
                yield record
            for outlet, value, relayed in dict.fromkeys(
                (s.outlet, s.value, s.relayed) for s in statements
            ):
                text = term.term.kind.text(value)
                yield {**record, "value": text, "outlet": outlet, "relayed": relayed}


def _data(topic: TopicChange) -> TopicChangeData:
    return {
        "topic": topic.topic.id,
        "title": topic.topic.title,
        "group": topic.topic.group,
        "change": topic.change,
        "points": {"before": _point(topic.before), "after": _point(topic.after)},
        "terms": [_term_data(term) for term in topic.terms],
    }


def _point(provision: Provision | None) -> int | None:
    return provision.point if provision else None


def _term_data(term: TermChange) -> TermChangeData:
    text = term.term.kind.text
    return {
        "term": term.term.id,
        "asks": term.term.asks,
        "change": term.change,
        "before": _side_data(term, term.before),
        "after": _side_data(term, term.after),
        "pairs": [
            {"before": text(one), "after": text(other), "relation": relation}
            for one, other, relation in term.pairs
        ],
    }


def _side_data(term: TermChange, side: Sequence[Statement]) -> list[SideData]:
    return [
        {
            "text": term.term.kind.text(value),
            "outlets": list(dict.fromkeys(statement.outlet for statement in statements)),
        }
        for value, statements in grouped(side, lambda s: s.value).items()
    ]
