"""Where `plancmp` and `python -m plancmp` begin."""

import gc
import sys
from typing import NoReturn

INTERRUPTED = 130
"""The status of what ends by an interrupt, as shells have it."""


def run() -> NoReturn:
    """Run the command line and end the process."""
    # a run makes no cycles to speak of, so looking for garbage is in vain, also at the end: what
    # is frozen goes with the process
    gc.disable()

    try:
        from plancmp.cli import main

        main()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        gc.freeze()


if __name__ == "__main__":
    run()
