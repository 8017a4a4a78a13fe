"""Words to choose among, the same in files and in options: here, so that help need load no more."""

OUTLET_KINDS = ("agency", "newspaper", "site", "broadcaster", "person")
DATE_KNOWN = ("page", "address", "index", "inferred")
