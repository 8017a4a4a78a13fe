from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import golden_files as goldens
from tests.support.datasets import HARBOUR
from tests.support.running import Run, run_inside

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="accept what the tests now give as golden"
    )


def pytest_configure(config: pytest.Config) -> None:
    update = config.getoption("--update-golden")
    plugin = goldens.GoldenFiles(goldens.FOLDER, update=update)
    config.pluginmanager.register(plugin, "golden-files")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by where they stand; `slow` stands at the tests themselves."""
    for item in items:
        if item.path.parent.name == "system":
            item.add_marker("system")
        if item.path.stem == "test_browser":
            item.add_marker("browser")


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
