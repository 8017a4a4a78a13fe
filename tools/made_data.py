"""Data folders of any size, made by a seeded generator and shaped like the data that is shipped.

The same size and seed give the same bytes. What is made is sound: `plancmp check` finds no error.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "sa", "te", "vu", "ka", "li")
KINDS = ("choice",) * 4 + ("yes-no",) * 2 + ("members",) * 2 + ("number", "date")
"""How often each kind of value is asked for, about as in the shipped codebook."""
OUTLET_KINDS = ("agency", "newspaper", "site", "broadcaster")
GROUPS = ("security", "territory", "economy", "justice", "process")
FIRST_DAY = date(2025, 1, 1)


class Size(NamedTuple):
    """How much there is of everything."""

    plans: int = 2
    provisions: int = 60
    """Of each plan; as many topics there are in the codebook."""
    reports: int = 5
    """Of each provision, on average."""
    articles: int = 10
    """That cover each plan."""
    outlets: int = 20
    terms: int = 4
    """Of each topic."""

    @property
    def all_reports(self) -> int:
        """How many reports there are in all."""
        return self.plans * self.provisions * self.reports


class Term(NamedTuple):
    """A term, as far as values are to be made of it."""

    id: str
    kind: str
    options: tuple[str, ...]


def make(folder: Path, size: Size, seed: int = 1) -> None:
    """Write a data folder; it must not be there yet."""
    for under in ("topics", "articles", "plans"):
        (folder / under).mkdir(parents=True)
    chance = random.Random(seed)
    outlets = [f"outlet-{number}" for number in range(1, size.outlets + 1)]
    compared = ", ".join(outlets[:5])
    _write(folder / "dataset.yaml", "format: 2\ntitle: Made data\n" + f"outlets: [{compared}]\n")
    _write(folder / "outlets.yaml", "".join(_outlet(chance, outlet) for outlet in outlets))
    codebook = {f"topic-{n}": list(_terms(chance, size)) for n in range(1, size.provisions + 1)}
    for topic, terms in codebook.items():
        _write(folder / "topics" / f"{topic}.yaml", _topic(chance, terms))
    for number in range(1, size.plans + 1):
        # a generator for each plan, so that plan-1 is the same in a folder of any size
        _make_plan(folder, random.Random(f"{seed} {number}"), number, size, codebook, outlets)


def _make_plan(
    folder: Path,
    chance: random.Random,
    number: int,
    size: Size,
    codebook: dict[str, list[Term]],
    outlets: Sequence[str],
) -> None:
    plan = f"plan-{number}"
    day = FIRST_DAY + timedelta(days=number % 700)
    articles = []
    for index in range(size.articles):
        # each outlet compared has an article, or none could agree
        outlet = outlets[index] if index < 5 else chance.choice(outlets)
        article = f"{outlet}-{day}-{number}-{index}"
        articles.append(article)
        _write(folder / "articles" / f"{article}.yaml", _article(chance, outlet, plan, day))
    under = folder / "plans" / plan
    under.mkdir()
    title = _words(chance, 5).capitalize()
    points = f"points: {size.provisions}\ndrafts: [earlier, reported]\n"
    _write(under / "plan.yaml", f"title: {title}\ndate: {day}\n{points}")
    for point, (topic, terms) in enumerate(codebook.items(), 1):
        text = "".join(_provision(chance, terms, articles, size, outlets))
        _write(under / f"{point:02d}-{topic}.yaml", text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(count))


def _outlet(chance: random.Random, id: str) -> str:
    name = _words(chance, 2).title()
    return f"{id}:\n  name: {name}\n  kind: {chance.choice(OUTLET_KINDS)}\n"


def _terms(chance: random.Random, size: Size) -> Iterator[Term]:
    for number in range(1, size.terms + 1):
        options = tuple(f"option-{n}" for n in range(1, chance.randint(3, 8)))
        yield Term(f"term-{number}", chance.choice(KINDS), options)


def _topic(chance: random.Random, terms: Sequence[Term]) -> str:
    lines = [
        f"title: {_words(chance, 2).capitalize()}",
        f"group: {chance.choice(GROUPS)}",
        "terms:",
    ]
    for term in terms:
        lines += [f"  {term.id}:", f"    asks: {_words(chance, 6).capitalize()}?"]
        lines += [f"    kind: {term.kind}"]
        if term.kind in ("choice", "members"):
            lines += [f"    options: [{', '.join(term.options)}]"]
        if term.kind == "number":
            lines += ["    unit: soldiers"]
    return "\n".join(lines) + "\n"


def _article(chance: random.Random, outlet: str, plan: str, day: date) -> str:
    sha256 = f"{chance.getrandbits(256):064x}"
    title = _words(chance, 8).capitalize()
    return (
        f"outlet: {outlet}\ntitle: {title}\ndate: {day}\ndate-known: page\ncovers: {plan}\n"
        f"address: https://{outlet}.example/{day}/{title.lower().replace(' ', '-')}\n"
        f"sha256: {sha256}\n"
    )


def _provision(
    chance: random.Random,
    terms: Sequence[Term],
    articles: Sequence[str],
    size: Size,
    outlets: Sequence[str],
) -> Iterator[str]:
    yield f"title: {_words(chance, 4).capitalize()}\nreports:\n"
    usual = {term.id: _value(chance, term) for term in terms}
    for _ in range(chance.randint(1, 2 * size.reports - 1)):
        article = chance.choice(articles)
        yield f"  - article: {article}\n"
        if chance.random() < 0.3:
            yield f"    speaker: {_words(chance, 3).title()}\n"
        if chance.random() < 0.2:
            others = [outlet for outlet in outlets if not article.startswith(f"{outlet}-")]
            yield f"    via: {chance.choice(others)}\n"
        if chance.random() < 0.03:
            yield "    draft: earlier\n"
        yield f"    quote: {_words(chance, 6)}\n    paragraph: {chance.randint(1, 30)}\n"
        if chance.random() < 0.4:
            yield f"    note: {_words(chance, 12)}\n"
        yield "    says:\n"
        for term in chance.sample(terms, chance.randint(-(-3 * len(terms) // 4), len(terms))):
            unusual = chance.random() < 0.01
            yield f"      {term.id}: {_value(chance, term) if unusual else usual[term.id]}\n"


def _value(chance: random.Random, term: Term) -> str:
    if term.kind == "choice":
        one, other = chance.sample(term.options, 2)
        return chance.choice((one, one, one, f"{{any-of: [{one}, {other}]}}"))
    if term.kind == "members":
        return f"[{', '.join(sorted(chance.sample(term.options, 2)))}]"
    if term.kind == "number":
        return chance.choice(("{about: %d000}", "{at-most: %d000}", "%d000")) % chance.randint(
            1, 900
        )
    if term.kind == "date":
        return str(FIRST_DAY + timedelta(days=chance.randint(0, 700)))
    return chance.choice(("yes", "no"))
