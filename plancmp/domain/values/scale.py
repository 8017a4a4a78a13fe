"""The kind whose options are ordered: how firmly, how far, in how strong words."""

from typing import ClassVar

from plancmp.domain.values.answers import Interval
from plancmp.domain.values.base import Form, Value
from plancmp.domain.values.options import OptionKind


class Scale(OptionKind):
    """An option of a list from the weakest to the strongest: at least so much, unless limited.

    Who says more says the less with it, so that the stronger value is the narrower, and two values
    exclude each other only through `at-most` or `only`.
    """

    name: ClassVar[str] = "scale"
    summary: ClassVar[str] = (
        "An option of a list from the weakest to the strongest: at least so much, unless limited."
    )
    forms: ClassVar[tuple[Form, ...]] = (Form(), Form(("at-most",)), Form(("only",)))

    @property
    def everything(self) -> Interval:
        return Interval(0, self._strongest)

    def possible(self, value: Value) -> Interval:
        rank = self.options.order[value.parts[0]]
        if value.keys == ("at-most",):
            return Interval(0, rank)
        return Interval(rank, rank if value.keys else self._strongest)

    @property
    def _strongest(self) -> int:
        return len(self.options.order) - 1
