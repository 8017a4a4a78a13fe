"""Write the provisions of one plan as one YAML file, every scalar as text, for other tools.

python plan_as_one.py DATA PLAN FILE
"""

import sys
from pathlib import Path

import yaml

folder = Path(sys.argv[1], "plans", sys.argv[2])
provisions = {}
for path in sorted(folder.glob("*.yaml")):
    if path.name != "plan.yaml":
        topic = path.stem.lstrip("0123456789").removeprefix("-")
        provisions[topic] = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
text = yaml.dump(provisions, Dumper=yaml.CSafeDumper, allow_unicode=True, default_flow_style=False)
Path(sys.argv[3]).write_text(text, encoding="utf-8")
