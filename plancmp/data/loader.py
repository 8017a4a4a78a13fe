"""A data folder to what a command asked of it, and the problems found on the way.

File names are ids, so which plans, topics and points there are is known without opening a file;
what is opened are the provisions asked for and what they name.
"""

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from plancmp.data import yaml_reader
from plancmp.data.folder import DataFolder
from plancmp.data.keys import (
    ARTICLE,
    DATASET,
    OUTLET,
    PLAN,
    PROVISION,
    REPORT,
    TERM,
    TOPIC,
    VOCABULARY,
)
from plancmp.data.layout import ID, ID_ALLOWED, SHARED_FOLDERS, ProvisionFile
from plancmp.data.shapes import Key
from plancmp.data.yaml_reader import Places, YamlMapping, YamlScalar, type_name
from plancmp.domain.model import (
    Article,
    Dataset,
    Outlet,
    Plan,
    Provision,
    Report,
    Term,
    Topic,
    frozen,
    location_of,
)
from plancmp.domain.problems import Location, PlancmpError, Problem
from plancmp.domain.values import KINDS, Kind, Options, Value, ValueFault
from plancmp.text import did_you_mean

EMPTY: Mapping[str, YamlMapping] = frozen({})


class Loaded(NamedTuple):
    """What was read, and what was wrong with it."""

    dataset: Dataset
    problems: tuple[Problem, ...]


def load(
    folder: DataFolder,
    entries: Sequence[ProvisionFile],
    plans: Iterable[str] = (),
    overlay: Mapping[str, YamlMapping] = EMPTY,
) -> Loaded:
    """Read these provisions, the plans they are of (and `plans`), and all that they name.

    What `overlay` has for a file is taken as its data, whether there is such a file or not.
    """
    asked = list(dict.fromkeys([*plans, *(entry.plan for entry in entries)]))
    return Loader(folder, asked, overlay=overlay).load(entries)


def validate_text(folder: DataFolder, file: str, text: str) -> tuple[Problem, ...]:
    """What would be wrong with a file of the folder if this were its text."""
    data, problems = yaml_reader.parse(text, file)
    if not problems:
        problems = Loader(folder, [], overlay={file: data}).validate(file)
    return tuple(problem for problem in problems if problem.location.file == file)


def load_plans(folder: DataFolder, plans: Collection[str]) -> Loaded:
    """Read these plans whole."""
    return load(folder, [entry for plan in plans for entry in folder.entries(plan)], plans)


class Plans:
    """The plans of a folder, read one at a time: a function, what plans share being read once."""

    def __init__(self, folder: DataFolder, plans: Sequence[str]) -> None:
        """Take the plans that may be asked for."""
        self.root, self.plans = folder.root, tuple(plans)

    @cached_property
    def _loader(self) -> "Loader":
        loader = Loader(DataFolder(self.root), self.plans)
        loader.start()
        return loader

    def __call__(self, plan: str) -> Loaded:
        """Read this plan whole; the problems are those not told with an earlier one."""
        return self._loader.read([plan], self._loader.folder.entries(plan))


_MOST_VALUES = 10_000
"""So many values, as they are written, are kept from one plan to the next."""


class _EveryId:
    """Holds every id there could be."""

    def __contains__(self, id: object) -> bool:
        return True


EVERY_ID = _EveryId()

BrokenIds = Mapping[str, Container[str]]
"""What is there but cannot be used, having problems of its own: the ids, by what they are ids of.

A name that leads to one of them is no second problem.
"""


class Shared(NamedTuple):
    """What every plan rests on, read whole: for commands that go through a folder plan by plan."""

    title: str
    compared: tuple[YamlScalar, ...]
    """The outlets compared by default, each with its place."""
    outlets: Mapping[str, Outlet]
    vocabularies: Mapping[str, Options]
    topics: Mapping[str, Topic]
    articles: Mapping[str, Article]
    covering: Mapping[str, tuple[str, ...]]
    """Plan to the articles that cover it."""
    broken_ids: BrokenIds
    problems: tuple[Problem, ...]
    files: int
    """How many files were read, or tried."""


def load_shared(folder: DataFolder) -> Shared:
    """Read all that plans share, whether a plan names it or not."""
    return Loader(folder, []).read_shared()


def load_plan(folder: DataFolder, shared: Shared, plan: str) -> Loaded:
    """Read one plan whole over what was read before; the problems are this plan's own."""
    return Loader(folder, [plan], shared).load(folder.entries(plan))


def load_topic(folder: DataFolder, name: str) -> Topic:
    """Read one topic; PlancmpError where there is none of this name, or none can be read."""
    topics = folder.names("topics")
    if name not in topics:
        hint = did_you_mean(name, topics)
        raise PlancmpError(f"no topic is called {name}" + (f"; {hint}" if hint else ""))
    loader = Loader(folder, [])
    topic = loader.topic(name)
    if topic is None or loader.problems:
        told = "; ".join(map(str, loader.problems))
        raise PlancmpError(f"the topic {name} cannot be read: {told}", status=3)
    return topic


_Read = Callable[[object, Key], Any]


@cache
def _by_name(
    keys: tuple[Key, ...],
) -> tuple[Mapping[str, tuple[Key, str, _Read]], tuple[Key, ...]]:
    """The keys by their names, each with what the model calls it and what reads its value.

    Beside them those that must be there.
    """
    by_name = {key.name: (key, key.field, key.shape.read) for key in keys}
    return by_name, tuple(key for key in keys if key.required)


_SETTINGS = {
    name: {setting.name: setting.default is MISSING for setting in fields(kind)}
    for name, kind in KINDS.items()
}
"""What a term adds to each kind, and whether it must."""

_EVERY_SETTING = sorted({setting for settings in _SETTINGS.values() for setting in settings})


class _Record(NamedTuple):
    """The parsed fields of a mapping, with the raw parts for their places."""

    raw: YamlMapping
    fields: Mapping[str, Any]

    def place(self, key: str) -> Location:
        """Where a key's value stands, or the mapping itself where the key is not there."""
        part = self.raw.get(key, self.raw)
        place: Location = part.place
        return place

    @property
    def placed(self) -> Mapping[str, Any]:
        """What the model wants to know of places."""
        return {"location": self.raw.place, "locations": Places(self.raw)}


class Loader:
    """One run of the loader."""

    def __init__(
        self,
        folder: DataFolder,
        plans: Sequence[str],
        shared: Shared | None = None,
        overlay: Mapping[str, YamlMapping] = EMPTY,
    ) -> None:
        self.folder = folder
        self.asked = plans
        self.shared = shared
        self.naming: Mapping[str, Sequence[str]] = {}
        """The articles that may cover each plan."""
        self.overlay = overlay
        self.problems: list[Problem] = []
        self.title = ""
        self.compared: Sequence[YamlScalar] = ()
        self.outlets: Mapping[str, Outlet] = {}
        self.plans: dict[str, Plan] = {}
        self.articles: dict[str, Article | None] = {}
        self.values: dict[tuple[str, str, str], Value] = {}
        self.broken_ids: dict[str, Container[str]] = {}
        self.topic: Callable[[str], Topic | None] = cache(self._topic)
        self.vocabulary = cache(self._vocabulary)

    def load(self, entries: Sequence[ProvisionFile]) -> Loaded:
        """Read the provisions, and the plans asked for, at once."""
        self.start()
        return self.read(self.asked, entries)

    def start(self) -> None:
        """Read what all plans share."""
        if self.shared:
            self._take(self.shared)
        else:
            self._base()
            self.naming = self.folder.articles_mentioning(self.asked)

    def read(self, plans: Sequence[str], entries: Sequence[ProvisionFile]) -> Loaded:
        """Read some of the plans asked for; of others read before only values are kept."""
        self.plans = {plan: self._plan(plan) for plan in plans}
        self.articles = self._covering_articles(plans)
        if len(self.values) > _MOST_VALUES:
            self.values.clear()
        found = [(entry, self._provision(entry)) for entry in entries]
        articles = {id: a for id, a in sorted(self.articles.items()) if a}
        self._refuse_loops(articles)
        problems, self.problems = self.problems, []
        return Loaded(
            Dataset(
                title=self.title,
                compared=tuple(str(id) for id in self.compared if id in self.outlets),
                outlets=frozen(self.outlets),
                articles=frozen(articles),
                plans=frozen(self.plans),
                provisions=tuple(provision for _, provision in found if provision),
                unread=frozenset(
                    (entry.plan, entry.point) for entry, p in found if entry.point and not p
                ),
            ),
            tuple(sorted({*problems, *self.folder.problems})),
        )

    def validate(self, file: str) -> list[Problem]:
        """The problems of the outlets, or of one plan, topic or article, as one reads it."""
        self.outlets = self._outlets()
        id = Path(file).stem
        if file.startswith("topics/"):
            self.topic(id)
        elif file.startswith("articles/"):
            self._article(id)
        elif file.startswith("plans/"):
            self._plan(Path(file).parent.name)
        return self.problems

    def read_shared(self) -> Shared:
        self._base()
        folder = self.folder
        names = {under: folder.names(under) for under in SHARED_FOLDERS}
        vocabularies = {id: self.vocabulary(id) for id in names["vocabularies"]}
        topics = {id: self.topic(id) for id in names["topics"]}
        articles = {id: self._article(id) for id in names["articles"]}
        covering: dict[str, list[str]] = {}
        for id, article in articles.items():
            for plan in article.covers if article else ():
                covering.setdefault(plan, []).append(id)
        folder.refuse_strays()
        return Shared(
            self.title,
            tuple(id for id in self.compared if id in self.outlets),
            frozen(self.outlets),
            frozen({id: v for id, v in vocabularies.items() if v}),
            frozen({id: t for id, t in topics.items() if t}),
            frozen({id: a for id, a in articles.items() if a}),
            frozen({plan: tuple(ids) for plan, ids in covering.items()}),
            frozen(self.broken_ids),
            tuple(sorted({*self.problems, *folder.problems})),
            files=2 + sum(map(len, names.values())),
        )

    def _base(self) -> None:
        """Read what every command needs."""
        self.outlets = self._outlets()
        dataset = self._record("dataset.yaml", DATASET)
        if dataset:
            self.title = dataset.fields.get("title", "")
            self.compared = dataset.fields.get("outlets", ())
        self._known(self.compared, self.outlets, "outlet")

    def _take(self, shared: Shared) -> None:
        """Start from what was read, and told, before."""
        self.title, self.compared, self.outlets = shared.title, shared.compared, shared.outlets
        self.broken_ids = dict(shared.broken_ids)
        self.topic = cache(shared.topics.get)
        self.naming = shared.covering

    # Files

    def _data(self, file: str, *, empty: bool = False) -> Any:
        """The data of a file; None, and a problem, where it has none, unless it may be empty."""
        if file in self.overlay:
            return self.overlay[file]
        raw = self.folder.read(file)
        if raw is None:
            return None
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode()
            line = before.count("\n") + 1
            place = Location(file, line, len(before) - before.rfind("\n"))
            self._note(place, "encoding", "this is not UTF-8", "allowed: UTF-8", "save it as such")
            return None
        data, problems = yaml_reader.parse(text, file)
        self.problems += problems
        if data is None and not problems and empty:
            return yaml_reader.placed(YamlMapping(), Location(file, 1, 1))
        if data is None and not problems:
            self._note(Location(file, 1, 1), "missing-key", "the file is empty")
        return data

    def _record(self, file: str, keys: tuple[Key, ...]) -> _Record | None:
        data = self._data(file)
        return None if data is None else self._read(data, keys)

    def _read(self, data: Any, keys: tuple[Key, ...]) -> _Record | None:
        """The fields of a mapping by its table of keys; None where it is no mapping."""
        if not isinstance(data, YamlMapping):
            allowed = f"allowed: a mapping with {', '.join(key.name for key in keys)}"
            self._note(data.place, "wrong-type", f"this is a {type_name(data)}", allowed)
            return None
        by_name, required = _by_name(keys)
        parsed: dict[str, Any] = {}
        for name, part in data.items():
            known = by_name.get(name)
            if known is None:
                allowed = f"allowed: {', '.join(by_name)}"
                self._note(
                    name.place,
                    "unknown-key",
                    f"there is no key {name}",
                    allowed,
                    did_you_mean(name, by_name),
                )
                continue
            key, field, shape = known
            try:
                parsed[field] = shape(part, key)
            except ValueFault as fault:
                self._fault(fault, part, "wrong-type")
        for key in required:
            if key.name not in data:
                found = f"{key.name} is missing"
                self._note(data.place, "missing-key", found, f"add it: {key.description}")
        return _Record(data, parsed)

    def _note(
        self, place: Location, rule: str, found: str, allowed: str = "", mend: str = ""
    ) -> None:
        self.problems.append(Problem(place, rule, found, allowed, mend))

    def _fault(self, fault: ValueFault, raw: Any, rule: str) -> None:
        place = getattr(fault.part, "place", raw.place)
        self._note(place, rule, fault.found, fault.allowed, fault.mend)

    def _known(self, ids: Iterable[YamlScalar], known: Collection[str], what: str) -> bool:
        """Whether all ids are known; a problem for each that is not, nor is there but broken."""
        unknown = [id for id in ids if id not in known]
        for id in unknown:
            if id in self.broken_ids.get(what, ()):
                continue
            found = f"there is no {what} {id}"
            self._note(id.place, "unknown-id", found, mend=did_you_mean(id, known))
        return not unknown

    # Things

    def _outlets(self) -> dict[str, Outlet]:
        self.broken_ids["outlet"] = EVERY_ID
        data = self._data("outlets.yaml", empty=True)
        if data is None:
            return {}
        if not isinstance(data, YamlMapping):
            found = f"this is a {type_name(data)}"
            self._note(data.place, "wrong-type", found, "allowed: a mapping of outlets by id")
            return {}
        outlets: dict[str, Outlet] = {}
        self.broken_ids["outlet"] = frozenset(map(str, data))
        for id, part in data.items():
            if not ID.fullmatch(id) or id == "all":
                allowed = f"{ID_ALLOWED}, but not all"
                self._note(id.place, "bad-id", f"{id} cannot name an outlet", allowed)
                continue
            record = self._read(part, OUTLET)
            if record and {"name", "kind"} <= set(record.fields):
                named = {"short": record.fields["name"], **record.fields}
                outlets[str(id)] = Outlet(str(id), **named, **record.placed)
        return outlets

    def _plan(self, id: str) -> Plan:
        record = self._record(f"plans/{id}/plan.yaml", PLAN)
        given = dict(record.fields) if record else {}
        drafts = tuple(str(draft) for draft in given.get("drafts", ()))
        return Plan(
            id,
            title=given.get("title", id),
            date=given.get("date"),
            points=given.get("points"),
            drafts=drafts,
            note=given.get("note", ""),
            **(record.placed if record else {}),
        )

    def _vocabulary(self, id: str) -> Options | None:
        record = self._record(f"vocabularies/{id}.yaml", VOCABULARY)
        options = record.fields.get("options") if record else None
        if record and isinstance(options, YamlScalar):
            found, allowed = "this is the name of a vocabulary", "allowed: a tree of options"
            self._note(options.place, "wrong-type", found, allowed)
        return options if isinstance(options, Options) else None

    def _topic(self, id: str) -> Topic | None:
        """The topic of a file there is; None where nothing can be made of it."""
        record = self._record(f"topics/{id}.yaml", TOPIC)
        if not record or "terms" not in record.fields:
            return None
        terms: dict[str, Term] = {}
        self.broken_ids[f"{id} term"] = frozenset(map(str, record.fields["terms"]))
        for name, part in record.fields["terms"].items():
            if not ID.fullmatch(name):
                self._note(name.place, "bad-id", f"{name} is no id", ID_ALLOWED)
            elif term := self._term(name, part):
                terms[term.id] = term
        title, group = record.fields.get("title", id), record.fields.get("group", "")
        return Topic(id, title, group, frozen(terms), **record.placed)

    def _term(self, id: YamlScalar, part: Any) -> Term | None:
        record = self._read(part, TERM)
        if not record or "kind" not in record.fields:
            return None
        given = dict(record.fields)
        kind = self._kind(record)
        if kind is None or "asks" not in given:
            return None
        return Term(
            str(id),
            given["asks"],
            kind,
            given.get("evolving", False),
            given.get("coding", ""),
            **{**record.placed, "location": id.place},
        )

    def _kind(self, record: _Record) -> Kind | None:
        """The kind a term names, with the settings that the kind takes."""
        name = record.fields["kind"]
        made_of = _SETTINGS[name]
        complete = True
        for setting in _EVERY_SETTING:
            there = setting in record.raw
            if there and setting not in made_of:
                found = f"{setting} says nothing for kind {name}"
                self._note(record.place(setting), "bad-value", found, mend="leave it out")
            elif not there and made_of.get(setting):
                found = f"{setting} is missing for kind {name}"
                self._note(record.raw.place, "missing-key", found)
                complete = False
        settings = {key: record.fields[key] for key in made_of if key in record.fields}
        options = settings.get("options")
        if isinstance(options, YamlScalar):
            if not self._known([options], self.folder.names("vocabularies"), "vocabulary"):
                return None
            settings["options"] = self.vocabulary(str(options))
        if not complete or any(setting is None for setting in settings.values()):
            return None
        required = {key for key, needed in made_of.items() if needed}
        return KINDS[name](**settings) if required <= set(settings) else None

    def _covering_articles(self, plans: Iterable[str]) -> dict[str, Article | None]:
        """The articles that cover the plans, reported from or not."""
        articles: dict[str, Article | None] = {}
        for plan in plans:
            for id in self.naming.get(plan, ()):
                article = articles.get(id) or self.article(id)
                if article and plan in article.covers:
                    articles[id] = article
        return articles

    def article(self, id: str) -> Article | None:
        return self.shared.articles.get(id) if self.shared else self._article(id)

    def _article(self, id: str) -> Article | None:
        file = f"articles/{id}.yaml"
        if not ID.fullmatch(id):
            self._note(Location(file), "bad-id", f"{id} is no id", ID_ALLOWED)
        record = self._record(file, ARTICLE)
        if not record or not {"outlet", "covers", "title"} <= set(record.fields):
            return None
        given = dict(record.fields)
        sound = self._known([record.raw["outlet"]], self.outlets, "outlet")
        sound &= self._known(given.get("via", ()), self.outlets, "outlet")
        self._known(given["covers"], self.folder.plans, "plan")
        if ("date" in record.raw) != ("date-known" in record.raw):
            found = "date and date-known go together"
            self._note(record.raw.place, "missing-key", found, mend="write both, or neither")
        if not sound:
            return None
        return Article(
            id,
            outlet=given["outlet"],
            title=given["title"],
            date=given.get("date"),
            date_known=given.get("date_known", ""),
            covers=tuple(str(plan) for plan in given["covers"]),
            via=tuple(str(outlet) for outlet in given.get("via", ())),
            address=given.get("address", ""),
            sha256=given.get("sha256", ""),
            note=given.get("note", ""),
            **record.placed,
        )

    def _provision(self, entry: ProvisionFile) -> Provision | None:
        record = self._record(entry.file, PROVISION)
        topics = self.folder.names("topics")
        if entry.topic not in topics:
            found = f"there is no topic {entry.topic}"
            self._note(
                Location(entry.file), "unknown-id", found, mend=did_you_mean(entry.topic, topics)
            )
            return None
        topic = self.topic(entry.topic)
        plan = self.plans[entry.plan]
        if entry.point and plan.points and entry.point > plan.points:
            found = f"point {entry.point} of a plan of {plan.points} points"
            self._note(Location(entry.file), "bad-value", found)
        if record is None:
            return None
        parts = record.fields.get("reports", ())
        reports = [report for part in parts if (report := self._report(part, plan, topic))]
        if topic is None:
            return None
        return Provision(
            plan,
            topic,
            entry.point,
            record.fields.get("title", topic.title),
            tuple(reports),
            **record.placed,
        )

    def _report(self, part: Any, plan: Plan, topic: Topic | None) -> Report | None:
        record = self._read(part, REPORT)
        if not record:
            return None
        given = record.fields
        if ("says" in record.raw) == ("absent" in record.raw):
            found = "a report has either says or absent"
            self._note(record.raw.place, "missing-key", found, mend="write one of the two")
            return None
        raw_says = given.get("says", YamlMapping())
        says = self._says(raw_says, topic)
        credited = given.get("via")
        via_known = not credited or self._known(credited, self.outlets, "outlet")
        draft = given.get("draft", plan.last_draft)
        if draft and draft not in plan.drafts:
            place = record.place("draft")
            allowed = f"its drafts: {', '.join(plan.drafts) or 'none'}"
            mend = did_you_mean(draft, plan.drafts)
            self._note(place, "unknown-id", f"{plan.id} has no draft {draft}", allowed, mend)
            return None
        article = self._named_article(record, plan) if "article" in given else None
        if article is None or not via_known or not (says or given.get("absent")):
            return None
        return Report(
            article,
            speaker=given.get("speaker", ""),
            via=article.via if credited is None else tuple(map(str, credited)),
            draft=draft,
            as_of=given.get("as_of"),
            quote=given.get("quote", ""),
            paragraph=given.get("paragraph"),
            note=given.get("note", ""),
            absent=given.get("absent", False),
            says=frozen(says),
            value_locations=Places(raw_says),
            **record.placed,
        )

    def _says(self, part: YamlMapping, topic: Topic | None) -> dict[str, Value]:
        """The values; none where the topic, whose problem is told at its own place, is lacking."""
        says: dict[str, Value] = {}
        if topic is None:
            return says
        for name, raw in part.items():
            term = topic.terms.get(name)
            if term is None:
                self._known([name], topic.terms, f"{topic.id} term")
                continue
            try:
                says[term.id] = self._value(topic, term, raw)
            except ValueFault as fault:
                self._fault(fault, raw, "bad-value")
        return says

    def _value(self, topic: Topic, term: Term, raw: Any) -> Value:
        """The value, which most reports of a provision write alike."""
        written = (topic.id, term.id, repr(raw))
        value = self.values.get(written)
        if value is None:
            value = self.values[written] = term.kind.parse(raw)
        return value

    def _named_article(self, record: _Record, plan: Plan) -> Article | None:
        id = record.fields["article"]
        if id not in self.articles:
            known = self.folder.names("articles")
            sound = self._known([record.raw["article"]], known, "article")
            self.articles[id] = self.article(id) if sound else None
        article = self.articles[id]
        if article and plan.id not in article.covers:
            found = f"the article {id} does not cover {plan.id}"
            allowed = f"it covers {', '.join(article.covers)}"
            self._note(record.place("article"), "not-covered", found, allowed)
        return article

    def _refuse_loops(self, articles: Mapping[str, Article]) -> None:
        """An outlet that is relayed, over others, by itself would rest on nothing."""
        for plan in self.plans:
            credited: dict[str, dict[str, Article]] = {}
            for article in articles.values():
                if plan in article.covers:
                    for outlet in article.via:
                        credited.setdefault(article.outlet, {}).setdefault(outlet, article)
            for start in sorted(credited):
                loop = _loop(start, credited)
                if loop and start == min(loop):
                    article = credited[start][loop[1]]
                    place = location_of(article, "via")
                    found = f"via goes round in a loop: {' → '.join(loop)}"
                    self._note(place, "via-loop", found, mend="end it at who had it first")


def _loop(start: str, graph: Mapping[str, Mapping[str, object]]) -> list[str]:
    """A way through the graph from `start` back to it, or nothing."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for following in sorted(graph.get(way[-1], ())):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []
