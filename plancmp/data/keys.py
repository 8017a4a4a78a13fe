"""The keys of every kind of file: what each is called, how it is written, whether it must be there.

The loader reads by these tables; what else describes the format is made from them.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields

from plancmp.data.choices import DATE_KNOWN, OUTLET_KINDS
from plancmp.data.nested_shapes import Labels, ListOf, MappingOf, Points, Values
from plancmp.data.option_trees import OptionsTree
from plancmp.data.shapes import (
    ADDRESS,
    CLAIM,
    COUNT,
    FOLDER,
    LANGUAGE,
    PERCENTAGE,
    QUOTE_WORDS,
    SHA256,
    Date,
    Drafts,
    Flag,
    Hosts,
    Id,
    Ids,
    Key,
    Phrase,
    Table,
    Text,
    Version,
    Word,
)
from plancmp.domain.model import PART, WHOLE
from plancmp.domain.values import KINDS, LIMITS

VERSION = "2"
_YES_NO = Flag("yes", "no")

DATASET = Table(
    Key("format", Version(VERSION), "the version of this format", True),
    Key("title", Text(), "what the data is about", True),
    Key(
        "outlets",
        Ids(),
        "the outlets compared unless others are named; else the eight that report most",
    ),
    Key("texts", FOLDER, "the folder of the articles' texts, from here; texts where left out"),
)
OUTLET = Table(
    Key("name", Text(), "the outlet's full name", True),
    Key("short", Text(), "what sentences and columns call it; the name where not given"),
    Key("kind", Word(*OUTLET_KINDS), "what sort of publisher it is", True),
    Key(
        "unidentified",
        _YES_NO,
        "yes where it stands for publishers that articles do not name",
    ),
    Key("hosts", Hosts(), "where it publishes, by which a saved page finds its outlet"),
    Key("note", Text(), "anything a reader should know of it"),
)
VOCABULARY = Table(
    Key("title", Text(), "what the options are", True),
    Key("options", OptionsTree(), "the tree of options", True),
    Key("labels", Labels(), "how options are printed where their ids would not do"),
)
TERM = Table(
    Key("asks", Text(), "the question that the term's values answer", True),
    Key("kind", Word(*KINDS), "the kind of its values", True),
    Key(
        "options",
        OptionsTree(),
        "for choice, scale and members: the options, or a vocabulary's name; a scale's are a list "
        "from the weakest to the strongest",
    ),
    Key("labels", Labels(), "how options are printed where their ids would not do"),
    Key("unit", Text(), "for number: what is counted"),
    Key("about", PERCENTAGE, "for number: how far `about` reaches either side, in percent"),
    Key("limit", Word(*LIMITS), "for number and date: what is asked for is itself a limit"),
    Key("evolving", _YES_NO, "yes where the answer is a fact that moves with time"),
    Key("coding", Text(), "for coders: what counts as which value"),
)
TOPIC = Table(
    Key("title", Text(), "the topic as a heading", True),
    Key("group", Id(), "the group of topics it belongs to", True),
    Key("related", Ids(), "the topics to look at beside it"),
    Key("terms", MappingOf(TERM), "its terms, by id, its main question first", True),
)
ARTICLE = Table(
    Key("outlet", Id(), "the outlet that published it", True),
    Key("title", Text(), "its headline; in [brackets] where the text at hand has none", True),
    Key("date", Date(), "the day it was published", needs=("date-known",)),
    Key("date-known", Word(*DATE_KNOWN), "how the day is known", needs=("date",)),
    Key("covers", Ids(), "the plans it is about", True),
    Key("via", Ids(), "the outlets that it relays as a whole"),
    Key("address", ADDRESS, "where it can be read"),
    Key("archived", ADDRESS, "where an archived copy can be read"),
    Key("accessed", Date(), "the day it was read"),
    Key("language", LANGUAGE, "the language of the text that was read"),
    Key("sha256", SHA256, "fingerprint of the text that its quotes were checked against"),
    Key(
        "read",
        Word(WHOLE, PART),
        "how much of it was at hand when it was coded; part where left out",
    ),
    Key("note", Text(), "anything a reader should know of it"),
)
PLAN = Table(
    Key("title", Text(), "what the plan is called", True),
    Key("date", Date(), "the day it is known by"),
    Key("points", COUNT, "how many numbered points it has"),
    Key("drafts", Drafts(), "its drafts, two or more, oldest first"),
    Key("outlets", Ids(), "the outlets compared on it beside those of the data set"),
    Key("note", Text(), "anything a reader should know of it"),
)
CHECK = Table(
    Key("by", Text(), "who decided", True),
    Key("on", Date(), "the day it was decided", True),
    Key("why", Text(), "why it was decided so"),
    Key(
        "of",
        CLAIM,
        "fingerprint of the claim and its passage: where they change, the check lapses",
        True,
    ),
)
REPORT = Table(
    Key("article", Id(), "the article that the passage stands in", True),
    Key("speaker", Text(), "who says it; left out where it is the article's own voice"),
    Key(
        "via",
        Ids("an id, or a list of ids, which may be empty", least=0),
        "the outlets that the passage credits; [] where an article that relays as a whole "
        "speaks for itself",
    ),
    Key("draft", Id(), "the draft it speaks of; the last where none is named"),
    Key("as-of", Date(), "the day an evolving answer held, where it is not the article's day"),
    Key("quote", Phrase(), f"a key phrase of the passage, at most {QUOTE_WORDS} words, verbatim"),
    Key("paragraph", COUNT, "the passage's paragraph, in non-empty lines from 1"),
    Key("hedge", Text(), "the passage's own reservation, in a word or two, such as reportedly"),
    Key(
        "inferred",
        Flag("yes"),
        "yes where the passage does not say so in so many words",
        needs=("note",),
    ),
    Key("condition", Text(), "the case that the values are for"),
    Key("note", Text(), "what a reader of the values should know"),
    Key(
        "absent",
        Flag("yes"),
        "yes where the article shows that the plan has no such provision",
        one_of=True,
    ),
    Key("says", Values(), "the values, by term", one_of=True),
    Key(
        "checked",
        MappingOf(CHECK),
        "the values that a second person has decided on, by term; plancmp settle writes it",
    ),
)
PROVISION = Table(
    Key("title", Text(), "what this plan says on the topic, as a heading", True),
    Key("points", Points(), "the plan's numbers for it, where it has several"),
    Key(
        "reports",
        ListOf(REPORT),
        "what passages of articles say of it; [] as long as none does",
        True,
    ),
)

TABLES: Mapping[str, Table] = {
    "dataset": DATASET,
    "outlets": OUTLET,
    "vocabulary": VOCABULARY,
    "topic": TOPIC,
    "article": ARTICLE,
    "plan": PLAN,
    "provision": PROVISION,
}
"""The kinds of file; the keys of `outlets` are those of each outlet in it."""

SETTINGS: Mapping[str, Mapping[str, bool]] = {
    name: {setting.name: setting.default is MISSING for setting in fields(kind)}
    for name, kind in KINDS.items()
}
"""What a term says beside its kind, by kind, and whether it must."""
