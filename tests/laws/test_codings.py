"""Two codings side by side: whoever is first, and whatever they say."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plancmp.domain.codings import Outcome, Unit, compare_codings, figures
from plancmp.domain.model import Dataset, SecondCheck, frozen
from plancmp.domain.second_checks import fingerprint, is_checked, tally
from plancmp.domain.values import read_date
from tests.support.made_reports import dataset_of, some_reports

TURNED = {
    Outcome.FIRST_ONLY: Outcome.SECOND_ONLY,
    Outcome.SECOND_ONLY: Outcome.FIRST_ONLY,
}


def articles(data: Dataset) -> set[str]:
    return {report.article.id for one in data.provisions for report in one.reports}


@given(some_reports)
def test_a_coding_agrees_with_itself(reports: list[dict[str, Any]]) -> None:
    data = dataset_of(reports)
    found = compare_codings(data, data)
    assert found.differences == ()
    assert set(found.articles) == articles(data)
    for units in ([unit] for unit in found.units):
        assert figures(units).alpha_values in (1, None)
    whole = figures(found.units)
    assert whole.counts[Outcome.SAME] == whole.both == tally(data).claims
    assert whole.alpha_values in (1, None)
    assert whole.alpha_coded in (1, None)


@given(some_reports, some_reports)
def test_swapped_codings_give_the_same(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]]
) -> None:
    one, other = dataset_of(ours), dataset_of(theirs)
    there, back = compare_codings(one, other), compare_codings(other, one)
    assert (there.first_only, there.second_only) == (back.second_only, back.first_only)
    assert set(there.articles) == set(back.articles)
    assert Counter(map(_turned, there.units)) == Counter(map(_plain, back.units))
    one_way, other_way = figures(there.units), figures(back.units)
    assert one_way.alpha_values == other_way.alpha_values
    assert one_way.alpha_coded == other_way.alpha_coded


_Told = tuple[object, ...]


def _plain(unit: Unit) -> _Told:
    values = [claim and claim.value for claim in (unit.first, unit.second)]
    return (unit.article, unit.term.id, unit.outcome, *values)


def _turned(unit: Unit) -> _Told:
    outcome = TURNED.get(unit.outcome, unit.outcome)
    values = [claim and claim.value for claim in (unit.second, unit.first)]
    return (unit.article, unit.term.id, outcome, *values)


@given(some_reports, some_reports)
def test_every_claim_is_in_one_unit_and_differences_are_those_that_differ(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]]
) -> None:
    one, other = dataset_of(ours), dataset_of(theirs)
    found = compare_codings(one, other, sorted(articles(one) | articles(other)))
    assert sum(unit.first is not None for unit in found.units) == tally(one).claims
    assert sum(unit.second is not None for unit in found.units) == tally(other).claims
    for unit in found.units:
        values = {claim.value for claim in unit.claims}
        alone = len(unit.claims) == 1
        assert (unit in found.differences) == (alone or len(values) > 1)
        assert (unit.outcome is Outcome.NEITHER) == (not unit.claims)


@given(some_reports, some_reports, st.data())
def test_a_checked_value_settles_its_difference_until_it_changes(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]], data: st.DataObject
) -> None:
    one, other = dataset_of(ours), dataset_of(theirs)
    (coded,) = one.provisions
    checked = []
    for report in coded.reports:
        checks = {
            claim.term: SecondCheck("A. Novak", read_date("2031-05-02"), fingerprint(coded, claim))
            for claim in coded.claims_of(report)
        }
        checked.append(report._replace(checked=frozen(checks)))
    whole = coded._replace(reports=tuple(checked))
    settled = compare_codings(one._replace(provisions=(whole,)), other)
    assert all(unit.first is None for unit in settled.differences)
    if checked:
        at = data.draw(st.integers(0, len(checked) - 1))
        changed = checked[at]._replace(speaker=f"{checked[at].speaker} again")
        assert not any(is_checked(whole, claim) for claim in whole.claims_of(changed))
        noted = checked[at]._replace(note="seen")
        assert all(is_checked(whole, claim) for claim in whole.claims_of(noted))
