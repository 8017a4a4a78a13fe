"""A data folder as its listings show it, and the files in it."""

import os
import re
from collections.abc import Callable, Iterable, KeysView, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from plancmp.data import files
from plancmp.data.layout import (
    ID,
    ID_ALLOWED,
    PROVISION_NAME,
    SHARED_FOLDERS,
    TOP,
    ProvisionFile,
)
from plancmp.domain.problems import Location, PlancmpError, Problem
from plancmp.text import did_you_mean, join_words, nearest

_Found = TypeVar("_Found")

_FEW = 4
"""For so many plans it pays to search an article before it is taken apart into words."""
_APART = bytes(sign if ID.fullmatch(chr(sign)) or sign == ord("-") else 32 for sign in range(256))
"""Makes every byte that no id has a space."""


class DataFolder:
    """A data folder, known by the names of its files."""

    def __init__(self, root: Path, *, new: bool = False) -> None:
        """PlancmpError where `root` is no data folder, unless it is to become one."""
        self.root = root
        if not (new or (root / "dataset.yaml").exists()):
            there = "has no dataset.yaml" if root.is_dir() else "is no folder"
            raise PlancmpError(f"{root} is no data folder: it {there}", status=3)
        self.problems: set[Problem] = set()
        self.names = cache(self._names)

    def _names(self, under: str) -> KeysView[str]:
        """The ids that the files of a folder stand for, sorted; the folder need not exist."""
        names = filter(files.is_data, self._look(os.listdir, under))
        return dict.fromkeys(sorted([name.removesuffix(".yaml") for name in names])).keys()

    def _list(self, under: str) -> list[os.DirEntry[str]]:
        return [entry for entry in self._look(os.scandir, under) if entry.name[0] != "."]

    def _look(self, look: Callable[[Path], Iterable[_Found]], under: str) -> list[_Found]:
        try:
            return list(look(self.root / under))
        except FileNotFoundError:
            return []
        except OSError as error:
            self._note(Location(under), "unreadable", files.reason(error))
            return []

    def _note(
        self, place: Location, rule: str, found: str, allowed: str = "", mend: str = ""
    ) -> None:
        self.problems.add(Problem(place, rule, found, allowed, mend))

    @cached_property
    def plans(self) -> KeysView[str]:
        """The plans there are, sorted."""
        plans = []
        for entry in self._list("plans"):
            name, place = entry.name, Location(f"plans/{entry.name}")
            if not entry.is_dir(follow_symlinks=False):
                self._note(place, "stray-file", f"{name} is no folder", "allowed: a folder a plan")
            elif not ID.fullmatch(name):
                self._note(place, "bad-id", f"{name} is no id", ID_ALLOWED)
            else:
                plans.append(name)
        return dict.fromkeys(sorted(plans)).keys()

    def read(self, file: str) -> bytes | None:
        """The bytes of a file; None, and a problem, where they cannot be had."""
        raw, why = files.read_bytes(f"{self.root}/{file}")
        if raw is None:
            allowed = f"allowed: a file of at most {files.MAX_BYTES:,} bytes"
            self._note(Location(file), "unreadable", why, allowed)
        return raw

    def articles_mentioning(self, plans: Iterable[str]) -> Mapping[str, list[str]]:
        """For each plan the articles that may cover it, by a look at their bytes.

        All that do are among them: an id stands whole between other signs, unless a backslash
        hides it. So that what is asked of a few plans does not parse the articles of all.
        """
        naming: dict[bytes, list[str]] = {plan.encode(): [] for plan in plans}
        few = rb"(?:%b)(?![a-z0-9-])" % b"|".join(naming)
        named = re.compile(few if len(naming) <= _FEW else b"")
        names = self._look(os.listdir, "articles") if naming else ()
        for name, seen in files.files_matching(f"{self.root}/articles", names, named):
            raw = seen or self.read(f"articles/{name}") or b""
            words = naming if b"\\" in raw else raw.translate(_APART).split()
            for plan in naming.keys() & words:
                naming[plan].append(name.removesuffix(".yaml"))
        return {plan.decode(): ids for plan, ids in naming.items()}

    def entries(self, plan: str) -> list[ProvisionFile]:
        """The provisions of a plan, in its order."""
        entries: dict[str, ProvisionFile] = {}
        for name in sorted(entry.name for entry in self._list(f"plans/{plan}")):
            if name == "plan.yaml":
                continue
            file = f"plans/{plan}/{name}"
            stem = name.removesuffix(".yaml")
            matched = PROVISION_NAME.fullmatch(stem)
            if stem == name or not matched:
                allowed = "allowed: TOPIC.yaml, or NN-TOPIC.yaml for a numbered point"
                self._note(Location(file), "stray-file", f"{name} is no provision's name", allowed)
                continue
            digits = matched["point"]
            point = int(digits) if digits else None
            if digits and (point == 0 or digits != f"{point:02d}"):
                allowed = "allowed: a point's number from 01, in two digits"
                self._note(Location(file), "bad-id", f"{name} begins with {digits}", allowed)
                continue
            entry = ProvisionFile(plan, point, matched["topic"], file)
            if entry.topic in entries:
                found = f"a second provision on {entry.topic}, beside {entries[entry.topic].file}"
                self._note(Location(file), "repeated-topic", found, "allowed: one to a topic")
                continue
            entries[entry.topic] = entry
        return sorted(entries.values(), key=lambda entry: entry.order)

    def refuse_strays(self) -> None:
        """Note what looks like data and would be read by nothing."""
        for entry in self._list(""):
            name = entry.name
            looks = Path(name).suffix in (".yaml", ".yml") or entry.is_dir()
            if name not in TOP and looks:
                allowed = f"allowed: {join_words(sorted(TOP))}"
                mend = did_you_mean(name, TOP)
                self._note(Location(name), "stray-file", f"nothing reads {name}", allowed, mend)
        for under in SHARED_FOLDERS:
            for entry in self._list(under):
                if not entry.name.endswith(".yaml"):
                    place, found = Location(f"{under}/{entry.name}"), f"nothing reads {entry.name}"
                    self._note(place, "stray-file", found, "allowed: ID.yaml")

    def line(self, place: Location) -> str:
        """The line of a place, without its end; empty where there is none that can be shown."""
        lines = self._lines(place.file) if place.line else ()
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""

    @lru_cache(maxsize=1)  # noqa: B019 - one file's lines, for places that come file by file
    def _lines(self, file: str) -> tuple[str, ...]:
        raw, _ = files.read_bytes(f"{self.root}/{file}")
        text = (raw or b"").decode("utf-8-sig", "replace")
        return tuple(line.rstrip("\r") for line in text.split("\n"))

    def plan(self, name: str) -> str:
        """The plan of this name; PlancmpError names the nearest where there is none."""
        plans = self.plans
        if name in plans:
            return name
        close = nearest(name, plans) or tuple(plans)
        there = f"did you mean {join_words(close)}?" if close else "there are no plans"
        raise PlancmpError(f"no plan is called {name}; {there}")

    def select(self, selector: str) -> list[ProvisionFile]:
        """The provisions that a selector fits; PlancmpError names the nearest where none does."""
        plan, slash, wanted = selector.rpartition("/")
        plans = [self.plan(plan)] if slash else self.plans
        entries = [entry for plan in plans for entry in self.entries(plan)]
        fitting = [entry for entry in entries if entry.fits(wanted)]
        if fitting:
            return fitting
        known = {entry.topic for entry in entries}
        known |= {f"point-{entry.point}" for entry in entries if entry.point}
        prefix = f"{plan}/" if slash else ""
        close = [prefix + name for name in _nearest_selectors(wanted, known)]
        hint = f"did you mean {join_words(close)}?" if close else "plancmp show PLAN lists them"
        raise PlancmpError(f"no provision is called {selector}; {hint}")


def _nearest_selectors(wanted: str, known: set[str]) -> list[str]:
    holding = sorted(name for name in known if wanted in name.split("-") or f"{wanted}-" in name)
    return list(dict.fromkeys([*nearest(wanted, known), *holding]))[:4]


def shipped() -> Path:
    """The data that travels with plancmp: inside the package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent / "data"
