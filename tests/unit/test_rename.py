"""Topics, terms and options by another name: everywhere or nowhere, and nothing else is changed."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from plancmp.data import yaml_edit
from plancmp.data.folder import DataFolder
from plancmp.data.layout import UNFINISHED
from plancmp.data.loader import load_catalog
from tests.support.datasets import CLIPPINGS, HARBOUR, RENTS
from tests.support.golden_files import Golden
from tests.support.running import Ran, run_inside

MADE = """
== dataset.yaml
format: 2
title: An example
== outlets.yaml
herald: {name: The Herald, kind: newspaper}
== vocabularies/payers.yaml
title: Who may pay # and who may not
options:
  public: [state, city]
  landlord: # the owner
  owner:
  tenant:
== topics/costs.yaml
# Of costs
title: The costs
group: money
terms:
  payer: # who
    asks: Who pays?
    kind: choice
    options: payers
    coding: owner where the deed says so.
  bearer:
    asks: Who bears it?
    kind: choice
    options: payers
  # of more
  limit:
    asks: Up to how much?
    kind: number
    unit: crowns
== topics/expenses.yaml
title: The expenses
group: money
terms:
  payer:
    asks: Who pays the expenses?
    kind: choice
    options: payers
  sharers:
    asks: Who shares?
    kind: members
    options: [a, b, c]
== topics/bill.yaml
title: The bill
group: money
terms:
  payer: {asks: Who foots it?, kind: choice, options: payers}
== articles/herald-1.yaml
outlet: herald
title: A title
date: 2025-03-02
date-known: page
covers: [spring, autumn]
== plans/spring/plan.yaml
title: The spring plan
== plans/spring/01-costs.yaml
title: Costs
reports:
  # first
  - article: herald-1
    says: {payer: "owner", limit: 3} # owner
  - article: herald-1
    speaker: a minister
    says:
      bearer: {any-of: [state, tenant]}
== plans/spring/bill.yaml
title: A bill
reports:
    # of the bill
    - article: herald-1
      speaker: the owner
      says:
        payer: landlord
== plans/autumn/plan.yaml
title: The autumn plan
== plans/autumn/costs.yaml
title: Costs
reports:
- article: herald-1
  says:
    payer: not tenant
== plans/autumn/expenses.yaml
title: Expenses
reports:
  - article: herald-1
    says:
      sharers: {includes: [a], excludes: [b]}
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return laid(MADE, tmp_path / "data")


def laid(example: str, folder: Path) -> Path:
    """A folder with the files of an example."""
    for part in example.split("\n== ")[1:]:
        name, _, text = part.partition("\n")
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{text.rstrip()}\n")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def rename(folder: Path, line: str, *args: str) -> Ran:
    return run_inside("rename", *line.split(), *args, "--data", str(folder), COLUMNS="100")


def every_name(folder: Path) -> list[str]:
    lines = []
    for topic in load_catalog(DataFolder(folder)).topics.values():
        lines.append(f"topic {topic.id}")
        for term in topic.terms.values():
            lines.append(f"term {topic.id}.{term.id}")
            options = getattr(term.kind, "options", ())
            lines += [f"option {topic.id}.{term.id}.{option}" for option in options]
    return lines


@pytest.mark.parametrize("line", every_name(HARBOUR))
def test_there_and_back_again_every_byte_is_as_it_was(line: str, tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    shutil.copytree(HARBOUR, folder)
    before = files(folder)
    what, _, old = line.partition(" ")
    front, _, last = old.rpartition(".")
    there = rename(folder, f"{line} brand-new", "--write")
    assert (there.status, there.err) == (0, "")
    assert files(folder) != before
    back = ".".join(filter(None, [front, "brand-new"]))
    assert rename(folder, f"{what} {back} {last}", "--write").status == 0
    assert files(folder) == before


@pytest.mark.parametrize(
    "line", ["topic costs outlay", "term costs.payer who", "option costs.payer.owner keeper"]
)
def test_what_would_be_changed_is_shown(made: Path, line: str, golden: Golden) -> None:
    before = files(made)
    shown = rename(made, line)
    assert (shown.status, shown.err) == (0, "")
    golden(f"rename/{line.replace(' ', '-')}.txt", shown.out)
    assert files(made) == before
    told = json.loads(rename(made, line, "--format", "json").out)["data"]
    assert not told["written"]
    assert rename(made, line, "--write").status == 0
    assert run_inside("plans", "--data", str(made)).status == 0
    changed = {file for file, raw in files(made).items() if before.get(file) != raw}
    assert changed == {one["to"] for one in told["files"]}


def test_two_options_are_made_one(made: Path) -> None:
    shown = rename(made, "option costs.payer.owner landlord", "--write")
    assert (shown.status, shown.err) == (0, "")
    assert "The two are one." in shown.out
    assert "topics/costs.yaml:9:13: coding" in shown.out
    assert (made / "vocabularies/payers.yaml").read_text() == (
        "title: Who may pay # and who may not\noptions:\n  public: [state, city]\n"
        "  landlord: # the owner\n  tenant:\n"
    )
    spring = (made / "plans/spring/01-costs.yaml").read_text()
    assert 'says: {payer: "landlord", limit: 3} # owner\n' in spring


@pytest.mark.parametrize(
    ("tree", "then"),
    [
        ("[owner, landlord, tenant]", "[landlord, tenant]"),
        ("[tenant, landlord, owner]", "[tenant, landlord]"),
        ("{owner: , landlord: {}, tenant: }", "{landlord: {}, tenant: }"),
        ("{tenant: , landlord: , owner: {}}", "{tenant: , landlord: }"),
        ("\n  - owner\n  - landlord\n  - tenant", "\n  - landlord\n  - tenant"),
    ],
)
def test_however_options_are_written_one_can_go(made: Path, tree: str, then: str) -> None:
    file = made / "vocabularies/payers.yaml"
    shutil.rmtree(made / "plans")
    laid("\n== plans/spring/plan.yaml\ntitle: S\n\n== plans/autumn/plan.yaml\ntitle: A\n", made)
    file.write_text(f"title: T\noptions: {tree}\n")
    ran = rename(made, "option costs.payer.owner landlord", "--write")
    assert (ran.status, ran.err) == (0, "")
    assert file.read_text() == f"title: T\noptions: {then}\n"


def test_two_terms_are_made_one(made: Path) -> None:
    ran = rename(made, "term costs.bearer payer", "--write")
    assert (ran.status, ran.err) == (0, "")
    text = (made / "topics/costs.yaml").read_text()
    assert "bearer" not in text
    assert "coding: owner where the deed says so.\n  # of more\n  limit:" in text
    assert "payer: {any-of: [state, tenant]}" in (made / "plans/spring/01-costs.yaml").read_text()


def test_two_topics_are_made_one(made: Path) -> None:
    ran = rename(made, "topic bill costs", "--write")
    assert (ran.status, ran.err) == (0, "")
    assert not (made / "topics/bill.yaml").exists()
    assert not (made / "plans/spring/bill.yaml").exists()
    text = (made / "plans/spring/01-costs.yaml").read_text()
    assert text.endswith(
        "      bearer: {any-of: [state, tenant]}\n  # of the bill\n  - article: herald-1\n"
        "    speaker: the owner\n    says:\n      payer: landlord\n"
    )


MORE = """
== dataset.yaml
format: 2
title: An example
outlets: [herald]
== outlets.yaml
herald: {name: The Herald, kind: newspaper, hosts: [herald.example]}
courier: {name: The Courier, kind: newspaper}
== vocabularies/payers.yaml
title: Who may pay
options: {public: [state, city], tenant: , owner: }
labels: {state: the state, owner: "the owner's purse"}
== topics/costs.yaml
title: The costs
group: money
related: [bill, repairs] # what else is paid
terms:
  payer:
    asks: Who pays?
    kind: choice
    options: payers
    labels:
      # as in the deed
      tenant: whoever lives in it, not whoever owns it
  extent:
    asks: How much of it?
    kind: scale
    options: [none, some, most, all]
    labels: {some: a part, most: nearly all}
== topics/repairs.yaml
title: The repairs
group: money
related: costs
terms:
  payer: {asks: Who pays for repairs?, kind: choice, options: payers}
== topics/bill.yaml
title: The bill
group: money
related:
  - costs
  - repairs
terms:
  payer: {asks: Who foots it?, kind: choice, options: payers}
== articles/herald-1.yaml
outlet: herald
title: A title
date: 2025-03-02
date-known: page
covers: [spring]
via: courier
== plans/spring/plan.yaml
title: The spring plan
points: 9
outlets: [courier] # beside the herald
== plans/spring/costs.yaml
title: Costs
points: [1, 3]
reports:
  - article: herald-1
    via: []
    hedge: reportedly
    condition: if costs rise for the tenant
    says: {payer: tenant, extent: only some}
  - article: herald-1
    speaker: a minister
    inferred: yes
    note: The tenant is who is left.
    says: {payer: not owner, extent: {at-most: some}}
== plans/spring/bill.yaml
title: A bill
points: [1, 3]
reports:
  - article: herald-1
    says: {payer: tenant}
"""


@pytest.mark.parametrize(
    ("line", "file", "part"),
    [
        ("topic bill invoice", "topics/costs.yaml", "related: [invoice, repairs] # what else"),
        ("topic costs outlay", "topics/repairs.yaml", "related: outlay\n"),
        ("topic costs outlay", "topics/bill.yaml", "related:\n  - outlay\n  - repairs\n"),
        ("topic costs outlay", "plans/spring/outlay.yaml", "points: [1, 3]\n"),
        ("option bill.payer.state crown", "vocabularies/payers.yaml", "labels: {crown: the state,"),
        (
            "option repairs.payer.tenant lodger",
            "topics/costs.yaml",
            "      # as in the deed\n      lodger: whoever lives in it, not whoever owns it\n",
        ),
        ("option costs.payer.tenant lodger", "plans/spring/costs.yaml", "rise for the tenant\n"),
        ("option costs.extent.some part", "topics/costs.yaml", "labels: {part: a part, most"),
        ("option costs.extent.some part", "plans/spring/costs.yaml", "extent: only part}"),
        ("option costs.extent.some part", "plans/spring/costs.yaml", "extent: {at-most: part}}"),
    ],
)
def test_what_leads_to_it_is_renamed_too(line: str, file: str, part: str, tmp_path: Path) -> None:
    folder = laid(MORE, tmp_path / "data")
    before = files(folder)
    assert run_inside("check", "--data", str(folder)).status == 0
    ran = rename(folder, line, "--write")
    assert (ran.status, ran.err) == (0, "")
    assert part in (folder / file).read_text()
    assert run_inside("check", "--data", str(folder)).status == 0
    what, old, new = line.split()
    front, dot, last = old.rpartition(".")
    assert rename(folder, f"{what} {front}{dot}{new} {last}", "--write").status == 0
    assert files(folder) == before


@pytest.mark.parametrize(
    ("line", "related"),
    [
        ("topic bill repairs", {"costs": "related: [repairs] #", "repairs": "related: costs\n"}),
        (
            "topic repairs bill",
            {"costs": "related: [bill] #", "bill": "related:\n  - costs\nterms:"},
        ),
        ("topic bill costs", {"costs": "related: [repairs] #", "repairs": "related: costs\n"}),
        (
            "topic repairs costs",
            {"costs": "related: [bill] #", "bill": "related:\n  - costs\nterms:"},
        ),
    ],
)
def test_of_topics_made_one_none_is_related_twice_or_to_itself(
    line: str, related: Mapping[str, str], tmp_path: Path
) -> None:
    folder = laid(MORE, tmp_path / "data")
    ran = rename(folder, line, "--write")
    assert (ran.status, ran.err) == (0, "")
    for topic, those in related.items():
        assert those in (folder / f"topics/{topic}.yaml").read_text()
    assert run_inside("check", "--data", str(folder)).status == 0


def test_a_topic_that_is_related_to_nothing_else_is_related_to_none(tmp_path: Path) -> None:
    folder = laid(MORE, tmp_path / "data")
    file = folder / "topics/costs.yaml"
    file.write_text(file.read_text().replace("related: [bill, repairs]", "related: bill"))
    assert rename(folder, "topic bill costs", "--write").status == 0
    assert "related" not in file.read_text()


@pytest.mark.parametrize(
    ("line", "file", "option"),
    [
        ("option costs.payer.tenant owner", "topics/costs.yaml", "tenant"),
        ("option costs.payer.owner tenant", "vocabularies/payers.yaml", "owner"),
        ("option costs.extent.some most", "topics/costs.yaml", "some"),
    ],
)
def test_a_label_is_not_lost(line: str, file: str, option: str, tmp_path: Path) -> None:
    folder = laid(MORE, tmp_path / "data")
    provision = folder / "plans/spring/costs.yaml"
    provision.write_text(re.sub(r"says: .*", "says: {extent: none}", provision.read_text()))
    before = files(folder)
    ran = rename(folder, line, "--write")
    told = f"{file} has a label for {option}, which would be lost; take it out first"
    assert (ran.status, told in ran.err) == (2, True)
    assert files(folder) == before


def test_a_list_of_points_is_not_lost(tmp_path: Path) -> None:
    folder = laid(MORE, tmp_path / "data")
    file = folder / "plans/spring/bill.yaml"
    file.write_text(file.read_text().replace("[1, 3]", "[1, 4]"))
    ran = rename(folder, "topic bill costs", "--write")
    assert (ran.status, "are of different points; nothing was written" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("topic cost x", "no topic is called cost; did you mean costs?"),
        ("topic nothing bill", "no topic is called nothing; bill is there already"),
        ("term costs.payr x", "no term of costs is called payr; did you mean payer?"),
        (
            "option costs.payer.ownr x",
            "no option of costs.payer is called ownr; did you mean owner?",
        ),
        ("option costs.limit.a x", "no option of costs.limit is called a"),
        ("term costs x", "a term is named TOPIC.TERM, and this is costs"),
        ("topic costs.payer x", "a topic is named TOPIC, and this is costs.payer"),
        ("topic costs costs", "costs is called so already"),
        ("topic costs Costs", "Costs is not a valid id for a topic; "),
        ("topic costs 1st", "1st is not a valid id for a topic; "),
        ("term costs.payer a.b", "a.b cannot name a term; "),
        ("option costs.payer.owner absent", "absent cannot name a option; "),
        ("topic costs bill", "bill is there already, and has no term bearer; add it, or rename"),
        (
            "term costs.payer limit",
            "costs.limit is there already, and its values are of another ki",
        ),
        (
            "term costs.limit payer",
            "costs.payer is there already, and its values are of another ki",
        ),
        ("option costs.payer.owner state", "state is there already, and is not beside owner with"),
        (
            "option costs.payer.public owner",
            "owner is there already, and is not beside public with",
        ),
        (
            "option costs.payer.tenant owner",
            "plans/autumn/costs.yaml has not not tenant, which wou",
        ),
        ("option expenses.sharers.b c", "expenses.yaml has excludes b, which would say"),
        ("thing costs x", "'thing' is not topic, term or option"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(made: Path, line: str, told: str) -> None:
    before = files(made)
    ran = rename(made, line, "--write")
    assert ran.status == 2
    assert told in " ".join(ran.err.replace("│", " ").split())
    assert files(made) == before


def test_what_would_be_wrong_then_is_told_once(made: Path) -> None:
    before = files(made)
    ran = rename(made, "option costs.payer.state city", "--write")
    _, told, *_ = ran.err.splitlines()
    assert (ran.status, ran.err.count(told)) == (3, 1)
    assert "public has one option below it" in told
    assert files(made) == before


def test_a_value_of_both_is_told(made: Path) -> None:
    file = made / "plans/spring/01-costs.yaml"
    file.write_text(file.read_text().replace("[state, tenant]", "[owner, landlord]"))
    ran = rename(made, "option costs.payer.owner landlord", "--write")
    assert (ran.status, "has a value with both owner and landlord" in ran.err) == (2, True)


def test_a_report_of_both_terms_is_told(made: Path) -> None:
    file = made / "plans/spring/01-costs.yaml"
    file.write_text(file.read_text().replace("limit: 3", "limit: 3, bearer: city"))
    ran = rename(made, "term costs.bearer payer", "--write")
    told = "report 1 of plans/spring/01-costs.yaml answers bearer and payer; nothing was written"
    assert (ran.status, told in ran.err) == (2, True)


def test_provisions_of_different_points_are_not_made_one(made: Path) -> None:
    (made / "plans/spring/bill.yaml").rename(made / "plans/spring/02-bill.yaml")
    ran = rename(made, "topic bill costs", "--write")
    assert (ran.status, "are of different points; nothing was written" in ran.err) == (2, True)


def test_data_with_problems_is_mended_first(made: Path) -> None:
    (made / "topics/bill.yaml").write_text("title: The bill\n")
    ran = rename(made, "topic costs outlay", "--write")
    assert ran.status == 3
    assert "the data has problems, which plancmp check shows; nothing was written" in ran.err


@pytest.mark.parametrize(
    "line",
    ["rename topic a b --write", "accept p1", "propose in.json", "verify --fix", "text a"],
)
def test_without_a_data_folder_it_says_so(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.json").write_text('{"by": "A", "reports": []}')
    ran = run_inside(*line.split(), "--data", "nowhere")
    told = "nowhere is not a folder; plancmp new plan my-plan --data nowhere begins one"
    assert (ran.status, ran.err) == (3, f"plancmp: {told}\n")


def test_where_a_name_cannot_be_changed_nothing_is_written(made: Path) -> None:
    file = made / "plans/spring/01-costs.yaml"
    file.write_text(file.read_text().replace('"owner"', '"own\\x65r"'))
    before = files(made)
    ran = rename(made, "option costs.payer.owner keeper", "--write")
    assert ran.status == 3
    assert "owner is not an option" in ran.err
    assert files(made) == before


def test_marks_and_ends_of_lines_are_kept(made: Path) -> None:
    file = made / "plans/spring/01-costs.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    wanted = file.read_bytes().replace(b'"owner"', b'"keeper"')
    assert rename(made, "option costs.payer.owner keeper", "--write").status == 0
    assert file.read_bytes() == wanted


def test_proposals_are_renamed_too(tmp_path: Path) -> None:
    folder = tmp_path / "rents"
    shutil.copytree(RENTS, folder)
    shutil.copytree(CLIPPINGS, folder / "texts")
    (tmp_path / "in.json").write_text(
        '{"by": "A", "reports": [{"plan": "draft", "topic": "costs", "article": "gazette-1", '
        '"quote": "Tenants welcomed it", "says": {"payer": {"any-of": ["state", "tenant"]}}}]}'
    )
    assert run_inside("propose", str(tmp_path / "in.json"), "--data", str(folder)).status == 0
    for line in ("topic costs outlay", "term outlay.payer who", "option outlay.who.tenant dweller"):
        assert rename(folder, line, "--write").status == 0
    (kept,) = (folder / "proposals").iterdir()
    (report,) = json.loads(kept.read_text())["reports"]
    assert (report["topic"], report["says"]) == (
        "outlay",
        {"who": {"any-of": ["state", "dweller"]}},
    )
    assert run_inside("accept", kept.stem, "--data", str(folder)).status == 0


@pytest.mark.parametrize("format", ["markdown", "csv", "json", "html"])
def test_every_format(made: Path, format: str, golden: Golden) -> None:
    for line in ("option costs.payer.owner landlord", "topic bill costs"):
        ran = rename(made, line, "--format", format)
        assert (ran.status, ran.err) == (0, "")
        golden(f"rename/{line.partition(' ')[0]}.{format}", ran.out)


def test_reports_behind_none_are_the_first(made: Path) -> None:
    (made / "plans/spring/01-costs.yaml").write_text("title: Costs\nreports: []\n")
    assert rename(made, "topic bill costs", "--write").status == 0
    assert (made / "plans/spring/01-costs.yaml").read_text() == (
        "title: Costs\nreports:\n    # of the bill\n    - article: herald-1\n"
        "      speaker: the owner\n      says:\n        payer: landlord\n"
    )


def test_a_provision_without_reports_goes_with_its_topic(made: Path) -> None:
    (made / "plans/spring/bill.yaml").write_text("title: A bill\nreports: []\n")
    before = (made / "plans/spring/01-costs.yaml").read_bytes()
    assert rename(made, "topic bill costs", "--write").status == 0
    assert (made / "plans/spring/01-costs.yaml").read_bytes() == before
    assert not (made / "plans/spring/bill.yaml").exists()


def test_a_proposal_that_cannot_be_read_stays_as_it_is(made: Path) -> None:
    (made / "proposals").mkdir()
    (made / "proposals/p1.json").write_text('{"by": ')
    assert rename(made, "topic costs outlay", "--write").status == 0
    assert (made / "proposals/p1.json").read_text() == '{"by": '


def test_what_was_stopped_is_told_and_finished(made: Path) -> None:
    plan = {"changes": {"topics/new.yaml": {"before": None, "after": "title: New\n"}}}
    (made / UNFINISHED).write_text(json.dumps(plan))
    told = json.loads(run_inside("check", "--data", str(made), "--format", "json").out)
    assert UNFINISHED in {problem["file"] for problem in told["data"]["problems"]}
    ran = rename(made, "topic costs outlay", "--write")
    assert (ran.status, "What an earlier command was stopped at is done now." in ran.out) == (
        0,
        True,
    )
    assert (made / "topics/new.yaml").read_text() == "title: New\n"
    assert (made / "topics/costs.yaml").exists()
    assert not (made / UNFINISHED).exists()


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        ("{", "cannot be read; remove it"),
        ('{"changes": {"../x": {"before": null, "after": "x"}}}', "would be outside of"),
        ('{"changes": {"/elsewhere/x": {"before": null, "after": "x"}}}', "would be outside of"),
        ('{"changes": {"topics/costs.yaml": {"before": null, "after": "x"}}}', "was changed while"),
    ],
)
def test_what_cannot_be_finished_is_told(made: Path, plan: str, told: str) -> None:
    (made / UNFINISHED).write_text(plan)
    before = files(made)
    ran = rename(made, "topic costs outlay", "--write")
    assert (ran.status, told in ran.err) == (3, True)
    assert files(made) == before


_CHECK = "{by: A. Novak, on: 2025-03-09, of: hjkhigkennjl}"


def test_a_check_goes_with_its_term(tmp_path: Path) -> None:
    folder = laid(MORE, tmp_path / "data")
    file = folder / "plans/spring/bill.yaml"
    file.write_text(f"{file.read_text()}    checked: {{payer: {_CHECK}}}\n")
    assert rename(folder, "term bill.payer bearer", "--write").status == 0
    assert file.read_text().endswith(
        f"    says: {{bearer: tenant}}\n    checked: {{bearer: {_CHECK}}}\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "option costs.payer.owner holder",
        "option costs.payer.owner landlord",
        "option costs.bearer.state nation",
        "option expenses.sharers.a anna",
        "term costs.payer payers",
        "topic costs outlay",
    ],
)
def test_what_was_checked_stays_checked(line: str, made: Path) -> None:
    """But what had lapsed before has lapsed still."""
    settled = ("settle", str(made), str(made), "--agreed", "--by", "A. Novak", "--write")
    assert run_inside(*settled, "--on", "2031-05-02").status == 0
    bill = made / "plans/spring/bill.yaml"
    bill.write_text(re.sub("of: [a-p]+", "of: abcdefghijkl", bill.read_text()))
    assert rename(made, line, "--write").status == 0
    told = run_inside("check", "--data", str(made), "--format", "csv").out
    lapsed = [row for row in told.splitlines() if "checked-lapsed" in row]
    assert [row.split(",")[0] for row in lapsed] == ["plans/spring/bill.yaml"]


@pytest.mark.parametrize(
    "lost",
    ["    inferred: yes\n", "    hedge: reportedly\n", f"    checked: {{payer: {_CHECK}}}\n"],
)
def test_what_would_lose_a_part_of_a_report_is_refused(
    lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = laid(MORE, tmp_path / "data")
    file = folder / "plans/spring/costs.yaml"
    file.write_text(f"{file.read_text()}    checked: {{payer: {_CHECK}}}\n")
    before = files(folder)
    edited = yaml_edit.edited
    monkeypatch.setattr(yaml_edit, "edited", lambda *args: edited(*args).replace(lost, ""))
    ran = rename(folder, "option costs.extent.some part", "--write")
    assert (ran.status, "a file is laid out so that" in ran.err) == (3, True)
    assert files(folder) == before
