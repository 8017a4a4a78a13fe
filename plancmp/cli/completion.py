"""What the shell can offer for a word that is being typed: from registries, and from the data."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

import typer

from plancmp.cli.places import data_path
from plancmp.data.folder import DataFolder, shipped
from plancmp.domain.problems import PlancmpError


def words_for(what: str, ctx: typer.Context, incomplete: str) -> Iterable[str]:
    """The ids of plans, topics, articles, outlets, proposals, kinds or rules; or selectors, drafts.

    None of those that stand in the data where the line so far names no data folder.
    """
    if what == "kind":
        from plancmp.domain.values import KINDS

        return KINDS
    if what == "rule":
        from plancmp.rules import RULES

        return RULES
    with suppress(PlancmpError, OSError):
        before = ctx.find_root().params
        folder = DataFolder(data_path(ctx.params.get("data") or before.get("data")) or shipped())
        if what == "draft":
            return _drafts(folder, incomplete)
        if what == "draft or topic":
            named = ctx.params.get("words") or ()
            topics = folder.ids("topics")[0] if len(named) > 1 else ()
            return [*_drafts(folder, incomplete), *topics]
        if what == "selector":
            return sorted(set(_selectors(folder, with_plan="/" in incomplete)))
        if what == "outlet":
            from plancmp.data.loader import load

            return ["all", *load(folder, []).dataset.outlets]
        if what == "proposal":
            from plancmp.data.layout import PROPOSALS

            return sorted(path.stem for path in (folder.root / PROPOSALS).glob("[!.]*.json"))
        return folder.plans if what == "plan" else folder.ids(f"{what}s")[0]
    return ()


def _drafts(folder: DataFolder, incomplete: str) -> Iterable[str]:
    """Plans, and the drafts of one once an @ is typed."""
    name, at, _ = incomplete.partition("@")
    if not at or name not in folder.plans:
        return folder.plans
    from plancmp.data.whole_plans import load_plans

    return [f"{name}@{draft}" for draft in load_plans(folder, [name]).dataset.plans[name].drafts]


def _selectors(folder: DataFolder, *, with_plan: bool) -> Iterator[str]:
    for plan in folder.plans:
        for file in folder.provisions(plan)[0]:
            for word in [file.topic, *(f"point-{point}" for point in folder.points(file))]:
                yield f"{plan}/{word}" if with_plan else word
