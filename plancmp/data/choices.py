"""Words of which the data may have one: apart from the keys, so that help has them at once."""

FILE_KINDS = ("dataset", "outlets", "vocabulary", "topic", "article", "plan", "provision")
"""The kinds of file in a data folder; keys.TABLES has the keys of each."""

OUTLET_KINDS = (
    *("agency", "newspaper", "site", "broadcaster", "person"),
    *("government", "organisation", "aggregator", "document"),
)
DATE_KNOWN = ("page", "address", "index", "inferred")
"""How the day of an article is known."""
