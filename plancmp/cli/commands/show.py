"""`plancmp show PLAN[@DRAFT]`."""

from typing import TYPE_CHECKING, Annotated

import typer

from plancmp.cli.options import COMPARING, FailOnVerdict, Since, completing, day_of, fail_on_words
from plancmp.cli.session import Session

if TYPE_CHECKING:
    from plancmp.data.loaded import Loaded
    from plancmp.views.base import View

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
    from plancmp.data.whole_plans import WholePlans, selected_drafts
    from plancmp.domain.problems import PlancmpError
    from plancmp.domain.verdicts import Verdict

    words = fail_on_words(fail_on, [verdict.value for verdict in Verdict])
    folder = session.folder()
    if not plans:
        raise PlancmpError(f"which plan? {folder.there_are}")
    if len(plans) > 1:
        two = " ".join(plans)
        raise PlancmpError(f"show takes one plan; plancmp diff {two} holds them against each other")
    (selected,) = selected_drafts(folder, plans)
    day = day_of(since)

    def view(loaded: "Loaded") -> "View":
        from plancmp.domain.findings import Newer, judged_terms, new_since, terms_found
        from plancmp.domain.hidden import hidden_by_choice
        from plancmp.domain.verdicts import judge_draft, judge_provisions
        from plancmp.views.show import ShowView

        of = selected.of(loaded.dataset.plans)
        dataset, outlets = session.compared(loaded, whole=True)
        provisions = dataset.of_plan(of.plan.id)
        if alone := selected.draft is not None:
            provisions = tuple(provision.of_draft(of.draft) for provision in provisions)
            judged = judge_draft(dataset, of, outlets)
        else:
            judged = judge_provisions(dataset, provisions, outlets)
        shown = dataset._replace(provisions=provisions)
        new = new_since(dataset, judged_terms(judged), outlets, day) if day else frozenset[str]()
        return ShowView(
            dataset,
            of.plan,
            judged,
            outlets,
            loaded.problems,
            draft=of.draft if alone else "",
            hidden=hidden_by_choice(shown, terms_found(judged), outlets),
            newer=Newer(day, new) if day else None,
        )

    whole = WholePlans(folder, [selected.plan])
    return session.emit_of(whole, ("show", selected, day), view, words)
