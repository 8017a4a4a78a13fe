"""Annotations of Hypothes.is, as its client exports and its API gives them, as proposed reports.

The address names the article, a tag such as `november/amnesty` the provision, the marked words are
the quote, and the note has lines such as `full: yes`: values, or other keys of a report.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from plancmp.authoring.addresses import taken_apart
from plancmp.data import yaml_reader
from plancmp.data.keys import REPORT
from plancmp.data.layout import ID
from plancmp.data.yaml_reader import YamlList, YamlMapping, YamlScalar, located, relocated
from plancmp.domain.model import Article
from plancmp.domain.problems import Problem, RuleId

_PLACE = re.compile(rf"(?P<plan>{ID.pattern})/(?P<topic>{ID.pattern})")
_ACCOUNT = re.compile(r"acct:(.+)@.*")


class Annotated(NamedTuple):
    """Annotations as files of proposed reports, one to an annotation."""

    groups: tuple[YamlMapping, ...]
    problems: tuple[Problem, ...]
    """One for each annotation of which no report can be made."""
    passed_over: int
    """How many name no provision."""


def from_annotations(data: Any, articles: Iterable[Article]) -> Annotated | None:
    """What annotations propose; None where the data is none of Hypothes.is."""
    rows = data
    if isinstance(data, YamlMapping):
        rows = data.get("annotations", data.get("rows"))
    if not isinstance(rows, YamlList) or "reports" in data:
        return None
    by_address = {
        same: article.id
        for article in articles
        for address in (article.address, article.archived)
        if (same := _same(address))
    }
    groups: list[YamlMapping] = []
    problems: list[Problem] = []
    passed_over = 0
    for row in rows:
        places = [found for tag in _parts(row, "tags") if (found := _PLACE.fullmatch(str(tag)))]
        passed_over += not places
        try:
            groups += [_group(row, place, by_address) for place in places]
        except _Unusable as unusable:
            problems.append(unusable.problem)
    return Annotated(tuple(groups), tuple(problems), passed_over)


class _Unusable(Exception):
    def __init__(self, part: Any, rule: str, message: str, expected: str) -> None:
        super().__init__(message)
        self.problem = Problem(part.location, rule, message, expected)


def _group(row: YamlMapping, place: re.Match[str], by_address: Mapping[str, str]) -> YamlMapping:
    """What an annotation proposes of a provision, by whoever made it."""
    address = _part(row, "uri")
    article = by_address.get(_same(address))
    if not article:
        found = f"no article has the address {address}"
        raise _Unusable(row, RuleId.UNKNOWN_ID, found, "allowed: address or archived of an article")
    note = row.get("text", located(YamlScalar(), row.location))
    said = _note(note)
    keys = {key.name for key in REPORT}
    says = {name: part for name, part in said.items() if name not in keys}
    report = {
        "plan": YamlScalar(place["plan"]),
        "topic": YamlScalar(place["topic"]),
        "article": YamlScalar(article),
        "quote": YamlScalar(_marked(row)),
        **{name: part for name, part in said.items() if name in keys},
        **({"says": YamlMapping(says)} if says else {}),
    }
    account = _part(row, "user")
    by = _part(row.get("user_info"), "display_name") or _ACCOUNT.sub(r"\1", account)
    group = {"by": YamlScalar(by or "Hypothes.is"), "reports": YamlList([YamlMapping(report)])}
    whole = relocated(YamlMapping(group), row.location)
    assert isinstance(whole, YamlMapping)
    return whole


def _note(note: Any) -> YamlMapping:
    """The lines of a note."""
    said, problems = yaml_reader.parse(str(note) if isinstance(note, str) else "", "")
    if problems or not isinstance(said, YamlMapping):
        allowed = "allowed: a line such as full: yes for each value"
        raise _Unusable(note, RuleId.WRONG_TYPE, "the note has no values", allowed)
    return said


def _marked(row: YamlMapping) -> str:
    """The words that are marked."""
    for target in _parts(row, "target"):
        for selector in _parts(target, "selector"):
            if _part(selector, "type") == "TextQuoteSelector":
                return " ".join(_part(selector, "exact").split())
    return ""


def _part(data: Any, key: str) -> str:
    part = data.get(key) if isinstance(data, YamlMapping) else None
    return part if isinstance(part, str) else ""


def _parts(data: Any, key: str) -> Sequence[Any]:
    part = data.get(key) if isinstance(data, YamlMapping) else None
    return part if isinstance(part, YamlList) else ()


def _same(address: str) -> str:
    """What tells an address from others, however it is written; nothing where it is none."""
    parts = taken_apart(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.place}{parts.path}{query}"
