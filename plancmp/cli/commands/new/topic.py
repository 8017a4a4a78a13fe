"""`plancmp new topic TOPIC`."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from plancmp.cli.commands.new import created, without_empty
from plancmp.cli.options import CREATING, Title, option
from plancmp.cli.session import Session

OPTIONS = CREATING

HELP = """\
\b
plancmp new topic rent-cap --data mydata
plancmp new topic rent-cap --term cap --kind number --unit percent \\
    --limit upper --asks "By how much may rents rise in a year?" --data mydata
plancmp new topic repairs --term payer:choice:tenant,landlord,state --term limit:number:crowns \\
    --term at-once:yes-no --asks "Who pays?" --asks "Up to how much?" --data mydata

A term is ID, ID:KIND or ID:KIND:SETTING, where the setting is what a number counts, or the options
or the vocabulary of the other kinds that have such. Questions go to terms in their order.
"""


def run(
    session: Session,
    id: Annotated[str, typer.Argument(metavar="TOPIC")],
    title: Title = None,
    group: Annotated[str | None, option("ID", "Its group; else general.")] = None,
    term: Annotated[
        list[str] | None, option("TERM", "A term; again and again, its main question first.")
    ] = None,
    asks: Annotated[
        list[str] | None, option("QUESTION", "What a term asks; again for the next.")
    ] = None,
    kind: Annotated[
        str | None, option("KIND", "Of a term alone: the kind of its values; else text.", "kind")
    ] = None,
    options: Annotated[
        str | None, option("A,B,...", "Of a term alone: the options, or a vocabulary's name.")
    ] = None,
    unit: Annotated[str | None, option(None, "Of a term alone: what a number counts.")] = None,
    limit: Annotated[
        str | None,
        option("upper|lower", "Of a term alone: the number or date asked for is itself a limit."),
    ] = None,
) -> int:
    """The exit status, once the topic is created."""
    from plancmp.authoring.create import create_topic
    from plancmp.rules.runner import catalog_problems

    alone = without_empty(kind=kind, options=options and _options(options), unit=unit, limit=limit)
    terms = _terms(term or ["wording"], asks or [], alone)
    values = without_empty(title=title, group=group)
    made = create_topic(session.own_folder(), id, values, terms, catalog_problems)
    return created(session, made)


def _terms(
    written: Sequence[str], asks: Sequence[str], alone: Mapping[str, object]
) -> dict[str, Mapping[str, object]]:
    """The terms by their ids."""
    if alone and len(written) > 1:
        name = next(iter(alone))
        instead = "add it to the file" if name == "limit" else "write --term ID:KIND:SETTING"
        message = f"goes with one term by itself; else {instead}"
        raise typer.BadParameter(message, param_hint=f"'--{name}'")
    if len(asks) > len(written):
        raise typer.BadParameter("there are more questions than terms", param_hint="'--asks'")
    terms: dict[str, Mapping[str, object]] = {}
    for number, one in enumerate(written):
        id, kind, setting = [*one.split(":", 2), "", ""][:3]
        if id in terms:
            raise typer.BadParameter(f"{id} is named twice", param_hint="'--term'")
        of = "it" if len(written) == 1 else id.replace("-", " ")
        question = asks[number] if number < len(asks) else f"What does the plan say of {of}?"
        what = {"unit": setting} if kind == "number" else {"options": _options(setting)}
        said = without_empty(**{"kind": kind, **what})
        for name in alone.keys() & said.keys():
            raise typer.BadParameter("is said by --term already", param_hint=f"'--{name}'")
        terms[id] = {"asks": question, "kind": "text", **said, **alone}
    return terms


def _options(written: str) -> str | list[str]:
    """The options, or the name of the vocabulary that has them."""
    options = [option.strip() for option in written.split(",")]
    if len(options) == 1:
        return written
    if not all(options):
        raise typer.BadParameter(f"an option is empty in {written}")
    return options
