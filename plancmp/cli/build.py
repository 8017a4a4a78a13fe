"""A command of Typer's made of a function `run`, its help and its shared options."""

from collections.abc import Callable
from inspect import Parameter, Signature, signature
from typing import Any

import typer

from plancmp.cli.options import Given, OptionSet
from plancmp.cli.session import Session, data_path
from plancmp.render import by_ending


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


def typer_command(
    name: str, help: str, callback: Callable[..., None], *, add_completion: bool = False
) -> Any:
    """The command that Typer makes of a function, with a help that is not its docstring."""
    program = typer.Typer(add_completion=add_completion, rich_markup_mode=None)
    program.command(name, help=help)(callback)
    return typer.main.get_command(program)


def resolve(ctx: typer.Context, given: Given, options: OptionSet) -> Session:
    """The session of the options given after the command's name, else before it, else the defaults.

    Raises BadParameter where the output file has an ending that no format has.
    """
    before = ctx.find_root().params
    format, source = given.format, ctx.get_parameter_source("format")
    if given.output and (source is None or source.name != "COMMANDLINE"):
        format = by_ending(given.output.name, options.formats) or format
        if not format:
            message = f"no format has the ending '{given.output.suffix}'; say which with --format"
            raise typer.BadParameter(message, param_hint="'--output'")
    return Session(
        format=format or options.default_format,
        output=given.output,
        outlets=given.outlet or (),
        without=given.without or (),
        width=given.width,
        data=data_path(given.data or before.get("data")),
        color=given.color or before.get("color") or "auto",
        everything=bool(given.everything),
        cite=bool(given.cite),
        sources=bool(given.sources),
    )
