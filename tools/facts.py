"""The facts files, which most of the data was coded from, and which reports each line became.

The files themselves are not part of the project. `PLANCMP_SHARED` names the folder that has them;
without it they are looked for in `shared`, beside the checkout.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import yaml

from plancmp.domain.model import Dataset, Provision, Report

CHECKOUT = Path(__file__).parent.parent
CODED = CHECKOUT / "tools" / "data" / "facts.yaml"
ARTICLES = CHECKOUT / "tools" / "data" / "facts-articles.yaml"

FILES = ("april", "november", "european", "december")
"""The facts files that are coded; `european` has the lines of both European plans."""

_LINE = re.compile(r"- .*\[(?P<keys>\w+(?:, \w+)*)\]")


class Line(NamedTuple):
    """One line of a facts file: a reported value and who reports it."""

    file: str
    heading: str
    text: str
    keys: tuple[str, ...]
    """The articles, as the file calls them."""

    @property
    def fingerprint(self) -> str:
        """What the line is called where its words may not stand."""
        return sha256(self.text.encode()).hexdigest()[:12]


class Coded(NamedTuple):
    """What a line was coded into."""

    label: str
    articles: tuple[str, ...]
    reports: tuple[tuple[str, frozenset[str]], ...]
    """The reports that each of its articles has for it: the provision, and the terms spoken of."""


def folder() -> Path | None:
    """Where the facts files are; None where they are not at hand."""
    shared = Path(os.environ.get("PLANCMP_SHARED", CHECKOUT.parent / "shared"))
    return shared / "facts" if (shared / "facts").is_dir() else None


def lines(facts: Path) -> tuple[Line, ...]:
    """All lines of the facts files, in order; ValueError for one that names no article."""
    found = []
    for file in (facts / f"{name}.md" for name in FILES):
        heading = ""
        for text in file.read_text("utf-8").splitlines():
            if text.startswith("#"):
                heading = text.lstrip("# ")
            if not text.startswith("- "):
                continue
            matched = _LINE.fullmatch(text)
            if not matched:
                raise ValueError(f"{file.name}: a line names no article: {text}")
            found.append(Line(file.stem, heading, text, tuple(matched["keys"].split(", "))))
    return tuple(found)


def articles() -> Mapping[str, str]:
    """The data's article for each key of the facts files."""
    found: Mapping[str, str] = yaml.load(ARTICLES.read_text("utf-8"), Loader=yaml.BaseLoader)
    return found


def coded() -> Mapping[str, Coded]:
    """What each line was coded into, by its fingerprint."""
    raw = yaml.load(CODED.read_text("utf-8"), Loader=yaml.BaseLoader)  # `on` is a term, not yes
    return {
        fingerprint: Coded(
            entry["label"],
            tuple(entry["articles"]),
            tuple(_report(report) for report in entry["reports"]),
        )
        for fingerprint, entry in raw.items()
    }


def _report(raw: Mapping[str, Sequence[str]]) -> tuple[str, frozenset[str]]:
    ((provision, terms),) = raw.items()
    return provision, frozenset(terms)


def reports(dataset: Dataset) -> Mapping[str, tuple[tuple[Provision, Report], ...]]:
    """The reports of each line, by its fingerprint; KeyError where the data lacks one.

    Where lines give an article several reports of one provision on the same terms, the first line
    has the first of them.
    """
    at_hand: dict[tuple[str, str, frozenset[str]], list[tuple[Provision, Report]]] = {}
    for provision in dataset.provisions:
        for report in provision.reports:
            key = (report.article.id, provision.id, frozenset(report.says))
            at_hand.setdefault(key, []).append((provision, report))
    return {
        fingerprint: tuple(
            at_hand[(article, *report)].pop(0)
            for article in line.articles
            for report in line.reports
        )
        for fingerprint, line in coded().items()
    }
