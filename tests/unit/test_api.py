"""The public Python API: what it gives, what it refuses, and that importing plancmp stays cheap."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import plancmp
from plancmp import api
from plancmp.render.parquet import TYPES
from tests.support.datasets import CHECKOUT
from tests.support.examples import lay
from tests.support.running import Run


def test_what_is_public_is_there_and_listed() -> None:
    assert sorted(plancmp.__all__) == sorted({*api.__all__, "__version__"})
    for name in plancmp.__all__:
        assert getattr(plancmp, name) is not None
        assert name in dir(plancmp)


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'plancmp' has no attribute 'judgment'"):
        plancmp.judgment  # type: ignore[attr-defined] # noqa: B018


def test_importing_plancmp_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import plancmp; print(set(sys.modules) - before)"
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert ran.stdout == "{'plancmp'}\n"


def test_without_a_folder_the_shipped_data_is_loaded() -> None:
    assert list(plancmp.load().plans) == [
        "april",
        "december",
        "european",
        "european-24",
        "november",
    ]


@pytest.mark.parametrize("plans", ["spring", ["spring"], ("spring", "spring")])
def test_plans_may_be_chosen(harbour: Path, plans: str | list[str]) -> None:
    data = plancmp.load(harbour, plans)
    assert list(data.plans) == ["spring"]
    assert len(data.provisions) == len({provision.id for provision in data.provisions})
    assert len(plancmp.load(str(harbour)).plans) > 1


def test_data_with_errors_is_not_loaded_and_each_is_named(tmp_path: Path) -> None:
    lay(
        "== topics/border.yaml\ntitle: The border\n"
        "== articles/herald-1.yaml\noutlet: herold\ntitle: Border\ncovers: spring",
        tmp_path,
    )
    with pytest.raises(plancmp.PlancmpError) as raised:
        plancmp.load(tmp_path)
    first, *lines = str(raised.value).splitlines()
    assert first == "the data has errors:"
    assert {line.split(":")[0] for line in lines} >= {
        "articles/herald-1.yaml",
        "topics/border.yaml",
    }


def test_what_is_not_in_the_data_is_an_error_with_what_is_near(harbour: Path) -> None:
    data = plancmp.load(harbour, "spring")
    outlet = next(iter(data.outlets))
    for call, message in (
        (lambda: plancmp.load(harbour, "sprng"), "no plan is called sprng; did you mean spring?"),
        (lambda: plancmp.load(harbour / "plans"), "is not a data folder"),
        (lambda: plancmp.judge(data, "sprng"), "no plan is called sprng; did you mean spring?"),
        (lambda: plancmp.judge(data, "x"), "no plan is called x; there is spring"),
        (lambda: plancmp.compare(data, "spring", "x"), "no plan is called x; there is spring"),
        (lambda: plancmp.judge(data, "spring", f"{outlet}x"), f"did you mean {outlet}"),
    ):
        with pytest.raises(plancmp.PlancmpError, match=message.replace("?", r"\?")):
            call()


@pytest.mark.parametrize("outlets", [(), ("all",)])
def test_verdicts_are_those_of_show(run: Run, harbour: Path, outlets: tuple[str, ...]) -> None:
    options = [part for outlet in outlets for part in ("--outlet", outlet)]
    shown = json.loads(run("show", "spring", *options, "--format", "json").out)["data"]
    judged = plancmp.judge(plancmp.load(harbour), "spring", outlets)
    assert [(row["topic"], row["verdict"]) for row in shown["provisions"]] == [
        (one.provision.topic.id, one.verdict) for one in judged
    ]


@pytest.mark.parametrize("plan", ["autumn@first", "autumn@final"])
def test_verdicts_on_a_draft_are_those_of_show(run: Run, harbour: Path, plan: str) -> None:
    shown = json.loads(run("show", plan, "--format", "json").out)["data"]["provisions"]
    data = plancmp.load(harbour)
    judged = plancmp.judge(data, plan)
    assert [
        (row["topic"], row["verdict"], {t["term"]: t["verdict"] for t in row["terms"]})
        for row in shown
    ] == [
        (one.provision.topic.id, one.verdict, {t.term.id: t.verdict for t in one.terms})
        for one in judged
    ]
    assert judged != plancmp.judge(data, "autumn")
    for named, message in (
        ("autumn@frist", "no draft of autumn is called frist; did you mean first?"),
        ("autmn@first", "no plan is called autmn; did you mean autumn?"),
    ):
        with pytest.raises(plancmp.PlancmpError, match=message.replace("?", r"\?")):
            plancmp.judge(data, named)


def test_reasons_are_those_of_show(run: Run, harbour: Path) -> None:
    shown = json.loads(run("show", "spring", "--format", "json").out)["data"]["provisions"]
    data = plancmp.load(harbour)
    for row, judged in zip(shown, plancmp.judge(data, "spring"), strict=True):
        assert plancmp.explain(data, judged) == row["reason"]
        for term in row["terms"]:
            assert plancmp.explain(data, judged, term["term"]) == term["reason"]
    with pytest.raises(plancmp.PlancmpError, match=r"^nobody compared speaks on spring/"):
        plancmp.explain(data, judged, "nothing")


def test_one_outlet_may_be_named_by_itself(harbour: Path) -> None:
    data = plancmp.load(harbour)
    one = data.compared[0]
    assert plancmp.judge(data, "spring", one) == plancmp.judge(data, "spring", [one])
    assert plancmp.judge(data, "spring", "all") == plancmp.judge(data, "spring", data.outlets)


def test_changes_are_those_of_diff(run: Run, harbour: Path) -> None:
    before, after = plancmp.load(harbour).plans
    shown = json.loads(run("diff", before, after, "--format", "json").out)["data"]["changes"]
    changes = plancmp.compare(plancmp.load(harbour), before, after)
    assert {(row["topic"], row["change"]) for row in shown} == {
        (topic.topic.id, topic.change) for topic in changes
    }


def test_topics_that_only_others_report_are_left_out_of_changes(run: Run, harbour: Path) -> None:
    options = ("--outlet", "mayak", "--format", "json")
    shown = json.loads(run("diff", "spring", "autumn", *options).out)["data"]
    changes = plancmp.compare(plancmp.load(harbour), "spring", "autumn", "mayak")
    assert shown["not_compared"]
    assert {topic.topic.id for topic in changes} == {row["topic"] for row in shown["changes"]}
    assert not {topic.topic.id for topic in changes} & set(shown["not_compared"])


def test_a_plan_is_compared_in_the_draft_that_is_named(run: Run, harbour: Path) -> None:
    data = plancmp.load(harbour)
    shown = json.loads(run("diff", "autumn@first", "autumn", "--format", "json").out)["data"]
    changes = plancmp.compare(data, "autumn@first", "autumn")
    assert {topic.topic.id for topic in changes} == {row["topic"] for row in shown["changes"]}
    with pytest.raises(plancmp.PlancmpError, match="no draft of autumn is called frist"):
        plancmp.compare(data, "autumn@frist", "autumn")


def test_claims_are_all_that_plans_counts(run: Run, harbour: Path) -> None:
    counted = json.loads(run("plans", "--format", "json").out)["data"]["plans"]
    rows = plancmp.claims(plancmp.load(harbour))
    assert len(rows) == sum(plan["claims"] for plan in counted)
    assert {tuple(row) for row in rows} == {tuple(TYPES)}
