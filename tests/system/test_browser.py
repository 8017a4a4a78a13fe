"""The brief's page in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import urlencode

import pytest

from plancmp.text import visible
from tests.support.running import run_inside
from tests.support.shown_facts import FROM_JSON

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

sync_api = pytest.importorskip("playwright.sync_api", reason="needs the extra `test`")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")

SWITCHES = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


MOST_STOPS = 30
MOST_SHEETS = 6


def in_words(label: str) -> str:
    return {"absent": "no such provision", "unspecified": "left open"}.get(label, label)


class Brief(NamedTuple):
    """A brief written as a page, and what it has to show."""

    address: str
    data: Mapping[str, Any]

    @property
    def rows(self) -> Mapping[str, Mapping[str, Any]]:
        return {f"{row['plan']}/{row['topic']}": row for row in self.data["provisions"]}

    @property
    def facts(self) -> set[str]:
        """All that a reader must find: articles, provisions, questions, answers, who says it."""
        told = {a["title"] for a in self.data["articles"] if not a["title"].startswith("[")}
        told |= {a["address"] for a in self.data["articles"] if a["address"]}
        for row in self.rows.values():
            told |= {row["title"], row["topic_title"]}
            for term in (*row["terms"], *row["all_outlets"]["terms"]):
                told.add(term["asks"])
                for value in term["values"]:
                    told.add(in_words(value["label"]))
                    for claim in value["claims"]:
                        told |= {claim[key] for key in ("speaker", "quote", "note") if claim[key]}
        for topic in self.data["changes"]:
            told.add(topic["title"])
            for term in topic["terms"]:
                told |= {in_words(side["label"]) for side in (*term["before"], *term["after"])}
        return told


def written(folder: Path, *args: str, **environ: str) -> Brief:
    page = folder / "brief.html"
    assert run_inside("brief", *args, "-o", str(page), **environ).status == 0
    told = run_inside("brief", *args, "--format", "json", **environ)
    return Brief(page.as_uri(), json.loads(told.out)["data"])


@pytest.fixture(scope="module")
def harbour_brief(harbour: Path, tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """The made-up data, whose texts are hostile."""
    folder = tmp_path_factory.mktemp("harbour")
    return written(folder, "spring", "autumn", PLANCMP_DATA=str(harbour))


@pytest.fixture(scope="module")
def shipped_brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    return written(tmp_path_factory.mktemp("shipped"), "april", "november")


@pytest.fixture(scope="module")
def wide_brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """All the outlets there are: a matrix far wider than a screen."""
    return written(tmp_path_factory.mktemp("wide"), "april", "november", "--outlet", "all")


@pytest.fixture(scope="module")
def several_brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """Plans side by side, and each topic in order of time."""
    plans = ("april", "november", "european", "december")
    return written(tmp_path_factory.mktemp("several"), *plans)


@pytest.fixture(scope="module")
def several_diff(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of `diff` of every plan."""
    page = tmp_path_factory.mktemp("diff") / "plans.html"
    plans = ("april", "november", "european", "european-24", "december")
    assert run_inside("diff", *plans, "-o", str(page)).status == 0
    return page.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    unboxed = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_api.sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=CHROMIUM, args=[*SWITCHES, *unboxed], handle_sigint=False
        )
        yield chromium
        chromium.close()


Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Opens a page that may ask for nothing, say nothing and pop up nothing."""
    contexts = []
    said: list[str] = []
    asked: list[str] = []
    own: list[str] = []

    def open_page(
        url: str,
        width: int = 1400,
        scheme: Literal["light", "dark"] = "light",
        scripts: bool = True,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
            offline=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("request", lambda request: asked.append(request.url))
        own.append(url.split("#", maxsplit=1)[0])
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []
    assert {url.split("#")[0] for url in asked} <= set(own)


def address(page: Page) -> str:
    """What the address bar says now; `page.url` may lag behind."""
    told: str = page.evaluate("location.href")
    return told


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")


def shown_rows(page: Page) -> set[str]:
    rows: list[str] = page.eval_on_selector_all(
        "[data-provision]",
        "rows => rows.filter(row => row.checkVisibility()).map(row => row.dataset.provision)",
    )
    return set(rows)


def shown_provisions(page: Page) -> set[str]:
    parts: list[str] = page.eval_on_selector_all(
        "details[data-of]",
        "parts => parts.filter(part => part.checkVisibility()).map(part => part.dataset.of)",
    )
    return set(parts)


def squeezed(text: str) -> str:
    """Text without what a line or a page may change, and what this machine may have no font for."""
    text = unicodedata.normalize("NFKC", text)
    wide = {sign for sign in text if unicodedata.east_asian_width(sign) == "W"}
    return "".join(sign for sign in text if sign.isprintable() and sign not in {" ", *wide})


def missing(facts: set[str], text: str) -> set[str]:
    whole = squeezed(text)
    return {fact for fact in facts if squeezed(visible(fact)) not in whole}


# Filters


def fitting(brief: Brief, chosen: Mapping[str, Sequence[str]]) -> set[str]:
    """The provisions that a choice leaves, said once more in another language."""

    def fits(row: Mapping[str, Any]) -> bool:
        cells = {outlet: cell["verdict"] for outlet, cell in row["cells"].items()}
        if "not-found" in chosen.get("verdict", ()):
            cells |= dict.fromkeys(row["not_found"], "not-found")
        wanted = [
            outlet
            for outlet, verdict in cells.items()
            if outlet in chosen.get("outlet", cells)
            and verdict in chosen.get("verdict", (verdict,))
        ]
        return (
            row["plan"] in chosen.get("plan", (row["plan"],))
            and row["group"] in chosen.get("group", (row["group"],))
            and (bool(wanted) or not {"verdict", "outlet"} & set(chosen))
        )

    return {name for name, row in brief.rows.items() if fits(row)}


CHOICES: Sequence[Mapping[str, Sequence[str]]] = (
    {"verdict": ["disputed"]},
    {"verdict": ["not-found"]},
    {"verdict": ["conflict", "updated"]},
    {"outlet": ["courier"]},
    {"plan": ["autumn"]},
    {"outlet": ["minato"], "verdict": ["not-found"]},
    {"plan": ["autumn"], "outlet": ["courier", "minato"], "verdict": ["updated", "single"]},
    {"plan": ["spring"], "verdict": ["conflict"]},
)


@pytest.mark.parametrize("chosen", CHOICES, ids=lambda chosen: urlencode(chosen, doseq=True))
def test_filters_work_alone_and_together_and_the_address_keeps_them(
    harbour_brief: Brief, opened: Open, chosen: Mapping[str, Sequence[str]]
) -> None:
    page = opened(harbour_brief.address)
    unfold(page)
    assert shown_rows(page) == set(harbour_brief.rows)
    for name, values in chosen.items():
        for value in values:
            page.locator(f"input[name='{name}'][value='{value}']").check()
    expected = fitting(harbour_brief, chosen)
    assert shown_rows(page) == expected
    assert shown_provisions(page) == expected
    told = page.get_by_role("status").inner_text()
    assert told.startswith(f"{len(expected)} of {len(harbour_brief.rows)} ")
    again = opened(address(page))
    unfold(again)
    assert shown_rows(again) == expected
    page.get_by_role("button", name="Show all").click()
    assert "#" not in address(page)
    assert shown_rows(page) == set(harbour_brief.rows)


def test_every_group_is_a_filter(harbour_brief: Brief, opened: Open) -> None:
    page = opened(harbour_brief.address)
    unfold(page)
    groups = {row["group"] for row in harbour_brief.rows.values()}
    assert len(groups) > 1
    for group in groups:
        box = page.get_by_role("checkbox", name=group, exact=True)
        box.check()
        assert shown_rows(page) == fitting(harbour_brief, {"group": [group]})
        box.uncheck()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("не БОЛЬШЕ", {"autumn/dredging"}),
        ("unlu  QUAY", {"autumn/quay"}),
        ("<script>alert('quote')", {"autumn/fishing"}),
        ("nowhere-at-all", set()),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(
    harbour_brief: Brief, opened: Open, words: str, found: set[str]
) -> None:
    page = opened(harbour_brief.address)
    unfold(page)
    page.get_by_label("Words").fill(words)
    assert shown_rows(page) == found
    again = opened(address(page))
    unfold(again)
    assert shown_rows(again) == found


def test_only_the_columns_of_the_chosen_outlets_stay(harbour_brief: Brief, opened: Open) -> None:
    page = opened(f"{harbour_brief.address}#outlet=courier&outlet=minato")
    heads = page.locator(".matrix").last.locator("thead th:visible")
    assert heads.all_inner_texts() == [
        "provision",
        "the Courier",
        "港ニュース",
        "what it adds up to",
    ]


# Cells


def cell(page: Page, name: str) -> Any:
    return page.locator(f"[data-cell='{name}']")


@pytest.mark.parametrize("key", ["click", "Enter", " "])
def test_a_cell_opens_who_said_it_on_whose_word_and_where(
    harbour_brief: Brief, opened: Open, key: str
) -> None:
    page = opened(harbour_brief.address)
    dialog = page.get_by_role("dialog")
    assert dialog.count() == 0
    told = [
        (row, outlet, claim)
        for name, row in harbour_brief.rows.items()
        for outlet in row["cells"]
        for term in row["terms"]
        for value in term["values"]
        for claim in value["claims"]
        if claim["outlet"] == outlet and claim["quote"] and claim["via"]
    ]
    row, outlet, claim = told[0]
    chosen = cell(page, f"{row['plan']}/{row['topic']}/{outlet}")
    if key == "click":
        chosen.click()
    else:
        chosen.focus()
        page.keyboard.press(key)
    text = dialog.inner_text()
    names = {o["outlet"]: o["short"] for o in harbour_brief.data["outlets"]}
    assert row["topic_title"] in text
    for part in (claim["quote"], f"¶{claim['paragraph']}", *(names[o] for o in claim["via"])):
        assert part in text
    assert (claim["speaker"] or "") in text
    again = opened(address(page))
    assert again.get_by_role("dialog").inner_text() == text
    page.keyboard.press("Escape")
    assert dialog.count() == 0
    assert "cell=" not in address(page)
    assert chosen.evaluate("cell => cell === document.activeElement")


def test_arrows_move_between_cells_and_tab_passes_the_matrix_in_one_stop(
    harbour_brief: Brief, opened: Open
) -> None:
    page = opened(harbour_brief.address)
    table = page.locator(".matrix").last
    cells = table.locator("td a")
    assert table.locator("td a[tabindex='0']").count() == 1
    cells.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert cells.first.evaluate("cell => cell === document.activeElement")
    page.keyboard.press("ArrowDown")
    assert table.locator("td a[tabindex='0']").count() == 1
    assert table.locator("td a[tabindex='0']").evaluate("cell => cell === document.activeElement")


def test_a_reader_sees_in_three_clicks_who_put_the_amnesty_in_and_who_denies_it(
    shipped_brief: Brief, opened: Open
) -> None:
    page = opened(shipped_brief.address)
    page.get_by_role("link", name="Point by point: ").click()
    page.get_by_role("link", name="the Post on Amnesty, november").click()
    terms = page.get_by_role("dialog").locator(".term")

    def said(question: str) -> Sequence[str]:
        values = terms.filter(has_text=question).first.locator(".value")
        found: list[str] = values.all_inner_texts()
        return found

    put_in = said("Who is behind the wording of the amnesty?")
    assert any(
        text.startswith("Rustem Umerov") and "White House official" in text for text in put_in
    )
    assert any("administration official" in text for text in put_in)
    (denied,) = (
        text
        for text in said("Did the amnesty replace a clause on an audit of aid?")
        if text.startswith("no")
    )
    assert denied.startswith("no (inferred)\n")
    assert "Rustem Umerov · the Post" in denied
    assert "Did the amnesty replace a clause on an audit of aid" in terms.first.inner_text()


# For every reader


def test_hostile_texts_come_out_as_text(harbour_brief: Brief, opened: Open) -> None:
    page = opened(harbour_brief.address)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    text = page.locator("body").inner_text()
    for hostile in (
        "<script>alert('title')</script>",
        "<script>alert('quote')</script>",
        "& <i>sons</i>",
    ):
        assert hostile in text
    assert page.locator("script").count() == 1


FACTS = """
parts => parts.flatMap(part => [...part.querySelectorAll(".term")].flatMap(term =>
  [...term.querySelectorAll(".value")].flatMap(value =>
    [...value.querySelectorAll("[data-by]")].map(claim => [
      ...part.id.split("/"),
      term.dataset.term,
      claim.dataset.by,
      value.querySelector("b").textContent,
    ]))))
"""


def test_the_page_tells_the_facts_that_every_format_tells(
    harbour_brief: Brief, shipped_brief: Brief, opened: Open
) -> None:
    for brief in (harbour_brief, shipped_brief):
        page = opened(brief.address)
        told = set(map(tuple, page.eval_on_selector_all("details.provision", FACTS)))
        facts = FROM_JSON["sources"](brief.data)
        assert told == {(*fact[:4], fact.answer) for fact in facts}


def test_without_scripts_nothing_is_hidden(harbour_brief: Brief, opened: Open) -> None:
    page = opened(harbour_brief.address, scripts=False)
    assert missing(harbour_brief.facts, page.locator("body").inner_text()) == set()
    assert page.locator("form").is_hidden()
    page.locator(".matrix td a[href='#autumn/fishing']").first.click()
    assert address(page).endswith("#autumn/fishing")


def test_paper_shows_all_whatever_is_folded_or_filtered(
    harbour_brief: Brief, opened: Open, tmp_path: Path
) -> None:
    pypdf = pytest.importorskip("pypdf", reason="needs the extra `test`")
    page = opened(f"{harbour_brief.address}#verdict=conflict")
    page.pdf(path=tmp_path / "brief.pdf", format="A4")
    printed = "".join(
        sheet.extract_text() for sheet in pypdf.PdfReader(tmp_path / "brief.pdf").pages
    )
    assert missing(harbour_brief.facts, printed) == set()


@pytest.mark.parametrize(
    ("width", "scheme"), [(1400, "light"), (1400, "dark"), (360, "light"), (360, "dark")]
)
def test_axe_finds_nothing(
    harbour_brief: Brief, opened: Open, width: int, scheme: Literal["light", "dark"]
) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="needs the extra `test`"
    )
    page = opened(harbour_brief.address, width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    check = axe.Axe().run
    whole = check(page).response
    cell(page, "autumn/fishing/courier").click()
    for found in (whole, check(page).response):
        assert found["passes"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []


@pytest.mark.parametrize("which", ["harbour_brief", "shipped_brief", "wide_brief"])
def test_a_phone_never_scrolls_sideways(
    request: pytest.FixtureRequest, opened: Open, which: str
) -> None:
    page = opened(request.getfixturevalue(which).address, 360)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator(".matrix td a").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    dialog = page.get_by_role("dialog")
    assert dialog.evaluate("box => box.scrollWidth <= box.clientWidth")


BROKEN = """
parts => parts.filter(part => part.checkVisibility()).flatMap(part => {
  const broken = [];
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.parentElement.checkVisibility()) continue;
    for (const word of text.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) broken.push(word[0]);
    }
  }
  return broken;
})
"""
"""The words that stand on more than one line."""


def test_a_phone_shows_a_card_to_a_provision_and_breaks_no_word(
    shipped_brief: Brief, opened: Open
) -> None:
    page = opened(shipped_brief.address, 390)
    for part in (".sentences", "nav", ".told", ".others", ".few tr[data-provision]", ".badge"):
        assert page.eval_on_selector_all(part, BROKEN) == [], part
    row = page.locator("tr[data-provision='november/amnesty']")
    assert row.locator("td a:visible").count() == 2
    assert row.locator("td.not-found:visible").count() == 0
    assert row.locator(".quiet:visible").inner_text() == "not found: Axios, Reuters, MENAFN"


def test_few_stops_of_the_keyboard_lie_before_the_matrix(
    shipped_brief: Brief, opened: Open
) -> None:
    page = opened(shipped_brief.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    stops = 1
    while not page.evaluate("!!document.activeElement.closest('.matrix')"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops < MOST_STOPS


def test_arrows_move_between_the_numbers_of_sources_which_are_named(
    harbour_brief: Brief, opened: Open
) -> None:
    page = opened(harbour_brief.address)
    numbers = page.locator(".sentences .ref")
    numbers.first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.ariaLabel") == "[2] the Courier, 14 Sept 2031"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "note-2"


@pytest.mark.parametrize("plans", ["shipped_brief", "several_brief"])
def test_the_short_part_is_six_sheets_of_paper_at_most(
    plans: str, request: pytest.FixtureRequest, opened: Open, tmp_path: Path
) -> None:
    brief: Brief = request.getfixturevalue(plans)
    pypdf = pytest.importorskip("pypdf", reason="needs the extra `test`")
    page = opened(brief.address)
    page.evaluate("window.print = () => window.printed = document.documentElement.className")
    page.get_by_role("button", name="Print the short part").click()
    assert page.evaluate("window.printed") == "short-only"
    page.evaluate("document.documentElement.className = 'short-only'")
    page.pdf(path=tmp_path / "short.pdf", format="A4")
    sheets = pypdf.PdfReader(tmp_path / "short.pdf").pages
    assert len(sheets) <= MOST_SHEETS
    text = "".join(sheet.extract_text() for sheet in sheets)
    sentences = {row["text"].split("?")[0] for row in brief.data["in_short"]}
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    notes = page.locator("#sources ~ ol > :not(.long)")
    printed = notes.evaluate_all("notes => notes.map(note => Number(note.id.slice(5)))")
    addresses = notes.locator("a").evaluate_all("links => links.map(link => link.textContent)")
    assert addresses
    assert missing({*sentences, *addresses}, text) == set()
    assert numbers == set(printed)  # each that is pointed to, and no other
    assert f"{len(brief.data['articles']) - len(printed)} more sources" in text


def test_the_first_column_stays_in_a_wide_matrix(wide_brief: Brief, opened: Open) -> None:
    page = opened(wide_brief.address, 800)
    box = page.locator(".matrix").last
    box.evaluate("box => box.scrollLeft = box.scrollWidth")
    head = box.locator("tbody tr[data-provision] th").first
    assert head.evaluate("head => head.getBoundingClientRect().left") >= 0
    assert head.evaluate("head => head.getBoundingClientRect().right") > 0


def test_links_inside_the_page_leave_the_filters_in_the_address(
    harbour_brief: Brief, opened: Open
) -> None:
    page = opened(f"{harbour_brief.address}#verdict=disputed")
    page.get_by_role("link", name="Each provision in full").click()
    assert address(page).endswith("#verdict=disputed")
    assert page.evaluate("document.activeElement.id") == "provisions"


def test_an_address_can_point_at_a_provision(harbour_brief: Brief, opened: Open) -> None:
    page = opened(f"{harbour_brief.address}#autumn/fishing")
    assert page.locator("[id='autumn/fishing']").get_attribute("open") is not None


# Several plans side by side

SIDES = pytest.mark.parametrize("which", ["several_brief", "several_diff"])


def page_of(request: pytest.FixtureRequest, which: str) -> str:
    made = request.getfixturevalue(which)
    return made.address if isinstance(made, Brief) else str(made)


def unhidden(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")


@SIDES
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_plan_can_be_left_out_of_every_table_that_has_plans_in_columns(
    request: pytest.FixtureRequest, opened: Open, which: str, width: int, scripts: bool
) -> None:
    page = opened(page_of(request, which), width, scripts=scripts)
    if scripts:
        unhidden(page)
    cells = page.locator(".beside td[data-column='november']")
    others = page.locator(".beside td[data-column='december']")
    assert cells.count() == others.count() > 50
    shown = "cells => cells.filter(cell => cell.checkVisibility()).length"
    assert cells.evaluate_all(shown) == cells.count()
    page.get_by_role("checkbox", name="november", exact=True).uncheck()
    assert cells.evaluate_all(shown) == 0
    assert others.evaluate_all(shown) == others.count()
    if width > 390:
        heads = page.locator(".beside thead tr").first.locator("th:visible")
        assert "november" not in heads.all_inner_texts()
    page.get_by_role("checkbox", name="november", exact=True).check()
    assert cells.evaluate_all(shown) == cells.count()


@SIDES
def test_the_first_column_stays_where_the_plans_are_wider_than_the_page(
    request: pytest.FixtureRequest, opened: Open, which: str
) -> None:
    page = opened(page_of(request, which), 720)
    part = page.locator(".beside").first
    assert part.evaluate("part => part.scrollWidth > part.clientWidth")
    first = part.locator("tbody th").first
    last = part.locator("tbody td").last
    place = "cell => cell.getBoundingClientRect().left"
    before, moved = first.evaluate(place), last.evaluate(place)
    part.evaluate("part => part.scrollLeft = 100")
    assert first.evaluate(place) == before
    assert last.evaluate(place) == moved - 100


@SIDES
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_plans_side_by_side_and_nothing_scrolls_sideways(
    request: pytest.FixtureRequest, opened: Open, which: str, width: int
) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="needs the extra `test`"
    )
    page = opened(page_of(request, which), width)
    unhidden(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = axe.Axe().run(page).response
    assert found["passes"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []


@SIDES
def test_a_phone_shows_each_question_as_a_card_and_breaks_no_word(
    request: pytest.FixtureRequest, opened: Open, which: str
) -> None:
    page = opened(page_of(request, which), 390)
    assert page.eval_on_selector_all(".beside tbody tr, .line li", BROKEN) == []
    boxes = (
        page.locator(".beside tbody tr")
        .first.locator("th, td")
        .evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().left)")
    )
    assert len(set(boxes)) == 1


def test_the_brief_tells_a_topic_in_order_of_time(several_brief: Brief, opened: Open) -> None:
    page = opened(several_brief.address)
    unhidden(page)
    line = page.locator(".group", has=page.locator("h4", has_text="Army size")).locator(".line li")
    stages = [text.split("\n")[0] for text in line.all_inner_texts()]
    assert [stage.split()[0] for stage in stages] == [
        *("april", "november@before-publication", "november", "european", "december")
    ]
    assert "first dated report 23 Apr 2025" in line.first.inner_text()
