"""The words of the data format that options take too: they are wanted at every start."""

from __future__ import annotations

OUTLET_KINDS = ("agency", "newspaper", "site", "broadcaster", "person")
DATE_KNOWN = ("page", "address", "index", "inferred")
