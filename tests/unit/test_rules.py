"""Every rule's page is true: its bad example is told in full, its good one has no problem."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

import plancmp
from plancmp.data.folder import DataFolder
from plancmp.data.shapes import OldFormat
from plancmp.domain.problems import ERROR, RuleId
from plancmp.rules import RULES
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


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert list(RULES) == sorted(RuleId) == sorted(RULES)
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
    named = {OldFormat.rule}
    for module in ("folder", "loader", "records", "shared_files", "yaml_reader"):
        source = (Path(plancmp.__file__).parent / "data" / f"{module}.py").read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "RuleId":
                named.add(RuleId[node.attr])
    assert named == {rule.id for rule in RULES.values() if rule.scope is READING}
    assert {RULES[id].severity for id in named} == {ERROR}
