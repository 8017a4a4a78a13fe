"""`plancmp new`: what is to be created, a file each."""

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from plancmp.authoring.create import Created
    from plancmp.cli.session import Session

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


def created(session: "Session", made: "Created") -> int:
    """The exit status of a run that has created files, printed with what to do next."""
    import os
    import shlex

    from plancmp.cli.statuses import OK
    from plancmp.cli.streams import write_out
    from plancmp.domain.problems import DataError, PlancmpError
    from plancmp.text import visible

    root = str(session.own_folder())
    known = os.environ.get("PLANCMP_DATA") == root
    where = "" if known else f" --data {shlex.quote(root)}"
    wide = max(len(step.says) for step in made.then if step.command) + len(":  ")
    lines = [*(f"wrote {path}" for path in made.files), "next:"]
    for step in made.then:
        says = f"{step.says + ':':{wide}}{step.command}{where}" if step.command else step.says
        lines.append(f"  {says}")
    try:
        write_out(visible("".join(f"{line}\n" for line in lines)))
    except PlancmpError as error:
        there = ", ".join(map(str, made.files))
        raise DataError(f"{error}; written all the same: {there}") from None
    return OK
