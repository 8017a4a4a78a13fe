"""A command of Typer's made of a function `run`, its help and its shared options."""

from collections.abc import Callable, Iterable
from inspect import Parameter, Signature, signature
from itertools import pairwise
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand

from plancmp.cli.options import STANDARD, Given, OptionSet, given_as
from plancmp.cli.places import data_path
from plancmp.cli.session import Session
from plancmp.render import FORMATS, by_ending


def build(name: str, help: str, run: Callable[..., int], options: OptionSet) -> Any:
    """The Typer command that calls `run(session, ...)` and ends with the exit status it returns.

    The parameters of `run` after its session become the command's arguments and options; the shared
    options follow them, and make the session.
    """

    def callback(ctx: typer.Context, **given: Any) -> None:
        shared = Given(**{option: given.pop(option) for option in options.names})
        raise typer.Exit(run(resolve(ctx, shared, options), **given))

    def keyword(name: str, annotation: Any, default: Any = Parameter.empty) -> Parameter:
        return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)

    _, *own = signature(run).parameters.values()
    parameters = [
        keyword("ctx", typer.Context),
        *(keyword(option.name, option.annotation, option.default) for option in own),
        *(keyword(name, options.annotation(name), None) for name in options.names),
    ]
    callback.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return typer_command(name, help, callback)


def require_words(command: Any, ctx: Any, args: Iterable[str]) -> None:
    """Raise BadParameter where an option is given an empty word, as by a variable that is not set.

    `args` are the words behind the command.
    """
    taking = (param for param in command.params if not getattr(param, "is_flag", True))
    options = {name for param in taking for name in param.opts}
    for option, word in pairwise([*args, "-"]):
        name, given, value = option.partition("=")
        if name in options and not (value if given else word):
            raise typer.BadParameter("it is empty", ctx=ctx, param_hint=f"'{name}'")


def help_option(option: Any) -> Any:
    """The option that shows a command's help, made to write it as all else is written."""
    if option:
        option.callback = _show_help
    return option


def _show_help(ctx: Any, _: Any, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from plancmp.cli.streams import write_out

        write_out(f"{ctx.get_help()}\n")
        ctx.exit()


class Command(TyperCommand):
    """A command whose options take no empty word."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows its help."""
        return help_option(super().get_help_option(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Raises BadParameter where an option is given one."""
        require_words(self, ctx, args)
        return super().parse_args(ctx, args)


def typer_command(
    name: str, help: str, callback: Callable[..., None], *, add_completion: bool = False
) -> Any:
    """The command that Typer makes of a function, with a help that is not its docstring."""
    program = typer.Typer(add_completion=add_completion, rich_markup_mode=None)
    program.command(name, help=help, cls=Command)(callback)
    return typer.main.get_command(program)


def resolve(ctx: typer.Context, given: Given, options: OptionSet) -> Session:
    """The session of the options given after the command's name, else before it, else the defaults.

    Raises BadParameter where the output file is a folder, or has an ending that no format has.
    """
    before = ctx.find_root().params
    output = None if given.output == STANDARD else given.output
    if output and output.is_dir():
        message = f"{output} is a folder; name a file in it"
        raise typer.BadParameter(message, param_hint="'--output'")
    return Session(
        format=_format(ctx, given.format, output, options) or options.default_format,
        output=output,
        outlets=given.outlet or (),
        without=given.without or (),
        width=given.width,
        data=data_path(given.data or before.get("data")),
        color=given.color or before.get("color") or "auto",
        everything=bool(given.everything),
        cite=bool(given.cite),
        sources=bool(given.sources),
        output_named=given.output is not None,
    )


def _format(
    ctx: typer.Context, given: str | None, output: Path | None, options: OptionSet
) -> str | None:
    """The format that an option says, else the file's ending, else the environment.

    The name of a device or a pipe says none. Raises BadParameter where an ending is of no format.
    """
    has_ending = output and (output.is_file() or not output.exists())
    typed = given_as(ctx, "format").startswith("--")
    if not (output and has_ending and "format" in options.names) or typed:
        return given
    format = by_ending(output.name, options.formats) or given
    if not format:
        from plancmp.text import join_words

        known = join_words(f".{end}" for name in options.formats for end in FORMATS[name].endings)
        message = f"no format has the ending '{output.suffix}'; say which with --format"
        message += f", or end it in {known}"
        raise typer.BadParameter(message, param_hint="'--output'")
    return format
