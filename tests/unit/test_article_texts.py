"""Files as texts of articles: what is one, by what it is known, and what is passed over."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Sequence
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
    **{
        f"{encoding} without a mark": (
            words.encode(encoding),
            f"is not plain text in UTF-8; it looks like {encoding}: "
            f"iconv -f {encoding} -t UTF-8 {{0}} > {{0}}.txt",
        )
        for encoding in ("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")
        for words in ("a b", "Плата за жильё\n")
    },
    "UTF-16 of the other order": (
        "\ufeffa b".encode("utf-16-be"),
        "is not UTF-8; it looks like UTF-16: iconv -f UTF-16 -t UTF-8 {0} > {0}.txt",
    ),
    "UTF-32": (
        "a b".encode("utf-32"),
        "is not UTF-8; it looks like UTF-32: iconv -f UTF-32 -t UTF-8 {0} > {0}.txt",
    ),
    "a program": (
        b"\x7fELF\0\1\0\0",
        "is not plain text in UTF-8; save it as plain text, in UTF-8",
    ),
    **{
        f"source {number}": (
            source.encode(),
            "is the source of a page; "
            "plancmp new article --page {0} takes the article's words out of it",
        )
        for number, source in enumerate(
            (
                "<!DOCTYPE html>\n<p>Rents",
                "\ufeff<html lang=en>Rents",
                "<!-- saved -->\n<!-- by it --><article class='a'>Rents",
                "<?xml version='1.0'?><rss>Rents",
                "<p>Rents</p>",
            )
        )
    },
    "MHTML": (
        b"From: <Saved>\nSubject: Rents\nContent-Type: multipart/related;\n\tboundary=x\n\nRents",
        "is a saved page; plancmp new article --page {0} takes the article's words out of it",
    ),
    "mail": (
        b"Subject: Rents\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\nUmVudHM=\n",
        "is a mail; copy its text into a file, as plain text in UTF-8",
    ),
    "PostScript": (b"%!PS-Adobe-3.0\n", "is PostScript; ps2ascii {0} {0}.txt makes a text of it"),
    "notebook": (b'{"cells": []}', "is JSON; copy its text into a file, as plain text in UTF-8"),
    "JSON by lines": (
        b'{"a": "b"}\n\n{"a": "c"}\n',
        "is JSON; copy its text into a file, as plain text in UTF-8",
    ),
    "a NUL at the end": (
        b"Rents would be capped.\nAn aide said so.\n\0",
        "holds a control character (U+0000) in line 3; save it as plain text, in UTF-8",
    ),
    "tags within words": (
        b"Rents would\nbe <b>capped</b>.\n",
        "has a part of the source of a page (</b>) in line 2; plancmp new article --page {0} "
        "takes the article's words out of it",
    ),
    "a mailbox": (
        b"From a@example.org Mon Apr  2\nSubject: Rents\nMIME-Version: 1.0\n\nRents\n",
        "is a mail; copy its text into a file, as plain text in UTF-8",
    ),
    "ISO-2022-JP": (
        "Rents\n家賃".encode("iso-2022-jp"),
        "holds a control character (U+001B) in line 2; it looks like ISO-2022-JP: "
        "iconv -f ISO-2022-JP -t UTF-8 {0} > {0}.txt",
    ),
    "a terminal's": (
        b"Rents \x1b[1mrise\x1b[0m",
        "holds a control character (U+001B) in line 1; save it as plain text, in UTF-8",
    ),
    "Windows-1252 taken for Latin-1": (
        "l\u0092aide".encode(),
        "holds a control character (U+0092) in line 1; save it as plain text, in UTF-8",
    ),
    "UTF-7": (
        "l’aide – oui".encode("utf-7"),
        "is not UTF-8; it looks like UTF-7: iconv -f UTF-7 -t UTF-8 {0} > {0}.txt",
    ),
    "mojibake": (
        "Rents\nl’aide".encode().decode("cp1252").encode(),
        "holds â€™, probably ’ read in the wrong encoding, in line 2; "
        "save it anew, as plain text in UTF-8",
    ),
    "a sign that was lost": (
        "l\ufffdaide".encode(),
        "holds \ufffd (U+FFFD), which stands where a sign was lost, in line 1; "
        "save it anew, as plain text in UTF-8",
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


@pytest.mark.parametrize(
    "words",
    [
        "Rents: up\nSaid of 1 < 2 <and> more",
        "<3 percent, they said",
        "[1] {so}",
        "{so}",
        "Subject: rents\n\nContent-Type: is said below",
        "Plan +ABC- and C++Builder-6, 1+1-",
        "a\ttab, a page\x0cand “signs” of é",
        "[" * 100_000,
        "<!---->\n" * 10_000 + "x",
    ],
)
def test_what_only_looks_like_a_source_is_a_text(tmp_path: Path, words: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(words, encoding="utf-8", newline="\n")
    assert fingerprint(path) == sha256(words.encode())


def test_a_text_that_an_article_names_is_read_whatever_it_holds(tmp_path: Path) -> None:
    raw = "<p>l\ufffdaide</p>\x1b".encode()
    (tmp_path / "a.txt").write_bytes(raw)
    assert read_texts(tmp_path, {sha256(raw)}).named


READERS = (
    ("verify", "--fingerprint"),
    ("import",),
    ("propose",),
    ("new", "article", "x", "--outlet", "gazette", "--covers", "draft", "--title", "T", "--text"),
    ("new", "article", "x", "--page"),
)


@pytest.mark.parametrize("reader", READERS, ids=" ".join)
@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("https://example.org/a", "file"),
        ("ftp://x/y", "file"),
        ("www.example.org", "file"),
        ("file:///etc/passwd", "name the file itself: /etc/passwd"),
    ],
)
def test_an_address_is_no_file(run: Run, reader: Sequence[str], address: str, hint: str) -> None:
    ran = run(*reader, address, "--data", str(RENTS))
    assert ran.status == 3
    assert ran.err.startswith(f"plancmp: {address} is an address, not a file; ")
    assert hint in ran.err


def test_a_file_may_be_called_as_an_address_is(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "www.example.org").write_text("Words\n")
    monkeypatch.chdir(tmp_path)
    assert run("verify", "--fingerprint", "www.example.org").status == 0


@pytest.mark.parametrize("reader", READERS, ids=" ".join)
def test_nothing_that_is_no_regular_file_is_opened(
    tmp_path: Path, run: Run, reader: Sequence[str]
) -> None:
    """Else it would wait for who writes into the pipe."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        ran = run(*reader, str(path), "--data", str(RENTS))
        assert (ran.status, f"plancmp: {path} is " in ran.err) == (3, True)


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
