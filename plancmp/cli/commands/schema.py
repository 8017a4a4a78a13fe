"""`plancmp schema [NAME]`."""

from typing import Annotated

import typer

from plancmp.cli.options import OptionSet, completing, option
from plancmp.cli.session import Session
from plancmp.cli.statuses import OK
from plancmp.render.schemas import NAMES
from plancmp.text import join_words

OPTIONS = OptionSet(("output", "data"))

HELP = """\
\b
plancmp schema topic
plancmp schema provision --topic crimea -o crimea.schema.json
plancmp schema proposal --topic crimea
plancmp schema output
plancmp schema datasette -o claims-metadata.json

A schema sees one file: whether a name in it leads anywhere, plancmp check tells.
"""


def run(
    session: Session,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help=f"One of {', '.join(NAMES)}; else all schemas, as $defs. A terminal lists instead "
            "what each is of, unless told -o -.",
            autocompletion=completing(tuple(NAMES)),
        ),
    ] = None,
    topic: Annotated[
        str | None,
        option("ID", "With provision or proposal: exact for this topic."),
    ] = None,
) -> int:
    """The exit status, once the schema is written."""
    import sys

    from plancmp.cli.terminal import is_terminal
    from plancmp.domain.problems import PlancmpError
    from plancmp.render.schemas import BY_TOPIC, all_schemas, named_schema
    from plancmp.text import json_text, listed, none_called

    if name is not None and name not in NAMES:
        raise PlancmpError(none_called("schema", name, NAMES, f"there are {listed(NAMES)}"))
    about = None
    if topic is not None:
        if name not in BY_TOPIC:
            raise typer.BadParameter(f"goes with {join_words(BY_TOPIC)}", param_hint="'--topic'")
        from plancmp.data.loader import load_topic

        about = load_topic(session.folder(), topic)
    if name is None and not session.output_named and is_terminal(sys.stdout):
        from plancmp.views.schemas import SchemasView

        return session.emit(SchemasView(NAMES))
    schema = named_schema(name, about) if name else all_schemas()
    session.write(json_text(schema), "json")
    return OK
