"""What `diff` says, as data."""

from collections.abc import Iterable, Iterator
from typing import TypedDict

from plancmp.domain.comparison import Change, TermChange, TopicChange
from plancmp.domain.model import Dataset, PlanDraft, Provision, Term
from plancmp.domain.printed import answer
from plancmp.domain.sides import Entry, Side
from plancmp.domain.values import Relation
from plancmp.views.claim_data import STATEMENT_RECORD, ClaimData, claim_data, statement_record
from plancmp.views.document import Record
from plancmp.views.json_types import Count, Day, Positive


class SideData(TypedDict):
    """A value of one plan, and who reports it."""

    text: str
    label: str
    condition: str | None
    origins: Count
    claims: list[ClaimData]


class ElsewhereData(SideData):
    """A value that only outlets not compared report, or that is of a draft not compared."""

    plan: str
    draft: str | None


class ValuePairData(TypedDict):
    """A value before and one after, and how the one after stands to it."""

    before: str
    after: str
    relation: Relation


class SourcesData(TypedDict):
    """On how many independent sources each side rests."""

    before: Count
    after: Count


class TermChangeData(TypedDict):
    """What differs on one term."""

    term: str
    asks: str
    change: Change
    sources: SourcesData
    before: list[SideData]
    after: list[SideData]
    elsewhere: list[ElsewhereData]
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
    related: list[str]
    terms: list[TermChangeData]


class DiffData(TypedDict):
    """What `diff` says."""

    plans: list[str]
    outlets: list[str]
    left_out: list[str]
    changes: list[TopicChangeData]
    not_compared: list[str]
    since: Day | None
    new: list[str]
    """The terms, as TOPIC.TERM, whose change rests on articles after that day."""


RECORD = (
    *("topic", "title", "group", "term", "asks", "change", "side", "plan", "point", "elsewhere"),
    *("draft", "value", "label", "sources", *STATEMENT_RECORD),
)


def topic_records(
    dataset: Dataset, topic: TopicChange, before: PlanDraft, after: PlanDraft
) -> Iterator[Record]:
    """A record for each statement on each side; one without a value for a side that has none."""
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
            entries = (*side.entries, *side.elsewhere)
            for record in side_records(dataset, term.term, side, entries):
                yield {**shared, **record}


def side_records(
    dataset: Dataset, term: Term, side: Side, entries: Iterable[Entry]
) -> Iterator[Record]:
    """A record for each statement of these entries of a side."""
    for entry in entries:
        of_entry = {
            "elsewhere": entry in side.elsewhere,
            "draft": entry.draft,
            "value": term.kind.text(entry.value),
            "label": answer(term, entry.value),
            "sources": len(entry.origins),
        }
        for statement in entry.statements:
            yield {**of_entry, **statement_record(dataset, statement)}


def _point(provision: Provision | None) -> int | None:
    return provision.point if provision else None


def side_data(term: Term, entry: Entry) -> SideData:
    """A value of a side, and who reports it, as data."""
    return {
        "text": term.kind.text(entry.value),
        "label": answer(term, entry.value),
        "condition": entry.condition or None,
        "origins": len(entry.origins),
        "claims": [claim_data(statement) for statement in entry.statements],
    }


def _term_data(term: TermChange, before: PlanDraft, after: PlanDraft) -> TermChangeData:
    text = term.term.kind.text
    sides = ((before, term.before), (after, term.after))
    return {
        "term": term.term.id,
        "asks": term.term.asks,
        "change": term.change,
        "sources": {"before": len(term.before.origins), "after": len(term.after.origins)},
        "before": [side_data(term.term, entry) for entry in term.before.entries],
        "after": [side_data(term.term, entry) for entry in term.after.entries],
        "elsewhere": [
            {"plan": plan.id, "draft": entry.draft or None, **side_data(term.term, entry)}
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


def topic_data(topic: TopicChange, before: PlanDraft, after: PlanDraft) -> TopicChangeData:
    """What differs on a topic, as data."""
    return {
        "topic": topic.topic.id,
        "title": topic.topic.title,
        "group": topic.topic.group,
        "change": topic.change,
        "points": {"before": _point(topic.before), "after": _point(topic.after)},
        "related": [other.id for other in topic.related],
        "terms": [_term_data(term, before, after) for term in topic.terms],
    }
