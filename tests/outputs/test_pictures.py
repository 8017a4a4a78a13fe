"""The README's pictures: what they show is what the program prints now."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.datasets import CHECKOUT, SHIPPED
from tests.support.outputs import output
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


SVG = "{http://www.w3.org/2000/svg}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
EACH = pytest.mark.parametrize(
    "picture", sorted(PICTURES.glob("*.svg")), ids=lambda path: path.name
)


@EACH
def test_every_run_begins_with_a_letter_at_its_place(picture: Path) -> None:
    """Blanks at the start of a run, or two together in it, are lost in some renderers."""
    runs = [run for run in ElementTree.parse(picture).iter(f"{SVG}text") if run.get("textLength")]
    assert runs
    for run in runs:
        text = run.text or ""
        assert text.strip() == text != ""
        assert "  " not in text
        assert run.get(SPACE) == "preserve"


@EACH
def test_a_picture_shows_a_whole_screen_and_no_run_covers_another(picture: Path) -> None:
    ends: dict[str, float] = {}
    told = []
    for run in ElementTree.parse(picture).iter(f"{SVG}text"):
        if run.get("textLength"):
            y, x = str(run.get("y")), float(str(run.get("x")))
            assert x >= ends.get(y, 0) - 0.1
            ends[y] = x + float(str(run.get("textLength")))
            told.append(run.text or "")
    text = "".join(told).replace("\N{NO-BREAK SPACE}", " ")
    assert len(ends) <= 40
    assert "--all" in text
    assert "--cite" in text


@pytest.mark.skipif(not shutil.which("rsvg-convert"), reason="librsvg is not installed")
@EACH
def test_librsvg_keeps_the_room_between_columns(picture: Path, tmp_path: Path) -> None:
    """It draws to PDF, whose text a program reads back; words that ran together would stay so."""
    reader = shutil.which("pdftotext")
    if not reader:
        pytest.skip("pdftotext is not installed")
    made = tmp_path / "picture.pdf"
    subprocess.run(["rsvg-convert", "-f", "pdf", "-o", made, picture], check=True)
    ran = subprocess.run([reader, "-layout", made, "-"], capture_output=True, check=True)
    told = set(ran.stdout.decode().split())
    wanted = {
        word
        for run in ElementTree.parse(picture).iter(f"{SVG}text")
        for word in re.findall(r"[A-Za-z]{2,}", run.text or "")
    }
    assert {word for word in wanted if not any(word in said for said in told)} == set()
    lines = ran.stdout.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert not re.search(r"(sources|questions|contradicted)(--|whichever|plancmp)", lines)


@EACH
def test_a_picture_needs_nothing_from_outside(picture: Path) -> None:
    addresses = set(re.findall(r"https?://[^\s\"')]+", picture.read_text(encoding="utf-8")))
    assert addresses <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}


def test_the_picture_of_the_brief_is_in_the_readme_and_small() -> None:
    assert "](docs/pictures/brief.png)" in (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert (PICTURES / "brief.png").stat().st_size < 300_000


def test_the_picture_of_the_brief_is_current() -> None:
    made = json.loads(output(SHIPPED, "brief april november", "json"))["data"]
    sentences = "".join(f"{sentence['text']}\n" for sentence in made["in_short"])
    said = (PICTURES / "brief.txt").read_text(encoding="utf-8")
    assert said == sentences, "run python tools/picture_of_brief.py"
