"""What the shell offers for a word that is being typed: from registries, and from the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from plancmp.cli.session import data_path, open_folder

if TYPE_CHECKING:
    from plancmp.data.folder import DataFolder


def among(words: Iterable[str]) -> Callable[[str], list[str]]:
    """A completion that offers those of the words that start as what is typed."""

    def complete(incomplete: str) -> list[str]:
        return _starting(words, incomplete)

    return complete


def plan(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of plans."""
    folder = _folder(ctx)
    return _starting(folder.plans, incomplete) if folder else []


def draft(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of plans, and the drafts of one once an @ is typed."""
    from plancmp.data.loader import load_plans

    name, at, _ = incomplete.partition("@")
    folder = _folder(ctx)
    if not (at and folder and name in folder.plans):
        return plan(ctx, incomplete)
    drafts = load_plans(folder, [name]).dataset.plans[name].drafts
    return _starting([f"{name}@{draft}" for draft in drafts], incomplete)


def selector(ctx: typer.Context, incomplete: str) -> list[str]:
    """What `sources` takes: topics and points, of a plan once a slash is typed."""
    folder = _folder(ctx)
    names: set[str] = set()
    for plan in folder.plans if folder else ():
        for file in folder.provisions(plan).files if folder else ():
            points = folder.points(file) if folder else ()
            words = [file.topic, *(f"point-{point}" for point in points)]
            names.update(f"{plan}/{word}" if "/" in incomplete else word for word in words)
    return _starting(sorted(names), incomplete)


def outlet(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of outlets, and `all`."""
    from plancmp.data.loader import load

    folder = _folder(ctx)
    return _starting(["all", *load(folder, []).dataset.outlets], incomplete) if folder else []


def topic(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of topics."""
    folder = _folder(ctx)
    return _starting(folder.ids("topics").ids, incomplete) if folder else []


def kind(incomplete: str) -> list[str]:
    """The kinds of values."""
    from plancmp.domain.values import KINDS

    return _starting(KINDS, incomplete)


def rule(incomplete: str) -> list[str]:
    """The ids of rules."""
    from plancmp.rules import RULES

    return _starting(RULES, incomplete)


def _folder(ctx: typer.Context) -> DataFolder | None:
    """The data folder that the line so far names, if there is one."""
    from plancmp.domain.problems import PlancmpError

    with suppress(PlancmpError, OSError):
        return open_folder(data_path(ctx.params.get("data") or ctx.find_root().params.get("data")))
    return None


def _starting(words: Iterable[str], incomplete: str) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]
