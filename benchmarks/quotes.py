"""Data sets with quotes that stand in a text of any size, and with quotes that do not."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path
from typing import NamedTuple

from benchmarks.runs import PLANCMP, Run

ENGLISH = Path(__file__).parent.parent / "LICENSE"
"""Whose words texts are made of: what is common in them is what is common in English."""
FILES = {
    "dataset.yaml": "format: 2\ntitle: Quotes\n",
    "outlets.yaml": "gazette: {name: The Gazette, kind: newspaper}\n",
    "topics/cap.yaml": (
        "title: The cap\ngroup: rents\n"
        "terms:\n  percent: {asks: How much?, kind: number, unit: percent}\n"
    ),
    "plans/draft/plan.yaml": "title: The draft\n",
}


class Quoted(NamedTuple):
    """What is made."""

    text_bytes: int
    quotes: int
    wrong: bool
    others: int = 0
    """How many texts lie beside it that are no article's, and whether they are looked into."""
    at_hand: bool = True
    """Whether the article's own text is there."""

    @property
    def run(self) -> str:
        """What the run is called."""
        kind = "wrong" if self.wrong else "right"
        size = f"{self.text_bytes // 1000:,} KB" if self.text_bytes < 1e6 else "16 MB"
        beside = f", {self.others:,} texts beside it" if self.others else ""
        place = f"{size}{beside}" if self.at_hand else f"{self.others:,} texts of others"
        return f"verify: {self.quotes} {kind} quote{'s' * (self.quotes > 1)}, {place}"


def made(folder: Path, quoted: Quoted) -> Run:
    """Write the data set and its texts, and say how it is verified."""
    chance = random.Random(1)
    english = ENGLISH.read_text(encoding="utf-8").split()
    text = _text(chance, english, quoted.text_bytes)
    lines = text.splitlines()
    data, texts = folder / "data", folder / "texts"
    for name, content in FILES.items():
        _write(data / name, content)
    reports = "".join(_report(chance, lines, quoted.wrong) for _ in range(quoted.quotes))
    _write(data / "plans/draft/cap.yaml", f"title: A cap\nreports:\n{reports}")
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = "outlet: gazette\ntitle: A cap\ndate: 2031-04-02\ndate-known: page\ncovers: draft\n"
    _write(data / "articles/gazette-1.yaml", f"{article}sha256: {digest}\n")
    texts.mkdir(parents=True, exist_ok=True)
    if quoted.at_hand:
        _write(texts / "gazette.txt", text)
    for number in range(quoted.others):
        _write(texts / f"{number}.txt", _text(chance, english, 6_000))
    command = (*PLANCMP, "--data", str(data), "verify", "--texts", str(texts))
    return Run(quoted.run, command, (0, 1))


def _text(chance: random.Random, english: list[str], size: int) -> str:
    """Paragraphs of sixty words, drawn as often as they stand in English."""
    lines = []
    while size > 0:
        lines.append(" ".join(chance.choices(english, k=60)))
        size -= len(lines[-1]) + 1
    return "\n".join(lines) + "\n"


def _report(chance: random.Random, lines: list[str], wrong: bool) -> str:
    """A report with eight words of a paragraph, one of them another where it is to be wrong."""
    number = chance.randrange(min(len(lines), 9_999))
    words = lines[number].split()[20:28]
    if wrong:
        words[4] = "otherwise"
    quote = " ".join(words).replace('"', "”").replace("\\", "/")
    return (
        f"  - article: gazette-1\n    speaker: {chance.random()}\n    paragraph: {number + 1}\n"
        f'    quote: "{quote}"\n    says:\n      percent: 3\n'
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
