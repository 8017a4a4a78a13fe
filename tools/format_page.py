"""Makes `docs/reference/format.md` from the code: `python -m tools.format_page` writes it anew."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from plancmp.data.choices import FILE_KINDS
from plancmp.data.files import MAX_BYTES
from plancmp.data.keys import PROVISION, SETTINGS, TABLES, TERM
from plancmp.data.shapes import Key, Phrase
from plancmp.data.yaml_reader import MAX_DEPTH, MAX_PARTS
from plancmp.domain.problems import ERROR
from plancmp.domain.values import KINDS, Kind, Options
from plancmp.rules import RULES
from plancmp.rules.base import Rule
from plancmp.rules.page import PAGES
from tools import yaml_suite
from tools.constructs import CONSTRUCTS

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "format.md"

_OPENING = f"""\
# The format of the data

Made from the code by `python -m tools.format_page`: from the tables of keys that the loader reads
by, the kinds of value, the rules and the examples that the tests run. Change those, not this
page.

One thing is one file, and the file's name is its id: lower-case letters, digits and single
hyphens, a topic's beginning with a letter. A provision's file is named for its topic, with the
plan's point number before it where there is one, in two digits. Names that begin with a dot are
left alone.

| file | what it is |
| --- | --- |
| `dataset.yaml` | {FILE_KINDS["dataset"]} |
| `outlets.yaml` | {FILE_KINDS["outlets"]} |
| `vocabularies/ID.yaml` | {FILE_KINDS["vocabulary"]} |
| `topics/ID.yaml` | {FILE_KINDS["topic"]} |
| `articles/ID.yaml` | {FILE_KINDS["article"]} |
| `plans/ID/plan.yaml` | {FILE_KINDS["plan"]} |
| `plans/ID/NN-TOPIC.yaml` | {FILE_KINDS["provision"]}, in its point NN |
| `plans/ID/TOPIC.yaml` | the same, where it has no number, or several (`points: [7, 8]`) |
"""

LEADING = ("outlets", "outlet", "covers", "via", "article", "draft", "related", "labels")
"""The keys whose ids lead to something, which `unknown-id` asks for."""

EXAMPLES: Mapping[str, str] = {
    "format": "format: 2",
    "title": "title: An open border",
    "outlets": "outlets: [herald, wire]",
    "texts": "texts: clippings",
    "name": "name: The Herald",
    "short": "short: Herald",
    "kind": "kind: newspaper",
    "note": "note: Closed in 2030.",
    "options": "options: {opened: [to-all, to-some], shut: }",
    "asks": "asks: Would the border be opened?",
    "labels": "labels: {to-all: to everybody}",
    "unidentified": "unidentified: yes",
    "hosts": "hosts: [herald.example]",
    "unit": "unit: US dollars",
    "about": "about: 5",
    "limit": "limit: upper",
    "evolving": "evolving: yes",
    "coding": "coding: opened where any crossing is.",
    "group": "group: territory",
    "related": "related: [tolls, crossings]",
    "terms": "terms: {opening: {asks: Would it be opened?, kind: yes-no}}",
    "outlet": "outlet: herald",
    "date": "date: 2025-03-02",
    "date-known": "date-known: page",
    "covers": "covers: [spring, autumn]",
    "via": "via: wire",
    "address": "address: https://example.org/border",
    "archived": "archived: https://archive.example/border",
    "accessed": "accessed: 2025-03-04",
    "language": "language: en",
    "sha256": "sha256: 9f86d081…",
    "read": "read: whole",
    "points": "points: 28",
    "drafts": "drafts: [earlier, reported]",
    "reports": "reports: [{article: herald-1, says: {opening: yes}}]",
    "article": "article: herald-1",
    "speaker": "speaker: a minister",
    "draft": "draft: earlier",
    "as-of": "as-of: 2025-03-01",
    "quote": "quote: the border will open",
    "paragraph": "paragraph: 2",
    "hedge": "hedge: reportedly",
    "inferred": "inferred: yes",
    "condition": "condition: on market days",
    "absent": "absent: yes",
    "says": "says: {opening: yes}",
    "checked": "checked: {opening: {by: A. Novak, on: 2025-03-09, of: hjkhigkennjl}}",
    "by": "by: A. Novak",
    "on": "on: 2025-03-09",
    "why": "why: the minister says so of both lanes",
    "of": "of: hjkhigkennjl",
}
"""An example of each key."""
OTHERS: Mapping[tuple[Sequence[Key], str], str] = {
    (TERM, "kind"): "kind: yes-no",
    (PROVISION, "points"): "points: [7, 8]",
}
"""Another one, of a key that has its name in common with that of another table."""


def page() -> str:
    """The whole format as Markdown."""
    parts = [_OPENING, "## Files\n"]
    for name, keys in TABLES.items():
        heading = "outlets (each of them)" if name == "outlets" else name
        parts += [f"### {heading}\n\n{_table(keys)}", *_tables_within(keys)]
    parts += ["A small data set in full:\n", *_example()]
    parts += [_VALUES, *(_kind(kind) for kind in KINDS.values())]
    parts += [_yaml(), "## Rules\n", _RULES, *(_rule(rule) for rule in RULES.values())]
    return "\n".join(parts)


def _tables_within(keys: Sequence[Key]) -> Iterator[str]:
    for key in keys:
        if key.shape.keys:
            yield f"Each of `{key.name}`:\n\n{_table(key.shape.keys)}"
            yield from _tables_within(key.shape.keys)


def _table(keys: Sequence[Key]) -> str:
    rows = ["| key | what it says | how it is written | example | guarded by |", "|" + " --- |" * 5]
    for key in keys:
        rule = "long-quote" if isinstance(key.shape, Phrase) else key.shape.rule
        must = "**" if key.required else ""
        rules: dict[str, None] = dict.fromkeys(
            [*(["missing-key"] if key.required or key.one_of else []), rule]
        )
        if key.name in LEADING:
            rules["unknown-id"] = None
        guarded = ", ".join(f"[{rule}](#{rule})" for rule in rules)
        example = _code(OTHERS.get((keys, key.name)) or EXAMPLES[key.name])
        written = key.shape.description
        rows.append(
            f"| {must}`{key.name}`{must} | {key.description} | {written} | {example} | {guarded} |"
        )
    needed = "Keys in bold must be there."
    either = [f"`{key.name}`" for key in keys if key.one_of]
    if either:
        needed += f" Exactly one of {' and '.join(sorted(either))} must be."
    needs = [
        f"`{key.name}` goes with {', '.join(map(_code, key.needs))}" for key in keys if key.needs
    ]
    if needs:
        needed += f" {'; '.join(needs)}."
    return "\n".join([*rows, "", needed, ""])


def _code(text: str) -> str:
    return f"`{text}`"


def _example() -> Iterator[str]:
    page = (PAGES / "README.md").read_text(encoding="utf-8")
    data = page.partition("\n```yaml data\n== ")[2].partition("\n```")[0]
    for part in data.split("\n== "):
        file, _, text = part.partition("\n")
        yield f"`{file}`\n\n```yaml\n{text}\n```\n"


_VALUES = """\
## Values

A value says which answers it leaves possible. A term's kind says how it is written; `unspecified`
is a value of every kind: the article says that the plan leaves it open. A value may also stand as
it is printed, such as `not a` for `{not: a}`, and a number or a date in plain words:
[Numbers and dates](../semantics.md#numbers-and-dates).
"""

SETTING_EXAMPLES: Mapping[str, Any] = {
    "options": Options({"a": {}, "b": {}, "c": {}}),
    "unit": "US dollars",
}


def _kind(kind: type[Kind]) -> str:
    needs = [name for name, required in SETTINGS[kind.name].items() if required]
    made = kind(**{name: SETTING_EXAMPLES[name] for name in needs})
    forms = ", ".join(_code(form.written(made.atom)) for form in made.forms)
    beside = f" Beside `kind` its terms have {', '.join(map(_code, needs))}." if needs else ""
    return f"### {kind.name}\n\n{kind.summary}\n\nWritten {forms}.{beside}\n"


def _yaml() -> str:
    rows = "\n".join(
        f"| {case.name} | {_code(_shown(case.text))} | "
        + (
            f"refused: [{case.rule}](#{case.rule})"
            if case.means is None
            else _code(_shown(json.dumps(case.means, ensure_ascii=False)))
        )
        + " |"
        for case in CONSTRUCTS
    )
    suite = yaml_suite.read_table()
    cases = "\n".join(f"| {name} | {len(ids)}: {' '.join(ids)} |" for name, ids in suite.items())
    return f"""\
## YAML

One document to a file, in UTF-8, of mappings, lists and scalars. Every scalar is the text that is
written: `no`, `12:30`, `010` and `1.10` stay what they are, and what they mean is said by their
key. Only an unquoted `null` or `~` is empty. A file has at most {MAX_BYTES:,} bytes and
{MAX_PARTS:,} parts (scalars, keys, and the ends of lists and mappings), and nests at most
{MAX_DEPTH} deep. Every construct of YAML 1.1 and 1.2 is
read as below (shown as JSON), or refused with its place:

| construct | written | read as |
| --- | --- | --- |
{rows}

Held to the public [yaml-test-suite](https://github.com/yaml/yaml-test-suite) by
`python -m tools.yaml_suite`, its {sum(map(len, suite.values()))} cases are:

| | cases |
| --- | --- |
{cases}
"""


def _shown(text: str) -> str:
    """On one line, and in a cell of a table."""
    shown = text if len(text) <= 48 else f"{text[:20]}…"
    shown = shown.replace("\n", "⏎").replace("\r", "␍").replace("\t", "⇥").replace("\ufeff", "BOM ")
    return shown.replace("\x07", "␇").replace("|", "\\|") or " "


_RULES = """\
What `plancmp check` holds data to. An error ends it with status 1, a warning does not. Rules that
are found while files are read are shown by every command. Each example is laid over the data set
above.
"""


def _rule(rule: Rule) -> str:
    page = rule.page
    severity = "Error" if rule.severity == ERROR else "Warning"
    why = "\n\n".join(page.why)
    return (
        f"### {rule.id}\n\n{page.summary} {severity}, {rule.scope.description}.\n\n{why}\n\n"
        f"Bad:\n\n```yaml\n{page.bad}\n```\n\nTold:\n\n```text\n"
        + "\n".join(page.output)
        + "\n```\n\n"
        f"Good:\n\n```yaml\n{page.good}\n```\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
