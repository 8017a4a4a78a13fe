"""The README's pictures: what they show is what the program prints now."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.datasets import CHECKOUT
from tests.support.running import surroundings

PICTURES = CHECKOUT / "docs" / "pictures"


def told(picture: Path) -> list[str]:
    """The lines of text of a picture, which another version of Rich may draw otherwise."""
    lines: dict[str, list[str]] = {}
    for element in ElementTree.parse(picture).iter("{http://www.w3.org/2000/svg}text"):
        lines.setdefault(element.get("y", ""), []).append(element.text or "")
    return ["".join("".join(parts).split()) for parts in lines.values()]


@pytest.mark.slow
def test_the_pictures_are_current(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    subprocess.run(
        [sys.executable, "tools/pictures.py", tmp_path],
        env=surroundings({}),
        cwd=CHECKOUT,
        check=True,
    )
    drawn = sorted(path.name for path in tmp_path.iterdir())
    if pytestconfig.getoption("--update-golden"):
        shutil.copytree(tmp_path, PICTURES, dirs_exist_ok=True)
    assert sorted(path.name for path in PICTURES.glob("*.svg")) == drawn
    for name in drawn:
        assert told(PICTURES / name) == told(tmp_path / name), (
            f"{name} is out of date; python tools/pictures.py draws it again"
        )


@pytest.mark.parametrize("picture", sorted(PICTURES.glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_needs_nothing_from_outside(picture: Path) -> None:
    addresses = set(re.findall(r"https?://[^\s\"')]+", picture.read_text(encoding="utf-8")))
    assert addresses <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}


def test_the_picture_of_the_brief_is_in_the_readme_and_small() -> None:
    assert "](docs/pictures/brief.png)" in (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert (PICTURES / "brief.png").stat().st_size < 300_000
