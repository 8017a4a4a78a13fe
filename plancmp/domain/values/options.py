"""Kinds whose atoms are the options of a tree: one of them, or a set of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

from plancmp.domain.problems import Location
from plancmp.domain.values.answers import Between, Leaves
from plancmp.domain.values.base import Form, Kind, Value, ValueFault, suggest
from plancmp.text import listed


class Options:
    """A tree of options. An option stands for the leaves under it; a leaf for itself."""

    def __init__(
        self,
        tree: Mapping[str, Any],
        locations: Mapping[str, Location] = MappingProxyType({}),
        labels: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Take nested mappings from option id to subtree; a leaf's subtree is empty.

        `locations` says where options are written, for messages; `labels` how some are printed.
        """
        self.tree = tree
        self.locations = locations
        self.labels = labels
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
        """The leaves under any of the options."""
        return frozenset[str]().union(*[self.leaves[option] for option in options])


@dataclass(frozen=True)
class OptionKind(Kind):
    """A kind whose atoms are options."""

    options: Options
    atom: ClassVar[str] = "option"

    @property
    def pattern(self) -> str:
        return "|".join(sorted(self.options, key=lambda option: (-len(option), option)))

    def read_atom(self, word: str) -> str:
        if word in self.options.leaves:
            return word
        allowed = f"options: {listed(self.options)}"
        hint = suggest(word, self.options)
        raise ValueFault(word, f"{word} is not an option", allowed, hint)

    def sort_key(self, atom: str) -> int:
        return self.options.order[atom]


class Choice(OptionKind):
    """One of the options; which leaf under an option is left open."""

    name: ClassVar[str] = "choice"
    summary: ClassVar[str] = "One of the options; which leaf under an option is left open."
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


class Members(OptionKind):
    """A set of options: at least these, only these, or with some and without others."""

    name: ClassVar[str] = "members"
    summary: ClassVar[str] = (
        "A set of options: at least these, only these, or with some and without others."
    )
    forms: ClassVar[tuple[Form, ...]] = (
        Form(many=True),
        Form(("only",), many=True),
        Form(("includes", "excludes"), many=True),
        Form(("excludes",), many=True),
    )

    @property
    def everything(self) -> Between:
        return Between(frozenset(), self.options.all)

    def possible(self, value: Value) -> Between:
        named = [self.options.under(part) for part in value.parts]
        if value.keys == ("only",):
            return Between(named[0], named[0])
        if value.keys == ("excludes",):
            return Between(frozenset(), self.options.all - named[0])
        excluded = named[1] if value.keys else frozenset[str]()
        return Between(named[0], self.options.all - excluded)

    def check(self, value: Value, raw: object) -> None:
        if value.keys != ("includes", "excludes"):
            return
        possible = self.possible(value)
        if not possible.required <= possible.permitted:
            found = f"{self.text(value)} includes what it excludes"
            raise ValueFault(raw, found, self.allowed_clause)
