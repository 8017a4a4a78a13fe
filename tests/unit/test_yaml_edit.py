"""Changes to YAML text: the parts that are not meant stay to the byte, comments and all."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plancmp.data import yaml_edit, yaml_reader, yaml_writer

TEXT = """\
# Ünten
title: 'It''s a "title"'  # said
reports:
  - {article: a, quote: "日本 x", says: {payer: [state, tenant]}}
  - article: b
    quote: folded
      over lines
    # of the values
    says:
      payer: {not: state}
  - quote: >
      block
      text

    # after
    article: c
"""


def of(text: str) -> dict[tuple[yaml_edit.KeyPath, bool], yaml_edit.Part]:
    return {(scalar.path, scalar.is_key): scalar for scalar in yaml_edit.scalars(text)}


def test_every_scalar_has_its_path_and_place() -> None:
    found = of(TEXT)
    scalar = found[("reports", 0, "says", "payer", 1), False]
    assert TEXT[scalar.start : scalar.end] == "tenant"
    assert scalar.inline
    assert found[("reports", 1, "says", "payer", "not"), False].value == "state"
    assert TEXT[found[("title",), False].start :].startswith("'It''s")
    assert not found[("title",), False].inline


nested: Any = st.recursive(
    st.text(min_size=0).map(lambda text: "".join(c for c in text if c.isprintable())),
    lambda parts: (
        st.lists(parts, max_size=3)
        | st.dictionaries(st.from_regex("[a-z]{1,5}", fullmatch=True), parts, max_size=3)
    ),
    max_leaves=12,
)


def leaves(data: Any, path: yaml_edit.KeyPath = ()) -> dict[yaml_edit.KeyPath, str]:
    if isinstance(data, str):
        return {path: data}
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    return {k: v for key, part in pairs for k, v in leaves(part, (*path, key)).items()}


@given(st.dictionaries(st.from_regex("[a-z]{1,5}", fullmatch=True), nested, min_size=1, max_size=4))
def test_the_scalars_are_those_that_are_read(data: dict[str, Any]) -> None:
    text = yaml_writer.write(data)
    read, problems = yaml_reader.parse(text, "")
    assert problems == []
    values = [scalar for scalar in yaml_edit.scalars(text) if not scalar.is_key]
    assert {scalar.path: scalar.value for scalar in values} == leaves(read)
    edits = [
        yaml_edit.Edit(scalar.start, scalar.end, '"new"')
        for scalar in values
        if text[scalar.start : scalar.end][:1] not in "|>"
    ]
    again, _ = yaml_reader.parse(yaml_edit.edited(text, edits), "")
    kept = {scalar.path for scalar in values if text[scalar.start : scalar.end][:1] in "|>"}
    assert leaves(again) == {
        path: value if path in kept else "new" for path, value in leaves(read).items()
    }


def added(text: str, *path: str | int) -> str:
    found = of(text)
    key, value = found[path, True], found[path, False]
    return yaml_edit.edited(text, [yaml_edit.entry_after(text, key, value, "paragraph: 2")])


def test_an_entry_comes_to_stand_after_another() -> None:
    for place, (old, new) in enumerate(
        [
            ('"日本 x", says', '"日本 x", paragraph: 2, says'),
            ("over lines\n", "over lines\n    paragraph: 2\n"),
            ("      text\n", "      text\n    paragraph: 2\n"),
        ]
    ):
        assert added(TEXT, "reports", place, "quote") == TEXT.replace(old, new)


def test_a_comment_stays_with_its_line_and_the_end_is_kept() -> None:
    assert added("a: x # of a\r\nb: y\r\n", "a") == "a: x # of a\r\nparagraph: 2\r\nb: y\r\n"
    assert added("b: y\na: x", "a") == "b: y\na: x\nparagraph: 2"


def test_a_word_is_renamed_where_it_is_whole() -> None:
    text = "v: 'any of state, state-owned, state'\n"
    (scalar,) = (scalar for scalar in yaml_edit.scalars(text) if not scalar.is_key)
    edit = yaml_edit.renamed(text, scalar, "state", "city")
    assert yaml_edit.edited(text, [edit]) == "v: 'any of city, state-owned, city'\n"


def test_lines_go_up_to_the_last_sign_of_a_block() -> None:
    text = "a:\n  ask: >\n    one\n    two\n\n# of b\nb: x\n"
    own = [scalar for scalar in yaml_edit.scalars(text) if scalar.path[0] == "a"]
    edit = yaml_edit.without_lines(text, own[0].start, own[-1].end)
    assert yaml_edit.edited(text, [edit]) == "\n# of b\nb: x\n"


def test_a_list_or_mapping_ends_with_its_last_part() -> None:
    places = {part.path: part for part in yaml_edit.parts(TEXT) if not part.is_key}
    reports, flow = places[("reports",)], places["reports", 0, "says"]
    block = places["reports", 1, "says"]
    assert TEXT[reports.start : reports.end].endswith("article: c")
    assert TEXT[block.start : block.end] == "payer: {not: state}"
    assert TEXT[flow.start : flow.end] == "{payer: [state, tenant]}"
    assert flow.inline
    assert not block.inline
