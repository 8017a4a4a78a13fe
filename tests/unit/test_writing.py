"""Files are read and written whole, whatever the system hands over at a time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plancmp.data.files import read_bytes
from plancmp.data.writing import FileWrite, write_file, write_files
from plancmp.domain.problems import PlancmpError


def test_folders_made_for_a_file_that_cannot_be_written_go_again(tmp_path: Path) -> None:
    changes = [FileWrite(tmp_path / "new" / "deep" / f"{'x' * 300}.yaml", "text")]
    with pytest.raises(PlancmpError, match=r"cannot be written: .*; nothing was written"):
        write_files(changes)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [f"{'x' * 300}.md", f"{'x' * 300}/y.md"])
def test_a_name_that_no_file_can_have_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(PlancmpError, match=r"cannot be written: .*; nothing was written"):
        write_file("text", tmp_path / name)


def test_a_file_that_is_handed_over_in_parts_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(b"title: handed over in parts\n")
    read = os.read
    monkeypatch.setattr(os, "read", lambda handle, count: read(handle, min(count, 7)))
    assert read_bytes(str(file)) == (file.read_bytes(), "")
