"""`plancmp diff`: what changed between two plans, topic by topic and term by term."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from plancmp.domain.changes import Change, TermChange, TopicChange
from plancmp.domain.model import Dataset, Plan, Provision
from plancmp.domain.positions import Statement
from plancmp.domain.problems import Problem
from plancmp.domain.values import Relation, Value
from plancmp.views.base import View
from plancmp.views.claims import References, read_in, said_by
from plancmp.views.document import (
    Band,
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Paragraph,
    Records,
    Span,
    Table,
    cell,
    line,
    records,
)
from plancmp.views.wording import counted, legend, mark, point


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

    def blocks(self) -> Iterator[Block]:
        """A table for each change there is, its topics as groups of rows."""
        dataset, before, after = self.dataset, self.before, self.after
        references = self.references or References()
        terms = [term for topic in self.changes for term in topic.terms]
        befores = [statement for term in terms for statement in term.before]
        afters = [statement for term in terms for statement in term.after]
        yield Heading((Span(f"{before.id} → {after.id}", "strong"),))
        yield Paragraph(
            (
                *_summary(before, after, self.changes),
                read_in(dataset, before.id, self.outlets, befores, references),
                read_in(dataset, after.id, self.outlets, afters, references),
            )
        )
        columns = (Column("term"), Column(before.id), Column(after.id), Column("change"))
        for change in Change:
            chosen = [topic for topic in self.changes if topic.change is change]
            if chosen:
                yield Heading((*mark(change), Span(f"  {_means(change, before, after)}")))
                bands = tuple(_band(dataset, topic, before, after) for topic in chosen)
                yield Table(columns, bands, spaced=True)
        yield from references.blocks(dataset)

    def records(self) -> Records:
        """A record for each outlet and value of each side of each term."""
        return records(
            RECORD,
            (row for topic in self.changes for row in _records(topic, self.before, self.after)),
        )

    def data(self) -> Mapping[str, Any]:
        """The changes, topic by topic."""
        return {
            "before": self.before.id,
            "after": self.after.id,
            "outlets": list(self.outlets),
            "changes": [_data(topic) for topic in self.changes],
        }

    def legend(self) -> tuple[tuple[Span, str], ...]:
        """The changes of terms."""
        return legend(self._found)

    def outcomes(self) -> frozenset[str]:
        """The changes of terms."""
        return frozenset(change.value for change in self._found)

    @property
    def _found(self) -> set[Change]:
        return {term.change for topic in self.changes for term in topic.terms}


def _means(change: Change, before: Plan, after: Plan) -> str:
    if change is Change.ONLY_BEFORE:
        return f"not reported in {after.id}, which is not the same as dropped"
    if change is Change.ONLY_AFTER:
        return f"not reported in {before.id}, which is not the same as added"
    return change.means


def _summary(before: Plan, after: Plan, changes: Sequence[TopicChange]) -> tuple[Line, ...]:
    found = [topic.change for topic in changes]
    told = [f"{found.count(change)} {change.value}" for change in Change if change in found]
    terms = sum(len(topic.terms) for topic in changes)
    counts = f"{counted(len(changes), 'topic')}, {counted(terms, 'term')}"
    titles = f"{before.title} → {after.title}"
    return (line(titles), line(f"{counts}: {' · '.join(told)}" if told else "nothing to compare"))


def _band(dataset: Dataset, topic: TopicChange, before: Plan, after: Plan) -> Band:
    points = [
        f"{provision.plan.id} {point(provision)}"
        for provision in (topic.before, topic.after)
        if provision and provision.point
    ]
    beside = f" · {', '.join(points)}" if points else ""
    return Band(
        rows=tuple(
            (
                (line(term.term.id, "strong"), line(term.term.asks, "muted")),
                _side(dataset, term, term.before, before),
                _side(dataset, term, term.after, after),
                (mark(term.change), *_pairs(term)),
            )
            for term in topic.terms
        ),
        title=(Span(topic.topic.id, "strong"), Span(f" · {topic.topic.title}{beside}")),
        mark=mark(topic.change),
    )


def _side(dataset: Dataset, term: TermChange, side: Sequence[Statement], plan: Plan) -> Cell:
    if not side:
        return cell(f"not reported in {plan.id}", "muted")
    return tuple(
        (
            Span(term.term.kind.text(value), "value"),
            Span(f" ({'; '.join(_outlets(dataset, statements))})", "muted"),
        )
        for value, statements in _entries(side).items()
    )


def _entries(side: Sequence[Statement]) -> dict[Value, list[Statement]]:
    entries: dict[Value, list[Statement]] = {}
    for statement in side:
        entries.setdefault(statement.value, []).append(statement)
    return entries


def _outlets(dataset: Dataset, statements: Sequence[Statement]) -> list[str]:
    """The outlets, each once."""
    said = dict.fromkeys((s.outlet, s.quoted) for s in statements)
    return [said_by(dataset, outlet, relayed=relayed) for outlet, relayed in said]


def _pairs(term: TermChange) -> Cell:
    """Where it depends on whom one believes: the pairs, and what each would mean."""
    if term.change is not Change.DEPENDS:
        return ()
    text = term.term.kind.text
    return tuple(
        line(f"{text(one)} → {text(other)}: {MOVED[relation]}", "muted")
        for one, other, relation in term.pairs
    )


MOVED = {
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
    "term",
    "asks",
    "change",
    "side",
    "plan",
    "point",
    "value",
    "outlet",
    "relayed",
)


def _records(topic: TopicChange, before: Plan, after: Plan) -> Iterator[dict[str, Any]]:
    """A record for each outlet and value of each side; one without a value for a silent side."""
    for term in topic.terms:
        sides = (
            ("before", before, topic.before, term.before),
            ("after", after, topic.after, term.after),
        )
        for side, plan, provision, statements in sides:
            told = {
                "topic": topic.topic.id,
                "title": topic.topic.title,
                "term": term.term.id,
                "asks": term.term.asks,
                "change": term.change.value,
                "side": side,
                "plan": plan.id,
                "point": _point(provision),
            }
            if not statements:
                yield told
            for outlet, value, relayed in dict.fromkeys(
                (s.outlet, s.value, s.quoted) for s in statements
            ):
                text = term.term.kind.text(value)
                yield {**told, "value": text, "outlet": outlet, "relayed": relayed}


def _data(topic: TopicChange) -> dict[str, Any]:
    return {
        "topic": topic.topic.id,
        "title": topic.topic.title,
        "group": topic.topic.group,
        "change": topic.change.value,
        "points": {"before": _point(topic.before), "after": _point(topic.after)},
        "terms": [_term_data(term) for term in topic.terms],
    }


def _point(provision: Provision | None) -> int | None:
    return provision.point if provision else None


def _term_data(term: TermChange) -> dict[str, Any]:
    text = term.term.kind.text
    return {
        "term": term.term.id,
        "asks": term.term.asks,
        "change": term.change.value,
        "before": _side_data(term, term.before),
        "after": _side_data(term, term.after),
        "pairs": [
            {"before": text(one), "after": text(other), "relation": relation.value}
            for one, other, relation in term.pairs
        ],
    }


def _side_data(term: TermChange, side: Sequence[Statement]) -> list[dict[str, Any]]:
    return [
        {
            "text": term.term.kind.text(value),
            "outlets": list(dict.fromkeys(statement.outlet for statement in statements)),
        }
        for value, statements in _entries(side).items()
    ]
