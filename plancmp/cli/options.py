"""The options that commands share, each once, and how a command is built with them."""

import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple, Optional

import typer

from plancmp.cli import completion
from plancmp.cli.session import NARROWEST, Session, data_path
from plancmp.render import by_ending, formats_of

COLORS = ("auto", "always", "never")


# What is wrong with a word


def check_word(word: str, known: Sequence[str], option: str | None = None) -> None:
    """Raise BadParameter, with the nearest word, where a word is not among those known.

    `option` names the option, for a word that Typer does not know to be of it.
    """
    if word not in known:
        from plancmp.text import did_you_mean, join_words

        hint = did_you_mean(word, known)
        message = f"'{word}' is not {join_words(known)}." + (f" ({hint})" if hint else "")
        raise typer.BadParameter(message, param_hint=f"'{option}'" if option else None)


def choice(flag: str, words: Sequence[str], help: str, envvar: str | None = None) -> Any:
    """An option that takes one of some words, and completes them."""

    def check(value: Optional[str]) -> Optional[str]:
        if value is not None:
            check_word(value, words)
        return value

    return typer.Option(
        flag,
        help=help,
        envvar=envvar,
        callback=check,
        autocompletion=completion.among(words),
        metavar="|".join(words),
    )


# Arguments and options that some commands have as their own


Plan = Annotated[str, typer.Argument(autocompletion=completion.plan, metavar="PLAN")]
Plans = Annotated[
    Optional[list[str]], typer.Argument(autocompletion=completion.plan, metavar="[PLAN]...")
]
FailOnVerdict = Annotated[
    Optional[list[str]],
    typer.Option(
        "--fail-on", metavar="VERDICT", help="End with status 1 where a term has this verdict."
    ),
]
FailOnChange = Annotated[
    Optional[list[str]],
    typer.Option(
        "--fail-on", metavar="CHANGE", help="End with status 1 where a term has this change."
    ),
]
Title = Annotated[Optional[str], typer.Option("--title", help="Its title; else from its id.")]
Day = Annotated[Optional[str], typer.Option("--date", metavar="YYYY-MM-DD", help="Its day.")]


def fail_on_words(given: Sequence[str] | None, known: Sequence[str]) -> frozenset[str]:
    """The words given to --fail-on, again and again or with commas between them.

    Raises BadParameter where one is not among those known.
    """
    words = frozenset(word for part in given or () for word in part.split(","))
    for word in sorted(words):
        check_word(word, known, "--fail-on")
    return words


# Options that commands share


Output = Annotated[
    Optional[Path],
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all."),
]
Outlets = Annotated[
    Optional[list[str]],
    typer.Option(
        "--outlet",
        metavar="ID",
        help="Compare this outlet; again and again, or `all`. Else those of dataset.yaml.",
        autocompletion=completion.outlet,
    ),
]
Width = Annotated[
    Optional[int],
    typer.Option("--width", min=NARROWEST, metavar="N", help="Columns to lay tables out for."),
]
Data = Annotated[
    Optional[Path],
    typer.Option(
        "--data",
        metavar="DIR",
        help="The data folder; else PLANCMP_DATA, else the data that travels with plancmp.",
    ),
]
Color = Annotated[Optional[str], choice("--color", COLORS, "Colour.")]


class Shared(NamedTuple):
    """The shared options as they were given; a command has those that its OPTIONS name."""

    format: Optional[str] = None
    output: Output = None
    outlet: Outlets = None
    width: Width = None
    data: Data = None
    color: Color = None


class Options(NamedTuple):
    """Which of the shared options a command has, in the order of its help."""

    names: tuple[str, ...]
    formats: tuple[str, ...] = formats_of()
    """The formats that it offers."""
    default: str = "table"
    """Its format where neither an option nor a file's ending says another."""

    def annotation(self, name: str) -> Any:
        """The type of a shared option, with what Typer is to know of it."""
        if name != "format":
            return Shared.__annotations__[name]
        says = f"How to write it; else what the file's ending says, else {self.default}."
        return Annotated[Optional[str], choice("--format", self.formats, says, "PLANCMP_FORMAT")]


COMPARING = Options(("format", "output", "outlet", "width", "data", "color"))
"""For what compares outlets."""
PRINTING = Options(("format", "output", "width", "data", "color"))
"""For what prints a view, but compares no outlets."""
WRITING = Options(("data",))
"""For what writes into a data folder."""


def build(name: str, help: str, run: Callable[..., int], options: Options) -> Any:
    """The Typer command that runs `run(session, ...)` and ends with the exit status it returns.

    The parameters of `run` become its arguments and options, followed by the shared `options`.
    """
    own = list(inspect.signature(run).parameters.values())[1:]
    shared = [
        inspect.Parameter(
            option,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=options.annotation(option),
        )
        for option in options.names
    ]

    def callback(ctx: typer.Context, **given: Any) -> None:
        said = Shared(**{option: given.pop(option) for option in options.names})
        raise typer.Exit(run(_session(ctx, said, options), **given))

    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    parameters = [context, *(each.replace(kind=each.KEYWORD_ONLY) for each in own), *shared]
    callback.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return typer_command(name, help, callback)


def typer_command(
    name: str, help: str, callback: Callable[..., None], *, add_completion: bool = False
) -> Any:
    """The command that Typer makes of a function, with a help that is not its docstring."""
    program = typer.Typer(add_completion=add_completion, rich_markup_mode=None)
    program.command(name, help=help)(callback)
    return typer.main.get_command(program)


def _session(ctx: typer.Context, given: Shared, options: Options) -> Session:
    """The options as they are meant: those before the command's name count where none follows it.

    Raises BadParameter where the output file has an ending that no format has.
    """
    before = ctx.find_root().params
    format, source = given.format, ctx.get_parameter_source("format")
    if given.output and (source is None or source.name != "COMMANDLINE"):
        ending = given.output.suffix
        format = by_ending(ending, options.formats) or format
        if not format:
            raise typer.BadParameter(
                f"no format has the ending '{ending}'; say which with --format",
                param_hint="'--output'",
            )
    return Session(
        format=format or options.default,
        output=given.output,
        outlets=given.outlet or (),
        width=given.width,
        data=data_path(given.data or before.get("data")),
        color=given.color or before.get("color") or "auto",
    )
