"""Paragraphs that nobody types: found by the quote, and written by `verify --fix`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from plancmp.data.folder import DataFolder
from plancmp.data.whole_plans import load_plans
from tests.support.datasets import CLIPPINGS, RENTS
from tests.support.golden_files import Golden
from tests.support.running import Ran, run_inside

CAP = """\
title: A cap # of rents
reports:
  # the ministry
  - article: gazette-1
    quote: cap rents at "three percent a year" - and no # folded
    says:
      percent: 3
  - {article: gazette-1, speaker: landlords, quote: 'a gift to nobody', says: {percent: unspecified}}
  - article: gazette-1
    quote: >
      Tenants welcomed it
    paragraph: 9   # typed by hand
    says: {percent: {at-most: 3}}
  - article: gazette-1
    quote: a word that is nowhere in this text
    says:
      percent: {at-least: 1}
"""
FIXED = (
    CAP.replace("no # folded\n", "no # folded\n    paragraph: 2\n")
    .replace("nobody', says", "nobody', paragraph: 4, says")
    .replace("paragraph: 9   # typed", "paragraph: 3   # typed")
)


@pytest.fixture
def rents(tmp_path: Path) -> Path:
    """The rents with their texts beside, and paragraphs that lack or are wrong."""
    folder = tmp_path / "rents"
    shutil.copytree(RENTS, folder)
    shutil.copytree(CLIPPINGS, folder / "texts")
    (folder / "plans/draft/cap.yaml").write_text(CAP)
    return folder


def cap(folder: Path) -> bytes:
    return (folder / "plans/draft/cap.yaml").read_bytes()


def verify(folder: Path, *args: str) -> Ran:
    return run_inside("verify", *args, "--data", str(folder), COLUMNS="100")


def test_every_command_finds_the_paragraph(rents: Path) -> None:
    folder = DataFolder(rents)
    (provision, _) = load_plans(folder, folder.plans).dataset.provisions
    assert [report.paragraph for report in provision.reports] == [2, 4, 9, None]
    told = json.loads(run_inside("sources", "cap", "--data", str(rents), "--format", "json").out)
    values = told["data"]["provisions"][0]["terms"][0]["values"]
    assert {claim["paragraph"] for value in values for claim in value["claims"]} == {2, 4, 9, None}
    checked = json.loads(run_inside("check", "--data", str(rents), "--format", "json").out)
    lacking = [
        p["line"] for p in checked["data"]["problems"] if p["rule"] == "quote-without-paragraph"
    ]
    assert lacking == [15]


def test_without_the_texts_none_is_found(rents: Path) -> None:
    shutil.rmtree(rents / "texts")
    folder = DataFolder(rents)
    (provision, _) = load_plans(folder, folder.plans).dataset.provisions
    assert [report.paragraph for report in provision.reports] == [None, None, 9, None]


@pytest.mark.parametrize("format", ["table", "markdown", "csv", "json", "html"])
def test_what_would_be_written_is_shown(rents: Path, format: str, golden: Golden) -> None:
    shown = verify(rents, "--fix", "--format", format)
    assert (shown.status, shown.err) == (0, "")
    golden(f"verify/fix.{format}", shown.out)
    assert cap(rents) == CAP.encode()


def test_it_is_written_and_nothing_else_is_changed(rents: Path) -> None:
    costs = (rents / "plans/draft/costs.yaml").read_bytes()
    assert "3 paragraphs written." in verify(rents, "--fix", "--write").out
    assert cap(rents).decode() == FIXED
    assert (rents / "plans/draft/costs.yaml").read_bytes() == costs
    assert "0 paragraphs to write." in verify(rents, "--fix").out


def test_marks_and_ends_of_lines_are_kept(rents: Path) -> None:
    (rents / "plans/draft/cap.yaml").write_bytes(
        b"\xef\xbb\xbf" + CAP.replace("\n", "\r\n").encode()
    )
    assert verify(rents, "--fix", "--write").status == 0
    assert cap(rents) == b"\xef\xbb\xbf" + FIXED.replace("\n", "\r\n").encode()


def test_a_quote_that_stands_in_several_paragraphs_is_left(rents: Path) -> None:
    text = CAP.replace("quote: >\n      Tenants welcomed it\n", "quote: it\n").replace(
        "percent: 3\n", "percent: 4\n"
    )
    (rents / "texts/gazette.txt").write_text("It caps it.\nIt is not capped, they say of it.\n")
    sha = run_inside("verify", "--fingerprint", str(rents / "texts/gazette.txt")).out
    file = rents / "articles/gazette-1.yaml"
    file.write_text(file.read_text().partition("sha256")[0] + sha)
    (rents / "plans/draft/cap.yaml").write_text(text)
    shown = json.loads(verify(rents, "--fix", "--write", "--format", "json").out)["data"]
    assert (shown["fixed"], shown["left"]) == ([], 4)
    assert cap(rents).decode() == text


def test_a_file_that_cannot_be_changed_by_itself_is_left(rents: Path) -> None:
    text = CAP.replace("quote: >\n      Tenants welcomed it", "? quote\n    : Tenants welcomed it")
    text = text.replace("    paragraph: 9   # typed by hand\n", "")
    (rents / "plans/draft/cap.yaml").write_text(text)
    ran = verify(rents, "--fix", "--write")
    assert ran.status in (0, 3)
    if ran.status:
        assert (
            "laid out so that no paragraph can be added; nothing was written. By hand:" in ran.err
        )
        assert cap(rents).decode() == text
    else:
        assert "\n    paragraph: 3\n" in cap(rents).decode()


@pytest.mark.parametrize(
    ("args", "told"),
    [(["--write"], "goes with --fix"), (["--fix", "--texts", "none"], "none is not a folder")],
)
def test_what_does_not_go_together_is_told(rents: Path, args: list[str], told: str) -> None:
    ran = verify(rents, *args)
    assert ran.status in (2, 3)
    assert told in " ".join(ran.err.split())


def test_the_shipped_data_is_not_written_to() -> None:
    ran = run_inside("verify", "--fix")
    assert (ran.status, "is not written to" in " ".join(ran.err.split())) == (2, True)
