"""What is said of a command line that cannot be run: one style, whoever found the fault."""

import re
from typing import Any

import typer

from plancmp.text import one_line

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What Typer raises for options and arguments that are not as they should be."""


def usage_message(error: Any) -> str:
    """The fault in a line, and the command whose help says more; of no arguments the help."""
    message = _missing(error) or _too_many(error) or str(error.format_message())
    if type(error).__name__ == "NoArgsIsHelpError":
        return message
    command = error.ctx.command_path if error.ctx else "plancmp"
    said = one_line(f"plancmp: {message[:1].lower()}{message[1:].rstrip('.')}")
    return f"{said}{'' if said.endswith('?') else ';'} {command} -h says more"


_LISTS = {
    "PLAN": ("which plan", "plancmp plans lists them"),
    "TOPIC": ("which topic", "plancmp show PLAN lists a plan's, plancmp search WORD finds one"),
    "SELECTOR": ("which provision", "by its topic or point; plancmp show PLAN lists a plan's"),
}
"""What is asked where an argument of this name is missing, and what lists those there are."""


def _missing(error: Any) -> str:
    """What is said of a missing argument that something lists; else nothing."""
    param = getattr(error, "param", None)
    if type(error).__name__ != "MissingParameter" or not param:
        return ""
    if error.ctx and " new " in f" {error.ctx.command_path} ":
        return ""
    asked = _LISTS.get(str(param.metavar or "").rstrip("."))
    return f"{asked[0]}? {asked[1]}" if asked else ""


def _too_many(error: Any) -> str:
    """What is said of words behind the last argument that a command takes; else nothing."""
    extra = re.fullmatch(
        r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", str(error.message), re.DOTALL
    )
    if not extra or not error.ctx:
        return ""
    arguments = (p for p in error.ctx.command.params if p.param_type_name == "argument")
    taken = " ".join(str(argument.metavar or argument.name).upper() for argument in arguments)
    takes = f"only {taken}" if taken else "no argument"
    return f"{error.ctx.info_name} takes {takes}; leave out {extra[1]}"
