"""`plancmp diff` of two plans, stage by stage: the processor time of each as JSON, of this process.

python stages.py DATA BEFORE AFTER
"""

import json
import sys
import time
from pathlib import Path

stages: list[tuple[str, float]] = []
begun = 0.0
files: dict[str, None] = {}


def done(stage: str) -> None:
    """Note how long what was done since the last stage took."""
    global begun  # noqa: PLW0603
    now = time.process_time()
    stages.append((stage, now - begun))
    begun = time.process_time()


def opened(event: str, arguments: tuple[object, ...]) -> None:
    """Note each YAML file that is opened."""
    if event == "open" and str(arguments[0]).endswith(".yaml"):
        files[str(arguments[0])] = None


done("Python, until the first line runs")
import typer  # noqa: E402, F401

done("importing Typer")
import plancmp.cli  # noqa: E402

done("importing the command line")
import yaml  # noqa: E402

done("importing PyYAML")
import plancmp.load  # noqa: E402
import plancmp.views.diff  # noqa: E402

done("importing the reader, the values, the verdicts and the view")
sys.addaudithook(opened)
folder = plancmp.load.Folder(Path(sys.argv[1]))
loaded = plancmp.load.load_plans(folder, sys.argv[2:])
done("reading the data")
before, after = (loaded.dataset.plans[plan] for plan in sys.argv[2:])
view = plancmp.views.diff.diff(loaded.dataset, before, after, loaded.dataset.compared)
done("comparing")
from rich.text import Text  # noqa: E402, F401

done("importing Rich's text")
from plancmp.render import Settings, renderer  # noqa: E402

render = renderer("table")
done("importing the table")
text = render(view, Settings())
done("laying out the table")
for name in tuple(files):
    yaml.load(Path(name).read_bytes(), yaml.CSafeLoader)
done("beside it: CSafeLoader alone on the files that were opened")
print(json.dumps({"stages": stages, "files": len(files), "lines": text.count("\n")}))
