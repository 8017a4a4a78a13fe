"""The bare Typer program, with PyYAML imported."""

import yaml  # noqa: F401
from bare import app

app()
