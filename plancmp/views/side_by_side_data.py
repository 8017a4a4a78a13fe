"""Plans side by side as data and as records."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from plancmp.domain.comparison import Change
from plancmp.domain.model import Dataset
from plancmp.domain.side_by_side import TermRow, TopicRow
from plancmp.views import document as doc
from plancmp.views.claim_data import STATEMENT_RECORD
from plancmp.views.diff_data import SideData, side_data, side_records
from plancmp.views.json_types import Count

RECORD = (
    *("topic", "title", "group", "term", "asks", "plan", "change", "elsewhere", "draft"),
    *("value", "label", "sources", *STATEMENT_RECORD),
)


class OtherData(SideData):
    """A value that only outlets not compared report, or that is of a draft not compared."""

    draft: str | None


class PlanSideData(TypedDict):
    """What is said of one plan on a term, and how it stands to the plan that it is held against."""

    plan: str
    change: Change | None
    sources: Count
    values: list[SideData]
    elsewhere: list[OtherData]


class TermRowData(TypedDict):
    """One question over all the plans."""

    term: str
    asks: str
    plans: list[PlanSideData]


class TopicRowData(TypedDict):
    """One topic over all the plans."""

    topic: str
    title: str
    group: str
    changes: list[Change | None]
    terms: list[TermRowData]


class SideBySideData(TypedDict):
    """What `diff` says of more plans than two, or against a base."""

    plans: list[str]
    base: str | None
    outlets: list[str]
    left_out: list[str]
    topics: list[TopicRowData]
    not_compared: list[str]


def topic_data(row: TopicRow, plans: Sequence[str]) -> TopicRowData:
    """A topic as data; `plans` are the plans' ids."""
    return {
        "topic": row.topic.id,
        "title": row.topic.title,
        "group": row.topic.group,
        "changes": list(row.changes),
        "terms": [_term_data(term, plans) for term in row.terms],
    }


def _term_data(row: TermRow, plans: Sequence[str]) -> TermRowData:
    return {
        "term": row.term.id,
        "asks": row.term.asks,
        "plans": [
            {
                "plan": plan,
                "change": change,
                "sources": len(side.origins),
                "values": [side_data(row.term, entry) for entry in side.entries],
                "elsewhere": [
                    {"draft": entry.draft or None, **side_data(row.term, entry)}
                    for entry in side.elsewhere
                ],
            }
            for plan, side, change in zip(plans, row.sides, row.changes, strict=True)
        ],
    }


def topic_records(dataset: Dataset, row: TopicRow, plans: Sequence[str]) -> Iterator[doc.Record]:
    """A record for each statement on each plan of each term."""
    for term in row.terms:
        for plan, side, change in zip(plans, term.sides, term.changes, strict=True):
            shared = {
                "topic": row.topic.id,
                "title": row.topic.title,
                "group": row.topic.group,
                "term": term.term.id,
                "asks": term.term.asks,
                "plan": plan,
                "change": change,
            }
            entries = (*side.entries, *side.elsewhere)
            if not entries:
                yield shared
            for record in side_records(dataset, term.term, side, entries):
                yield {**shared, **record}
