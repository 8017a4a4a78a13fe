"""The keys of every kind of file: what each is called, how it is written, whether it must be there.

The loader reads by these tables; what else describes the format is made from them.
"""

from collections.abc import Mapping
from typing import NamedTuple

from plancmp.domain.values import KINDS

VERSION = "1"

OUTLET_KINDS = ("agency", "newspaper", "site", "broadcaster", "person")
DATE_KNOWN = ("page", "address", "index", "inferred")
QUOTE_WORDS = 10
"""A quote is a key phrase of at most so many words."""


class Key(NamedTuple):
    """One key of a file or of a part of one."""

    name: str
    shape: str
    """How its value is written: the name of one of the loader's shapes."""
    says: str
    required: bool = False
    words: tuple[str, ...] = ()
    """What may be written, for the shape `word`."""
    of: "tuple[Key, ...]" = ()
    """The keys of each part, for the shapes `list` and `mapping`."""
    needs: tuple[str, ...] = ()
    """The keys that must stand beside it."""
    instead: bool = False
    """Whether exactly one of the keys so marked must be there."""

    @property
    def field(self) -> str:
        """What the model calls it."""
        return self.name.replace("-", "_")


DATASET = (
    Key("format", "word", "the version of this format", True, (VERSION,)),
    Key("title", "text", "what the data is about", True),
    Key("outlets", "ids", "the outlets compared unless others are named; all where left out"),
)
OUTLET = (
    Key("name", "text", "the outlet's full name", True),
    Key("short", "text", "what sentences and columns call it; the name where not given"),
    Key("kind", "word", "what sort of publisher it is", True, OUTLET_KINDS),
    Key("unidentified", "flag", "yes where it stands for publishers that articles do not name"),
    Key("note", "text", "anything a reader should know of it"),
)
VOCABULARY = (
    Key("title", "text", "what the options are", True),
    Key("options", "options", "the tree of options", True),
)
TERM = (
    Key("asks", "text", "the question that the term's values answer", True),
    Key("kind", "word", "the kind of its values", True, tuple(KINDS)),
    Key("options", "options", "for choice and members: the options, or a vocabulary's name"),
    Key("unit", "text", "for number: what is counted"),
    Key("about", "percentage", "for number: how far `about` reaches either side, in percent"),
    Key("evolving", "flag", "yes where the answer is a fact that moves with time"),
    Key("coding", "text", "for coders: what counts as which value"),
)
TOPIC = (
    Key("title", "text", "the topic as a heading", True),
    Key("group", "id", "the group of topics it belongs to", True),
    Key("terms", "mapping", "its terms, by id", True, of=TERM),
)
ARTICLE = (
    Key("outlet", "id", "the outlet that published it", True),
    Key("title", "text", "its headline; in [brackets] where the text at hand has none", True),
    Key("date", "date", "the day it was published", needs=("date-known",)),
    Key("date-known", "word", "how the day is known", False, DATE_KNOWN, needs=("date",)),
    Key("covers", "ids", "the plans it is about", True),
    Key("via", "ids", "the outlets that it relays as a whole"),
    Key("address", "address", "where it can be read"),
    Key("sha256", "sha256", "fingerprint of the text that its quotes were checked against"),
    Key("note", "text", "anything a reader should know of it"),
)
PLAN = (
    Key("title", "text", "what the plan is called", True),
    Key("date", "date", "the day it is known by"),
    Key("points", "count", "how many numbered points it has"),
    Key("drafts", "drafts", "its drafts, two or more, oldest first"),
    Key("note", "text", "anything a reader should know of it"),
)
REPORT = (
    Key("article", "id", "the article that the passage stands in", True),
    Key("speaker", "text", "who says it; left out where it is the article's own voice"),
    Key(
        "via",
        "credits",
        "the outlets that the passage credits; [] where an article that relays as a whole "
        "speaks for itself",
    ),
    Key("draft", "id", "the draft it speaks of; the last where none is named"),
    Key("as-of", "date", "the day an evolving answer held, where it is not the article's day"),
    Key(
        "quote",
        "phrase",
        f"a key phrase of the passage, at most {QUOTE_WORDS} words, verbatim",
        needs=("paragraph",),
    ),
    Key("paragraph", "count", "the passage's paragraph, in non-empty lines from 1"),
    Key("note", "text", "what a reader of the values should know"),
    Key(
        "absent",
        "presence",
        "yes where the article shows that the plan has no such provision",
        instead=True,
    ),
    Key("says", "values", "the values, by term", instead=True),
)
PROVISION = (
    Key("title", "text", "what this plan says on the topic, as a heading", True),
    Key(
        "reports",
        "list",
        "what passages of articles say of it; [] as long as none does",
        True,
        of=REPORT,
    ),
)

FILES: Mapping[str, tuple[Key, ...]] = {
    "dataset": DATASET,
    "outlets": OUTLET,
    "vocabulary": VOCABULARY,
    "topic": TOPIC,
    "article": ARTICLE,
    "plan": PLAN,
    "provision": PROVISION,
}
"""The kinds of file; the keys of `outlets` are those of each outlet in it."""
