"""CSL-JSON: every article that a claim stands in, with nothing guessed, as Zotero and pandoc read it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from plancmp.data.folder import DataFolder
from plancmp.data.whole_plans import load_plans
from plancmp.render import Settings
from plancmp.render.csl import render
from plancmp.text import unsafe
from plancmp.views.export import ExportView
from tests.support.datasets import HARBOUR, SHIPPED
from tests.support.examples import lay
from tests.support.running import Run

PANDOC = shutil.which("pandoc")
DAY = {
    "type": "object",
    "required": ["date-parts"],
    "additionalProperties": False,
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {
                "type": "array",
                "minItems": 3,
                "maxItems": 3,
                "items": {"type": "integer"},
            },
        },
        "circa": {"const": True},
    },
}
TEXT = {"type": "string", "minLength": 1}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title", "container-title"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": ["article-newspaper", "webpage"]},
            "issued": DAY,
            "accessed": DAY,
            **dict.fromkeys(("id", "title", "container-title", "language", "note"), TEXT),
            **{key: {**TEXT, "pattern": "^https?://"} for key in ("URL", "archive_location")},
        },
    },
}
"""What of the schema of CSL-JSON (csl-data.json of the Citation Style Language) is used."""


def items(data: Path, *plans: str) -> list[dict[str, Any]]:
    folder = DataFolder(data)
    loaded = load_plans(folder, plans or folder.plans)
    found: list[dict[str, Any]] = json.loads(render(ExportView(loaded.dataset), Settings()))
    return found


@pytest.mark.parametrize("data", [HARBOUR, SHIPPED])
def test_every_article_of_a_claim_is_there_once_and_is_csl(data: Path, run: Run) -> None:
    found = items(data)
    Draft202012Validator(SCHEMA).validate(found)
    claims = run("export", "--format", "json", PLANCMP_DATA=str(data)).out
    used = {claim["article"] for claim in json.loads(claims)["data"]["claims"]}
    assert {item["id"] for item in found} == used
    assert len(found) == len(used)


EVERYTHING = """\
== articles/herald-1.yaml
outlet: herald
title: '[no headline at hand: the border, as told in print]'
date: 2031-03-02
date-known: inferred
covers: spring
via: wire
address: https://herald.example/1
archived: https://archive.example/herald-1
accessed: 2031-04-05
language: fr
"""


def test_an_article_by_the_names_of_csl(tmp_path: Path) -> None:
    lay(EVERYTHING, tmp_path)
    (item,) = [item for item in items(tmp_path) if item["id"] == "herald-1"]
    outlets = load_plans(DataFolder(tmp_path), []).dataset.outlets
    assert item == {
        "id": "herald-1",
        "type": "article-newspaper",
        "title": "[the border, as told in print]",
        "container-title": outlets["herald"].name,
        "issued": {"date-parts": [[2031, 3, 2]], "circa": True},
        "URL": "https://herald.example/1",
        "accessed": {"date-parts": [[2031, 4, 5]]},
        "language": "fr",
        "archive_location": "https://archive.example/herald-1",
        "note": f"relays {outlets['wire'].name}",
    }


def test_what_is_not_known_is_left_out() -> None:
    undated = [item for item in items(SHIPPED) if "issued" not in item]
    assert undated
    assert all("" not in item.values() for item in undated)


def test_the_format_is_for_export_alone_and_has_an_ending_of_its_own(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "Sources.CSL.json"
    assert run("export", "-o", str(file)) == (0, "", "")
    assert file.read_text("utf-8") == run("export", "--format", "csl").out
    claims = tmp_path / "claims.json"
    assert run("export", "-o", str(claims)) == (0, "", "")
    assert "claims" in json.loads(claims.read_text("utf-8"))["data"]
    assert run("plans", "--format", "csl").status == 2


def test_nothing_in_it_steers_a_terminal(run: Run) -> None:
    assert not unsafe().search(run("export", "--format", "csl").out)


@pytest.mark.skipif(not PANDOC, reason="pandoc is not installed")
@pytest.mark.parametrize("data", [HARBOUR, SHIPPED])
def test_pandoc_cites_every_article(data: Path, tmp_path: Path) -> None:
    assert PANDOC
    found = items(data)
    bibliography = tmp_path / "sources.csl.json"
    bibliography.write_text(json.dumps(found), "utf-8")
    text = "---\nnocite: '@*'\nsuppress-bibliography: false\n---\n" + " ".join(
        f"[@{item['id']}]" for item in found
    )
    ran = subprocess.run(
        [PANDOC, "--citeproc", "--bibliography", str(bibliography), "-t", "plain", "--wrap=none"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    assert ran.stderr == b""
    told = " ".join(ran.stdout.decode().split())
    for item in found:
        assert _bare(_address(item)) in _bare(told)


def _address(item: Mapping[str, Any]) -> str:
    return str(item.get("URL") or item["container-title"])


def _bare(text: str) -> str:
    """Without what a style or pandoc's typography may change, and tags that CSL has for its own."""
    return re.sub(r"\s+|</?b>", "", text.replace("’", "'")).casefold()
