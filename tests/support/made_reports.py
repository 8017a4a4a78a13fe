"""Reports made up at random, as `building.report` takes them, to try the laws of verdicts on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.support.building import NAMES

VALUES: Mapping[str, Sequence[object]] = {
    "who": ["ukraine", "umerov", "russia", {"not": "umerov"}, "unspecified"],
    "size": ["5", {"at-least": "4"}, {"at-most": "4"}],
    "words": ["red", "scarlet"],
    "handed": ["yes", "no"],
}
DRAFTS = ("first", "last")


@st.composite
def reports(draw: DrawFn) -> dict[str, Any]:
    """A report as `building.report` takes it."""
    raw: dict[str, Any] = {
        "by": draw(st.sampled_from(NAMES)),
        "via": draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True)),
        "on": draw(st.sampled_from(["", "2025-11-20", "2025-11-21"])),
        "draft": draw(st.sampled_from(DRAFTS)),
        "speaker": draw(st.sampled_from(["", "an official", "another"])),
    }
    terms = draw(st.lists(st.sampled_from(list(VALUES)), max_size=3, unique=True))
    said = {term: draw(st.sampled_from(VALUES[term])) for term in terms}
    return {**raw, "says": said} if said else {**raw, "absent": "yes"}


some_reports = st.lists(reports(), max_size=6)
outlets = st.lists(st.sampled_from(NAMES), min_size=1, unique=True)
