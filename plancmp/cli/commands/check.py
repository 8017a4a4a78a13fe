"""`plancmp check [PLAN]...`."""

from typing import Annotated

import typer

from plancmp.cli.options import PRINTING, Plans, day_of, flag, option
from plancmp.cli.session import Session

OPTIONS = PRINTING

HELP = """\
\b
plancmp check
plancmp check november --format csv
plancmp check --explain unknown-key
plancmp check --fix --data mydata              what an older folder has to change, as a dry run
plancmp check --fix --write --data mydata      changes it

Ends with status 1 where there is an error; warnings alone end with 0. --fix makes a folder of
format 1 one of format 2: comments and layout stay, and no value is another; what only a coder can
decide is listed with its place. Where anything is wrong nothing is written; if it is stopped on the
way, give the same command again. It ends with status 1 as long as there is something to change.
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
    fix: Annotated[
        bool, flag("--fix", "Show what a folder of format 1 has to change for format 2.")
    ] = False,
    write: Annotated[bool, flag("--write", "With --fix: change it.")] = False,
) -> int:
    """The exit status, once the problems, a rule's page, the rules or what changes are shown."""
    from plancmp.domain.problems import ERROR
    from plancmp.views.check import CheckView, RulePageView, RulesView

    if explain:
        from plancmp.rules import find_rule

        return session.emit(RulePageView(find_rule(explain)))
    if list_:
        from plancmp.rules import RULES

        return session.emit(RulesView(RULES.values()))

    if fix:
        if plan or as_of:
            message = "it is for the whole folder: leave out plans and --as-of"
            raise typer.BadParameter(message, param_hint="'--fix'")
        return _fix(session, write=write)
    if write:
        raise typer.BadParameter("say --fix beside it", param_hint="'--write'")

    from plancmp.rules.runner import check

    folder = session.folder()
    plans = [folder.plan(name) for name in plan or ()]
    checked = check(folder, plans, day_of(as_of, "--as-of"), session.track("checking plans"))
    return session.emit(CheckView(checked, folder.line), {ERROR})


def _fix(session: Session, *, write: bool) -> int:
    from plancmp.authoring.migrate import migrate
    from plancmp.rules.open_questions import open_questions
    from plancmp.views.migrated import PENDING, MigrationView

    migration = migrate(session.own_folder(), write=write)
    left = open_questions(*migration.result) if migration.result else ()
    return session.emit(MigrationView(migration, left), {PENDING})
