"""Saved pages of differing builds: the text, what is known of it, and the article it becomes."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from plancmp.authoring.page_articles import outlet_of
from plancmp.authoring.pages import Page, read_page
from plancmp.authoring.saved import read_saved
from plancmp.data.article_texts import texts_at_hand
from plancmp.data.folder import DataFolder
from plancmp.data.loader import load_catalog
from plancmp.domain.folding import shaped_lines
from plancmp.domain.problems import PlancmpError
from plancmp.render.output_schema import output_schema
from tests.support.casebook import read
from tests.support.datasets import DATA
from tests.support.golden_files import Golden
from tests.support.running import Ran, run_inside

PAGES = DATA / "pages"
NEWSPAPER = (PAGES / "newspaper.html").read_text("utf-8")
ADDRESS = "https://www.gazette.example/politics/2031/04/02/rents-to-be-capped"
OF_NEWSPAPER = read_page(read_saved(NEWSPAPER.encode(), "newspaper.html"))


def page(raw: bytes | str, address: str = "") -> Page:
    return read_page(read_saved(raw if isinstance(raw, bytes) else raw.encode(), "it", address))


@pytest.mark.parametrize("name", ["newspaper.html", "agency.mhtml", "rtl.html"])
def test_what_is_made_of_a_page(name: str, golden: Golden) -> None:
    found = page((PAGES / name).read_bytes())
    said = {key: value for key, value in found._asdict().items() if value and key != "text"}
    lines = [f"{key}: {value}\n" for key, value in said.items()]
    golden(f"pages/{Path(name).stem}.txt", f"{''.join(lines)}\n{found.text}")


# Archives, each with what it does to a page


def by_wayback(html: str) -> str:
    before = "https://web.archive.org/web/20310403101112/"
    bar = (
        "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp-base'><p>412 captures of this page "
        "from 2 April 2031 to 5 April 2031, of which one is shown</p></div>"
        "<!-- END WAYBACK TOOLBAR INSERT -->"
    )
    html = html.replace('href="https://', f'href="{before}https://')
    html = html.replace("url=(0064)https://", f"url=(0107){before}https://")
    return html.replace("<body>", f"<body>{bar}")


def by_archive_today(html: str) -> str:
    body = html.partition("</head>")[2]
    return (
        f'<html lang="en-GB"><head><title>Rents to be capped, ministry says</title>'
        f'<link rel="canonical" href="https://archive.ph/20310403101112/{ADDRESS}">'
        f'<meta property="og:url" content="https://archive.ph/AbCdE"></head><body>'
        f'<div id="HEADER"><p>Saved from {ADDRESS} by somebody on 3 April 2031, 10:11:12</p></div>'
        f'<div id="CONTENT">{body.replace("<body>", "")}</div></body></html>'
    )


@pytest.mark.parametrize(
    ("copied", "archived"),
    [
        (by_wayback, f"https://web.archive.org/web/20310403101112/{ADDRESS}?ref=home"),
        (by_archive_today, f"https://archive.today/20310403101112/{ADDRESS}"),
    ],
)
def test_an_archives_copy_is_the_page_it_is_a_copy_of(
    copied: Callable[[str], str], archived: str
) -> None:
    found = page(copied(NEWSPAPER))
    assert found.text == OF_NEWSPAPER.text
    assert found.archived == archived
    assert found.archived.endswith(found.address)
    assert found.address.startswith(ADDRESS)
    assert (found.date, found.date_known) == ("2031-04-02", "page")


def warc(*pages: tuple[str, str, str], packed: bool = True) -> bytes:
    """A WARC with these pages: address, status, markup."""
    records = []
    for address, status, markup in pages:
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        sent = (head + markup).encode()
        about = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(sent)}"
        )
        records.append(about.encode() + b"\r\n\r\n" + sent + b"\r\n\r\n")
    return b"".join(map(gzip.compress, records) if packed else records)


@pytest.mark.parametrize("packed", [True, False])
def test_the_page_of_a_warc(packed: bool) -> None:
    bare = NEWSPAPER.partition("-->\n")[2]
    raw = warc((f"{ADDRESS}?old", "301 Moved", ""), (ADDRESS, "200 OK", bare), packed=packed)
    assert page(raw)._replace(address="") == OF_NEWSPAPER._replace(address="")
    assert page(raw).address == ADDRESS


def test_of_several_pages_of_a_warc_one_is_named() -> None:
    raw = warc((ADDRESS, "200 OK", NEWSPAPER), ("https://ads.example/", "200 OK", "<html>Sofas"))
    with pytest.raises(PlancmpError, match=f"2 pages in it: say which with --address: {ADDRESS} o"):
        page(raw)
    assert page(raw, ADDRESS).text == OF_NEWSPAPER.text


def test_pictures_that_are_part_of_a_page_are_left_out() -> None:
    picture = f'<p><img src="data:image/png;base64,{"iVBOR" * 3_000_000}==">'
    assert page(NEWSPAPER.replace("<p>Parliament", f"{picture}<p>Parliament")) == OF_NEWSPAPER


@pytest.mark.parametrize(
    ("markup", "date", "known"),
    [
        ('<meta name="DC.Date" content="20310402">', "2031-04-02", "page"),
        ("<h1>It</h1><time datetime='2031-04-02T10:00'>today</time>", "2031-04-02", "page"),
        ('<link rel="canonical" href="https://a.example/2031/4/2/it">', "2031-04-02", "address"),
        (
            '<link rel="canonical" href="https://a.example/it-20310402.html">',
            "2031-04-02",
            "address",
        ),
        ('<link rel="canonical" href="https://a.example/2031/14/2/it">', "", ""),
        ('<meta name="date" content="2 April 2031">', "", ""),
        ('<script type="application/ld+json">{"datePublished": </script>', "", ""),
        ("<p>Of flats built before 1 January 2020 nothing is said.</p>", "", ""),
    ],
)
def test_a_day_is_never_guessed(markup: str, date: str, known: str) -> None:
    found = page(f"<html><head></head><body>{markup}<p>{'A flat is a flat. ' * 20}</p></body>")
    assert (found.date, found.date_known) == (date, known)


def test_a_page_in_an_older_character_set() -> None:
    markup = '<html lang="ru"><meta charset="windows-1251"><p>' + "Плата за жильё. " * 20
    found = page(markup.encode("windows-1251"))
    assert found.text.startswith("Плата за жильё. Плата")
    assert found.language == "ru"
    with pytest.raises(PlancmpError, match="neither UTF-8 nor in the character set that it names"):
        page(markup.replace("windows-1251", "utf-8").encode("windows-1251"))


@pytest.mark.parametrize(
    ("label", "codec", "words"),
    [
        ("ISO-8859-1", "cp1252", "l’aide – “oui” … 5 €"),
        ("latin1", "cp1252", "l’aide – “oui” … 5 €"),
        ("us-ascii", "cp1252", "l’aide – “oui” … 5 €"),
        ("iso-8859-9", "cp1254", "“kira” – 5 € ığş"),
        ("tis-620", "cp874", "“ค่าเช่า” … 5 €"),
        ("gb2312", "gb18030", "“房租”—镕堃 €"),
        ("x-gbk", "gbk", "“房租”—镕堃"),
        ("ks_c_5601-1987", "cp949", "“임대료” 똠방각하"),
        ("euc-kr", "cp949", "“임대료” 똠방각하"),
        ("shift_jis", "cp932", "家賃①㈱～髙"),
        ("windows-31j", "cp932", "家賃①㈱～髙"),
        ("big5", "big5hkscs", "租金嘅"),
        ("x-mac-cyrillic", "mac-cyrillic", "“Плата” — жильё"),
        ("iso-2022-jp", "iso2022_jp", "家賃の上限"),
    ],
)
@pytest.mark.parametrize(
    "named",
    [
        '<html><meta charset="{}">',
        "<html><meta http-equiv=Content-Type content='text/html; charset = {}'>",
        '<?xml version="1.0" encoding="{}"?><html>',
    ],
)
def test_a_character_set_is_what_browsers_take_its_name_for(
    label: str, codec: str, words: str, named: str
) -> None:
    markup = f"{named.format(label)}<p>{f'{words} a flat is a flat. ' * 20}</p>"
    assert page(markup.encode(codec)).text.startswith(f"{words} a flat is a flat. {words}")


@pytest.mark.parametrize(
    "label", ["utf-7", "utf-16", "rot13", "hz-gb-2312", "unicode_escape", "iso-8859-1"]
)
def test_what_browsers_do_not_take_for_a_character_set_is_told(label: str) -> None:
    raw = b'<html><meta charset="%s"><p>a flat\x81 is a flat\xe9' % label.encode()
    with pytest.raises(PlancmpError, match="neither UTF-8 nor in the character set that it names"):
        page(raw)


def test_a_part_of_a_page_is_markup() -> None:
    assert page(f"<p>{'A flat is a flat. ' * 20}</p>").text.startswith("A flat is a flat. A")


def test_who_was_signed_in_is_in_no_address() -> None:
    """Wherever the page says it: where it was saved from, where it belongs, and in an archive's."""
    whose = ADDRESS.replace("https://", "https://quill:se:cr@et@")
    assert page(NEWSPAPER.replace(ADDRESS, whose)) == OF_NEWSPAPER
    for copied in (by_wayback, by_archive_today):
        found = page(copied(NEWSPAPER).replace(ADDRESS, whose))
        assert found.archived
        assert found._replace(left_out=()) == page(copied(NEWSPAPER))._replace(left_out=())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16(encoding: str) -> None:
    markup = NEWSPAPER.replace("UTF-8", "UTF-16")
    assert page(f"\ufeff{markup}".encode(encoding)) == OF_NEWSPAPER
    with pytest.raises(PlancmpError, match="looks like UTF-16"):
        page(f"\ufeff{markup}".encode(encoding) + b"x")


@pytest.mark.parametrize(
    "address", ["about:internet", "file:///C:/a.html", "cid:frame-1@mhtml.blink"]
)
def test_a_page_without_a_web_address_says_so(tmp_path: Path, address: str) -> None:
    new(tmp_path)
    made = ("outlet", "herald", "--name", "H", "--kind", "site")
    assert run_inside("new", *made, "--data", str(tmp_path / "data")).status == 0
    bare = NEWSPAPER.partition("-->\n")[2].replace(f'"canonical" href="{ADDRESS}"', '"none"')
    for outlet in ("gazette", "herald"):
        named = ["--outlet", outlet, "--covers", "draft", "--title", "T"]
        assert new(tmp_path, f"{outlet}-1", *named).status == 0
    (tmp_path / "page.html").write_text(f"<!-- saved from url=(0014){address} -->\n{bare}")
    told = new(tmp_path, "--page", str(tmp_path / "page.html"))
    assert (told.status, told.out) == (2, "")
    assert "does not say where it was read; say --outlet or --address" in told.err
    shown = new(
        tmp_path, "--page", str(tmp_path / "page.html"), "--outlet", "herald", "--format", "json"
    )
    assert "address" not in json.loads(shown.out)["data"]["keys"]
    told = new(tmp_path, "--page", str(tmp_path / "page.html"), "--address", address)
    assert (told.status, told.out) == (2, "")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"%PDF-1.7\n", "is a PDF; pdftotext {0} {0}.txt makes a text of it"),
        (
            b"PK\x03\x04word/document.xml",
            "is a .docx, .odt or zip file; save it as plain text, in UTF-8",
        ),
        ("Rents".encode("utf-16"), "is not UTF-8; it looks like UTF-16: iconv -f UTF-16"),
        (b"{\\rtf1\\ansi", "is an RTF file; save it as plain text, in UTF-8"),
        (b"\xff\xd8\xff\xe0", "is a picture; copy its text into a file"),
        (b"R\0e\0n\0t\0", "is not plain text in UTF-8; save it"),
        (b"Ren\xe9", "is neither UTF-8 nor in the character set that it names"),
        (b"  \n\n", "there is no text in it"),
        (b"<html><body></body></html>", "there is no text in it"),
        (b"<!-- <html> -->", "there is no text in it"),
        (b"WARC/1.0\r\n\r\n", "has no page in it"),
        (b"Subject: a\nMIME-Version: 1.0\n\nUmVudHM=\n", "is a mail; copy its text into a file"),
        (b"Rents \x1b[1mrise", "holds a control character (U+001B) in line 1"),
        ("l\ufffdaide".encode(), "which stands where a sign was lost, in line 1"),
        (b"\x1f\x8b\x08 broken", "cannot be read as a WARC: "),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n",
            "without a p",
        ),
        (
            b"a" * (64 * 1024 * 1024 + 1),
            "has 67,108,865 bytes; allowed: a file of at most 67,108,864 bytes",
        ),
    ],
)
def test_what_is_no_text_is_told_with_what_to_do(raw: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(raw)
    before = data(tmp_path)
    ran = new(tmp_path, "--page", str(tmp_path / "file"), "--outlet", "gazette", "--write")
    assert ran.status == 3
    assert told.format(tmp_path / "file") in ran.err
    assert "; nothing was written" in ran.err
    assert data(tmp_path) == before


def test_a_pdf_has_no_fingerprint_of_a_text(tmp_path: Path) -> None:
    (tmp_path / "file.pdf").write_bytes(b"%PDF-1.7\n")
    ran = run_inside("verify", "--fingerprint", str(tmp_path / "file.pdf"))
    assert (ran.status, "is a PDF" in ran.err) == (3, True)


@given(
    st.one_of(st.binary(), st.text().map(str.encode)), st.sampled_from([b"", b"<html>", b"WARC/"])
)
def test_any_bytes_are_a_text_or_told(raw: bytes, before: bytes) -> None:
    try:
        found = page(before + raw)
    except PlancmpError:
        return
    lines = found.text.splitlines()
    assert lines
    assert len(shaped_lines(found.text).split("\n")) == len(lines) == found.text.count("\n")


# The article


def new(folder: Path, *args: str) -> Ran:
    """`new article`, in a data set of a plan and an outlet that the folder has, or is given."""
    root = folder / "data"
    if not root.exists():
        for made in (
            ("plan", "draft"),
            (
                "outlet",
                "gazette",
                "--name",
                "G",
                "--kind",
                "newspaper",
                "--host",
                "gazette.example",
            ),
        ):
            assert run_inside("new", *made, "--data", str(root)).status == 0
    return run_inside("new", "article", *args, "--data", str(root), COLUMNS="100")


def data(folder: Path) -> dict[str, bytes]:
    """The files of its data set."""
    new(folder)
    paths = (path for path in (folder / "data").rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_it_is_shown_and_then_written(tmp_path: Path, golden: Golden) -> None:
    shown = new(tmp_path, "--page", str(PAGES / "newspaper.html"))
    assert (shown.status, shown.err) == (0, "")
    golden("pages/shown.txt", shown.out.replace(str(tmp_path), "DIR"))
    assert not (tmp_path / "data/texts").exists()
    assert new(tmp_path, "--page", str(PAGES / "newspaper.html"), "--write").status == 0
    golden(
        "pages/article.yaml.txt", (tmp_path / "data/articles/gazette-2031-04-02.yaml").read_text()
    )
    (article,) = load_catalog(DataFolder(tmp_path / "data")).articles.values()
    (text,) = texts_at_hand(tmp_path / "data")
    assert text.name == "gazette-2031-04-02.txt"
    assert article.sha256 in text.fingerprints
    assert article.read == "whole"
    assert "*" in (tmp_path / "data/texts/.gitignore").read_text().splitlines()
    again = new(tmp_path, "--page", str(PAGES / "newspaper.html"), "--write")
    assert (again.status, "has this text already" in again.err) == (2, True)
    assert run_inside("check", "--data", str(tmp_path / "data")).status == 0


@pytest.mark.parametrize("format", ["markdown", "csv", "json", "html"])
def test_it_is_shown_in_every_format(tmp_path: Path, format: str, golden: Golden) -> None:
    ran = new(
        tmp_path, "--page", str(PAGES / "rtl.html"), "--outlet", "gazette", "--format", format
    )
    assert (ran.status, ran.err) == (0, "")
    golden(f"pages/shown.{format}", ran.out)
    if format == "json":
        Draft202012Validator(output_schema()).validate(json.loads(ran.out))


def test_a_text_that_is_pasted_works_the_same_way(tmp_path: Path) -> None:
    pasted = mock.Mock(
        buffer=io.BytesIO(b"Rents to be capped\r\n\r\n  Three  percent,\xc2\xa0it says.")
    )
    with mock.patch.object(sys, "stdin", pasted):
        ran = new(tmp_path, "--page", "-", "--outlet", "gazette", "--date", "2031-04-02", "--write")
    assert (ran.status, ran.err) == (0, "")
    text = (tmp_path / "data/texts/gazette-2031-04-02.txt").read_text()
    assert text == "Rents to be capped\nThree percent, it says.\n"
    assert (
        "title: Rents to be capped\n"
        in (tmp_path / "data/articles/gazette-2031-04-02.yaml").read_text()
    )


@pytest.mark.parametrize("page", ["text", "rtl.html"])
def test_the_language_that_is_said_is_taken(tmp_path: Path, page: str) -> None:
    (tmp_path / "text").write_text("Die Mieten\nSie steigen.\n")
    file = tmp_path / page if page == "text" else PAGES / page
    said = ("--outlet", "gazette", "--language", "de", "--write")
    assert new(tmp_path, "x", "--page", str(file), *said).status == 0
    assert load_catalog(DataFolder(tmp_path / "data")).articles["x"].language == "de"


@pytest.mark.parametrize(
    "title", ["می\u200cخواهم", '\u200fטיוטה "א"', "a \u202e b\\ \U0001f3e0\ufe0f"]
)
def test_what_cannot_be_seen_in_a_title_is_kept(tmp_path: Path, title: str) -> None:
    (tmp_path / "text").write_text(f"{title}\nIt.\n", "utf-8")
    ran = new(tmp_path, "x", "--page", str(tmp_path / "text"), "--outlet", "gazette", "--write")
    assert (ran.status, ran.err) == (0, "")
    assert load_catalog(DataFolder(tmp_path / "data")).articles["x"].title == title
    assert (tmp_path / "data/texts/x.txt").read_text("utf-8") == f"{title}\nIt.\n"


def test_the_texts_are_where_the_data_set_says(tmp_path: Path) -> None:
    new(tmp_path, "--page", str(PAGES / "newspaper.html"))
    with (tmp_path / "data/dataset.yaml").open("a") as file:
        file.write("texts: ../clippings\n")
    assert new(tmp_path, "first", "--page", str(PAGES / "newspaper.html"), "--write").status == 0
    assert {path.name for path in (tmp_path / "clippings").iterdir()} == {".gitignore", "first.txt"}
    assert run_inside("check", "--data", str(tmp_path / "data")).status == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["--page", "rtl.html"],
            "no outlet publishes at hashaliah.example; say --outlet, or hosts:",
        ),
        (["--page", "text"], "the page does not say where it was read; say --outlet or --address"),
        (["--page", "newspaper.html", "--text", "x"], "goes without --page"),
        (
            ["x", "--outlet", "gazette", "--covers", "draft", "--title", "T", "--write"],
            "goes with --page",
        ),
        (["x", "--covers", "draft", "--title", "T"], "'--outlet'"),
        (["--outlet", "gazette", "--covers", "draft", "--title", "T"], "'ARTICLE'"),
        (["--page", "none"], "none cannot be read"),
        (["--page", "newspaper.html", "--outlet", "gazet"], "there is no outlet gazet; did you"),
        (["--page", "newspaper.html", "--covers", "drft"], "there is no plan drft; did you mean"),
        (["--page", "newspaper.html", "--date-known", "page"], "goes with --date"),
        (["a/b", "--page", "newspaper.html"], "a/b is not a valid id"),
    ],
)
def test_what_is_lacking_is_told(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in PAGES.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "text").write_text("Rents to be capped\n")
    monkeypatch.chdir(tmp_path)
    ran = new(tmp_path, *arguments)
    assert ran.status in (2, 3)
    assert told in " ".join(ran.err.replace("│", " ").split())


def test_an_outlet_is_found_by_where_its_articles_stand(tmp_path: Path) -> None:
    new(tmp_path)
    named = ["--covers", "draft", "--title", "T", "--outlet"]
    for outlet in ("mail", "post"):
        made = ("outlet", outlet, "--name", outlet, "--kind", "site")
        assert run_inside("new", *made, "--data", str(tmp_path / "data")).status == 0
    at = "https://hashaliah.example/"
    assert new(tmp_path, "m", *named, "mail", "--address", f"{at}1").status == 0
    assert "outlet      mail" in new(tmp_path, "--page", str(PAGES / "rtl.html")).out
    assert new(tmp_path, "p", *named, "post", "--address", f"{at}2").status == 0
    ran = new(tmp_path, "--page", str(PAGES / "rtl.html"))
    assert (ran.status, ran.err) == (
        2,
        "plancmp: mail and post publish at hashaliah.example; say which with --outlet\n",
    )


def test_of_two_plans_one_is_named(tmp_path: Path) -> None:
    new(tmp_path)
    assert run_inside("new", "plan", "final", "--data", str(tmp_path / "data")).status == 0
    ran = new(tmp_path, "--page", str(PAGES / "newspaper.html"))
    assert "say which plan it is about with --covers; there are draft and final" in ran.err
    assert new(tmp_path, "--page", str(PAGES / "newspaper.html"), "--covers", "final").status == 0


def test_a_second_article_of_a_day_has_another_id(tmp_path: Path) -> None:
    for file, id in (("newspaper.html", ""), ("agency.mhtml", "-2")):
        more = ["--outlet", "gazette", "--date", "2031-04-02"]
        assert new(tmp_path, "--page", str(PAGES / file), *more, "--write").status == 0
        assert (tmp_path / f"data/articles/gazette-2031-04-02{id}.yaml").exists()


def test_a_page_that_belongs_elsewhere_says_so(tmp_path: Path) -> None:
    html = NEWSPAPER.replace("url=(0064)https://www.gazette", "url=(0064)https://www.courier")
    (tmp_path / "page.html").write_text(html)
    ran = new(tmp_path, "--page", str(tmp_path / "page.html"), "--outlet", "gazette", "--write")
    assert ran.status == 0
    text = (tmp_path / "data/articles/gazette-2031-04-02.yaml").read_text()
    assert "address: https://www.courier.example/politics" in text
    assert f"The page names {ADDRESS} as where it belongs." in text


def test_where_days_differ_none_is_taken(tmp_path: Path) -> None:
    html = NEWSPAPER.replace('content="2031-04-02T07', 'content="2031-04-05T07')
    (tmp_path / "page.html").write_text(html)
    arguments = ["--page", str(tmp_path / "page.html"), "--format", "json"]
    keys = json.loads(new(tmp_path, *arguments).out)["data"]["keys"]
    assert "The page gives 2031-04-02 and 2031-04-05 as its day, so none is taken." in keys["note"]
    assert "date" not in keys
    keys = json.loads(new(tmp_path, *arguments, "--date", "2031-04-02").out)["data"]["keys"]
    assert (keys["date"], "The page gives" in keys["note"]) == ("2031-04-02", False)


@pytest.mark.parametrize("address", read("no_addresses.yaml"))
def test_what_cannot_be_taken_apart_is_no_address(tmp_path: Path, address: str) -> None:
    (tmp_path / "page.html").write_text(NEWSPAPER.replace(f'"{ADDRESS}"', f'"{address}"'))
    found = page((tmp_path / "page.html").read_bytes())
    assert (found.canonical, found.address) == ("", f"{ADDRESS}?ref=home")
    told = new(tmp_path, "--page", str(tmp_path / "page.html"), "--address", address)
    assert told.status in (2, 3)
    assert new(tmp_path, "--page", str(tmp_path / "page.html"), "--write").status == 0
    catalog = load_catalog(DataFolder(tmp_path / "data"))
    (article,) = catalog.articles.values()
    catalog = catalog._replace(articles={"it": article._replace(address=address)})
    with pytest.raises(PlancmpError, match=r"no outlet publishes at other\.example"):
        outlet_of("https://other.example/it", catalog)


@pytest.mark.parametrize("left", range(1, 9))
def test_a_file_that_is_cut_short_was_read_in_part(tmp_path: Path, left: int) -> None:
    whole = (PAGES / "agency.mhtml").read_bytes().rstrip()
    for name, raw in (("whole", whole), ("cut", whole[: -len(whole) * left // 40])):
        (tmp_path / name).write_bytes(raw)
        arguments = ["--page", str(tmp_path / name), "--outlet", "gazette", "--format", "json"]
        keys = json.loads(new(tmp_path, *arguments).out)["data"]["keys"]
        told = "Read in part: the file of the page ends before the page does." in keys.get(
            "note", ""
        )
        assert (keys["read"], told) == (("part", True) if name == "cut" else ("whole", False))


@pytest.mark.parametrize(
    ("missing", "raw"),
    [
        ("trafilatura", NEWSPAPER.encode()),
        ("warcio", b"WARC/1.0\r\n"),
        ("webencodings", b"<html><meta charset=latin1>caf\xe9"),
    ],
)
def test_a_library_that_is_not_there_is_named(
    missing: str, raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(PlancmpError, match=rf"needs {missing}: pip install 'plancmp\[pages\]'"):
        page(raw)
