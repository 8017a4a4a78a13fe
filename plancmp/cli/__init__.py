"""The command line: a command's options, what it loads and compares, its output, its exit status.

What a command needs is imported when it runs, so that help, completion and `--version` start fast.
"""

import sys
from typing import NoReturn

from plancmp import __version__


def main() -> NoReturn:
    """Run the command line and end the process with its exit status (README, Exit statuses)."""
    from plancmp.cli.app import program
    from plancmp.cli.statuses import BAD_DATA, FAULT, OK
    from plancmp.cli.streams import close_quietly, warn
    from plancmp.domain.problems import PlancmpError

    try:
        program()(prog_name="plancmp")
    except SystemExit as end:
        # the reader of our help has gone away, which Typer takes for a failure
        sys.exit(OK if isinstance(end.__context__, BrokenPipeError) else end.code)
    except PlancmpError as error:
        warn(f"plancmp: {error}")
        sys.exit(error.status)
    except OSError as error:
        close_quietly(sys.stdout)
        warn(f"plancmp: {error}")
        sys.exit(BAD_DATA)
    except Exception:
        import traceback

        traceback.print_exc()
        warn(
            f"plancmp {__version__}: this is a fault of plancmp, not of your data. Please report "
            "it with the lines above and the command you ran."
        )
        sys.exit(FAULT)
    sys.exit(OK)
