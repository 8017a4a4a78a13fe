"""Reports from anywhere: refused where text or codebook does not bear them out, else kept apart."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from plancmp.authoring.annotations import from_annotations
from plancmp.data.folder import DataFolder
from plancmp.data.json_reader import parse_json
from plancmp.data.layout import UNFINISHED
from plancmp.data.loader import load_catalog
from plancmp.data.yaml_reader import YamlScalar, parse
from plancmp.render.output_schema import output_schema
from tests.support.casebook import read
from tests.support.datasets import CLIPPINGS, DATA, RENTS
from tests.support.golden_files import Golden
from tests.support.running import Ran, run_inside

GOOD = {
    "plan": "draft",
    "topic": "cap",
    "article": "gazette-1",
    "quote": "Tenants welcomed it",
    "says": {"percent": 3},
}


@pytest.fixture
def rents(tmp_path: Path) -> Path:
    """The rents with their texts beside."""
    folder = tmp_path / "rents"
    shutil.copytree(RENTS, folder)
    shutil.copytree(CLIPPINGS, folder / "texts")
    return folder


def propose(folder: Path, *reports: Mapping[str, Any], by: str = "A") -> Ran:
    return given_text(folder, json.dumps({"by": by, "reports": reports}))


def given_text(folder: Path, text: str) -> Ran:
    file = folder.parent / "in.json"
    file.write_text(text)
    return run_inside("propose", str(file), "--data", str(folder), "--format", "json")


def data(ran: Ran) -> Any:
    return json.loads(ran.out)["data"]


def ids(ran: Ran) -> list[str]:
    return [one["id"] for one in data(ran)["filed"]]


@pytest.mark.parametrize(
    ("changed", "rule", "told"),
    [
        (
            {"quote": "Tenants disliked it"},
            "not-in-text",
            "stands nowhere in the text of gazette-1",
        ),
        ({"quote": "Tenants welcomed its"}, "not-in-text", "stands nowhere"),
        (
            {"quote": "ministry", "paragraph": 4},
            "other-paragraph",
            "stands in ¶1 and ¶2, and not in ¶4",
        ),
        ({"quote": "ministry"}, "several-places", "stands in ¶1 and ¶2; say which with paragraph"),
        ({"quote": "a " * 11}, "long-quote", "the quote has 11 words; allowed: at most 10"),
        ({"quote": "a b c d e — f g h i j"}, "not-in-text", "stands nowhere"),
        ({"quote": "a b c d e—f g h i j k"}, "long-quote", "the quote is as long as 11 words"),
        ({"quote": "房租上限" * 8}, "long-quote", "the quote is as long as 11 words"),
        ({"article": "courier-2"}, "not-at-hand", "the text of courier-2 is not at hand"),
        ({"quote": None}, "missing-key", "quote is missing"),
        ({"says": {"percent": "many"}}, "bad-value", "many is not a number"),
        ({"says": {"payer": "state"}}, "unknown-id", "there is no cap term payer"),
        ({"says": None}, "missing-key", "a report has either says or absent"),
        ({"plan": "drat"}, "unknown-id", "there is no plan drat; did you mean draft?"),
        ({"topic": "caps"}, "unknown-id", "there is no topic caps; did you mean cap?"),
        ({"article": "gazete-1"}, "unknown-id", "there is no article gazete-1"),
        ({"via": "nobody"}, "unknown-id", "there is no outlet nobody"),
        ({"colour": "red"}, "unknown-key", "there is no key colour"),
    ],
)
def test_what_is_refused_and_why(
    rents: Path, changed: dict[str, Any], rule: str, told: str
) -> None:
    ran = propose(rents, {**GOOD, **changed}, GOOD)
    assert (ran.status, ran.err) == (1, "")
    refused = data(ran)["refused"]
    assert [fault["rule"] for fault in refused] == [rule]
    assert told in refused[0]["why"]
    assert refused[0]["where"].startswith(f"{rents.parent / 'in.json'}:1:")
    assert data(ran)["refusals"] == len(data(ran)["filed"]) == 1


@pytest.mark.parametrize("format", ["table", "markdown", "csv", "json", "html"])
def test_every_format(
    rents: Path, format: str, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(rents.parent)
    propose(rents, GOOD)
    said = {"by": "A", "reports": [GOOD, {**GOOD, "speaker": "B"}, {**GOOD, "quote": "Nobody"}]}
    Path("in.json").write_text(json.dumps(said))
    args = ["--data", "rents", "--format", format]
    ran = run_inside("propose", "in.json", *args, COLUMNS="100")
    assert (ran.status, ran.err) == (1, "")
    golden(f"proposals/proposed.{format}", ran.out)
    accepted = run_inside("accept", *proposals(rents), *args, COLUMNS="100")
    assert (accepted.status, accepted.err) == (0, "")
    golden(f"proposals/accepted.{format}", accepted.out)
    if format == "json":
        for told in (ran, accepted):
            Draft202012Validator(output_schema()).validate(json.loads(told.out))


def proposals(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / "proposals").iterdir())


def test_a_number_of_any_length_is_told_at_its_place(rents: Path) -> None:
    long = "7" * 5_000
    ran = given_text(
        rents, f'{{"by": "A",\n "reports": [{{"quote": {long}, "paragraph": {long}}}]}}'
    )
    assert ran.status == 1
    assert [
        fault["where"].partition("in.json:")[2]
        for fault in data(ran)["refused"]
        if fault["why"].startswith(f"paragraph is {long}; ")
    ] == ["2:5039"]


def test_what_is_reported_already_is_a_proposal_no_more(rents: Path) -> None:
    propose(rents, GOOD)
    (id,) = proposals(rents)
    kept = (rents / f"proposals/{id}.json").read_text()
    assert run_inside("accept", id, "--data", str(rents)).status == 0
    (rents / f"proposals/{id}.json").write_text(kept)
    before = (rents / "plans/draft/cap.yaml").read_bytes()
    ran = run_inside("accept", id, "--data", str(rents))
    assert ran.out == "0 reports accepted, 1 there already.\n"
    assert (rents / "plans/draft/cap.yaml").read_bytes() == before
    assert proposals(rents) == []


def test_what_was_stopped_is_finished_first(rents: Path) -> None:
    propose(rents, GOOD)
    (id,) = proposals(rents)
    (rents / UNFINISHED).write_text('{"changes": {}}')
    ran = run_inside("accept", id, "--data", str(rents))
    assert (ran.status, ran.out) == (0, "What an earlier command was stopped at is done now.\n")
    assert proposals(rents) == [id]


def test_what_is_filed_is_found_again_whoever_proposes_it(rents: Path) -> None:
    first = propose(rents, GOOD, {**GOOD, "paragraph": 3})
    assert [one["state"] for one in data(first)["filed"]] == ["filed", "proposed"]
    (id,) = set(ids(first))
    kept = json.loads((rents / f"proposals/{id}.json").read_text())
    Draft202012Validator(json.loads(run_inside("schema", "proposal").out)).validate(kept)
    again = propose(rents, GOOD, by="B")
    assert [one["state"] for one in data(again)["filed"]] == ["proposed"]
    assert [path.stem for path in (rents / "proposals").iterdir()] == [id]
    assert run_inside("check", "--data", str(rents)).status == 0


def test_accepted_it_is_a_report_and_a_proposal_no_more(rents: Path) -> None:
    before = (rents / "plans/draft/cap.yaml").read_text()
    absent = {**{key: GOOD[key] for key in ("plan", "article")}, "topic": "who", "absent": True}
    (rents / "topics/who.yaml").write_text(
        "title: Who decides\ngroup: g\nterms: {w: {asks: Who?, kind: text}}\n"
    )
    proposed = ids(propose(rents, GOOD, {**absent, "quote": "gift to nobody"}))
    ran = run_inside("accept", *proposed, "--data", str(rents))
    assert (ran.status, ran.err) == (0, "")
    after = (rents / "plans/draft/cap.yaml").read_text()
    assert after == before + (
        "  - article: gazette-1\n    quote: Tenants welcomed it\n    paragraph: 3\n"
        "    says:\n      percent: 3\n"
    )
    assert (
        "title: Who decides\nreports:\n  - article: gazette-1\n"
        in (rents / "plans/draft/who.yaml").read_text()
    )
    assert list((rents / "proposals").iterdir()) == []
    assert run_inside("check", "--data", str(rents)).status == 0
    again = run_inside("accept", *proposed, "--data", str(rents))
    assert (again.status, "it may be accepted already" in again.err) == (2, True)
    assert [one["state"] for one in data(propose(rents, GOOD))["filed"]] == ["reported"]


def test_of_several_all_are_accepted_or_none(rents: Path) -> None:
    (id,) = ids(propose(rents, GOOD))
    before = {path: path.read_bytes() for path in rents.rglob("*") if path.is_file()}
    ran = run_inside("accept", id, "p0000000", "--data", str(rents))
    assert ran.status == 2
    assert {path: path.read_bytes() for path in rents.rglob("*") if path.is_file()} == before


def test_what_text_and_codebook_no_longer_have_is_not_accepted(rents: Path) -> None:
    (id,) = ids(propose(rents, GOOD))
    (rents / "texts/gazette.txt").unlink()
    ran = run_inside("accept", id, "--data", str(rents))
    assert ran.status == 3
    assert "the text of gazette-1 is not at hand" in ran.err
    assert ran.err.endswith("nothing was written\n")


def test_to_a_provision_without_reports_the_first_is_added(rents: Path) -> None:
    (rents / "plans/draft/cap.yaml").write_text("title: A cap # of rents\nreports: []\n# end\n")
    (id,) = ids(propose(rents, GOOD))
    assert run_inside("accept", id, "--data", str(rents)).status == 0
    text = (rents / "plans/draft/cap.yaml").read_text()
    assert text.startswith("title: A cap # of rents\nreports:\n  - article: gazette-1\n")
    assert text.endswith("# end\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: [\n", "plans/draft/cap.yaml:2:1: syntax: "),
        ("", "plans/draft/cap.yaml:1:1: missing-key: "),
        ("title: A cap\n", "plans/draft/cap.yaml:1:1: missing-key: reports is missing"),
        ("title: A cap\ntitel: A\nreports: []\n", "plans/draft/cap.yaml:2:1: unknown-key: "),
    ],
)
def test_to_a_provision_that_is_wrong_no_report_is_added(rents: Path, text: str, told: str) -> None:
    (id,) = ids(propose(rents, GOOD))
    file = rents / "plans/draft/cap.yaml"
    file.write_text(text)
    ran = run_inside("accept", id, "--data", str(rents))
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith(f"plancmp: {told}")
    assert ran.err.endswith("nothing was written\n")
    assert file.read_text() == text


def test_what_is_wrong_elsewhere_keeps_no_report_out(rents: Path) -> None:
    (id,) = ids(propose(rents, GOOD))
    (rents / "articles/herald-2.yaml").write_text("outlet: nobody\ntitle: T\ncovers: [draft]\n")
    assert run_inside("accept", id, "--data", str(rents)).status == 0


def test_a_provision_grows_only_as_far_as_it_can_be_read(rents: Path) -> None:
    (id,) = ids(propose(rents, GOOD))
    file = rents / "plans/draft/cap.yaml"
    file.write_text("title: A cap\nreports: []\n" + "#\n" * ((1 << 19) - 20))
    before = file.read_bytes()
    ran = run_inside("accept", id, "--data", str(rents))
    assert ran.status == 3
    assert "plans/draft/cap.yaml would have 1," in ran.err
    assert file.read_bytes() == before


def test_where_no_report_can_be_added_nothing_is_written(rents: Path) -> None:
    file = rents / "plans/draft/cap.yaml"
    file.write_text("{title: A cap, reports: [{article: herald-1, says: {percent: 4}}]}\n")
    before = file.read_text()
    (id,) = ids(propose(rents, GOOD))
    ran = run_inside("accept", id, "--data", str(rents))
    assert ran.status == 3
    assert "Add by hand:" in ran.err
    assert file.read_text() == before
    assert (rents / f"proposals/{id}.json").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "in.json:1:1: syntax: this is not JSON: Expecting value"),
        ('{"by": "A",\n "reports": [}', "in.json:2:14: syntax: this is not JSON"),
        ('{"reports": []}', "missing-key: by is missing"),
        ('{"by": "A", "by": "B", "reports": []}', "repeated-key: the key by again"),
        ('{"by": "A", "reports": {}}', "reports is not a list"),
        ('"A"', "this is a text"),
        ("[" * 60 + "]" * 60, "nested more than 40 deep"),
        ("[" * 9000 + "]" * 9000, "nested more than 40 deep"),
    ],
)
def test_what_is_no_file_of_proposals_is_told(rents: Path, text: str, told: str) -> None:
    ran = given_text(rents, text)
    assert ran.status == 3
    assert told in ran.err
    assert not (rents / "proposals").exists()


def test_the_schema_is_exact_for_a_topic(rents: Path) -> None:
    ran = run_inside("schema", "proposal", "--topic", "costs", "--data", str(rents))
    schema = json.loads(ran.out)
    Draft202012Validator.check_schema(schema)
    good = {"by": "A", "reports": [{**GOOD, "topic": "costs", "says": {"payer": "state"}}]}
    Draft202012Validator(schema).validate(good)
    for says in ({"payer": "nobody"}, {"percent": 3}):
        bad = {"by": "A", "reports": [{**GOOD, "topic": "costs", "says": says}]}
        assert not Draft202012Validator(schema).is_valid(bad)


# Hypothes.is


def test_an_export_of_hypothesis_is_taken(rents: Path) -> None:
    article = rents / "articles/gazette-1.yaml"
    article.write_text(article.read_text() + "address: https://www.gazette.example/rents\n")
    ran = given_text(rents, (DATA / "pages/hypothesis.json").read_text())
    assert (ran.status, ran.err) == (1, "")
    told = data(ran)
    assert [(one["by"], one["topic"], one["quote"], one["paragraph"]) for one in told["filed"]] == [
        ("Ada Quill", "cap", "“three percent a year”", 2),
        ("tom", "costs", "Tenants welcomed it", 3),
    ]
    assert told["passed_over"] == 1
    assert [fault["why"].partition(";")[0] for fault in told["refused"]] == [
        "no article has the address https://courier.example/other",
        "the note has no values",
        "the quote has 12 words",
    ]
    speaker = json.loads((rents / f"proposals/{ids(ran)[1]}.json").read_text())["reports"][0]
    assert speaker["speaker"] == "tenants' unions"


@pytest.mark.parametrize("outside", ['{"rows": %s, "total": 1}', "%s"])
def test_what_its_api_gives_is_taken_too(rents: Path, outside: str) -> None:
    article = rents / "articles/gazette-1.yaml"
    article.write_text(article.read_text() + "archived: http://gazette.example/rents/\n")
    rows = json.loads((DATA / "pages/hypothesis.json").read_text())["annotations"][:1]
    assert len(ids(given_text(rents, outside % json.dumps(rows)))) == 1


@pytest.mark.parametrize("address", read("no_addresses.yaml"))
def test_what_cannot_be_taken_apart_is_no_articles_address(rents: Path, address: str) -> None:
    rows = json.loads((DATA / "pages/hypothesis.json").read_text())["annotations"][:1]
    text = json.dumps({"rows": [{**rows[0], "uri": address}]})
    ran = given_text(rents, text)
    assert (ran.status, data(ran)["filed"]) == (1, [])
    assert data(ran)["refused"][0]["why"].startswith(f"no article has the address {address}")
    articles = load_catalog(DataFolder(rents)).articles.values()
    found = from_annotations(
        parse(text, "")[0], [article._replace(address=address) for article in articles]
    )
    assert found
    assert len(found.problems) == 1


# JSON

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
    max_leaves=15,
)


def plain(value: Any) -> Any:
    """JSON's value as text, and lists and mappings of it; what is null in a mapping is not there."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items() if part is not None}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value if isinstance(value, str) else json.dumps(value)


@given(values, st.sampled_from([None, 2]), st.booleans())
def test_json_is_read_as_it_is_written(value: Any, indent: int | None, spelled: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=spelled)
    read, problems = parse_json(text, "f")
    assert problems == []
    assert read == plain(value)


@given(st.text())
def test_any_text_is_json_or_told(text: str) -> None:
    read, problems = parse_json(text, "f")
    assert (read is None) == bool(problems) or (read is not None)


def test_every_part_has_its_place() -> None:
    read, _ = parse_json('{"a": [1,\n  "b\\n"], "c":\n\n {"d": true}}', "f")
    places = [read["a"][0], read["a"][1], read["c"]["d"], next(iter(read["c"]))]
    assert all(isinstance(part, YamlScalar) for part in places)
    assert [str(part.location) for part in places] == ["f:1:8", "f:2:3", "f:4:8", "f:4:3"]
