"""What deepdiff says of each term of two plans, as JSON: the kinds of its findings on the term.

python deepdiff_terms.py BEFORE AFTER, each a JSON file of topics, of terms, of values
"""

import json
import sys
from pathlib import Path

from deepdiff import DeepDiff

before, after = (json.loads(Path(name).read_text()) for name in sys.argv[1:])
found: dict[str, list[str]] = {}
# the threshold, or it would say of the whole that it is another, and no more
tree = DeepDiff(before, after, ignore_order=True, threshold_to_diff_deeper=0, view="tree")
for kind, changes in tree.items():
    for change in changes:
        topic, *under = change.path(output_format="list")
        terms = under[:1] or {**before.get(topic, {}), **after.get(topic, {})}
        for term in terms:
            found.setdefault(f"{topic}/{term}", []).append(kind)
print(json.dumps(found))
