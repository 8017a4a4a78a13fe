"""The folders that a run works with, as options and the environment name them."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def data_path(given: Path | None) -> Path | None:
    """The data folder that is named: by an option, else by PLANCMP_DATA; None where by neither."""
    named = given or os.environ.get("PLANCMP_DATA")
    return Path(named) if named else None


def cache_path(environ: Mapping[str, str], system: str = sys.platform) -> Path | None:
    """Where what was read is kept for the next run: PLANCMP_CACHE, else with the system's caches.

    None where nothing is to be kept: that is empty, or there is no home.
    """
    if "PLANCMP_CACHE" in environ:
        named = environ["PLANCMP_CACHE"]
        return Path(named) if named else None
    home = environ.get("HOME", "")
    if system == "win32":
        caches = environ.get("LOCALAPPDATA", "")
    elif system == "darwin":
        caches = home and f"{home}/Library/Caches"
    else:
        caches = environ.get("XDG_CACHE_HOME") or (home and f"{home}/.cache")
    path = Path(caches)
    return path / "plancmp" if path.is_absolute() else None
