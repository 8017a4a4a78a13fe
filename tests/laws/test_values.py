"""The laws of values, which every kind must keep, and cases in a data file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations
from typing import Any, ClassVar

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from plancmp.domain.values import (
    ABSENT,
    KINDS,
    UNSPECIFIED,
    Choice,
    Days,
    Form,
    Kind,
    Members,
    Number,
    Options,
    Relation,
    Scale,
    Value,
    ValueFault,
    Wording,
    YesNo,
)
from plancmp.domain.values.answers import Leaves, Possible
from tests.support.building import converse
from tests.support.casebook import each, kind_of
from tests.support.strategies import Case, atoms, cases, kinds, trees, written

SAME, NARROWER, BROADER = Relation.SAME, Relation.NARROWER, Relation.BROADER
DISJOINT, INCOMPARABLE = Relation.DISJOINT, Relation.INCOMPARABLE


# The laws


def is_the_same_as_itself(case: Case) -> None:
    assert case.kind.relation(case.one, case.one) is SAME


def is_seen_conversely_from_the_other(case: Case) -> None:
    there_and_back = converse(case.kind.relation(case.one, case.other))
    assert case.kind.relation(case.other, case.one) is there_and_back


def narrower_is_transitive(case: Case) -> None:
    first = case.kind.relation(case.one, case.other)
    second = case.kind.relation(case.other, case.third)
    if {first, second} <= {SAME, NARROWER}:
        wanted = NARROWER if NARROWER in (first, second) else SAME
        assert case.kind.relation(case.one, case.third) is wanted


def disjoint_survives_narrowing(case: Case) -> None:
    narrowed = case.kind.relation(case.one, case.other) in (SAME, NARROWER)
    if narrowed and case.kind.relation(case.other, case.third) is DISJOINT:
        assert case.kind.relation(case.one, case.third) is DISJOINT


def the_same_relate_the_same(case: Case) -> None:
    if case.kind.relation(case.one, case.other) is SAME:
        relation = case.kind.relation(case.one, case.third)
        assert case.kind.relation(case.other, case.third) is relation


def unspecified_leaves_everything_possible(case: Case) -> None:
    """Nothing is known to be possible where values are never judged."""
    relation = case.kind.relation(UNSPECIFIED, case.kind.parse(case.raw))
    judged = {SAME, BROADER} if case.kind.everything else {SAME, INCOMPARABLE}
    assert relation in judged


def absent_is_disjoint_with_all_else(case: Case) -> None:
    assert case.kind.relation(ABSENT, case.kind.parse(case.raw)) is DISJOINT
    assert case.kind.relation(ABSENT, UNSPECIFIED) is DISJOINT
    assert case.kind.relation(ABSENT, ABSENT) is SAME


def is_read_back_from_its_text(case: Case) -> None:
    value = case.kind.parse(case.raw)
    assert case.kind.parse(case.kind.text(value)) == value
    assert case.kind.parse(case.kind.text(UNSPECIFIED)) == UNSPECIFIED


def is_read_back_from_what_it_writes(case: Case) -> None:
    value = case.kind.parse(case.raw)
    assert case.kind.parse(case.kind.written(value)) == value
    assert case.kind.parse(case.kind.written(UNSPECIFIED)) == UNSPECIFIED


def is_told_by_its_text(case: Case) -> None:
    """Values are equal if and only if they are printed alike, in one line."""
    one, other = case.kind.text(case.one), case.kind.text(case.other)
    if ABSENT not in (case.one, case.other):
        assert (case.one == case.other) == (one == other)
    assert one == " ".join(one.split())


LAWS: tuple[Callable[[Case], None], ...] = (
    is_the_same_as_itself,
    is_seen_conversely_from_the_other,
    narrower_is_transitive,
    disjoint_survives_narrowing,
    the_same_relate_the_same,
    unspecified_leaves_everything_possible,
    absent_is_disjoint_with_all_else,
    is_read_back_from_its_text,
    is_read_back_from_what_it_writes,
    is_told_by_its_text,
)


def by_name(thing: Any) -> str:
    return str(thing.__name__)


@pytest.mark.parametrize("kind", KINDS.values(), ids=by_name)
@given(st.data())
def test_every_kind_keeps_the_laws(kind: type[Kind], data: st.DataObject) -> None:
    case = data.draw(cases(kind))
    for law in LAWS:
        law(case)


# A new kind, and kinds that are broken


def broken(kind: type[Kind]) -> set[Callable[[Case], None]]:
    """The laws that a kind does not keep."""
    found: set[Callable[[Case], None]] = set()

    @settings(max_examples=200, database=None, derandomize=True, phases=[Phase.generate])
    @given(cases(kind))
    def note(case: Case) -> None:
        for law in LAWS:
            try:
                law(case)
            except AssertionError:
                found.add(law)

    note()
    return found


@dataclass(frozen=True)
class Rank(Kind):
    """A kind that plancmp does not have: one of four ranks, some of them, or at least one."""

    name: ClassVar[str] = "rank"
    atom: ClassVar[str] = "rank"
    forms: ClassVar[tuple[Form, ...]] = (
        Form(),
        Form(("at-least",)),
        Form(("one-of",), many=True),
    )

    @property
    def pattern(self) -> str:
        return "[1-4]"

    def read_atom(self, word: str) -> str:
        if word in ("1", "2", "3", "4", "01"):
            return word
        raise ValueFault(word, f"{word} is no rank", self.allowed_clause)

    @property
    def everything(self) -> Possible:
        return Leaves(frozenset("1234"))

    def possible(self, value: Value) -> Possible:
        (ranks,) = value.parts
        if value.keys == ("at-least",):
            return Leaves(frozenset(rank for rank in "1234" if rank >= ranks))
        return Leaves(frozenset(ranks))


def test_the_laws_run_on_a_kind_that_is_only_defined() -> None:
    assert broken(Rank) == set()


class Unbare(Rank):
    forms: ClassVar[tuple[Form, ...]] = (Form(("at-least",)),)


def test_a_kind_need_not_have_a_form_without_keys() -> None:
    assert broken(Unbare) == set()
    with pytest.raises(ValueFault, match="1 is not a form of kind rank"):
        Unbare().parse("1")


class NotItself(Rank):
    def relation(self, one: Value, other: Value) -> Relation:
        relation = super().relation(one, other)
        return Relation.OVERLAPPING if relation is SAME else relation


class OneWay(Rank):
    def relation(self, one: Value, other: Value) -> Relation:
        relation = super().relation(one, other)
        return Relation.OVERLAPPING if relation is NARROWER else relation


class OneStep(Rank):
    """A rank is narrower than some, and these than all, but the rank is not narrower than all."""

    def relation(self, one: Value, other: Value) -> Relation:
        relation = super().relation(one, other)
        steps = UNSPECIFIED in (one, other) and () in (one.keys, other.keys)
        return Relation.OVERLAPPING if steps and relation in (NARROWER, BROADER) else relation


class Forgiving(Rank):
    """A plan that has no such provision has no rank at least as high, but may have that rank."""

    def relation(self, one: Value, other: Value) -> Relation:
        relation = super().relation(one, other)
        forgiven = ABSENT in (one, other) and () in (one.keys, other.keys)
        return Relation.OVERLAPPING if forgiven and relation is DISJOINT else relation


class Present(Rank):
    """Absence is a rank below all others."""

    def relation(self, one: Value, other: Value) -> Relation:
        relation = super().relation(one, other)
        return Relation.OVERLAPPING if ABSENT in (one, other) and one != other else relation


class Unequal(Rank):
    """Same are those that are equal as texts, but `at least 4` is a `4` to some."""

    def relation(self, one: Value, other: Value) -> Relation:
        last = Value(("at-least",), ("4",))
        return SAME if last in (one, other) else super().relation(one, other)


class Closed(Rank):
    """An answer that is left open is the first rank."""

    @property
    def everything(self) -> Possible:
        return Leaves(frozenset("1"))


class Mute(Rank):
    def text(self, value: Value) -> str:
        return super().text(value).removeprefix("at least ")


class Blunt(Rank):
    def written(self, value: Value) -> Any:
        return super().written(value) if value == UNSPECIFIED else "1"


class Spelled(Rank):
    """The only rank may be written in two ways, and is printed in one."""

    forms: ClassVar[tuple[Form, ...]] = (Form(),)

    @property
    def pattern(self) -> str:
        return "0?1"

    def possible(self, value: Value) -> Possible:
        return super().possible(Value(value.keys, (value.parts[0][-1],)))

    def text(self, value: Value) -> str:
        return super().text(Value(value.keys, tuple(part[-1] for part in value.parts)))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "law"),
    [
        (NotItself, is_the_same_as_itself),
        (OneWay, is_seen_conversely_from_the_other),
        (OneStep, narrower_is_transitive),
        (Forgiving, disjoint_survives_narrowing),
        (Unequal, the_same_relate_the_same),
        (Closed, unspecified_leaves_everything_possible),
        (Present, absent_is_disjoint_with_all_else),
        (Mute, is_read_back_from_its_text),
        (Blunt, is_read_back_from_what_it_writes),
        (Spelled, is_told_by_its_text),
    ],
)
def test_a_kind_that_breaks_a_law_is_found(kind: type[Kind], law: Callable[[Case], None]) -> None:
    assert law in broken(kind)


def test_every_law_is_broken_by_something() -> None:
    marks = test_a_kind_that_breaks_a_law_is_found.pytestmark
    assert [law for _, law in marks[0].args[1]] == list(LAWS)


# The relation against answers counted one by one


def leaves_under(tree: Mapping[str, Any], wanted: str | None = None) -> set[str]:
    """The leaves of a tree, or of the branch of an option."""
    found: set[str] = set()
    for option, below in tree.items():
        if option == wanted or wanted is None:
            found |= leaves_under(below) or {option}
        else:
            found |= leaves_under(below, wanted)
    return found


def many(raw: Any) -> list[str]:
    return [raw] if isinstance(raw, str) else list(raw)


def options_allowed(options: Options, raw: Any) -> set[str]:
    return set().union(*(leaves_under(options.tree, option) for option in many(raw)))


def choices(kind: Choice, raw: Any) -> set[Any]:
    everything = leaves_under(kind.options.tree)
    if isinstance(raw, str):
        return options_allowed(kind.options, raw)
    if "not" in raw:
        return everything - options_allowed(kind.options, raw["not"])
    return options_allowed(kind.options, raw["any-of"])


def memberships(kind: Members, raw: Any) -> set[Any]:
    everything = leaves_under(kind.options.tree)
    sets = chain.from_iterable(combinations(sorted(everything), n) for n in range(7))
    sort = {frozenset(some) for some in sets}
    if not isinstance(raw, Mapping):
        return {some for some in sort if some >= options_allowed(kind.options, raw)}
    if "only" in raw:
        return {some for some in sort if some == options_allowed(kind.options, raw["only"])}
    if "includes" not in raw:
        return {some for some in sort if not some & options_allowed(kind.options, raw["excludes"])}
    included = options_allowed(kind.options, raw["includes"])
    excluded = options_allowed(kind.options, raw["excludes"])
    return {some for some in sort if some >= included and not some & excluded}


def truths(kind: YesNo, raw: Any) -> set[Any]:
    return {raw}


def sampled(kind: Any, raw: Any, other: Any) -> set[Any]:
    """Of the ends of both values, what is just beside them and what lies between, those allowed."""
    ends = sorted({end for value in (raw, other) for end in ends_of(kind, value)})
    step = 1 if kind.name == "date" else Fraction(1, 10**30)
    points = {end + beside for end in ends for beside in (-step, 0, step)}
    points |= {(one + two) / 2 for one, two in combinations(ends, 2) if kind.name == "number"}
    return {point for point in points if allows(kind, raw, point)}


def ends_of(kind: Any, raw: Any) -> list[Any]:
    read = kind.read_atom
    if isinstance(raw, str):
        return measures(read(raw))
    if "about" in raw or "nearly" in raw:
        (middle,) = measures(read(next(iter(raw.values()))))
        reach = abs(middle) * Fraction(kind.about) / 100
        return [middle - reach, middle, *([middle + reach] if "about" in raw else [])]
    return [end for part in raw.values() for end in measures(read(part))]


def measures(atom: Any) -> list[Any]:
    """The first and the last of what an atom may be."""
    if isinstance(atom, Days):
        return sorted({atom.first.toordinal(), atom.last.toordinal()})
    return [Fraction(atom)]


def allows(kind: Any, raw: Any, point: Any) -> bool:
    ends = ends_of(kind, raw)
    first, last = min(ends), max(ends)
    beside = 1 if kind.name == "date" else Fraction(1, 10**30)
    below, above = first - beside, last + beside
    key = "exactly" if isinstance(raw, str) else next(iter(raw))
    if kind.limit == "upper":
        limits = {"at-most": (last, last), "less-than": (below, first), "before": (below, first)}
        if key in limits:
            return bool(limits[key][0] <= point <= limits[key][1])
    if kind.limit == "lower":
        limits = {"at-least": (first, first), "more-than": (last, above), "after": (last, above)}
        if key in limits:
            return bool(limits[key][0] <= point <= limits[key][1])
    if key in ("from", "to"):
        begins, ends = (measures(kind.read_atom(raw[end])) for end in ("from", "to"))
        return bool(begins[0] <= point <= ends[-1])
    return bool(
        {
            "exactly": first <= point <= last,
            "about": first <= point <= last,
            "nearly": first <= point < last or point == first == last,
            "at-least": point >= first,
            "at-most": point <= last,
            "more-than": point > last,
            "less-than": point < first,
            "before": point < first,
            "after": point > last,
        }[key]
    )


def strengths(kind: Scale, raw: Any) -> set[Any]:
    ranks = list(kind.options)
    if isinstance(raw, str):
        return set(ranks[ranks.index(raw) :])
    if "only" in raw:
        return {raw["only"]}
    return set(ranks[: ranks.index(raw["at-most"]) + 1])


COUNTED: Mapping[str, Callable[[Any, Any, Any], set[Any]]] = {
    "choice": lambda kind, raw, other: choices(kind, raw),
    "scale": lambda kind, raw, other: strengths(kind, raw),
    "members": lambda kind, raw, other: memberships(kind, raw),
    "yes-no": lambda kind, raw, other: truths(kind, raw),
    "number": sampled,
    "date": sampled,
}


def of_sets(one: set[Any], other: set[Any]) -> Relation:
    if one == other:
        return SAME
    if one < other:
        return NARROWER
    if one > other:
        return BROADER
    return Relation.OVERLAPPING if one & other else DISJOINT


@pytest.mark.parametrize("name", COUNTED)
@given(st.data())
def test_the_relation_is_that_of_the_sets_of_answers(name: str, data: st.DataObject) -> None:
    kind = data.draw(kinds(KINDS[name]))
    pool = data.draw(st.lists(atoms(kind), min_size=1, max_size=3))
    raws = written(kind, pool).filter(lambda raw: parses(kind, raw))
    one, other = data.draw(raws), data.draw(raws)
    counted = COUNTED[name]
    wanted = of_sets(counted(kind, one, other), counted(kind, other, one))
    assert kind.relation(kind.parse(one), kind.parse(other)) is wanted


def parses(kind: Kind, raw: object) -> bool:
    try:
        kind.parse(raw)
    except ValueFault:
        return False
    return True


# Cases


@pytest.mark.parametrize("case", each("values.yaml"))
def test_case(case: Mapping[str, Any]) -> None:
    kind = kind_of(case)
    if "fault" in case:
        with pytest.raises(ValueFault) as raised:
            kind.parse(case["raw"])
        fault = raised.value
        told = "; ".join(part for part in (fault.message, fault.expected, fault.hint) if part)
        assert told == case["fault"]
        assert fault.part == case.get("part", case["raw"])
    elif "relation" in case:
        relation = kind.relation(kind.parse(case["raw"]), kind.parse(case["other"]))
        assert relation.value == case["relation"]
    else:
        assert kind.text(kind.parse(case["raw"])) == case["text"]


def test_the_cases_have_a_value_and_a_fault_of_every_kind() -> None:
    values = {case.values[0]["kind"] for case in each("values.yaml") if "text" in case.values[0]}
    faults = {case.values[0]["kind"] for case in each("values.yaml") if "fault" in case.values[0]}
    assert values == faults == set(KINDS)


def test_what_is_neither_text_nor_list_nor_mapping_is_refused() -> None:
    with pytest.raises(ValueFault, match="this is not a value of kind text"):
        Wording().parse(None)


@given(st.data())
def test_equal_trees_of_options_have_equal_hashes(data: st.DataObject) -> None:
    tree = data.draw(trees())
    turned = {option: tree[option] for option in reversed(list(tree))}
    assert Options(tree) == Options(turned)
    assert hash(Options(tree)) == hash(Options(turned))


NUMBER_WORDS = ["5", "600,000", "-2.5", "seventy-three", "Five", "a", "an", "somewhat", "", "5."]
AFTER = [
    "",
    " billion",
    " thousand",
    " troops",
    "troops",
    " troop",
    " a",
    "%",
    " days",
    " billiontroops",
]
UNITS = ["troops", "days", "percent", "billion dollars", "parties"]


@given(*map(st.sampled_from, (NUMBER_WORDS, AFTER, AFTER, UNITS)))
def test_a_number_is_read_where_its_pattern_matches(
    head: str, one: str, other: str, unit: str
) -> None:
    kind, word = Number(unit), f"{head}{one}{other}"
    matched = re.fullmatch(kind.pattern, word)
    assert kind._split(word) == (
        tuple(part or "" for part in matched.groups()) if matched else ("", "", "")
    )
