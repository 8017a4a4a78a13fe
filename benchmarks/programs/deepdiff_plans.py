"""Two plans, each as one YAML file, compared by deepdiff; what it finds as JSON.

python deepdiff_plans.py BEFORE AFTER
"""

import sys
from pathlib import Path

import yaml
from deepdiff import DeepDiff

before, after = (yaml.load(Path(name).read_text(), yaml.CSafeLoader) for name in sys.argv[1:])
print(DeepDiff(before, after, ignore_order=True, verbose_level=2).to_json(default_mapping={}))
