"""The first screens: what a terminal is shown, how long and how wide, and what of it can be run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len

from plancmp.domain.comparison import WEIGHTY, Change
from plancmp.domain.verdicts import CONTRADICTIONS, Verdict
from plancmp.render.lines import STYLES
from plancmp.render.table import SCREEN
from plancmp.text import visible
from plancmp.views.marks import MARKS, change_words
from tests.support.datasets import HARBOUR, SCRIPTS, SHIPPED
from tests.support.golden_files import Golden
from tests.support.outputs import data_of, output
from tests.support.reading import read_csv
from tests.support.running import Run, run_on_terminal

WIDTHS = (40, 60, 80, 100, 120, 160)
LINES = {
    HARBOUR: (
        *("plans", "show spring", "show autumn", "show autumn --outlet all", "show autumn@first"),
        *("diff spring autumn", "diff spring autumn fishing", "diff autumn@first autumn"),
        *("sources fishing", "sources autumn/fishing", "sources autumn/quay --outlet all"),
        *("conflicts", "conflicts spring", "conflicts --outlet all", "outlets", "check"),
        *("outlets --outlet all", "search harbour", "search ferries", "search nothing at all"),
        *("history fishing", "weak autumn"),
    ),
    SCRIPTS: (
        *("plans", "show first", "show second", "diff first second", "sources second/water"),
        *("sources water bridge", "conflicts", "outlets", "search вод", "search 水", "check"),
        *("history water", "weak second"),
    ),
    SHIPPED: (
        *("plans", "show april", "show december", "show european", "show november"),
        *("show november --outlet all", "diff april november", "diff november december"),
        *("diff april november --outlet all", "diff april november crimea", "sources crimea"),
        *("diff april november european december", "sources november/amnesty", "sources nato"),
        *("conflicts", "conflicts november", "conflicts --outlet all", "outlets", "check"),
        *("outlets --outlet all", "search amnesty umerov", "search the", "history amnesty"),
        *("history army-size", "weak november"),
    ),
}
CASES = [
    pytest.param(data, line, id=f"{data.name} {line}") for data in LINES for line in LINES[data]
]


@cache
def screen(data: Path, line: str, width: int, *more: str) -> str:
    """What a terminal so wide is shown of a command line; it must print no error."""
    ran = run_on_terminal(*shlex.split(line), *more, width=width, PLANCMP_DATA=str(data))
    assert ran.err == ""
    assert ran.status == 0 or (line, ran.status) == ("check", 1)
    return ran.out


@pytest.mark.parametrize(("data", "line"), CASES)
def test_a_first_screen_is_a_screen(data: Path, line: str) -> None:
    assert len(screen(data, line, 100).splitlines()) <= SCREEN == 40


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("data", "line"), CASES)
def test_no_line_is_wider_than_asked(data: Path, line: str, width: int) -> None:
    for text in screen(data, line, width).splitlines():
        assert cell_len(text) <= width, text


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("line", ["show second", "diff first second", "sources water", "conflicts"])
def test_in_full_no_line_is_wider_and_no_word_is_lost_in_any_script(line: str, width: int) -> None:
    told = screen(SCRIPTS, line, width, "--all")
    for text in told.splitlines():
        assert cell_len(text) <= width, text
    whole = output(SCRIPTS, line, "table", 20_000)
    assert sorted(_letters(told)) == sorted(_letters(whole)) or width < 100
    spaced = {word for word in re.findall(r"\w+", whole) if cell_len(word) <= len(word)}
    for word in spaced - {"answer"}:  # a first column has no title where columns are stacked
        assert word in told or len(word) > 16


def _letters(text: str) -> list[str]:
    return [letter for letter in text if letter.isalnum()]


@pytest.mark.parametrize(("data", "line"), CASES)
def test_no_line_is_cut(data: Path, line: str) -> None:
    """Where a line ends in dots, the data has them there; `check` alone excerpts a long line."""
    for text in screen(data, line, 80).splitlines():
        assert not re.search(r"(…|\.\.\.)$", text) or line == "check"


# What is left out is counted

MORE = re.compile(r"^([\d,]+) more (.*): --all$", re.MULTILINE)


def more(text: str, thing: str) -> int:
    """How many more of a thing a screen says that there are."""
    found = [int(n.replace(",", "")) for n, what in MORE.findall(text) if what.startswith(thing)]
    assert len(found) <= 1
    return sum(found)


WIDE = 160
"""Where no title is folded, so that a line is a thing."""


@pytest.mark.parametrize("data", [HARBOUR, SHIPPED])
@pytest.mark.parametrize("options", ["", "--outlet all"])
def test_conflicts_shows_or_counts_every_contradiction(data: Path, options: str) -> None:
    found = data_of(data, f"conflicts {options}")["findings"]
    asked = [f"{f['asks']}  {f['plan']}, " for f in found if f["verdict"] in CONTRADICTIONS]
    text = screen(data, f"conflicts {options}", WIDE)
    signs = "".join(MARKS[verdict].sign for verdict in CONTRADICTIONS)
    shown = [each for each in asked if re.search(rf"^(?:[{signs}] )?{re.escape(each)}", text, re.M)]
    assert shown
    assert len(shown) + more(text, "contradiction") == len(asked)
    for verdict in Verdict:
        number = [f["verdict"] for f in found].count(verdict)
        mark = MARKS[verdict]
        assert (f"{mark.sign} {mark.words}: {number}" in text) == bool(number)


@pytest.mark.parametrize(
    ("data", "line"),
    [(HARBOUR, "show autumn"), (HARBOUR, "show spring"), (SHIPPED, "show november")],
)
def test_show_shows_or_counts_every_provision(data: Path, line: str) -> None:
    told = data_of(data, line)
    text = screen(data, line, WIDE)
    matrix = text.partition("POINT BY POINT")[2].splitlines()[2:]
    rows = [row for row in matrix if re.match(r" ?(\d+|–)  ", row)]
    look = text.partition("LOOK HERE FIRST\n")[2].partition("POINT BY POINT")[0]
    by_verdict = [provision["verdict"] for provision in told["provisions"]]
    contested = sum(
        map(
            by_verdict.count, (Verdict.CONFLICT, Verdict.DISPUTED, Verdict.VARIANT, Verdict.UPDATED)
        )
    )
    assert rows
    assert bool(look) == bool(contested)
    assert len(rows) + more(text, "provision") + contested == len(told["provisions"])
    for verdict in set(by_verdict):
        assert f"{MARKS[verdict].words}: {by_verdict.count(verdict)}" in text


@pytest.mark.parametrize(
    ("data", "line"),
    [(HARBOUR, "diff spring autumn"), (SHIPPED, "diff april november")],
)
def test_diff_counts_every_topic_and_names_or_shows_some_of_each_change(
    data: Path, line: str
) -> None:
    text = screen(data, line, 240)
    topics = [
        t for t in data_of(data, line)["changes"] if t["group"] not in ("process", "reactions")
    ]
    by_change = [topic["change"] for topic in topics]
    before, after = line.split()[1:]
    for change in Change:
        words = {Change.ONLY_BEFORE: f"{before} only", Change.ONLY_AFTER: f"{after} only"}.get(
            change, MARKS[change].words or change
        )
        number = by_change.count(change)
        assert (f"{MARKS[change].sign} {number} {words}" in text) == bool(number)
        titles = [topic["title"] for topic in topics if topic["change"] == change]
        assert any(title in text for title in titles) or not titles or change in WEIGHTY
    weighty = [topic for topic in topics if topic["change"] in WEIGHTY]
    asked = [term["asks"] for topic in weighty for term in topic["terms"]]
    shown = [asks for asks in asked if re.search(rf"^  {re.escape(asks)}", text, re.M)]
    assert shown
    assert len(shown) + more(text, "question") == len(asked)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (HARBOUR, "diff spring autumn"),
        (HARBOUR, "diff spring autumn fishing"),
        (SHIPPED, "diff april november"),
        (SHIPPED, "diff april november crimea"),
    ],
)
def test_diff_shows_a_question_under_its_own_change(data: Path, line: str) -> None:
    before, after = line.split()[1:3]
    words = {change: change_words(change, before, after).upper() for change in Change}
    changes = {
        (topic["title"], term["asks"]): words[term["change"]]
        for topic in data_of(data, line)["changes"]
        for term in topic["terms"]
    }
    above, title, found = "", "", 0
    for text in screen(data, line, 240).splitlines():
        first = text.strip().split("  ")[0]
        if first in words.values() and text.startswith(first):
            above = first
        elif (title, first) in changes:
            assert changes[title, first] == above
            found += 1
        title = first
    assert found > 1


@pytest.mark.parametrize(
    ("data", "line"), [(HARBOUR, "search ferries"), (SHIPPED, "search the"), (SHIPPED, "search a")]
)
def test_search_shows_or_counts_every_hit(data: Path, line: str) -> None:
    hits = data_of(data, line)["hits"]
    text = screen(data, line, WIDE)
    shown = [row for row in text.splitlines() if re.search(r"  \d+ match(es)?$", row)]
    assert shown
    assert len(shown) + more(text, "hit") == len(hits)


def test_an_address_that_was_found_is_named_by_its_host_and_stands_nowhere_folded() -> None:
    text = screen(SHIPPED, "search amnesty", 80)
    assert "in its address, at uanews.net" in " ".join(text.split())
    assert "https://" not in text
    assert "sources: --sources" in text


def test_what_the_words_are_about_comes_first_and_of_that_what_has_most_of_them() -> None:
    rows = screen(SHIPPED, "search amnesty", WIDE).splitlines()
    counts = [int(row.split()[-2]) for row in rows if re.search(r"  \d+ match(es)?$", row)]
    assert counts[0] == max(counts) > 1


def test_outlets_shows_or_counts_every_outlet_and_every_pair_of_one_origin() -> None:
    every = data_of(SHIPPED, "outlets --outlet all")
    text = screen(SHIPPED, "outlets --outlet all", WIDE)
    shown = [row for row in text.splitlines() if re.search(r"\d\N{NO-BREAK SPACE}%$|  –  *–$", row)]
    assert shown
    without = sum(not outlet["articles"] for outlet in every["outlets"])
    flat = " ".join(text.split())
    told = re.findall(
        r"without an article[^:]*: (.*?)(?: and (\d+) more)?(?= without an article| answers: )",
        flat,
    )
    assert sum(len(names.split(", ")) + int(rest or 0) for names, rest in told) == without
    assert len(shown) + more(text, "outlet") + without == len(every["outlets"])


@pytest.mark.parametrize(("line", "command"), [("sources nato", "sources")])
def test_sources_lists_or_counts_every_provision(line: str, command: str) -> None:
    provisions = data_of(SHIPPED, line)["provisions"]
    text = screen(SHIPPED, line, WIDE)
    shown = [p for p in provisions if f"\n{p['plan']}/{p['topic']} " in text]
    assert len(shown) + more(text, "provision") == len(provisions) > 1


# What a screen tells one to run can be run

COMMAND = re.compile(r"plancmp (?:(?!   |\n).)+")
OPTION = re.compile(r"(?:: |\()(--[a-z]+(?: all)?|-o \S+)")


@cache
def hints(data: Path, line: str) -> tuple[str, ...]:
    text = screen(data, line, WIDE)
    commands = [found.removeprefix("plancmp ").rstrip(")") for found in COMMAND.findall(text)]
    options = [f"{line} {option}".replace(")", "") for option in OPTION.findall(text)]
    return tuple(dict.fromkeys([*commands, *options]))


@pytest.mark.parametrize(("data", "line"), CASES)
def test_hints_name_commands_that_run(
    data: Path, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for hint in hints(data, line):
        words = shlex.split(hint)
        ran = run_on_terminal(*words, width=100, PLANCMP_DATA=str(data))
        assert ran.err == "", hint
        assert ran.status == 0 or (line, ran.status) == ("check", 1), hint


def test_there_are_hints_on_every_screen_that_leaves_something_out() -> None:
    for data in (HARBOUR, SHIPPED):
        for line in LINES[data]:
            if MORE.search(screen(data, line, 100)):
                assert any(hint.endswith("--all") for hint in hints(data, line)), line


# Only a terminal is shown a screen


@pytest.mark.parametrize("line", LINES[HARBOUR])
def test_a_pipe_and_all_are_given_everything(run: Run, line: str) -> None:
    everything = run(*line.split()).out
    assert screen(HARBOUR, line, 100, "--all") == everything
    assert run(*line.split(), "--all").out == everything


@pytest.mark.parametrize("line", ["show autumn", "diff spring autumn", "conflicts"])
def test_a_file_has_everything(run: Run, line: str, tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "a.csv", "a.html", "a.json"):
        file, piped = tmp_path / name, tmp_path / f"piped-{name}"
        screen(HARBOUR, line, 100, "-o", str(file))
        assert run(*line.split(), "-o", str(piped)).status == 0
        assert file.read_bytes() == piped.read_bytes()


@pytest.mark.parametrize("format", ["markdown", "csv", "json", "html"])
def test_other_formats_are_whole_on_a_terminal(run: Run, format: str) -> None:
    told = screen(HARBOUR, "show autumn", 100, "--format", format)
    assert told == run("show", "autumn", "--format", format).out


def test_sources_stand_below_the_screen_where_asked(run: Run) -> None:
    for line in ("show autumn", "conflicts", "diff spring autumn", "search ferries"):
        plain, told = screen(HARBOUR, line, 100), screen(HARBOUR, line, 100, "--sources")
        assert told.startswith(plain)
        numbers = re.findall(r"^\[(\d+)\] ", told.removeprefix(plain), re.MULTILINE)
        assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
        assert set(re.findall(r"\[(\d+)\]", plain)) <= set(numbers)
        assert run(*line.split(), "--sources").out == told


SCREENS = ("plans", "show autumn", "diff spring autumn", "conflicts", "outlets", "search ferries")


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("line", [*SCREENS, "sources autumn/fishing", "check", "history fishing"])
def test_golden(line: str, width: int, golden: Golden) -> None:
    name = re.sub(r"\W+", "-", line)
    golden(f"screens/{name}-{width}.txt", screen(HARBOUR, line, width))


# Citations to paste

CITATION = re.compile(
    r"  .+?, (?:no date|\d{1,2} \w{3,4} \d{4})(?:, ¶\d+)?: "
    r"(?:“.+”|‘.+’|no quote on file), (?:https?://\S+|no link on file)"
)
CITING = {
    HARBOUR: (
        *("show autumn", "sources fishing tolls", "diff spring autumn", "conflicts"),
        *("search quay", "history fishing", "weak autumn"),
    ),
    SCRIPTS: ("show second", "diff first second", "conflicts", "search вод"),
    SHIPPED: ("sources november/amnesty", "conflicts november", "search amnesty umerov"),
}
CITED = [
    pytest.param(data, line, id=f"{data.name} {line}") for data in CITING for line in CITING[data]
]


def paragraphs(data: Path, line: str) -> Iterator[tuple[str, list[str]]]:
    """Each question with the lines below it."""
    for part in output(data, f"{line} --cite", "table", 20_000).split("\n\n"):
        question, *rest = part.strip("\n").split("\n")
        yield question, rest


@pytest.mark.parametrize(("data", "line"), CITED)
def test_a_citation_is_a_line_with_all_that_it_takes(data: Path, line: str) -> None:
    told = list(paragraphs(data, line))
    assert told
    for _question, rest in told:
        answers = [text for text in rest if not text.startswith("  ")]
        citations = [text for text in rest if text.startswith("  ")]
        assert answers
        assert len(citations) >= len(answers)
        for text in citations:
            assert CITATION.fullmatch(text), text


@pytest.mark.parametrize(("data", "line"), CITED)
def test_citations_are_the_same_in_every_format(data: Path, line: str) -> None:
    cited = data_of(data, f"{line} --cite")["citations"]
    rows = read_csv(output(data, f"{line} --cite", "csv"))
    assert [(row["question"], row["answer"], row["citation"]) for row in rows] == [
        (entry["question"], entry["answer"], citation)
        for entry in cited
        for citation in entry["citations"]
    ]
    lines = [text.strip() for _, rest in paragraphs(data, line) for text in rest]
    for entry in cited:
        assert any(text.startswith(visible(f"{entry['answer']}: ")) for text in lines)
        assert set(map(visible, entry["citations"])) <= set(lines)


def test_every_claim_of_a_provision_is_cited() -> None:
    cited = data_of(SHIPPED, "sources november/amnesty --cite")["citations"]
    wanted = read_csv(output(SHIPPED, "sources november/amnesty", "csv"))
    assert {row["citation"] for row in wanted} == {c for entry in cited for c in entry["citations"]}


def test_a_citation_keeps_what_qualifies_the_answer() -> None:
    cited = data_of(SHIPPED, "sources november/amnesty --cite")["citations"]
    answers = {entry["answer"] for entry in cited}
    assert "no (inferred)" in answers
    assert "audit of aid (earlier draft)" in answers


# Colours

LEVELS = (0, 95, 135, 175, 215, 255)


def rgb(number: int) -> tuple[int, int, int]:
    """One of xterm's 256 colours that no theme of a terminal changes."""
    if number >= 232:
        return (8 + 10 * (number - 232),) * 3
    assert number >= 16
    red, green, blue = ((number - 16) // step % 6 for step in (36, 6, 1))
    return LEVELS[red], LEVELS[green], LEVELS[blue]


def luminance(color: tuple[int, int, int]) -> float:
    """As WCAG 2 has it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in color)
    ]
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_it_is_defined() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", [(0, 0, 0), (255, 255, 255)], ids=["black", "white"])
@pytest.mark.parametrize("style", STYLES)
def test_every_colour_stands_out_from_black_and_from_white(
    style: str, ground: tuple[int, int, int]
) -> None:
    told = STYLES[style]
    numbers = re.findall(r"color\((\d+)\)", told)
    assert re.sub(r"bold|color\(\d+\)|\s", "", told) == ""
    assert len(numbers) <= 1
    for number in numbers:
        assert contrast(rgb(int(number)), ground) >= 4.5


def test_every_word_that_is_told_is_styled_or_plain_on_purpose() -> None:
    plain = {
        "silent",
        "not-found",
        "elsewhere",
        "other-draft",
        "single",
        "only-before",
        "only-after",
    }
    styles = {mark.style for mark in MARKS.values()}
    assert styles - set(STYLES) <= plain | {"more-reported", "not-comparable"}
