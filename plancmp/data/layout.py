"""Where things stand in a data folder: ids, file names, and the selectors that pick provisions."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from plancmp.domain.model import Plan, PlanDraft, frozen
from plancmp.domain.problems import PlancmpError
from plancmp.text import none_called

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
_POINT = r"point-0*([1-9]\d{0,9})"

PATHS: Mapping[str, str] = frozen(
    {"plan": "plans/{}/plan.yaml", "topic": "topics/{}.yaml", "article": "articles/{}.yaml"}
)
"""Where the file of a plan, a topic or an article stands, by its id."""


def file_of(kind: str, id: str) -> str:
    """The file of a plan, a topic or an article; PlancmpError where the id can be none's."""
    if not re.fullmatch(_TOPIC_ID if kind == "topic" else ID, id):
        raise PlancmpError(
            f"{id or 'an empty name'} is not a valid id for a {kind}; {ID_ALLOWED}; "
            "nothing was written"
        )
    return PATHS[kind].format(id)


def is_own(root: Path, file: Path) -> bool:
    """Whether a file is, or would be, among those of a data folder, by whatever way it is named."""
    # not Path.resolve, which fails where a link leads to itself
    real, inside = Path(os.path.realpath(file)), Path(os.path.realpath(root))
    within = real.relative_to(inside).parts if real.is_relative_to(inside) else ()
    return within[:1] != () and within[0] in TOP


def point_of(selector: str) -> int | None:
    """The number of a selector such as `point-26`; None of any other."""
    matched = re.fullmatch(_POINT, selector)
    return int(matched[1]) if matched else None


def as_id(words: str) -> str:
    """The id that somebody means who writes it as words: `Army size` is `army-size`."""
    return "-".join(words.casefold().split())


class PlanSelector(NamedTuple):
    """A plan as it is asked for: `november`, or in one of its drafts `november@earlier`."""

    plan: str
    draft: str | None

    @classmethod
    def parse(cls, selector: str) -> "PlanSelector":
        """The selector of a plan, whether or not there is such a plan or draft."""
        plan, at, draft = selector.partition("@")
        return cls(plan, draft if at else None)

    def of(self, plans: Mapping[str, Plan]) -> PlanDraft:
        """The plan in its draft, in the last where none is named.

        Raises PlancmpError, naming the nearest, where the plan has no such draft.
        """
        plan = plans[self.plan]
        if self.draft is None:
            return PlanDraft(plan, plan.last_draft)
        if self.draft not in plan.drafts:
            of_plan, many = f"draft of {plan.id}", "plancmp plans --format json lists them"
            message = none_called(of_plan, self.draft, plan.drafts, many, "it has no drafts")
            raise PlancmpError(message)
        return PlanDraft(plan, self.draft)


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
        """Whether a selector (without its plan) is its topic, or its file's name."""
        return selector in (self.topic, Path(self.file).stem)
