"""The data sets under tests/data, all on subjects that are made up, and where the checkout is."""

from __future__ import annotations

from pathlib import Path

CHECKOUT = Path(__file__).parent.parent.parent
DATA = CHECKOUT / "tests" / "data"
HARBOUR = DATA / "harbour"
"""Every kind of value and of verdict."""
RENTS = DATA / "rents"
CLIPPINGS = DATA / "clippings"
"""The texts of the articles of RENTS."""
