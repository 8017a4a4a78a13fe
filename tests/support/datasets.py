"""Where the checkout is, and its data sets: the shipped one, and those made up for tests."""

from __future__ import annotations

from pathlib import Path

CHECKOUT = Path(__file__).parent.parent.parent
SHIPPED = CHECKOUT / "data"
DATA = CHECKOUT / "tests" / "data"
HARBOUR = DATA / "harbour"
"""Every kind of value and of verdict."""
RENTS = DATA / "rents"
DESK = DATA / "desk"
"""A plan, two articles and a topic for each kind of value, without a report."""
CLIPPINGS = DATA / "clippings"
"""The texts of the articles of RENTS."""
SCRIPTS = DATA / "scripts"
"""Latin, Cyrillic, Arabic, Devanagari and CJK, in every place where text can stand."""
