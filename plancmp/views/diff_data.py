"""What `diff` says, as data."""

from typing import TypedDict

from plancmp.domain.changes import Change
from plancmp.domain.values import Relation
from plancmp.views.claim_data import ClaimData
from plancmp.views.json_types import Count, Positive


class SideData(TypedDict):
    """A value of one plan, and who reports it."""

    text: str
    condition: str | None
    origins: Count
    claims: list[ClaimData]


class ElsewhereData(SideData):
    """A value that only outlets not compared report, or that is of another draft."""

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
