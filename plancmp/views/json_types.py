"""The types of JSON that views' data are made of, beside str, bool, list, dict and None.

What stands beside each view as a TypedDict is what `plancmp schema output` is generated from. Types
are narrowed by keywords of JSON Schema, each with its value.
"""

from typing import Annotated

Count = Annotated[int, ("minimum", 0)]
Positive = Annotated[int, ("minimum", 1)]
"""A number that counts from 1: a point, a paragraph, a line."""
Day = Annotated[str, ("format", "date")]
"""A day as YYYY-MM-DD."""
