"""`plancmp new`: what is to be created, a file each."""

from typing import TypeVar

_Value = TypeVar("_Value")

HELP = """\
\b
plancmp new plan draft --data mydata      a data set of one's own, with its first plan
plancmp new outlet gazette --name "The Gazette" --kind newspaper --data mydata
plancmp new topic rent-cap --data mydata
plancmp new article gazette-1 --outlet gazette --covers draft --title "A cap" --data mydata
plancmp new provision draft rent-cap --data mydata

What is there is never overwritten, and nothing is written outside of the data folder. A file
is written whole or not at all. Say where with --data, before or after, or PLANCMP_DATA.
"""


def without_empty(**values: _Value | None) -> dict[str, _Value]:
    """The values that are not empty, by their keys in the file."""
    return {name.replace("_", "-"): value for name, value in values.items() if value}
