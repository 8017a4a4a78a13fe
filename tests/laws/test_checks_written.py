"""Checks written into a text, reports taken out: what is read then is what was meant, no more."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plancmp.data import yaml_reader, yaml_writer
from plancmp.data.yaml_edit import Entry, with_entries
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
layouts = st.sampled_from(["block", "inline says", "inline reports", "inline", "crlf", "mark"])


def laid_out(data: dict[str, Any], layout: str) -> str:
    """The data as a file could have it, with comments where they may stand."""
    if layout == "inline":
        return f"# all\n{yaml_writer.inline(data)}\n"
    if layout == "inline reports":
        items = [f"  - {yaml_writer.inline(report)}  # one\n" for report in data["reports"]]
        title = yaml_writer.write({"title": data["title"]})
        return f"{title}# those\nreports:\n{''.join(items)}# end\n"
    if layout == "inline says":
        told = [{**report, "says": Inline(report["says"])} for report in data["reports"]]
        data = {**data, "reports": told}
    text = "# all\n" + yaml_writer.write(data).replace("\nreports:\n", "\n# those\nreports:\n")
    if layout == "mark":
        return f"\ufeff{text}"
    return text.replace("\n", "\r\n") if layout == "crlf" else text


def read(text: str) -> Any:
    data, problems = yaml_reader.parse(text, "")
    assert problems == []
    return data


def comments(text: str) -> list[int]:
    return [text.count(comment) for comment in ("# all", "# those", "# end")]


@given(provisions, layouts, st.data())
def test_who_checked_a_claim_is_added_and_changed(
    data: dict[str, Any], layout: str, draw: st.DataObject
) -> None:
    text = laid_out(data, layout)
    assert read(text) == data
    at = draw.draw(st.integers(0, len(data["reports"]) - 1))
    report = data["reports"][at]
    first, *others = draw.draw(st.permutations(sorted(report["says"])))
    path = ("reports", at, "checked")
    changed = with_entries(text, [Entry(path, {first: Inline(CHECK)})])
    report["checked"] = {first: CHECK}
    assert read(changed) == data
    for term, check in [(first, {**CHECK, "by": "B"}), *((term, CHECK) for term in others)]:
        changed = with_entries(changed, [Entry((*path, term), Inline(check))])
        report["checked"][term] = check
        assert read(changed) == data
    assert comments(changed) == comments(text)


@given(provisions, layouts, st.data())
def test_an_item_that_is_taken_out_is_gone_and_no_other(
    data: dict[str, Any], layout: str, draw: st.DataObject
) -> None:
    text = laid_out(data, layout)
    at = draw.draw(st.integers(0, len(data["reports"]) - 1))
    changed = with_entries(text, [Entry(("reports", at), None)])
    del data["reports"][at]
    assert read(changed) == data
    assert comments(changed) == comments(text)
    assert ("\r\n" in changed) == ("\r\n" in text)
    assert "\r\r" not in changed
