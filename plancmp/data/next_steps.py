"""What to do next where a name or a folder is not there: a clause with the command to run."""

from collections.abc import Collection
from pathlib import Path

from plancmp.data.layout import TOP
from plancmp.text import none_called, offered

_MANY_PLANS = "plancmp plans lists them"


def searched(name: str) -> str:
    """What finds the topic or the article that was meant by a name, where there are many."""
    has_word = any(map(str.isalnum, name))
    asked = f"{_quoted(name)} looks for the word" if has_word else "-h says how to find one"
    return f"plancmp search {asked}"


def no_plan_called(name: str, plans: Collection[str], root: Path) -> str:
    """What is said where a plan is asked for, and a draft or none of the folder's is named."""
    plan, at, _ = name.partition("@")
    if at and plan in plans:
        return f"{name} is a draft, which only plancmp show and diff take; ask for {plan}"
    return none_called("plan", name, plans, _MANY_PLANS, _first_plan(root))


def plans_there(plans: Collection[str], root: Path) -> str:
    """Which plans a folder has, or what lists or makes them."""
    return offered(plans, _MANY_PLANS, _first_plan(root))


def no_data_folder(root: Path) -> str:
    """That there is no data folder here, and how one begins."""
    lacks = "is not a data folder: it has no dataset.yaml"
    why = lacks if root.is_dir() else "is not a folder"
    taken = root.exists() and (not root.is_dir() or others_in(root))
    return f"{root} {why}; {_new_plan(Path('my-data') if taken else root)} begins one"


def others_in(root: Path) -> list[str]:
    """What stands in a folder, if there is one, and may not in a data folder."""
    names = sorted(path.name for path in root.iterdir()) if root.is_dir() else []
    return [name for name in names if name not in TOP and not name.startswith(".")]


def _first_plan(root: Path) -> str:
    return f"there is none yet; {_new_plan(root)} makes the first"


def _new_plan(root: Path) -> str:
    return f"plancmp new plan my-plan --data {_quoted(str(root))}"


def _quoted(word: str) -> str:
    import shlex

    return shlex.quote(word)
