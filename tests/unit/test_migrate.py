"""A folder of format 1: what changes it, what stays, and what it says before and after."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from plancmp.authoring.migrate import migrate
from plancmp.data.folder import DataFolder
from plancmp.data.json_schema import file_schema
from plancmp.data.whole_plans import load_plans
from plancmp.domain.problems import PlancmpError
from plancmp.render.output_schema import output_schema
from plancmp.rules.open_questions import open_questions
from tests.support.examples import lay
from tests.support.golden_files import Golden
from tests.support.reading import read_csv
from tests.support.running import Run, run_inside

FORMAT_1 = """
== dataset.yaml
# What this is about
format: 1   # the first
title: An example
outlets: [herald, wire]
== topics/toll.yaml
title: The toll
group: money
terms:
  rate:
    asks: How high would the toll be?
    kind: number
    unit: crowns
  words:
    asks: In what words is it put?
    kind: choice
    options: [fee, tax]
== articles/herald-1.yaml
outlet: herald
title: Border to open in spring
date: 2025-03-02
date-known: page
covers: spring
sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
== plans/spring/02-toll.yaml
title: A toll
# as it stood in the spring
reports:
  - article: herald-1   # read by hand
    quote: a toll of 1.236 crowns
    paragraph: 3
    says: {rate: 1.236, words: fee}   # 1.236 again
  - article: wire-1
    quote: at most 2.5
    paragraph: 4
    says:
      rate:
        at-most: '0,002.500 crowns'  # in quotes
"""


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def rates(folder: Path) -> list[Decimal]:
    """The numbers that the folder says, as it is loaded, nothing being wrong with it."""
    loaded = load_plans(DataFolder(folder), ["spring"])
    assert loaded.problems == ()
    claims = [p.claims("rate") for p in loaded.dataset.provisions if p.topic.id == "toll"]
    return [number for found in claims for claim in found for number in claim.value.parts]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    lay(FORMAT_1, tmp_path / "old")
    return tmp_path / "old"


def test_what_is_printed(run: Run, old: Path, golden: Golden) -> None:
    dry = run("check", "--fix", "--data", str(old))
    assert (dry.status, dry.err) == (1, "")
    golden("check/fix.txt", dry.out)
    done = run("check", "--fix", "--write", "--data", str(old))
    assert (done.status, done.err) == (0, "")
    golden("check/fixed.txt", done.out)


def test_its_json_is_of_the_schema(run: Run, old: Path) -> None:
    validator = Draft202012Validator(output_schema())
    for options in (["--fix"], ["--fix", "--write"]):
        told = json.loads(run("check", *options, "--data", str(old), "--format", "json").out)
        validator.validate(told)
        assert (told["data"]["written"], told["data"]["lines"]) == ("--write" in options, 3)


def test_a_dry_run_writes_nothing(run: Run, old: Path) -> None:
    before = files(old)
    for format in ("table", "json", "csv", "markdown", "html"):
        assert run("check", "--fix", "--data", str(old), "--format", format).status == 1
    assert files(old) == before


def test_only_what_is_meant_changes_and_it_means_the_same(old: Path) -> None:
    before = files(old)
    assert migrate(old, write=True).written
    expected = dict(before)
    for file, was, becomes in (
        ("dataset.yaml", b"format: 1 ", b"format: 2 "),
        ("plans/spring/02-toll.yaml", b"{rate: 1.236,", b"{rate: 1.2360,"),
        ("plans/spring/02-toll.yaml", b"'0,002.500 crowns'", b"'2.5000 crowns'"),
    ):
        assert expected[file].count(was) == 1
        expected[file] = expected[file].replace(was, becomes)
    assert files(old) == expected
    assert rates(old) == [Decimal("1.236"), Decimal("2.5")]


def test_check_finds_no_error_after_it(run: Run, old: Path) -> None:
    assert "old-format" in run("check", "--data", str(old)).out
    assert run("check", "--fix", "--write", "--data", str(old)).status == 0
    told = json.loads(run("check", "--data", str(old), "--format", "json").out)
    assert told["data"]["errors"] == 0


def test_a_second_time_nothing_changes(run: Run, old: Path) -> None:
    migrate(old, write=True)
    once = files(old)
    for options in (["--fix"], ["--fix", "--write"]):
        again = run("check", *options, "--data", str(old))
        assert (again.status, again.err) == (0, "")
        assert again.out == "The folder is of format 2: nothing to change.\n"
        assert files(old) == once


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_stay(line_end: str, old: Path) -> None:
    for file in ("dataset.yaml", "plans/spring/02-toll.yaml"):
        text = (old / file).read_text("utf-8")
        (old / file).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", line_end).encode())
    before = (old / "dataset.yaml").read_bytes()
    assert migrate(old, write=True).written
    assert (old / "dataset.yaml").read_bytes() == before.replace(b"format: 1", b"format: 2")
    assert rates(old) == [Decimal("1.236"), Decimal("2.5")]


def test_schemas_that_editors_had_are_made_anew(old: Path) -> None:
    (old / ".schema").mkdir()
    (old / ".schema/topic.json").write_text("{}\n")
    (old / ".schema/own.json").write_text("{}\n")
    assert [made.file for made in migrate(old, write=True).schemas] == [".schema/topic.json"]
    assert json.loads((old / ".schema/topic.json").read_text("utf-8")) == file_schema("topic")
    assert (old / ".schema/own.json").read_text() == "{}\n"
    assert not (old / ".schema/plan.json").exists()


WRONG = {
    "a file that is no YAML": ("articles/wire-1.yaml", b"title: [open\n"),
    "a file that is not UTF-8": ("topics/border.yaml", b"title: caf\xe9\n"),
    "a file that nothing uses": ("topics/other.yaml", b"title: [open\n"),
    "a name that leads nowhere": ("plans/spring/plan.yaml", b"title: A plan\noutlets: [nobody]\n"),
    "a number that format 1 refused too": (
        "plans/spring/02-toll.yaml",
        b"title: A toll\nreports: [{article: herald-1, says: {rate: 1.236 pounds}}]\n",
    ),
    "a key that dataset.yaml has not": ("dataset.yaml", b"format: 1\ntitle: A\nname: B\n"),
}


@pytest.mark.parametrize("name", WRONG)
def test_with_something_wrong_all_stays_as_it_was(name: str, run: Run, old: Path) -> None:
    file, raw = WRONG[name]
    (old / file).write_bytes(raw)
    before = files(old)
    ran = run("check", "--fix", "--write", "--data", str(old))
    assert ran.status == 3
    assert ran.out.endswith("\nNothing was written: 1 problem to mend first.\n")
    assert ran.err.startswith(f"{file}:")
    assert "old-format" not in ran.err
    assert files(old) == before


def test_a_file_that_cannot_be_opened_leaves_all_as_it_was(run: Run, old: Path) -> None:
    (old / "articles/wire-1.yaml").unlink()
    (old / "articles/wire-1.yaml").symlink_to(old / "articles/herald-1.yaml")
    before = files(old)
    ran = run("check", "--fix", "--write", "--data", str(old))
    assert (ran.status, files(old)) == (3, before)
    assert "articles/wire-1.yaml: unreadable: is a link" in ran.err


def test_what_cannot_be_changed_in_its_place_is_told(old: Path) -> None:
    toll = old / "plans/spring/02-toll.yaml"
    toll.write_text(toll.read_text("utf-8").replace("rate: 1.236", r'rate: "1.\x3236"'))
    before = files(old)
    with pytest.raises(PlancmpError) as caught:
        migrate(old, write=True)
    assert "nothing was written. Change by hand, and ask again:\n" in str(caught.value)
    assert "plans/spring/02-toll.yaml:7:18: 1.236 becomes 1.2360\n" in str(caught.value)
    assert files(old) == before


def test_a_format_to_come_is_not_touched(run: Run, old: Path) -> None:
    (old / "dataset.yaml").write_text("format: 3\ntitle: An example\n")
    before = files(old)
    ran = run("check", "--fix", "--write", "--data", str(old))
    assert (ran.status, files(old)) == (3, before)
    assert ran.err == (
        "dataset.yaml:1:9: new-format: format is 3; allowed: 2; "
        "a later plancmp reads it: install that one\n"
    )


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--write", "--data", "{old}"], "say --fix beside it"),
        (["spring", "--fix", "--data", "{old}"], "it is for the whole folder"),
        (["--fix", "--as-of", "2025-01-01", "--data", "{old}"], "it is for the whole folder"),
    ],
)
def test_what_does_not_go_together(options: list[str], says: str, run: Run, old: Path) -> None:
    before = files(old)
    ran = run("check", *(option.replace("{old}", str(old)) for option in options))
    assert ran.status == 2
    assert says in " ".join(ran.err.split())
    assert files(old) == before


def test_the_shipped_data_is_not_written_to() -> None:
    ran = run_inside("check", "--fix", "--write")
    assert ran.status == 2
    assert "say in which data folder" in " ".join(ran.err.split())


def test_what_a_coder_decides_is_listed_where_it_stands_afterwards(run: Run, old: Path) -> None:
    rows = read_csv(run("check", "--fix", "--write", "--data", str(old), "--format", "csv").out)
    places = {(row["about"], row["file"], row["line"]) for row in rows}
    assert places == {
        ("change", "dataset.yaml", "2"),
        ("change", "plans/spring/02-toll.yaml", "7"),
        ("change", "plans/spring/02-toll.yaml", "13"),
        ("number", "plans/spring/02-toll.yaml", "7"),
        ("read", "articles/herald-1.yaml", "6"),
        ("limit", "topics/toll.yaml", "6"),
        ("wording-choice", "topics/toll.yaml", "10"),
    }


def test_where_no_outlet_is_named_and_many_publish_it_is_said(old: Path) -> None:
    def about(folder: Path) -> set[str]:
        result = migrate(folder, write=False).result
        assert result
        return {question.about for question in open_questions(*result)}

    (old / "dataset.yaml").write_text("format: 1\ntitle: An example\n")
    assert "outlets" not in about(old)
    names = [f"o{number}" for number in range(7)]
    with (old / "outlets.yaml").open("a") as outlets:
        outlets.writelines(f"{name}: {{name: {name}, kind: site}}\n" for name in names)
    for name in names:
        article = f"outlet: {name}\ntitle: By {name}\ncovers: spring\n"
        (old / f"articles/{name}.yaml").write_text(article)
    assert "outlets" in about(old)


DIGITS = st.from_regex(r"-?([0-9]{1,3}(,[0-9]{3}){1,2}|[0-9]{1,4})(\.[0-9]{1,4})?", fullmatch=True)
POWERS = {"": 0, " thousand": 3, " million": 6}


@example("1.236", "", "{}", "")
@example("-0,001.236", " million", "about {}", " crowns")
@given(
    DIGITS,
    st.sampled_from(sorted(POWERS)),
    st.sampled_from(["{}", "about {}", "at  least {}", "at most {}", "from -9999999999 to {}"]),
    st.sampled_from(["", " crowns", " crown"]),
)
def test_every_number_of_format_1_is_the_same_number_after(
    digits: str, power: str, form: str, unit: str
) -> None:
    """A number of format 1 is its digits without commas, times its power: no other reading."""
    assume(not (form.startswith("from") and digits.startswith("-")))  # a range that ends first
    with TemporaryDirectory() as name:
        folder = Path(name)
        lay(FORMAT_1.replace("1.236, words: fee", form.format(digits + power + unit)), folder)
        # as in a flow mapping, where a comma ends a value, it stands in quotes
        toll = folder / "plans/spring/02-toll.yaml"
        value = form.format(digits + power + unit)
        text = toll.read_text("utf-8")
        toll.write_text(text.replace(f"{{rate: {value}}}", f'{{rate: "{value}"}}'), "utf-8")
        migrate(folder, write=True)
        assert rates(folder)[-2] == Decimal(digits.replace(",", "")).scaleb(POWERS[power])
