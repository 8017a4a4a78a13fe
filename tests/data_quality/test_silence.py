"""Of no outlet is it printed that it leaves something out, unless all it has was read whole."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plancmp.cli.app import COMMANDS
from plancmp.domain.model import Dataset
from plancmp.domain.verdicts import Verdict
from plancmp.views.matrix import NOT_MENTIONED
from tests.support.datasets import SHIPPED
from tests.support.running import run_inside
from tools.codebook_page import shipped

FORMATS = ("table", "markdown", "csv", "json", "html")
CHOICES = {"default": (), "all": ("--outlet", "all")}
TOPICS = sorted(path.stem for path in (SHIPPED / "topics").glob("*.yaml"))
LINES = (
    ("plans",),
    ("show", "april"),
    ("show", "november"),
    ("show", "november@earlier"),
    ("sources", *TOPICS),
    ("diff", "april", "november"),
    ("diff", "april", "november", "european", "december"),
    ("history", "amnesty"),
    ("weak", "november"),
    ("conflicts",),
    ("outlets",),
    ("outlets", "november"),
    ("brief", "april", "november"),
)
"""Commands that compare outlets."""
OTHERS = {"search", "new", "sheet", "check", "verify", "import", "export", "schema", "changes"}
OTHERS |= {"agree", "settle", "text", "propose", "accept", "rename"}
"""Commands that do not, or only two states of them, and print of an outlet what the data has."""

SILENCE = re.compile(r"mention|silen|nothing on|says nothing|left.out|leaves? out|omit", re.I)
NAMED = re.compile(
    r"not mentioned by:? (?P<by>[^.\\\n]+)"
    r"|Not mentioned: every article of (?P<of>.+?) on the plan was read whole"
    r"|nothing on these: (?P<on>[^.\\\n]+)"
    r"|^(?P<in>[^\n]{1,60}) speaks on \d+ of \d+\s+read whole, does not mention",
    re.MULTILINE,
)
"""How it is said of outlets that they leave something out."""

Plans = frozenset[tuple[str, str]]
"""Plans, each with an outlet."""


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return shipped()


@pytest.fixture(scope="module")
def read_whole(dataset: Dataset) -> Plans:
    """The outlets every article of which on the plan was read whole."""
    articles = [(plan, a) for a in dataset.articles.values() for plan in a.covers]
    part = {(plan, a.outlet) for plan, a in articles if a.read != "whole"}
    return frozenset({(plan, a.outlet) for plan, a in articles} - part)


@pytest.fixture(scope="module")
def in_part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped data, as if no article had been read whole."""
    folder = tmp_path_factory.mktemp("in-part") / "data"
    shutil.copytree(SHIPPED, folder)
    for article in (folder / "articles").iterdir():
        text = article.read_text("utf-8")
        article.write_text(text.replace("\nread: whole\n", "\nread: part\n"), "utf-8")
    return folder


def printed(folder: Path, line: tuple[str, ...], choice: str, format: str) -> str:
    ran = run_inside(
        *line, *CHOICES[choice], PLANCMP_DATA=str(folder), PLANCMP_FORMAT=format, COLUMNS="2000"
    )
    assert (ran.status, ran.err) == (0, "")
    return ran.out


def in_json(found: object, plan: str = "", outlet: str = "") -> Iterator[tuple[str, str]]:
    """The plans and outlets of which data says that something is left out."""
    if isinstance(found, list):
        for part in found:
            yield from in_json(part, plan, outlet)
    if not isinstance(found, dict):
        return
    plan = found["plan"] if isinstance(found.get("plan"), str) else plan
    outlet = found["outlet"] if isinstance(found.get("outlet"), str) else outlet
    silent = found.get("silent", [])
    if silent:
        yield from [(plan, outlet)] if outlet else [(plan, quiet) for quiet in silent]
    if isinstance(found.get("provisions"), dict) and found["provisions"].get("left_out"):
        yield plan, outlet
    if found.get("verdict") == Verdict.SILENT.value and not silent:
        yield plan, "a verdict of silence that names nobody"
    for part in found.values():
        yield from in_json(part, plan, outlet)


def in_text(text: str, format: str, dataset: Dataset) -> tuple[set[str], list[str]]:
    """The outlets that are said to leave something out, and lines that say so of nobody."""
    if format == "html":
        text = re.sub(r"<(style|script)\b.*?</\1>", "", text, flags=re.DOTALL)
        text = re.sub(r"<th[^>]*>not mentioned</th>", "", text)
        text = html.unescape(re.sub(r"<[^>]+>", "\n", text))
        text = re.sub(r"\n\s*(?=speaks on|read whole, does not)", " ", text)
    own = [
        f"{NOT_MENTIONED} not mentioned",
        *sorted(words_of_the_data(dataset), key=len, reverse=True),
    ]
    text = re.sub("|".join(map(re.escape, own)), "", text)
    names = {
        name
        for found in NAMED.finditer(text)
        for name in re.split(r", | and ", next(filter(None, found.groups())).strip())
    }
    rest = NAMED.sub("", text)
    return names, [line for line in rest.splitlines() if SILENCE.search(line)]


def words_of_the_data(dataset: Dataset) -> set[str]:
    """What articles say of the plan, or we of them, that has such words of its own."""
    reports = [report for provision in dataset.provisions for report in provision.reports]
    return {
        written
        for report in reports
        for written in (report.quote, report.note, report.note.replace("\n", " "))
        if SILENCE.search(written)
    }


HEADER = re.compile(r"^\|? ?(outlet|plan) .*not mentioned")
IN_CSV = re.compile(r"^(?P<outlet>[\w-]+),.*,,,provisions,left_out,(?P<count>\d+)$")


def is_no_claim(line: str, format: str) -> bool:
    """Titles of columns, and counts of nothing."""
    counted = IN_CSV.search(line) if format == "csv" else None
    return bool(HEADER.match(line)) or bool(counted and counted["count"] == "0")


def test_every_command_is_looked_at() -> None:
    assert {line[0] for line in LINES} | OTHERS == set(COMMANDS)


@pytest.mark.slow
@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("line", LINES, ids=lambda line: "-".join(line[:3]))
def test_where_nothing_was_read_whole_nobody_is_said_to_leave_anything_out(
    line: tuple[str, ...], choice: str, in_part: Path, dataset: Dataset
) -> None:
    for format in FORMATS:
        text = printed(in_part, line, choice, format)
        if format == "json":
            assert list(in_json(json.loads(text))) == []
            continue
        names, rest = in_text(text, format, dataset)
        assert names == set(), format
        assert [told for told in rest if not is_no_claim(told, format)] == [], format


@pytest.mark.slow
@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("line", LINES, ids=lambda line: "-".join(line[:3]))
def test_only_who_was_read_whole_is_said_to_leave_anything_out(
    line: tuple[str, ...], choice: str, dataset: Dataset, read_whole: Plans
) -> None:
    shorts = {dataset.short(outlet) for _, outlet in read_whole}
    for format in FORMATS:
        text = printed(SHIPPED, line, choice, format)
        if format == "json":
            told = set(in_json(json.loads(text)))
            assert {outlet for _, outlet in told} <= {outlet for _, outlet in read_whole}
            assert {pair for pair in told if pair[0]} <= read_whole
        elif format == "csv":
            counted = [found for found in map(IN_CSV.search, text.splitlines()) if found]
            left_out = {found["outlet"] for found in counted if found["count"] != "0"}
            assert left_out <= {outlet for _, outlet in read_whole}
        assert in_text(text, format, dataset)[0] <= shorts, format


def test_the_shipped_data_say_so_of_some(dataset: Dataset, read_whole: Plans) -> None:
    """Else the tests above would hold of anything."""
    assert ("november", "nypost") in read_whole
    assert ("november", "rt") not in read_whole
    for format in ("table", "markdown", "html"):
        text = printed(SHIPPED, ("sources", "november/sanctions"), "default", format)
        assert in_text(text, format, dataset)[0] == {"the Post"}
    found: Any = json.loads(printed(SHIPPED, ("brief", "november"), "default", "json"))
    assert set(in_json(found)) == {("november", "nypost")}
