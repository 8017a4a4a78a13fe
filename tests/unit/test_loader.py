"""The loader: what it makes of a folder, and every problem it can tell, in full."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from plancmp.data import files, folder, layout, yaml_reader
from plancmp.data import loader as loading
from plancmp.data.folder import DataFolder, shipped
from plancmp.data.layout import ProvisionFile
from plancmp.data.loader import Loader, load, load_catalog, load_selected
from plancmp.data.whole_plans import load_plans
from plancmp.data.written import plan_files
from plancmp.domain.model import PART, WHOLE, location_of
from plancmp.domain.problems import DataError, Location, PlancmpError, Problem
from plancmp.domain.values import UNSPECIFIED
from plancmp.rules.runner import check
from tests.support.casebook import each
from tests.support.datasets import DESK
from tests.support.examples import lay
from tests.support.running import Run


def told(folder: Path) -> list[str]:
    """The problems of all plans."""
    opened = DataFolder(folder)
    return [str(problem) for problem in load_plans(opened, list(opened.plans)).problems]


def wanted(case: Mapping[str, Any]) -> list[str]:
    return str(case["told"]).splitlines()


@pytest.fixture
def example(tmp_path: Path) -> Path:
    lay("", tmp_path)
    return tmp_path


# Problems


@pytest.mark.parametrize("case", each("load.yaml"))
def test_case(case: Mapping[str, Any], tmp_path: Path) -> None:
    lay(case["files"], tmp_path)
    assert told(tmp_path) == wanted(case)


@pytest.mark.parametrize("case", each("load.yaml"))
def test_check_tells_all_that_a_command_tells(case: Mapping[str, Any], tmp_path: Path) -> None:
    lay(case["files"], tmp_path)
    assert set(wanted(case)) <= {str(problem) for problem in check(DataFolder(tmp_path)).problems}


def test_a_file_that_may_not_be_read(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is root may read all, so the refusal is the system's in name only."""
    opened = os.open

    def refuse(path: Any, *args: Any) -> int:
        if str(path).endswith("wire-1.yaml"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *args)

    monkeypatch.setattr(os, "open", refuse)
    assert told(example)[0] == (
        "articles/wire-1.yaml: unreadable: cannot be read: permission denied"
    )


def test_a_file_that_fails_while_it_is_read(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> bytes:
        raise OSError(5, "Input/output error")

    folder = DataFolder(example)
    monkeypatch.setattr(os, "read", fail)
    assert str(load_plans(folder, ["spring"]).problems[0]) == (
        "articles/herald-1.yaml: unreadable: cannot be read: input/output error"
    )


def test_a_link_is_not_followed(example: Path, tmp_path: Path) -> None:
    file = example / "plans/spring/plan.yaml"
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert told(example) == ["plans/spring/plan.yaml: unreadable: is a link"]


def test_a_link_is_no_plan(example: Path) -> None:
    (example / "plans/summer").symlink_to(example / "plans/spring")
    assert told(example) == ["plans/summer: stray-file: summer is a link; allowed: a folder a plan"]


def test_a_file_that_is_too_large(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    (example / "plans/spring/plan.yaml").write_text("#" * 1001)
    assert told(example) == [
        "plans/spring/plan.yaml: unreadable: has 1,001 bytes; "
        "allowed: a file of at most 1,000 bytes"
    ]


def test_a_folder_that_cannot_be_listed(example: Path) -> None:
    (example / "vocabularies").write_text("no folder")
    assert [str(problem) for problem in check(DataFolder(example)).problems] == [
        "vocabularies: unreadable: cannot be read: not a directory"
    ]


def test_what_is_not_utf_8_is_pointed_at_behind_a_byte_order_mark(example: Path) -> None:
    (example / "plans/spring/plan.yaml").write_bytes(b"\xef\xbb\xbftitle: \xc3\xa9t\xe9\n")
    assert told(example) == [
        "plans/spring/plan.yaml:1:10: encoding: this is not UTF-8; allowed: UTF-8; save it as such"
    ]


def test_what_nothing_reads_is_told_where_all_is_checked(tmp_path: Path) -> None:
    lay("== topic/border.yaml\ntitle: B\n== outlets.yml\na: b\n== topics/x.yml\nx\n", tmp_path)
    lay("== topics/desktop.ini\nx\n== topics/__MACOSX/._border.yaml\nx\n", tmp_path)
    (tmp_path / "README.md").write_text("of no concern")
    tops = "articles, dataset.yaml, outlets.yaml, plans, proposals, texts, topics or vocabularies"
    assert [str(problem) for problem in load_catalog(DataFolder(tmp_path)).problems] == [
        f"outlets.yml: stray-file: nothing reads outlets.yml; allowed: {tops}; "
        "did you mean outlets.yaml?",
        f"topic: stray-file: nothing reads topic; allowed: {tops}; did you mean topics?",
        "topics/x.yml: stray-file: nothing reads x.yml; allowed: ID.yaml",
    ]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("topics/toll.yaml", "title: [", "2:1: syntax"),
        ("topics/toll.yaml", "title: T\ngroup: g\nterms: {a: {asks: Q, kind: num}}", "3:28: wrong"),
        ("articles/wire-9.yaml", "outlet: wir\ntitle: T\ncovers: spring", "1:9: unknown-id"),
        ("plans/summer/plan.yaml", "title: T\npoints: many", "2:9: wrong-type"),
        ("outlets.yaml", "herald: {name: The Herald}", "1:9: missing-key"),
        ("topics/toll.yaml", "title: T\ngroup: g\nterms: {a: {asks: Q, kind: text}}", ""),
    ],
)
def test_a_text_is_judged_before_it_becomes_a_file(
    example: Path, file: str, text: str, said: str
) -> None:
    problems = [str(problem) for problem in loading.validate_text(DataFolder(example), file, text)]
    assert len(problems) == bool(said)
    assert all(problem.startswith(f"{file}:{said}") for problem in problems)


def test_one_topic(tmp_path: Path) -> None:
    lay("== topics/toll.yaml\ntitle: A toll\n", tmp_path)
    folder = DataFolder(tmp_path)
    assert loading.load_topic(folder, "border").title == "The border"
    with pytest.raises(PlancmpError, match=r"no topic is called tol; did you mean toll\?$"):
        loading.load_topic(folder, "tol")
    with pytest.raises(PlancmpError, match=r"no topic is called zzz; there are border and toll$"):
        loading.load_topic(folder, "zzz")
    with pytest.raises(PlancmpError, match=r"topic toll cannot be read: .*group is missing"):
        loading.load_topic(folder, "toll")


def test_where_files_stand() -> None:
    assert layout.file_of("topic", "toll") == "topics/toll.yaml"
    assert ProvisionFile.named("spring", 7, "toll").file == "plans/spring/07-toll.yaml"
    assert ProvisionFile.named("spring", None, "toll").file == "plans/spring/toll.yaml"
    with pytest.raises(
        PlancmpError, match="1st is not a valid id for a topic; allowed: lower-case letters"
    ):
        layout.file_of("topic", "1st")


def test_the_line_of_a_place(example: Path) -> None:
    file = example / "plans/spring/plan.yaml"
    file.write_bytes(b"\xef\xbb\xbftitle: \xe4\r\npoints: 3")
    folder = DataFolder(example)
    lines = [folder.line(Location("plans/spring/plan.yaml", line)) for line in range(4)]
    assert lines == ["", "title: \ufffd", "points: 3", ""]
    assert folder.line(Location("nowhere.yaml", 1)) == ""


# What is read, and what is not


def test_a_command_reads_only_the_plans_it_was_asked_about(tmp_path: Path) -> None:
    lay(
        "== plans/autumn/plan.yaml\ntitle: [\n"
        "== plans/autumn/border.yaml is a folder\n"
        "== articles/wire-2.yaml\noutlet: wire\ntitle: T\ncovers: [autumn, nowhere]\n"
        "== topics/toll.yaml\n- broken\n",
        tmp_path,
    )
    folder = DataFolder(tmp_path)
    assert load_plans(folder, ["spring"]).problems == ()
    assert load_selected(folder, ["spring/border"]).problems == ()
    broken = load_plans(DataFolder(tmp_path), ["autumn"]).problems
    assert {problem.location.file for problem in broken} == {
        "articles/wire-2.yaml",
        "plans/autumn/plan.yaml",
        "plans/autumn/border.yaml",
    }


def test_an_article_of_many_plans_is_found_however_its_list_is_written(tmp_path: Path) -> None:
    covers = ["spring", "[spring]", "['autumn', \"spring\"]", '"spr\\x69ng"', "\n  - spring"]
    articles = [
        f"== articles/wire-{number}.yaml\noutlet: wire\ntitle: T\ncovers: {written}\n"
        for number, written in enumerate(covers, 3)
    ]
    lay("== plans/autumn/plan.yaml\ntitle: Autumn\n" + "".join(articles), tmp_path)
    dataset = load_plans(DataFolder(tmp_path), ["spring"]).dataset
    assert [id for id in dataset.articles if id not in ("herald-1", "wire-1")] == [
        f"wire-{number}" for number in range(3, 8)
    ]
    assert set(dataset.covering("spring")) == {"herald", "wire"}


def test_an_article_is_found_however_long_it_is(tmp_path: Path) -> None:
    """Also past the bytes that a look takes in, and not for a plan whose id only begins alike."""
    told = "outlet: wire\ntitle: T\nnote: {}\ncovers: {}\n"
    lay(
        "== plans/spring-tide/plan.yaml\ntitle: Spring tide\n"
        f"== articles/wire-3.yaml\n{told.format('word ' * 5000, 'spring')}"
        f"== articles/wire-4.yaml\n{told.format('word', 'spring-tide')}",
        tmp_path,
    )
    folder = DataFolder(tmp_path)
    assert {"wire-3"} < set(load_plans(folder, ["spring"]).dataset.articles)
    assert set(load_plans(folder, ["spring-tide"]).dataset.articles) == {"wire-4"}
    assert "wire-4" not in folder.articles_mentioning(["spring"])[0]["spring"]


def test_what_was_written_stays(tmp_path: Path) -> None:
    lay(
        "== topics/border.yaml\ntitle: no\ngroup: '010'\n"
        "terms:\n"
        "  opening: {asks: 12:30, kind: yes-no}\n"
        "  off: {asks: 1.10, kind: text, coding: 0x1}\n"
        "== plans/spring/01-border.yaml\ntitle: 010\nreports:\n"
        "  - {article: herald-1, speaker: yes, says: {opening: no, off: 1_000}}\n",
        tmp_path,
    )
    loaded = load_plans(DataFolder(tmp_path), ["spring"])
    assert loaded.problems == ()
    (provision,) = loaded.dataset.provisions
    (report,) = provision.reports
    terms = provision.topic.terms
    assert (provision.title, provision.topic.title, provision.topic.group) == ("010", "no", "010")
    assert (terms["opening"].asks, terms["off"].asks, terms["off"].coding) == (
        "12:30",
        "1.10",
        "0x1",
    )
    assert report.speaker == "yes"
    assert {term: terms[term].kind.text(value) for term, value in report.says.items()} == {
        "opening": "no",
        "off": "1_000",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_marks_and_line_ends_change_nothing_but_columns(
    tmp_path: Path, encoding: str, end: str
) -> None:
    lay(
        "== plans/spring/plan.yaml\ntitle: Frühling\nnote: >-\n  two\n  lines\npoints: x\n",
        tmp_path,
    )
    file = tmp_path / "plans/spring/plan.yaml"
    file.write_bytes(file.read_text("utf-8").replace("\n", end).encode(encoding))
    loaded = load_plans(DataFolder(tmp_path), ["spring"])
    assert [str(problem) for problem in loaded.problems] == [
        "plans/spring/plan.yaml:5:9: wrong-type: points is x; "
        "allowed: a whole number from 1 to 9999"
    ]
    plan = loaded.dataset.plans["spring"]
    assert (plan.title, plan.note) == ("Frühling", "two lines")


def test_a_second_mark_is_refused_where_it_stands(tmp_path: Path) -> None:
    lay("== plans/spring/plan.yaml\ntitle: none\n", tmp_path)
    file = tmp_path / "plans/spring/plan.yaml"
    file.write_bytes(2 * b"\xef\xbb\xbf" + file.read_bytes())
    (problem,) = load_plans(DataFolder(tmp_path), ["spring"]).problems
    assert str(problem).startswith("plans/spring/plan.yaml:1:1: syntax: a blank that is no space")
    (there,) = (
        w for w in plan_files(DataFolder(tmp_path), "spring") if w.file.endswith("plan.yaml")
    )
    assert list(there.scalars()) == []


def test_behind_a_mark_what_is_not_utf_8_has_its_place(tmp_path: Path) -> None:
    lay("== plans/spring/plan.yaml\ntitle: Spring\n", tmp_path)
    (tmp_path / "plans/spring/plan.yaml").write_bytes(b"\xef\xbb\xbftitle: \xff\n")
    (problem,) = load_plans(DataFolder(tmp_path), ["spring"]).problems
    assert problem.location[:3] == ("plans/spring/plan.yaml", 1, 8)


def test_everything_read_knows_its_place(example: Path) -> None:
    dataset = load_plans(DataFolder(example), ["spring"]).dataset
    (provision,) = dataset.of_plan("spring")
    assert dataset.of_plan("autumn") == ()
    assert [str(claim.location) for claim in provision.claims("opening")] == [
        "plans/spring/01-border.yaml:7:16",
        "plans/spring/01-border.yaml:12:16",
    ]
    assert str(provision.topic.terms["opening"].location) == "topics/border.yaml:4:3"
    assert str(location_of(dataset.articles["wire-1"], "date")) == "articles/wire-1.yaml:3:7"
    assert str(location_of(dataset.articles["wire-1"], "via")) == "articles/wire-1.yaml:1:1"


def test_where_nobody_is_asked_to_be_compared_there_are_outlets_all_the_same(
    tmp_path: Path,
) -> None:
    lay("== dataset.yaml\nformat: 2\ntitle: An example\n", tmp_path)
    dataset = load(DataFolder(tmp_path), []).dataset
    assert (dataset.compared, list(dataset.outlets)) == ((), ["herald", "wire"])


def test_a_plan_read_over_what_plans_share_is_the_plan_read_alone(harbour: Path) -> None:
    folder = DataFolder(harbour)
    catalog = load_catalog(folder)
    for plan in folder.plans:
        alone, over = load_plans(folder, [plan]), Loader(folder, catalog).read_plans([plan])
        assert over.dataset == alone.dataset
        assert over.problems == alone.problems


# The loader of PyYAML that is written in Python


@pytest.fixture
def in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads YAML as where PyYAML was built without libyaml."""
    monkeypatch.setattr(yaml_reader, "_Loader", yaml.BaseLoader)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
def test_libyaml_is_used_where_it_is_there() -> None:
    assert yaml_reader._Loader is yaml.CBaseLoader


@pytest.mark.parametrize("case", each("load.yaml"))
@pytest.mark.usefixtures("in_python")
def test_case_without_libyaml(case: Mapping[str, Any], tmp_path: Path) -> None:
    """The two word some faults of syntax differently; the place and the rule are the same."""
    lay(case["files"], tmp_path)
    assert [lineless(line) for line in told(tmp_path)] == [lineless(line) for line in wanted(case)]


def lineless(line: str) -> str:
    place, _, what = line.partition(": ")
    return f"{place}: syntax" if what.startswith("syntax: ") else line


def shape(data: Any) -> Any:
    """Data with the place of each of its parts."""
    if isinstance(data, yaml_reader.YamlMapping):
        return data.location, [(shape(key), shape(part)) for key, part in data.items()]
    if isinstance(data, yaml_reader.YamlList):
        return data.location, [shape(part) for part in data]
    return data.location, str(data)


def parsed(files: list[Path]) -> list[tuple[Any, list[Problem]]]:
    texts = [(file.read_text(encoding="utf-8"), str(file)) for file in files]
    return [yaml_reader.parse(text, name) for text, name in texts]


def test_the_shipped_files_are_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted(shipped().rglob("*.yaml"))
    assert files
    one = [(shape(data), problems) for data, problems in parsed(files)]
    monkeypatch.setattr(yaml_reader, "_Loader", yaml.BaseLoader)
    assert [(shape(data), problems) for data, problems in parsed(files)] == one


# Selectors

SHORE = """
== topics/shore.yaml
title: The shore
group: territory
terms: {opening: {asks: Open?, kind: yes-no}}
== topics/border-tolls.yaml
title: Tolls
group: territory
terms: {opening: {asks: Open?, kind: yes-no}}
== plans/spring/02-shore.yaml
title: The shore
reports: []
== plans/spring/02-border-tolls.yaml
title: Tolls
reports: []
== plans/autumn/plan.yaml
title: The autumn plan
== plans/autumn/border.yaml
title: A border
reports: []
"""


@pytest.fixture
def shore(tmp_path: Path) -> DataFolder:
    lay(SHORE, tmp_path)
    return DataFolder(tmp_path)


@pytest.mark.parametrize(
    ("selector", "files"),
    [
        ("border", ["autumn/border", "spring/01-border"]),
        ("spring/border", ["spring/01-border"]),
        ("01-border", ["spring/01-border"]),
        ("point-1", ["spring/01-border"]),
        ("point-01", ["spring/01-border"]),
        ("spring/point-2", ["spring/02-border-tolls", "spring/02-shore"]),
        ("shore", ["spring/02-shore"]),
        ("tolls", ["spring/02-border-tolls"]),
        ("spring/tolls", ["spring/02-border-tolls"]),
    ],
)
def test_a_selector_picks_all_that_it_fits(
    shore: DataFolder, selector: str, files: list[str]
) -> None:
    picked = [entry.file for entry in shore.select(selector)[0]]
    assert picked == [f"plans/{file}.yaml" for file in files]


@pytest.mark.parametrize(
    ("selector", "said"),
    [
        ("shor", "no provision is called shor; did you mean shore?"),
        ("spring/shor", "no provision is called spring/shor; did you mean spring/shore?"),
        ("toll", "no provision is called toll; did you mean border-tolls?"),
        (
            "point-3",
            "no provision of autumn has the number 3; no article read reports point 3 of spring",
        ),
        ("spring/point-3", "no article read reports point 3 of spring"),
        ("spring/point-4", "spring has 3 points"),
        ("autumn/point-4", "no provision of autumn has the number 4"),
        ("point-4", "no provision of autumn has the number 4; spring has 3 points"),
        ("/", "no plan has an empty name; there are autumn and spring"),
        (
            "spring/",
            "no provision of spring has an empty name; "
            "there are border, border-tolls, point-1, point-2 and shore",
        ),
        (
            "zzz",
            "no provision is called zzz; "
            "there are border, border-tolls, point-1, point-2 and shore",
        ),
        ("sprng/shore", "no plan is called sprng; did you mean spring?"),
        ("zzz/shore", "no plan is called zzz; there are autumn and spring"),
    ],
)
def test_a_selector_that_fits_nothing_names_the_nearest(
    shore: DataFolder, selector: str, said: str
) -> None:
    with pytest.raises(PlancmpError) as raised:
        shore.select(selector)
    assert (str(raised.value), type(raised.value)) == (said, PlancmpError)


POINTS = """\
== topics/toll.yaml
title: The toll
group: money
terms: {rate: {asks: How much?, kind: text}}
== topics/apron.yaml
title: The apron
group: money
terms: {rate: {asks: How wide?, kind: text}}
== plans/spring/toll.yaml
title: No toll
points: [3, 2]
reports: []
== plans/spring/apron.yaml
title: No apron
reports: []
"""


def test_a_provision_of_several_points_stands_and_is_found_by_each(tmp_path: Path) -> None:
    lay(POINTS, tmp_path)
    opened = DataFolder(tmp_path)
    provisions = load_plans(opened, ["spring"]).dataset.provisions
    assert [(p.topic.id, p.points, p.point) for p in provisions] == [
        ("border", (1,), 1),
        ("toll", (2, 3), 2),
        ("apron", (), None),
    ]
    for selector in ("point-2", "spring/point-3", "toll"):
        assert [file.topic for file in opened.select(selector)[0]] == ["toll"]
    with pytest.raises(PlancmpError, match=r"^spring has 3 points$"):
        opened.select("point-4")


def test_points_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    lay(POINTS, tmp_path)
    opened = DataFolder(tmp_path)
    ((toll,), _) = opened.select("spring/toll")
    for text in ("points: [", "points: many", "- points", "points: [x, [1], 2]\n"):
        (tmp_path / toll.file).write_text(text)
        assert opened.points(toll) == ((2,) if "x" in text else ())


def test_an_option_is_put_by_the_label_of_its_term_then_of_its_vocabulary(tmp_path: Path) -> None:
    lay(
        """\
== vocabularies/people.yaml
title: People
options: {guards: [chief-guard, night-guard], police: , army: }
labels: {chief-guard: Ann  Other, police: The police}
== topics/border.yaml
title: The border
group: territory
terms:
  opening:
    asks: Would the border be opened?
    kind: yes-no
  by:
    asks: By whom?
    kind: members
    options: people
    labels: {police: The force}
  on:
    asks: On whose word?
    kind: choice
    options: people
""",
        tmp_path,
    )
    loaded = load_plans(DataFolder(tmp_path), ["spring"])
    assert loaded.problems == ()
    terms = loaded.dataset.provisions[0].topic.terms
    by, on = terms["by"], terms["on"]
    value = by.kind.parse("includes chief-guard, night-guard excludes police")
    assert by.label(value) == "includes Ann Other and night guard and excludes The force"
    assert on.label(on.kind.parse("any of police, army")) == "The police or army"
    assert on.label(UNSPECIFIED) == "unspecified"
    assert terms["opening"].label(terms["opening"].kind.parse("yes")) == "yes"


def test_how_an_article_was_read_and_what_is_related(tmp_path: Path) -> None:
    lay(
        POINTS
        + """\
== articles/herald-1.yaml
outlet: herald
title: Border to open in spring
date: 2025-03-02
date-known: page
covers: spring
sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
read: whole
archived: https://archive.example/1
accessed: 2025-03-04
language: bg
== topics/border.yaml
title: The border
group: territory
related: [toll, apron]
terms:
  opening:
    asks: Would the border be opened?
    kind: yes-no
""",
        tmp_path,
    )
    loaded = load_plans(DataFolder(tmp_path), ["spring"])
    assert loaded.problems == ()
    herald, wire = (loaded.dataset.articles[id] for id in ("herald-1", "wire-1"))
    assert (herald.read, wire.read) == (WHOLE, PART)
    assert (herald.archived, herald.accessed) == ("https://archive.example/1", date(2025, 3, 4))
    assert (herald.language, wire.language) == ("bg", "")
    assert loaded.dataset.provisions[0].topic.related == ("toll", "apron")


def test_what_a_report_says_of_its_values(tmp_path: Path) -> None:
    lay(
        """\
== plans/spring/01-border.yaml
title: An open border
reports:
  - article: herald-1
    hedge: reportedly
    inferred: yes
    note: It follows from the weather.
    condition: on market days
    says: {opening: yes}
""",
        tmp_path,
    )
    ((report,),) = (
        p.reports for p in load_plans(DataFolder(tmp_path), ["spring"]).dataset.provisions
    )
    assert (report.hedge, report.inferred, report.condition) == (
        "reportedly",
        True,
        "on market days",
    )


def test_where_there_are_no_plans_none_is_near(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("format: 2\ntitle: T\n")
    with pytest.raises(PlancmpError, match="called spring; there is none yet; plancmp new plan"):
        DataFolder(tmp_path).plan("spring")


def test_what_is_no_data_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="it has no dataset"):
        DataFolder(tmp_path)
    with pytest.raises(DataError, match="is not a folder"):
        DataFolder(tmp_path / "nowhere")


def test_the_shipped_data_is_inside_the_package_where_it_was_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "__file__", str(tmp_path / "plancmp/data/folder.py"))
    assert shipped() == tmp_path / "data"
    (tmp_path / "plancmp/shipped").mkdir(parents=True)
    assert shipped() == tmp_path / "plancmp/shipped"


def test_a_plan_that_is_a_link_to_itself_is_told_as_one(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DESK, folder)
    shutil.rmtree(folder / "plans" / "draft")
    (folder / "plans" / "draft").symlink_to("draft")
    told = "plans/draft: stray-file: draft is a link; allowed: a folder a plan"
    for command in ("check", "show draft"):
        ran = run(*command.split(), "--data", str(folder))
        assert ran.status in (1, 3)
        assert told in " ".join((ran.out + ran.err).split())
        assert "there is none yet" not in ran.err


@pytest.mark.parametrize("command", ["sources staff", "history staff"])
def test_a_topic_without_a_provision_is_said_to_be_one(command: str, run: Run) -> None:
    ran = run(*command.split(), "--data", str(DESK))
    assert ran.status == 2
    assert "has no provision on staff; plancmp new provision " in ran.err
