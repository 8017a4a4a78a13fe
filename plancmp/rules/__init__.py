"""The rules that data is held to: one registry for `check`, its help, the docs and the tests."""

from collections.abc import Mapping
from types import MappingProxyType

from plancmp.problems import PlancmpError, did_you_mean
from plancmp.rules import all_plans, plan, reading, shared
from plancmp.rules.rule import Rule

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        found.id: found
        for found in sorted(
            found
            for module in (reading, shared, plan, all_plans)
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
