"""Verdicts recounted by brute force from their definitions in docs/semantics.md.

Nothing here asks `verdicts`, `positions`, `origins` or the kinds' relations. A value is the set of
answers that it leaves possible, written out answer by answer; two values are held against each
other by going through these sets; who speaks for whom and who rests on whom is followed by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, combinations_with_replacement, product
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.domain import origins, positions, verdicts
from plancmp.domain.model import Dataset, Provision, Term, Topic, frozen
from plancmp.domain.values import Choice, Members, Number, Options, Wording, YesNo
from plancmp.domain.verdicts import ProvisionJudgement
from tests.support.building import NAMES, OUTLETS, article, dataset, judge_provision, plan
from tests.support.building import provision as provision_of

Answers = frozenset[Any]

TREE = Options({"north": {"mill": {}, "farm": {}}, "south": {}})
LEAVES = frozenset(["mill", "farm", "south"])
SETS = frozenset(
    frozenset(some) for size in range(4) for some in combinations(sorted(LEAVES), size)
)
NUMBERS = frozenset(range(8))
"""Every number that the values below tell apart, the ends among them standing for all beyond."""


def members(required: str = "", excluded: str = "") -> Answers:
    return frozenset(
        s for s in SETS if set(required.split()) <= s and not set(excluded.split()) & s
    )


class Written(NamedTuple):
    """A value as a file has it, with the answers that it leaves possible."""

    raw: Any
    answers: Answers | None
    """None for a wording, of which nobody can say."""


def written(raw: Any, answers: Any) -> Written:
    return Written(raw, None if answers is None else frozenset(answers))


VALUES: Mapping[str, Sequence[Written]] = {
    "where": (
        written("mill", ["mill"]),
        written("farm", ["farm"]),
        written("south", ["south"]),
        written("north", ["mill", "farm"]),
        written({"not": "mill"}, ["farm", "south"]),
        written({"any-of": ["mill", "south"]}, ["mill", "south"]),
        written({"any-of": ["mill", "farm"]}, ["mill", "farm"]),
        written("unspecified", LEAVES),
    ),
    "whom": (
        written(["mill"], members("mill")),
        written(["north"], members("mill farm")),
        written({"only": ["mill"]}, [frozenset(["mill"])]),
        written({"only": ["north"]}, [frozenset(["mill", "farm"])]),
        written({"includes": ["south"], "excludes": ["mill"]}, members("south", "mill")),
        written({"includes": ["farm"], "excludes": ["south"]}, members("farm", "south")),
        written("unspecified", SETS),
    ),
    "size": (
        written("3", [3]),
        written("4", [4]),
        written({"at-least": "4"}, range(4, 8)),
        written({"at-most": "3"}, range(4)),
        written({"from": "3", "to": "5"}, [3, 4, 5]),
        written("unspecified", NUMBERS),
    ),
    "done": (
        written("yes", ["yes"]),
        written("no", ["no"]),
        written("unspecified", ["yes", "no"]),
    ),
    "words": (
        written("red", None),
        written("scarlet", None),
        written("unspecified", None),
    ),
}
ABSENT = written("absent", [])

TERMS = {
    "where": Term("where", "Where?", Choice(TREE)),
    "whom": Term("whom", "Whom?", Members(TREE)),
    "size": Term("size", "How many?", Number("boats")),
    "done": Term("done", "Done yet?", YesNo(), evolving=True),
    "words": Term("words", "In what words?", Wording()),
}
ORDER = ["conflict", "disputed", "updated", "compatible", "echo", "agree", "single", "silent"]
DAYS = ("", "2031-03-01", "2031-03-02")
DRAFTS = ("first", "last")


# How two values stand to each other


def same(one: Written, other: Written) -> bool:
    if one.answers is None or other.answers is None:
        return bool(one.raw == other.raw)
    return one.answers == other.answers


def opposed(one: Written, other: Written) -> bool:
    """No answer is possible by both: absence leaves none, so it is opposed to all but itself."""
    if one.raw == other.raw:
        return False
    if "absent" in (one.raw, other.raw):
        return True
    if one.answers is None or other.answers is None:
        return False
    return not any(answer in other.answers for answer in one.answers)


# Who speaks for whom, and who rests on whom


class Said(NamedTuple):
    """A value in an outlet's position, with all that its verdict may depend on."""

    outlet: str
    value: Written
    draft: str
    day: str
    origin: frozenset[str]


class World(NamedTuple):
    """Reports of one provision, as `building.report` takes them, and what else there is."""

    reports: Sequence[Mapping[str, Any]]
    relays: Sequence[tuple[str, tuple[str, ...]]] = ()
    """More articles on the plan, each by its outlet with the outlets that it credits."""
    unidentified: frozenset[str] = frozenset()
    compared: tuple[str, ...] = NAMES[:4]


def value_of(raw: Mapping[str, Any], term: str) -> Written | None:
    if "absent" in raw:
        return ABSENT
    return next(
        (v for v in VALUES[term] if term in raw["says"] and v.raw == raw["says"][term]), None
    )


def ends(outlet: str, via: Sequence[str], world: World) -> frozenset[str]:
    """Who a report rests on: itself, or whoever stands at the end of its credits."""
    if not via:
        return frozenset([outlet])
    credits: dict[str, set[str]] = {}
    for raw in world.reports:  # the articles of reports credit nobody as a whole here
        credits.setdefault(raw["by"], set()).add(raw["by"])
    for publisher, credited in world.relays:
        credits.setdefault(publisher, set()).update(credited or [publisher])
    reached = set(via)
    while True:
        more = set(chain.from_iterable(credits.get(one, ()) for one in reached)) - reached
        if not more:
            break
        reached |= more
    last = {one for one in reached if one in credits.get(one, {one})}
    return frozenset(last or reached)


def statements(world: World, term: str) -> list[Said]:
    own = {raw["by"] for raw in world.reports}
    said = []
    for raw in world.reports:
        value = value_of(raw, term)
        if value is None:
            continue
        origin = ends(raw["by"], raw["via"], world)
        for outlet in world.compared:
            if outlet == raw["by"] or (outlet in raw["via"] and outlet not in own):
                said.append(Said(outlet, value, raw["draft"], raw["on"], origin))
    return said


def independent(found: Sequence[frozenset[str]], unidentified: frozenset[str]) -> int:
    """How many groups there are, such that no origin of one shares an outlet with another's.

    An unidentified outlet may be any other, so by itself it is a group only where all are.
    """
    groups: list[frozenset[str]] = []
    for origin in found:
        group = origin - unidentified
        while joining := [other for other in groups if group & other]:
            group |= joining[0]
            groups.remove(joining[0])
        groups += [group] if group else []
    return len(groups) or (1 if found else 0)


# The verdicts, in the words of their definitions


def scopes(said: Sequence[Said], evolving: bool) -> list[list[Said]]:
    """Statements of one draft and, for an evolving term, of one day."""
    keys = {(one.draft, one.day if evolving else "") for one in said}
    return [
        [one for one in said if (one.draft, one.day if evolving else "") == key] for key in keys
    ]


def verdict_on(said: Sequence[Said], evolving: bool, unidentified: frozenset[str]) -> str:
    def outlets(some: Sequence[Said]) -> set[str]:
        return {one.outlet for one in some}

    def excludes(one: str, other: str, scope: Sequence[Said]) -> bool:
        ours = [s for s in scope if s.outlet == one]
        theirs = [s for s in scope if s.outlet == other]
        return all(opposed(a.value, b.value) for a in ours for b in theirs)

    def conflict() -> bool:
        return any(
            excludes(one, other, scope)
            for scope in scopes(said, evolving)
            for one, other in combinations(outlets(scope), 2)
        )

    def disputed() -> bool:
        return any(
            opposed(one.value, other.value)
            for scope in scopes(said, evolving)
            for one, other in combinations(scope, 2)
        )

    def updated() -> bool:
        return any(opposed(one.value, other.value) for one, other in combinations(said, 2))

    def compatible() -> bool:
        return any(not same(one.value, other.value) for one, other in combinations(said, 2))

    groups = independent([one.origin for one in said], unidentified)
    holds = {
        "conflict": conflict(),
        "disputed": disputed(),
        "updated": updated(),
        "compatible": compatible(),
        "echo": len(outlets(said)) > 1 and groups == 1,
        "agree": len(outlets(said)) > 1,
        "single": len(outlets(said)) == 1,
        "silent": not said,
    }
    return next(verdict for verdict in ORDER if holds[verdict])


def recounted(world: World, terms: Sequence[str]) -> dict[str, str]:
    """The verdict on each term that is spoken of; on the provision itself under no term."""
    said = {term: some for term in terms if (some := statements(world, term))}
    valued = {t: some for t, some in said.items() if any(s.value != ABSENT for s in some)}
    verdicts_on = {
        term: verdict_on(some, TERMS[term].evolving, world.unidentified)
        for term, some in (valued or said).items()
    }
    return {**verdicts_on, "": min(verdicts_on.values(), key=ORDER.index, default="silent")}


# The engine over the same


def topic_of(terms: Sequence[str]) -> Topic:
    return Topic("toll", "The toll", "tolls", frozen({term: TERMS[term] for term in terms}))


def data_of(world: World, terms: Sequence[str]) -> tuple[Dataset, Provision]:
    given_ = provision_of(world.reports, plan(drafts=DRAFTS), topic_of(terms))
    more = [article(outlet, "p", via) for outlet, via in world.relays]
    outlets = {
        id: outlet._replace(unidentified=id in world.unidentified) for id, outlet in OUTLETS.items()
    }
    return dataset(given_, articles=more)._replace(outlets=frozen(outlets)), given_


def judged(world: World, terms: Sequence[str]) -> dict[str, str]:
    whole: ProvisionJudgement = judge_provision(*data_of(world, terms), world.compared)
    return {**{t.term.id: str(t.verdict) for t in whole.terms}, "": str(whole.verdict)}


def check(world: World, terms: Sequence[str]) -> None:
    assert judged(world, terms) == recounted(world, terms), world


# The small space, whole


def report(
    by: str, via: Sequence[str], draft: str, on: str, says: Mapping[str, Any]
) -> dict[str, Any]:
    """A report as `building.report` takes it; one that says nothing says that there is none."""
    said = {"says": says} if says else {"absent": "yes"}
    return {"by": by, "via": tuple(via), "draft": draft, "on": on, **said}


OWN: Sequence[tuple[str, tuple[str, ...]]] = (("axios", ()), ("rt", ()))
RELAYED: Sequence[tuple[str, tuple[str, ...]]] = (
    *OWN,
    ("rt", ("axios",)),
    ("wsj", ("axios", "rt")),
    ("menafn", ("reuters",)),
)
"""Who publishes, and whom they credit; wsj is not compared."""


def reports_of(
    term: str, values: int, sources: Sequence[tuple[str, tuple[str, ...]]] = OWN, times: int = 2
) -> Iterator[dict[str, Any]]:
    """A report by each source of each value, and of absence, in each draft or on each day."""
    scopes = [("last", DAYS[1]), ("last", DAYS[2]) if TERMS[term].evolving else ("first", DAYS[1])]
    answers = [{term: value.raw} for value in VALUES[term][:values]]
    for (by, via), says, (draft, on) in product(sources, (*answers, {}), scopes[:times]):
        yield report(by, via, draft, on, says)


def worlds_of(number: int, reports: Iterator[dict[str, Any]]) -> Iterator[World]:
    """Every world of so many of these reports, the same one perhaps more than once."""
    return map(World, combinations_with_replacement(tuple(reports), number))


@pytest.mark.parametrize("term", VALUES)
def test_any_two_reports(term: str) -> None:
    for world in worlds_of(2, reports_of(term, 8, RELAYED)):
        check(world, [term])


@pytest.mark.parametrize("term", VALUES)
def test_any_three_reports_of_one_draft(term: str) -> None:
    for world in worlds_of(3, reports_of(term, 3, RELAYED, times=1)):
        check(world, [term])


@pytest.mark.parametrize("term", VALUES)
def test_any_three_reports_of_two_outlets(term: str) -> None:
    for world in worlds_of(3, reports_of(term, 8, times=1)):
        check(world, [term])


@pytest.mark.parametrize("term", ["where", "done"])
def test_any_four_reports_of_two_values(term: str) -> None:
    for world in worlds_of(4, reports_of(term, 2)):
        check(world, [term])


CREDITED: Sequence[tuple[str, tuple[str, ...]]] = (
    *OWN,
    ("rt", ("axios",)),
    ("rt", ("wsj",)),
    ("axios", ("reuters",)),
    ("menafn", ("wsj", "reuters")),
)
RELAYS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("axios", ("wsj",)),
    ("wsj", ("reuters",)),
    ("wsj", ()),
    ("reuters", ("axios",)),
)


@pytest.mark.parametrize("unidentified", [(), ("wsj",), ("wsj", "axios")])
def test_any_two_reports_of_one_value_with_any_relays(unidentified: tuple[str, ...]) -> None:
    for size in range(len(RELAYS) + 1):
        for relays in combinations(RELAYS, size):
            for world in worlds_of(2, reports_of("where", 1, CREDITED, times=1)):
                more = world._replace(relays=relays, unidentified=frozenset(unidentified))
                check(more, ["where"])


def test_the_small_space_has_every_verdict() -> None:
    worlds = chain([World(())], worlds_of(2, reports_of("where", 4, RELAYED)))
    assert {recounted(world, ["where"])[""] for world in worlds} == set(ORDER)


# A larger space, at random

outlets = st.sampled_from(NAMES)
credits = st.lists(outlets, max_size=2, unique=True).map(tuple)
says = st.dictionaries(st.sampled_from(list(VALUES)), st.integers(0, 7), max_size=3).map(
    lambda picked: {t: VALUES[t][index % len(VALUES[t])].raw for t, index in picked.items()}
)
reports = st.builds(report, outlets, credits, st.sampled_from(DRAFTS), st.sampled_from(DAYS), says)
worlds = st.builds(
    World,
    st.lists(reports, max_size=5),
    st.lists(st.tuples(outlets, credits), max_size=3),
    st.frozensets(outlets, max_size=2),
    st.lists(outlets, min_size=1, max_size=5, unique=True).map(tuple),
)


@given(worlds)
@settings(max_examples=400)
def test_any_world(world: World) -> None:
    check(world, list(TERMS))


# The recount can fail: it finds each of these faults put into a rule


def _nobody_is_relayed(given_: Provision, compared: Sequence[str]) -> Any:
    own = tuple(report._replace(via=()) for report in given_.reports)
    return positions.positions(given_._replace(reports=own), compared)


FAULTS: Mapping[str, tuple[ModuleType, str, Any]] = {
    "drafts and days do not count": (verdicts, "_scope", lambda term, statement: None),
    "one pair of values is enough for a conflict": (verdicts, "all", any),
    "nobody speaks for others": (verdicts, "positions", _nobody_is_relayed),
    "absence counts beside answers": (verdicts, "only_absent", lambda statements: False),
    "the mildest term speaks for the provision": (
        verdicts,
        "most_severe",
        lambda terms: max(terms, key=lambda term: ORDER.index(term.verdict)),
    ),
    "whoever repeats another is an origin too": (
        origins,
        "independent",
        lambda found, unidentified: tuple(found),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_rule_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, faulty = FAULTS[fault]
    monkeypatch.setattr(module, name, faulty, raising=False)
    worlds = chain.from_iterable(
        worlds_of(number, reports_of("where", 3, RELAYED)) for number in (2, 3)
    )
    several = (
        World((report("rt", (), "last", "", {"where": "mill", "done": "yes"}), *world.reports))
        for world in worlds_of(1, reports_of("where", 2))
    )
    terms = ["where", "done"]
    assert any(judged(world, terms) != recounted(world, terms) for world in chain(several, worlds))
