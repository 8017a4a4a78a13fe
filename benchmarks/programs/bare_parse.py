"""The bare Typer program, with PyYAML's C loader run over every YAML file of a folder.

python bare_parse.py FOLDER one
"""

import sys
from pathlib import Path

import yaml
from bare import app

for path in sorted(Path(sys.argv.pop(1)).rglob("*.yaml")):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
app()
