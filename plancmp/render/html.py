"""For a browser: one page that needs nothing from outside and runs nothing.

This is the only importer of Jinja2, which escapes all that it is given.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from plancmp.domain.model import grouped
from plancmp.render import Settings
from plancmp.render.brief_page import context
from plancmp.text import visible
from plancmp.views.base import View
from plancmp.views.brief import BriefView

ADDRESS = re.compile(r"https?://\S+")


def render(view: View, settings: Settings) -> str:
    """The view as one page; width and colour are the browser's to choose.

    The brief's is drawn by hand; every other one is made of the view's blocks.
    """
    if isinstance(view, BriefView):
        return isolated(_template("brief.html").render(view=view, **context(view)))
    return isolated(_template("page.html").render(view=view))


_RIGHT_TO_LEFT = (
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def isolated(page: str) -> str:
    """A page whose words from right to left do not turn round what stands beside them.

    They are set apart in its text: not in tags and their attributes, nor in the title.
    """
    if page.isascii() or not re.search(_RIGHT_TO_LEFT, page):
        return page
    between = r"(?:[^\w<>&]|\d|&#?\w+;)*"
    words = f"{_RIGHT_TO_LEFT}(?:{between}{_RIGHT_TO_LEFT})*"
    parts = re.compile(f"(<title>.*?</title>|<[^>]*>)|({words})", re.DOTALL)
    return parts.sub(lambda found: found[1] or f"<bdi>{found[2]}</bdi>", page)


def environment() -> Environment:
    """What the pages are made with: all text escaped, and nothing undefined passed over."""
    made = Environment(
        loader=PackageLoader("plancmp.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters["fingerprint"] = fingerprint
    made.tests["block"] = lambda block, name: type(block).__name__ == name
    made.tests["beside"] = lambda block: getattr(block, "beside", False)
    made.tests["linkable"] = lambda text: ADDRESS.fullmatch(text) is not None
    made.filters["groups"] = groups
    return made


def _shown(value: object) -> object:
    """Text with what would steer or mislead spelled out; markup of our own is not text."""
    return visible(value) if type(value) is str else value


def groups(rows: Iterable[Mapping[str, Any]], *keys: str) -> list[tuple[Any, list[Any]]]:
    """Rows that agree on the keys, together, in the order of their first rows."""
    return list(grouped(rows, itemgetter(*keys)).items())


def fingerprint(text: str) -> str:
    """What a content security policy calls an inline style or script by."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def _template(name: str) -> Template:
    return environment().get_template(name)
