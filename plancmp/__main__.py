"""`python -m plancmp` is `plancmp`."""

from plancmp.cli import main

main()
