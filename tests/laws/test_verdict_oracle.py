"""Verdicts recounted by brute force from their definitions in docs/semantics.md.

Nothing here asks `verdicts`, `positions`, `origins` or the kinds' relations. A value is the set of
answers that it leaves possible, written out answer by answer; two values are held against each
other by going through these sets; who speaks for whom and who rests on whom is followed by hand;
and each verdict is asked for by itself, in its order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, combinations, combinations_with_replacement, product
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.domain import origins, positions, verdicts
from plancmp.domain.model import DOCUMENT, Dataset, Provision, Term, Topic, frozen
from plancmp.domain.origins import Origins
from plancmp.domain.positions import Statement
from plancmp.domain.values import Choice, Members, Number, Options, Scale, Wording, YesNo
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
        written("south", ["south"]),
        written("north", ["mill", "farm"]),
        written("unspecified", LEAVES),
        written("farm", ["farm"]),
        written({"not": "mill"}, ["farm", "south"]),
        written({"any-of": ["mill", "south"]}, ["mill", "south"]),
        written({"any-of": ["mill", "farm"]}, ["mill", "farm"]),
    ),
    "whom": (
        written(["mill"], members("mill")),
        written({"only": ["mill"]}, [frozenset(["mill"])]),
        written({"includes": ["south"], "excludes": ["mill"]}, members("south", "mill")),
        written(["north"], members("mill farm")),
        written({"only": ["north"]}, [frozenset(["mill", "farm"])]),
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
    "how": (
        written({"at-most": "likely"}, ["open", "likely"]),
        written("sure", ["sure"]),
        written("likely", ["likely", "sure"]),
        written({"only": "likely"}, ["likely"]),
        written("open", ["open", "likely", "sure"]),
        written("unspecified", ["open", "likely", "sure"]),
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
    "how": Term("how", "How firmly?", Scale(Options({"open": {}, "likely": {}, "sure": {}}))),
    "done": Term("done", "Done yet?", YesNo(), evolving=True),
    "words": Term("words", "In what words?", Wording()),
}
FINDINGS = ["conflict", "disputed", "variant", "updated", "differs"]
DAYS = ("", "2031-03-01", "2031-03-02")
DRAFTS = ("first", "last")
CONDITIONS = ("", "in war")


# How two values stand to each other


def same(one: Written, other: Written) -> bool:
    if one.answers is None or other.answers is None:
        return bool(one.raw == other.raw)
    return one.answers == other.answers


def disjoint(one: Written, other: Written) -> bool:
    """No answer is possible by both: absence leaves none, so it is disjoint with all but itself."""
    if one.raw == other.raw:
        return False
    if "absent" in (one.raw, other.raw):
        return True
    if one.answers is None or other.answers is None:
        return False
    return not any(answer in other.answers for answer in one.answers)


# Who speaks for whom, and who rests on whom


class World(NamedTuple):
    """Reports of one provision, as `building.report` takes them, and what else there is."""

    reports: Sequence[Mapping[str, Any]]
    relays: Sequence[tuple[str, tuple[str, ...]]] = ()
    """More articles on the plan, each by its outlet with the outlets that it credits."""
    unidentified: frozenset[str] = frozenset(["copy"])
    documents: frozenset[str] = frozenset(["text", "copy"])
    compared: tuple[str, ...] = NAMES[:4]


class Said(NamedTuple):
    """A statement: whose, and all that its verdict may depend on."""

    outlet: str
    report: int
    """Which of the reports it is in."""
    publisher: str
    article: tuple[str, str, str]
    value: Written
    draft: str
    condition: str
    day: Any
    origin: frozenset[str]
    joint: frozenset[str]
    """The outlets that the passage credits, documents apart, where these are two or more."""


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
    said = []
    for number, raw in enumerate(world.reports):
        value = value_of(raw, term)
        if value is None:
            continue
        by = raw["by"]
        article_ = (by, raw["on"], raw["in"])
        day = (raw["on"] or article_) if TERMS[term].evolving else ""
        credited = frozenset(raw["via"]) - world.documents
        for outlet in world.compared:
            if outlet == by or (by not in world.compared and outlet in raw["via"]):
                said.append(
                    Said(
                        outlet,
                        number,
                        by,
                        article_,
                        value,
                        raw["draft"],
                        raw["condition"],
                        day,
                        ends(by, raw["via"], world),
                        credited if len(credited) > 1 else frozenset(),
                    )
                )
    own = {one.outlet for one in said if one.outlet == one.publisher}
    return [one for one in said if one.outlet == one.publisher or one.outlet not in own]


# The verdicts, in the words of their definitions


class Recount:
    """What is asked of the statements on one term, by themselves and two by two."""

    def __init__(self, said: Sequence[Said], unidentified: frozenset[str]) -> None:
        self.said, self.unidentified = said, unidentified

    def independent(self, one: Said, other: Said) -> bool:
        both = one.origin | other.origin
        return not one.origin & other.origin and not both & self.unidentified

    def share(self, one: Said, other: Said) -> bool:
        return bool((one.origin & other.origin) - self.unidentified)

    def replaced(self, one: Said) -> bool:
        return any(
            isinstance(later.day, str)
            and isinstance(one.day, str)
            and later.outlet == one.outlet
            and (later.draft, later.condition) == (one.draft, one.condition)
            and later.day > one.day
            for later in self.said
        )

    def excluded(self, one: Said, other: Said) -> bool:
        """Whether they exclude each other, of whatever draft and day."""
        return one.condition == other.condition and disjoint(one.value, other.value)

    def opposed(self, one: Said, other: Said) -> bool:
        barred = {other.outlet, other.publisher} & one.joint or {
            one.outlet,
            one.publisher,
        } & other.joint
        at_once = (one.draft, one.day) == (other.draft, other.day)
        return self.excluded(one, other) and at_once and not barred and self.both_stand(one, other)

    def both_stand(self, one: Said, other: Said) -> bool:
        return not self.replaced(one) and not self.replaced(other)

    # Each verdict, of two statements

    def conflict(self, one: Said, other: Said) -> bool:
        two = one.outlet != other.outlet
        return two and self.opposed(one, other) and self.independent(one, other)

    def disputed(self, one: Said, other: Said) -> bool:
        own = one.outlet == other.outlet == one.publisher == other.publisher
        known = self.independent(one, other) or self.share(one, other)
        return self.opposed(one, other) and (own or not known)

    def variant(self, one: Said, other: Said) -> bool:
        return self.opposed(one, other) and self.share(one, other)

    def updated(self, one: Said, other: Said) -> bool:
        apart = (one.draft, one.day) != (other.draft, other.day)
        return apart and self.excluded(one, other)

    def differs(self, one: Said, other: Said) -> bool:
        return self.both_stand(one, other) and not same(one.value, other.value)

    def repeated(self, one: Said, other: Said) -> bool:
        return (
            self.both_stand(one, other)
            and one.outlet != other.outlet
            and one.article != other.article
            and (one.draft, one.condition) == (other.draft, other.condition)
        )

    def agree(self, one: Said, other: Said) -> bool:
        return self.repeated(one, other) and self.independent(one, other)

    # The verdict on all

    def in_pairs(self, holds: Callable[[Said, Said], bool]) -> list[Said]:
        pairs = [two for two in combinations(self.said, 2) if holds(*two)]
        return [one for one in self.said if any(one in two for two in pairs)]

    def verdict(self) -> tuple[str, list[list[Said]]]:
        """The verdict, and which statements may be the decisive ones."""
        for name in FINDINGS:
            if found := self.in_pairs(getattr(self, name)):
                return name, [found]
        for name in ("agree", "repeated"):
            if found := self.in_pairs(getattr(self, name)):
                abouts = {(one.draft, one.condition) for one in found}
                drafts = [[s for s in found if (s.draft, s.condition) == a] for a in abouts]
                return name, [some for some in drafts if len(some) == max(map(len, drafts))]
        return "single", [[one for one in self.said if not self.replaced(one)]]

    def origins(self, decisive: Sequence[Said]) -> int:
        """How many are independent, each two of them: of all sets of them the largest."""
        for size in range(len(decisive), 1, -1):
            for some in combinations(decisive, size):
                if all(self.independent(*two) for two in combinations(some, 2)):
                    return size
        return 1


def check(world: World, terms: Sequence[str]) -> None:
    """The engine's verdicts on a world are those recounted, and rest on the same statements."""
    data, given_ = data_of(world, terms)
    judged = judge_provision(data, given_, world.compared)
    said = {term: some for term in terms if (some := statements(world, term))}
    valued = {t: some for t, some in said.items() if any(s.value != ABSENT for s in some)}
    assert [term.term.id for term in judged.terms] == list(valued or said), world

    numbers = {id(report): number for number, report in enumerate(given_.reports)}
    verdicts_ = []
    for term in judged.terms:
        recount = Recount(said[term.term.id], world.unidentified)
        verdict, candidates = recount.verdict()
        verdicts_.append(verdict)
        assert str(term.verdict) == verdict, world
        decisive = sorted((s.outlet, numbers[id(s.claim.report)]) for s in term.decisive)
        chosen = [c for c in candidates if sorted((s.outlet, s.report) for s in c) == decisive]
        assert chosen, world
        most = recount.origins(chosen[0])
        assert min(most, 2) <= len(term.origins) <= most, world
    found = [verdict for verdict in FINDINGS if verdict in verdicts_]
    assert str(judged.verdict) == [*found, *verdicts_, "not-found"][0], world


# The engine over the same


def topic_of(terms: Sequence[str]) -> Topic:
    return Topic("toll", "The toll", "tolls", frozen({term: TERMS[term] for term in terms}))


def data_of(world: World, terms: Sequence[str]) -> tuple[Dataset, Provision]:
    given_ = provision_of(world.reports, plan(drafts=DRAFTS), topic_of(terms))
    more = [article(outlet, "p", via, name="more") for outlet, via in world.relays]
    outlets = {
        id: outlet._replace(
            unidentified=id in world.unidentified,
            kind=DOCUMENT if id in world.documents else "site",
        )
        for id, outlet in OUTLETS.items()
    }
    return dataset(given_, articles=more)._replace(outlets=frozen(outlets)), given_


# The small space, whole

Source = tuple[str, tuple[str, ...]]
"""Who publishes, and whom they credit."""


def report(
    source: Source,
    draft: str = "last",
    on: str = DAYS[1],
    says: Mapping[str, Any] = frozen({}),
    condition: str = "",
    name: str = "",
) -> dict[str, Any]:
    """A report as `building.report` takes it; one that says nothing says that there is none."""
    by, via = source
    said = {"says": says} if says else {"absent": "yes"}
    about = {"draft": draft, "on": on, "condition": condition}
    return {"by": by, "via": tuple(via), "in": name, **about, **said}


OWN: Sequence[Source] = (("axios", ()), ("rt", ()))
CREDITING: Sequence[Source] = (
    *OWN,
    ("rt", ("axios",)),
    ("rt", ("axios", "text")),
    ("menafn", ("axios", "reuters")),
    ("menafn", ("copy",)),
    ("reuters", ("copy",)),
    ("post", ("axios",)),
    ("wsj", ("axios", "rt")),
)
"""Neither post nor wsj is compared; text is a document, and copy one that is not identified."""


def reports_of(
    term: str, values: int, sources: Sequence[Source] = OWN, times: int = 2
) -> Iterator[dict[str, Any]]:
    """A report by each source of each value, and of absence, in each draft or on each day."""
    abouts = [("last", DAYS[1]), ("last", DAYS[2]) if TERMS[term].evolving else ("first", DAYS[1])]
    answers = [{term: value.raw} for value in VALUES[term][:values]]
    for source, says, (draft, on) in product(sources, (*answers, {}), abouts[:times]):
        yield report(source, draft, on, says)


def worlds_of(number: int, reports: Iterator[dict[str, Any]]) -> Iterator[World]:
    """Every world of so many of these reports, the same one perhaps more than once."""
    return map(World, combinations_with_replacement(tuple(reports), number))


@pytest.mark.parametrize("term", VALUES)
def test_any_two_reports(term: str) -> None:
    for world in worlds_of(2, reports_of(term, 3, CREDITING)):
        check(world, [term])


@pytest.mark.parametrize("term", VALUES)
def test_any_two_reports_of_any_values(term: str) -> None:
    for world in worlds_of(2, reports_of(term, 8)):
        check(world, [term])


@pytest.mark.parametrize("term", VALUES)
def test_any_three_reports_of_one_draft(term: str) -> None:
    for world in worlds_of(3, reports_of(term, 2, CREDITING, times=1)):
        check(world, [term])


@pytest.mark.parametrize("term", ["where", "done"])
def test_any_three_reports_in_articles_and_for_conditions(term: str) -> None:
    reports = (
        report(source, "last", on, {term: value.raw}, condition, name)
        for source, value in product(OWN, VALUES[term][:2])
        for on, condition, name in product(DAYS[:2], CONDITIONS, ("", "2"))
        if not (on and name)
    )
    for world in worlds_of(3, reports):
        check(world, [term])


@pytest.mark.parametrize("term", ["where", "done"])
def test_any_four_reports_of_two_values(term: str) -> None:
    for world in worlds_of(4, reports_of(term, 2)):
        check(world, [term])


CREDITED: Sequence[Source] = (
    *OWN,
    ("rt", ("axios",)),
    ("rt", ("wsj",)),
    ("axios", ("reuters",)),
    ("menafn", ("wsj", "reuters")),
)
RELAYS: Sequence[Source] = (
    ("axios", ("wsj",)),
    ("wsj", ("reuters",)),
    ("wsj", ()),
    ("reuters", ("axios",)),
)


@pytest.mark.parametrize("unidentified", [(), ("wsj",), ("wsj", "axios")])
def test_any_two_reports_with_any_relays(unidentified: tuple[str, ...]) -> None:
    for size in range(len(RELAYS) + 1):
        for relays in combinations(RELAYS, size):
            for world in worlds_of(2, reports_of("where", 1, CREDITED, times=1)):
                more = world._replace(relays=relays, unidentified=frozenset(unidentified))
                check(more, ["where"])


def test_the_small_space_has_every_verdict() -> None:
    found = {
        Recount(statements(world, "where"), world.unidentified).verdict()[0]
        for world in worlds_of(2, reports_of("where", 3, CREDITING))
    }
    assert found == {*FINDINGS, "agree", "repeated", "single"}


# A larger space, at random

outlets = st.sampled_from([*NAMES, "text", "copy"])
credits = st.lists(outlets, max_size=2, unique=True).map(tuple)
says = st.dictionaries(st.sampled_from(list(VALUES)), st.integers(0, 7), max_size=3).map(
    lambda picked: {t: VALUES[t][index % len(VALUES[t])].raw for t, index in picked.items()}
)
reports = st.builds(
    report,
    st.tuples(st.sampled_from(NAMES), credits),
    st.sampled_from(DRAFTS),
    st.sampled_from(DAYS),
    says,
    st.sampled_from(CONDITIONS),
    st.sampled_from(["", "2"]),
)
worlds = st.builds(
    World,
    st.lists(reports, max_size=5),
    st.lists(st.tuples(st.sampled_from(NAMES), credits), max_size=3),
    st.frozensets(outlets, max_size=2),
    st.frozensets(outlets, max_size=2),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True).map(tuple),
)


@given(worlds)
@settings(max_examples=400)
def test_any_world(world: World) -> None:
    check(world, list(TERMS))


# The recount can fail: it finds each of these faults put into a rule


def _voices_with(**changed: Any) -> Any:
    """The voices as they are, with some of their fields changed."""
    voices_of = verdicts._voices

    def faulty(*arguments: Any) -> Any:
        found: dict[Any, list[int]] = {}
        for voice, indices in voices_of(*arguments).items():
            for index in indices:
                fields = {k: v(voice, index) if callable(v) else v for k, v in changed.items()}
                found.setdefault(voice._replace(**fields), []).append(index)
        return found

    return faulty


def _positions(
    *, all_credited: bool = False, beside_own: bool = False, by_provision: bool = False
) -> Any:
    """The statements of positions with one rule of them broken."""

    def faulty(given_: Provision, compared: Sequence[str]) -> Any:
        said: dict[str, list[Statement]] = {}
        own = {report.article.outlet for report in given_.reports}
        for report in given_.reports:
            publisher = report.article.outlet
            voices = [publisher] if publisher in compared else []
            if not voices or all_credited:
                voices += [outlet for outlet in report.via if outlet in compared]
            for claim in given_.claims_of(report):
                said.setdefault(claim.term, []).extend(Statement(v, claim) for v in voices)
        for term, some in said.items():
            speaking = own if by_provision else {s.outlet for s in some if not s.quoted}
            said[term] = [s for s in some if beside_own or not s.quoted or s.outlet not in speaking]
        return {t: tuple(said[t]) for t in given_.topic.terms if said.get(t)}

    return faulty


def _decide_of_all(*arguments: Any) -> Any:
    verdict, _, pairs = DECIDE(*arguments)
    return verdict, range(len(arguments[1])), pairs


DECIDE = verdicts._decide
FAULTS: Mapping[str, tuple[ModuleType | type, str, Any]] = {
    "a passage speaks for all that it credits": (
        positions,
        "positions",
        _positions(all_credited=True),
    ),
    "what quotes an outlet stands beside its own": (
        positions,
        "positions",
        _positions(beside_own=True),
    ),
    "what quotes an outlet steps back on every term": (
        positions,
        "positions",
        _positions(by_provision=True),
    ),
    "all origins are independent": (Origins, "_are_independent", lambda self, one, other: True),
    "no origins are independent": (Origins, "_are_independent", lambda self, one, other: False),
    "unknown origins are independent": (
        Origins,
        "_are_independent",
        lambda self, one, other: not one & other,
    ),
    "unknown origins are one": (Origins, "meet", lambda self, one, other: bool(one & other)),
    "no origins are shared": (Origins, "meet", lambda self, one, other: False),
    "joint credits oppose": (verdicts, "_barred", lambda one, other: False),
    "a document joins a credit": (
        Origins,
        "_joint_credit",
        lambda self, via: frozenset(via if len(via) > 1 else ()),
    ),
    "one credit is a joint credit": (Origins, "_joint_credit", lambda self, via: frozenset(via)),
    "drafts do not count": (verdicts, "_voices", _voices_with(draft="")),
    "conditions do not count": (verdicts, "_voices", _voices_with(condition="")),
    "days do not count": (verdicts, "_voices", _voices_with(day=None)),
    "nothing is replaced": (verdicts, "_voices", _voices_with(superseded=False)),
    "one article agrees with itself": (
        verdicts,
        "_voices",
        _voices_with(article=lambda voice, index: str(index)),
    ),
    "agreement is of any drafts": (
        verdicts,
        "_of_one_draft",
        lambda indices, voices: set(range(len(voices))),
    ),
    "bystanders are decisive": (verdicts, "_decide", _decide_of_all),
    "absence counts beside answers": (positions, "only_absent", lambda statements: False),
    "a side detail decides": (
        verdicts,
        "leading",
        lambda found: min(range(len(found)), key=lambda index: found[index].rank),
    ),
    "the main question decides alone": (verdicts, "leading", lambda found: 0),
    "whoever repeats another is an origin too": (
        origins,
        "independent",
        lambda found, unidentified: tuple(found),
    ),
    "who credits two joins them": (
        origins,
        "independent",
        lambda found, unidentified: (frozenset().union(*found),) if found else (),
    ),
}


def _worlds() -> Iterator[World]:
    """Worlds of some reports, in which each fault shows."""
    yield from worlds_of(2, reports_of("where", 2, CREDITING))
    yield from worlds_of(3, reports_of("where", 2, CREDITING, times=1))
    yield from worlds_of(3, reports_of("done", 2))
    several = product(OWN, DAYS[1:], CONDITIONS, VALUES["where"][:2])
    yield from worlds_of(
        2, (report(by, "last", on, {"where": v.raw}, about) for by, on, about, v in several)
    )
    aside = {"where": "mill", "done": "yes"}
    yield from (
        World((report(one, says=aside), report(other, says={term: aside[term]}), *world.reports))
        for one, other in product(OWN, CREDITING)
        for term in aside
        for world in worlds_of(1, reports_of("where", 1, CREDITING))
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_rule_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, faulty = FAULTS[fault]
    monkeypatch.setattr(module, name, faulty)
    with pytest.raises(AssertionError):
        test_without_a_fault_none_is_found()


def test_without_a_fault_none_is_found() -> None:
    for world in _worlds():
        check(world, ["where", "done"])
