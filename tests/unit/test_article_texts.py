"""Files as texts of articles: what is one, by what it is known, and what is passed over."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.data.article_texts import fingerprint, fingerprints, read_texts
from plancmp.data.files import read_bytes
from tests.support.datasets import CLIPPINGS, RENTS
from tests.support.running import Run

GAZETTE = (CLIPPINGS / "gazette.txt").read_bytes()
REWRITTEN = {
    "as it was": GAZETTE,
    "with CRLF": GAZETTE.replace(b"\n", b"\r\n"),
    "with CR": GAZETTE.replace(b"\n", b"\r"),
    "with a byte order mark": b"\xef\xbb\xbf" + GAZETTE,
    "without its last line end": GAZETTE.rstrip(b"\n"),
    "with empty lines at its end": GAZETTE + b"\n\n",
    "as a mail would": b"\xef\xbb\xbf" + GAZETTE.rstrip(b"\n").replace(b"\n", b"\r\n"),
}


def sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize("raw", REWRITTEN.values(), ids=list(REWRITTEN))
@pytest.mark.parametrize("named", REWRITTEN.values(), ids=list(REWRITTEN))
def test_a_text_rewritten_is_the_same_text(tmp_path: Path, raw: bytes, named: bytes) -> None:
    """Whichever of its forms the article's fingerprint was taken of: of the bytes, or as now."""
    before, now = tmp_path / "before", tmp_path / "texts" / "now"
    now.parent.mkdir()
    before.write_bytes(named)
    now.write_bytes(raw)
    assert read_texts(now.parent, {fingerprint(before)}).named
    if b"\r" not in named.replace(b"\r\n", b""):
        assert read_texts(now.parent, {sha256(named)}).named


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff")))
def test_a_file_of_unix_lines_is_known_by_its_own_sha256(content: str) -> None:
    for ended in (content.rstrip("\n"), content.rstrip("\n") + "\n", content):
        assert sha256(ended.encode()) in fingerprints(content)


@given(st.text(min_size=1), st.data())
def test_other_words_are_another_text(content: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(content) - 1))
    other = f"{content[:place]}x{content[place:]}"
    assert set(fingerprints(content)).isdisjoint(fingerprints(other))


def test_the_fingerprint_of_a_file_of_unix_lines_is_its_sha256(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for raw in (GAZETTE, GAZETTE + b"\n\n", GAZETTE.rstrip()):
        path.write_bytes(raw)
        assert fingerprint(path) == sha256(raw)


@pytest.mark.parametrize("named", ["as it was", "with CRLF", "as a mail would"])
def test_quotes_are_verified_in_a_text_rewritten(tmp_path: Path, run: Run, named: str) -> None:
    (tmp_path / "a.txt").write_bytes(REWRITTEN[named])
    ran = run("verify", "--data", str(RENTS), "--texts", str(tmp_path))
    assert ran.out.startswith("1 of 8 quotes verified")


NO_TEXTS = {
    "UTF-16": (
        "a b".encode("utf-16"),
        "is not UTF-8; it looks like UTF-16: iconv -f UTF-16 -t UTF-8 {0} > {0}.txt",
    ),
    "UTF-16 without a mark": (
        "a b".encode("utf-16-le"),
        "is not plain text in UTF-8; save it as plain text, in UTF-8",
    ),
    "cp1252": (b"caf\xe9", "is not UTF-8; save it as plain text, in UTF-8"),
    "PDF": (b"%PDF-1.7\n", "is a PDF; pdftotext {0} {0}.txt makes a text of it"),
    "docx": (b"PK\x03\x04", "is a .docx, .odt or zip file; save it as plain text, in UTF-8"),
    "doc": (b"\xd0\xcf\x11\xe0", "is a .doc file; save it as plain text, in UTF-8"),
    "RTF": (b"{\\rtf1 a}", "is an RTF file; save it as plain text, in UTF-8"),
    "empty": (b"", "has no words in it"),
    "a mark alone": (b"\xef\xbb\xbf\n", "has no words in it"),
}


@pytest.mark.parametrize(("raw", "said"), NO_TEXTS.values(), ids=list(NO_TEXTS))
def test_what_is_no_text_is_refused_before_an_article_names_it(
    tmp_path: Path, run: Run, raw: bytes, said: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(raw)
    said = said.format(path)
    ran = run("verify", "--fingerprint", str(path))
    assert (ran.status, ran.out, ran.err) == (3, "", f"plancmp: {path} {said}\n")
    article = ("new", "article", "g9", "--outlet", "gazette", "--covers", "draft", "--title", "T")
    ran = run(*article, "--text", str(path), "--data", str(RENTS))
    assert (ran.status, ran.err) == (3, f"plancmp: {path} {said}\n")
    assert not (RENTS / "articles" / "g9.yaml").exists()


def test_an_address_is_no_file(run: Run) -> None:
    ran = run("verify", "--fingerprint", "https://example.org/a")
    assert ran.status == 3
    assert ran.err.startswith("plancmp: https://example.org/a is an address, not a file; save ")


def test_nothing_that_is_no_regular_file_is_opened(tmp_path: Path, run: Run) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        assert run("verify", "--fingerprint", str(path)).status == 3


def test_a_folder_may_hold_anything(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    inner = tmp_path / "deep"
    inner_name = os.open(inner, os.O_RDONLY)
    try:
        for _ in range(1_200):
            os.mkdir("d", dir_fd=inner_name)
            below = os.open("d", os.O_RDONLY, dir_fd=inner_name)
            os.close(inner_name)
            inner_name = below
    finally:
        os.close(inner_name)
    os.mkfifo(tmp_path / "pipe")
    for name, target in (
        ("zero", "/dev/zero"),
        ("up", ".."),
        ("self", "self"),
        ("none", "nowhere"),
    ):
        (tmp_path / name).symlink_to(target)
    (tmp_path / "linked.txt").symlink_to(CLIPPINGS / "gazette.txt")
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text("other words")
    found = read_texts(tmp_path, {sha256(GAZETTE)})
    assert [text.name for text in found.named] == ["linked.txt"]
    assert [text.folded for text in found.others] == ["other words"]
    assert len(found.passed_over) == 5
    assert found.files == 7
    # Python cannot take away what is so deep
    subprocess.run(["rm", "-r", str(inner)], check=True)


def test_a_file_that_is_longer_than_it_says_is_read_to_its_end_or_not_at_all() -> None:
    path = Path("/proc/self/maps")
    if path.is_file():
        raw, why = read_bytes(str(path), 1_000_000)
        assert (raw or b"").endswith(b"\n")
        assert why == ""
        assert read_bytes(str(path), 10) == (None, "has more than 10 bytes")


def test_only_what_is_asked_to_be_followed_is_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("words")
    (tmp_path / "link").symlink_to("text")
    assert read_bytes(str(tmp_path / "link")) == (None, "is a link")
    assert read_bytes(str(tmp_path / "link"), follow=True) == (b"words", "")
    assert read_bytes(str(tmp_path / "link"), 4, follow=True)[0] is None


def test_other_texts_are_read_when_it_is_their_turn(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(f"words of {name}\n")
    found = read_texts(tmp_path, frozenset())
    (tmp_path / "a").unlink()
    assert [text.name for text in found.others] == ["b"]
