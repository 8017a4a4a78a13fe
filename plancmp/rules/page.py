"""The page of a rule, `pages/RULE.md`: `pages/README.md` says how it is written."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

PAGES = Path(__file__).parent / "pages"

_FENCE = re.compile(r"^```\w+ (\w+)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


class Page(NamedTuple):
    """What a rule's page says."""

    summary: str
    """What is wrong, in a sentence."""
    why: tuple[str, ...]
    """Paragraphs."""
    bad: str
    """Files laid over the example data set, which then breaks the rule."""
    output: tuple[str, ...]
    """What `plancmp check` says of the bad example, a line to a problem."""
    good: str
    """Files laid over the example data set, which then has no problem."""


@cache
def read_page(rule: str) -> Page:
    """The page of the rule with this id."""
    text = (PAGES / f"{rule}.md").read_text(encoding="utf-8")
    prose, _, example = text.partition("\n## Example\n")
    _heading, summary, *why = (" ".join(part.split()) for part in prose.strip().split("\n\n"))
    fences = dict(_FENCE.findall(example))
    output = tuple(fences["output"].splitlines())
    return Page(summary, tuple(why), fences["bad"], output, fences["good"])
