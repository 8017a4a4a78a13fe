"""The brief: the facts of the commands it is made of, in every format, and its page's bytes."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from plancmp.render import FORMATS, formats_of
from plancmp.render.output_schema import output_schema
from plancmp.views.brief import SECTIONS
from plancmp.views.brief_changes import HISTORIES
from plancmp.views.limits import MOST_SENTENCES
from tests.support.datasets import CHECKOUT, HARBOUR
from tests.support.golden_files import Golden
from tests.support.outputs import data_of, output
from tests.support.reading import Page, read_csv, read_markdown
from tests.support.running import Run, process, run_inside
from tests.support.shown_facts import FROM_JSON, FROM_PAGE, from_records, known

SHIPPED = CHECKOUT / "data"
SEVERAL = "april november european december"
CASES = [
    (HARBOUR, "spring autumn"),
    (HARBOUR, "autumn --outlet all"),
    (SHIPPED, "april november"),
    (SHIPPED, "november --outlet all"),
    (SHIPPED, SEVERAL),
]
HEAVIEST = 800_000
"""The bytes of the page of both plans at most."""


def full_list(page: Page) -> Page:
    """The part of a brief that is what `sources` prints, with its headings."""
    tables = tuple(
        table._replace(headings=table.headings[2:])
        for table in page.tables
        if table.headings[2:3] == (SECTIONS["provisions"],)
    )
    return page._replace(tables=tables)


@pytest.mark.parametrize(("data", "line"), CASES)
def test_every_format_tells_the_same_facts(data: Path, line: str) -> None:
    line = f"brief {line}"
    told = set(FROM_JSON["sources"](data_of(data, line), known(data)))
    assert told
    assert from_records(read_csv(output(data, line, "csv")), known(data)) == told
    markdown = full_list(read_markdown(output(data, line, "markdown")))
    assert set(FROM_PAGE["sources"](markdown, known(data))) == told


def test_the_sections_stand_in_a_readers_order() -> None:
    for format, pattern in (("markdown", r"^### (.*)$"), ("html", r"<h2 id=\"\w+\">(.*?)</h2>")):
        text = output(HARBOUR, "brief spring autumn", format)
        titles = re.findall(pattern, text, re.MULTILINE)
        sections = [title for title in titles if title in SECTIONS.values()]
        expected = [title for title in SECTIONS.values() if format == "html" or title != "Sources"]
        assert sections == expected


@pytest.mark.parametrize(("data", "line"), CASES)
def test_it_begins_with_seven_sentences_at_most_and_each_has_its_sources(
    data: Path, line: str
) -> None:
    brief = data_of(data, f"brief {line}")
    articles = {article["article"] for article in brief["articles"]}
    titles = {row["topic"]: row["topic_title"] for row in brief["provisions"]}
    assert 1 <= len(brief["in_short"]) <= MOST_SENTENCES
    for sentence in brief["in_short"]:
        assert sentence["text"].startswith(titles[sentence["topics"][0]])
        assert sentence["articles"]
        assert set(sentence["articles"]) <= articles
        assert "?" in sentence["text"]


def test_its_sentences_are_those_that_are_asked_for(run: Run) -> None:
    every = json.loads(run("brief", "spring", "autumn", "--format", "json").out)["data"]
    assert len(every["in_short"]) == MOST_SENTENCES
    for number in (1, 3):
        few = json.loads(
            run("brief", "spring", "autumn", "--top", str(number), "--format", "json").out
        )["data"]
        assert len(few["in_short"]) == number
    assert run("brief", "spring", "--top", "7").status == 2


def test_a_terminal_is_shown_what_stands_in_short(run: Run) -> None:
    short = run("brief", "spring", "autumn", "--sources").out
    lines = short.split("\nSources\n")[0].splitlines()
    assert len(lines) <= 40
    assert "≠  Dredging: How deep is the channel to be? 20 metres in Spring" in short
    assert re.search(r"all of it, .* findings, .* sources: --all", " ".join(short.split()))


def test_findings_can_be_cited(run: Run) -> None:
    cited = run("brief", "spring", "autumn", "--cite").out
    assert "twelve metres will do" in cited


@pytest.mark.parametrize(("data", "line"), CASES)
def test_it_says_what_the_commands_say_that_it_is_made_of(data: Path, line: str) -> None:
    brief = data_of(data, f"brief {line}")
    assert brief["findings"] == data_of(data, f"conflicts {line}")["findings"]
    assert brief["pairs"] == data_of(data, f"outlets {line}")["pairs"]
    if brief["changes"] is not None:
        assert brief["changes"] == data_of(data, f"diff {line}")["changes"]
    selectors = " ".join(f"{p['plan']}/{p['topic']}" for p in brief["provisions"])
    options = " ".join(re.findall(r"--outlet \S+", line))
    alone = data_of(data, f"sources {selectors} {options}")["provisions"]
    assert [{key: row[key] for key in alone[0]} for row in brief["provisions"]] == alone
    options = " ".join(f"--outlet {outlet}" for outlet in brief["compared"])
    for plan in brief["plans"]:
        shown = data_of(data, f"show {plan['plan']} {options}")["provisions"]
        assert sum(plan["verdicts"].values()) == len(shown)
        for verdict, count in plan["verdicts"].items():
            assert [row["verdict"] for row in shown].count(verdict) == count


@pytest.mark.parametrize(("data", "line"), CASES)
def test_json_is_valid_against_its_schema(data: Path, line: str) -> None:
    Draft202012Validator(output_schema()).validate(
        json.loads(output(data, f"brief {line}", "json"))
    )


def test_one_number_is_one_source() -> None:
    """The parts count on where those before them end."""
    page = read_markdown(output(HARBOUR, "brief spring autumn", "markdown"))
    assert list(map(int, page.notes)) == list(range(1, len(page.notes) + 1))
    assert set(page.notes) == set(re.findall(r"\[(\d+)\]", page.text))


def test_what_rests_on_one_origin_is_every_term_that_has_one() -> None:
    brief = data_of(HARBOUR, "brief spring autumn")
    told = {
        (term["plan"], term["topic"], term["term"])
        for row in brief["one_origin"]
        for term in row["terms"]
    }
    assert told == {
        (row["plan"], row["topic"], term["term"])
        for row in brief["provisions"]
        for term in row["terms"]
        if term["origins"] == 1
    }


def test_a_cell_has_the_weightiest_verdict_that_its_outlet_has_a_part_in() -> None:
    brief = data_of(SHIPPED, "brief november")
    (acceptance,) = [row for row in brief["provisions"] if row["topic"] == "acceptance"]
    told = {outlet: cell["verdict"] for outlet, cell in acceptance["cells"].items()}
    assert acceptance["verdict"] == told["nypost"] == "conflict"
    assert told["rt"] == "differs"


@pytest.mark.parametrize("format", [name for name in formats_of() if name != "html"])
def test_golden(run: Run, golden: Golden, format: str) -> None:
    ending = FORMATS[format].endings[0]
    golden(
        f"brief/spring-autumn.{ending}", run("brief", "spring", "autumn", "--format", format).out
    )


# The page

Elements = list[tuple[str, dict[str, str | None]]]


def elements_of(text: str) -> Elements:
    """The elements of a page with their attributes."""
    found: Elements = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    Reader().feed(text)
    return found


def test_the_page_is_the_same_bytes_every_time() -> None:
    pages = {
        process(
            "brief",
            "spring",
            "autumn",
            "--format",
            "html",
            environ={"PLANCMP_DATA": str(HARBOUR), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1


def test_the_page_of_both_plans_is_light_enough_to_send() -> None:
    assert len(output(SHIPPED, "brief april november", "html").encode()) < HEAVIEST


def test_the_page_allows_its_own_style_and_script_and_nothing_else() -> None:
    text = output(HARBOUR, "brief spring autumn", "html")
    elements = elements_of(text)
    (policy,) = [
        str(told["content"])
        for tag, told in elements
        if tag == "meta" and told.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = {name: allowed for name, *allowed in (rule.split(" ") for rule in policy.split("; "))}
    inside = {}
    for name, tag in (("style-src", "style"), ("script-src", "script")):
        (own,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        inside[name] = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
    assert rules == {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        **{name: [f"'sha256-{digest}'"] for name, digest in inside.items()},
    }
    for tag, told in elements:
        assert not {"src", "style", "srcset"} & set(told), tag
        assert not [name for name in told if name.startswith("on")], tag
        assert tag not in {"link", "img", "iframe", "object", "embed"}


def test_every_link_inside_the_page_has_its_end() -> None:
    elements = elements_of(output(HARBOUR, "brief spring autumn --outlet all", "html"))
    ids = [told["id"] for _, told in elements if "id" in told]
    assert len(ids) == len(set(ids))
    ends = {told["href"] for tag, told in elements if tag == "a"}
    inside = {str(end)[1:] for end in ends if str(end).startswith("#")}
    assert inside
    assert inside <= set(ids)


ARABIC = "رئيس الميناء"


def test_what_runs_from_right_to_left_is_set_apart(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(HARBOUR, data)
    for file in data.rglob("*.yaml"):
        text = file.read_text("utf-8")
        file.write_text(text.replace("the harbour master", ARABIC), "utf-8")
    for line in ("brief spring autumn", "sources dredging", "show autumn"):
        page = run_inside(*line.split(), "--format", "html", PLANCMP_DATA=str(data)).out
        assert ARABIC in page
        told = re.sub(r"<bdi>[^<]*</bdi>", "", page)
        assert ARABIC not in re.sub(r"<[^>]*>", "", told), line


def test_no_link_is_called_by_what_is_missing() -> None:
    assert ">no date</a>" not in output(SHIPPED, "brief april november", "html")


# The command


def test_a_plan_alone_and_a_plan_twice_are_one_plan(run: Run) -> None:
    alone = run("brief", "autumn", "--format", "json")
    assert alone == run("brief", "autumn", "autumn", "--format", "json")
    assert json.loads(alone.out)["data"]["changes"] is None


@pytest.mark.parametrize("format", formats_of())
def test_data_with_problems_is_said_to_be_incomplete(tmp_path: Path, format: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(HARBOUR, data)
    (data / "plans/autumn/12-quay.yaml").write_text("title: [\n")
    ran = run_inside("brief", "autumn", "--format", format, PLANCMP_DATA=str(data))
    assert ran.status == 3
    assert "12-quay.yaml" in ran.err
    assert "12-quay.yaml" in ran.out or format == "csv"


def test_of_several_plans_it_has_what_diff_says_of_them_side_by_side() -> None:
    told = data_of(SHIPPED, f"brief {SEVERAL}")
    assert told["changes"] is None
    assert told["side_by_side"] == data_of(SHIPPED, f"diff {SEVERAL}")["topics"]
    assert data_of(SHIPPED, "brief april november")["side_by_side"] is None


def test_of_several_plans_each_topic_is_told_in_order_of_time_as_history_tells_it() -> None:
    page = read_markdown(output(SHIPPED, f"brief {SEVERAL}", "markdown"))
    histories = {
        table.headings[-1]: table
        for table in page.tables
        if HISTORIES in table.headings and table.columns[0] == "plan"
    }
    assert len(histories) > 20
    stages = [row[0][0].text for row in histories["Army size"].rows]
    outlets = " ".join(f"--outlet {id}" for id in data_of(SHIPPED, f"brief {SEVERAL}")["compared"])
    told = read_markdown(output(SHIPPED, f"history army-size {outlets}", "markdown"))
    shown = [row[0][0].text for row in told.tables[0].rows]
    assert stages == [stage for stage in shown if not stage.startswith("european-24")]
    assert "november@before-publication" in "".join(stages)
