"""`plancmp verify [PLAN]...`."""

from pathlib import Path
from typing import Annotated

import typer

from plancmp.cli.options import PRINTING, Plans, flag, option
from plancmp.cli.session import Session
from plancmp.cli.statuses import OK

OPTIONS = PRINTING

HELP = """\
\b
plancmp verify --texts ~/clippings
plancmp verify november --texts ~/clippings --format json
plancmp verify --fix --write                        writes paragraphs that lack or are wrong
plancmp verify --fingerprint ~/clippings/rt.txt     prints: sha256: 372173b3...

A text is a file of UTF-8 anywhere in DIR, which is the data folder's own folder of texts unless
another is named; it is known by its sha256 and not by its name. Paragraphs are its non-empty
lines, from 1. White space, curly quotes and dashes are folded, nothing else.
Ends with status 1 where a quote stands elsewhere or nowhere, or a text was changed; a text
that is not at hand is listed and counted, but contradicts nothing.
"""


def run(
    session: Session,
    plan: Plans = None,
    texts: Annotated[
        Path | None, option("DIR", "The folder with the articles' texts; else the data's own.")
    ] = None,
    fix: Annotated[
        bool, flag("--fix", "Show the paragraphs that lack or are wrong, as the texts have them.")
    ] = False,
    write: Annotated[bool, flag("--write", "With --fix: write them.")] = False,
    fingerprint: Annotated[
        list[Path] | None,
        option("FILE", "Print the line to paste into an article; end."),
    ] = None,
) -> int:
    """The exit status, once the quotes are verified, or the fingerprints printed."""
    from plancmp.data import article_texts

    if fingerprint:
        from plancmp.cli.streams import write_out

        digests = [article_texts.fingerprint(path) for path in fingerprint]
        write_out("".join(f"sha256: {digest}\n" for digest in digests))
        return OK
    if write and not fix:
        raise typer.BadParameter("goes with --fix", param_hint="'--write'")
    if fix:
        session.own_folder()
    root = session.folder().root
    given, texts = texts, texts or article_texts.texts_folder(root)
    if not (given or texts.is_dir()):
        raise typer.BadParameter("say where the texts are", param_hint="'--texts'")

    from plancmp.domain import quotes
    from plancmp.views.verify import VerifyView

    loaded = session.load_plans(plan)
    found, skipped = article_texts.read_texts(texts, session.track("reading texts"))
    verified = quotes.verify(loaded.dataset, found, session.track("verifying quotes"))
    if fix:
        from plancmp.authoring.paragraphs import fix_paragraphs
        from plancmp.views.paragraphs import FixedView

        return session.emit(FixedView(fix_paragraphs(root, verified, write=write), loaded.problems))
    contradicted = {outcome.value for outcome in quotes.CONTRADICTED}
    return session.emit(VerifyView(verified, skipped, loaded.problems), contradicted)
