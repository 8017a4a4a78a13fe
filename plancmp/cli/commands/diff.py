"""`plancmp diff BEFORE AFTER...`."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Annotated

import typer

from plancmp.cli.options import (
    COMPARING,
    FailOnChange,
    Since,
    completing,
    day_of,
    fail_on_words,
    option,
)
from plancmp.cli.session import Session
from plancmp.domain.problems import PlancmpError

if TYPE_CHECKING:
    from datetime import date

    from plancmp.data.folder import DataFolder
    from plancmp.data.loaded import Loaded
    from plancmp.domain.model import Dataset, PlanDraft
    from plancmp.domain.problems import Problem
    from plancmp.views.base import View

OPTIONS = COMPARING

HELP = """\
\b
plancmp diff april november
plancmp diff april november crimea point-13     on some topics
plancmp diff april november european december   each held against the one before
plancmp diff november european december --base november
plancmp diff november@earlier november          a draft and the last
plancmp diff april november --outlet all
"""


def run(
    session: Session,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            autocompletion=completing("draft or topic"), metavar="BEFORE AFTER... [TOPIC]..."
        ),
    ] = None,
    base: Annotated[
        str | None, option("PLAN", "Hold all against this plan, not each against the one before.")
    ] = None,
    since: Since = None,
    fail_on: FailOnChange = None,
) -> int:
    """The exit status, once the changes are shown."""
    from plancmp.data.whole_plans import WholePlans, selected_drafts
    from plancmp.domain.comparison import Change

    day = day_of(since)
    outcomes = fail_on_words(fail_on, [change.value for change in Change])
    folder = session.folder()
    plans, topics = _plans_and_topics(folder, words or ())
    selected = selected_drafts(folder, plans)
    against = selected_drafts(folder, [base] if base else [])
    named = [selector.plan for selector in (*selected, *against)]
    wanted = _wanted(folder, topics, named)

    def view(loaded: "Loaded") -> "View":
        drafts = [selector.of(loaded.dataset.plans) for selector in selected]
        held = [selector.of(loaded.dataset.plans) for selector in against]
        dataset, outlets = session.compared(loaded, whole=True)
        if len(drafts) == 2 and not held:
            return _of_two(loaded.problems, dataset, drafts, outlets, wanted, day)
        from plancmp.domain.side_by_side import side_by_side
        from plancmp.views.side_by_side import SideBySideView

        beside = [one for one in held if one not in drafts]
        laid = side_by_side(dataset, [*beside, *drafts], outlets, wanted, *held)
        return SideBySideView(dataset, laid, outlets, loaded.problems)

    question = ("diff", *selected, *against, len(against), sorted(wanted or ()), day)
    return session.emit_of(WholePlans(folder, named), question, view, outcomes)


def _of_two(
    problems: "Sequence[Problem]",
    dataset: "Dataset",
    drafts: "Sequence[PlanDraft]",
    outlets: Sequence[str],
    wanted: frozenset[str] | None,
    day: "date | None",
) -> "View":
    """What changed between two drafts, and of that what is new since a day."""
    from plancmp.domain.comparison import compare
    from plancmp.views.diff import DiffView

    before, after = drafts
    comparison = compare(dataset, before, after, outlets, wanted)
    newer = None
    if day:
        from plancmp.domain.findings import Newer
        from plancmp.domain.without import until

        earlier = compare(until(dataset, day), before, after, outlets, wanted)
        newer = Newer(day, comparison.other_than(earlier))
    return DiffView(dataset, comparison, outlets, problems, newer=newer)


def _plans_and_topics(folder: "DataFolder", words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words that name plans, which come first, and after them those that name topics.

    Raises PlancmpError where fewer than two plans are named.
    """
    from plancmp.data.layout import as_id

    plans = list(takewhile(lambda word: as_id(word.partition("@")[0]) in folder.plans, words))
    topics = list(words[len(plans) :])
    if len(plans) < 2:
        if topics:
            folder.plan(topics[0].partition("@")[0])
        raise PlancmpError(f"diff holds two plans or more against each other; {folder.there_are}")
    return plans, topics


def _wanted(
    folder: "DataFolder", topics: Iterable[str], plans: Iterable[str]
) -> frozenset[str] | None:
    """The topics that selectors pick among these plans; None where none is asked for."""
    found = {
        file.topic for topic in topics for file in folder.select(topic, tuple(plans), "topic")[0]
    }
    return frozenset(found) or None
