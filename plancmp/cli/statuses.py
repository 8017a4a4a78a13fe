"""The exit statuses, as docs/how-to/script.md lists them."""

OK = 0
FOUND = 1
"""Something was found that --fail-on asks for; `check`, `verify` and `propose` always ask."""
USAGE = 2
BAD_DATA = 3
"""The data is wrong, or a file cannot be read or written."""
FAULT = 4
"""A fault of plancmp itself."""
