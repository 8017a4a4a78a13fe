"""Where `plancmp` and `python -m plancmp` begin."""

import gc
from typing import NoReturn


def run() -> NoReturn:
    """Run the command line and end the process."""
    # a run makes no cycles to speak of, so looking for garbage is in vain, also at the end: what
    # is frozen goes with the process
    gc.disable()

    from plancmp.cli import main

    try:
        main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    run()
