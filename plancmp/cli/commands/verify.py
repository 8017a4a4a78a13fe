"""`plancmp verify [PLAN]...`."""

from pathlib import Path
from typing import Annotated

import typer

from plancmp.cli.options import PRINTING, Plans, Texts, fail_on_words, flag, option
from plancmp.cli.session import Session
from plancmp.cli.statuses import OK
from plancmp.domain.problems import PlancmpError

OPTIONS = PRINTING

HELP = """\
\b
plancmp verify --texts ~/clippings
plancmp verify november --texts ~/clippings --format json
plancmp verify --fix --write                        writes paragraphs that lack or are wrong
plancmp verify --fingerprint ~/clippings/rt.txt     prints: sha256: 372173b3...

A text is a file of UTF-8 anywhere in DIR, which is the data folder's own folder of texts unless
another is named. It is known by its sha256 and not by its name; line ends, a byte order mark and
empty lines at its end are no part of it. Paragraphs are its non-empty lines, from 1. White space,
quotation marks, apostrophes, dashes, ligatures, accents as signs of their own and what has no width
are folded, nothing else; a quote ends inside no word or number.
Ends with status 1 where a quote stands elsewhere or nowhere, a text was changed, or DIR has
files and none is the text of a quote; a text that is not at hand, where others are, is listed
and counted, but contradicts nothing. A value whose numbers stand in no paragraph of its quote, a
yes by words that negate and a no by words that do not are listed as well: --fail-on
unsupported-number and --fail-on negation end with 1 for them.
"""


def run(
    session: Session,
    plan: Plans = None,
    texts: Texts = None,
    fix: Annotated[
        bool, flag("--fix", "Show the paragraphs that lack or are wrong, as the texts have them.")
    ] = False,
    write: Annotated[bool, flag("--write", "With --fix: write them.")] = False,
    fingerprint: Annotated[
        list[Path] | None,
        option("FILE", "Print the line to paste into an article; end."),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        option("WORD", "End with status 1 also where an outcome or a doubt is this one."),
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
        raise PlancmpError(f"there is no folder {texts}; say where the texts are with --texts DIR")

    from plancmp.domain import quotes
    from plancmp.domain.doubts import Doubt
    from plancmp.views.verify import VerifyView

    words = fail_on_words(fail_on, [word.value for word in (*quotes.Outcome, *Doubt)])
    loaded = session.whole_plans(plan).loaded
    known = {article.sha256 for article in loaded.dataset.articles.values() if article.sha256}
    found = article_texts.read_texts(texts, known, session.track("reading texts"))
    verified = quotes.verify(
        loaded.dataset, found.named, found.others, session.track("verifying quotes")
    )
    if fix:
        from plancmp.authoring.paragraphs import fix_paragraphs
        from plancmp.views.paragraphs import FixedView

        return session.emit(FixedView(fix_paragraphs(root, verified, write=write), loaded.problems))
    reports = [report for each in loaded.dataset.provisions for report in each.reports]
    view = VerifyView(verified, reports, found.passed_over, found.files, loaded.problems)
    wrong = {*quotes.MISQUOTED, *([quotes.Outcome.NOT_AT_HAND] * view.checked_nothing)}
    return session.emit(view, {*words, *(outcome.value for outcome in wrong)})
