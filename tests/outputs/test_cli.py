"""The command line as a user meets it: whole outputs, options, statuses, completion."""

from __future__ import annotations

import json
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

from plancmp import __version__
from plancmp.cli import app, commands
from plancmp.cli.commands import new
from plancmp.render import formats_of
from plancmp.text import unsafe
from tests.support.datasets import HARBOUR, RENTS
from tests.support.golden_files import Golden
from tests.support.running import Run, process, surroundings

COMMANDS = {
    "plans": "plans",
    "show": "show autumn",
    "sources": "sources fishing autumn/quay --outlet all",
    "diff": "diff spring autumn",
    "conflicts": "conflicts",
    "outlets": "outlets",
    "search": "search ferries",
}
WIDTHS = (40, 80, 120, 200)


@pytest.mark.parametrize(
    "command", ["show", "weak", "brief", "diff spring", "conflicts", "outlets", "check", "export"]
)
def test_a_plan_is_found_by_its_name_as_a_sentence_has_it(command: str, run: Run) -> None:
    assert run(*command.split(), "Autumn") == run(*command.split(), "autumn")


# Whole outputs


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", WIDTHS)
def test_tables(command: str, width: int, run: Run, golden: Golden) -> None:
    ran = run(*COMMANDS[command].split(), "--width", str(width))
    assert (ran.status, ran.err) == (0, "")
    golden(f"harbour/{command}-{width}.txt", ran.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_colour(command: str, run: Run, golden: Golden) -> None:
    ran = run(*COMMANDS[command].split(), "--width", "80", "--color", "always")
    golden(f"harbour/{command}-80.ansi", ran.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_json(command: str, run: Run, golden: Golden) -> None:
    golden(f"harbour/{command}.json", run(*COMMANDS[command].split(), "--format", "json").out)


def test_help_opens_with_examples_and_cuts_nothing(run: Run) -> None:
    ran = run("-h")
    assert ran == run("--help")
    assert ran.out.splitlines()[4].startswith("  plancmp diff april november ")
    assert "..." not in ran.out.split("Reading:")[1]


@pytest.mark.parametrize("command", sorted(app.COMMANDS))
def test_help_of_a_command_opens_with_examples(command: str, run: Run) -> None:
    ran = run(command, "-h")
    assert ran == run(command, "--help")
    assert (ran.status, ran.err) == (0, "")
    _, _, _, empty, example, *_ = ran.out.splitlines()
    assert not empty
    assert example.startswith(f"  plancmp {command}")


@pytest.mark.parametrize(("package", "listed"), [(commands, app.COMMANDS), (new, app.NEW_COMMANDS)])
def test_every_file_of_commands_is_a_command(
    package: ModuleType, listed: Mapping[str, str]
) -> None:
    files = pkgutil.iter_modules(package.__path__)
    assert {file.name.removesuffix("_") for file in files} == set(listed)


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"plancmp {__version__}\n", "")


def test_without_a_command_there_is_help_and_status_2(run: Run) -> None:
    ran = run()
    assert ran.status == 2
    assert "plancmp diff april november" in ran.out + ran.err


# Usage

CHANGES = (
    "changed, depends, dropped, added, more-specific, less-specific, overlapping, more-reported, "
    "unchanged, not-comparable, elsewhere, other-draft, only-before or only-after"
)
VERDICTS = (
    "conflict, disputed, variant, updated, differs, agree, repeated, single, silent or not-found"
)
TWO_PLANS = "diff holds two plans or more against each other; there are autumn and spring"
NO_PLAN = "no plan is called {}; there are autumn and spring"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("--bogus", "no such option: --bogus; plancmp -h says more"),
        ("shwo", "no such command 'shwo'. Did you mean 'show'? plancmp -h says more"),
        ("show", "which plan? there are autumn and spring"),
        (
            "show spring autumn",
            "show takes one plan; plancmp diff spring autumn holds them against each other",
        ),
        ("show aut", "no plan is called aut; did you mean autumn?"),
        ("history zzz", "no topic is called zzz; plancmp search zzz looks for the word"),
        (
            "sources point-",
            "no provision is called point-; plancmp search point- looks for the word",
        ),
        *(
            (
                f"{command} autumn@first",
                "autumn@first is a draft, which only plancmp show and diff take; ask for autumn",
            )
            for command in ("brief", "weak", "conflicts", "outlets", "check", "export")
        ),
        ("show atumn", "no plan is called atumn; did you mean autumn?"),
        ("diff", TWO_PLANS),
        ("diff spring", TWO_PLANS),
        ("diff spring winter", NO_PLAN.format("winter")),
        ("show autumn@frist", "no draft of autumn is called frist; did you mean first?"),
        ("show autumn@", "no draft of autumn has an empty name; there are first and final"),
        ("diff spring@first autumn", "no draft of spring is called first; it has no drafts"),
        ("diff spring autumn fishng", "no topic is called fishng; did you mean fishing?"),
        (
            "sources",
            "which provision? by its topic or point; plancmp show PLAN lists a plan's; "
            "plancmp sources -h says more",
        ),
        ("weak", "which plan? plancmp plans lists them; plancmp weak -h says more"),
        ("sources autumn@first/quay", "ask for autumn/quay: it is shown with all drafts"),
        ("sources fishng", "no provision is called fishng; did you mean fishing?"),
        (
            "sources point-99",
            "autumn has 12 points; no provision of spring has the number 99",
        ),
        ("sources autumn/point-4", "no article read reports point 4 of autumn"),
        ("sources autumn/point-13", "autumn has 12 points"),
        (
            "sources autumn/fishng",
            "no provision is called autumn/fishng; did you mean autumn/fishing?",
        ),
        ("sources autum/fishing", "no plan is called autum; did you mean autumn?"),
        ("history point-5", "history is of one topic; point-5 fits lighthouse, tolls"),
        ("conflicts sprng", "no plan is called sprng; did you mean spring?"),
        (
            "plans --formt json",
            "no such option: --formt (Possible options: --format); plancmp plans -h says more",
        ),
        ("outlets --sources", "no such option: --sources; plancmp outlets -h says more"),
        (
            "plans --format jsn",
            "invalid value for '--format': 'jsn' is not table, markdown, "
            "csv, json or html; did you mean json? plancmp plans -h says more",
        ),
        (
            "plans --color allways",
            "invalid value for '--color': 'allways' is not auto, always or never; did you mean "
            "always? plancmp plans -h says more",
        ),
        (
            "plans --width 19",
            "invalid value for '--width': 19 is not in the range x>=20; plancmp plans -h says more",
        ),
        (
            "plans --width wide",
            "invalid value for '--width': 'wide' is not a valid int range; plancmp plans -h says "
            "more",
        ),
        (
            "plans extra",
            "plans takes no argument; leave out extra; plancmp plans -h says more",
        ),
        (
            "history fishing tolls quay",
            "history takes only TOPIC; leave out tolls quay; plancmp history -h says more",
        ),
        (
            "history spring",
            "spring is a plan and no topic; plancmp show spring lists what it provides",
        ),
        (
            "sources spring",
            "spring is a plan and no provision; plancmp show spring lists what it provides",
        ),
        (
            "conflicts Fishing",
            "fishing is a topic and no plan; plancmp sources fishing asks for it",
        ),
        (
            "outlets Courier",
            "courier is an outlet and no plan; plancmp outlets --outlet courier asks for it",
        ),
        (
            "show autumn --fail-on conflcit",
            f"invalid value for '--fail-on': 'conflcit' is not {VERDICTS}; did you mean conflict? "
            "plancmp show -h says more",
        ),
        (
            "diff spring autumn --fail-on chnaged,depends",
            f"invalid value for '--fail-on': 'chnaged' is not {CHANGES}; did you mean changed? "
            "plancmp diff -h says more",
        ),
        (
            "conflicts --fail-on single",
            "invalid value for '--fail-on': 'single' is not conflict, disputed, variant, updated "
            "or differs; plancmp conflicts -h says more",
        ),
        ("show autumn --outlet courrier", "no outlet is called courrier; did you mean courier?"),
        (
            "plans -o plans.pdf",
            "invalid value for '--output': no format has the ending '.pdf'; say which with "
            "--format, or end it in .txt, .md, .markdown, .csv, .json, .html or .htm; "
            "plancmp plans -h says more",
        ),
    ],
)
def test_a_slip_ends_with_status_2_and_one_line_on_what_was_meant(
    line: str, told: str, run: Run
) -> None:
    assert run(*line.split()) == (2, "", f"plancmp: {told}\n")


def test_an_option_is_never_given_nothing(run: Run) -> None:
    for args in (["--outlet", ""], ["--outlet="], ["--since", ""], ["-o", ""], ["--format", ""]):
        ran = run("show", "autumn", *args)
        name = args[0].rstrip("=")
        told = f"invalid value for '{name}': it is empty; plancmp show -h says more"
        assert ran == (2, "", f"plancmp: {told}\n")
    told = "invalid value for '--data': it is empty; plancmp -h says more"
    assert run("--data", "", "plans") == (2, "", f"plancmp: {told}\n")


def test_a_wrong_format_is_told_of_whatever_gave_it(run: Run) -> None:
    assert "value for 'PLANCMP_FORMAT': 'jsn'" in run("plans", PLANCMP_FORMAT="jsn").err
    assert "PLANCMP_FORMAT" not in run("plans", "--format", "xm", PLANCMP_FORMAT="jsn").err


def test_a_dash_for_the_output_file_is_standard_output(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("plans", "-o", "-") == run("plans")
    assert run("plans", "-o", "-", PLANCMP_FORMAT="csv") == run("plans", "--format", "csv")
    assert list(tmp_path.iterdir()) == []


def test_what_has_no_ending_needs_no_format_where_it_is_no_file(run: Run, tmp_path: Path) -> None:
    assert run("plans", "-o", "/dev/null") == (0, "", "")
    assert run("schema", "plan", "-o", str(tmp_path / "plan")) == (0, "", "")
    assert json.loads((tmp_path / "plan").read_text())
    assert "no format has the ending ''" in run("plans", "-o", str(tmp_path / "plan")).err


@pytest.mark.parametrize("command", ["plans", "plans --format csv", "schema", "export"])
def test_an_output_file_that_cannot_be_is_told_as_it_is(
    command: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file.csv").touch()
    told = {
        "folder.csv": f"{tmp_path}/folder.csv is a folder; name a file in it",
        "none/x.csv": f"there is no folder {tmp_path}/none; nothing was written",
        "file.csv/x.csv": "file.csv/x.csv cannot be written: Not a directory; nothing was written",
    }
    for name, says in told.items():
        ran = run(*command.split(), "-o", str(tmp_path / name))
        assert ran.status in (2, 3)
        assert (ran.out, says in ran.err) == ("", True), ran.err
        assert "as it was" not in ran.err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["show", "\x1b[31mred"], NO_PLAN.format("\\x1b[31mred")),
        (["show", "a\nb"], NO_PLAN.format("a\\nb")),
        (["\x1b]0;title\x07"], "no such command '\\x1b]0;title\\x07'; plancmp -h says more"),
        (
            ["plans", "--\u202eform"],
            "no such option: --\\u202eform (Possible options: --format); plancmp plans -h says more",
        ),
        (
            ["plans", "a\nb"],
            "plans takes no argument; leave out a\\x0ab; plancmp plans -h says more",
        ),
        (["plans", "-o", "x.\x1bm"], "no format has the ending '.\\x1bm'"),
    ],
)
def test_what_steers_a_terminal_is_spelled_out_in_an_error(
    args: list[str], told: str, run: Run
) -> None:
    ran = run(*args)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert ran.err.startswith("plancmp: ")
    assert ran.err.count("\n") == 1
    assert not unsafe().search(ran.err)


@pytest.mark.parametrize(
    ("before", "after"), [(["--data", "elsewhere"], []), (["--color", "always"], [])]
)
def test_options_stand_before_or_after_the_command(
    before: list[str], after: list[str], run: Run, harbour: Path
) -> None:
    given = [str(harbour) if word == "elsewhere" else word for word in before]
    assert run(*given, "plans", *after, PLANCMP_DATA="") == run(
        "plans", *given, *after, PLANCMP_DATA=""
    )
    assert run("plans", PLANCMP_DATA="") != run("plans", *given, PLANCMP_DATA="")


def test_an_option_after_the_command_beats_the_one_before(run: Run, harbour: Path) -> None:
    ran = run("--data", "/nowhere", "plans", "--data", str(harbour), PLANCMP_DATA="/nowhere")
    assert ran.status == 0
    ran = run("--data", str(harbour), "plans", PLANCMP_DATA="/nowhere")
    assert ran.status == 0


def test_the_data_folder_is_the_option_then_the_environment_then_what_is_shipped(
    run: Run, harbour: Path
) -> None:
    assert "Vellamo" in run("plans").out
    assert "november" in run("plans", PLANCMP_DATA="").out
    missing = run("plans", "--data", "nowhere")
    told = "nowhere is not a folder; plancmp new plan my-plan --data nowhere begins one"
    assert missing == (3, "", f"plancmp: {told}\n")
    assert run("plans", PLANCMP_DATA="nowhere") == missing


@pytest.mark.parametrize("line", ["plans", "show x", "history x", "diff a b", "new topic t"])
@pytest.mark.parametrize("there", ["nothing", "an empty folder", "other things", "no plans"])
def test_where_no_data_or_no_plan_is_the_command_that_is_told_begins_it(
    there: str, line: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "my folder"
    if there != "nothing":
        folder.mkdir()
    if there == "other things":
        (folder / "letter.doc").touch()
    if there == "no plans":
        if line in ("plans", "new topic t"):
            pytest.skip("it needs no plan")
        (folder / "dataset.yaml").write_text("format: 2\ntitle: T\n")
    told = run(*line.split(), "--data", str(folder)).err
    found = re.search(r"; plancmp (new plan .*) (?:begins one|makes the first)\n$", told)
    assert found, told
    assert run(*shlex.split(found[1])).status == 0


def test_the_format_is_the_option_then_the_ending_then_the_environment(
    run: Run, tmp_path: Path
) -> None:
    def written(name: str, *args: str, **environ: str) -> str:
        assert run("plans", "-o", str(tmp_path / name), *args, **environ) == (0, "", "")
        return (tmp_path / name).read_text(encoding="utf-8")

    as_json, as_table = run("plans", "--format", "json").out, run("plans").out
    assert run("plans", PLANCMP_FORMAT="json").out == as_json
    assert run("plans", "--format", "table", PLANCMP_FORMAT="json").out == as_table
    assert written("a.json") == as_json
    assert written("a.txt", PLANCMP_FORMAT="json") == as_table
    assert written("a.json", "--format", "table") == as_table
    assert written("a.dat", PLANCMP_FORMAT="json") == as_json
    slip = run("plans", PLANCMP_FORMAT="jsn")
    assert slip.status == 2
    assert "PLANCMP_FORMAT" in slip.err


# Outlets


def test_a_draft_is_held_against_the_last(run: Run) -> None:
    data = json.loads(run("diff", "autumn@first", "autumn", "--format", "json").out)["data"]
    assert data["plans"] == ["autumn@first", "autumn"]
    assert data["changes"]
    same = json.loads(run("diff", "autumn@final", "autumn", "--format", "json").out)["data"]
    assert {topic["change"] for topic in same["changes"]} == {"unchanged"}


def test_topics_are_chosen_by_name_or_point(run: Run) -> None:
    def topics(*chosen: str) -> set[str]:
        ran = run("diff", "spring", "autumn", *chosen, "--outlet", "all", "--format", "json")
        return {topic["topic"] for topic in json.loads(ran.out)["data"]["changes"]}

    assert topics("tolls", "autumn/fishing") == {"tolls", "fishing"}
    assert topics("point-5") == {"lighthouse", "tolls"}
    assert topics() > {"tolls", "fishing", "lighthouse"}


def test_one_draft_is_shown_without_what_is_reported_of_others(run: Run) -> None:
    data = json.loads(run("show", "autumn@first", "--outlet", "all", "--format", "json").out)
    cells = [c for p in data["data"]["provisions"] for cs in p["cells"].values() for c in cs]
    assert (data["data"]["plan"], data["data"]["draft"]) == ("autumn", "first")
    assert {cell["draft"] for cell in cells} == {"first"}
    whole = json.loads(run("show", "autumn", "--format", "json").out)["data"]
    assert data["data"]["unreported_points"] == whole["unreported_points"]
    assert whole["draft"] is None


def test_who_is_left_out_where_nobody_chooses_is_said(run: Run, tmp_path: Path) -> None:
    many = [f"o{number}" for number in range(10)]
    files = {
        "dataset.yaml": "format: 1\ntitle: Many outlets\n",
        "outlets.yaml": "".join(f"{id}: {{name: Outlet {id}, kind: site}}\n" for id in many),
        "topics/toll.yaml": "title: T\ngroup: g\nterms:\n  t: {asks: T?, kind: yes-no}\n",
        "plans/a/plan.yaml": "title: A\n",
        "plans/a/toll.yaml": "title: T\nreports:\n"
        + "".join(f"- {{article: {id}, says: {{t: yes}}}}\n" for id in many),
        **{f"articles/{id}.yaml": f"outlet: {id}\ntitle: T\ncovers: a\n" for id in many},
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    for line in ("show a", "conflicts", "outlets", "plans", "brief a", "diff a a"):
        ran = run(*line.split(), PLANCMP_DATA=str(tmp_path))
        assert "left out, as reporting less (--outlet all): Outlet o8, Outlet o9" in ran.out, line
        asked = run(*line.split(), "--outlet", "o8", PLANCMP_DATA=str(tmp_path))
        assert "left out, as" not in asked.out, line
    for line in ("show a", "conflicts", "outlets", "sources toll", "brief a", "diff a a"):
        ran = run(*line.split(), "--format", "json", PLANCMP_DATA=str(tmp_path))
        assert json.loads(ran.out)["data"]["left_out"] == ["o8", "o9"], line


def test_all_outlets_are_compared_when_asked(run: Run) -> None:
    few = json.loads(run("show", "autumn", "--format", "json").out)["data"]["outlets"]
    every = json.loads(run("show", "autumn", "--outlet", "all", "--format", "json").out)
    assert few == ["courier", "mayak", "minato", "agence"]
    assert every["data"]["outlets"] == [*few, "pilot"]


def test_outlets_are_asked_for_by_any_of_their_names(run: Run) -> None:
    by_name = run("show", "autumn", "--outlet", "agence cotiere", "--outlet", "the courier")
    assert by_name == run("show", "autumn", "--outlet", "agence", "--outlet", "courier")
    assert by_name.status == 0


def test_outlets_are_those_named_each_once_in_their_order(run: Run) -> None:
    args = shlex.split("show autumn --outlet pilot --outlet mayak --outlet pilot --format json")
    assert json.loads(run(*args).out)["data"]["outlets"] == ["pilot", "mayak"]


# Statuses


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("conflicts", 0),
        ("conflicts --fail-on conflict", 1),
        ("conflicts spring --fail-on conflict", 0),
        ("conflicts --fail-on updated --fail-on disputed", 1),
        ("show spring --fail-on conflict,disputed", 0),
        ("show spring --fail-on conflict,agree", 1),
        ("show spring --fail-on agree", 1),
        ("sources autumn/dredging --fail-on conflict", 1),
        ("sources autumn/dredging --fail-on disputed", 0),
        ("diff spring autumn --fail-on dropped", 1),
        ("diff spring autumn signing --fail-on changed", 0),  # it is of the plans' story
        ("diff spring autumn --fail-on added,dropped", 1),
        ("diff spring spring --fail-on changed,depends,dropped,added", 0),
    ],
)
def test_findings_end_with_status_1_only_where_asked(line: str, status: int, run: Run) -> None:
    asked = run(*line.split())
    without = run(*line.split(" --fail-on", maxsplit=1)[0].split())
    assert asked.status == status
    assert without.status == 0
    assert (asked.out, asked.err) == (without.out, "")


@pytest.fixture
def broken(harbour: Path, tmp_path: Path) -> Path:
    """The harbour's data with one provision that cannot be read and one value that is wrong."""
    folder = tmp_path / "data"
    for path in harbour.rglob("*.yaml"):
        copy = folder / path.relative_to(harbour)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (folder / "plans/autumn/03-fishing.yaml").write_text("title: [\n", encoding="utf-8")
    lighthouse = folder / "plans/autumn/05-lighthouse.yaml"
    told = lighthouse.read_text(encoding="utf-8").replace("keeper: navy", "keeper: nav")
    lighthouse.write_text(told, encoding="utf-8")
    return folder


@pytest.mark.parametrize("format", formats_of())
@pytest.mark.parametrize("command", COMMANDS)
def test_wrong_data_is_said_so_in_every_format(
    command: str, format: str, run: Run, broken: Path
) -> None:
    line = COMMANDS[command].replace("fishing", "lighthouse")
    ran = run(*line.split(), "--format", format, PLANCMP_DATA=str(broken))
    assert ran.status == 3
    assert "plans/autumn/05-lighthouse.yaml:8:15: bad-value: nav is not an option" in ran.err
    assert "did you mean navy?" in ran.err
    assert "05-lighthouse.yaml" in ran.out.replace("\\", "")
    assert "No conflict" not in ran.out


def test_wrong_data_never_yields_no_conflicts(run: Run, broken: Path) -> None:
    (broken / "plans/autumn/01-dredging.yaml").unlink()
    (broken / "plans/autumn/signing.yaml").unlink()
    (broken / "plans/autumn/moorings.yaml").unlink()
    table = run("conflicts", PLANCMP_DATA=str(broken))
    assert table.status == 3
    assert table.out.startswith("2 problems in the data: what follows is incomplete.\n")
    assert "No conflict" not in table.out
    envelope = json.loads(run("conflicts", "--format", "json", PLANCMP_DATA=str(broken)).out)
    assert envelope["data"]["findings"] == []
    assert [(p["file"], p["line"], p["column"], p["rule"]) for p in envelope["problems"]] == [
        ("plans/autumn/03-fishing.yaml", 2, 1, "syntax"),
        ("plans/autumn/05-lighthouse.yaml", 8, 15, "bad-value"),
    ]


@pytest.mark.parametrize("wrong", ["gone", "broken"])
@pytest.mark.parametrize("command", sorted({*COMMANDS, "weak", "brief", "history"} - {"search"}))
def test_where_no_outlet_can_be_read_nothing_is_said_of_what_they_report(
    command: str, wrong: str, run: Run, harbour: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(harbour, folder)
    (folder / "outlets.yaml").unlink()
    if wrong == "broken":
        (folder / "outlets.yaml").write_text("courier: [\n")
    more = {"weak": "weak autumn", "brief": "brief autumn", "history": "history fishing"}
    ran = run(*{**COMMANDS, **more}[command].split(), PLANCMP_DATA=str(folder))
    assert (ran.status, ran.out) == (3, "")
    told = "plancmp: nothing can be compared, as no outlet could be read:\noutlets.yaml:"
    assert ran.err.startswith(told)


def test_a_new_folder_without_outlets_is_no_error(run: Run, tmp_path: Path) -> None:
    folder = str(tmp_path / "own")
    assert run("new", "plan", "draft", "--data", folder).status == 0
    for line in ("plans", "show draft", "conflicts", "outlets", "brief draft"):
        assert run(*line.split(), "--data", folder).status == 0
    shutil.rmtree(tmp_path / "own/plans")
    assert "There are no plans yet; plancmp new plan" in run("plans", "--data", folder).out


def test_wrong_data_outranks_findings(run: Run, broken: Path) -> None:
    ran = run("conflicts", "--fail-on", "conflict", PLANCMP_DATA=str(broken))
    assert ran.status == 3


def test_a_fault_of_our_own_is_status_4_and_says_what_to_do(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_promise(*_: object) -> None:
        raise AssertionError("a promise that was not kept")

    monkeypatch.setattr("plancmp.views.plans.PlansView", broken_promise)
    ran = run("plans")
    assert (ran.status, ran.out) == (4, "")
    assert "AssertionError: a promise that was not kept" in ran.err
    assert f"plancmp {__version__}: this is a fault of plancmp, not of your data" in ran.err
    assert "report it" in ran.err


# Completion, by the protocol that Typer's scripts for each shell speak


def complete(shell: str, line: str, harbour: Path) -> list[str]:
    """What a shell is offered for a line whose last word is being typed."""
    words = line.split(" ")
    said = {
        "_PLANCMP_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "PLANCMP_DATA": str(harbour),
    }
    ran = process(environ=said)
    assert ran.stderr == b""
    offers = ran.stdout.decode().removeprefix("_arguments '*: :((").splitlines()
    return [found[0] for offer in offers if (found := re.search(r"[^\s\"]+", offer))]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("plancmp sh", ["show", "sheet"]),
        ("plancmp show a", ["autumn"]),
        ("plancmp diff spring ", ["autumn", "spring"]),
        ("plancmp diff autumn@fi", ["autumn@first", "autumn@final"]),
        ("plancmp diff spring autumn pil", ["pilotage"]),
        ("plancmp conflicts autumn s", ["spring"]),
        ("plancmp sources fi", ["fishing"]),
        ("plancmp sources point-1", ["point-1", "point-12"]),
        ("plancmp sources spring/f", ["spring/ferries", "spring/fishing"]),
        ("plancmp show autumn --outlet m", ["mayak", "minato"]),
        ("plancmp show autumn --outlet al", ["all"]),
        ("plancmp plans --format j", ["json"]),
        ("plancmp plans --color a", ["auto", "always"]),
        ("plancmp --color n", ["never"]),
        ("plancmp new provision spring f", ["ferries", "fishing"]),
        ("plancmp new topic x --kind d", ["date"]),
        ("plancmp check --explain own", ["own-credit"]),
    ],
)
def test_the_shell_completes(shell: str, line: str, offered: list[str], harbour: Path) -> None:
    assert complete(shell, line, harbour) == offered


def test_completion_reads_the_folder_named_on_the_line(harbour: Path) -> None:
    for line in (f"plancmp --data {harbour} show s", f"plancmp show --data {harbour} s"):
        said = {"_PLANCMP_COMPLETE": "complete_bash", "COMP_WORDS": line}
        ran = process(environ={**said, "COMP_CWORD": str(len(line.split()) - 1)})
        assert ran.stdout.split() == [b"spring"]


def test_completion_in_a_folder_without_data_offers_nothing_and_says_nothing() -> None:
    said = {"_PLANCMP_COMPLETE": "complete_bash", "COMP_WORDS": "plancmp show ", "COMP_CWORD": "2"}
    ran = process(environ={**said, "PLANCMP_DATA": "/nowhere"})
    assert (ran.stdout.strip(), ran.stderr) == (b"", b"")


@pytest.mark.parametrize(
    "said", [{}, {"COMP_WORDS": "plancmp s"}, {"COMP_WORDS": "plancmp s", "COMP_CWORD": "one"}]
)
def test_completion_without_what_was_typed_is_told(said: dict[str, str]) -> None:
    ran = process("diff", environ={**said, "_PLANCMP_COMPLETE": "complete_bash"})
    told = b"plancmp: _PLANCMP_COMPLETE goes with COMP_WORDS and COMP_CWORD, which bash sets\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, b"", told)


def test_bash_itself_completes_with_the_script_that_plancmp_prints(harbour: Path) -> None:
    script = """
    eval "$(_PLANCMP_COMPLETE=source_bash plancmp)"
    complete -p plancmp >/dev/null
    COMP_WORDS=(plancmp show s) COMP_CWORD=2
    "$(complete -p plancmp | sed 's/.*-F \\([^ ]*\\).*/\\1/')" plancmp
    echo "${COMPREPLY[@]}"
    """
    environ = surroundings({"PLANCMP_DATA": str(harbour)})
    environ["PATH"] = f"{Path(sys.executable).parent}:{environ['PATH']}"
    ran = subprocess.run(
        ["bash", "--norc", "-c", script], env=environ, capture_output=True, text=True, check=False
    )
    assert ran.stdout.strip() == "spring", ran.stderr


@pytest.mark.parametrize(
    "line", ["show autumn", "conflicts", "diff spring autumn", "brief autumn", "outlets"]
)
def test_nothing_is_said_where_no_outlet_is_left(line: str, run: Run) -> None:
    ran = run(*line.split(), "--outlet", "pilot", "--without", "pilot")
    told = "plancmp: without pilot none of the outlets compared is left\n"
    assert ran == (2, "", told)


def test_who_only_carries_on_what_is_left_out_is_not_said_to_be_silent(run: Run) -> None:
    ran = run("sources", "moorings", "--all", "--without", "agence")
    assert "without Agence: what rests on it alone is left out" in ran.out
    assert "what Маяк, 港ニュース report of it rests on what is left out" in ran.out
    assert "not in what was read of the Courier (0 of 2 articles read whole)\n" in ran.out
    shown = run("show", "autumn", "--all", "--without", "agence").out
    data = json.loads(run("sources", "moorings", "--without", "agence", "--format", "json").out)
    (moorings,) = data["data"]["provisions"]
    assert moorings["fallen"] == ["mayak", "minato"]
    assert re.search(r"Moorings: Rings along the mole +· +□ +□ ", shown)
    assert "□ left out" in shown


def test_no_value_is_said_to_fit_another_plan_by_an_outlet_that_is_left_out(
    run: Run, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(RENTS, data)
    law = data / "plans" / "law"
    law.mkdir()
    (law / "plan.yaml").write_text("title: The law\n")
    article = "{article: courier-3, quote: four, says: {percent: 4}}"
    (law / "cap.yaml").write_text(f"title: A cap\nreports: [{article}]\n")
    (data / "articles" / "courier-3.yaml").write_text(
        "{outlet: courier, title: The law, covers: law}\n"
    )
    line = (
        "sources",
        "draft/cap",
        "--data",
        str(data),
        "--outlet",
        "gazette",
        "--outlet",
        "herald",
    )
    assert "reported of law as well: 4 percent" in run(*line).out
    assert "as well" not in run(*line, "--without", "courier").out


def test_a_second_coding_does_not_come_to_stand_among_the_first(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(HARBOUR, data)
    ran = run("new", "coding", "novak", "-o", str(data), "--data", str(data))
    assert (ran.status, ran.out) == (2, "")
    assert "nothing was written" in ran.err
    assert not (data / "novak").exists()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("show Autumn", "show autumn"),
        ("show AUTUMN@first", "show autumn@first"),
        ("diff Spring Autumn Fishing", "diff spring autumn fishing"),
        ("sources 'Autumn/Point 3'", "sources autumn/point-3"),
        ("history FISHING", "history fishing"),
    ],
)
def test_names_are_taken_as_people_write_them(written: str, meant: str, run: Run) -> None:
    one, other = run(*shlex.split(written)), run(*shlex.split(meant))
    assert one == other
    assert one.status == 0


def test_lines_to_paste_are_not_folded_in_a_pipe_nor_in_a_file(run: Run, tmp_path: Path) -> None:
    run("sources", "autumn/fishing", "--cite", "-o", str(tmp_path / "cited.txt"))
    told = json.loads(run("sources", "autumn/fishing", "--cite", "--format", "json").out)
    lines = run("sources", "autumn/fishing", "--cite").out.splitlines()
    assert (tmp_path / "cited.txt").read_text(encoding="utf-8").splitlines() == lines
    for cited in told["data"]["citations"]:
        assert {f"  {line}" for line in cited["citations"]} <= set(lines)
    narrow = run("sources", "autumn/fishing", "--cite", "--width", "60").out.splitlines()
    assert max(map(len, narrow)) <= 60 < max(map(len, lines))


@pytest.mark.parametrize("line", ["diff draft law", "diff draft law later"])
def test_what_only_others_report_is_named_whole(line: str, run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(RENTS, data)
    for plan in ("law", "later"):
        (data / "plans" / plan).mkdir()
        (data / "plans" / plan / "plan.yaml").write_text(f"title: The {plan}\n")
    for format in ("table", "markdown", "html"):
        told = run(*line.split(), "--data", str(data), "--outlet", "courier", "--format", format)
        assert "only of outlets not compared: The cap" in told.out
