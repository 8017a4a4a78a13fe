"""A stopwatch for the stages of one process, by its processor time."""

import json
import time
from collections.abc import Callable
from typing import Any

stages: list[tuple[str, float]] = []
begun = 0.0


def done(stage: str) -> None:
    """Note how long what was done since the last stage took."""
    global begun  # noqa: PLW0603
    stages.append((stage, time.process_time() - begun))
    begun = time.process_time()


def took(make: Callable[[], object]) -> float:
    """The processor time that making something takes."""
    began = time.process_time()
    make()
    return time.process_time() - began


def print_stages(title: str, beside: int = 0, **more: Any) -> None:
    """Print the stages as JSON; the last `beside` of them are no part of the whole."""
    print(json.dumps({"title": title, "stages": stages, "beside": beside, **more}))
