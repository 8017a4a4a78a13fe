"""`plancmp new coding`, `agree` and `settle`, on folders: what is written, and what never is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from plancmp.data import yaml_reader
from plancmp.data.folder import DataFolder
from plancmp.data.keys import REPORT
from plancmp.data.whole_plans import load_plans
from plancmp.domain.values import RESERVED, Wording
from tests.support.datasets import HARBOUR, RENTS, SHIPPED
from tests.support.running import Ran, run_inside

DAY = ("--by", "A. Novak", "--on", "2031-05-02")

FIRST = """\
# The cap, as the papers have it
title: 'A cap'
reports:
  # of the text itself
  - article: gazette-1
    quote: three percent a year
    paragraph: 2
    says:
      percent: {at-most: 3}   # the wording is "caps"
  - {article: herald-1, paragraph: 1, says: {percent: 4, since: 2031-01-01}}
  - article: gazette-1
    speaker: landlords
    paragraph: 2
    says:
      percent: unspecified
      since: 2031
"""
SECOND = """\
title: The cap
reports:
  - article: gazette-1
    quote: caps rents
    paragraph: 2
    says:
      percent: 3
      since: 2031-02-01
  - article: herald-1
    paragraph: 3
    says:
      percent: 5
      since: 2031-01-01
  - article: gazette-1
    speaker: Landlords
    paragraph: 2
    says:
      since: 2032
"""
TOPIC = """\
title: The cap
group: rents
terms:
  percent:
    asks: By how much may a rent rise in a year?
    kind: number
    unit: percent
  since:
    asks: From when on?
    kind: date
"""
CAP = "plans/draft/cap.yaml"


def coded(root: Path, name: str, text: str | bytes) -> Path:
    """A coding of the rents, with this file on the cap."""
    folder = root / name
    shutil.copytree(RENTS, folder)
    (folder / "topics/cap.yaml").write_text(TOPIC)
    (folder / "plans/draft/costs.yaml").write_text("title: Costs\nreports: []\n")
    raw = text if isinstance(text, bytes) else text.encode()
    (folder / CAP).write_bytes(raw)
    return folder


class Two:
    """Two codings, and what the commands say of them."""

    def __init__(self, root: Path, first: str | bytes = FIRST, second: str = SECOND) -> None:
        self.first, self.second = coded(root, "first", first), coded(root, "second", second)

    def agree(self) -> dict[str, Any]:
        ran = run_inside("agree", str(self.first), str(self.second), "--format", "json")
        assert (ran.status, ran.err) == (0, "")
        told: dict[str, Any] = json.loads(ran.out)["data"]
        return told

    def differences(self) -> dict[tuple[str, str, str], str]:
        """Article, term and speaker of each difference, with its id."""
        return {
            (found["article"], found["term"], side["speaker"] or ""): found["difference"]
            for found in self.agree()["differences"]
            for side in [found["first"] or found["second"]]
        }

    def settle(self, *arguments: str) -> Ran:
        return run_inside("settle", str(self.first), str(self.second), *arguments, *DAY)

    def text(self) -> str:
        return (self.first / CAP).read_bytes().decode()

    def errors(self) -> list[str]:
        ran = run_inside("check", "--data", str(self.first), "--format", "csv")
        return [line for line in ran.out.splitlines() if ",error," in line or "lapsed" in line]


@pytest.fixture
def two(tmp_path: Path) -> Two:
    return Two(tmp_path)


AT_MOST = ("gazette-1", "percent", "")
SINCE = ("gazette-1", "since", "")
MOVED = ("herald-1", "percent", "")
OPEN = ("gazette-1", "percent", "landlords")
YEAR = ("gazette-1", "since", "landlords")


def test_differences_are_these(two: Two) -> None:
    told = two.agree()
    assert set(two.differences()) == {AT_MOST, SINCE, OPEN, YEAR, MOVED}
    outcomes = {(d["term"], d["outcome"]) for d in told["differences"]}
    assert outcomes == {
        ("percent", "different"),
        ("percent", "first-only"),
        ("since", "different"),
        ("since", "second-only"),
    }
    assert (told["articles"], told["first_only"], told["second_only"]) == (
        ["gazette-1", "herald-1"],
        [],
        [],
    )


TAKEN = {
    "the first's, and its comment stays": (
        AT_MOST,
        ("--take", "first"),
        """\
      percent: {at-most: 3}   # the wording is "caps"
+    checked:
+      percent: {by: A. Novak, on: 2031-05-02, of: FINGERPRINT}
""",
    ),
    "the second's, in its place": (
        AT_MOST,
        ("--take", "second", "--why", " so:  plainly "),
        """\
-      percent: {at-most: 3}   # the wording is "caps"
+      percent: 3   # the wording is "caps"
+    checked:
+      percent: {by: A. Novak, on: 2031-05-02, why: 'so: plainly', of: FINGERPRINT}
""",
    ),
    "a third": (
        AT_MOST,
        ("--value", "less than 3 percent"),
        """\
-      percent: {at-most: 3}   # the wording is "caps"
+      percent: {less-than: 3}   # the wording is "caps"
+    checked:
+      percent: {by: A. Novak, on: 2031-05-02, of: FINGERPRINT}
""",
    ),
    "what only the second has": (
        SINCE,
        ("--take", "second"),
        """\
+  - article: gazette-1
+    quote: caps rents
+    paragraph: 2
+    says:
+      since: 2031-02-01
+    checked:
+      since: {by: A. Novak, on: 2031-05-02, of: FINGERPRINT}
""",
    ),
    "what only the second has, with a third value": (
        SINCE,
        ("--value", "2031-02"),
        """\
+  - article: gazette-1
+    quote: caps rents
+    paragraph: 2
+    says:
+      since: 2031-02
+    checked:
+      since: {by: A. Novak, on: 2031-05-02, of: FINGERPRINT}
""",
    ),
    "another passage goes with its value": (
        MOVED,
        ("--take", "second"),
        """\
-  - {article: herald-1, paragraph: 1, says: {percent: 4, since: 2031-01-01}}
+  - {article: herald-1, paragraph: 1, says: {since: 2031-01-01}}
+  - article: herald-1
+    paragraph: 3
+    says:
+      percent: 5
+    checked:
+      percent: {by: A. Novak, on: 2031-05-02, of: FINGERPRINT}
""",
    ),
    "between brackets": (
        MOVED,
        ("--take", "first"),
        """\
-  - {article: herald-1, paragraph: 1, says: {percent: 4, since: 2031-01-01}}
+  - {article: herald-1, paragraph: 1, says: {percent: 4, since: 2031-01-01}, \
checked: {percent: {by: A. Novak, on: 2031-05-02, of: FINGERPRINT}}}
""",
    ),
    "what only the first has goes": (
        OPEN,
        ("--take", "second"),
        """\
-      percent: unspecified
""",
    ),
}


@pytest.mark.parametrize(("key", "taken", "lines"), TAKEN.values(), ids=TAKEN)
def test_a_difference_is_settled_and_nothing_else_is_touched(
    key: tuple[str, str, str], taken: tuple[str, ...], lines: str, two: Two
) -> None:
    before, others = two.text(), two.differences()
    id = others.pop(key)
    dry = two.settle(id, *taken)
    assert (dry.status, dry.err, two.text()) == (0, "", before)
    assert "Nothing was written; --write does it." in dry.out
    ran = two.settle(id, *taken, "--write")
    assert (ran.status, ran.err) == (0, "")
    expected = _patched(before, lines)
    assert _with_any_fingerprint(two.text()) == expected
    assert two.differences() == others
    assert two.errors() == []


def _with_any_fingerprint(text: str) -> str:
    data, _ = yaml_reader.parse(text, "")
    for report in data["reports"]:
        for check in report.get("checked", {}).values():
            text = text.replace(check["of"], "FINGERPRINT")
    return text


def _patched(text: str, lines: str) -> str:
    """The text with lines that a diff takes away and adds: behind what it keeps, else at the end."""
    old = "".join(line[1:] for line in lines.splitlines(True) if line[0] == "-")
    kept = "".join(line for line in lines.splitlines(True) if line[0] == " ")
    new = "".join(line[1:] for line in lines.splitlines(True) if line[0] == "+")
    if old.startswith("  - {article: herald-1") and "\n  - article" in new:
        first, _, rest = new.partition("\n")
        return text.replace(old, f"{first}\n") + rest
    if old or kept:
        assert text.count(old or kept) == 1
        return text.replace(old or kept, kept + new)
    return text + new


def test_a_decision_lapses_with_its_claim_and_its_passage(two: Two) -> None:
    id = two.differences()[AT_MOST]
    assert two.settle(id, "--take", "first", "--write").status == 0
    settled = two.text()
    for old, new in (
        ("{at-most: 3}", "{at-most: 4}"),
        ("quote: three percent", "quote: percent"),
        ("paragraph: 2\n    says:\n      percent: {", "paragraph: 3\n    says:\n      percent: {"),
    ):
        assert settled.count(old) == 1
        (two.first / CAP).write_text(settled.replace(old, new))
        (told,) = two.errors()
        assert "checked-lapsed" in told
        assert ("gazette-1", "percent", "") in two.differences()
    (two.first / CAP).write_text(settled.replace("title: 'A cap'", "title: Another"))
    assert two.errors() == []


def test_check_counts_what_a_second_person_has_checked(two: Two) -> None:
    def summary() -> str:
        return run_inside("check", "--data", str(two.first)).out.splitlines()[0]

    assert "checked" not in summary()
    assert two.settle(two.differences()[AT_MOST], "--take", "first", "--write").status == 0
    assert summary().endswith("; 1 of 5 claims checked by a second person")
    assert two.settle("--agreed", "--write").status == 0
    assert summary().endswith("; 2 of 5 claims checked by a second person")
    assert two.settle("--agreed", "--write").out.startswith("0 values settled in 0 files.")


def test_several_differences_of_one_file_are_settled_at_once(two: Two) -> None:
    ids = two.differences()
    ran = two.settle(*ids.values(), "--take", "second", "--write")
    assert (ran.status, ran.err) == (0, "")
    assert two.differences() == {}
    assert two.errors() == []


REFUSED = {
    "no such difference": (("00000000", "--take", "first"), "no difference is called 00000000"),
    "no value of the term": (("AT_MOST", "--value", "much"), "much is not a number"),
    "nothing to keep it beside": (("SINCE", "--take", "first"), "the first has no value there"),
    "nothing is named": (("--take", "first"), "name one or more, or say --agreed"),
    "nothing is taken": (("AT_MOST",), "say --take or --value"),
    "two things are taken": (
        ("AT_MOST", "--take", "first", "--value", "3"),
        "say --take or --value",
    ),
    "a value, of what both have": (
        ("--agreed", "--value", "3"),
        "'--value': --agreed takes what both have",
    ),
    "a side, of what both have": (
        ("--agreed", "--take", "first"),
        "'--take': --agreed takes what both have",
    ),
    "no day": (("AT_MOST", "--take", "first", "--on", "2031-02-30"), "not a day of the calendar"),
    "nobody": (("AT_MOST", "--take", "first", "--by", " "), "it is empty"),
}


@pytest.mark.parametrize(("words", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_settled_is_told_and_nothing_is_written(
    words: tuple[str, ...], told: str, two: Two
) -> None:
    before, ids = two.text(), two.differences()
    named = {"AT_MOST": ids[AT_MOST], "SINCE": ids[SINCE]}
    line = [*DAY, *(named.get(word, word) for word in words), "--write"]
    ran = run_inside("settle", str(two.first), str(two.second), *line)
    assert ran.status == 2
    assert told in ran.err
    assert two.text() == before


@pytest.mark.parametrize(
    "first",
    [
        FIRST.replace("\n", "\r\n"),
        f"\ufeff{FIRST}",
        FIRST.replace("'A cap'", "'A cap, \U0001f600 日本'"),
        FIRST.removesuffix("\n"),
        FIRST.replace("  - article", "  -\n    article"),
        FIRST.replace("    says:\n      percent: {", "    says:   # so\n\n      percent: {"),
    ],
    ids=["crlf", "mark", "wide signs", "no last line end", "bare dashes", "blank lines"],
)
def test_however_a_file_is_laid_out(first: str, tmp_path: Path) -> None:
    two = Two(tmp_path, first.encode())
    ids = two.differences()
    for id in list(ids.values()):
        ran = two.settle(id, "--take", "second", "--write")
        assert ran.status == 0 or "Change it by hand" in ran.err
    assert two.errors() == []
    text = two.text()
    assert text.startswith(first.splitlines()[0])
    assert ("\r\n" in text) == ("\r\n" in first)
    assert 'the wording is "caps"' in text


def test_a_report_of_absence_is_changed_by_hand(tmp_path: Path) -> None:
    absent = "title: A cap\nreports:\n  - article: gazette-1\n    absent: yes\n"
    two = Two(tmp_path, absent)
    ids = [id for (article, _, _), id in two.differences().items() if article == "gazette-1"]
    ran = two.settle(ids[0], "--take", "second", "--write")
    assert (ran.status, two.text()) == (2, absent)
    assert "the plan has none of it at all" in ran.err
    assert two.settle(ids[0], "--take", "first", "--write").status == 0
    assert two.errors() == []


def test_two_codebooks_are_told(two: Two) -> None:
    (two.second / "topics/cap.yaml").write_text(TOPIC.replace("unit: percent", "unit: days"))
    ran = run_inside("agree", str(two.first), str(two.second))
    assert ran.status == 3
    assert "not coded by one codebook: cap percent has other answers in topics/cap.yaml" in ran.err


def test_data_with_problems_is_compared_as_far_as_it_goes_and_never_settled(two: Two) -> None:
    id = two.differences()[SINCE]
    (two.second / CAP).write_text(SECOND.replace("2031-02-01", "soon"))
    ran = run_inside("agree", str(two.first), str(two.second))
    assert ran.status == 3
    assert ran.err.startswith(f"{two.second}/{CAP}:8:14: bad-value: soon is not a day")
    settled = two.settle(id, "--take", "first", "--write")
    assert settled.status == 3
    assert "the data has problems" in settled.err
    assert two.text() == FIRST


def test_an_article_that_one_has_nothing_of_is_compared_where_asked_for(two: Two) -> None:
    (two.second / CAP).write_text(SECOND.replace("herald-1", "gazette-1"))
    told = two.agree()
    assert (told["articles"], told["first_only"]) == (["gazette-1"], ["herald-1"])
    line = ("--article", "herald-1", "--format", "json")
    asked = json.loads(run_inside("agree", str(two.first), str(two.second), *line).out)["data"]
    assert asked["articles"] == ["herald-1"]
    assert {found["outcome"] for found in asked["differences"]} == {"first-only"}
    ran = run_inside("agree", str(two.first), str(two.second), "--article", "herald-2")
    assert (ran.status, ran.err) == (
        2,
        "plancmp: no article is called herald-2; did you mean herald-1?\n",
    )


def test_it_can_fail_on_what_is_not_settled(two: Two) -> None:
    line = ("agree", str(two.first), str(two.second), "--fail-on", "different,second-only")
    assert run_inside(*line).status == 1
    two.settle(*two.differences().values(), "--take", "second", "--write")
    assert run_inside(*line).status == 0


# A folder to code blind


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def blind(source: Path, root: Path) -> Path:
    ran = run_inside("new", "coding", "novak", "-o", str(root), "--data", str(source))
    assert (ran.status, ran.err) == (0, "")
    return root / "novak"


@pytest.mark.parametrize("source", [HARBOUR, RENTS, SHIPPED], ids=lambda path: path.name)
def test_it_has_the_same_questions_and_no_report(source: Path, tmp_path: Path) -> None:
    folder = blind(source, tmp_path)
    there, here = DataFolder(source), DataFolder(folder)
    one, other = (load_plans(data, data.plans).dataset for data in (there, here))
    assert set(one.articles) <= set(there.ids("articles")[0]) == set(here.ids("articles")[0])
    assert [p.id for p in one.provisions] == [p.id for p in other.provisions]
    assert [p.points for p in one.provisions] == [p.points for p in other.provisions]
    assert all(provision.reports == () for provision in other.provisions)
    bare: Any = {"note": "", "location": one.provisions[0].location, "locations": {}}
    for id, article in one.articles.items():
        assert article._replace(**bare) == other.articles[id]._replace(**bare)
    for id, plan in one.plans.items():
        assert plan._replace(**bare) == other.plans[id]._replace(**bare)
    for under in ("topics", "vocabularies"):
        assert contents(source / under) == contents(folder / under)
    ran = run_inside("check", "--data", str(folder), "--format", "json")
    assert (ran.status, json.loads(ran.out)["data"]["errors"]) == (0, 0)


@pytest.mark.parametrize("source", [HARBOUR, RENTS, SHIPPED], ids=lambda path: path.name)
def test_nothing_that_was_coded_is_in_it(source: Path, tmp_path: Path) -> None:
    """No quote, note, speaker, title or wording is in any file, but where the codebook has it."""
    data = DataFolder(source)
    dataset = load_plans(data, data.plans).dataset
    kept = {name: raw for name, raw in contents(source).items() if not name.startswith("plans/")}
    kept |= {name: raw for name, raw in contents(source).items() if name.endswith("/plan.yaml")}
    words = [b"\n".join(kept.values()).decode(), *(key.description for key in REPORT)]
    known = " ".join(" ".join(words).split())
    found = " ".join(b"\n".join(contents(blind(source, tmp_path)).values()).decode().split())
    told = set()
    for provision in dataset.provisions:
        if provision.title != provision.topic.title:
            told.add(provision.title)
        for report in provision.reports:
            told |= {report.quote, report.note, report.speaker, report.hedge, report.condition}
            for term, value in report.says.items():
                kind = provision.topic.terms[term].kind
                if isinstance(kind, Wording) and value not in RESERVED.values():
                    told.add(kind.text(value))
    hidden = {words for words in told if len(words) > 8 and words not in known}
    assert hidden
    assert [words for words in sorted(hidden) if words in found] == []


def test_notes_and_comments_that_may_tell_are_left_behind(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(RENTS, source)
    for file in ("plans/draft/plan.yaml", "articles/herald-1.yaml", CAP):
        path = source / file
        path.write_text(f"# SECRET\n{path.read_text()}note: SECRET\n".replace("note", "note"))
    (source / CAP).write_text("# SECRET\ntitle: SECRET\nreports: []\n# SECRET\n")
    folder = blind(source, tmp_path)
    assert [name for name, raw in contents(folder).items() if b"SECRET" in raw] == []


@pytest.mark.parametrize(
    ("name", "status", "told"),
    [
        ("novak", 2, "novak/dataset.yaml is there already; nothing was written"),
        ("../novak", 2, "is not a valid name"),
        ("other", 3, "is neither a data folder nor empty: it has mine"),
        ("file", 3, "is not a folder; nothing was written"),
    ],
)
def test_nothing_that_is_there_is_written_over(
    name: str, status: int, told: str, tmp_path: Path
) -> None:
    blind(RENTS, tmp_path)
    (tmp_path / "other").mkdir()
    (tmp_path / "other/mine").write_text("mine")
    (tmp_path / "file").write_text("mine")
    before = contents(tmp_path)
    ran = run_inside("new", "coding", name, "-o", str(tmp_path), "--data", str(RENTS))
    assert ran.status == status
    assert told in ran.err
    assert contents(tmp_path) == before


def test_a_blind_folder_of_data_with_problems_is_not_made(tmp_path: Path) -> None:
    source = coded(tmp_path, "source", "title: [\n")
    ran = run_inside("new", "coding", "novak", "-o", str(tmp_path), "--data", str(source))
    assert ran.status == 3
    assert "has problems, which plancmp check shows; nothing was written" in ran.err
    assert not (tmp_path / "novak").exists()


# What else writes


def test_an_import_leaves_checks_as_they_are_and_lets_them_lapse_with_their_claims(
    two: Two, tmp_path: Path
) -> None:
    exported = run_inside("export", "--data", str(two.first)).out
    assert two.settle("--agreed", "--write").status == 0
    checked = two.text()
    assert "checked:" in checked
    rows = tmp_path / "rows.csv"
    for sheet in (exported, run_inside("export", "--data", str(two.first)).out):
        rows.write_text(sheet)
        ran = run_inside("import", str(rows), "--write", "--data", str(two.first))
        assert (ran.status, ran.err, two.text()) == (0, "", checked)
    rows.write_text(exported.replace("2031-01-01", "2031-01-02"))
    ran = run_inside("import", str(rows), "--write", "--data", str(two.first))
    assert (ran.status, ran.err) == (0, "")
    (told,) = two.errors()
    assert "checked-lapsed" in told
