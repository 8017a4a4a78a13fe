"""`plancmp diff` of two plans, stage by stage.

python stages_of_diff.py DATA BEFORE AFTER
"""

import gc
import pickle
import sys
from pathlib import Path

from timing import done, print_stages

files: dict[str, None] = {}


def opened(event: str, arguments: tuple[object, ...]) -> None:
    """Note each YAML file that is opened."""
    if event == "open" and str(arguments[0]).endswith(".yaml"):
        files[str(arguments[0])] = None


gc.disable()  # as the command line has it
done("Python, until the first line runs")
import typer  # noqa: E402, F401

done("importing Typer")
import plancmp.cli.app  # noqa: E402

done("importing the command line")
import yaml  # noqa: E402

done("importing PyYAML")
import plancmp.data.folder  # noqa: E402
import plancmp.data.loader  # noqa: E402
import plancmp.data.whole_plans  # noqa: E402
import plancmp.views.diff  # noqa: E402
from plancmp.domain.compared import compared_on  # noqa: E402
from plancmp.domain.comparison import compare  # noqa: E402
from plancmp.domain.model import PlanDraft  # noqa: E402

done("importing the reader, the values, the verdicts and the view")
sys.addaudithook(opened)
folder = plancmp.data.folder.DataFolder(Path(sys.argv[1]))
loaded = plancmp.data.whole_plans.load_plans(folder, sys.argv[2:])
done("reading the data")
before, after = (PlanDraft(plan, plan.last_draft) for plan in loaded.dataset.plans.values())
dataset = loaded.dataset
outlets = compared_on(dataset)
view = plancmp.views.diff.DiffView(dataset, compare(dataset, before, after, outlets), outlets)
done("comparing")
from plancmp.render import Settings, renderer  # noqa: E402

render = renderer("table")
done("importing the table")
text = render(view, Settings())
done("laying out the table")
parsed = [yaml.load(Path(name).read_bytes(), yaml.CSafeLoader) for name in tuple(files)]
done("CSafeLoader alone on the files that were opened")
stored = pickle.dumps(loaded.dataset)
done("storing what was read")
pickle.loads(stored)
done("reading it back")
print_stages(
    f"`diff april november`, as a table that is piped: {len(files)} files read, "
    f"{text.count(chr(10)):,} lines written",
    beside=3,
)
