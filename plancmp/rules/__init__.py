"""The rules that data is held to: one registry for `check`, its help, the docs and the tests."""

from collections.abc import Mapping
from types import MappingProxyType

from plancmp.domain.problems import PlancmpError
from plancmp.rules import corpus, plan, reading, shared
from plancmp.rules.base import Rule
from plancmp.text import did_you_mean

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        found.id: found
        for found in sorted(
            found
            for module in (reading, shared, plan, corpus)
            for found in vars(module).values()
            if isinstance(found, Rule)
        )
    }
)
"""Every rule by its id, sorted."""


def named(id: str) -> Rule:
    """The rule of this id; PlancmpError names the nearest where there is none."""
    if id not in RULES:
        hint = did_you_mean(id, RULES) or "plancmp check --list shows them"
        raise PlancmpError(f"no rule is called {id}; {hint}")
    return RULES[id]
