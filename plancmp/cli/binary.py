"""Formats that are bytes: they go into a file that is named."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import typer

from plancmp.cli.session import Session

if TYPE_CHECKING:
    from plancmp.domain.problems import Problem

Made = tuple[bytes | None, Sequence["Problem"]]
"""A file, and the problems of the data that it was made of; none where they leave nothing."""


def write_binary(session: Session, make: Callable[[], Made], what: str = "") -> int:
    """The exit status, once what is made is written to the output file.

    Raises BadParameter, before anything is made, where no file is named; `what` is what would go
    into it, where that is not called as the format is.
    """
    if not session.output:
        message = f"{what or session.format} goes into a file: name it"
        raise typer.BadParameter(message, param_hint="'--output'")
    made, problems = make()
    if made is not None:
        from plancmp.cli.streams import write_file

        write_file(made, session.output, session.data)
    return session.report(problems)
