"""The command line: a command's options, what it loads and compares, its output, its exit status.

What a command needs is imported when it runs, so that help, completion and `--version` start fast.
"""

import os
import sys
from collections.abc import Mapping
from typing import NoReturn

from plancmp import __version__


def main() -> NoReturn:
    """Run the command line and end the process with its exit status (cli/statuses.py)."""
    from plancmp.cli.app import program
    from plancmp.cli.statuses import OK

    try:
        _require_line(os.environ)
        status = program().main(prog_name="plancmp", standalone_mode=False)
    except SystemExit as end:
        # the reader of our help has gone away, which Typer takes for a failure
        sys.exit(OK if isinstance(end.__context__, BrokenPipeError) else end.code)
    except Exception as error:
        sys.exit(_failed(error))
    sys.exit(status or OK)


def _require_line(environ: Mapping[str, str]) -> None:
    """Raises PlancmpError where words are asked for in bash without what was typed so far."""
    place = environ.get("COMP_CWORD", "")
    known = "COMP_WORDS" in environ and place.isdecimal() and len(place) < 10
    if environ.get("_PLANCMP_COMPLETE") == "complete_bash" and not known:
        from plancmp.domain.problems import PlancmpError

        message = "_PLANCMP_COMPLETE goes with COMP_WORDS and COMP_CWORD, which bash sets"
        raise PlancmpError(message)


def _failed(error: Exception) -> int:
    """The exit status of a run that an error has ended, once standard error says why."""
    from plancmp.cli.statuses import BAD_DATA, FAULT, USAGE
    from plancmp.cli.streams import close_quietly, warn
    from plancmp.cli.usage import UsageError, usage_message
    from plancmp.domain.problems import DataError, PlancmpError

    if isinstance(error, UsageError):
        warn(usage_message(error))
        return USAGE
    if isinstance(error, MemoryError):
        warn("plancmp: there is not enough memory for this")
        return BAD_DATA
    if isinstance(error, PlancmpError):
        warn(f"plancmp: {error}")
        return BAD_DATA if isinstance(error, DataError) else USAGE
    if isinstance(error, OSError):
        close_quietly(sys.stdout)
        warn(f"plancmp: {error}")
        return BAD_DATA
    import traceback

    traceback.print_exception(error)
    warn(
        f"plancmp {__version__}: this is a fault of plancmp, not of your data. Please report "
        "it with the lines above and the command you ran."
    )
    return FAULT
