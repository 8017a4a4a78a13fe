"""What the choice of outlets hides, as data."""

from typing import TypedDict

from plancmp.domain.hidden import Hidden, Unseen
from plancmp.views.claim_data import ValueData, values_data
from plancmp.views.json_types import Count


class AgainstData(TypedDict):
    """What outlets that are not compared say against the answers of those that are."""

    id: str
    """Of the question, as the finding on it is called."""
    plan: str
    topic: str
    term: str
    asks: str
    values: list[ValueData]


class HiddenData(TypedDict):
    """The contradictions over all outlets, and those that the outlets compared do not show."""

    outlets: Count
    contradictions: Count
    findings: list[str]
    against: list[AgainstData]
    """Of these findings, those that answers of the outlets compared are contradicted in."""


def hidden_data(hidden: Hidden) -> HiddenData | None:
    """What the choice of outlets hides; None where it hides nothing."""
    if not hidden.unseen:
        return None
    return {
        "outlets": hidden.outlets,
        "contradictions": hidden.conflicts,
        "findings": [unseen.id for unseen in hidden.unseen],
        "against": [_against(unseen) for unseen in hidden.unseen if unseen.against],
    }


def _against(unseen: Unseen) -> AgainstData:
    return {
        "id": unseen.id,
        "plan": unseen.plan,
        "topic": unseen.topic.id,
        "term": unseen.term.id,
        "asks": unseen.term.asks,
        "values": values_data(unseen.term, unseen.against),
    }
