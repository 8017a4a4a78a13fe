"""`plancmp export [PLAN]...`."""

from collections.abc import Iterator, Sequence
from typing import Any

import typer

from plancmp.cli.options import PRINTING, Plans
from plancmp.cli.session import Session
from plancmp.render import FORMATS, formats_of

OPTIONS = PRINTING._replace(formats=formats_of("export"), default_format="csv")

HELP = """\
\b
plancmp export --output claims.csv
plancmp export november --format csv
plancmp export --data mydata | plancmp import - --data copy
plancmp export --output claims.parquet
plancmp export november -o sources.csl.json     the articles, for Zotero and pandoc

As csv unless another format is named. Nothing that a report says is lost; a provision that
nothing reports has no row. A cell that a spreadsheet would take for a formula, a number
or a day stands behind an apostrophe, which import takes off again. `id` is by what import knows a
report again, and so what was changed in it.

Parquet, which DuckDB, Spark and pandas read, needs pyarrow: pip install 'plancmp[parquet]'. It
has the columns of csv, with whole numbers, days and a list of the outlets credited as such, and
four more: means (the value, or the first that means the same), answers (the terms that the
claim answers), verdict (on its term, over all outlets) and verdict_compared (over those compared
on the plan). docs/performance.md has all columns, with a query.
"""


def run(session: Session, plan: Plans = None) -> int:
    """The exit status, once the claims are written."""
    from plancmp.views.export import ExportView

    if FORMATS[session.format].binary:
        return _parquet(session, plan)
    loaded = session.load_plans(plan)
    return session.emit(ExportView(loaded.dataset, loaded.problems))


def _parquet(session: Session, plan: Sequence[str] | None) -> int:
    if not session.output:
        raise typer.BadParameter("parquet goes into a file: name it", param_hint="'--output'")
    from plancmp.cli.streams import write_file
    from plancmp.data.loader import load
    from plancmp.data.parallel import map_plans
    from plancmp.render.parquet import columns, encode

    folder = session.folder()
    plans = list(dict.fromkeys(folder.plan(name) for name in plan or folder.plans))
    problems = set(load(folder, []).problems)
    track = session.track("exporting plans")

    def parts() -> Iterator[Any]:
        for part, found in map_plans(folder, plans, columns, track=track):
            problems.update(found)
            yield part

    write_file(encode(parts()), session.output, session.data)
    return session.report(sorted(problems))
