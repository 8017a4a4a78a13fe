"""The golden files themselves: what is compared, accepted, and missed."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

CONFTEST = """
import pytest
from pathlib import Path
from tests.support.golden_files import GoldenFiles

def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true")

def pytest_configure(config):
    update = config.getoption("--update-golden")
    config.pluginmanager.register(GoldenFiles(Path("golden"), update=update), "golden-files")

@pytest.fixture
def golden(request):
    return request.config.pluginmanager.get_plugin("golden-files").check
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(
        test_it="""
        def test_one(golden): golden("one.txt", "first\\nsecond\\n")
        def test_two(golden): golden("deep/two.txt", "\\u00e9 \\x1b[1m\\n")
        """
    )
    return pytester


def run(project: pytest.Pytester, *args: str) -> pytest.RunResult:
    return project.runpytest_inprocess("-p", "no:cacheprovider", *args)


def test_a_missing_file_fails_and_an_update_writes_it_to_the_byte(
    project: pytest.Pytester,
) -> None:
    run(project).assert_outcomes(failed=2)
    run(project, "--update-golden").assert_outcomes(passed=2)
    assert (project.path / "golden/deep/two.txt").read_bytes() == b"\xc3\xa9 \x1b[1m\n"
    assert run(project).ret == 0


def test_a_difference_is_shown_as_a_diff_with_what_cannot_be_seen(
    project: pytest.Pytester,
) -> None:
    run(project, "--update-golden")
    (project.path / "golden/one.txt").write_text("first\nthird\n")
    (project.path / "golden/deep/two.txt").write_text("\u00e9\n")
    result = run(project)
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines_random(["*-third", "*+second", "*+\u00e9 \\x1b[[]1m"])


def test_an_unused_file_fails_a_whole_run_only(project: pytest.Pytester) -> None:
    run(project, "--update-golden")
    stray = project.path / "golden/stray.txt"
    stray.write_text("")
    result = run(project)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["no test asks for tests/goldens/stray.txt"])
    assert run(project, "-k", "one").ret == 0
    assert run(project, "test_it.py::test_two").ret == 0
    assert stray.exists()


def test_an_update_of_everything_removes_what_is_unused(project: pytest.Pytester) -> None:
    run(project, "--update-golden")
    stray = project.path / "golden/stray.txt"
    stray.write_text("")
    run(project, "--update-golden", "-k", "one")
    assert stray.exists()
    run(project, "--update-golden")
    assert not stray.exists()


def test_a_skipped_test_may_have_wanted_a_file(project: pytest.Pytester) -> None:
    run(project, "--update-golden")
    project.makepyfile(
        test_it="""
        import pytest
        def test_one(golden): golden("one.txt", "first\\nsecond\\n")
        def test_two(golden): pytest.skip("no browser")
        """
    )
    assert run(project).ret == 0


@pytest.mark.parametrize("option", [(), ("--continue-on-collection-errors",)])
def test_a_file_of_tests_that_cannot_be_read_may_have_wanted_files(
    project: pytest.Pytester, option: tuple[str, ...]
) -> None:
    run(project, "--update-golden")
    project.makepyfile(test_it="import nowhere", test_other="def test_nothing(): pass")
    assert run(project, "--update-golden", *option).ret != 0
    assert run(project, *option).ret != 0
    assert {path.name for path in project.path.glob("golden/**/*.txt")} == {"one.txt", "two.txt"}


def test_where_nothing_could_be_run_nothing_is_removed(project: pytest.Pytester) -> None:
    run(project, "--update-golden")
    there = sorted((project.path / "golden").rglob("*.txt"))
    assert run(project, "--update-golden", "test_it.py", "test_that.py").ret != 0
    assert sorted((project.path / "golden").rglob("*.txt")) == there != []
