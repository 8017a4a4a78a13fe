"""`plancmp export [PLAN]...`."""

from collections.abc import Sequence
from functools import partial

from plancmp.cli.binary import Made, write_binary
from plancmp.cli.options import PRINTING, Plans
from plancmp.cli.session import Session, asked_plans
from plancmp.render import FORMATS, formats_of

OPTIONS = PRINTING._replace(formats=formats_of("export"), default_format="csv")

HELP = """\
\b
plancmp export --output claims.csv
plancmp export november --format csv
plancmp export --data mydata | plancmp import - --data copy
plancmp export --output claims.parquet
plancmp export --output claims.db
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

SQLite has tables with keys, what changed from each plan to the next by day, the views
claims_flat, conflicts and changes, and the words in claims_text. docs/how-to/sqlite.md asks it;
plancmp schema datasette writes what Datasette is told of it.
"""


def run(session: Session, plan: Plans = None) -> int:
    """The exit status, once the claims are written."""
    from plancmp.views.export import ExportView

    if FORMATS[session.format].binary:
        encode = {"parquet": _parquet, "sqlite": _sqlite}[session.format]
        return write_binary(session, partial(encode, session, plan))
    loaded = session.whole_plans(plan).loaded
    return session.emit(ExportView(loaded.dataset, loaded.problems))


def _parquet(session: Session, plan: Sequence[str] | None) -> Made:
    from plancmp.data.loader import load
    from plancmp.data.parallel import map_plans, parts_of
    from plancmp.domain.problems import main_problems
    from plancmp.render.parquet import columns, encode

    folder = session.folder()
    plans = asked_plans(folder, plan)
    problems = set(load(folder, []).problems)
    results = map_plans(folder, plans, columns, track=session.track("exporting plans"))
    made = encode(parts_of(results, problems))
    return made, main_problems(problems)


def _sqlite(session: Session, plan: Sequence[str] | None) -> Made:
    from plancmp.domain.compared import require_outlets
    from plancmp.render.sqlite import encode

    dataset, problems = session.whole_plans(plan).loaded
    require_outlets(dataset, problems)
    return encode(dataset), problems
