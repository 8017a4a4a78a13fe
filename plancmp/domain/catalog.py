"""The catalog: what all plans of a data folder share, as a frozen type."""

from collections.abc import Container, Mapping
from typing import NamedTuple

from plancmp.domain.model import Article, Outlet, Topic
from plancmp.domain.problems import Location, Problem
from plancmp.domain.values import Options


class Catalog(NamedTuple):
    """What every plan rests on, read whole: for commands that go through a folder plan by plan."""

    title: str
    compared: Mapping[str, Location]
    """The outlets compared by default, each with where it is named so."""
    outlets: Mapping[str, Outlet]
    vocabularies: Mapping[str, Options]
    topics: Mapping[str, Topic]
    articles: Mapping[str, Article]
    covering: Mapping[str, tuple[str, ...]]
    """Plan to the articles that cover it."""
    broken_ids: Mapping[str, Container[str]]
    """What is there but cannot be used, having problems of its own: the ids, by what they are ids
    of. A name that leads to one of them is no second problem."""
    problems: tuple[Problem, ...]
    files: int
    """How many files were read, or tried."""
