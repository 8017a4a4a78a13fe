"""Every line of the facts files stands in the data, and nothing else does on their articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from plancmp.data.folder import DataFolder
from plancmp.data.whole_plans import load_plans
from plancmp.domain.model import Dataset, Report
from plancmp.domain.reasons import explain
from plancmp.domain.verdicts import FINDINGS, Verdict
from tests.support.building import judge_provision
from tests.support.golden_files import Golden
from tools import facts


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    folder = DataFolder(facts.CHECKOUT / "data")
    loaded = load_plans(folder, folder.plans)
    assert not loaded.problems
    return loaded.dataset


@pytest.fixture(scope="module")
def keys(dataset: Dataset) -> Mapping[str, str]:
    """The data's article for each key of the facts files."""
    found = facts.articles()
    assert set(found.values()) <= dataset.articles.keys()
    assert len(set(found.values())) == len(found)
    return found


@pytest.fixture(scope="module")
def lines() -> tuple[facts.Line, ...]:
    folder = facts.folder()
    if folder is None:
        pytest.skip("the facts files are not at hand: PLANCMP_SHARED names no folder with them")
    return facts.lines(folder)


def test_each_line_of_each_article_is_coded(
    lines: tuple[facts.Line, ...], keys: Mapping[str, str]
) -> None:
    in_the_files = Counter(keys[key] for line in lines for key in line.keys)
    in_the_data = Counter(article for coded in facts.coded().values() for article in coded.articles)
    assert in_the_data == in_the_files
    assert {line.fingerprint: sorted(keys[key] for key in line.keys) for line in lines} == {
        fingerprint: sorted(coded.articles) for fingerprint, coded in facts.coded().items()
    }


def test_each_article_of_the_tables_is_in_the_data(keys: Mapping[str, str]) -> None:
    folder = facts.folder()
    if folder is None:
        pytest.skip("the facts files are not at hand: PLANCMP_SHARED names no folder with them")
    rows = {
        row[1]
        for name in facts.FILES
        for file in [folder / f"{name}.md"]
        for row in re.finditer(r"^\| (\w+) \| [^|]+ \| https?:", file.read_text("utf-8"), re.M)
    }
    assert rows == set(keys)


def test_each_report_of_an_article_is_of_one_line(
    dataset: Dataset, keys: Mapping[str, str]
) -> None:
    of_lines = Counter(
        report.location for reports in facts.reports(dataset).values() for _, report in reports
    )
    in_the_data = Counter(
        report.location
        for provision in dataset.provisions
        for report in provision.reports
        if report.article.id in keys.values()
    )
    assert of_lines == in_the_data


def test_the_articles_of_a_line_report_the_same_of_it(dataset: Dataset) -> None:
    for line, reports in facts.reports(dataset).items():
        said: dict[str, list[tuple[str, object]]] = {}
        for provision, report in reports:
            said.setdefault(report.article.id, []).append((provision.id, dict(report.says)))
        assert len({repr(sayings) for sayings in said.values()}) == 1, line


def test_no_report_of_a_facts_article_quotes(dataset: Dataset, keys: Mapping[str, str]) -> None:
    """The files give the facts in other words than the articles', so there is nothing to quote."""
    quoting: list[Report] = [
        report
        for provision in dataset.provisions
        for report in provision.reports
        if report.article.id in keys.values() and (report.quote or report.paragraph)
    ]
    assert not quoting


def test_each_point_that_is_reported_has_a_provision_and_none_is_without(
    lines: tuple[facts.Line, ...], dataset: Dataset
) -> None:
    points = {
        int(matched[1])
        for line in lines
        if line.file == "november" and (matched := re.match(r"Point (\d+)", line.heading))
    }
    coded = {point for provision in dataset.of_plan("november") for point in provision.points}
    assert points == coded == set(range(1, 29))


def test_the_points_of_the_european_text_are_those_its_headings_name(
    lines: tuple[facts.Line, ...], dataset: Dataset
) -> None:
    """A heading that names a span has lines of some of its points."""
    headings = {line.heading for line in lines if line.file == "european"}
    spans = [
        range(int(matched[1]), int(matched[2] or matched[1]) + 1)
        for heading in headings
        if (matched := re.match(r"Points? (\d+)(?:-(\d+))?", heading))
    ]
    coded = {point for provision in dataset.of_plan("european") for point in provision.points}
    assert coded <= {point for span in spans for point in span}
    assert all(coded & set(span) for span in spans)
    assert not any(provision.points for provision in dataset.of_plan("european-24"))


def test_what_the_facts_say_is_struck_out_is_absent(dataset: Dataset) -> None:
    absent = {
        provision.id
        for provision in dataset.provisions
        if provision.reports and all(report.absent for report in provision.reports)
    }
    assert {"european/nato-expansion", "european/russia-neighbours", "european/amnesty"} <= absent


def test_a_word_in_capitals_is_told_in_several_ways_by_copies_of_one_text(
    lines: tuple[facts.Line, ...], dataset: Dataset
) -> None:
    """The facts files write in capitals the word on which the articles differ.

    Whose proposal it is they have from several sources, what they say of NATO's troops can all be
    true, and a clause that is described and not quoted is held against none.
    """
    verdicts = {
        (provision.id, judged.term.id): judged.verdict
        for provision in dataset.provisions
        for judged in judge_provision(dataset, provision, list(dataset.outlets)).terms
    }
    reports = facts.reports(dataset)
    told = {
        (line.heading, line.text): {
            verdicts[provision.id, term]
            for provision, report in reports[line.fingerprint]
            for term in report.says
        }
        for line in lines
        if line.file == "european" and re.search(r"\b[A-Z]{5,}\b", line.text)
    }
    assert told
    others = {
        heading: found for (heading, _), found in told.items() if Verdict.VARIANT not in found
    }
    assert others.pop("Point 8 - troops") == {Verdict.DIFFERS}
    assert Verdict.CONFLICT in others.pop("What it is, who wrote it")
    assert others.pop("Point 3 - struck out") == {Verdict.SINGLE}
    assert others == {}


def test_the_points_of_december_are_all_but_the_one_that_no_line_speaks_of(
    lines: tuple[facts.Line, ...], dataset: Dataset
) -> None:
    headings = {line.heading for line in lines if line.file == "december"}
    named = {
        point
        for heading in headings
        for listed in re.findall(r"points? ([\d-]+(?: and [\d-]+)*)", heading)
        for first, last in re.findall(r"(\d+)(?:-(\d+))?", listed)
        for point in range(int(first), int(last or first) + 1)
    }
    coded = {point for provision in dataset.of_plan("december") for point in provision.points}
    assert named == set(range(1, 21))
    assert named - coded == {20}


def test_a_word_in_capitals_of_december_is_a_value_of_its_own(
    lines: tuple[facts.Line, ...], dataset: Dataset
) -> None:
    """Where articles differ, no other line has it; whether they contradict is the verdict's."""
    values = {
        fingerprint: {
            (provision.id, term, repr(value), report.draft)
            for provision, report in reports
            for term, value in report.says.items()
        }
        for fingerprint, reports in facts.reports(dataset).items()
    }
    times = Counter(value for of_line in values.values() for value in of_line)
    capitals = [
        line
        for line in lines
        if line.file == "december" and re.search(r"\b(?!NATO\b|ZNPP\b)[A-Z]{4,}\b", line.text)
    ]
    assert len(capitals) > 10
    assert [
        line.text
        for line in capitals
        if not any(times[value] == 1 for value in values[line.fingerprint])
    ] == []


def test_copies_of_zelenskys_account_are_variants_and_in_no_conflict(dataset: Dataset) -> None:
    account = "december-account"
    conflicts = [
        statement
        for provision in dataset.of_plan("december")
        for judged in judge_provision(dataset, provision, list(dataset.outlets)).terms
        if judged.verdict is Verdict.CONFLICT
        for statement in judged.decisive
    ]
    assert conflicts
    assert [s for s in conflicts if account in s.claim.report.via] == []


def test_topics_are_all_used(dataset: Dataset) -> None:
    asked = {path.stem for path in Path(facts.CHECKOUT / "data" / "topics").glob("*.yaml")}
    assert asked == {provision.topic.id for provision in dataset.provisions}


def test_terms_are_all_used(dataset: Dataset) -> None:
    unused = {
        f"{provision.topic.id}.{term}"
        for provision in dataset.provisions
        for term in provision.topic.terms
    } - {
        f"{provision.topic.id}.{term}"
        for provision in dataset.provisions
        for report in provision.reports
        for term in report.says
    }
    assert not unused


def test_the_findings_over_all_outlets(dataset: Dataset, golden: Golden) -> None:
    """What the data holds of contradictions, to be read whole by whoever changes it."""
    told = [
        f"{judged.verdict}: {provision.id} {judged.term.id}\n"
        f"  {explain(judged, dataset.short, provision.plan.drafts)}\n"
        for provision in dataset.provisions
        for judged in judge_provision(dataset, provision, list(dataset.outlets)).terms
        if judged.verdict in FINDINGS
    ]
    golden("findings-over-all-outlets.txt", "\n".join(sorted(told)))


def test_no_agreement_rests_on_one_origin(dataset: Dataset) -> None:
    agreed = [
        judged
        for provision in dataset.provisions
        for judged in judge_provision(dataset, provision, list(dataset.outlets)).terms
        if judged.verdict is Verdict.AGREE
    ]
    assert agreed
    assert all(len(judged.origins) > 1 for judged in agreed)
