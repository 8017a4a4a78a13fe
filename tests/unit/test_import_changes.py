"""What an import makes of reports that are there: known again, changed where they stand, or told."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from plancmp.data import files
from plancmp.data.cells import guarded
from tests.support.datasets import DESK
from tests.support.golden_files import Golden
from tests.support.reading import cells_of
from tests.support.running import Run, process, surroundings

COSTS = """\
# what the papers say
title: Costs
reports:
  - article: g1  # the first
    quote: who pays the rent
    paragraph: 2
    says:
      v: state   # as it seems
  - article: h1
    speaker: the mayor
    says: {v: tenants}
# more to come
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(DESK, folder)
    (folder / "plans/draft/costs.yaml").write_text(COSTS)
    return folder


def costs(folder: Path) -> str:
    return (folder / "plans/draft/costs.yaml").read_bytes().decode()


def exported(run: Run, folder: Path) -> list[dict[str, str]]:
    header, *rows = cells_of(run("export", "--data", str(folder)).out)
    return [dict(zip(header, row, strict=True)) for row in rows]


def sheet_of(rows: list[dict[str, str]], folder: Path) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows({key: guarded(cell) for key, cell in row.items()} for row in rows)
    path = folder.parent / "in.csv"
    path.write_text(out.getvalue(), "utf-8")
    return str(path)


def test_what_was_changed_in_the_rows_is_changed_where_it_stands(
    run: Run, golden: Golden, desk: Path
) -> None:
    first, second = exported(run, desk)
    first |= {"quote": "who pays, then?", "value": "landlords", "note": "asked again"}
    second |= {"speaker": "", "value": "any of state, tenants", "paragraph": "4"}
    sheet = sheet_of([first, second], desk)
    dry = run("import", sheet, "--data", str(desk))
    assert costs(desk) == COSTS
    golden("import/changed.txt", dry.out)
    assert run("import", sheet, "--data", str(desk), "--write").status == 0
    assert costs(desk) == (
        "# what the papers say\n"
        "title: Costs\n"
        "reports:\n"
        "  - article: g1  # the first\n"
        "    quote: who pays, then?\n"
        "    paragraph: 2\n"
        "    note: asked again\n"
        "    says:\n"
        "      v: landlords   # as it seems\n"
        "  - article: h1\n"
        "    paragraph: 4\n"
        "    says: {v: {any-of: [state, tenants]}}\n"
        "# more to come\n"
    )
    again = run("import", sheet_of(exported(run, desk), desk), "--data", str(desk), "--write")
    assert again.out == "0 reports added in 0 files, 2 there already.\n"


def test_what_was_mended_in_the_file_since_is_not_undone(run: Run, desk: Path) -> None:
    sheet = sheet_of(exported(run, desk), desk)
    file = desk / "plans/draft/costs.yaml"
    file.write_text(COSTS.replace("who pays the rent", "who pays it"))
    ran = run("import", sheet, "--data", str(desk), "--write")
    assert ran.out == "0 reports added in 0 files, 2 there already.\n"
    assert "who pays it" in costs(desk)


def test_what_was_moved_in_the_file_since_is_known_again(run: Run, desk: Path) -> None:
    sheet = sheet_of(exported(run, desk), desk)
    file = desk / "plans/draft/costs.yaml"
    new = "  - article: g1\n    says: {v: tenants}\n"
    file.write_text(COSTS.replace("reports:\n", f"reports:\n{new}"))
    ran = run("import", sheet, "--data", str(desk), "--write")
    assert ran.out == "0 reports added in 0 files, 2 there already.\n"


def test_what_was_changed_here_and_there_is_told(run: Run, desk: Path) -> None:
    first, second = exported(run, desk)
    first["quote"] = "who pays"
    sheet = sheet_of([first, second], desk)
    file = desk / "plans/draft/costs.yaml"
    mended = COSTS.replace("who pays the rent", "who pays it")
    file.write_text(mended)
    ran = run("import", sheet, "--data", str(desk), "--write")
    assert ran.err == (
        f"{sheet}:2:12: bad-value: quote is who pays, and who pays it in "
        "plans/draft/costs.yaml:4:5; both were changed since the rows were exported; "
        "make them the same, or export again and change it there\n"
    )
    assert costs(desk) == mended


def test_a_column_that_was_taken_out_says_nothing(run: Run, desk: Path) -> None:
    rows = [
        {key: cell for key, cell in row.items() if key not in ("speaker", "quote")}
        for row in exported(run, desk)
    ]
    ran = run("import", sheet_of(rows, desk), "--data", str(desk), "--write")
    assert ran.out == "0 reports added in 0 files, 2 there already.\n"
    assert costs(desk) == COSTS


def test_what_was_taken_out_of_the_file_since_is_written_again(run: Run, desk: Path) -> None:
    sheet = sheet_of(exported(run, desk), desk)
    file = desk / "plans/draft/costs.yaml"
    head, _, rest = COSTS.partition("  - article: g1")
    file.write_text(head + "  - article: h1" + rest.partition("  - article: h1")[2])
    ran = run("import", sheet, "--data", str(desk), "--write")
    assert ran.out.startswith("1 report added in 1 file, 1 there already.")


def test_a_file_keeps_its_line_ends(run: Run, desk: Path) -> None:
    file = desk / "plans/draft/costs.yaml"
    file.write_bytes(COSTS.replace("\n", "\r\n").encode())
    first, second = exported(run, desk)
    first |= {"quote": "who pays, then?", "note": "a note " * 20}
    third = {**second, "id": "", "report": "", "value": "state", "quote": "state", "paragraph": "1"}
    sheet = sheet_of([first, second, third], desk)
    assert run("import", sheet, "--data", str(desk), "--write").status == 0
    text = costs(desk)
    assert "who pays, then?" in text
    assert text.count("\n") == text.count("\r\n") > COSTS.count("\n")


def rows_of(count: int, article: str = "g1", note: str = "") -> str:
    header = "plan,topic,title,article,speaker,note,term,value\n"
    rows = (f"draft,wording,Wording,{article},one {n},{note},v,word {n}\n" for n in range(count))
    return header + "".join(rows)


def test_a_file_does_not_grow_past_what_can_be_read(run: Run, desk: Path) -> None:
    sheet = desk.parent / "in.csv"
    for text, why in (
        (rows_of(2_500), "would have more than 15,000 parts"),
        (rows_of(30, note="word " * 8_000), f"and a file may have {files.MAX_BYTES:,} at most"),
    ):
        sheet.write_text(text)
        for write in ([], ["--write"]):
            ran = run("import", str(sheet), "--data", str(desk), *write)
            assert ran.status == 3
            assert ran.err.startswith("plancmp: plans/draft/wording.yaml would have ")
            assert why in ran.err
            assert len(ran.err.splitlines()) == 1
            assert not (desk / "plans/draft/wording.yaml").exists()


def test_outlets_do_not_grow_past_what_can_be_read(run: Run, desk: Path) -> None:
    file = desk / "outlets.yaml"
    file.write_text(file.read_text() + "#" * (files.MAX_BYTES - file.stat().st_size - 20) + "\n")
    before = file.read_bytes()
    given = ("--name", "The Morning Courier", "--kind", "newspaper", "--data", str(desk))
    ran = run("new", "outlet", "courier", *given)
    assert ran.status == 3
    assert "bytes, and a file may have 1,048,576 at most; nothing was written" in ran.err
    assert file.read_bytes() == before


@pytest.mark.system
def test_what_was_written_is_named_where_nothing_can_be_printed(desk: Path) -> None:
    sheet = desk.parent / "in.csv"
    sheet.write_text("plan,topic,title,article,term,value\ndraft,staff,Staff,g1,v,600\n")
    command = f"{sys.executable} -m plancmp import {sheet} --data {desk} --write >&-"
    ran = subprocess.run(
        ["sh", "-c", command], env=surroundings({}), capture_output=True, check=False
    )
    assert ran.returncode == 3
    assert ran.stderr.decode() == (
        "plancmp: standard output is closed: nothing was printed; the data is written all the "
        f"same: {desk}/plans/draft/staff.yaml\n"
    )
    assert (desk / "plans/draft/staff.yaml").exists()
    command = f"{sys.executable} -m plancmp new topic rents --data {desk} >&-"
    ran = subprocess.run(
        ["sh", "-c", command], env=surroundings({}), capture_output=True, check=False
    )
    assert ran.returncode == 3
    assert ran.stderr.decode() == (
        "plancmp: standard output is closed: nothing was printed; written all the same: "
        f"{desk}/topics/rents.yaml\n"
    )
    if Path("/dev/full").exists():
        sheet.write_text(
            sheet.read_text().replace("staff,Staff", "costs,Costs").replace("600", "state")
        )
        shutil.rmtree(desk)
        shutil.copytree(DESK, desk)
        with Path("/dev/full").open("wb") as full:
            told = process("import", str(sheet), "--data", str(desk), "--write", stdout=full)
        assert told.returncode == 3
        assert f"the data is written all the same: {desk}/plans/draft/costs.yaml" in (
            told.stderr.decode()
        )


@pytest.mark.parametrize(
    "name",
    ["plans/draft/costs.yaml", "plans/new.csv", "outlets.yaml", "../link.csv", "topics/x/../c.csv"],
)
def test_output_never_comes_to_stand_among_the_data(name: str, run: Run, desk: Path) -> None:
    (desk.parent / "link.csv").symlink_to(desk / "dataset.yaml")
    (desk / "topics/x").mkdir()
    before = {path: path.read_bytes() for path in desk.rglob("*.yaml")}
    for command in (["export"], ["plans", "--format", "csv"]):
        ran = run(*command, "--format", "csv", "--data", str(desk), "-o", str(desk / name))
        assert ran.status == 2
        assert "would be among the data of" in ran.err
    assert {path: path.read_bytes() for path in desk.rglob("*.yaml")} == before
    assert not (desk / "plans/new.csv").exists()


def test_output_does_not_replace_what_is_read_only_or_imported(run: Run, desk: Path) -> None:
    kept = desk.parent / "kept.csv"
    kept.write_text("as it was\n")
    kept.chmod(0o444)
    ran = run("export", "--data", str(desk), "-o", str(kept))
    assert ran.status == 3
    assert ran.err == f"plancmp: {kept} cannot be written: it is read-only; it is as it was\n"
    assert kept.read_text() == "as it was\n"
    sheet = Path(sheet_of(exported(run, desk), desk))
    before = sheet.read_bytes()
    assert run("import", str(sheet), "--data", str(desk), "-o", str(sheet)).status == 2
    assert sheet.read_bytes() == before
    assert run("export", "--data", str(desk), "-o", str(desk / "claims.csv")).status == 0


@pytest.mark.parametrize(
    "text", ["a;=1+1", "a\t=1+1", 'say "=1+1"', 'a;"=1+1', "a|@x", "a;;+1", 'a"-1', "a;＝1"]
)
@pytest.mark.parametrize("separator", [";", "\t", "|", '"'])
def test_read_with_another_separator_no_cell_is_a_formula(text: str, separator: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["x", guarded(text), "y"]])
    for cell in out.getvalue().split(separator):
        assert not cell.startswith(tuple("=+-@＝＋－＠"))


def test_the_texts_that_are_named_tell_the_paragraphs(run: Run, tmp_path: Path) -> None:
    """They are written, known again, and added to what is changed; nothing is doubled."""
    folder, texts, sheet = tmp_path / "data", tmp_path / "clippings", tmp_path / "in.csv"
    shutil.copytree(DESK, folder)
    texts.mkdir()
    text = "Who pays\n\nThe state pays the rent from May.\n"
    (texts / "g1.txt").write_text(text, "utf-8")
    article = folder / "articles/g1.yaml"
    article.write_text(f"{article.read_text()}sha256: {sha256(text.encode()).hexdigest()}\n")
    sheet.write_text(
        "plan,topic,article,term,value,quote,title\ndraft,costs,g1,v,state,pays the rent,Costs\n"
    )
    line = ("import", str(sheet), "--data", str(folder), "--write")
    assert run(*line).status == 3
    named = (*line, "--texts", str(texts))
    assert run(*named).status == 0
    file = folder / "plans/draft/costs.yaml"
    written = file.read_text()
    assert "    quote: pays the rent\n    paragraph: 2\n" in written
    assert "1 there already" in run(*named).out
    file.write_text(written.replace("    paragraph: 2\n", ""))
    assert "1 there already" in run(*named).out
    out = run("export", "--data", str(folder)).out
    sheet.write_text(out.replace("state", "tenants"))
    assert run(*named).status == 0
    assert file.read_text() == written.replace("state", "tenants")
