"""Every construct of YAML 1.1 and 1.2, and what becomes of it: read, with what meaning, or refused.

`docs/reference/format.md` shows this table, and `test_hostile.py` holds plancmp to it.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Construct(NamedTuple):
    """A way of writing YAML."""

    name: str
    text: str
    means: Any = None
    """The data it is read as; None where it is refused."""
    rule: str = ""
    """The rule by which it is refused."""
    line: int = 0
    column: int = 0


def read(name: str, text: str, means: Any) -> Construct:
    """A construct that is read as this data."""
    return Construct(name, text, means)


def refused(name: str, text: str, rule: str, line: int, column: int) -> Construct:
    """A construct that is refused by this rule, at this place."""
    return Construct(name, text, None, rule, line, column)


CONSTRUCTS = (
    read("plain scalar", "a: some words", {"a": "some words"}),
    read("plain scalar over lines", "a: some\n  words", {"a": "some words"}),
    read("single quotes", "a: 'it''s: so'", {"a": "it's: so"}),
    read("double quotes, with escapes", 'a: "tab\\t \\u00e9 \\x41"', {"a": "tab\t é A"}),
    read("double quotes, line ended by a backslash", 'a: "one \\\n  two"', {"a": "one two"}),
    read("literal block", "a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
    read("literal block, last line end dropped", "a: |-\n  one\n  two\n", {"a": "one\ntwo"}),
    read("literal block, line ends kept", "a: |+\n  one\n\n", {"a": "one\n\n"}),
    read("literal block, indent said", "a: |2\n   one\n", {"a": " one\n"}),
    read("folded block", "a: >\n  one\n  two\n\n  three\n", {"a": "one two\nthree\n"}),
    read("folded block, last line end dropped", "a: >-\n  one\n  two\n", {"a": "one two"}),
    read("empty value", "a:", {"a": ""}),
    read("block list", "- a\n- b", ["a", "b"]),
    read("list no deeper than its key", "a:\n- b", {"a": ["b"]}),
    read("list in a list", "- - a\n  - b", [["a", "b"]]),
    read("flow list", "[a, 'b', \"c\"]", ["a", "b", "c"]),
    read("flow mapping", "{a: b, c: [d]}", {"a": "b", "c": ["d"]}),
    read("flow over lines, comma at the end", "[\n  a,\n  b,\n]", ["a", "b"]),
    read("key without a value in flow", "{a, b: c}", {"a": "", "b": "c"}),
    read("one pair in a flow list", "[a: b]", [{"a": "b"}]),
    read("key after a question mark", "? a\n: b", {"a": "b"}),
    read("quoted key", '"a b": c', {"a b": "c"}),
    read("number", "a: 0o17", {"a": "0o17"}),
    read("number of YAML 1.1, octal", "a: 010", {"a": "010"}),
    read("number of YAML 1.1, to base 60", "a: 12:30", {"a": "12:30"}),
    read("number with signs", "a: 1_000", {"a": "1_000"}),
    read("fraction", "a: 1.10", {"a": "1.10"}),
    read("not a number", "a: .nan", {"a": ".nan"}),
    read("true of YAML 1.2", "a: true", {"a": "true"}),
    read(
        "yes, no, on, off of YAML 1.1", "a: [yes, no, on, off]", {"a": ["yes", "no", "on", "off"]}
    ),
    read("null", "a: [null, ~]", {"a": ["", ""]}),
    read("null in quotes, or a key", "null: ['null', \"~\"]", {"null": ["null", "~"]}),
    read("other words for nothing", "a: [Null, NULL, None]", {"a": ["Null", "NULL", "None"]}),
    read("date", "a: 2025-11-20", {"a": "2025-11-20"}),
    read("time", "a: 2025-11-20t10:00:00z", {"a": "2025-11-20t10:00:00z"}),
    read("key of YAML 1.1 that names a default", "=: a", {"=": "a"}),
    read("comment", "# why\na: b # because", {"a": "b"}),
    read("number sign in a word", "a: b#c", {"a": "b#c"}),
    read("bracket that closes below its key", "a: [\n  b\n]", {"a": ["b"]}),
    read("blank line that is indented more, at the end", "a: |\n  b\n    \n", {"a": "b\n  \n"}),
    read("document start and end", "---\na: b\n...\n", {"a": "b"}),
    read("directive of the version", "%YAML 1.1\n---\na: b\n", {"a": "b"}),
    read("directive of a tag, not used", "%TAG ! tag:example.org,2025:\n---\na: b\n", {"a": "b"}),
    read("byte order mark", "\ufeffa: b", {"a": "b"}),
    read("lines ended as on Windows", "a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    read("lines ended as on old Macs", "a: b\rc: d\r", {"a": "b", "c": "d"}),
    read("merge key, as any other key", "<<: a", {"<<": "a"}),
    refused("empty file", "", "missing-key", 1, 1),
    refused("comments alone", "# nothing\n", "missing-key", 1, 1),
    refused("anchor", "a: &b c", "alias", 1, 4),
    refused("anchor on a key", "&b a: c", "alias", 1, 1),
    refused("alias", "a: *b", "alias", 1, 4),
    refused("merge of an alias", "a: &b {c: d}\ne: {<<: *b}", "alias", 1, 4),
    refused("tag of YAML", "a: !!str b", "tag", 1, 4),
    refused("tag of one's own", "a: !b c", "tag", 1, 4),
    refused("tag that says no tag", "a: ! b", "tag", 1, 4),
    refused("tag in full", "a: !<tag:example.org,2025:b> c", "tag", 1, 4),
    refused("tag of bytes", "a: !!binary aGk=", "tag", 1, 4),
    refused("set", "!!set {a, b}", "tag", 1, 1),
    refused("tag of a program's object", "a: !!python/object/apply:os.system [b]", "tag", 1, 4),
    refused("empty key", ": a", "syntax", 1, 1),
    refused("list as a key", "? [a]\n: b", "syntax", 1, 3),
    refused("mapping as a key", "{a: b}: c", "syntax", 1, 1),
    refused("the same key again", "a: b\na: c", "repeated-key", 2, 1),
    refused("second document", "a: b\n---\nc: d", "syntax", 2, 1),
    refused("tab as indent", "a:\n\tb: c", "syntax", 2, 1),
    refused("tab as indent in quotes", 'a: "b\n\tc"', "syntax", 2, 1),
    refused("tab as indent in flow", "a: [b,\n\tc]", "syntax", 2, 1),
    refused("quotes that go on no deeper than their key", 'a: "b\nc"', "syntax", 2, 1),
    refused("flow that goes on no deeper than its key", "a: [b,\nc]", "syntax", 2, 1),
    refused("comment without a blank before it", 'a: "b"#c', "syntax", 1, 7),
    refused("comment without a blank behind a list", "a: [b, c]# d", "syntax", 1, 10),
    refused("comment without a blank at a block's head", "a: >#c\n  b\n", "syntax", 1, 5),
    refused("hyphen alone in flow", "a: [-]", "syntax", 1, 5),
    refused("question mark before a value in flow", "a: {?b: c}", "syntax", 1, 5),
    refused("blank lines alone, indented more than a comment", "a: >\n   \n # b", "syntax", 1, 4),
    refused("non-breaking space as indent", "a:\n\xa0\xa0b: c", "syntax", 2, 1),
    refused("line break that is not shown", "a: b # c\u2028d: e", "syntax", 1, 9),
    refused("git conflict markers", "a: b\n<<<<<<< x\n=======\n>>>>>>> y\n", "syntax", 2, 1),
    refused("colon in a plain scalar", "a: b: c", "syntax", 1, 5),
    refused("sign that is kept for later", "a: @b", "syntax", 1, 4),
    refused("quote that is not closed", "a: 'b", "syntax", 1, 4),
    refused("list that is not closed", "a: [b", "syntax", 2, 1),
    refused("control character", "a: \x07", "syntax", 1, 4),
    refused("unknown escape", 'a: "\\q"', "syntax", 1, 5),
    refused("pair of surrogates, as in JSON", 'a: "\\ud83d\\ude00"', "syntax", 1, 5),
    refused("version that does not exist", "%YAML 9.9\n---\na: b", "syntax", 1, 1),
    refused("nested too deep", "[" * 41 + "]" * 41, "syntax", 1, 41),
)
