"""What is said where a name or a selector fits nothing of a data folder: what would, or why not."""

import re
from collections.abc import Callable, Iterable, KeysView
from typing import Protocol

from plancmp.data.layout import PATHS, ProvisionFile, as_id, point_of
from plancmp.data.next_steps import searched
from plancmp.domain.problems import Problem
from plancmp.text import nearest, none_called

_FEW = 4
"""At most so many provisions are offered where a selector fits none."""


class _Folder(Protocol):
    """What is asked of a data folder here."""

    @property
    def plans(self) -> KeysView[str]: ...
    @property
    def there_are(self) -> str: ...
    @property
    def ids(self) -> Callable[[str], tuple[KeysView[str], object]]: ...
    def points(self, file: ProvisionFile) -> tuple[int, ...]: ...
    def read(self, file: str) -> bytes | Problem: ...


def none_fits(
    folder: _Folder,
    selector: str,
    plans: Iterable[str],
    provisions: Iterable[ProvisionFile],
    what: str,
) -> str:
    """What is said of a selector that fits none of these provisions: the nearest that would."""
    plan, slash, words = selector.rpartition("/")
    wanted = as_id(words)
    if point := point_of(wanted):
        return _no_point(folder, point, plans)
    if wanted in folder.ids("topics")[0]:
        who, begins = (plan, plan) if slash else ("no plan", "PLAN")
        begins = f"plancmp new provision {begins} {wanted} begins one"
        return f"{who} has no provision on {wanted}; {begins}"
    if not folder.plans:
        return f"no {what} is called {selector}; {folder.there_are}"
    if wanted in folder.plans and not slash:
        return f"{wanted} is a plan and no {what}; plancmp show {wanted} lists what it provides"
    known = {provision.topic for provision in provisions}
    known |= {f"point-{point}" for file in provisions for point in folder.points(file)}
    prefix = f"{plan}/" if slash else ""
    close = [prefix + name for name in _nearest_selectors(wanted, known)]
    many = f"plancmp show {plan} lists them" if slash else searched(wanted)
    if not wanted:
        what, selector = f"{what} of {plan}" if slash else what, ""
    return none_called(what, selector, sorted(known), many, many, close)


def of_another_kind(folder: _Folder, name: str) -> str:
    """What is said where a topic or an outlet is named for a plan; nothing of another name."""
    if name in folder.ids("topics")[0]:
        return f"{name} is a topic and no plan; plancmp sources {name} asks for it"
    raw = folder.read("outlets.yaml")
    known = [] if isinstance(raw, Problem) else re.findall(rb"(?m)^([^\s:#]+):", raw)
    if name.encode() in known:
        return f"{name} is an outlet and no plan; plancmp outlets --outlet {name} asks for it"
    return ""


def _no_point(folder: _Folder, point: int, plans: Iterable[str]) -> str:
    """What is said of a point on which none of these plans has a provision."""
    says = []
    for plan in plans:
        raw = folder.read(PATHS["plan"].format(plan))
        points = b"" if isinstance(raw, Problem) else raw
        counted = re.search(rb"(?m)^points:\s*([0-9]{1,4})\s*$", points)
        if not counted:
            says.append(f"no provision of {plan} has the number {point}")
        elif point > int(counted[1]):
            says.append(f"{plan} has {int(counted[1])} points")
        else:
            says.append(f"no article read reports point {point} of {plan}")
    return "; ".join(says) or "there are no plans"


def _nearest_selectors(wanted: str, known: set[str]) -> list[str]:
    if not wanted:
        return []
    holding = sorted(name for name in known if f"-{wanted}" in f"-{name}")
    few = holding if len(holding) <= _FEW else []
    return list(dict.fromkeys([*nearest(wanted, known), *few]))[:_FEW]
