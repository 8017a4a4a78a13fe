"""New files: what they say, that check takes them, and that nothing else is touched."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from plancmp.authoring import scaffold
from plancmp.data import yaml_reader
from plancmp.data.choices import DATE_KNOWN, OUTLET_KINDS
from plancmp.data.folder import DataFolder
from plancmp.data.keys import REPORT, TABLES, TERM
from plancmp.data.whole_plans import load_plans
from plancmp.domain.values import KINDS
from tests.support.datasets import HARBOUR
from tests.support.golden_files import Golden
from tests.support.running import Ran, Run, run_inside

CODED = tuple(key for key in REPORT if key.name != "checked")
"""The keys of a report that whoever codes writes."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set that `new` made."""
    folder = tmp_path_factory.mktemp("made") / "own"
    for line in (
        "plan draft --title Draft --date 2031-03-30 --points 12 --draft early --draft late",
        "outlet gazette --name Gazette --kind newspaper --short Gaz --note A_note",
        "topic rent-cap --term rise --kind number --unit percent --limit upper --asks How_much?",
        "topic payer --term payer --kind choice --options state,landlords --asks Who_pays?",
        "topic wording",
        "article gazette-1 --outlet gazette --covers draft --title Rents:_capped",
        "provision draft rent-cap --point 4",
        "provision draft wording --point 7 --point 6",
    ):
        ran = new(folder, *line.split())
        assert (ran.status, ran.err) == (0, ""), ran
    return folder


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(made, tmp_path / "own")
    return tmp_path / "own"


def new(folder: Path, *words: str) -> Ran:
    return run_inside("new", *(word.replace("_", " ") for word in words), "--data", str(folder))


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_files_are_these(own: Path, golden: Golden) -> None:
    for file, text in files(own).items():
        if not file.startswith(scaffold.SCHEMAS):
            golden(f"new/{file}.txt", text)


def test_a_text_that_was_read_whole(own: Path, tmp_path: Path) -> None:
    text = tmp_path / "gazette.txt"
    text.write_text("Rents are to be capped.\n")
    words = ("article", "gazette-2", "--outlet", "gazette", "--covers", "draft", "--title", "T")
    ran = new(own, *words, "--whole")
    assert (ran.status, ran.out) == (2, "")
    assert "--text" in ran.err
    assert run_inside("new", *words, "--whole", "--text", str(text), "--data", str(own)).status == 0
    assert "\nread: whole\n" in (own / "articles/gazette-2.yaml").read_text()


def test_a_second_plan_asks_for_a_title_of_both(tmp_path: Path) -> None:
    told = "  write a title of all plans into dataset.yaml; it is now: The draft, as reported\n"
    first = new(tmp_path / "own", "plan", "draft", "--title", "The draft")
    assert told not in first.out
    assert told in new(tmp_path / "own", "plan", "bill").out
    file = tmp_path / "own/dataset.yaml"
    file.write_text(file.read_text().replace("The draft, as", "The reform, as"))
    assert "dataset.yaml" not in new(tmp_path / "own", "plan", "law").out


def test_the_language_of_a_text_is_said(own: Path) -> None:
    words = ("article", "gazette-2", "--outlet", "gazette", "--covers", "draft", "--title", "T")
    ran = new(own, *words, "--language", "German")
    assert (ran.status, "language is German; allowed: two or three lower" in ran.err) == (2, True)
    assert new(own, *words, "--language", "de").status == 0
    assert "\nlanguage: de\n" in (own / "articles/gazette-2.yaml").read_text()


def test_check_finds_no_error_in_them(own: Path) -> None:
    ran = run_inside("check", "--data", str(own), "--format", "json")
    assert {problem["severity"] for problem in findings(ran)} <= {"warning"}
    folder = DataFolder(own)
    assert load_plans(folder, folder.plans).problems == ()


def findings(ran: Ran) -> list[dict[str, str]]:
    data = json.loads(ran.out)["data"]
    found: list[dict[str, str]] = data.get("problems", data.get("findings", []))
    return found


def test_a_new_data_set_has_nothing_wrong_with_it(tmp_path: Path) -> None:
    assert new(tmp_path / "own", "plan", "draft").status == 0
    assert run_inside("check", "--data", str(tmp_path / "own")).status == 0


def test_every_file_leads_editors_to_the_schema_that_it_is_valid_against(own: Path) -> None:
    for path in own.rglob("*.yaml"):
        line, _, rest = path.read_text().partition("\n")
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
        assert found, path
        schema = json.loads((path.parent / found[1]).read_text())
        data, problems = yaml_reader.parse(rest, path.name)
        assert problems == []
        Draft202012Validator(schema).validate(data)


def test_a_provisions_file_says_all_that_a_report_of_its_topic_may_say(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    shutil.copytree(HARBOUR, folder)
    there = DataFolder(folder)
    (folder / "plans/bare").mkdir()
    (folder / "plans/bare/plan.yaml").write_text("title: Bare\n")
    for topic in there.ids("topics")[0]:
        assert new(folder, "provision", "bare", topic).status == 0
        text = (folder / f"plans/bare/{topic}.yaml").read_text()
        flat = " ".join(text.replace("#", " ").split())
        for key in CODED:
            assert " ".join(key.description.split()) in flat
            assert re.search(rf"^#   [- ] {key.name}:", text, re.MULTILINE)
        data, _ = yaml_reader.parse((folder / f"topics/{topic}.yaml").read_text(), "")
        for term, part in data["terms"].items():
            assert f"{term}: {' '.join(part['asks'].split())}" in flat


def test_a_provisions_template_uncommented_is_a_report(own: Path) -> None:
    path = own / "plans/draft/04-rent-cap.yaml"
    before, _, after = path.read_text().partition("reports: []\n")
    template = after[after.index("# reports:") : after.index("# The terms")]
    text = before + re.sub(r"^# ?", "", template, flags=re.MULTILINE)
    data, problems = yaml_reader.parse(text, "")
    assert problems == []
    (report,) = data["reports"]
    assert list(report) == [key.name for key in CODED]
    assert list(report["says"]) == ["rise"]


def test_a_topics_file_names_every_kind(own: Path) -> None:
    text = (own / "topics/wording.yaml").read_text()
    lines = " ".join(text.replace("#", " ").split())
    for name, kind in KINDS.items():
        assert f"kind: {name} - {kind.summary}" in lines


def test_a_topic_may_have_several_terms(own: Path) -> None:
    terms = ("payer:choice:tenant,state", "limit:number:crowns", "at-once:yes-no", "put-as")
    args = [part for term in terms for part in ("--term", term)]
    ran = new(own, "topic", "repairs", *args, "--asks", "Who pays?", "--asks", "How much?")
    assert (ran.status, ran.err) == (0, "")
    data, _ = yaml_reader.parse((own / "topics/repairs.yaml").read_text(), "")
    assert data["terms"] == {
        "payer": {"asks": "Who pays?", "kind": "choice", "options": ["tenant", "state"]},
        "limit": {"asks": "How much?", "kind": "number", "unit": "crowns"},
        "at-once": {"asks": "What does the plan say of at once?", "kind": "yes-no"},
        "put-as": {"asks": "What does the plan say of put as?", "kind": "text"},
    }
    assert run_inside("check", "--data", str(own)).status == 0


def test_a_term_alone_may_be_said_in_part_by_options(own: Path) -> None:
    words = ("--term", "boats:number:patrol boats", "--limit", "upper", "--asks", "How many?")
    assert new(own, "topic", "boats", *words).status == 0
    data, _ = yaml_reader.parse((own / "topics/boats.yaml").read_text(), "")
    said = {"asks": "How many?", "kind": "number", "unit": "patrol boats", "limit": "upper"}
    assert data["terms"] == {"boats": said}


def test_every_shape_of_key_has_an_example() -> None:
    for keys in (*TABLES.values(), REPORT, TERM):
        for key in keys:
            if key.name not in ("says", "terms", "reports", "checked"):
                assert key.shape.example != "…", key


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "plan ../out",
            "../out is not a valid id for a plan; allowed: lower-case letters, digits and single",
        ),
        ("plan /etc/x", "/etc/x is not a valid id for a plan; "),
        ("plan Draft", "Draft is not a valid id for a plan; "),
        ("topic 1st", "1st is not a valid id for a topic; "),
        (
            "article a/b --outlet gazette --covers draft --title T",
            "a/b is not a valid id for a article; ",
        ),
        ("plan draft", "plans/draft/plan.yaml is there already; nothing was written"),
        ("topic payer", "topics/payer.yaml is there already; nothing was written"),
        ("outlet gazette --name G --kind site", "outlets.yaml has an outlet gazette already; "),
        (
            "outlet x --name gaz --kind site",
            "the outlet x is called gaz, and so is the outlet gazette; allowed: each name once",
        ),
        ("outlet all --name G --kind site", "all cannot name an outlet; "),
        ("provision draft rent-cap", "plans/draft/04-rent-cap.yaml is there already; "),
        ("provision draf payer", "no plan is called draf; did you mean draft?"),
        ("provision draft payr", "no topic is called payr; did you mean payer?"),
        ("provision draft payer --point 13", "point 13 of a plan of 12 points\nnothing was"),
        ("topic x --kind numbr", "kind is numbr; allowed: choice, "),
        ("topic x --term a:numbr", "kind is numbr; allowed: choice, "),
        ("topic x --term a --term a:yes-no", "a is named twice"),
        ("topic x --term a:choice:x,,y", "an option is empty in x,,y"),
        ("topic x --term a --term b --kind text", "goes with one term by itself"),
        ("topic x --term a:number --term b --limit upper", "one term by itself; else add it to"),
        ("topic x --term a:text --unit days", "unit says nothing for kind text"),
        ("topic x --term a:text --kind date", "invalid value for '--kind': is said by --term"),
        ("topic x --term a:number:days --unit days", "invalid value for '--unit': is said by"),
        ("topic x --term a --asks A --asks B", "there are more questions than terms"),
        ("topic x --term a:yes-no:days", "options says nothing for kind yes-no"),
        ("topic x --kind number", "unit is missing for kind number\nnothing was written"),
        (
            "topic x --kind choice --options one,one",
            "the option one is listed twice; allowed: each once",
        ),
        ("topic x --kind choice --options states", "there is no vocabulary states\nnothing was"),
        ("plan x --date 2031-13-01", "2031-13-01 is not a day of the calendar; allowed: a day"),
        ("outlet x --name X --kind sit", "kind is sit; allowed: agency, newspaper, site, "),
        (
            "article x --outlet gazette --covers draft --title T --date 2031-01-01 --date-known x",
            "date-known is x; allowed: page, address, index or inferred",
        ),
        ("plan x --draft one", "allowed: two or more"),
        ("article x --outlet gazet --covers draft --title T", "there is no outlet gazet; did you"),
        ("article x --outlet gazette --covers drft --title T", "there is no plan drft; did you"),
        ("article x --outlet gazette --covers draft --title T --text none", "none cannot be read"),
        *(
            (
                f"article x --outlet gazette --covers draft --title T --address {address}",
                f"address is {address}; allowed: an http or https address; its host is none",
            )
            for address in ("https://[::1/a", "https://[", "https://a.example]/", "https://a／b/")
        ),
        ("article x --outlet gazette --covers draft --title T --date-known page", "with --date"),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_written(
    line: str, told: str, own: Path
) -> None:
    before = files(own.parent)
    ran = new(own, *line.split())
    assert ran.status in (2, 3)
    assert told in ran.err
    assert files(own.parent) == before


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("plan draft", "plans/draft/plan.yaml"),
        ("topic payer", "topics/payer.yaml"),
        ("article gazette-1 --outlet gazette --covers draft --title T", "articles/gazette-1.yaml"),
        ("provision draft rent-cap", "plans/draft/04-rent-cap.yaml"),
        ("provision draft rent-cap --point 9", "plans/draft/04-rent-cap.yaml"),
        ("article --page page.txt --outlet gazette gazette-1", "articles/gazette-1.yaml"),
        ("article --page page.txt --outlet gazette gazette-2", "texts/gazette-2.txt"),
        ("article --page page.txt --outlet gazette gazette-2 --write", "texts/gazette-2.txt"),
    ],
)
def test_what_is_there_already_is_told_in_one_way_and_nothing_is_written(
    line: str, there: str, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own.parent)
    Path("page.txt").write_text("Rents to be capped\nBy three percent.\n")
    (own / "texts").mkdir()
    (own / "texts/gazette-2.txt").write_text("Another text.\n")
    shutil.rmtree(own / ".schema")
    before = files(own.parent)
    ran = new(own, *line.split())
    told = f"plancmp: {own}/{there} is there already; nothing was written\n"
    assert (ran.status, ran.out, ran.err) == (2, "", told)
    assert files(own.parent) == before


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("topic x --title rent_CAP.", "the topic x has the title of the topic rent-cap; allowed: "),
        ("topic a --title Rent_cap", "the topic rent-cap has the title of the topic a; allowed: "),
        (
            "topic x --term a --term b --asks How? --asks how",
            "b asks what a asks; allowed: each question once in a topic; ",
        ),
        (
            "article x --outlet gazette --covers draft --title rents:_capped",
            "the article x has the title of the article gazette-1; allowed: each title once; ",
        ),
        (
            "article --page page.txt x --outlet gazette --title rents:_capped",
            "the article x has the title of the article gazette-1; allowed: each title once; ",
        ),
    ],
)
def test_what_check_would_call_an_error_is_not_made(
    line: str, told: str, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own.parent)
    Path("page.txt").write_text("Rents to be capped\nBy three percent.\n")
    before = files(own.parent)
    ran = new(own, *line.split())
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"plancmp: {told}")
    assert ran.err.endswith("nothing was written\n")
    assert files(own.parent) == before


def test_a_title_may_repeat_where_check_lets_it(own: Path) -> None:
    article = "article x --outlet gazette --covers draft --title Rents:_capped --date 2031-04-02"
    assert new(own, *article.split()).status == 0
    topic = "topic x --title Other --term payer --asks Who_pays?"
    assert new(own, *topic.split()).status == 0
    assert run_inside("check", "--data", str(own)).status == 0


def test_what_is_wrong_already_keeps_nothing_out(own: Path) -> None:
    shutil.copy(own / "topics/payer.yaml", own / "topics/payers.yaml")
    assert new(own, "topic", "other").status == 0
    assert run_inside("check", "--data", str(own)).status == 1


@pytest.mark.parametrize(
    "line",
    [
        "plan x --title",
        "topic x --title",
        "topic x --asks",
        "provision draft payer --title",
        "outlet x --kind site --name",
        "outlet x --kind site --name X --note",
        "article x --outlet gazette --covers draft --title",
    ],
)
def test_what_is_written_is_one_line(line: str, own: Path) -> None:
    before = files(own.parent)
    for broken in ("two\nlines", "two\rlines", "two\u2028lines"):
        ran = new(own, *line.split(), broken)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("plancmp: there is a line break in two\\")
    assert files(own.parent) == before


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["plan", "topic", "article"]),
    st.one_of(st.text(), st.text("./~\\ab-\x00", min_size=1)),
)
def test_whatever_the_id_nothing_is_written_outside_of_the_data_folder(kind: str, id: str) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name) / "deep/own"
        assert new(folder, "plan", "first").status == 0
        more = ["--outlet", "x", "--covers", "first", "--title", "T"] * (kind == "article")
        ran = run_inside("new", kind, *more, "--data", str(folder), "--", id)
        assert ran.status in (0, 2, 3)
        assert [path.name for path in Path(name).iterdir()] == ["deep"]
        assert [path.name for path in folder.parent.iterdir()] == ["own"]


@pytest.mark.parametrize("part", ["topics", "plans", ".schema"])
def test_through_a_link_nothing_is_written(part: str, own: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    shutil.rmtree(own / part)
    (own / part).symlink_to(tmp_path / "elsewhere")
    ran = new(own, "topic", "other") if part != "plans" else new(own, "plan", "other")
    assert ran.status == 3
    assert "a folder on its way is a link; nothing was written" in ran.err
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert not (own / "topics/other.yaml").exists()


def test_a_dangling_link_in_the_place_of_a_file_is_left_alone(own: Path) -> None:
    (own / "topics/other.yaml").symlink_to(own.parent / "outside.yaml")
    ran = new(own, "topic", "other")
    assert (ran.status, "is there already" in ran.err) == (2, True)
    assert not (own.parent / "outside.yaml").exists()


def test_a_new_data_set_does_not_come_to_stand_among_other_things(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    ran = new(tmp_path, "plan", "draft")
    assert ran.status == 3
    assert ran.err.endswith(
        "is neither a data folder nor empty: it has letter.txt; nothing was written\n"
    )
    (tmp_path / "git").mkdir()
    (tmp_path / "git/.git").mkdir()
    assert new(tmp_path / "git", "plan", "draft").status == 0
    assert new(tmp_path / "letter.txt", "plan", "draft").status == 3


@pytest.mark.parametrize(
    "before",
    ["", "# mine\n", "a: {name: A, kind: site}", "\ufeffa:\r\n  name: A\r\n  kind: site\r\n"],
)
def test_an_outlet_comes_to_stand_below_the_others(before: str, own: Path) -> None:
    (own / "outlets.yaml").write_bytes(before.encode())
    shutil.rmtree(own / "articles")
    assert new(own, "outlet", "b", "--name", "B:_#b", "--kind", "site").status == 0
    text = (own / "outlets.yaml").read_bytes().decode()
    assert text.startswith(before)
    assert text.endswith("b:\n  name: 'B: #b'\n  kind: site\n")


def test_where_no_outlet_can_be_added_the_lines_are_printed(own: Path) -> None:
    (own / "outlets.yaml").write_text("{gazette: {name: G, kind: site}}\n")
    ran = new(own, "outlet", "b", "--name", "B", "--kind", "site")
    assert ran.status in (2, 3)
    assert (own / "outlets.yaml").read_text() == "{gazette: {name: G, kind: site}}\n"


@pytest.mark.parametrize(
    ("outlets", "told"),
    [
        (b"a:\xff {name: A, kind: site}\n", "is not UTF-8; nothing was written"),
        (b"# " + b"x" * 1_100_000, "bytes; nothing was written"),
    ],
)
def test_outlets_that_cannot_grow_are_left_as_they_are(
    outlets: bytes, told: str, own: Path
) -> None:
    (own / "outlets.yaml").write_bytes(outlets)
    shutil.rmtree(own / "articles")
    ran = new(own, "outlet", "b", "--name", "B", "--kind", "site")
    assert ran.status in (2, 3)
    assert told in ran.err
    assert (own / "outlets.yaml").read_bytes() == outlets


def test_the_folder_is_named_before_or_after_the_command_or_by_the_surroundings(own: Path) -> None:
    for number, ran in enumerate(
        (
            run_inside("new", "topic", "topic-0", "--data", str(own)),
            run_inside("--data", str(own), "new", "topic", "topic-1"),
            run_inside("new", "topic", "topic-2", PLANCMP_DATA=str(own)),
        )
    ):
        assert (ran.status, ran.err) == (0, "")
        assert (own / f"topics/topic-{number}.yaml").exists()
        next_ = "plancmp new provision PLAN topic-"
        where = "" if number == 2 else f" --data {own}"
        assert ran.out.endswith(f"{next_}{number}{where}\n")


def test_help_names_every_word_there_is() -> None:
    for command, words in (("outlet", OUTLET_KINDS), ("article", DATE_KNOWN)):
        told = " ".join(run_inside("new", command, "-h").out.split())
        assert f"{', '.join(words[:-1])} or {words[-1]}" in told


def test_the_shipped_data_is_not_written_to(run: Run) -> None:
    ran = run_inside("new", "plan", "x")
    assert ran.status == 2
    assert "the one that travels with plancmp is not written to" in " ".join(ran.err.split())


def test_what_a_topic_says_cannot_break_a_file(own: Path) -> None:
    evil = 'a: "\\e[31m \\u2028 \\u0085 x # y"'.removeprefix("a: ")
    text = f"title: {evil}\ngroup: g\nterms:\n  t:\n    asks: {evil}\n    kind: text\n"
    (own / "topics/evil.yaml").write_text(text)
    assert new(own, "provision", "draft", "evil").status == 0
    folder = DataFolder(own)
    assert load_plans(folder, folder.plans).problems == ()


def test_lines_are_short(own: Path) -> None:
    for file, text in files(own).items():
        if not file.startswith(scaffold.SCHEMAS):
            assert [line for line in text.splitlines() if len(line) > 100] == [], file


def test_what_is_given_is_written_as_it_is(tmp_path: Path) -> None:
    title = "Ein\u00a0Entwurf می\u200cگوید 👨\u200d👩 \U0001fae8"
    assert (
        run_inside("new", "plan", "first", "--title", title, "--data", str(tmp_path / "d")).status
        == 0
    )
    written = (tmp_path / "d/plans/first/plan.yaml").read_text("utf-8")
    assert "\ufffd" not in written
    assert yaml_reader.parse(written, "")[0]["title"] == title
