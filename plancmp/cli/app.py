"""The program: its commands by name, each imported when it is asked for, and its own options."""

from collections.abc import Mapping
from importlib import import_module
from itertools import takewhile
from keyword import iskeyword
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from plancmp import __version__
from plancmp.cli.build import build, help_option, require_words, typer_command
from plancmp.cli.options import Color, Data, flag

READING: Mapping[str, str] = {
    "show": "A plan's provisions: what is contested, and who reports what.",
    "diff": "What changed from one plan to another, and who says so.",
    "sources": "One provision in full: who says what, on whose word, and where.",
    "conflicts": "Where outlets contradict each other or themselves, or differ.",
    "outlets": "Who reports how much, on whose word, and who repeats whom.",
    "history": "One topic through all plans and drafts, in order of time.",
    "weak": "Which answers rest on one source, one unnamed speaker, a part read.",
    "search": "Where words stand: in titles, questions, values, speakers, phrases, notes.",
    "brief": "The whole comparison as one document: what changed, what is contested.",
    "plans": "The plans there are.",
}
KEEPING: Mapping[str, str] = {
    "check": "The data's problems, all at once: each with its file, line, column and rule.",
    "verify": "Hold every quote against its article's text, and count those that stand.",
    "text": "An article paragraph by paragraph: what is coded of each, and what is not yet.",
    "changes": "What the data says now that it did not at a git revision, or in another folder.",
    "new": "A commented file to fill in: a plan, an outlet, a topic, an article or a provision.",
    "sheet": "One article as a sheet to fill in, a row to a question; import takes it back.",
    "import": "Reports from a spreadsheet; shows what it would write unless told --write.",
    "propose": "File reports from anywhere, as JSON, apart from the data; each is held against its"
    " text.",
    "accept": "Make proposed reports part of the data.",
    "rename": "A topic, a term or an option by another name, over the whole folder.",
    "export": "Every claim as a row, with all that its report has; import reads it back.",
    "agree": "How far two codings of the same articles agree, and each difference side by side.",
    "settle": "One of two codings' values, or a third, and who decided; writes it if told --write.",
    "schema": "JSON Schema (2020-12) of the files, for editors and other programs.",
}
COMMANDS: Mapping[str, str] = {**READING, **KEEPING}
"""The commands of readers and of keepers, in the order of the help, each with its summary; `new` is
a group of its own."""

NEW_COMMANDS: Mapping[str, str] = {
    "plan": "A plan. In a folder that is empty or not there, a whole new data set around it.",
    "outlet": "An outlet, at the end of outlets.yaml.",
    "topic": "A topic with its first term.",
    "article": "An article, with its text's fingerprint.",
    "provision": "What a plan says on a topic.",
    "coding": "A folder in which a second person codes the same without seeing the first.",
}

HELP = """\
Compare what news outlets report about the provisions of a proposed peace plan.

\b
plancmp diff april november      what changed between two plans
plancmp sources point-26         who says what of one provision, on whose word
plancmp show november            a plan's provisions, outlet by outlet
plancmp conflicts                where outlets contradict each other
plancmp outlets                  how much each outlet reports, and who repeats whom
plancmp search amnesty umerov    where words stand, with what to ask next
plancmp brief april november     the whole comparison as one document
plancmp plans                    the plans there are
plancmp check                    the data's problems, all at once
"""


class LazyGroup(TyperGroup):
    """A group that knows its commands by their summaries, and imports the one that is to run."""

    def __init__(self, package: str, summaries: Mapping[str, str], **settings: Any) -> None:
        super().__init__(no_args_is_help=True, rich_markup_mode=None, **settings)
        self.package, self.summaries = package, summaries
        self.commands = {
            name: TyperCommand(name, short_help=summary, rich_markup_mode=None)
            for name, summary in summaries.items()
        }

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows its help."""
        return help_option(super().get_help_option(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Raises BadParameter where an option before the command is given an empty word."""
        require_words(self, ctx, takewhile(lambda word: word not in self.commands, args))
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands into the help: those that read apart from those that keep data."""
        parts = {"Reading": READING, "Keeping": KEEPING} if self.name == "plancmp" else {}
        for title, summaries in (parts or {"Commands": self.summaries}).items():
            with formatter.section(title):
                formatter.write_dl(list(summaries.items()))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments name, imported, and the arguments that are left."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, listed and self._load(str(listed.name), str(listed.short_help)), rest

    def _load(self, name: str, summary: str) -> Any:
        module = f"{self.package}.{name}_" if iskeyword(name) else f"{self.package}.{name}"
        command = import_module(module)
        help = f"{summary}\n\n{command.HELP}"
        if name == "new":
            return LazyGroup(module, NEW_COMMANDS, name=name, help=help)
        return build(name, help, command.run, command.OPTIONS)


def program() -> LazyGroup:
    """The command line."""
    root = typer_command("plancmp", HELP, _root, add_completion=True)
    return LazyGroup(
        "plancmp.cli.commands",
        COMMANDS,
        name="plancmp",
        help=HELP,
        callback=root.callback,
        params=root.params,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def _show_version(wanted: bool) -> None:
    if wanted:
        from plancmp.cli.streams import write_out

        write_out(f"plancmp {__version__}\n")
        raise typer.Exit


def _root(
    data: Data = None,
    color: Color = None,
    version: Annotated[
        bool,
        flag("--version", "Show the version and end.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Take the options that stand before a command; its session reads them from the context."""
