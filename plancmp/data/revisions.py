"""A data folder as it was at a git revision, laid out for reading."""

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from plancmp.domain.problems import PlancmpError

_SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""What keeps an archive within its folder, where Python has it."""
_LONGEST_NAME = 255
"""What is longer is named by its length."""


@contextmanager
def earlier_folder(folder: Path, named: str) -> Iterator[Path]:
    """The folder of this name, or the data folder as it was at the git revision of this name.

    What git has is laid into a folder of its own, which is gone afterwards. Raises PlancmpError
    where there is neither such a folder nor such a revision, or the folder is in no repository or
    was no data folder then.
    """
    if _is_data_folder(named):
        yield Path(named)
        return
    is_long = len(named) > _LONGEST_NAME
    called = f"a name of {len(named):,} letters" if is_long else named or "an empty name"
    inside = _git(folder, "rev-parse", "--show-prefix", why=f"{called} is no data folder")
    prefix = inside.decode().strip()
    revision = _git(
        folder,
        *("rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}"),
        why=f"{called} is no data folder, and no revision of the repository around {folder}",
    )
    commit = revision.decode().strip()
    then = _git(
        folder,
        *("rev-parse", "--verify", "--quiet", f"{commit}:{prefix.rstrip('/')}"),
        why=f"{folder} was not there at {called}",
    )
    top = _git(folder, "rev-parse", "--show-toplevel", why="git has no work tree here")
    tree = _git(
        Path(top.decode().strip()),
        *("archive", "--format=tar", then.decode().strip()),
        why=f"{folder} cannot be laid out as it was at {called}",
    )
    with TemporaryDirectory(prefix="plancmp-") as made:
        with tarfile.open(fileobj=io.BytesIO(tree)) as files:
            files.extractall(made, **_SAFELY)
        if not (Path(made) / "dataset.yaml").is_file():
            raise PlancmpError(f"{folder} was no data folder at {called}: it had no dataset.yaml")
        yield Path(made)


def _is_data_folder(named: str) -> bool:
    try:
        return named != "" and (Path(named) / "dataset.yaml").is_file()
    except OSError:  # of a name that no file can have
        return False


def _git(folder: Path, *words: str, why: str) -> bytes:
    """What git prints. Raises PlancmpError, saying why not and what git says, where it cannot."""
    try:
        ran = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        raise PlancmpError(f"{why}; git cannot be run") from None
    if ran.returncode:
        said = ran.stderr.decode(errors="replace").replace("fatal: ", "").strip()
        reason, *below = said.split("\n")
        raise PlancmpError(f"{why}; git says: {reason}" if said else why, *filter(None, below))
    return ran.stdout
