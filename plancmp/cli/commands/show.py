"""`plancmp show PLAN[@DRAFT]`."""

from typing import Annotated

import typer

from plancmp.cli.options import COMPARING, FailOnVerdict, Since, completing, day_of, fail_on_words
from plancmp.cli.session import Session

OPTIONS = COMPARING

HELP = """\
\b
plancmp show november
plancmp show november@earlier          one draft alone
plancmp show november --outlet rt --outlet "New York Post"
plancmp show april --outlet all --format json
"""


def run(
    session: Session,
    plans: Annotated[
        list[str] | None,
        typer.Argument(autocompletion=completing("draft"), metavar="PLAN", show_default=False),
    ] = None,
    since: Since = None,
    fail_on: FailOnVerdict = None,
) -> int:
    """The exit status, once the plan is shown."""
    from plancmp.data.whole_plans import load_drafts
    from plancmp.domain.findings import Newer, judged_terms, new_since, terms_found
    from plancmp.domain.hidden import hidden
    from plancmp.domain.problems import PlancmpError
    from plancmp.domain.verdicts import Verdict, judge_draft, judge_provisions
    from plancmp.views.show import ShowView

    words = fail_on_words(fail_on, [verdict.value for verdict in Verdict])
    folder = session.folder()
    if not plans:
        raise PlancmpError(f"which plan? {folder.there_are}")
    if len(plans) > 1:
        two = " ".join(plans)
        raise PlancmpError(f"show takes one plan; plancmp diff {two} holds them against each other")
    (plan,) = plans
    loaded, (of,) = load_drafts(folder, [plan])
    dataset, outlets = session.compared(loaded)
    alone = "@" in plan
    judged, overall = (
        judge_draft(dataset, of, names)
        if alone
        else judge_provisions(dataset, dataset.of_plan(of.plan.id), names)
        for names in (outlets, dataset.compared_first(outlets))
    )
    day = day_of(since)
    new = new_since(dataset, judged_terms(judged), outlets, day) if day else frozenset[str]()
    view = ShowView(
        dataset,
        of.plan,
        judged,
        outlets,
        loaded.problems,
        draft=of.draft if alone else "",
        hidden=hidden(dataset, terms_found(judged), terms_found(overall)),
        newer=Newer(day, new) if day else None,
    )
    return session.emit(view, words)
