"""`plancmp settle FIRST SECOND DIFFERENCE...`."""

from pathlib import Path
from typing import Annotated

import typer

from plancmp.cli.options import PRINTING, choice, day_of, flag, option
from plancmp.cli.session import Session
from plancmp.data.choices import FIRST, SIDES

OPTIONS = PRINTING

HELP = """\
\b
plancmp settle mydata novak 525166f2 --take second --by "A. Novak"
plancmp settle mydata novak 525166f2 --value "at most 3" --by Novak --why "both lanes" --write
plancmp settle mydata novak --agreed --by "A. Novak" --write

plancmp agree names the differences. FIRST is written to: the value that stands, and beside it
who decided, when, why and on which claim; a later change of claim or passage lets it lapse,
and check tells it. With --agreed the values that both have are kept as checked. Each file is
written whole; comments and layout stay.
"""


def run(
    session: Session,
    first: Annotated[Path, typer.Argument(metavar="FIRST")],
    second: Annotated[Path, typer.Argument(metavar="SECOND")],
    by: Annotated[str, option("NAME", "Who decided.")],
    difference: Annotated[list[str] | None, typer.Argument(metavar="[DIFFERENCE]...")] = None,
    take: Annotated[str | None, choice(SIDES, "Whose value stands.")] = None,
    value: Annotated[str | None, option(None, "A third value that stands, as printed.")] = None,
    agreed: Annotated[bool, flag("--agreed", "Keep what both have as checked.")] = False,
    on: Annotated[str | None, option("DAY", "When, as YYYY-MM-DD; else today.")] = None,
    why: Annotated[str | None, option("WORDS", "Why.")] = None,
    write: Annotated[
        bool, flag("--write", "Write it; else only show what would be written.")
    ] = False,
) -> int:
    """The exit status, once it is shown what stands, and written where asked."""
    from datetime import date

    from plancmp.authoring.settle import Decision, settle
    from plancmp.views.settled import SettleView

    if agreed == bool(difference):
        raise typer.BadParameter(
            "name one or more, or say --agreed", param_hint="'[DIFFERENCE]...'"
        )
    if (take is not None) + (value is not None) != (not agreed):
        hint = "say --take or --value" if not agreed else "--agreed takes what both have"
        name = "--value" if take is None and value is not None else "--take"
        raise typer.BadParameter(hint, param_hint=f"'{name}'")
    for name, words in (("--by", by), ("--why", why)):
        if words is not None and not words.strip():
            raise typer.BadParameter("it is empty", param_hint=f"'{name}'")
    day = day_of(on, "--on") or date.today()
    taken = FIRST if agreed else take or value or ""
    by, why = (" ".join(words.split()) for words in (by, why or ""))
    decision = Decision(taken, by, day, why, third=value is not None)
    made = settle(first, second, difference or (), decision, agreed=agreed, write=write)
    return session.emit(SettleView(made))
