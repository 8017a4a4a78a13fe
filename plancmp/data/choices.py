"""Words of which one may be chosen: apart from what they choose, so that help has them at once."""

from collections.abc import Mapping

FILE_KINDS: Mapping[str, str] = {
    "dataset": "what the data is about",
    "outlets": "every outlet, by id",
    "vocabulary": "a tree of options that terms share",
    "topic": "a question that every plan can be asked, and its terms",
    "article": "one published item of one outlet",
    "plan": "a plan",
    "provision": "what a plan says on a topic",
}
"""The kinds of file in a data folder, each with what it is; keys.TABLES has the keys of each."""

OUTLET_KINDS = (
    *("agency", "newspaper", "site", "broadcaster", "person"),
    *("government", "organisation", "aggregator", "document"),
)
DATE_KNOWN = ("page", "address", "index", "inferred")
"""How the day of an article is known."""

RENAMED = ("topic", "term", "option")
"""What may be renamed, each within the one before."""
SIDES = FIRST, SECOND = "first", "second"
"""The two codings that are held against each other."""
