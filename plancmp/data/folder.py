"""A data folder: the names in it, and the bytes of its files."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from plancmp.data import files
from plancmp.data.layout import (
    CATALOG_FOLDERS,
    ID,
    ID_ALLOWED,
    PROVISION_NAME,
    TEXTS,
    TOP,
    UNFINISHED,
    ProvisionFile,
    as_id,
    point_of,
)
from plancmp.data.mentions import mentions
from plancmp.data.misses import none_fits, of_another_kind
from plancmp.data.next_steps import no_data_folder, no_plan_called, plans_there
from plancmp.domain.problems import DataError, Location, PlancmpError, Problem, RuleId
from plancmp.text import did_you_mean, join_words

_Found = TypeVar("_Found")
_Problems = tuple[Problem, ...]

_Ids = tuple[KeysView[str], _Problems]
_Provisions = tuple[tuple[ProvisionFile, ...], _Problems]


class DataFolder:
    """The names in a data folder, and the bytes of its files.

    What lists names returns a pair: what they stand for, and the problems of those that stand for
    nothing.
    """

    def __init__(self, root: Path, *, new: bool = False, cache_path: Path | None = None) -> None:
        """Raises PlancmpError where `root` is no data folder, unless it is to become one.

        `cache_path` is where what is read of it is kept for the next run, if it is.
        """
        self.root, self.cache_path = root, cache_path
        if not (new or (root / "dataset.yaml").exists()):
            raise DataError(no_data_folder(root))
        self.ids: Callable[[str], _Ids] = cache(self._ids)

    def _ids(self, under: str) -> _Ids:
        """The ids of the files in one of the folders, sorted; none where it does not exist."""
        names, problems = self._look(os.listdir, under)
        ids = sorted([name.removesuffix(".yaml") for name in names if files.is_data(name)])
        return dict.fromkeys(ids).keys(), problems

    def _list(self, under: str) -> tuple[list[os.DirEntry[str]], _Problems]:
        entries, problems = self._look(os.scandir, under)
        return [entry for entry in entries if entry.name[0] != "."], problems

    def _look(
        self, look: Callable[[Path], Iterable[_Found]], under: str
    ) -> tuple[list[_Found], _Problems]:
        """What a look at one of the folders finds; subclasses note that, or change it."""
        return _found(look, self.root, under)

    @property
    def plans(self) -> KeysView[str]:
        """The plans there are, sorted."""
        return self.plan_ids[0]

    @cached_property
    def plan_ids(self) -> _Ids:
        """The plans there are, sorted, and a problem for what else looks like data among them."""
        plans = []
        entries, unreadable = self._list("plans")
        problems = list(unreadable)
        for entry in entries:
            name = entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder and ID.fullmatch(name):
                plans.append(name)
                continue
            if not self.looks_like_data(entry.path):
                continue
            location = Location(f"plans/{name}")
            if not is_folder:
                what = "a link" if entry.is_symlink() else "not a folder"
                found, allowed = f"{name} is {what}", "allowed: a folder a plan"
                problems.append(Problem(location, RuleId.STRAY_FILE, found, allowed))
            else:
                found = f"{name} is not a valid id"
                problems.append(Problem(location, RuleId.BAD_ID, found, ID_ALLOWED))
        return dict.fromkeys(sorted(plans)).keys(), tuple(problems)

    def provisions(self, plan: str) -> _Provisions:
        """The provisions of a plan, in its order, and a problem for each file of another name."""
        entries, unreadable = self._list(f"plans/{plan}")
        problems = list(unreadable)
        by_topic: dict[str, ProvisionFile] = {}
        for name in sorted(entry.name for entry in entries):
            if name == "plan.yaml":
                continue
            location = Location(f"plans/{plan}/{name}")
            stem = name.removesuffix(".yaml")
            matched = PROVISION_NAME.fullmatch(stem)
            if stem == name or not matched:
                if not self.looks_like_data(f"{self.root}/{location.file}"):
                    continue
                found = f"{name} is not the name of a provision's file"
                allowed = "allowed: TOPIC.yaml, or NN-TOPIC.yaml for a numbered point"
                problems.append(Problem(location, RuleId.STRAY_FILE, found, allowed))
                continue
            digits, topic = matched["point"], matched["topic"]
            point = int(digits) if digits else None
            if digits and (point == 0 or digits != f"{point:02d}"):
                found = f"{name} begins with {digits}"
                allowed = "allowed: a point's number from 01, in two digits"
                problems.append(Problem(location, RuleId.BAD_ID, found, allowed))
            elif topic in by_topic:
                found = f"a second provision on {topic}, beside {by_topic[topic].file}"
                allowed = "allowed: one to a topic"
                problems.append(Problem(location, RuleId.REPEATED_TOPIC, found, allowed))
            else:
                by_topic[topic] = ProvisionFile(plan, point, topic, location.file)
        ordered = sorted(by_topic.values(), key=lambda provision: provision.order)
        return tuple(ordered), tuple(problems)

    def provision_file(self, plan: str, topic: str, point: int | None = None) -> ProvisionFile:
        """The provision of a plan on a topic: the one there is, else the one that would be made."""
        there = (file for file in self.provisions(plan)[0] if file.topic == topic)
        return next(there, ProvisionFile.named(str(plan), point, str(topic)))

    def points(self, file: ProvisionFile) -> tuple[int, ...]:
        """The plan's numbers for a provision: that in its file's name, else those that it lists."""
        raw = b"" if file.point else self.read(file.file)
        if file.point or isinstance(raw, Problem) or b"points" not in raw:
            return (file.point,) if file.point else ()
        from plancmp.data import yaml_reader  # late, as few provisions list their points

        data, _ = yaml_reader.parse(raw.decode(errors="replace"), file.file)
        listed = data.get("points") if isinstance(data, dict) else ()
        return tuple(
            int(point) for point in listed or () if re.fullmatch(r"[1-9]\d{0,3}", str(point))
        )

    def strays(self, texts: str = TEXTS) -> _Problems:
        """A problem for what looks like data and is not read, at the top or in shared folders.

        `texts` is the folder of texts.
        """
        known = {*TOP, Path(texts).parts[0]}
        entries, unreadable = self._list("")
        problems = [*unreadable, *_unfinished(self.root)]
        for entry in entries:
            name = entry.name
            looks = self.looks_like_data(entry.path) or files.is_folder(entry)
            hint = did_you_mean(name, known) if name not in known and looks else ""
            if hint or (name not in known and self.looks_like_data(entry.path)):
                found, allowed = f"nothing reads {name}", f"allowed: {join_words(sorted(known))}"
                problems.append(Problem(Location(name), RuleId.STRAY_FILE, found, allowed, hint))
        for under in CATALOG_FOLDERS:
            entries, unreadable = self._list(under)
            problems += [*unreadable, *_strays_in(self, under, [entry.name for entry in entries])]
        return tuple(problems)

    def unread(self, folders: Iterable[str]) -> Iterator[str]:
        """What is not read in these folders, without what looks like data: `strays` has that."""
        for under in folders:
            for entry in self._list(under)[0]:
                is_plan = under == "plans" and ID.fullmatch(entry.name)
                expected = is_plan and files.is_folder(entry)
                is_read = expected or entry.name.endswith(".yaml")
                if not (is_read or self.looks_like_data(entry.path)):
                    yield f"{under}/{entry.name}"

    def read(self, file: str) -> bytes | Problem:
        """The bytes of a file, or why they cannot be had."""
        raw, why = files.read_bytes(f"{self.root}/{file}")
        if raw is not None:
            return raw
        return Problem(Location(file), RuleId.UNREADABLE, why)

    def looks_like_data(self, path: str) -> bool:
        """Whether a file or folder that is not read was meant as data, by its name."""
        return files.looks_like_data(path)

    def articles_mentioning(
        self, plans: Iterable[str]
    ) -> tuple[Mapping[str, list[str]], _Problems]:
        """For each plan the articles that may cover it, and a problem for what cannot be one.

        Articles are looked at as they are on the disk, whatever `read` would give.
        """
        mentioning: dict[bytes, list[str]] = {plan.encode(): [] for plan in plans}
        names, problems = _found(os.listdir, self.root, "articles") if mentioning else ([], ())
        articles = [name for name in names if files.is_data(name)]
        others = names if len(articles) < len(names) else ()
        unreadable: list[Problem] = list(_strays_in(self, "articles", others))
        every = mentioning.keys() >= {plan.encode() for plan in self.plans}
        for name, mentioned in mentions(str(self.root), articles, mentioning.keys(), every=every):
            if isinstance(mentioned, Problem):
                unreadable.append(mentioned)
                continue
            for plan in mentioned:
                mentioning[plan].append(name.removesuffix(".yaml"))
        return {plan.decode(): ids for plan, ids in mentioning.items()}, (*problems, *unreadable)

    def line(self, location: Location) -> str:
        """The line of a location, without its end; empty where there is none that can be shown."""
        lines = self._lines(location.file) if location.line else ()
        return lines[location.line - 1] if 0 < location.line <= len(lines) else ""

    @lru_cache(maxsize=1)  # noqa: B019 - one file's lines, for locations that come file by file
    def _lines(self, file: str) -> tuple[str, ...]:
        raw, _ = files.read_bytes(f"{self.root}/{file}")
        text = (raw or b"").decode("utf-8-sig", "replace")
        return tuple(line.rstrip("\r") for line in text.split("\n"))

    def plan(self, name: str) -> str:
        """The id of the plan of this name.

        Raises PlancmpError where there is none: it names the nearest, or says that this is a draft,
        or what is wrong with a file or folder that is called so.
        """
        if as_id(name) not in self.plans:
            for problem in self.plan_ids[1]:
                if problem.location.file in ("plans", f"plans/{as_id(name)}"):
                    raise DataError(str(problem))
            other = of_another_kind(self, as_id(name))
            raise PlancmpError(other or no_plan_called(name, self.plans, self.root))
        return as_id(name)

    @property
    def there_are(self) -> str:
        """Which plans there are, or what lists or makes them."""
        return plans_there(self.plans, self.root)

    def select(
        self, selector: str, among: Iterable[str] = (), what: str = "provision"
    ) -> _Provisions:
        """The provisions that a selector fits: of the plan that it names, else `among` these plans.

        Without either, of all plans. Raises PlancmpError where it fits none; it names the nearest,
        and calls what was asked for a `what`.
        """
        plan, slash, words = selector.rpartition("/")
        wanted = as_id(words)
        if "@" in plan:
            asked = f"{plan.partition('@')[0]}/{words}"
            raise PlancmpError(f"ask for {asked}: it is shown with all drafts")
        plans = [self.plan(plan)] if slash else among or self.plans
        listings = [self.provisions(id) for id in plans]
        provisions = [provision for listed, _ in listings for provision in listed]
        point = point_of(wanted)
        fitting = tuple(
            file
            for file in provisions
            if file.fits(wanted) or (point and point in self.points(file))
        )
        # a part of a topic's name fits every topic that has it
        fitting = fitting or tuple(file for file in provisions if _holds(file.topic, wanted))
        if fitting:
            return fitting, tuple(problem for _, problems in listings for problem in problems)
        raise PlancmpError(none_fits(self, selector, plans, provisions, what))


def _found(
    look: Callable[[Path], Iterable[_Found]], root: Path, under: str
) -> tuple[list[_Found], _Problems]:
    """What a look at one of the folders finds, and the problem where it cannot be read.

    Nothing where it does not exist.
    """
    try:
        return list(look(root / under)), ()
    except FileNotFoundError:
        return [], ()
    except OSError as error:
        return [], (Problem(Location(under), RuleId.UNREADABLE, files.reason(error)),)


def _strays_in(folder: DataFolder, under: str, names: Iterable[str]) -> Iterator[Problem]:
    """A problem for each of the names in a shared folder that looks like data and is not read."""
    for name in names:
        file = f"{under}/{name}"
        if files.is_data(name) or name[0] == ".":
            continue
        if folder.looks_like_data(f"{folder.root}/{file}"):
            found, allowed = f"nothing reads {name}", "allowed: ID.yaml"
            yield Problem(Location(file), RuleId.STRAY_FILE, found, allowed)


def _unfinished(root: Path) -> Iterator[Problem]:
    """The problem that a change of several files was stopped, where one was."""
    if (root / UNFINISHED).exists():
        found = "a change of several files was stopped on the way"
        hint = "give the command again, which does the rest"
        yield Problem(Location(UNFINISHED), RuleId.STRAY_FILE, found, "", hint)


def _holds(topic: str, part: str) -> bool:
    """Whether words of a topic's id, such as `nato` of `nato-membership`, are this part of it."""
    return bool(part) and f"-{part}-" in f"-{topic}-"


def shipped() -> Path:
    """The data that travels with plancmp: inside the package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent / "data"
