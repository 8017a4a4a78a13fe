"""Where things stand in a data folder: ids, file names, and the selectors that pick provisions."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from plancmp.domain.model import frozen
from plancmp.domain.problems import PlancmpError

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_ALLOWED = "allowed: lower-case letters, digits and single hyphens"
PROVISION_NAME = re.compile(r"(?:(?P<point>\d+)-)?(?P<topic>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
"""A provision's file name, without its ending."""

CATALOG_FOLDERS = ("articles", "topics", "vocabularies")
TEXTS, PROPOSALS = "texts", "proposals"
"""The folder of texts, unless dataset.yaml names another, and that of proposed reports."""
UNFINISHED = ".plancmp-unfinished.json"
"""What is written down of a change of several files, until all are changed."""
TOP = frozenset({"dataset.yaml", "outlets.yaml", "plans", TEXTS, PROPOSALS, *CATALOG_FOLDERS})
"""What may stand in the data folder itself."""

_TOPIC_ID = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
_POINT = r"point-0*([1-9]\d*)"

PATHS: Mapping[str, str] = frozen(
    {"plan": "plans/{}/plan.yaml", "topic": "topics/{}.yaml", "article": "articles/{}.yaml"}
)
"""Where the file of a plan, a topic or an article stands, by its id."""


def file_of(kind: str, id: str) -> str:
    """The file of a plan, a topic or an article; PlancmpError where the id can be none's."""
    if not re.fullmatch(_TOPIC_ID if kind == "topic" else ID, id):
        raise PlancmpError(
            f"{id} is not a valid id for a {kind}; {ID_ALLOWED}; nothing was written"
        )
    return PATHS[kind].format(id)


class ProvisionFile(NamedTuple):
    """A provision as its file's name tells it, unopened."""

    plan: str
    point: int | None
    topic: str
    file: str

    @classmethod
    def named(cls, plan: str, point: int | None, topic: str) -> "ProvisionFile":
        """The provision of a plan on a topic, with the file that it is to have."""
        before = f"{point:02d}-" if point else ""
        return cls(plan, point, topic, f"plans/{plan}/{before}{topic}.yaml")

    @property
    def id(self) -> str:
        """Plan and topic, as the provision's own id."""
        return f"{self.plan}/{self.topic}"

    @property
    def order(self) -> tuple[float, str]:
        """Its place in the plan: points first, in their order, then topics by name."""
        return (float("inf") if self.point is None else self.point, self.topic)

    def fits(self, selector: str) -> bool:
        """Whether a selector (without its plan) names it."""
        matched = re.fullmatch(_POINT, selector)
        if matched:
            return self.point == int(matched[1])
        return selector in (self.topic, Path(self.file).stem)
