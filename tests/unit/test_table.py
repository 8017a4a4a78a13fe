"""The table: nothing is cut and nothing is wider than asked for, whatever the width."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from plancmp.render import Settings
from plancmp.render.lines import _COMMON, _characters, line_breaks, measure
from plancmp.render.table import render
from plancmp.text import unsafe, visible
from plancmp.views.document import (
    CodeBlock,
    Column,
    Heading,
    Paragraph,
    RowGroup,
    Table,
    cell,
    line,
)
from tests.support.views import MadeView

groups = st.lists(
    st.builds(
        lambda rows, belongs: RowGroup(tuple((cell(str(row)),) for row in rows), belongs=belongs),
        st.lists(st.integers(), min_size=1, max_size=4),
        st.booleans(),
    ),
    max_size=6,
)


@given(groups, st.booleans(), st.data())
def test_a_shorter_table_counts_what_it_leaves_out(
    made: list[RowGroup], by_group: bool, data: st.DataObject
) -> None:
    if made:
        made[0] = made[0]._replace(belongs=False)
    table = Table((Column(""),), tuple(made), counts="thing", by_group=by_group)
    by = data.draw(st.integers(0, table.length))
    shorter = table.shorter(by)
    assert shorter.length + shorter.left == table.length
    assert shorter.groups == table.groups[: len(shorter.groups)] or not by_group
    assert not shorter.groups or not shorter.groups[0].belongs
    if by_group and len(shorter.groups) < len(table.groups):
        assert not table.groups[len(shorter.groups)].belongs  # none is parted from its own


def folded(text: str, width: int) -> list[str]:
    places = [0, *line_breaks(text, width), len(text)]
    return [text[begin:end].rstrip() for begin, end in pairwise(places)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 13, ["one two three"]),
        ("one two three", 12, ["one two", "three"]),
        ("one two   three", 8, ["one two", "three"]),
        ("at bars-war-crime-claims", 21, ["at", "bars-war-crime-claims"]),
        ("bars-war-crime-claims", 14, ["bars-war-", "crime-claims"]),
        ("at bars-war-crime-claims", 14, ["at bars-war-", "crime-claims"]),
        ("punishment-of-profiteers (x y)", 22, ["punishment-of-", "profiteers (x y)"]),
        ("now ▴ less-specific", 18, ["now", "▴ less-specific"]),
        ("now ▴ less-specific", 14, ["now ▴", "less-specific"]),
        ("seen by 3 more", 9, ["seen by", "3 more"]),
        ("up to 600,000 men", 14, ["up to", "600,000 men"]),
        ("in May 2025 too", 14, ["in May 2025", "too"]),
        ("1,000,000 men", 9, ["1,000,000", "men"]),
        (" whole", 5, ["", "whole"]),
        ("unhyphenated", 5, ["unhyp", "henat", "ed"]),
        ("a-unhyphenated", 5, ["a-", "unhyp", "henat", "ed"]),
        ("港湾条約", 5, ["港湾", "条約"]),
        ("see https://a-b.example/c-d", 23, ["see", "https://a-b.example/c-d"]),
        ("see https://a-b.example/c-d", 20, ["see", "https://a-b.example/", "c-d"]),
        ("see https://a-b.example/c-d", 12, ["see", "https://a-b.", "example/c-d"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("november/authorship", 16, ["november/", "authorship"]),
        ("港", 1, ["港"]),
        ("53 of 112 (47\xa0%)", 13, ["53 of", "112 (47\xa0%)"]),
        ("about 100\xa0%", 4, ["abou", "t", "100", "%"]),
    ],
)  # fmt: skip
def test_where_lines_fold(text: str, width: int, lines: list[str]) -> None:
    assert folded(text, width) == lines


CHARACTERS = "ab-·é港ー \u0301—–?.,"


@given(st.text(CHARACTERS, max_size=80), st.integers(2, 30))
def test_folding_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    places = line_breaks(text, width)
    assert places == sorted(set(places))
    lines = folded(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(part) <= max(width, cell_len(text[:1])) for part in lines[1:])


@given(st.text(CHARACTERS, max_size=80), st.integers(2, 30))
def test_a_word_that_fits_a_line_stays_whole(text: str, width: int) -> None:
    lines = folded(text, width)
    for word in text.split():
        if cell_len(word) <= width:
            assert any(word in part for part in lines)


@given(st.text("ab-·1, ", max_size=80), st.integers(1, 30))
def test_a_text_of_single_columns_folds_as_any_other(text: str, width: int) -> None:
    assert line_breaks(text, width, len) == line_breaks(text, width)


@pytest.mark.parametrize("character", sorted(_COMMON))
def test_a_common_character_takes_one_column(character: str) -> None:
    assert cell_len(character) == 1


ALPHABETS = ("абвг-", "港湾条約", "éàüñ", "ABCDE\u0301")
"""A column's texts are of its own characters, so that they can be told apart where they mix."""


def words(alphabet: str) -> st.SearchStrategy[str]:
    word = st.text(alphabet, min_size=1, max_size=30)
    return st.lists(word, min_size=1, max_size=6).map(" ".join)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Table, list[str]]:
    """A table, and what must be found of each of its columns."""
    alphabets = ALPHABETS[: draw(st.integers(1, len(ALPHABETS)))]
    texts = [
        [[draw(st.lists(words(a), max_size=3)) for a in alphabets]
         for _ in range(draw(st.integers(1, 3)))]
        for _ in range(draw(st.integers(1, 2)))
    ]  # fmt: skip
    groups = tuple(
        RowGroup(
            tuple(tuple(tuple(map(line, lines)) for lines in row) for row in rows),
            title=line("01"),
            badge=line("2"),
        )
        for rows in texts
    )
    columns = tuple(Column(str(index)) for index in range(len(alphabets)))
    wanted = [
        "".join(text for rows in texts for row in rows for text in row[index])
        for index in range(len(alphabets))
    ]
    return Table(columns, groups, spaced=draw(st.booleans())), wanted


def only(text: str, alphabet: str) -> str:
    return "".join(character for character in text if character in alphabet)


@given(tables(), st.integers(20, 200))
def test_every_cell_comes_out_whole_at_every_width(
    made: tuple[Table, list[str]], width: int
) -> None:
    table, wanted = made
    text = render(MadeView(table), Settings(width))
    for alphabet, column in zip(ALPHABETS, wanted, strict=False):
        assert only(text, alphabet) == only(column, alphabet)
    assert all(cell_len(part) <= width for part in text.splitlines())


@given(tables(), st.integers(20, 200))
def test_colour_only_adds_to_the_text(made: tuple[Table, list[str]], width: int) -> None:
    view = MadeView(Heading(line("title"), line("= agree", "agree")), made[0])
    colored = render(view, Settings(width, color=True))
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == render(view, Settings(width))


PROSE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


def bare(text: str) -> str:
    return "".join(text.split())


@given(PROSE, PROSE, st.integers(20, 120))
def test_any_text_comes_out_with_what_would_steer_a_terminal_spelled(
    title: str, said: str, width: int
) -> None:
    printed = render(MadeView(Heading(line(title)), Paragraph((line(said),))), Settings(width))
    assert bare(visible(title) + "─" * width + visible(said)) == bare(printed)
    assert not unsafe().search(printed.replace("\n", ""))


def test_a_title_is_measured_as_it_is_shown() -> None:
    heading = Heading(line("\u202e" * 3), line("= agree", "agree"), level=2)
    assert render(MadeView(heading), Settings(24)) == "\\u202e" * 3 + "\n= agree\n"


@pytest.mark.parametrize("told", ["a\tb: e\tc: x", "a\tb: é\tc: x"])
def test_a_caret_stands_under_what_it_means(told: str) -> None:
    shown, caret = render(MadeView(CodeBlock((told,), caret=10)), Settings(40)).splitlines()
    assert shown[caret.index("^")] == "x"


def test_the_same_content_is_stacked_where_columns_do_not_fit() -> None:
    rows = (((line("amnesty"),), cell("for all"), cell("agree")),)
    table = Table((Column("provision"), Column("the Post"), Column("verdict")), (RowGroup(rows),))
    wide = render(MadeView(table), Settings(30))
    assert wide == "provision  the Post  verdict\namnesty    for all   agree\n"
    narrow = render(MadeView(table), Settings(22))
    assert narrow == "amnesty\n  the Post: for all\n  verdict: agree\n"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("मानवाधिकाराणां समाचार", 20),
        ("News 👨\u200d👩\u200d👧", 11),
        ("❤\ufe0f", 2),
        ("cafe\u0301", 4),
        ("政府", 4),
    ],
)
def test_a_text_is_as_wide_as_a_terminal_may_draw_it(text: str, columns: int) -> None:
    assert measure(text) == columns


def test_a_line_is_not_broken_within_what_is_drawn_together() -> None:
    family = "👨\u200d👩\u200d👧"
    assert [text[0] for text in _characters(family * 9, 20)] == ["👨"] * 3
    assert all(text[0] == "e" for text in _characters("e\u0301" * 50, 20))


# A first screen


def elastic(rows: list[int], *, by_group: bool) -> Table:
    """A table whose rows take so many lines each, every row a group of its own if asked."""
    made = tuple(
        RowGroup((((tuple(line(f"row{index}.{part}") for part in range(tall))),),))
        for index, tall in enumerate(rows)
    )
    one = (RowGroup(tuple(row for group in made for row in group.rows)),)
    return Table(
        (Column("c"),), made if by_group else one, bare=True, counts="row", by_group=by_group
    )


@given(
    st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=30), min_size=1, max_size=3),
    st.booleans(),
    st.integers(0, 8),
)
def test_a_screen_is_forty_lines_or_as_short_as_can_be_and_counts_what_it_leaves_out(
    tables: list[list[int]], by_group: bool, fixed: int
) -> None:
    view = MadeView(
        *(
            block
            for rows in tables
            for block in (Heading(line("t"), level=2), elastic(rows, by_group=by_group))
        ),
        Paragraph(tuple(line("fixed") for _ in range(fixed))),
    )
    told = render(view, Settings(width=80, short=True)).splitlines()
    parts = re.split(r"(?m)^t$", "\n".join(told))[1:]
    assert len(parts) == len(tables)
    for rows, part in zip(tables, parts, strict=True):
        shown = [index for index in range(len(rows)) if f"row{index}.0\n" in f"{part}\n"]
        (left,) = re.findall(r"^(\d+) more rows?: --all$", part, re.M) or ["0"]
        assert shown == list(range(len(shown)))
        assert len(shown) + int(left) == len(rows)
        assert shown
        for index in shown:
            assert all(f"row{index}.{line}" in part for line in range(rows[index]))
    least = all(len(re.findall(r"row\d+\.0", part)) == 1 for part in parts)
    assert len(told) <= 40 or least
    whole = render(view, Settings(width=80)).splitlines()
    assert told == whole or len(whole) > 40
    assert "more row" not in "\n".join(whole)


@given(groups)
def test_a_cropped_table_counts_its_rows_and_keeps_one_of_each_group(made: list[RowGroup]) -> None:
    table = Table((Column(""),), tuple(made), counts="thing", by_group=True)
    rows = sum(len(group.rows) for group in made)
    while (cropped := table.cropped()) is not table:
        assert cropped.rows_left == table.rows_left + 1
        table = cropped
    assert all(len(group.rows) == 1 for group in table.groups)
    assert rows == len(table.groups) + table.rows_left


@given(st.text("ab 港\t", min_size=1, max_size=60), st.integers(20, 40), st.data())
def test_a_caret_stands_below_what_it_points_at(text: str, width: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    text = f"{text[:at]}é{text[at + 1 :]}"
    view = MadeView(CodeBlock((text,), at))
    rows = render(view, Settings(width=width)).splitlines()
    (caret,) = [number for number, row in enumerate(rows) if row.strip() == "^"]
    above = rows[caret - 1]
    assert all(measure(row) <= width for row in rows)
    assert above[len(above) - len(above.lstrip()) :].count("é") == 1
    assert measure(above[: above.index("é")]) == measure(rows[caret][:-1])


def test_a_tone_of_skin_may_stand_by_itself() -> None:
    assert measure("👍🏽") == 4
