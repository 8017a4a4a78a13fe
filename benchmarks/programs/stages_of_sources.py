"""`plancmp sources` of one provision of a large folder, stage by stage.

python stages_of_sources.py DATA SELECTOR
"""

import gc
import sys
from pathlib import Path

from timing import done, print_stages

gc.disable()  # as the command line has it

import plancmp.cli.app  # noqa: E402
import plancmp.data.folder  # noqa: E402
import plancmp.data.loader  # noqa: E402
import plancmp.views.sources  # noqa: E402
from plancmp.domain.compared import compared_on  # noqa: E402
from plancmp.domain.verdicts import judge_provisions  # noqa: E402
from plancmp.render import Settings, renderer  # noqa: E402

render = renderer("json")
done("Python and all imports")
folder = plancmp.data.folder.DataFolder(Path(sys.argv[1]))
files = folder.select(sys.argv[2])[0]
done("finding the provision by its file's name")
naming = folder.articles_mentioning([files[0].plan])
done("a look at the bytes of every article")
folder.articles_mentioning = lambda plans: naming  # type: ignore[method-assign]
loaded = plancmp.data.loader.load(folder, files)
done("reading what was asked for")
dataset = loaded.dataset
outlets = compared_on(dataset)
everyone = tuple(dict.fromkeys([*outlets, *dataset.outlets]))
view = plancmp.views.sources.SourcesView(
    dataset,
    judge_provisions(dataset, dataset.provisions, outlets),
    judge_provisions(dataset, dataset.provisions, everyone),
    outlets,
)
text = render(view, Settings())
done("judging, and writing JSON")
articles = len(folder.ids("articles")[0])
print_stages(
    f"`sources {sys.argv[2]}` in a folder of {len(folder.plans):,} plans and {articles:,} articles"
)
