"""The catalog that plans share, of outlets, vocabularies, topics and articles, as it is read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from plancmp.data.keys import ARTICLE, DATASET, OUTLET, SETTINGS, TERM, TOPIC, VOCABULARY
from plancmp.data.layout import CATALOG_FOLDERS, ID, ID_ALLOWED, TEXTS
from plancmp.data.records import EVERY_ID, Reader, Record
from plancmp.data.yaml_reader import YamlMapping, YamlScalar, type_name
from plancmp.domain.model import Article, Outlet, Term, Topic, frozen
from plancmp.domain.problems import Location, RuleId
from plancmp.domain.values import KINDS, Kind, Options, Scale

if TYPE_CHECKING:
    from plancmp.domain.catalog import Catalog

_EVERY_SETTING = sorted({setting for settings in SETTINGS.values() for setting in settings})


class CatalogFiles:
    """The catalog: each thing is read when it is first asked for, unless a catalog is given."""

    def __init__(self, reader: Reader, catalog: "Catalog | None" = None) -> None:
        self.reader = reader
        self.read_before = catalog is not None
        self.title = ""
        self.texts = TEXTS
        self.compared: Mapping[str, Location] = {}
        self.outlets: Mapping[str, Outlet] = {}
        self.mentioning: Mapping[str, Sequence[str]] = {}
        """Plan to the articles that may cover it."""
        self.topic: Callable[[str], Topic | None] = cache(self._topic)
        self.vocabulary = cache(self._vocabulary)
        self.article: Callable[[str], Article | None] = self.read_article
        if catalog:
            self.title, self.compared = catalog.title, catalog.compared
            self.outlets, self.mentioning = catalog.outlets, catalog.covering
            self.topic, self.article = catalog.topics.get, catalog.articles.get
            reader.broken_ids.update(catalog.broken_ids)

    def prepare(self, plans: Iterable[str]) -> None:
        """Read what every command needs, and find the articles that may cover these plans."""
        if not self.read_before:
            self._read_base()
            self.mentioning, problems = self.reader.folder.articles_mentioning(plans)
            self.reader.problems += problems

    def read_all(self) -> "Catalog":
        """All that plans share, whether a plan names it or not."""
        from plancmp.domain.catalog import Catalog

        self._read_base()
        reader, folder = self.reader, self.reader.folder
        ids = {under: reader.ids(under) for under in CATALOG_FOLDERS}
        vocabularies = {id: self.vocabulary(id) for id in ids["vocabularies"]}
        topics = {id: self.topic(id) for id in ids["topics"]}
        articles = {id: self.read_article(id) for id in ids["articles"]}
        covering: dict[str, list[str]] = {}
        for id, article in articles.items():
            for plan in article.covers if article else ():
                covering.setdefault(plan, []).append(id)
        return Catalog(
            self.title,
            frozen({id: place for id, place in self.compared.items() if id in self.outlets}),
            frozen(self.outlets),
            frozen({id: v for id, v in vocabularies.items() if v}),
            frozen({id: t for id, t in topics.items() if t}),
            frozen({id: a for id, a in articles.items() if a}),
            frozen({plan: tuple(ids) for plan, ids in covering.items()}),
            frozen(reader.broken_ids),
            tuple(sorted({*reader.problems, *folder.strays(self.texts)})),
            files=2 + sum(map(len, ids.values())),
        )

    def _read_base(self) -> None:
        self.read_outlets()
        record = self.reader.record("dataset.yaml", DATASET)
        named: Sequence[YamlScalar] = ()
        if record:
            self.title = record.fields.get("title", "")
            self.texts = record.fields.get("texts", TEXTS)
            named = record.fields.get("outlets", ())
        self.compared = {str(id): id.location for id in named}
        self.reader.known(named, self.outlets, "outlet")

    def read_outlets(self) -> None:
        """Read the outlets."""
        reader = self.reader
        reader.broken_ids["outlet"] = EVERY_ID
        data = reader.data("outlets.yaml", may_be_empty=True)
        if data is None:
            return
        if not isinstance(data, YamlMapping):
            found, allowed = f"this is a {type_name(data)}", "allowed: a mapping of outlets by id"
            reader.note(data.location, RuleId.WRONG_TYPE, found, allowed)
            return
        outlets: dict[str, Outlet] = {}
        reader.broken_ids["outlet"] = frozenset(map(str, data))
        for id, part in data.items():
            if not ID.fullmatch(id) or id == "all":
                found, allowed = f"{id} cannot name an outlet", f"{ID_ALLOWED}, but not all"
                reader.note(id.location, RuleId.BAD_ID, found, allowed)
                continue
            record = reader.part(part, OUTLET)
            if record and {"name", "kind"} <= set(record.fields):
                hosts = tuple(map(str, record.fields.get("hosts", ())))
                named = {"short": record.fields["name"], **record.fields, "hosts": hosts}
                outlets[str(id)] = Outlet(str(id), **named, **record.locations)
        self.outlets = outlets

    def _vocabulary(self, id: str) -> Options | None:
        record = self.reader.record(f"vocabularies/{id}.yaml", VOCABULARY)
        options = record.fields.get("options") if record else None
        if isinstance(options, YamlScalar):
            found, allowed = "this is the name of a vocabulary", "allowed: a tree of options"
            self.reader.note(options.location, RuleId.WRONG_TYPE, found, allowed)
        if not record or not isinstance(options, Options):
            return None
        return Options(options.tree, options.locations, self._labels(record, options))

    def _labels(self, record: Record, options: Options) -> Mapping[str, str]:
        """How options are printed: by the record's own labels, else by those of its vocabulary."""
        own: Mapping[YamlScalar, YamlScalar] = record.fields.get("labels", {})
        self.reader.known(own, options.leaves, "option")
        named = {str(id): " ".join(label.split()) for id, label in own.items()}
        return frozen({**options.labels, **named})

    def _topic(self, id: str) -> Topic | None:
        """The topic of a file there is; None where nothing can be made of it."""
        record = self.reader.record(f"topics/{id}.yaml", TOPIC)
        if not record or "terms" not in record.fields:
            return None
        terms: dict[str, Term] = {}
        self.reader.broken_ids[f"{id} term"] = frozenset(map(str, record.fields["terms"]))
        for name, part in record.fields["terms"].items():
            if not ID.fullmatch(name):
                self.reader.note(
                    name.location, RuleId.BAD_ID, f"{name} is not a valid id", ID_ALLOWED
                )
            elif term := self._term(name, part):
                terms[term.id] = term
        title, group = record.fields.get("title", id), record.fields.get("group", "")
        related = record.fields.get("related", ())
        self.reader.known(related, self.reader.ids("topics") - {id}, "other topic")
        return Topic(id, title, group, frozen(terms), tuple(map(str, related)), **record.locations)

    def _term(self, id: YamlScalar, part: Any) -> Term | None:
        record = self.reader.part(part, TERM)
        if not record or "kind" not in record.fields:
            return None
        kind = self._kind(record)
        if kind is None or "asks" not in record.fields:
            return None
        options = getattr(kind, "options", None)
        if options is None and "labels" in record.raw:
            self._says_nothing(record, "labels")
        return Term(
            str(id),
            record.fields["asks"],
            kind,
            record.fields.get("evolving", False),
            record.fields.get("coding", ""),
            frozen({}) if options is None else self._labels(record, options),
            **{**record.locations, "location": id.location},
        )

    def _kind(self, record: Record) -> Kind | None:
        """The kind a term names, with the settings that the kind takes."""
        name = record.fields["kind"]
        allowed = SETTINGS[name]
        complete = True
        for setting in _EVERY_SETTING:
            there = setting in record.raw
            if there and setting not in allowed:
                self._says_nothing(record, setting)
            elif not there and allowed.get(setting):
                found = f"{setting} is missing for kind {name}"
                self.reader.note(record.raw.location, RuleId.MISSING_KEY, found)
                complete = False
        settings = {key: record.fields[key] for key in allowed if key in record.fields}
        options = settings.get("options")
        if isinstance(options, YamlScalar):
            if not self.reader.known([options], self.reader.ids("vocabularies"), "vocabulary"):
                return None
            settings["options"] = self.vocabulary(str(options))
        if not complete or any(setting is None for setting in settings.values()):
            return None
        required = {key for key, needed in allowed.items() if needed}
        if not required <= set(settings) or (
            name == Scale.name and not self._flat(record, settings["options"])
        ):
            return None
        return KINDS[name](**settings)

    def _says_nothing(self, record: Record, key: str) -> None:
        found = f"{key} says nothing for kind {record.fields['kind']}"
        self.reader.note(record.location(key), RuleId.BAD_VALUE, found, hint="leave it out")

    def _flat(self, record: Record, options: Options) -> bool:
        """Whether no option has others below it; a problem where one has."""
        branch = next((option for option, below in options.tree.items() if below), None)
        if branch is not None:
            own = isinstance(record.raw["options"], YamlScalar)
            location = record.location("options") if own else options.locations[branch]
            found = f"{branch} has options below it, in a scale"
            allowed = "allowed: a list from the weakest to the strongest"
            self.reader.note(location, RuleId.BAD_VALUE, found, allowed)
        return branch is None

    def read_article(self, id: str) -> Article | None:
        """The article of a file there is; None where nothing can be made of it."""
        file = f"articles/{id}.yaml"
        reader = self.reader
        if not ID.fullmatch(id):
            reader.note(Location(file), RuleId.BAD_ID, f"{id} is not a valid id", ID_ALLOWED)
        record = reader.record(file, ARTICLE)
        if not record or not {"outlet", "covers", "title"} <= set(record.fields):
            return None
        given = record.fields
        sound = reader.known([record.raw["outlet"]], self.outlets, "outlet")
        sound &= reader.known(given.get("via", ()), self.outlets, "outlet")
        reader.known(given["covers"], reader.folder.plans, "plan")
        if ("date" in record.raw) != ("date-known" in record.raw):
            found, hint = "date and date-known go together", "write both, or neither"
            reader.note(record.raw.location, RuleId.MISSING_KEY, found, hint=hint)
        if not sound:
            return None
        lists = {key: tuple(map(str, given.get(key, ()))) for key in ("covers", "via")}
        fields = {"date": None, "date_known": "", **given, **lists, **record.locations}
        return Article(id, **fields)
