"""JSON text to plain data as `yaml_reader` gives it: every scalar text, every part with its place.

A number is as it was written, `true` is `yes`, and a key whose value is `null` is not there.
"""

import json
import re
from typing import Any

from plancmp.data.yaml_reader import MAX_DEPTH, YamlList, YamlMapping, YamlScalar, located
from plancmp.domain.problems import Location, Problem, RuleId

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\],:"]+')
_WORDS = {"true": "yes", "false": "no"}


def parse_json(text: str, file: str) -> tuple[Any, list[Problem]]:
    """The data of a JSON text, and what is wrong with it; None where it is no JSON."""
    try:
        json.loads(text, parse_int=str)  # of a number of any length
    except json.JSONDecodeError as error:
        location = Location(file, error.lineno, error.colno)
        return None, [Problem(location, RuleId.SYNTAX, f"this is not JSON: {error.msg}")]
    except RecursionError:
        return None, [_too_deep(Location(file, 1, 1))]
    return _data(text, file)


def _data(text: str, file: str) -> tuple[Any, list[Problem]]:
    """The data of a text that is JSON, token by token."""
    problems: list[Problem] = []
    above: list[Any] = []
    keys: list[YamlScalar | None] = []
    line, begins = 1, 0
    root: Any = None
    done = 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", done, token.start())
        begins = text.rfind("\n", 0, token.start()) + 1
        done = token.start()
        written = token[0]
        if written in "}]":
            above.pop()
            keys.pop()
            continue
        node = located(_node(written), Location(file, line, done - begins + 1))
        inside = above[-1] if above else None
        if isinstance(inside, YamlMapping) and keys[-1] is None:
            keys[-1] = node
            if node in inside:
                found, allowed = f"the key {node} again", "allowed: each key once"
                problems.append(Problem(node.location, RuleId.REPEATED_KEY, found, allowed))
            continue
        if isinstance(inside, YamlMapping):
            if written != "null":
                inside.setdefault(keys[-1], node)
            keys[-1] = None
        elif isinstance(inside, YamlList):
            inside.append(node)
        else:
            root = node
        if written in "{[":
            if len(above) == MAX_DEPTH:
                return None, [_too_deep(node.location)]
            above.append(node)
            keys.append(None)
    return root, problems


def _node(token: str) -> Any:
    if token == "{":
        return YamlMapping()
    if token == "[":
        return YamlList()
    return YamlScalar(json.loads(token) if token[0] == '"' else _WORDS.get(token, token))


def _too_deep(location: Location) -> Problem:
    return Problem(location, RuleId.SYNTAX, f"nested more than {MAX_DEPTH} deep")
