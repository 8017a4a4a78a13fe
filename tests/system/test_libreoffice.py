"""Sheets opened in LibreOffice and saved again, in the settings of two languages."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from plancmp.data.cells import guarded
from tests.support import casebook, libreoffice
from tests.support.datasets import DESK, HARBOUR, RENTS
from tests.support.running import Run

pytestmark = [libreoffice.needed, pytest.mark.slow]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where LibreOffice keeps its settings."""
    return tmp_path_factory.mktemp("libreoffice")


def typed() -> Iterator[str]:
    """Texts that a spreadsheet would take for something else."""
    for line in casebook.read("typed.yaml"):
        yield str(line)


def desk_with(texts: list[str], folder: Path) -> Path:
    """A data folder in which each text stands as a speaker, a note and a wording."""
    shutil.copytree(DESK, folder)
    reports = [
        {"article": "g1", "speaker": text, "note": text, "says": {"v": text}} for text in texts
    ]
    provision = {"title": texts[0], "reports": reports}
    (folder / "plans/draft/wording.yaml").write_text(json.dumps(provision), "utf-8")
    return folder


@pytest.mark.parametrize("language", libreoffice.LANGUAGES)
def test_no_text_becomes_a_number_or_a_day(
    language: str, run: Run, tmp_path: Path, room: Path
) -> None:
    texts = list(typed())
    folder = desk_with(texts, tmp_path / "data")
    sheet = tmp_path / "claims.csv"
    assert run("export", "--data", str(folder), "-o", str(sheet)).status == 0
    there = libreoffice.converted(sheet, "ods", language, room)
    back = libreoffice.converted(there, "csv", language, room)
    ran = run("import", str(back), "--data", str(folder))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"0 reports to add in 0 files, {len(texts)} there already.\n"


@pytest.mark.parametrize("language", libreoffice.LANGUAGES)
def test_what_has_no_guard_is_rewritten(language: str, tmp_path: Path, room: Path) -> None:
    """Without this the test before could not fail: it is what each text is to be kept from."""
    texts = list(typed())
    bare = tmp_path / "bare.csv"
    with bare.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([text] for text in texts)
    there = libreoffice.converted(bare, "ods", language, room)
    back = libreoffice.converted(there, "csv", language, room)
    with back.open(encoding="utf-8", newline="") as stream:
        rewritten = [
            text for text, (cell,) in zip(texts, csv.reader(stream), strict=True) if text != cell
        ]
    assert len(rewritten) > 20
    assert all(guarded(text, literal=True) != text for text in rewritten)


@pytest.mark.parametrize("language", libreoffice.LANGUAGES)
@pytest.mark.parametrize("data", [RENTS, HARBOUR], ids=lambda data: str(data.name))
def test_whole_data_sets_come_back_as_they_went(
    data: Path, language: str, run: Run, tmp_path: Path, room: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    sheet = tmp_path / f"{data.name}.csv"
    assert run("export", "--data", str(folder), "-o", str(sheet)).status == 0
    there = libreoffice.converted(sheet, "ods", language, room)
    back = libreoffice.converted(there, "csv", language, room)
    ran = run("import", str(back), "--data", str(folder))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("0 reports to add in 0 files, ")
    assert len(ran.out.splitlines()) == 1
