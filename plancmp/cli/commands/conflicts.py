"""`plancmp conflicts [PLAN]...`."""

from plancmp.cli.options import COMPARING, FailOnVerdict, Plans, Since, day_of, fail_on_words
from plancmp.cli.session import Session

OPTIONS = COMPARING

HELP = """\
\b
plancmp conflicts
plancmp conflicts november
plancmp conflicts --fail-on conflict --fail-on disputed
"""


def run(
    session: Session, plan: Plans = None, since: Since = None, fail_on: FailOnVerdict = None
) -> int:
    """The exit status, once the conflicts are shown."""
    from functools import partial

    from plancmp.cli.fits import look_for_fits
    from plancmp.cli.per_plan import make_per_plan
    from plancmp.domain.findings import Newer, merge
    from plancmp.domain.hidden import hidden_together, with_hidden
    from plancmp.domain.verdicts import FINDINGS
    from plancmp.views.conflicts import ConflictsView

    words = fail_on_words(fail_on, [verdict.value for verdict in FINDINGS])
    day = day_of(since)
    made = make_per_plan(session, partial(with_hidden, since=day), plan)
    found = merge(part.found for part in made.parts)
    new = frozenset[str]().union(*(part.new for part in made.parts))
    view = ConflictsView(
        made.dataset,
        found,
        made.outlets,
        made.problems,
        hidden=hidden_together(part.hidden for part in made.parts),
        fits=look_for_fits(session, found.terms),
        newer=Newer(day, new) if day else None,
    )
    return session.emit(view, words)
