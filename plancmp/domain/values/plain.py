"""Kinds without settings: yes or no, and any wording."""

from typing import ClassVar

from plancmp.domain.values.answers import Leaves
from plancmp.domain.values.base import Form, Kind, Value, ValueFault, suggest

_YES_NO = frozenset(["yes", "no"])


class YesNo(Kind):
    """What holds or does not."""

    name: ClassVar[str] = "yes-no"
    summary: ClassVar[str] = "Yes or no."
    atom: ClassVar[str] = "yes or no"
    forms: ClassVar[tuple[Form, ...]] = (Form(),)

    @property
    def pattern(self) -> str:
        return "yes|no"

    def read_atom(self, word: str) -> str:
        if word in _YES_NO:
            return word
        hint = suggest(word, _YES_NO)
        raise ValueFault(word, f"{word} is neither yes nor no", self.allowed_clause, hint)

    @property
    def everything(self) -> Leaves:
        return Leaves(_YES_NO)

    def possible(self, value: Value) -> Leaves:
        return Leaves(frozenset(value.parts))


class Wording(Kind):
    """What is only quoted."""

    name: ClassVar[str] = "text"
    summary: ClassVar[str] = (
        "Any wording: shown, never judged. White space apart, it is the same or incomparable."
    )
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
