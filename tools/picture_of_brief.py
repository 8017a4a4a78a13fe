"""Draws the README's picture of the brief, in Chromium: what a reader of the page sees.

    python tools/picture_of_brief.py [FILE]

writes docs/pictures/brief.png, or FILE. Fonts are the machine's, so its bytes are too; what it
says stands in a text beside it, by which a test knows an old picture.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

COMMAND = ("brief", "april", "november")
SEEN = "body"
"""What stands at the top of the picture."""
WIDTH, HEIGHT = 1000, 1150


def told() -> str:
    """The sentences that the picture begins with, a line each."""
    command = [sys.executable, "-m", "plancmp", *COMMAND, "--format", "json"]
    made = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return "".join(f"{sentence['text']}\n" for sentence in made["data"]["in_short"])


def main() -> None:
    """Write the brief, open it, and take the picture."""
    given = sys.argv[1:]
    picture = (
        Path(given[0])
        if given
        else Path(__file__).parent.parent / "docs" / "pictures" / "brief.png"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page_file = Path(folder) / "brief.html"
        subprocess.run([sys.executable, "-m", "plancmp", *COMMAND, "-o", page_file], check=True)
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--headless=new", "--no-sandbox", "--disable-gpu"],
        )
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce"
        )
        page.goto(page_file.as_uri())
        page.locator(SEEN).evaluate("seen => seen.scrollIntoView()")
        page.screenshot(path=picture)
        browser.close()
    picture.with_suffix(".txt").write_text(told(), encoding="utf-8")


if __name__ == "__main__":
    main()
