"""The schemas: every shipped file is valid against its own, and what they can catch they catch."""

from __future__ import annotations

import json
import os
import pty
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from plancmp.data import yaml_reader
from plancmp.data.choices import FILE_KINDS
from plancmp.data.folder import DataFolder, shipped
from plancmp.data.json_schema import file_schema
from plancmp.data.keys import TABLES
from plancmp.data.loader import load_catalog
from plancmp.render.schemas import NAMES, SCHEMAS
from plancmp.rules import RULES
from plancmp.rules.base import Rule
from tests.support.datasets import HARBOUR
from tests.support.examples import lay
from tests.support.running import Run, process, run_on_terminal

UNSEEN = {
    **dict.fromkeys(("syntax", "encoding", "unreadable", "alias", "tag", "repeated-key"), "YAML"),
    **dict.fromkeys(
        (
            *("unknown-id", "not-covered", "repeated-topic", "stray-file", "via-loop"),
            *("repeated-title", "same-questions", "dated-before-source", "own-credit"),
            *("compared-without-article", "unused-topic", "unreported-term", "unused-option"),
            *("unused-article", "covers-without-report", "relay-without-via"),
            "quote-without-paragraph",
        ),
        "needs more than one file",
    ),
    **dict.fromkeys(
        ("repeated-name", "repeated-question", "repeated-report", "checked-lapsed"),
        "compares parts of a file",
    ),
    **dict.fromkeys(
        (
            *("undated-article", "value-without-quote", "wording-choice", "limiter-apart"),
            *("day-from-uncertain-date", "title-of-one-voice"),
        ),
        "warns of what is allowed",
    ),
    **dict.fromkeys(
        ("lost-in-comment", "garbled-text", "empty-word", "hidden-sign", "unread-file"),
        "asks how a file is written",
    ),
    "future-date": "needs to know today",
}
"""Rules whose faults no schema of one file can catch, and why."""


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, by which editors read."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


def readings(text: str) -> Iterator[Any]:
    """The data as plancmp reads it, each scalar a text, and as an editor does."""
    yield yaml_reader.parse(text, "")[0]
    yield yaml.load(text, Core)


def schema_of(root: Path, file: Path) -> dict[str, Any]:
    """The exact one where the topic is known."""
    parts = file.relative_to(root).parts
    if parts[0] == "plans" and parts[-1] != "plan.yaml":
        topic = load_catalog(DataFolder(root)).topics.get(re.sub(r"^\d+-", "", file.stem))
        return file_schema("provision", topic)
    kinds = {"topics": "topic", "articles": "article", "vocabularies": "vocabulary"}
    return file_schema("plan" if parts[0] == "plans" else kinds.get(parts[0], file.stem))


def faults(root: Path, file: Path) -> list[str]:
    validator = Draft202012Validator(schema_of(root, file), format_checker=FormatChecker())
    text = file.read_text(encoding="utf-8-sig")
    return [error.message for data in readings(text) for error in validator.iter_errors(data)]


@pytest.mark.parametrize("root", [shipped(), HARBOUR], ids=["shipped", "harbour"])
def test_every_file_is_valid(root: Path) -> None:
    topics = load_catalog(DataFolder(root)).topics
    exact = {id: file_schema("provision", topic) for id, topic in topics.items()}
    seen = set()
    for file in sorted(root.rglob("*.yaml")):
        if file.parent.parent.name == "plans" and file.name != "plan.yaml":
            schemas = [file_schema("provision"), exact[re.sub(r"^\d+-", "", file.stem)]]
        else:
            schemas = [schema_of(root, file)]
        for schema in schemas:
            validator = Draft202012Validator(schema, format_checker=FormatChecker())
            for data in readings(file.read_text(encoding="utf-8")):
                told = [
                    error.message
                    for error in validator.iter_errors(data)
                    if "paragraph" not in error.message
                ]
                assert (file, told) == (file, [])
        seen.add(schemas[0]["title"])
    assert seen >= set(TABLES)


def test_every_kind_of_file_has_its_keys() -> None:
    assert list(TABLES) == list(FILE_KINDS)


@pytest.mark.parametrize("name", TABLES)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(file_schema(name))


def test_an_exact_schema_is_one(harbour: Path) -> None:
    for topic in load_catalog(DataFolder(harbour)).topics.values():
        Draft202012Validator.check_schema(file_schema("provision", topic))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_a_schema_can_catch_it_catches(rule: Rule, tmp_path: Path) -> None:
    lay(rule.page.good, tmp_path)
    for file in tmp_path.rglob("*.yaml"):
        assert (file, faults(tmp_path, file)) == (file, [])
    if rule.id not in UNSEEN:
        lay(rule.page.bad, tmp_path)
        named = {told.split(":")[0] for told in rule.page.output}
        assert all(faults(tmp_path, tmp_path / file) for file in named)


def test_what_is_said_to_be_unseen_is_a_rule() -> None:
    assert set(UNSEEN) <= set(RULES)


def test_the_command_prints_it(run: Run, tmp_path: Path) -> None:
    assert json.loads(run("schema", "topic").out) == file_schema("topic")
    file = tmp_path / "tolls.json"
    ran = run("schema", "provision", "--topic", "tolls", "-o", str(file))
    assert (ran.status, ran.out) == (0, "")
    assert json.loads(file.read_text())["title"] == "provision on tolls"
    assert "did you mean topic?" in run("schema", "topik").err
    assert run("schema", "provision", "--topic", "../tolls").status == 2
    assert run("schema", "topic", "--topic", "tolls").status == 2


@pytest.mark.parametrize("width", [40, 80, 160])
def test_a_terminal_is_told_what_there_is_a_schema_of(width: int) -> None:
    ran = run_on_terminal("schema", width=width)
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= width
    told = " ".join(ran.out.split())
    assert " ".join(f"{name} {of}" for name, of in NAMES.items()) in told
    for hint in ("schema topic", "schema provision --topic ID", "schema -o -"):
        assert f"plancmp {hint}" in told


@pytest.mark.parametrize("args", [["-o", "-"], ["-o", "/dev/null"], ["plan"]], ids=str)
def test_a_terminal_has_a_schema_that_is_asked_for(run: Run, args: list[str]) -> None:
    assert run_on_terminal("schema", *args) == run("schema", *args)


def test_all_schemas_stand_in_one_document(run: Run) -> None:
    told = json.loads(run("schema").out)
    assert list(told["$defs"]) == list(SCHEMAS)
    assert told["$defs"]["topic"] == file_schema("topic")


def test_a_pty_is_a_terminal() -> None:
    ours, theirs = pty.openpty()
    ran = process("schema", stdout=theirs, environ={"TERM": "xterm", "COLUMNS": "80"})
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert all(of in shown for of in NAMES.values())


@pytest.mark.parametrize("args", [[], ["--list"], ["--explain", "syntax"]], ids=str)
def test_what_check_writes_is_as_the_schema_of_the_output_says(run: Run, args: list[str]) -> None:
    told = json.loads(run("check", *args, "--format", "json").out)
    assert (
        list(Draft202012Validator(json.loads(run("schema", "output").out)).iter_errors(told)) == []
    )


def test_a_text_is_described_by_what_the_tables_say() -> None:
    properties = file_schema("article")["properties"]
    assert [key.description for key in TABLES["article"]] == [
        properties[key.name]["description"] for key in TABLES["article"]
    ]
