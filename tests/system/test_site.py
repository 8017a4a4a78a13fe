"""The site of the how-to: its index leads to every page, and every page leads nowhere outside."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.datasets import CHECKOUT, HARBOUR, SHIPPED
from tests.support.running import surroundings

PAGE = (CHECKOUT / "docs" / "how-to" / "site.md").read_text("utf-8")
SCRIPT = "\n".join(
    line.removeprefix("> ")
    for line in re.findall(r"<<'END'\n(.*?)^> END$", PAGE, re.DOTALL | re.MULTILINE)[0].splitlines()
)
PLANS = {
    HARBOUR: ("spring", "autumn"),
    SHIPPED: ("april", "november", "european", "european-24", "december"),
}


class Links(HTMLParser):
    """What a page leads to, what it fetches, and the places in it."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.ids: set[str] = set()
        self.titles: list[str] = []
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        self.ids.add(of.get("id") or "")
        if tag == "a":
            self.links.append(of.get("href") or "")
        self.fetched += [value for name in ("src", "srcset") if (value := of.get(name))]
        if tag == "link":
            self.fetched.append(of.get("href") or "")


@pytest.mark.slow
@pytest.mark.parametrize("folder", PLANS, ids=["harbour", "shipped"])
def test_every_link_of_the_site_leads_somewhere(folder: Path, tmp_path: Path) -> None:
    plancmp = f'plancmp() {{ {sys.executable} -m plancmp "$@"; }}\n'
    environ = surroundings({"PYTHONPATH": str(CHECKOUT), "PLANCMP_DATA": str(folder)})
    for _ in range(2):  # the second run finds the first one's index
        ran = subprocess.run(
            ["bash", "-c", plancmp + SCRIPT],
            env=environ,
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    plans = PLANS[folder]
    names = {"index", "all", *plans, *("--".join(two) for two in pairwise(plans))}
    site = tmp_path / "site"
    assert {path.name for path in site.iterdir()} == {f"{name}.html" for name in names}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    index = Links(site / "index.html")
    assert set(index.links) == {f"{name}.html" for name in names - {"index"}}
    assert "<script" not in (site / "index.html").read_text("utf-8")
    for page in site.iterdir():
        found = Links(page)
        assert found.fetched == []
        for link in found.links:
            file, _, part = link.partition("#")
            if file.startswith(("http://", "https://")):
                continue
            assert not file or (site / file).is_file(), link
            assert not part or part in found.ids, link
