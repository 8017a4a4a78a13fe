"""`plancmp check [PLAN]...`."""

from datetime import date
from typing import Annotated

import typer

from plancmp.cli.options import PRINTING, Plans, flag, option
from plancmp.cli.session import Session

OPTIONS = PRINTING

HELP = """\
\b
plancmp check
plancmp check november --format csv
plancmp check --explain unknown-key

Ends with status 1 where there is an error; warnings alone end with 0.
"""


def run(
    session: Session,
    plan: Plans = None,
    as_of: Annotated[
        str | None,
        option("DAY", "Today, as YYYY-MM-DD: no article is dated after it."),
    ] = None,
    explain: Annotated[
        str | None,
        option(
            "RULE",
            "Show a rule's page: what it asks and why, with a bad and a good example.",
            "rule",
        ),
    ] = None,
    list_: Annotated[bool, flag("--list", "Show the rules there are.")] = False,
) -> int:
    """The exit status, once the problems, a rule's page or the rules are shown."""
    from plancmp.domain.problems import ERROR
    from plancmp.views.check import CheckView, RulePageView, RulesView

    if explain:
        from plancmp.rules import find_rule

        return session.emit(RulePageView(find_rule(explain)))
    if list_:
        from plancmp.rules import RULES

        return session.emit(RulesView(RULES.values()))

    from plancmp.rules.runner import check

    folder = session.folder()
    plans = [folder.plan(name) for name in plan or ()]
    checked = check(folder, plans, _day(as_of), session.track("checking plans"))
    return session.emit(CheckView(checked, folder.line), {ERROR})


def _day(given: str | None) -> date | None:
    from plancmp.domain.values import read_date

    try:
        return read_date(given) if given else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="'--as-of'") from None
