"""Reports made up at random, as `building.report` takes them, to try the laws of verdicts on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from plancmp.domain.model import Article, Dataset
from tests.support.building import NAMES, OUTLETS, article, dataset, plan, provision

VALUES: Mapping[str, Sequence[object]] = {
    "who": ["ukraine", "umerov", "russia", {"not": "umerov"}, "unspecified"],
    "size": ["5", {"at-least": "4"}, {"at-most": "4"}],
    "words": ["red", "scarlet"],
    "handed": ["yes", "no"],
}
DRAFTS = ("first", "last")
PUBLISHERS = ("axios", "reuters", "rt", "unnamed")
"""Few, so that they often have something to do with each other."""

often = st.sampled_from([""] * 3 + ["some"])
"""Mostly nothing."""


@st.composite
def reports(draw: DrawFn, on: Sequence[str] = tuple(VALUES)) -> dict[str, Any]:
    """A report on some of these terms as `building.report` takes it."""
    raw: dict[str, Any] = {
        "by": draw(st.sampled_from(PUBLISHERS)),
        "in": draw(often),
        "via": draw(st.lists(st.sampled_from(list(OUTLETS)), max_size=2, unique=True)),
        "on": draw(st.sampled_from(["", "2025-11-20", "2025-11-21"])),
        "draft": draw(st.sampled_from([*DRAFTS, "last"])),
        "speaker": draw(st.sampled_from(["", "an official", "another"])),
        "condition": draw(often),
        "hedge": draw(often),
    }
    terms = draw(st.lists(st.sampled_from(on), max_size=3, unique=True))
    said = {term: draw(st.sampled_from(VALUES[term])) for term in terms}
    return {**raw, "says": said} if said else {**raw, "absent": "yes"}


@st.composite
def articles(draw: DrawFn) -> Article:
    """An article that relays others as a whole, or none."""
    outlet = draw(st.sampled_from(NAMES))
    others = st.sampled_from([name for name in NAMES if name > outlet])  # so that none is a loop
    via = draw(st.lists(others, max_size=2, unique=True)) if outlet < max(NAMES) else []
    return article(outlet, via=via, name="more")


def dataset_of(raws: Sequence[dict[str, Any]]) -> Dataset:
    """A data set of one provision, which these reports are on."""
    return dataset(provision(raws, plan("p", DRAFTS)))


some_reports = st.lists(reports(), max_size=6)
some_articles = st.lists(articles(), max_size=3)
outlets = st.one_of(
    st.lists(st.sampled_from([*NAMES, "unnamed"]), min_size=1, unique=True),
    st.permutations(PUBLISHERS),
)
