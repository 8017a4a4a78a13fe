"""The arguments and options that commands share, each once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from plancmp.cli.terminal import NARROWEST
from plancmp.render import formats_of

COLORS = ("auto", "always", "never")


def check_word(word: str, known: Sequence[str], option: str) -> None:
    """Raise BadParameter, with the nearest word, where what an option is given is not known."""
    if word not in known:
        from plancmp.text import did_you_mean, join_words

        hint = did_you_mean(word, known)
        message = f"'{word}' is not {join_words(known)}" + (f"; {hint}" if hint else "")
        raise typer.BadParameter(message, param_hint=f"'{option}'")


def given_as(ctx: typer.Context, name: str) -> str:
    """What has given an option its value: itself, or an environment variable; else nothing."""
    source = getattr(ctx.get_parameter_source(name), "name", "")
    for param in ctx.command.params:
        if param.name == name and source in ("COMMANDLINE", "ENVIRONMENT"):
            return param.opts[0] if source == "COMMANDLINE" else str(param.envvar)
    return ""


def completing(words: str | Sequence[str]) -> Callable[..., Any]:
    """A completion that offers these words, or those that `completion` has under a name."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        there: Iterable[str] = words
        if isinstance(words, str):
            from plancmp.cli.completion import words_for

            there = words_for(words, ctx, incomplete)
        return [word for word in there if word.startswith(incomplete)]

    return complete


def option(
    metavar: str | None, help: str, words: str | Sequence[str] | None = None, **settings: Any
) -> Any:
    """An option that is called as its parameter, and completed by words if there are any."""
    complete = completing(words) if words else None
    return typer.Option(metavar=metavar, help=help, autocompletion=complete, **settings)


def flag(name: str, help: str, **settings: Any) -> Any:
    """An option that takes no value."""
    return typer.Option(name, help=help, **settings)


def choice(words: Sequence[str], help: str, envvar: str | None = None) -> Any:
    """An option that takes one of some words, and completes them."""

    def check(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> str | None:
        if value is not None:
            check_word(value, words, given_as(ctx, str(param.name)))
        return value

    return option("|".join(words), help, words, envvar=envvar, callback=check)


# Parameters of a command's own `run`

Plan = Annotated[str, typer.Argument(autocompletion=completing("plan"), metavar="PLAN")]
Plans = Annotated[
    list[str] | None, typer.Argument(autocompletion=completing("plan"), metavar="[PLAN]...")
]
_FAIL_ON = "End with status 1 where a question has this {}; a wrong word lists all."
FailOnVerdict = Annotated[list[str] | None, option("VERDICT", _FAIL_ON.format("verdict"))]
FailOnChange = Annotated[list[str] | None, option("CHANGE", _FAIL_ON.format("change"))]
Texts = Annotated[
    Path | None,
    option("DIR", "The folder with the articles' texts; else the data folder's own, if any."),
]
Since = Annotated[
    str | None, option("DAY", "Mark what rests on articles after this day, YYYY-MM-DD.")
]
Title = Annotated[str | None, option(None, "Its title; else from its id.")]
Day = Annotated[str | None, option("YYYY-MM-DD", "Its day.")]


def fail_on_words(given: Sequence[str] | None, known: Sequence[str]) -> frozenset[str]:
    """The words given to --fail-on, which may be repeated and may have commas between words.

    Raises BadParameter where one is not among those known.
    """
    words = frozenset(word for part in given or () for word in part.split(","))
    for word in sorted(words):
        check_word(word, known, "--fail-on")
    return words


def day_of(given: str | None, option: str = "--since") -> date | None:
    """The day given to an option. Raises BadParameter where it is not one."""
    if given is None:
        return None
    from plancmp.domain.values import read_date

    try:
        return read_date(given)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint=f"'{option}'") from None


# Options that `build` adds to a command's own parameters, to make its session of

STANDARD = Path("-")
"""The output file that stands for standard output."""
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to a file, whole or not at all; - for the output.",
    ),
]
Outlets = Annotated[
    list[str] | None,
    option(
        "OUTLET",
        "Compare this outlet (id or name); again and again, or `all`. Else those of the data.",
        "outlet",
    ),
]
Without = Annotated[
    list[str] | None,
    option("OUTLET", "Leave out this outlet, and what rests on it alone.", "outlet"),
]
Width = Annotated[int | None, option("N", "Columns to lay tables out for.", min=NARROWEST)]
Data = Annotated[
    Path | None,
    option("DIR", "The data folder; else PLANCMP_DATA, else the data that travels with plancmp."),
]
Color = Annotated[str | None, choice(COLORS, "Colour.")]
Everything = Annotated[
    bool | None, flag("--all", "In full; a terminal shows the first screen unless told.")
]
Cite = Annotated[
    bool | None,
    flag("--cite", "Each finding as lines to paste, with outlet, day, phrase, address."),
]
Sources = Annotated[
    bool | None, flag("--sources", "Below the first screen the numbered sources, with addresses.")
]


class Given(NamedTuple):
    """The shared options as they were given; None where they were not."""

    format: str | None = None
    output: Output = None
    outlet: Outlets = None
    without: Without = None
    width: Width = None
    data: Data = None
    color: Color = None
    everything: Everything = None
    cite: Cite = None
    sources: Sources = None


class OptionSet(NamedTuple):
    """Which of the shared options a command has: its constant OPTIONS."""

    names: tuple[str, ...]
    """Their names, in the order of the help."""
    formats: tuple[str, ...] = formats_of()
    """The formats that the command offers."""
    default_format: str = "table"
    """Its format where neither an option nor a file's ending says another."""

    def annotation(self, name: str) -> Any:
        """The type of a shared option, annotated for Typer."""
        if name != "format":
            return Given.__annotations__[name]
        says = f"How to write it; else what the file's ending says, else {self.default_format}."
        return Annotated[str | None, choice(self.formats, says, "PLANCMP_FORMAT")]


_COMPARING = ("format", "output", "outlet", "without", "width", "everything")
_PRINTING = ("format", "output", "width", "everything")
_CITING = ("cite", "sources")
_ALWAYS = ("data", "color")
COMPARING = OptionSet((*_COMPARING, *_CITING, *_ALWAYS))
"""For a command that compares outlets and points to numbered sources."""
COUNTING = OptionSet((*_COMPARING, *_ALWAYS))
"""For one that compares outlets, and points to none."""
SEARCHING = OptionSet((*_PRINTING, *_CITING, *_ALWAYS))
"""For one that points to numbered sources without comparing outlets."""
PRINTING = OptionSet((*_PRINTING, *_ALWAYS))
"""For one that prints a view without either."""
SHORT = OptionSet(("format", "output", "width", *_ALWAYS))
"""For one whose view is no longer than a screen, or is asked for in full."""
CREATING = OptionSet(("data",))
"""For a command that creates files in a data folder."""
