"""The texts that a data folder has at hand, and one of them as it is read: by its paragraphs."""

import re
from pathlib import Path

from plancmp.data.article_texts import read_texts
from plancmp.domain.model import Article
from plancmp.domain.quotes import Text

TEXTS = "texts"
"""The folder of texts of a data folder, unless another is named."""


def texts_folder(root: Path, named: Path | None) -> Path | None:
    """Where the texts are; None where no folder is named and the data has none."""
    own = root / TEXTS
    return named or (own if own.is_dir() else None)


def texts_at_hand(root: Path, named: Path | None) -> tuple[Text, ...]:
    """The texts, to hold quotes against. Raises PlancmpError where the named folder is none."""
    folder = texts_folder(root, named)
    return read_texts(folder)[0] if folder else ()


def read_paragraphs(root: Path, named: Path | None, article: Article) -> tuple[str, ...]:
    """The paragraphs of an article, as its text has them; none where it is not at hand."""
    folder = texts_folder(root, named)
    if folder is None or not article.sha256:
        return ()
    for text in read_texts(folder)[0]:
        if text.sha256 == article.sha256:
            raw = (folder / text.name).read_text("utf-8-sig")
            lines = re.split(r"\r\n|\r|\n", raw)
            return tuple(" ".join(line.split()) for line in lines if line.strip())
    return ()
