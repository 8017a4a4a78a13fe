"""The pages that are written by hand: where they are, and what of them is run."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.datasets import CHECKOUT

DOCS = CHECKOUT / "docs"
REFERENCE = DOCS / "reference"
"""The pages that tools make."""
ALL_PAGES = (*sorted(CHECKOUT.glob("*.md")), *sorted(DOCS.rglob("*.md")))
PAGES = tuple(path for path in ALL_PAGES if REFERENCE not in path.parents)


def name_of(page: Path) -> str:
    """What a page is called, from the checkout on."""
    return page.relative_to(CHECKOUT).as_posix()


def anchors(page: Path) -> set[str]:
    """The parts of a page that a link can lead to, as GitHub names its headings."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
