"""The bare Typer program, with PyYAML and Rich's tables imported."""

import yaml  # noqa: F401
from bare import app
from rich.console import Console  # noqa: F401
from rich.table import Table  # noqa: F401

app()
