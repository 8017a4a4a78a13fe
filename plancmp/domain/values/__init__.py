"""The kinds of value: how each is written, what it leaves possible, and how two of them relate.

A value says which answers it leaves possible; whether two reports agree is computed from that and
never from wording. Each kind declares its written forms in one table, from which parsing,
printing, error messages and the property tests all follow.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, Protocol

from plancmp.domain.problems import Location
from plancmp.domain.words import Word
from plancmp.text import did_you_mean, join_words


class Relation(Word):
    """How one value stands to another of the same term."""

    SAME = "same"
    NARROWER = "narrower"
    BROADER = "broader"
    OVERLAPPING = "overlapping"
    DISJOINT = "disjoint"
    INCOMPARABLE = "incomparable"

    @property
    def converse(self) -> "Relation":
        """The relation seen from the other value."""
        if self is Relation.NARROWER:
            return Relation.BROADER
        if self is Relation.BROADER:
            return Relation.NARROWER
        return self


class Value(NamedTuple):
    """A value in one of its kind's written forms: the form's keys and one part for each.

    A bare form has no key and one part. Parts are atoms, or sorted tuples of atoms.
    """

    keys: tuple[str, ...]
    parts: tuple[Any, ...]


UNSPECIFIED = Value(("unspecified",), ())
"""The article says that the plan leaves the term open: everything is possible."""

ABSENT = Value(("absent",), ())
"""The article shows that the plan has no such provision: no answer of the term is possible."""

RESERVED = {"unspecified": UNSPECIFIED, "absent": ABSENT}


class ValueFault(ValueError):
    """A value that its kind does not allow; `part` is the very piece of the input at fault."""

    def __init__(self, part: object, found: str, allowed: str, mend: str = "") -> None:
        super().__init__(found)
        self.part, self.found, self.allowed, self.mend = part, found, allowed, mend


def _meant(word: str, known: Iterable[str] = ()) -> str:
    """A hint for a word that nearly is one that may be written."""
    return did_you_mean(word, [*known, "unspecified"])


class Possible(Protocol):
    """A set of answers."""

    def within(self, other: Any) -> bool:
        """Whether every answer here is in `other` too."""

    def meets(self, other: Any) -> bool:
        """Whether some answer is in both."""


class Leaves(NamedTuple):
    """One of these leaves."""

    leaves: frozenset[str]

    def within(self, other: "Leaves") -> bool:
        return self.leaves <= other.leaves

    def meets(self, other: "Leaves") -> bool:
        return not self.leaves.isdisjoint(other.leaves)


class Interval(NamedTuple):
    """A number from `low` to `high`, both included; None is unbounded."""

    low: Any
    high: Any

    def within(self, other: "Interval") -> bool:
        above = other.low is None or (self.low is not None and self.low >= other.low)
        below = other.high is None or (self.high is not None and self.high <= other.high)
        return above and below

    def meets(self, other: "Interval") -> bool:
        apart = (self.high is not None and other.low is not None and self.high < other.low) or (
            self.low is not None and other.high is not None and self.low > other.high
        )
        return not apart


class Between(NamedTuple):
    """A set of leaves that holds all of `required` and nothing outside `permitted`."""

    required: frozenset[str]
    permitted: frozenset[str]

    def within(self, other: "Between") -> bool:
        return self.required >= other.required and self.permitted <= other.permitted

    def meets(self, other: "Between") -> bool:
        return self.required <= other.permitted and other.required <= self.permitted


class Options:
    """A tree of options. An option stands for the leaves under it; a leaf for itself."""

    def __init__(
        self, tree: Mapping[str, Any], locations: Mapping[str, Location] = MappingProxyType({})
    ) -> None:
        """Take nested mappings from option id to subtree; a leaf's subtree is empty.

        `locations` says where options are written, for messages.
        """
        self.tree = tree
        self.locations = locations
        self.leaves: dict[str, frozenset[str]] = {}
        self.order: dict[str, int] = {}
        self.all = self._enter(tree)

    def _enter(self, tree: Mapping[str, Any]) -> frozenset[str]:
        under: frozenset[str] = frozenset()
        for option, subtree in tree.items():
            self.order[option] = len(self.order)
            self.leaves[option] = self._enter(subtree) if subtree else frozenset([option])
            under |= self.leaves[option]
        return under

    def __iter__(self) -> Iterator[str]:
        return iter(self.order)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Options) and self.tree == other.tree

    def __hash__(self) -> int:
        return hash(frozenset(self.order))

    def under(self, options: Sequence[str]) -> frozenset[str]:
        """The leaves that the options stand for, together."""
        return frozenset[str]().union(*[self.leaves[option] for option in options])


class Form(NamedTuple):
    """One way of writing a value: under which keys (none is bare), each with one atom or many."""

    keys: tuple[str, ...] = ()
    many: bool = False

    @property
    def phrase(self) -> re.Pattern[str]:
        """What a value of this form looks like when printed."""
        return _phrase(self.keys)

    def written(self, atom: str) -> str:
        """How the form is written in a file, for messages."""
        part = f"[{atom}, …]" if self.many else atom
        if not self.keys:
            return part
        return "{" + ", ".join(f"{key}: {part}" for key in self.keys) + "}"


@cache
def _phrase(keys: tuple[str, ...]) -> re.Pattern[str]:
    words = (f"{key.replace('-', ' ')} (.+?)" for key in keys)
    return re.compile(" ".join(words) if keys else "(.*)")


@dataclass(frozen=True)
class Kind(ABC):
    """A kind of value, with what its term adds to it (options, unit).

    Kinds are equal that are of one class and have the same fields, which are frozen; one that adds
    no field to those of the class it is made from need not be a dataclass again.
    """

    name: ClassVar[str]
    atom: ClassVar[str]
    forms: ClassVar[tuple[Form, ...]]

    @property
    @abstractmethod
    def pattern(self) -> str:
        """What the word for an atom looks like: a regular expression for the whole of it."""

    @abstractmethod
    def read_atom(self, word: str) -> Hashable:
        """The atom a word stands for; ValueFault where it stands for none."""

    def show_atom(self, atom: Any) -> str:
        """The word for an atom, which `read_atom` reads back."""
        return str(atom)

    @abstractmethod
    def possible(self, value: Value) -> Possible | None:
        """The answers that a value of one of the forms leaves possible; None where none can say."""

    @property
    @abstractmethod
    def everything(self) -> Possible | None:
        """All the answers there are; None where none can say."""

    def sort_key(self, atom: Any) -> Any:
        """Where an atom stands among others, for the order in which they are printed."""
        return atom

    def check(self, value: Value, raw: object) -> None:  # noqa: B027 - most kinds have nothing to check
        """Raise ValueFault where a well-formed value leaves nothing possible."""

    @property
    def allowed(self) -> str:
        """What may be written, for messages."""
        return join_words([form.written(self.atom) for form in self.forms] + ["unspecified"])

    def parse(self, raw: object) -> Value:
        """The value that plain data (text, list or mapping), or its printed form, stands for.

        ValueFault names what is wrong and holds the piece of `raw` that is.
        """
        if isinstance(raw, str):
            return self._parse_text(raw)
        if isinstance(raw, Mapping):
            return self._parse_keys(raw)
        if isinstance(raw, Sequence):
            bare = Form(many=True)
            if bare in self.forms:
                return self._build(bare, [raw], raw)
            raise ValueFault(raw, f"a list is no value of kind {self.name}", self.allowed_clause)
        raise ValueFault(raw, f"this is no value of kind {self.name}", self.allowed_clause)

    @property
    def allowed_clause(self) -> str:
        """The same as a clause of a message."""
        return f"allowed: {self.allowed}"

    def _parse_text(self, raw: str) -> Value:
        words = " ".join(raw.split())
        if words == "unspecified":
            return UNSPECIFIED
        for form in sorted(self.forms, key=lambda form: -len(form.keys)):
            matched = form.phrase.fullmatch(words)
            if matched:
                parts = [part.split(", ") if form.many else part for part in matched.groups()]
                return self._build(form, parts, raw)
        raise ValueFault(raw, f"{words} is no form of kind {self.name}", self.allowed_clause)

    def _parse_keys(self, raw: Mapping[Any, Any]) -> Value:
        for form in self.forms:
            if form.keys and set(form.keys) == set(raw):
                return self._build(form, [raw[key] for key in form.keys], raw)
        known = {key for form in self.forms for key in form.keys}
        key = next((key for key in raw if key not in known), None)
        if key is None:
            found = f"{{{', '.join(raw)}}} is no form of kind {self.name}"
            raise ValueFault(raw, found, self.allowed_clause)
        found = f"{key} is no form of kind {self.name}"
        raise ValueFault(key, found, self.allowed_clause, did_you_mean(key, known))

    def _build(self, form: Form, raw_parts: Sequence[object], raw: object) -> Value:
        read = self._read_many if form.many else self._read_one
        value = Value(form.keys, tuple(read(part, raw) for part in raw_parts))
        self.check(value, raw)
        return value

    def _read_one(self, part: object, raw: object) -> Hashable:
        if not isinstance(part, str):
            raise ValueFault(part, "one value is wanted here", self.allowed_clause)
        return self._read_word(part, raw)

    def _read_many(self, part: object, raw: object) -> tuple[Hashable, ...]:
        words = [part] if isinstance(part, str) else part
        if not isinstance(words, Sequence) or not words:
            raise ValueFault(part, "a list of at least one is wanted here", self.allowed_clause)
        atoms = {self._read_one(word, raw) for word in words}
        return tuple(sorted(atoms, key=self.sort_key))

    def _read_word(self, word: str, raw: object) -> Hashable:
        """Read one atom; a word cut from printed text is at fault where that text stands."""
        part = raw if isinstance(raw, str) else word
        if not word.strip():
            raise ValueFault(part, "the value is empty", self.allowed_clause)
        try:
            return self.read_atom(" ".join(word.split()))
        except ValueFault as fault:
            raise ValueFault(part, fault.found, fault.allowed, fault.mend) from None

    def text(self, value: Value) -> str:
        """The value as it is printed; `parse` reads it back."""
        for word, reserved in RESERVED.items():
            if value == reserved:
                return word
        shown = []
        for part in value.parts:
            atoms = part if isinstance(part, tuple) else (part,)
            shown.append(", ".join(self.show_atom(atom) for atom in atoms))
        if not value.keys:
            return shown[0]
        pairs = zip(value.keys, shown, strict=True)
        return " ".join(f"{key.replace('-', ' ')} {part}" for key, part in pairs)

    def write_atom(self, atom: Any) -> str:
        """The word for an atom as it is written in a file."""
        return self.show_atom(atom)

    def written(self, value: Value) -> Any:
        """The value as plain data, the way a file has it; `parse` reads it back."""
        for word, reserved in RESERVED.items():
            if value == reserved:
                return word
        parts = [
            [self.write_atom(atom) for atom in part]
            if isinstance(part, tuple)
            else self.write_atom(part)
            for part in value.parts
        ]
        return dict(zip(value.keys, parts, strict=True)) if value.keys else parts[0]

    def _answers(self, value: Value) -> Possible | None:
        return self.everything if value == UNSPECIFIED else self.possible(value)

    def relation(self, one: Value, other: Value) -> Relation:
        """How `one` stands to `other`. ABSENT is disjoint with all but itself."""
        if one == other:
            return Relation.SAME
        if ABSENT in (one, other):
            return Relation.DISJOINT
        here, there = self._answers(one), self._answers(other)
        if here is None or there is None:
            return Relation.INCOMPARABLE
        if here.within(there):
            return Relation.SAME if there.within(here) else Relation.NARROWER
        if there.within(here):
            return Relation.BROADER
        return Relation.OVERLAPPING if here.meets(there) else Relation.DISJOINT


@dataclass(frozen=True)
class _OfOptions(Kind):
    """A kind whose atoms are the options of a tree."""

    options: Options
    atom: ClassVar[str] = "option"

    @property
    def pattern(self) -> str:
        return "|".join(sorted(self.options, key=lambda option: (-len(option), option)))

    def read_atom(self, word: str) -> str:
        if word in self.options.leaves:
            return word
        allowed = f"options: {', '.join(self.options)}"
        mend = _meant(word, self.options)
        raise ValueFault(word, f"{word} is not an option", allowed, mend)

    def sort_key(self, atom: str) -> int:
        return self.options.order[atom]


class Choice(_OfOptions):
    """One of the options; which leaf under an option is left open."""

    name: ClassVar[str] = "choice"
    forms: ClassVar[tuple[Form, ...]] = (Form(), Form(("any-of",), many=True), Form(("not",)))

    @property
    def everything(self) -> Leaves:
        return Leaves(self.options.all)

    def possible(self, value: Value) -> Leaves:
        (part,) = value.parts
        if value.keys == ("not",):
            return Leaves(self.options.all - self.options.leaves[part])
        return Leaves(self.options.under(part if value.keys else (part,)))

    def check(self, value: Value, raw: object) -> None:
        if value.keys == ("not",) and not self.possible(value).leaves:
            raise ValueFault(raw, f"{self.text(value)} leaves no option", self.allowed_clause)


class Members(_OfOptions):
    """A set of options: at least these, only these, or with some and without others."""

    name: ClassVar[str] = "members"
    forms: ClassVar[tuple[Form, ...]] = (
        Form(many=True),
        Form(("only",), many=True),
        Form(("includes", "excludes"), many=True),
    )

    @property
    def everything(self) -> Between:
        return Between(frozenset(), self.options.all)

    def possible(self, value: Value) -> Between:
        required = self.options.under(value.parts[0])
        if value.keys == ("only",):
            return Between(required, required)
        excluded = self.options.under(value.parts[1]) if value.keys else frozenset[str]()
        return Between(required, self.options.all - excluded)

    def check(self, value: Value, raw: object) -> None:
        if value.keys != ("includes", "excludes"):
            return
        possible = self.possible(value)
        if not possible.required <= possible.permitted:
            found = f"{self.text(value)} includes what it excludes"
            raise ValueFault(raw, found, self.allowed_clause)


_YES_NO = frozenset(["yes", "no"])


class YesNo(Kind):
    """Yes or no."""

    name: ClassVar[str] = "yes-no"
    atom: ClassVar[str] = "yes or no"
    forms: ClassVar[tuple[Form, ...]] = (Form(),)

    @property
    def pattern(self) -> str:
        return "yes|no"

    def read_atom(self, word: str) -> str:
        if word in _YES_NO:
            return word
        mend = _meant(word, _YES_NO)
        raise ValueFault(word, f"{word} is neither yes nor no", self.allowed_clause, mend)

    @property
    def everything(self) -> Leaves:
        return Leaves(_YES_NO)

    def possible(self, value: Value) -> Leaves:
        return Leaves(frozenset(value.parts))


class _Ranged(Kind):
    """A kind whose values are intervals."""

    @property
    def everything(self) -> Interval:
        return Interval(None, None)

    def check(self, value: Value, raw: object) -> None:
        if len(value.parts) == 2 and value.parts[0] > value.parts[1]:
            found = f"{self.text(value)} ends before it begins"
            raise ValueFault(raw, found, self.allowed_clause)


_SCALES = {"trillion": 12, "billion": 9, "million": 6, "thousand": 3}
_NUMBER = re.compile(
    r"(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)" + rf"(?: ({'|'.join(_SCALES)}))?"
)
_MOST_DIGITS = 15


@dataclass(frozen=True)
class Number(_Ranged):
    """A number of some unit; `about` is the percentage either side that the word leaves open."""

    unit: str
    about: Decimal = Decimal(10)
    name: ClassVar[str] = "number"
    atom: ClassVar[str] = "number"
    forms: ClassVar[tuple[Form, ...]] = (
        Form(),
        Form(("about",)),
        Form(("at-least",)),
        Form(("at-most",)),
        Form(("from", "to")),
    )

    @property
    def pattern(self) -> str:
        units = "|".join(map(re.escape, self._units))
        return f"{_NUMBER.pattern}(?: (?:{units}))?"

    def read_atom(self, word: str) -> Decimal:
        units = (unit for unit in self._units if word.endswith(f" {unit}"))
        bare = word.removesuffix(f" {next(units, '')}")
        matched = _NUMBER.fullmatch(bare)
        if not matched:
            mend = _meant(word) or "write digits, such as 600000, 2.5 or 100 billion"
            raise ValueFault(word, f"{word} is not a number", self.allowed_clause, mend)
        digits, scale = matched.groups()
        number = Decimal(digits.replace(",", "")).normalize()
        if len(number.as_tuple().digits) > _MOST_DIGITS:
            allowed = f"allowed: at most {_MOST_DIGITS} digits"
            raise ValueFault(word, f"{word} has too many digits", allowed)
        return number.scaleb(_SCALES[scale] if scale else 0) + 0  # neither 6E+5 nor -0

    def show_atom(self, atom: Decimal) -> str:
        scales = {} if self._singular in _SCALES else _SCALES  # 1 million would be the unit's
        for scale, power in scales.items():
            scaled = (atom / 10**power).normalize()
            if power > 3 and abs(scaled) >= 1 and scaled == round(scaled, 3):
                return f"{scaled:f} {scale}"
        return f"{atom:,f}"

    def write_atom(self, atom: Decimal) -> str:
        return self.show_atom(atom).replace(",", "")

    def text(self, value: Value) -> str:
        number = super().text(value)
        if value in RESERVED.values():
            return number
        return f"{number} {self._singular if number.split()[-1] == '1' else self.unit}"

    @property
    def _singular(self) -> str:
        return self._units[1]

    @property
    def _units(self) -> tuple[str, ...]:
        """What may stand behind a number: the unit, the word for one of it, and a bare stem."""
        stem = self.unit.removesuffix("s") or self.unit
        one = f"{stem.removesuffix('ie')}y" if stem.endswith("ie") else stem
        return (self.unit, one, stem)

    def possible(self, value: Value) -> Interval:
        first, last = value.parts[0], value.parts[-1]
        if value.keys == ("about",):
            either_side = abs(first) * self.about / 100
            return Interval(first - either_side, first + either_side)
        if value.keys == ("at-least",):
            return Interval(first, None)
        if value.keys == ("at-most",):
            return Interval(None, first)
        return Interval(first, last)


class Date(_Ranged):
    """A day, or an interval of days."""

    name: ClassVar[str] = "date"
    atom: ClassVar[str] = "YYYY-MM-DD"
    forms: ClassVar[tuple[Form, ...]] = (
        Form(),
        Form(("before",)),
        Form(("after",)),
        Form(("from", "to")),
    )

    @property
    def pattern(self) -> str:
        return "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"

    def read_atom(self, word: str) -> date:
        try:
            return read_date(word)
        except ValueError as error:
            raise ValueFault(word, str(error), self.allowed_clause, _meant(word)) from None

    def possible(self, value: Value) -> Interval:
        first, last = value.parts[0].toordinal(), value.parts[-1].toordinal()
        if value.keys == ("before",):
            return Interval(None, first - 1)
        if value.keys == ("after",):
            return Interval(first + 1, None)
        return Interval(first, last)


class Wording(Kind):
    """Any wording: shown, never judged. White space apart, it is the same or incomparable."""

    name: ClassVar[str] = "text"
    atom: ClassVar[str] = "any wording"
    forms: ClassVar[tuple[Form, ...]] = (Form(),)

    @property
    def pattern(self) -> str:
        return r"[\s\S]*\S[\s\S]*"

    def read_atom(self, word: str) -> str:
        return word

    @property
    def everything(self) -> None:
        return None

    def possible(self, value: Value) -> None:
        return None


KINDS: Mapping[str, type[Kind]] = {
    kind.name: kind for kind in (Choice, YesNo, Number, Date, Members, Wording)
}
"""Every kind of value, by its name in the codebook."""


def read_date(word: str) -> date:
    """A day from YYYY-MM-DD; ValueError says what is wrong with it."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", word, re.ASCII):
        raise ValueError(f"{word} is not a day written YYYY-MM-DD")
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ValueError(f"{word} is not a day of the calendar") from None
