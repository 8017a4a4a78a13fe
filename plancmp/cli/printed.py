"""A view as the text that a run prints."""

import os
import sys
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

from plancmp.cli.statuses import BAD_DATA, FOUND, OK
from plancmp.cli.terminal import NARROWEST, WIDEST, is_terminal, wants_color, width_of
from plancmp.render import Settings, renderer

if TYPE_CHECKING:
    from plancmp.cli.session import Session
    from plancmp.domain.problems import Problem
    from plancmp.views.base import View


class Printed(NamedTuple):
    """All that a run says of a view."""

    text: str
    outcomes: frozenset[str] = frozenset()
    problems: "Sequence[Problem]" = ()


def settings_of(session: "Session") -> Settings:
    """How a run prints, by what was asked for and what its output is."""
    stream = None if session.output else sys.stdout
    on_terminal = session.format == "table" and is_terminal(stream)
    color = wants_color(session.color, stream, os.environ)
    # lines to paste are not folded, but where a person reads them
    width = WIDEST if session.cite and not is_terminal(stream) else None
    columns = width_of(session.width or width, stream, os.environ)
    return Settings(
        width=min(max(columns, NARROWEST), WIDEST),
        color=color,
        short=(on_terminal or session.sources) and not session.everything,
        sources=session.sources,
        links=color and on_terminal,
    )


def printed(session: "Session", view: "View") -> Printed:
    """The view in the format that was asked for."""
    if session.cite:
        from plancmp.views.citing import citing

        view = citing(view)
    text = renderer(session.format)(view, settings_of(session))
    return Printed(text, view.outcomes(), view.problems)


def end(session: "Session", made: Printed, fail_on: AbstractSet[str]) -> int:
    """The exit status of a run that ends with this, once it is written."""
    on_terminal = not session.output and is_terminal(sys.stdout)
    session.write(made.text, session.format, paged=session.format == "table" and on_terminal)
    if made.problems:
        # every format has them
        shown = on_terminal and is_terminal(sys.stderr)
        return BAD_DATA if shown else session.report(made.problems)
    return FOUND if fail_on & made.outcomes else OK
