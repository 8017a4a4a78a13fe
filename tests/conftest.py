from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import golden_files as goldens
from tests.support.datasets import HARBOUR, SHIPPED
from tests.support.running import Run, run_inside

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("untimed", UNTIMED)
settings.register_profile("inner loop", UNTIMED, max_examples=20)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="accept what the tests now give as golden"
    )


def pytest_configure(config: pytest.Config) -> None:
    inner_loop = "not slow" in config.getoption("markexpr")
    settings.load_profile("inner loop" if inner_loop else "untimed")
    update = config.getoption("--update-golden")
    plugin = goldens.GoldenFiles(goldens.FOLDER, update=update)
    config.pluginmanager.register(plugin, "golden-files")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by where they stand, and as slow where they look at all of the shipped data.

    Those look at the harbour, too, which is small. Other tests that are slow say so themselves.
    """
    for item in items:
        if item.path.parent.name == "system":
            item.add_marker("system")
        if item.path.stem == "test_browser":
            item.add_marker("browser")
        callspec = getattr(item, "callspec", None)
        if callspec and any(given in (SHIPPED, "shipped") for given in callspec.params.values()):
            item.add_marker("slow")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> goldens.Golden:
    """Compares a text with a golden file: `golden("name.txt", text)`."""
    plugin = request.config.pluginmanager.get_plugin("golden-files")
    assert isinstance(plugin, goldens.GoldenFiles)
    return plugin.check


@pytest.fixture(scope="session")
def harbour() -> Path:
    """A data folder on a subject that is made up, with every kind of value and of verdict."""
    return HARBOUR


@pytest.fixture
def run() -> Run:
    """Runs plancmp inside this process, on the harbour's data unless told otherwise."""
    return lambda *args, **environ: run_inside(
        *args, **{"PLANCMP_DATA": str(HARBOUR), "COLUMNS": "100", **environ}
    )
