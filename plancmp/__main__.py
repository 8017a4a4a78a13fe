"""Where `plancmp` and `python -m plancmp` begin."""

import gc
from typing import NoReturn


def run() -> NoReturn:
    """Run the command line and end the process."""
    # a run keeps what it makes until it ends, so that looking for garbage often is in vain,
    # and so is looking for it at the end: what is frozen goes with the process
    gc.set_threshold(100_000)

    from plancmp.cli import main

    try:
        main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    run()
