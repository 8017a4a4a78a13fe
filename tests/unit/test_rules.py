"""Every rule's page is true: its bad example is told in full, its good one has no problem."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest

import plancmp
from plancmp.data.folder import DataFolder
from plancmp.data.shapes import NewFormat, OldFormat
from plancmp.domain.problems import ERROR, RuleId
from plancmp.rules import ROWS, RULES
from plancmp.rules.base import READING, Rule
from plancmp.rules.page import PAGES
from plancmp.rules.runner import check
from tests.support.examples import EXAMPLE, lay

TODAY = date(2025, 12, 31)


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in check(DataFolder(folder), as_of=TODAY).problems]


def test_the_example_data_set_has_no_problem(tmp_path: Path) -> None:
    lay("", tmp_path)
    assert problems(tmp_path) == []
    assert {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.yaml")} == set(EXAMPLE)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_bad_example_gives_this_output(rule: Rule, tmp_path: Path) -> None:
    lay(rule.page.bad, tmp_path)
    assert problems(tmp_path) == list(rule.page.output)
    assert any(f": {rule.id}" in line for line in rule.page.output)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_good_example_has_no_problem(rule: Rule, tmp_path: Path) -> None:
    assert rule.page.good
    lay(rule.page.good, tmp_path)
    assert problems(tmp_path) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_page_says_what_is_wrong_and_why(rule: Rule) -> None:
    assert rule.page.summary.endswith(".")
    assert rule.page.why
    assert all(part.endswith((".", "`.", ":")) for part in rule.page.why)


def test_every_rule_has_an_id_of_its_own_and_a_page_and_every_page_a_rule() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", row.id) for row in ROWS)
    assert list(RULES) == sorted(row.id for row in ROWS)
    assert {page.stem for page in PAGES.glob("*.md")} == {*RULES, "README"}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_page_is_headed_by_its_rule_and_has_three_fences(rule: Rule) -> None:
    lines = (PAGES / f"{rule.id}.md").read_text(encoding="utf-8").splitlines()
    fences = [line for line in lines if line.startswith("```")]
    assert lines[0] == f"# {rule.id}"
    assert fences == ["```yaml bad", "```", "```text output", "```", "```yaml good", "```"]


def test_only_rules_of_the_loader_have_no_check() -> None:
    assert {rule.id for rule in RULES.values() if rule.check is None} == {
        rule.id for rule in RULES.values() if rule.scope is READING
    }


def test_what_the_loader_tells_has_a_page_and_is_an_error() -> None:
    """By the sources: every rule that is named where the loader makes a problem of something."""
    named = {NewFormat.rule, OldFormat.rule}
    for module in ("folder", "loader", "records", "catalog_files", "via_loops", "yaml_reader"):
        source = (Path(plancmp.__file__).parent / "data" / f"{module}.py").read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "RuleId":
                named.add(RuleId[node.attr])
    assert named == set(RuleId) == {rule.id for rule in RULES.values() if rule.scope is READING}
    assert {RULES[id].severity for id in named} == {ERROR}


def test_every_check_is_of_one_rule_and_is_called_as_it() -> None:
    checks = [(row.check.__name__, row.id) for row in ROWS if row.check]
    assert [name.replace("_", "-") for name, _ in checks] == [id for _, id in checks]


# What the rules on coding look for


def found(folder: Path, rule: str) -> list[str]:
    return [line for line in problems(folder) if f": {rule} (" in line]


@pytest.mark.parametrize(
    ("asks", "kind", "looked_for"),
    [
        ("How firmly is it put?", "choice", True),
        ("In what words is it said?", "choice", True),
        ("What is the force called?", "choice", True),
        ("How is the reaction described?", "choice", True),
        ("How binding is it?", "choice", True),
        ("How firmly is it put?", "scale", False),
        ("In which words?", "members", False),
        ("What would be put under its control?", "choice", False),
        ("Who put this wording in?", "choice", False),
        ("How much of it is meant?", "choice", False),
    ],
)
def test_wordings_that_exclude_each_other(
    asks: str, kind: str, looked_for: bool, tmp_path: Path
) -> None:
    term = f"  more:\n    asks: {asks}\n    kind: {kind}\n    options: [a, b]\n"
    lay(f"== topics/border.yaml\n{EXAMPLE['topics/border.yaml']}{term}", tmp_path)
    assert bool(found(tmp_path, "wording-choice")) is looked_for


@pytest.mark.parametrize(
    ("asks", "beside", "looked_for"),
    [
        ("Is it only for lorries?", "kind: choice\n    options: [a, b]", True),
        ("Is it limited to the eastern part?", "kind: members\n    options: [a, b]", True),
        ("Is the occupied part meant?", "kind: scale\n    options: [a, b]", True),
        ("Would it hold without conditions?", "kind: number\n    unit: days", True),
        ("Is it only for lorries?", "kind: text", False),
        ("Is it for lorries?", "kind: choice\n    options: [a, b]", False),
        ("Did it have a part in it?", "kind: choice\n    options: [a, b]", False),
    ],
)
def test_limits_apart_from_what_they_limit(
    asks: str, beside: str, looked_for: bool, tmp_path: Path
) -> None:
    terms = f"  more:\n    asks: {asks}\n    kind: yes-no\n"
    terms += f"  other:\n    asks: Of what?\n    {beside}\n"
    lay(f"== topics/border.yaml\n{EXAMPLE['topics/border.yaml']}{terms}", tmp_path)
    assert bool(found(tmp_path, "limiter-apart")) is looked_for


TITLED = """\
== topics/border.yaml
title: The border
group: territory
terms:
  open-at-night:
    asks: Would it be open at night?
    kind: yes-no
  guarded-by:
    asks: Who would guard it?
    kind: members
    options: {{soldiers: [riflemen, gunners], police: }}
    labels: {{police: the Police of the border}}
== plans/spring/01-border.yaml
title: {title}
reports:
  - article: herald-1
    speaker: a minister
    says: {{{one}}}
  - article: wire-1
    says: {{{other}}}
"""


@pytest.mark.parametrize(
    ("title", "one", "other", "told"),
    [
        ("A guarded border", "guarded-by: [soldiers]", "guarded-by: [police]", ""),
        ("Soldiers at the border", "guarded-by: [soldiers]", "guarded-by: [police]", "soldiers"),
        ("Soldiers or police", "guarded-by: [soldiers]", "guarded-by: [police]", ""),
        ("Soldiers, police", "guarded-by: [soldiers]", "guarded-by: [police]", ""),
        ("Soldiers", "guarded-by: [soldiers]", "guarded-by: [riflemen, gunners]", ""),
        ("Soldiers, a minister says", "guarded-by: [soldiers]", "guarded-by: [police]", ""),
        ("Soldiers, as the Herald has it", "guarded-by: [soldiers]", "guarded-by: [police]", ""),
        ("Soldiers", "guarded-by: [soldiers]", "open-at-night: yes", "soldiers"),
        ("Open at night", "open-at-night: yes", "guarded-by: [police]", "open-at-night: yes"),
        ("Open at night", "open-at-night: yes", "open-at-night: yes", ""),
        ("Police", "guarded-by: unspecified", "guarded-by: [police]", "police"),
        ("A border", "guarded-by: unspecified", "open-at-night: unspecified", ""),
    ],
)
def test_titles_that_state_what_one_voice_says(
    title: str, one: str, other: str, told: str, tmp_path: Path
) -> None:
    lay(TITLED.format(title=title, one=one, other=other), tmp_path)
    lines = found(tmp_path, "title-of-one-voice")
    assert len(lines) == bool(told)
    assert all(told in line for line in lines)


@pytest.mark.parametrize(
    ("known", "report", "told"),
    [
        ("index", "says: {on: 2025-03-09}", "on is"),
        ("inferred", "says: {on: 2025-03-09}", "on is"),
        ("page", "says: {on: 2025-03-09}", ""),
        ("index", "says: {on: 2025-03-19}", ""),
        ("index", "says: {on: 2025-03}", ""),
        ("index", "says: {on: {before: 2025-03-09}}", ""),
        ("index", "says: {on: unspecified}", ""),
        ("index", "note: It is said so.\n    says: {on: 2025-03-09}", ""),
        ("index", "note: The 9th.\n    inferred: yes\n    says: {on: 2025-03-09}", ""),
        ("index", "as-of: 2025-03-01\n    says: {opening: yes}", "as-of is"),
        ("index", "as-of: 2025-03-04\n    says: {opening: yes}", ""),
    ],
)
def test_days_worked_out_from_uncertain_ones(
    known: str, report: str, told: str, tmp_path: Path
) -> None:
    article = EXAMPLE["articles/herald-1.yaml"].replace("page", known)
    topic = f"{EXAMPLE['topics/border.yaml']}  on:\n    asks: When?\n    kind: date\n"
    quote = "quote: to open on 4 March or on Sunday\n    paragraph: 2"
    text = f"title: T\nreports:\n  - article: herald-1\n    {quote}\n    {report}\n"
    lay(
        f"== articles/herald-1.yaml\n{article}== topics/border.yaml\n{topic}"
        f"== plans/spring/01-border.yaml\n{text}",
        tmp_path,
    )
    lines = found(tmp_path, "day-from-uncertain-date")
    assert len(lines) == bool(told)
    assert all(told in line for line in lines)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L'Est", "L’Est"),
        ("Gaz-ette", "Gaz\u2011ette"),
        ("Gazette", "G\u0430zette"),
        ("Gazette", "Ｇazette"),
        ("Gazette", "Gazette\u2800"),
        ("Вести", "вести"),
    ],
)
def test_names_that_look_alike_are_one(one: str, other: str, tmp_path: Path) -> None:
    outlets = "".join(
        f"{id}:\n  name: {name}\n  kind: agency\n" for id, name in (("a", one), ("b", other))
    )
    lay(f"== outlets.yaml\n{outlets}", tmp_path)
    assert any("repeated-name: the outlet b is called" in line for line in problems(tmp_path))
