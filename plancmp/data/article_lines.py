"""The texts that a data folder has at hand, and one of them as it is read: by its paragraphs."""

import re
from pathlib import Path

from plancmp.data.article_texts import read_texts
from plancmp.domain.model import Article, Dataset
from plancmp.domain.texts import Text

TEXTS = "texts"
"""The folder of texts of a data folder, unless another is named."""


def texts_folder(root: Path, named: Path | None) -> Path | None:
    """Where the texts are; None where no folder is named and the data has none."""
    own = root / TEXTS
    return named or (own if own.is_dir() else None)


def texts_at_hand(root: Path, named: Path | None, dataset: Dataset) -> tuple[Text, ...]:
    """The texts of the articles that are quoted. Raises PlancmpError where the folder is none."""
    folder = texts_folder(root, named)
    quoted = {
        report.article.sha256
        for provision in dataset.provisions
        for report in provision.reports
        if report.quote and report.article.sha256
    }
    return read_texts(folder, quoted).named if folder and quoted else ()


def read_paragraphs(root: Path, named: Path | None, article: Article) -> tuple[str, ...]:
    """The paragraphs of an article, as its text has them; none where it is not at hand."""
    folder = texts_folder(root, named)
    if folder is None or not article.sha256:
        return ()
    for text in read_texts(folder, {article.sha256}).named:
        raw = (folder / text.name).read_text("utf-8-sig")
        lines = re.split(r"\r\n|\r|\n", raw)
        return tuple(" ".join(line.split()) for line in lines if line.strip())
    return ()
