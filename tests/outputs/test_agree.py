"""`plancmp agree` and `settle`, whole: every format, and the first screen of a terminal."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from plancmp.authoring.settle import load_codings
from plancmp.cli.app import COMMANDS
from plancmp.domain.codings import Outcome
from plancmp.render import Settings, formats_of, renderer
from plancmp.render.output_schema import output_schema
from plancmp.views.agree import AgreeView, Sides
from tests.support.datasets import CLIPPINGS, HARBOUR, RENTS
from tests.support.golden_files import Golden
from tests.support.running import run_inside

CHANGED = {
    "plans/autumn/05-tolls.yaml": [("rate: 2.50", "rate: 3"), ("all merchantmen", "merchantmen")],
    "plans/autumn/05-lighthouse.yaml": [("keeper: navy", "keeper: nobody")],
    "plans/autumn/12-quay.yaml": [("{at-least: 400}", "400")],
}
"""What the second coder has otherwise."""
FORMATS = [format for format in formats_of() if format != "parquet"]
DAY = ("--by", "A. Novak", "--on", "2031-05-02")


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be where two codings of the harbour are, the second without a provision of the first."""
    monkeypatch.chdir(tmp_path)
    for name in ("mine", "novak"):
        shutil.copytree(HARBOUR, name)
    for file, changes in CHANGED.items():
        path = Path("novak", file)
        text = path.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")
    Path("novak/plans/autumn/moorings.yaml").unlink()


def printed(format: str, *arguments: str) -> str:
    ran = run_inside(*arguments, "--format", format, COLUMNS="100")
    assert (ran.status, ran.err) == (0, "")
    return ran.out


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("format", FORMATS)
def test_agreement(format: str, golden: Golden) -> None:
    golden(f"agree/harbour.{format}", printed(format, "agree", "mine", "novak"))


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("width", [40, 60, 100])
def test_the_first_screen(width: int, golden: Golden) -> None:
    loaded = load_codings(Path("mine"), Path("novak"))
    view = AgreeView(Sides("mine", "novak"), loaded.codings, loaded.first, {})
    shown = renderer("table")(view, Settings(width=width, color=False, short=True))
    assert all(len(line) <= width for line in shown.splitlines())
    if width == 100:
        assert len(shown.splitlines()) <= 40
        golden("agree/screen.txt", shown)


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("format", FORMATS)
def test_settling(format: str, golden: Golden) -> None:
    found = json.loads(printed("json", "agree", "mine", "novak"))["data"]["differences"]
    ids = [unit["difference"] for unit in found if unit["first"] and unit["second"]]
    taken = printed(format, "settle", "mine", "novak", *ids, "--take", "second", *DAY)
    golden(f"agree/settled.{format}", taken)


@pytest.mark.usefixtures("two")
def test_json_is_as_its_schema_says() -> None:
    validator = Draft202012Validator(output_schema())
    found = json.loads(printed("json", "agree", "mine", "novak"))
    validator.validate(found)
    ids = [unit["difference"] for unit in found["data"]["differences"][:2]]
    settled = printed("json", "settle", "mine", "novak", *ids, "--value", "unspecified", *DAY)
    validator.validate(json.loads(settled))


@pytest.mark.usefixtures("two")
def test_every_format_counts_the_same() -> None:
    data = json.loads(printed("json", "agree", "mine", "novak"))["data"]
    rows = list(csv.DictReader(StringIO(printed("csv", "agree", "mine", "novak"))))
    outcomes = Counter(row["outcome"] for row in rows)
    (whole,) = [figures for figures in data["kinds"] if figures["kind"] == "all"]
    for outcome in Outcome:
        if outcome is not Outcome.NEITHER:
            assert outcomes[outcome] == whole[outcome.replace("-", "_")], outcome
    assert whole["units"] == len(rows) + whole["neither"]
    for part in ("units", "same", "different", "first_only", "second_only", "neither"):
        kinds = [figures[part] for figures in data["kinds"] if figures["kind"] != "all"]
        assert sum(kinds) == whole[part] == sum(term[part] for term in data["terms"])
    differing = {row["difference"] for row in rows if row["outcome"] != Outcome.SAME}
    assert {unit["difference"] for unit in data["differences"]} == differing
    for format in ("table", "markdown", "html"):
        text = printed(format, "agree", "mine", "novak")
        assert [id for id in sorted(differing) if id not in text] == []


def test_passages_stand_beside_a_difference_where_the_text_is_at_hand(tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(RENTS, other)
    cap = other / "plans/draft/cap.yaml"
    cap.write_text(cap.read_text().replace("{at-most: 3}", "{at-most: 2}"))
    line = ("agree", str(RENTS), str(other))
    (bare,) = json.loads(printed("json", *line))["data"]["differences"]
    assert bare["passages"] == []
    texts = ("--texts", str(CLIPPINGS))
    (unit,) = json.loads(printed("json", *line, *texts))["data"]["differences"]
    (passage,) = unit["passages"]
    assert passage.startswith("2: ")
    assert "three percent a year" in passage
    assert "three percent a year" in printed("table", *line, *texts, "--width", "1000")


def test_they_stand_among_the_commands_that_keep_data() -> None:
    assert {"agree", "settle"} <= set(COMMANDS)
