"""What `conflicts`, `outlets` and `check` do with each plan of a folder, in one process.

python stages_of_whole.py DATA
"""

import gc
import sys
from collections import deque
from pathlib import Path
from statistics import median

import yaml
from timing import print_stages, stages, took

from plancmp.data import yaml_reader
from plancmp.data.folder import DataFolder
from plancmp.data.loader import Loader, load_catalog
from plancmp.domain.compared import compared_on
from plancmp.domain.coverage import coverage
from plancmp.domain.findings import findings
from plancmp.rules.runner import check_plan

ROUNDS = 5
gc.disable()  # as the command line has it
folder = DataFolder(Path(sys.argv[1]))
plans = tuple(folder.plans)
loader = Loader(folder).prepared(plans)
over = Loader(folder, load_catalog(folder))
compared = compared_on(loader.read_plans(plans[:1]).dataset)

rounds: dict[str, list[float]] = {}


def measure(plan: str) -> None:
    """Time every stage of one plan, so that what else the machine does falls on all alike."""
    texts = [path.read_bytes() for path in folder.root.glob(f"plans/{plan}/*.yaml")]
    data = loader.read_plans([plan]).dataset
    for stage, make in {
        "safe": lambda: [yaml.load(text, yaml.CSafeLoader) for text in texts],
        "events": lambda: [
            deque(iter(yaml.CBaseLoader(text).get_event, None), maxlen=0) for text in texts
        ],
        "parse": lambda: [yaml_reader.parse(text.decode(), "") for text in texts],
        "load": lambda: loader.read_plans([plan]),
        "find": lambda: findings(data, compared),
        "count": lambda: coverage(data, compared),
        "check": lambda: check_plan(folder.root, over.read_plans([plan]).dataset),
    }.items():
        rounds.setdefault(stage, []).append(took(make))


for _ in range(ROUNDS):
    loader = Loader(folder).prepared(plans)
    loader.read_plans(plans[:1])  # what all plans share, and no value of those that follow
    for plan in plans[1:]:
        measure(plan)


def each(stage: str, less: str = "") -> float:
    """What a stage takes for a plan, less what another does that is a part of it."""
    parts = rounds[less] if less else [0.0] * len(rounds[stage])
    return median(whole - part for whole, part in zip(rounds[stage], parts, strict=True))


stages += [
    ("PyYAML's C parser handing out its events", each("events")),
    ("making plain data of the events, each part with its place", each("parse", "events")),
    ("making the model of it: keys, ids, values, articles", each("load", "parse")),
    ("`check`, when that is done: the rules over one plan", each("check", "load")),
    (
        "`conflicts` instead: judging every term, with reasons for the findings",
        each("find"),
    ),
    ("`outlets` instead: judging every term, each outlet, and each two outlets", each("count")),
    ("CSafeLoader alone on the same files", each("safe")),
]
size = len(folder.provisions(plans[0])[0])
print_stages(f"for a plan of {size} provisions, in one process", beside=1, sums=False)
