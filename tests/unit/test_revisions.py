"""A data folder as it was at a git revision, or another folder; nothing else is taken for one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from plancmp.data.revisions import earlier_folder
from plancmp.domain.problems import PlancmpError
from tests.support.running import run_inside

DATASET = "format: 2\ntitle: Of {place}\n"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=A Tester", "-c", "user.email=tester@example.org")
    subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a data folder in it, changed since its first commit."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    folder = tmp_path / "repository" / "my data"
    folder.mkdir(parents=True)
    (folder / "dataset.yaml").write_text(DATASET.format(place="yesterday"))
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "first")
    git(folder, "tag", "before")
    (folder / "dataset.yaml").write_text(DATASET.format(place="today"))
    return folder


@pytest.mark.parametrize("named", ["HEAD", "before", "HEAD^{commit}"])
def test_the_folder_is_laid_out_as_it_was(repository: Path, named: str) -> None:
    with earlier_folder(repository, named) as earlier:
        assert "yesterday" in (earlier / "dataset.yaml").read_text()
    assert not earlier.exists()
    assert "today" in (repository / "dataset.yaml").read_text()


def test_another_folder_is_read_where_it_is(repository: Path, tmp_path: Path) -> None:
    other = shutil.copytree(repository, tmp_path / "other")
    with earlier_folder(repository, str(other)) as earlier:
        assert earlier == other
    assert other.exists()


@pytest.mark.parametrize("named", ["nothing", "--upload-pack=touch x", "HEAD:dataset.yaml", ""])
def test_what_is_neither_is_refused(repository: Path, named: str) -> None:
    with pytest.raises(PlancmpError, match="is no data folder"), earlier_folder(repository, named):
        pass


def test_without_a_repository_only_a_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text(DATASET.format(place="today"))
    with (
        pytest.raises(PlancmpError, match="HEAD is no data folder"),
        earlier_folder(tmp_path, "HEAD"),
    ):
        pass


def test_a_revision_in_which_it_was_no_data_folder_is_told_by_its_name(repository: Path) -> None:
    (repository / "outlets.yaml").write_text("")
    (repository / "dataset.yaml").rename(repository / "notes.yaml")
    git(repository, "add", "--all", ".")
    git(repository, "commit", "--quiet", "-m", "no data")
    (repository / "dataset.yaml").write_text(DATASET.format(place="today"))
    ran = run_inside("changes", "HEAD", "--data", str(repository))
    assert ran.status == 2
    assert f"{repository} was no data folder at HEAD: it had no dataset.yaml" in ran.err
    assert "plancmp-" not in ran.err


def test_a_fault_of_then_is_told_as_one(repository: Path) -> None:
    (repository / "outlets.yaml").write_text("herald: [\n")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "broken")
    (repository / "outlets.yaml").write_text("")
    ran = run_inside("changes", "HEAD", "--data", str(repository))
    assert ran.status == 3
    assert "outlets.yaml:2:1: syntax: in HEAD: " in ran.err


def test_what_git_says_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As of a repository of another owner."""
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\necho 'fatal: dubious ownership\n\n\tgit config x' >&2\nexit 128\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    with pytest.raises(PlancmpError) as raised, earlier_folder(tmp_path, "HEAD"):
        pass
    first, *below = str(raised.value).split("\n")
    assert first == "HEAD is no data folder; git says: dubious ownership"
    assert below == ["\tgit config x"]


def test_a_name_that_no_file_can_have_is_refused_in_plain_words(repository: Path) -> None:
    (repository / "outlets.yaml").write_text("")
    ran = run_inside("changes", "a" * 5_000, "--data", str(repository))
    assert ran.status == 2
    assert "a name of 5,000 letters is no data folder, and no revision" in ran.err


def test_a_folder_against_itself_has_nothing_changed(harbour: Path) -> None:
    ran = run_inside("changes", str(harbour), "--data", str(harbour))
    assert (ran.status, ran.err) == (0, "")
    assert "every claim, verdict and change is the same" in ran.out
