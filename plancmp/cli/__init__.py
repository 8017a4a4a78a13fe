"""The command line: options, one load, one view, one render, one write, one exit status.

What a command needs is imported when it runs, so that help, completion and `--version` start fast.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, NoReturn, Optional

import typer

from plancmp import __version__
from plancmp.cli.lazy import on_demand
from plancmp.render import FORMATS, by_ending

if TYPE_CHECKING:
    from datetime import date

    from plancmp.authoring.create import Created
    from plancmp.data.folder import DataFolder
    from plancmp.data.loader import Loaded
    from plancmp.domain.model import Dataset
    from plancmp.domain.problems import Problem
    from plancmp.views.base import View

FOUND, USAGE, BAD_DATA, FAULT = 1, 2, 3, 4
"""Exit statuses beside 0: findings asked for, usage, data that is wrong, a fault of our own."""

COLORS = ("auto", "always", "never")
NARROWEST = 20

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


# Options, the same for every command


class _Options(NamedTuple):
    """The options of a command, those before and after its name made one."""

    format: str
    output: Path | None
    outlets: Sequence[str]
    width: int | None
    data: Path | None
    color: str


def _starting(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]


def _word(known: Iterable[str]) -> dict[str, Any]:
    """What an option needs that takes one of some words: a check, and completion."""
    words = tuple(known)

    def check(value: Optional[str]) -> Optional[str]:
        if value is not None and value not in words:
            from plancmp.text import did_you_mean, listed

            hint = did_you_mean(value, words)
            raise typer.BadParameter(
                f"'{value}' is not {listed(words)}." + (f" ({hint})" if hint else "")
            )
        return value

    def complete(incomplete: str) -> list[str]:
        return _starting(words, incomplete)

    return {"callback": check, "autocompletion": complete, "metavar": "|".join(words)}


def _folder_at_hand(ctx: typer.Context) -> DataFolder | None:
    """The data folder while a line is being completed, if there is one."""
    from plancmp.domain.problems import PlancmpError

    with suppress(PlancmpError, OSError):
        return _folder(ctx.params.get("data") or ctx.find_root().params.get("data"))
    return None


def _complete_plan(ctx: typer.Context, incomplete: str) -> list[str]:
    folder = _folder_at_hand(ctx)
    return _starting(folder.plans, incomplete) if folder else []


def _complete_selector(ctx: typer.Context, incomplete: str) -> list[str]:
    folder = _folder_at_hand(ctx)
    names: set[str] = set()
    for plan in folder.plans if folder else ():
        for entry in folder.entries(plan) if folder else ():
            words = [entry.topic] + ([f"point-{entry.point}"] if entry.point else [])
            names.update(f"{plan}/{word}" if "/" in incomplete else word for word in words)
    return _starting(sorted(names), incomplete)


def _complete_outlet(ctx: typer.Context, incomplete: str) -> list[str]:
    from plancmp.data.loader import load

    folder = _folder_at_hand(ctx)
    return _starting(["all", *load(folder, []).dataset.outlets], incomplete) if folder else []


def _complete_kind(incomplete: str) -> list[str]:
    from plancmp.domain.values import KINDS

    return _starting(KINDS, incomplete)


def _complete_outlet_kind(incomplete: str) -> list[str]:
    from plancmp.data.keys import OUTLET_KINDS

    return _starting(OUTLET_KINDS, incomplete)


def _complete_date_known(incomplete: str) -> list[str]:
    from plancmp.data.keys import DATE_KNOWN

    return _starting(DATE_KNOWN, incomplete)


def _complete_topic(ctx: typer.Context, incomplete: str) -> list[str]:
    folder = _folder_at_hand(ctx)
    return _starting(folder.names("topics"), incomplete) if folder else []


_Plan = Annotated[str, typer.Argument(autocompletion=_complete_plan, metavar="PLAN")]
_Plans = Annotated[
    Optional[list[str]], typer.Argument(autocompletion=_complete_plan, metavar="[PLAN]...")
]
_Selectors = Annotated[
    list[str], typer.Argument(autocompletion=_complete_selector, metavar="SELECTOR...")
]
_Format = Annotated[
    Optional[str],
    typer.Option(
        "--format",
        help="How to write it; else what the file's ending says, else table.",
        envvar="PLANCMP_FORMAT",
        **_word(FORMATS),
    ),
]
PARQUET = "parquet"
"""The format that export alone has: a file for programs that read tables, not a view."""
_ExportFormat = Annotated[
    Optional[str],
    typer.Option(
        "--format",
        help="How to write it; else what the file's ending says, else csv.",
        envvar="PLANCMP_FORMAT",
        **_word((*FORMATS, PARQUET)),
    ),
]
_Output = Annotated[
    Optional[Path],
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all."),
]
_Outlets = Annotated[
    Optional[list[str]],
    typer.Option(
        "--outlet",
        metavar="ID",
        help="Compare this outlet; again and again, or `all`. Else those of dataset.yaml.",
        autocompletion=_complete_outlet,
    ),
]
_Width = Annotated[
    Optional[int],
    typer.Option("--width", min=NARROWEST, metavar="N", help="Columns to lay tables out for."),
]
_Data = Annotated[
    Optional[Path],
    typer.Option(
        "--data",
        metavar="DIR",
        help="The data folder; else PLANCMP_DATA, else the data that travels with plancmp.",
    ),
]
_Color = Annotated[Optional[str], typer.Option("--color", help="Colour.", **_word(COLORS))]
_FailOnVerdict = Annotated[
    Optional[list[str]],
    typer.Option(
        "--fail-on", metavar="VERDICT", help="End with status 1 where a term has this verdict."
    ),
]
_FailOnChange = Annotated[
    Optional[list[str]],
    typer.Option(
        "--fail-on", metavar="CHANGE", help="End with status 1 where a term has this change."
    ),
]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"plancmp {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    data: _Data = None,
    color: _Color = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and end."
        ),
    ] = False,
) -> None:
    """Compare what news outlets report about the provisions of a proposed peace plan.

    \b
    plancmp diff april november      what changed between two plans
    plancmp sources point-26         who says what of one provision, on whose word
    plancmp show november            a plan's provisions, outlet by outlet
    plancmp conflicts                where outlets contradict each other
    plancmp outlets                  how much each outlet reports, and who agrees with whom
    plancmp search amnesty umerov    where words stand, with what to ask next
    plancmp brief april november     the whole comparison as one document
    plancmp plans                    the plans there are
    plancmp check                    the data's problems, all at once
    """


# Commands


@app.command()
def plans(
    ctx: typer.Context,
    format: _Format = None,
    output: _Output = None,
    outlet: _Outlets = None,
    width: _Width = None,
    data: _Data = None,
    color: _Color = None,
) -> None:
    """The plans there are, with counts.

    \b
    plancmp plans
    plancmp plans --format json
    """
    from plancmp.views.plans import PlansView, plan_rows

    options = _options(ctx, format, output, outlet, width, data, color)
    over = _over(options, plan_rows)
    table = [row for rows in over.parts for row in rows]
    _finish(PlansView(over.dataset, table, over.outlets, over.problems), options)


@app.command()
def show(
    ctx: typer.Context,
    plan: _Plan,
    fail_on: _FailOnVerdict = None,
    format: _Format = None,
    output: _Output = None,
    outlet: _Outlets = None,
    width: _Width = None,
    data: _Data = None,
    color: _Color = None,
) -> None:
    """A plan's provisions by outlets: what each reports, and what it adds up to.

    \b
    plancmp show november
    plancmp show november --outlet rt --outlet nypost
    plancmp show april --outlet all --format json
    """
    from plancmp.data.loader import load_plans
    from plancmp.domain.verdicts import Verdict, judge_provisions
    from plancmp.views.show import ShowView

    options = _options(ctx, format, output, outlet, width, data, color)
    wanted = _fail_on(fail_on, [verdict.value for verdict in Verdict])
    folder = _folder(options.data)
    loaded = load_plans(folder, [folder.plan(plan)])
    dataset, outlets = loaded.dataset, _compared(loaded, options)
    judged = judge_provisions(dataset, dataset.of_plan(plan), outlets)
    view = ShowView(dataset, dataset.plans[plan], judged, outlets, loaded.problems)
    _finish(view, options, wanted)


@app.command()
def sources(
    ctx: typer.Context,
    selectors: _Selectors,
    fail_on: _FailOnVerdict = None,
    format: _Format = None,
    output: _Output = None,
    outlet: _Outlets = None,
    width: _Width = None,
    data: _Data = None,
    color: _Color = None,
) -> None:
    """Provisions in full: who says what, on whose word, and where.

    \b
    plancmp sources point-26
    plancmp sources november/amnesty
    plancmp sources crimea            in every plan that has it
    """
    from plancmp.data.loader import load
    from plancmp.domain.verdicts import Verdict, judge_provisions
    from plancmp.views.sources import SourcesView

    options = _options(ctx, format, output, outlet, width, data, color)
    wanted = _fail_on(fail_on, [verdict.value for verdict in Verdict])
    folder = _folder(options.data)
    entries = dict.fromkeys(entry for word in selectors for entry in folder.select(word))
    loaded = load(folder, list(entries))
    dataset, outlets = loaded.dataset, _compared(loaded, options)
    everyone = tuple(dict.fromkeys([*outlets, *dataset.outlets]))
    judged = judge_provisions(dataset, dataset.provisions, outlets)
    overall = judge_provisions(dataset, dataset.provisions, everyone)
    _finish(SourcesView(dataset, judged, overall, outlets, loaded.problems), options, wanted)


@app.command()
def diff(
    ctx: typer.Context,
    before: _Plan,
    after: _Plan,
    fail_on: _FailOnChange = None,
    format: _Format = None,
    output: _Output = None,
    outlet: _Outlets = None,
    width: _Width = None,
    data: _Data = None,
    color: _Color = None,
) -> None:
    """What changed from one plan to another, topic by topic.

    \b
    plancmp diff april november
    plancmp diff april november --outlet all
    plancmp diff april november --format json
    """
    from plancmp.data.loader import load_plans
    from plancmp.domain.changes import Change, compare
    from plancmp.views.diff import DiffView

    options = _options(ctx, format, output, outlet, width, data, color)
    wanted = _fail_on(fail_on, [change.value for change in Change])
    folder = _folder(options.data)
    loaded = load_plans(folder, [folder.plan(before), folder.plan(after)])
    dataset, outlets = loaded.dataset, _compared(loaded, options)
    changes = compare(dataset.of_plan(before), dataset.of_plan(after), outlets)
    plans = dataset.plans
    view = DiffView(dataset, plans[before], plans[after], changes, outlets, loaded.problems)
    _finish(view, options, wanted)


@app.command()
def conflicts(
    ctx: typer.Context,
    plan: _Plans = None,
    fail_on: _FailOnVerdict = None,
    format: _Format = None,
    output: _Output = None,
    outlet: _Outlets = None,
    width: _Width = None,
    data: _Data = None,
    color: _Color = None,
) -> None:
    """Where outlets contradict each other or themselves, or report an update.

    \b
    plancmp conflicts
    plancmp conflicts november
    plancmp conflicts --fail-on conflict --fail-on disputed
    """
    from plancmp.domain.verdicts import FINDINGS
    from plancmp.views.conflicts import ConflictsView, findings

    options = _options(ctx, format, output, outlet, width, data, color)
    wanted = _fail_on(fail_on, [verdict.value for verdict in FINDINGS])
    over = _over(options, findings, plan)
    view = ConflictsView(over.dataset, over.parts, over.outlets, over.problems)
    _finish(view, options, wanted)


@app.command()
def outlets(
    ctx: typer.Context,
    plan: _Plans = None,
    format: _Format = None,
    output: _Output = None,
    outlet: _Outlets = None,
    width: _Width = None,
    data: _Data = None,
    color: _Color = None,
) -> None:
    """How much each outlet reports, in its own words or not, and who agrees with whom how often.

    \b
    plancmp outlets
    plancmp outlets november
    plancmp outlets --outlet rt --outlet nypost
    """
    from plancmp.domain.coverage import coverage, total
    from plancmp.views.outlets import OutletsView

    options = _options(ctx, format, output, outlet, width, data, color)
    over = _over(options, coverage, plan)
    view = OutletsView(over.dataset, total(over.parts, over.outlets), over.problems)
    _finish(view, options)


@app.command()
def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...")],
    format: _Format = None,
    output: _Output = None,
    width: _Width = None,
    data: _Data = None,
    color: _Color = None,
) -> None:
    """Where all these words stand: in titles, questions, values, speakers, key phrases and notes.

    \b
    plancmp search amnesty umerov
    plancmp search "frozen assets"       words in quotation marks are found as they stand
    plancmp search donets               a word is found by its beginning

    Accents and case do not matter.
    """
    from plancmp.data.loader import load_plans
    from plancmp.domain.search import search as find
    from plancmp.views.search import SearchView

    options = _options(ctx, format, output, None, width, data, color)
    folder = _folder(options.data)
    loaded = load_plans(folder, folder.plans)
    hits = find(loaded.dataset, words)
    _finish(SearchView(loaded.dataset, words, hits, loaded.problems), options)


@app.command()
def verify(
    ctx: typer.Context,
    plan: _Plans = None,
    texts: Annotated[
        Optional[Path],
        typer.Option("--texts", metavar="DIR", help="The folder with the articles' texts."),
    ] = None,
    fingerprint: Annotated[
        Optional[list[Path]],
        typer.Option(
            "--fingerprint", metavar="FILE", help="Print the line to paste into an article; end."
        ),
    ] = None,
    format: _Format = None,
    output: _Output = None,
    width: _Width = None,
    data: _Data = None,
    color: _Color = None,
) -> None:
    """Hold every quote against its article's text, and count those that stand.

    \b
    plancmp verify --texts ~/clippings
    plancmp verify november --texts ~/clippings --format json
    plancmp verify --fingerprint ~/clippings/rt.txt     prints: sha256: 372173b3...

    A text is a file of UTF-8 anywhere in DIR, known by its sha256 and not by its name. Paragraphs
    are its non-empty lines, from 1. White space, curly quotes and dashes are folded, nothing else.
    Ends with status 1 where a quote stands elsewhere or nowhere, or a text was changed; a text
    that is not at hand is told and counted, but contradicts nothing.
    """
    from plancmp.data import article_texts as at_hand

    if fingerprint:
        from plancmp.cli.streams import write_out

        digests = [at_hand.fingerprint(path) for path in fingerprint]
        write_out("".join(f"sha256: {digest}\n" for digest in digests))
        return
    if texts is None:
        raise typer.BadParameter("say where the texts are", param_hint="'--texts'")

    from plancmp.data.loader import load_plans
    from plancmp.domain import quotes
    from plancmp.views.verify import VerifyView

    options = _options(ctx, format, output, (), width, data, color)
    folder = _folder(options.data)
    loaded = load_plans(folder, [folder.plan(name) for name in plan or folder.plans])
    found, passed_over = at_hand.read(texts, _each("reading texts", options))
    held = quotes.verify(loaded.dataset, found, _each("verifying quotes", options))
    wanted = {outcome.value for outcome in quotes.CONTRADICTED}
    _finish(VerifyView(held, passed_over, loaded.problems), options, wanted)


@app.command()
def brief(
    ctx: typer.Context,
    plan: Annotated[
        list[str],
        typer.Argument(autocompletion=_complete_plan, metavar="PLAN [PLAN]", show_default=False),
    ],
    format: _Format = None,
    output: _Output = None,
    outlet: _Outlets = None,
    width: _Width = None,
    data: _Data = None,
    color: _Color = None,
) -> None:
    """The whole comparison of a plan, or of two and what changed between them, as one document.

    \b
    plancmp brief november
    plancmp brief april november -o brief.html
    plancmp brief april november --outlet all -o brief.md
    """
    from plancmp.data.loader import load_plans
    from plancmp.views.brief import BriefView

    names = list(dict.fromkeys(plan))
    if len(names) > 2:
        raise typer.BadParameter("one plan, or two to compare.", param_hint="'PLAN [PLAN]'")
    options = _options(ctx, format, output, outlet, width, data, color)
    folder = _folder(options.data)
    loaded = load_plans(folder, [folder.plan(name) for name in names])
    plans = [loaded.dataset.plans[name] for name in names]
    outlets = _compared(loaded, options)
    _finish(BriefView(loaded.dataset, plans, outlets, loaded.problems), options)


def _complete_rule(incomplete: str) -> list[str]:
    from plancmp.rules import RULES

    return _starting(RULES, incomplete)


@app.command()
def check(
    ctx: typer.Context,
    plan: _Plans = None,
    as_of: Annotated[
        Optional[str],
        typer.Option(
            "--as-of", metavar="DAY", help="Today, as YYYY-MM-DD: no article is dated after it."
        ),
    ] = None,
    explain: Annotated[
        Optional[str],
        typer.Option(
            "--explain",
            metavar="RULE",
            help="Show a rule's page: what it asks and why, with a bad and a good example.",
            autocompletion=_complete_rule,
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Show the rules there are.")] = False,
    format: _Format = None,
    output: _Output = None,
    width: _Width = None,
    data: _Data = None,
    color: _Color = None,
) -> None:
    """The data's problems, all at once: each with its file, line, column and rule.

    \b
    plancmp check
    plancmp check november --format csv
    plancmp check --explain unknown-key

    Ends with status 1 where there is an error; warnings alone end with 0.
    """
    from plancmp.domain.problems import ERROR
    from plancmp.views.check import CheckView, RulePageView, RulesView

    options = _options(ctx, format, output, (), width, data, color)
    if explain:
        from plancmp.rules import named

        _finish(RulePageView(named(explain)), options)
        return
    if list_:
        from plancmp.rules import RULES

        _finish(RulesView(RULES.values()), options)
        return

    from plancmp.rules.runner import check as checking

    folder = _folder(options.data)
    plans = [folder.plan(name) for name in plan or ()]
    checked = checking(folder, plans, _day(as_of), _each("checking plans", options))
    _finish(CheckView(checked, folder.line), options, {ERROR})


def _day(given: str | None) -> date | None:
    from plancmp.domain.values import read_date

    try:
        return read_date(given) if given else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="'--as-of'") from None


def _complete_schema(incomplete: str) -> list[str]:
    from plancmp.data.json_schema import NAMES

    return _starting(NAMES, incomplete)


@app.command()
def schema(
    ctx: typer.Context,
    name: Annotated[
        Optional[str],
        typer.Argument(
            metavar="[dataset|outlets|vocabulary|topic|article|plan|provision|output]",
            help="The kind of file, or the JSON that plancmp writes; else all, as $defs.",
            autocompletion=_complete_schema,
        ),
    ] = None,
    topic: Annotated[
        Optional[str],
        typer.Option(
            "--topic", metavar="ID", help="With provision: exact for provisions on this topic."
        ),
    ] = None,
    output: _Output = None,
    data: _Data = None,
) -> None:
    """JSON Schema (2020-12) of the files, for editors and other programs.

    \b
    plancmp schema topic
    plancmp schema provision --topic crimea -o crimea.schema.json
    plancmp schema output

    A schema sees one file: whether a name in it leads anywhere, plancmp check tells.
    """
    import json

    from plancmp.cli.streams import write_out
    from plancmp.data.json_schema import NAMES, every, made
    from plancmp.data.writing import write_file
    from plancmp.domain.problems import PlancmpError
    from plancmp.text import did_you_mean, listed

    if name is not None and name not in NAMES:
        hint = did_you_mean(name, NAMES) or f"allowed: {listed(NAMES)}"
        raise PlancmpError(f"there is no schema {name}; {hint}")
    about = None
    if topic is not None:
        if name != "provision":
            raise typer.BadParameter("goes with provision alone", param_hint="'--topic'")
        from plancmp.data.loader import load_topic

        about = load_topic(_folder(data or ctx.find_root().params.get("data")), topic)
    text = json.dumps(made(name, about) if name else every(), ensure_ascii=False, indent=2) + "\n"
    if output:
        write_file(text, output)
    else:
        write_out(text, FORMATS["json"].lacking)


@app.command()
def export(
    ctx: typer.Context,
    plan: _Plans = None,
    format: _ExportFormat = None,
    output: _Output = None,
    width: _Width = None,
    data: _Data = None,
    color: _Color = None,
) -> None:
    """Every claim as a row, with all that its report has; import reads the rows back.

    \b
    plancmp export --output claims.csv
    plancmp export november --format csv
    plancmp export --data mydata | plancmp import - --data copy
    plancmp export --output claims.parquet

    As csv unless another format is named. Nothing that a report says is lost; a provision that
    nothing reports has no row. A cell that a spreadsheet would take for a formula stands behind
    an apostrophe, which import takes off again.

    Parquet, which DuckDB, Spark and pandas read, needs pyarrow: pip install 'plancmp[parquet]'. It
    has the columns of csv, with whole numbers, days and a list of the outlets credited as such, and
    four more: means (the value, or the first that means the same), answers (the terms that the
    claim answers), verdict (on its term, over all outlets) and verdict_compared (over those of
    dataset.yaml). docs/performance.md has all columns, with a query.
    """
    from plancmp.data.loader import load_plans
    from plancmp.views.export import ExportView

    format = format or (None if output else "csv")
    options = _options(ctx, format, output, (), width, data, color, (PARQUET,))
    if options.format == PARQUET:
        _export_parquet(plan, options)
        return
    folder = _folder(options.data)
    loaded = load_plans(folder, [folder.plan(name) for name in plan or folder.plans])
    _finish(ExportView(loaded.dataset, loaded.problems), options)


def _export_parquet(plan: Sequence[str] | None, options: _Options) -> None:
    if not options.output:
        raise typer.BadParameter("parquet goes into a file: name it", param_hint="'--output'")
    from plancmp.data.gather import one_by_one
    from plancmp.data.loader import load
    from plancmp.data.writing import write_file
    from plancmp.render.parquet import columns, written

    folder = _folder(options.data)
    asked = list(dict.fromkeys(map(folder.plan, plan or folder.plans)))
    problems = set(load(folder, []).problems)
    each = _each("exporting plans", options)
    write_file(written(one_by_one(folder, asked, columns, problems, each)), options.output)
    _end(sorted(problems))


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="The rows; - for the input.")],
    write: Annotated[
        bool, typer.Option("--write", help="Write it; else only show what would be written.")
    ] = False,
    format: _Format = None,
    output: _Output = None,
    width: _Width = None,
    data: _Data = None,
    color: _Color = None,
) -> None:
    """Reports from a spreadsheet, into provisions; shows what it would write unless told --write.

    \b
    plancmp import claims.csv --data mydata
    plancmp import claims.csv --data mydata --write

    One row to a claim. The columns are those of `plancmp export`; of these plan, topic, article,
    term and value must be there, and title for a new provision. Rows with the same number under
    report, or the same passage, make one report. Problems are told as file:row:column, and
    where there is one nothing is written. Reports that are there already are recognised. Each
    file is written whole; if it is stopped on the way, give the same command again.
    """
    from plancmp.authoring.create import import_reports
    from plancmp.cli.streams import read_text
    from plancmp.domain.problems import PlancmpError
    from plancmp.render.csv import read
    from plancmp.views.imported import ImportView

    options = _options(ctx, format, output, (), width, data, color)
    root = _own_folder(ctx, data)
    try:
        cells = read(read_text(file))
    except ValueError as error:
        raise PlancmpError(f"{file} is no CSV: {error}", status=3) from None
    _finish(ImportView(import_reports(root, cells, str(file), write=write)), options)


new = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(new, name="new")


@new.callback()
def _new() -> None:
    """A commented file to fill in: a plan, an outlet, a topic, an article or a provision.

    \b
    plancmp new plan draft --data mydata      a data set of one's own, with its first plan
    plancmp new outlet gazette --name "The Gazette" --kind newspaper --data mydata
    plancmp new topic rent-cap --data mydata
    plancmp new article gazette-1 --outlet gazette --covers draft --title "A cap" --data mydata
    plancmp new provision draft rent-cap --data mydata

    What is there is never overwritten, and nothing is written outside of the data folder. A file
    is written whole or not at all. Say where with --data, before or after, or PLANCMP_DATA.
    """


_Title = Annotated[Optional[str], typer.Option("--title", help="Its title; else from its id.")]
_Day = Annotated[Optional[str], typer.Option("--date", metavar="YYYY-MM-DD", help="Its day.")]


@new.command("plan")
def new_plan(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="PLAN")],
    title: _Title = None,
    date: _Day = None,
    points: Annotated[
        Optional[int], typer.Option("--points", min=1, help="How many numbered points it has.")
    ] = None,
    draft: Annotated[
        Optional[list[str]],
        typer.Option("--draft", metavar="ID", help="A draft; again and again, oldest first."),
    ] = None,
    data: _Data = None,
) -> None:
    """A plan. In a folder that is empty or not there, a whole new data set around it.

    \b
    plancmp new plan draft --title "The rent reform" --data mydata
    plancmp new plan final --date 2031-05-02 --points 12 --data mydata
    """
    from plancmp.authoring import create

    given = {"title": title, "date": date, "points": points, "drafts": draft}
    root = _own_folder(ctx, data)
    _made(create.create_plan(root, id, _said(given)), root)


@new.command("outlet")
def new_outlet(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="OUTLET")],
    name: Annotated[str, typer.Option("--name", help="Its full name.")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="agency, newspaper, site, broadcaster or person.",
            autocompletion=_complete_outlet_kind,
        ),
    ],
    short: Annotated[
        Optional[str], typer.Option("--short", help="What sentences and columns call it.")
    ] = None,
    note: Annotated[
        Optional[str], typer.Option("--note", help="Anything a reader should know of it.")
    ] = None,
    data: _Data = None,
) -> None:
    """An outlet, at the end of outlets.yaml.

    \b
    plancmp new outlet gazette --name "The Gazette" --kind newspaper --data mydata
    """
    from plancmp.authoring import create

    given = {"name": name, "short": short, "kind": kind, "note": note}
    root = _own_folder(ctx, data)
    _made(create.create_outlet(root, id, _said(given)), root)


@new.command("topic")
def new_topic(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="TOPIC")],
    title: _Title = None,
    group: Annotated[
        Optional[str], typer.Option("--group", metavar="ID", help="Its group; else general.")
    ] = None,
    term: Annotated[str, typer.Option("--term", metavar="ID", help="Its first term.")] = "wording",
    asks: Annotated[
        str, typer.Option("--asks", metavar="QUESTION", help="What the term asks.")
    ] = "What does the plan say of it?",
    kind: Annotated[
        str,
        typer.Option(
            "--kind", metavar="KIND", help="The kind of its values.", autocompletion=_complete_kind
        ),
    ] = "text",
    options: Annotated[
        Optional[str],
        typer.Option(
            "--options", metavar="A,B,...", help="The options, or the name of a vocabulary."
        ),
    ] = None,
    unit: Annotated[
        Optional[str], typer.Option("--unit", help="For number: what is counted.")
    ] = None,
    data: _Data = None,
) -> None:
    """A topic with its first term.

    \b
    plancmp new topic rent-cap --data mydata
    plancmp new topic rent-cap --term cap --kind number --unit percent \\
        --asks "By how much may rents rise in a year?" --data mydata
    plancmp new topic who-pays --term payer --kind choice --options tenant,landlord,state \\
        --asks "Who pays?" --data mydata
    """
    from plancmp.authoring import create

    named = options.split(",") if options and "," in options else options
    first = {"id": term, "asks": asks, "kind": kind, "options": named, "unit": unit}
    given = {"title": title, "group": group}
    root = _own_folder(ctx, data)
    _made(create.create_topic(root, id, _said(given), _said(first)), root)


@new.command("article")
def new_article(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ARTICLE")],
    outlet: Annotated[str, typer.Option("--outlet", metavar="ID", help="Who published it.")],
    covers: Annotated[
        list[str],
        typer.Option("--covers", metavar="PLAN", help="A plan it is about; again and again."),
    ],
    title: Annotated[str, typer.Option("--title", help="Its headline.")],
    date: _Day = None,
    date_known: Annotated[
        str,
        typer.Option(
            "--date-known",
            metavar="WORD",
            help="How the day is known: page, address, index or inferred.",
            autocompletion=_complete_date_known,
        ),
    ] = "page",
    via: Annotated[
        Optional[list[str]],
        typer.Option("--via", metavar="ID", help="An outlet it relays as a whole."),
    ] = None,
    address: Annotated[
        Optional[str], typer.Option("--address", metavar="URL", help="Where it can be read.")
    ] = None,
    text: Annotated[
        Optional[Path],
        typer.Option("--text", metavar="FILE", help="Its text, to take the fingerprint of."),
    ] = None,
    data: _Data = None,
) -> None:
    """An article, with its text's fingerprint.

    \b
    plancmp new article gazette-2031-04-02 --outlet gazette --covers draft \\
        --title "Rents to be capped" --date 2031-04-02 --text clippings/gazette.txt --data mydata
    """
    from plancmp.authoring import create
    from plancmp.data.article_texts import fingerprint

    given = {
        "outlet": outlet,
        "title": title,
        "date": date,
        "date-known": date and date_known,
        "covers": covers,
        "via": via,
        "address": address,
        "sha256": fingerprint(text) if text else None,
    }
    root = _own_folder(ctx, data)
    _made(create.create_article(root, id, _said(given)), root)


@new.command("provision")
def new_provision(
    ctx: typer.Context,
    plan: _Plan,
    topic: Annotated[str, typer.Argument(metavar="TOPIC", autocompletion=_complete_topic)],
    point: Annotated[
        Optional[int], typer.Option("--point", min=1, help="The plan's own number for it.")
    ] = None,
    title: _Title = None,
    data: _Data = None,
) -> None:
    """What a plan says on a topic.

    \b
    plancmp new provision draft rent-cap --data mydata
    plancmp new provision final rent-cap --point 7 --title "A cap of three percent" --data mydata

    The file has no report yet; it lists the topic's terms, each with its question, its kind and
    what may be written, and a report to fill in.
    """
    from plancmp.authoring import create

    root = _own_folder(ctx, data)
    _made(create.create_provision(root, plan, topic, point, title), root)


# A command's short help is its first line, whole: left to itself, Typer cuts it.
for command in (*app.registered_commands, *new.registered_commands):
    command.short_help = str(command.callback.__doc__).partition("\n")[0]
for group in app.registered_groups:
    group.short_help = str(_new.__doc__).partition("\n")[0]
for program in (app, new):
    on_demand(program)


# What every command does


class _Over(NamedTuple):
    """What was made of every plan, one by one."""

    dataset: Dataset
    """What all plans share, to name outlets by; without plans."""
    outlets: Sequence[str]
    parts: Sequence[Any]
    problems: Sequence[Problem]


def _over(
    options: _Options,
    part: Callable[..., Any],
    plans: Sequence[str] | None = None,
) -> _Over:
    """Make a part of each of these plans, else of all, over the outlets compared."""
    from functools import partial

    from plancmp.data.gather import gather
    from plancmp.data.loader import load

    folder = _folder(options.data)
    asked = list(dict.fromkeys(map(folder.plan, plans) if plans else folder.plans))
    shared = load(folder, [])
    outlets = _compared(shared, options)
    each = _each("reading plans", options)
    parts, problems = gather(folder, asked, partial(part, outlets=outlets), each)
    return _Over(shared.dataset, outlets, parts, sorted({*shared.problems, *problems}))


def _own_folder(ctx: typer.Context, data: Path | None) -> Path:
    """The data folder to write to: one that was named, never the one shipped."""
    given = data or ctx.find_root().params.get("data") or os.environ.get("PLANCMP_DATA")
    if not given:
        told = "say in which data folder; the one that travels with plancmp is not written to"
        raise typer.BadParameter(told, param_hint="'--data'")
    return Path(given)


def _said(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, without what was not."""
    return {key: value for key, value in given.items() if value}


def _made(made: Created, root: Path) -> None:
    """Say what was written, and what to do next."""
    import shlex

    from plancmp.cli.streams import write_out
    from plancmp.text import visible

    known = os.environ.get("PLANCMP_DATA") == str(root)
    where = "" if known else f" --data {shlex.quote(str(root))}"
    wide = max(len(step.says) for step in made.then if step.command) + len(":  ")
    lines = [*(f"wrote {path}" for path in made.files), "next:"]
    for step in made.then:
        says = f"{step.says + ':':{wide}}{step.command}{where}" if step.command else step.says
        lines.append(f"  {says}")
    write_out(visible("".join(f"{line}\n" for line in lines)))


def _each(doing: str, options: _Options) -> Callable[[Sequence[Any]], Iterable[Any]]:
    """What goes through a sequence: under a bar where standard error is a terminal."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        return iter
    from plancmp.cli.progress import tracked
    from plancmp.cli.terminal import wants_color

    return tracked(doing, stream, color=wants_color(options.color, stream, os.environ))


def _options(
    ctx: typer.Context,
    format: str | None,
    output: Path | None,
    outlets: Sequence[str] | None,
    width: int | None,
    data: Path | None,
    color: str | None,
    more: Sequence[str] = (),
) -> _Options:
    """The options as they are meant; `more` formats are a command's own, each its own ending."""
    before = ctx.find_root().params
    source = ctx.get_parameter_source("format")
    if output and (source is None or source.name != "COMMANDLINE"):
        own = output.suffix.removeprefix(".").lower()
        format = own if own in more else by_ending(output.suffix) or format
        if not format:
            raise typer.BadParameter(
                f"no format has the ending '{output.suffix}'; say which with --format",
                param_hint="'--output'",
            )
    return _Options(
        format=format or "table",
        output=output,
        outlets=outlets or (),
        width=width,
        data=data or before.get("data"),
        color=color or before.get("color") or "auto",
    )


def _folder(given: Path | str | None) -> DataFolder:
    from plancmp.data.folder import DataFolder, shipped

    return DataFolder(Path(given or os.environ.get("PLANCMP_DATA") or shipped()))


def _compared(loaded: Loaded, options: _Options) -> Sequence[str]:
    """The outlets to compare: those asked for, each once, else the data set's own choice."""
    from plancmp.domain.problems import PlancmpError
    from plancmp.text import listed, nearest

    known = loaded.dataset.outlets
    if "all" in options.outlets or not (options.outlets or loaded.dataset.compared):
        first = [outlet for outlet in loaded.dataset.compared if outlet in known]
        return tuple(dict.fromkeys([*first, *known]))
    for outlet in options.outlets:
        if outlet not in known:
            close = nearest(outlet, known) or tuple(known)
            raise PlancmpError(f"no outlet is called {outlet}; did you mean {listed(close)}?")
    return tuple(dict.fromkeys(options.outlets or loaded.dataset.compared))


def _fail_on(given: Sequence[str] | None, known: Sequence[str]) -> set[str]:
    from plancmp.text import did_you_mean, listed

    words = {word for part in given or () for word in part.split(",")}
    for word in sorted(words - set(known)):
        hint = did_you_mean(word, known)
        told = f"'{word}' is not {listed(known)}." + (f" ({hint})" if hint else "")
        raise typer.BadParameter(told, param_hint="'--fail-on'")
    return words


def _finish(
    view: View,
    options: _Options,
    wanted: Collection[str] = (),
) -> None:
    """Render, write, and end with the status that the run earned.

    `wanted` are the words that make it FOUND where they are among the view's outcomes.
    """
    from plancmp.cli.streams import write_out
    from plancmp.cli.terminal import wants_color, width_of
    from plancmp.data.writing import write_file
    from plancmp.render import Settings, renderer

    stream = None if options.output else sys.stdout
    settings = Settings(
        width=max(width_of(options.width, stream, os.environ), NARROWEST),
        color=wants_color(options.color, stream, os.environ),
    )
    text = renderer(options.format)(view, settings)
    if options.output:
        write_file(text, options.output)
    else:
        write_out(text, FORMATS[options.format].lacking)
    _end(view.problems)
    if not view.outcomes().isdisjoint(wanted):
        raise typer.Exit(FOUND)


def _end(problems: Sequence[Problem]) -> None:
    """Tell the problems of the data, and end with their status where there are any."""
    for problem in problems:
        _tell(str(problem))
    if problems:
        raise typer.Exit(BAD_DATA)


def _tell(message: str) -> None:
    """A line on standard error, with nothing in it that could steer a terminal."""
    from plancmp.text import visible

    with suppress(OSError):
        typer.echo(visible(message), err=True)


def main() -> NoReturn:
    """Run the command line and end the process."""
    from plancmp.domain.problems import PlancmpError

    try:
        app(prog_name="plancmp")
    except SystemExit as end:
        # the reader of our help has gone away, which Typer takes for a failure
        sys.exit(0 if isinstance(end.__context__, BrokenPipeError) else end.code)
    except PlancmpError as error:
        _tell(f"plancmp: {error}")
        sys.exit(error.status)
    except OSError as error:
        from plancmp.cli.streams import close_quietly

        close_quietly(sys.stdout)
        _tell(f"plancmp: {error}")
        sys.exit(BAD_DATA)
    except Exception:
        import traceback

        traceback.print_exc()
        _tell(
            f"plancmp {__version__}: this is a fault of plancmp, not of your data. Please report "
            "it with the lines above and the command you ran."
        )
        sys.exit(FAULT)
    sys.exit(0)
