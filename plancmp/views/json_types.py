"""The types of JSON that views' data are made of, beside str, bool, list, dict and None.

What stands beside each view as a TypedDict is what `plancmp schema output` is generated from.
"""

from typing import Annotated, NamedTuple


class Keyword(NamedTuple):
    """A keyword of JSON Schema that narrows a type."""

    name: str
    value: object


Count = Annotated[int, Keyword("minimum", 0)]
Positive = Annotated[int, Keyword("minimum", 1)]
"""A number that counts from 1: a point, a paragraph, a line."""
Day = Annotated[str, Keyword("format", "date")]
"""A day as YYYY-MM-DD."""
