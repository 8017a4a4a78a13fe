"""Commented files to fill in, made from the tables of keys and the kinds of value."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from plancmp.data.json_schema import file_schema
from plancmp.data.keys import OUTLET, REPORT, SETTINGS, TABLES, TERM, VERSION
from plancmp.data.shapes import Key
from plancmp.data.yaml_writer import quoted
from plancmp.domain.model import Plan, Term, Topic
from plancmp.domain.mojibake import LOST
from plancmp.domain.problems import PlancmpError
from plancmp.domain.values import KINDS, Kind, Number
from plancmp.domain.values.options import OptionKind
from plancmp.domain.values.ranges import IntervalKind
from plancmp.text import join_words

SCHEMAS = ".schema"
"""The folder of a data folder in which editors find the schemas."""

WIDTH = 96


def schema(kind: str) -> str:
    """The schema of a kind of file, as it stands in a data folder."""
    return json.dumps(file_schema(kind), ensure_ascii=False, indent=2) + "\n"


def title_of(plan: str) -> str:
    """The title of a new data set, by that of its first plan."""
    return f"{plan}, as reported"


def dataset(plan: Mapping[str, Any]) -> str:
    """The dataset.yaml of a new data set whose first plan has these fields."""
    given = {"format": VERSION, "title": title_of(plan["title"])}
    intro = ["A data set of plancmp. This file makes the folder one."]
    return _file("dataset", 0, intro, given)


def outlets() -> str:
    """The outlets.yaml of a new data set, without an outlet yet."""
    intro = [
        "The outlets, by id: those whose articles are read, and those whom they credit.",
        "plancmp new outlet adds one; by hand it is written so:",
        "",
        "ID:",
        *(f"  {key.name}: {key.shape.example}   {key.description}" for key in OUTLET),
    ]
    return _head("outlets", 0, intro)


def outlet(id: str, given: Mapping[str, Any]) -> str:
    """The lines of one outlet, to stand at the end of outlets.yaml."""
    named = (key.name for key in OUTLET if key.name in given)
    return f"{id}:\n" + "".join(f"  {name}: {_written(given[name])}\n" for name in named)


def plan(id: str, given: Mapping[str, Any]) -> str:
    """The plan.yaml of a plan."""
    intro = [
        f"The plan {id}. What it provides stands in the files beside this one, one to a topic:",
        f"plancmp new provision {id} TOPIC",
    ]
    return _file("plan", 2, intro, given)


def article(given: Mapping[str, Any]) -> str:
    """The file of an article."""
    return _file("article", 1, ["One published item of one outlet."], given)


def topic(given: Mapping[str, Any], terms: Mapping[str, Mapping[str, Any]]) -> str:
    """The file of a topic with these terms."""
    intro = ["A topic is a question that every plan can be asked. Its terms are the smallest"]
    intro += ["questions with answers that can be compared."]
    *keys, key = TABLES["topic"]
    head = _file("topic", 1, intro, given, keys)
    lines = ["", f"# {key.description}", f"{key.name}:"]
    for term, term_given in terms.items():
        lines += [f"  {term}:", *_keys(TERM, term_given, "    "), ""]
    lines += [
        "  # The next term begins here. The kinds there are:",
        *(_indented(_about(kind), "  #   ") for kind in KINDS.values()),
    ]
    return head + _text(lines)


def provision(plan: Plan, topic: Topic, title: str, points: Sequence[str] = ()) -> str:
    """The file of a provision: without a report yet, with what its reports may say."""
    intro = [f"What the plan {plan.id} says on the topic {topic.id}."]
    given = {"title": title, **({"points": points} if points else {})}
    *keys, reports = TABLES["provision"]
    head = _file("provision", 2, intro, given, keys)
    lines = [
        "",
        *_comment(reports.description),
        f"{reports.name}: []",
        "",
        "# For the first report delete the line with [] and uncomment these. Keep either absent or",
        "# says, and of the others what it needs. A second one begins with another dash.",
        "#",
        f"# {reports.name}:",
        *(f"# {line}" for line in _report(topic)),
        "",
        f"# The terms of {topic.id}:",
        *(_indented(line, "#   ") for term in topic.terms.values() for line in _asked(term)),
    ]
    if plan.drafts:
        drafts = f"The drafts of {plan.id}, oldest first: {', '.join(plan.drafts)}."
        lines += ["", f"# {drafts}"]
    return head + _text(lines)


def _report(topic: Topic) -> Iterator[str]:
    """A report in which everything is still to be said."""
    dash = "- "
    for key in (key for key in REPORT if key.name != "checked"):  # which settle writes
        yield from _comment(key.description, "    ")
        if key.name == "says":
            yield f"  {dash}{key.name}:"
            yield from (f"      {term}: VALUE" for term in topic.terms)
        else:
            yield f"  {dash}{key.name}: {key.shape.example}"
        dash = "  "


def _asked(term: Term) -> Iterator[str]:
    """A term: its question, its kind, what may be written, its options, and how to code it."""
    yield f"{term.id}: {term.asks}"
    kind = term.kind
    unit = f", in {kind.unit}" if isinstance(kind, Number) else ""
    limit = f", the {kind.limit} limit" if isinstance(kind, IntervalKind) and kind.limit else ""
    yield f"    {kind.name}{unit}{limit}: {kind.allowed}"
    if isinstance(kind, OptionKind):
        yield f"    options: {_nested(kind.options.tree)}"
    if term.coding:
        yield f"    {term.coding}"


def _nested(tree: Mapping[str, Any]) -> str:
    """Options with those below them in brackets."""
    return ", ".join(f"{id} ({_nested(below)})" if below else id for id, below in tree.items())


def _about(kind: type[Kind]) -> str:
    own = SETTINGS[kind.name]
    takes = join_words(sorted(own, key=lambda setting: not own[setting]), "and")
    return f"kind: {kind.name} - {kind.summary}" + (f" Takes {takes}." if takes else "")


def _file(
    kind: str,
    depth: int,
    intro: Sequence[str],
    given: Mapping[str, Any],
    keys: Sequence[Key] | None = None,
) -> str:
    return _head(kind, depth, intro) + _text(["", *_keys(keys or TABLES[kind], given, "")])


def _head(kind: str, depth: int, intro: Iterable[str]) -> str:
    """The line by which an editor finds the schema, and what the file is."""
    schema = f"# yaml-language-server: $schema={'../' * depth}{SCHEMAS}/{kind}.json"
    return _text([schema, *(_indented(line, "# ") for line in intro)])


def _keys(keys: Sequence[Key], given: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Each key under its description: with its value, or commented out where it has none."""
    for place, key in enumerate(keys):
        if place and not indent:
            yield ""
        yield from _comment(key.description, indent)
        if key.name in given:
            yield f"{indent}{key.name}: {_written(given[key.name])}"
        else:
            yield f"{indent}# {key.name}: {key.shape.example}"


def _written(value: Any) -> str:
    """A value behind its key; what cannot be seen in it is spelled, as a joiner of Persian is.

    Raises PlancmpError where it has more than one line.
    """
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(value)}]"
    text = str(value)
    if len(text.splitlines()) > 1:
        message = f"there is a line break in {text}; write it in one line; nothing was written"
        raise PlancmpError(message)
    if text.isprintable():
        return quoted(text)
    spelled = (
        sign if sign.isprintable() and sign not in '"\\' else f"\\U{ord(sign):08x}" for sign in text
    )
    return f'"{"".join(spelled)}"'


def _comment(text: str, indent: str = "") -> Iterator[str]:
    return (f"{indent}# {line}" for line in wrap(text, WIDTH - len(indent) - 2))


def _indented(line: str, before: str) -> str:
    """A line of a comment, folded further in where it is long."""
    inner = " " * (len(line) - len(line.lstrip()))
    first, rest = before + inner, before + inner + "  "
    folded = wrap(
        line.strip(), WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
    return "\n".join(folded) or before.rstrip()


_NO_COMMENT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What YAML cannot hold in a comment, or would end it with."""


def _text(lines: Iterable[str]) -> str:
    """Lines as one text, with U+FFFD for every sign that a comment cannot hold."""
    return "".join(f"{_NO_COMMENT.sub(LOST, line)}\n" for line in lines)
