"""Claims changed in a text: what is read of it then is what was meant, and nothing else moved."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.data import claim_edits, yaml_reader, yaml_writer
from plancmp.data.yaml_writer import Inline

CHECK = {"by": "A. Novak, Ünlü", "on": "2031-05-02", "why": "so: [it] is", "of": "abcdefghijkl"}

words = st.text("ab ,:#'\"{}[]é日-", min_size=1, max_size=12).filter(lambda w: w == w.strip())
values = st.one_of(
    words,
    st.lists(words, min_size=1, max_size=3),
    st.dictionaries(st.sampled_from(["at-most", "not"]), words, min_size=1, max_size=1),
)
says = st.dictionaries(st.sampled_from(["cap", "who", "since"]), values, min_size=1)
reports = st.fixed_dictionaries({"article": words, "quote": words, "says": says})
provisions = st.fixed_dictionaries(
    {"title": words, "reports": st.lists(reports, min_size=1, max_size=3)}
)
layouts = st.sampled_from(["block", "inline says", "inline reports", "inline"])


def laid_out(data: dict[str, Any], layout: str) -> str:
    """The data as a file could have it, with comments where they may stand."""
    if layout == "inline":
        return f"# all\n{yaml_writer.inline(data)}\n"
    if layout == "inline reports":
        items = [f"  - {yaml_writer.inline(report)}  # one\n" for report in data["reports"]]
        title = yaml_writer.write({"title": data["title"]})
        return f"{title}# those\nreports:\n{''.join(items)}# end\n"
    if layout == "inline says":
        data = {
            **data,
            "reports": [{**report, "says": Inline(report["says"])} for report in data["reports"]],
        }
    return "# all\n" + yaml_writer.write(data).replace("\nreports:\n", "\n# those\nreports:\n")


def read(text: str) -> Any:
    data, problems = yaml_reader.parse(text, "")
    assert problems == []
    return data


def comments(text: str) -> list[str]:
    return [
        word for word in ("# all", "# those", "# one", "# end") for _ in range(text.count(word))
    ]


@given(provisions, layouts, st.data())
def test_a_change_is_what_was_meant(data: dict[str, Any], layout: str, draw: st.DataObject) -> None:
    text = laid_out(data, layout)
    assert read(text) == data
    at = draw.draw(st.integers(0, len(data["reports"]) - 1))
    report = data["reports"][at]
    term = draw.draw(st.sampled_from(sorted(report["says"])))
    value = draw.draw(values)

    changed = claim_edits.with_value(text, at, term, value)
    report["says"][term] = value
    assert read(changed) == data
    for check in (CHECK, {**CHECK, "by": "B"}):
        changed = claim_edits.with_check(changed, at, term, check)
        report.setdefault("checked", {})[term] = check
        assert read(changed) == data
    for other in sorted(set(report["says"]) - {term}):
        changed = claim_edits.with_check(changed, at, other, CHECK)
        report["checked"][other] = CHECK
        assert read(changed) == data
    assert comments(changed) == comments(text)


@given(provisions, st.sampled_from(["block", "inline says"]), st.data())
def test_a_claim_taken_out_is_gone_and_no_other(
    data: dict[str, Any], layout: str, draw: st.DataObject
) -> None:
    text = laid_out(data, layout)
    at = draw.draw(st.integers(0, len(data["reports"]) - 1))
    term = draw.draw(st.sampled_from(sorted(data["reports"][at]["says"])))
    changed = claim_edits.without_claim(text, at, term)
    del data["reports"][at]["says"][term]
    if not data["reports"][at]["says"]:
        del data["reports"][at]
    assert read(changed) == data


@pytest.mark.parametrize(
    ("text", "path", "part"),
    [
        ("a: b", ("a",), "b"),
        ("a: {b: [c, 'd']}  # e", ("a",), "{b: [c, 'd']}"),
        ("a: {b: [c, 'd']}  # e", ("a", "b", 1), "'d'"),
        ("a:\n  - b: c  # d\n    e: f\n# g\nh: i", ("a", 0), "b: c  # d\n    e: f"),
        ("a:\n  - b: >\n      c\n      d\n\n# e\nf: g", ("a", 0, "b"), ">\n      c\n      d"),
    ],
)
def test_a_part_ends_before_what_is_not_of_it(text: str, path: tuple[Any, ...], part: str) -> None:
    node = claim_edits.nodes(text)[path]
    assert text[node.start : node.end] == part
