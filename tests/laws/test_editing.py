"""Single values changed in a YAML text: what it says is changed there, and nowhere else."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plancmp.data import yaml_reader, yaml_writer
from plancmp.data.yaml_edit import Entry, with_entries

words = st.one_of(
    st.text("ab: #'\"-{[]},>|&*!%@`?~", min_size=1, max_size=8),
    st.sampled_from(["yes", "null", "a # b", "- x", "12:30", "word " * 30]),
).map(lambda text: " ".join(text.split()))
texts = words.filter(bool)
keys = st.sampled_from(["article", "quote", "note", "v", "w"])
values = st.one_of(
    texts, st.lists(texts, max_size=3), st.dictionaries(keys, texts, min_size=1, max_size=2)
)
reports = st.dictionaries(keys, values, min_size=2, max_size=4)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[Any]]:
    """A text with reports of differing layouts, comments between and behind, and what it says."""
    items = draw(st.lists(reports, min_size=1, max_size=3))
    lines = ["# top", "reports:"]
    for item in items:
        layout = draw(st.sampled_from(["block", "flow", "json"]))
        if layout == "block":
            new = yaml_writer.write_list([item], 2).splitlines()
            behind = draw(st.booleans()) and len(new) == len(item)
            lines += [f"{line}  # why" if behind and "{" in line else line for line in new]
        else:
            flow = yaml_writer.inline(item) if layout == "flow" else json.dumps(item)
            lines.append(f"  - {flow}")
        lines += draw(st.sampled_from([[], ["    # a word on it"], [""]]))
    return "\n".join(lines) + "\n", items


@given(documents(), st.data())
def test_an_edit_says_what_it_says_and_no_more(
    made: tuple[str, list[Any]], data: st.DataObject
) -> None:
    text, items = made
    assert yaml_reader.parse(text, "") == ({"reports": items}, [])
    wanted = deepcopy(items)
    place = data.draw(st.integers(0, len(items) - 1))
    key = data.draw(keys)
    removable = key in items[place] and len(items[place]) > 1
    new = None if removable and data.draw(st.booleans()) else data.draw(values)
    if new is None:
        del wanted[place][key]
    else:
        wanted[place][key] = new
    for end in ("\n", "\r\n"):
        after = with_entries(text.replace("\n", end), [Entry(("reports", place, key), new)])
        assert yaml_reader.parse(after, "") == ({"reports": wanted}, [])
        assert after.count("# top") == 1
        assert after.count("\n") == after.count(end)
        for line in text.splitlines():
            if line.strip().startswith("# a word"):
                assert line in after
