"""`plancmp history TOPIC`."""

from typing import Annotated

import typer

from plancmp.cli.options import COMPARING, FailOnChange, completing, fail_on_words
from plancmp.cli.session import Session
from plancmp.domain.problems import PlancmpError
from plancmp.text import listed

OPTIONS = COMPARING

HELP = """\
\b
plancmp history amnesty
plancmp history army-size --outlet all
"""


def run(
    session: Session,
    topic: Annotated[str, typer.Argument(autocompletion=completing("topic"), metavar="TOPIC")],
    fail_on: FailOnChange = None,
) -> int:
    """The exit status, once the topic's history is shown."""
    from plancmp.data.whole_plans import load_plans
    from plancmp.domain.comparison import Change
    from plancmp.domain.hidden import with_hidden
    from plancmp.domain.side_by_side import in_order_of_time, side_by_side
    from plancmp.views.history import HistoryView

    words = fail_on_words(fail_on, [change.value for change in Change])
    folder = session.folder()
    topics = {file.topic for file in folder.select(topic, what="topic")[0]}
    if len(topics) > 1:
        raise PlancmpError(f"history is of one topic; {topic} fits {listed(sorted(topics))}")
    loaded = load_plans(folder, list(folder.plans))
    dataset, outlets = session.compared(loaded, whole=True)
    stages = in_order_of_time(dataset.plans.values())
    laid = side_by_side(dataset, stages, outlets, topics)
    if not laid.topics:
        if loaded.problems:
            return session.report(loaded.problems)
        raise PlancmpError(
            f"no outlet compared reports {topic} of any plan; --outlet all asks more"
        )
    of_topic = dataset._replace(
        provisions=tuple(p for p in dataset.provisions if p.topic.id in topics)
    )
    hidden = with_hidden(of_topic, outlets).hidden
    view = HistoryView(dataset, laid, outlets, loaded.problems, hidden=hidden)
    return session.emit(view, words)
