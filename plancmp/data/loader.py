"""A data folder to what a command asked of it, and the problems found on the way.

File names are ids, so which plans, topics and points there are is known without opening a file;
what is opened are the provisions asked for and what they name.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancmp.data import yaml_reader
from plancmp.data.catalog_files import CatalogFiles
from plancmp.data.folder import DataFolder
from plancmp.data.keys import CHECK, PLAN, PROVISION, REPORT
from plancmp.data.layout import PATHS, ProvisionFile
from plancmp.data.loaded import Loaded
from plancmp.data.next_steps import searched
from plancmp.data.passages import Passages
from plancmp.data.records import EMPTY, Reader, Record, fault_problem
from plancmp.data.via_loops import via_loops
from plancmp.data.yaml_reader import YamlMapping, YamlScalar
from plancmp.domain.model import (
    NO_CHECKS,
    Article,
    Dataset,
    Plan,
    Provision,
    Report,
    SecondCheck,
    Term,
    Topic,
    frozen,
)
from plancmp.domain.problems import (
    DataError,
    Location,
    PlancmpError,
    Problem,
    RuleId,
    main_problems,
)
from plancmp.domain.values import Value, ValueFault
from plancmp.text import did_you_mean, listed, none_called

if TYPE_CHECKING:
    from plancmp.domain.catalog import Catalog

_MOST_VALUES = 10_000
"""So many values, as they are written, are kept from one plan to the next."""


def load(
    folder: DataFolder,
    provisions: Sequence[ProvisionFile],
    overlay: Mapping[str, YamlMapping] = EMPTY,
) -> Loaded:
    """These provisions, the plans they are of, and all that they name.

    What `overlay` has for a file is taken as its data, whether there is such a file or not.
    """
    asked = list(dict.fromkeys(provision.plan for provision in provisions))
    loaded = Loader(folder, overlay=overlay).prepared(asked).read(asked, provisions)
    return loaded.placed(Passages(folder.root))


def load_shared(folder: DataFolder, plans: Iterable[str]) -> Loaded:
    """What all plans share; of these plans those that name outlets, by their own files alone."""

    def names_some(plan: str) -> bool:
        raw = folder.read(PATHS["plan"].format(plan))
        return not isinstance(raw, Problem) and b"outlets" in raw

    loader = Loader(folder).prepared(())
    dataset, problems = loader.read((), ())
    naming = {plan: loader.plan(plan) for plan in filter(names_some, plans)}
    return Loaded(dataset._replace(plans=frozen(naming)), problems)


def load_selected(folder: DataFolder, selectors: Iterable[str]) -> Loaded:
    """The provisions that selectors pick. Raises PlancmpError where one picks none."""
    listings = [folder.select(selector) for selector in selectors]
    provisions = list(dict.fromkeys(file for files, _ in listings for file in files))
    dataset, problems = load(folder, provisions)
    beside = (problem for _, found in listings for problem in found)
    return Loaded(dataset, main_problems((*problems, *beside)))


def load_catalog(folder: DataFolder, overlay: Mapping[str, YamlMapping] = EMPTY) -> "Catalog":
    """All that plans share, whether a plan names it or not; `overlay` is as in `load`."""
    return CatalogFiles(Reader(folder, overlay)).read_all()


def load_topic(folder: DataFolder, name: str) -> Topic:
    """One topic. Raises PlancmpError where there is none of this name, or it cannot be read."""
    topics = folder.ids("topics")[0]
    if name not in topics:
        raise PlancmpError(none_called("topic", name, topics, searched(name)))
    reader = Reader(folder)
    topic = CatalogFiles(reader).topic(name)
    if topic is None or reader.problems:
        problems = "; ".join(map(str, reader.problems))
        raise DataError(f"the topic {name} cannot be read: {problems}")
    return topic


def no_draft(plan: Plan, draft: str, location: Location) -> Problem:
    """The problem that a plan has no such draft."""
    found, hint = f"{plan.id} has no draft {draft}", did_you_mean(draft, plan.drafts)
    allowed = f"its drafts: {listed(plan.drafts) or 'none'}"
    return Problem(location, RuleId.UNKNOWN_ID, found, allowed, hint)


def validate_text(folder: DataFolder, file: str, text: str) -> tuple[Problem, ...]:
    """What would be wrong with a file of the folder if this were its text.

    The file is the outlets', or that of a plan, a topic or an article.
    """
    data, problems = yaml_reader.parse(text, file)
    if not problems:
        problems = Loader(folder, overlay={file: data}).validate(file)
    return tuple(problem for problem in problems if problem.location.file == file)


class Loader:
    """Reads plans of a folder, over what all plans share."""

    def __init__(
        self,
        folder: DataFolder,
        catalog: "Catalog | None" = None,
        overlay: Mapping[str, YamlMapping] = EMPTY,
    ) -> None:
        """Take what plans share as it was read before, else read as much of it as is needed."""
        self.folder = folder
        self.reader = Reader(folder, overlay)
        self.catalog = CatalogFiles(self.reader, catalog)
        self.plans: dict[str, Plan] = {}
        self.articles: dict[str, Article | None] = {}
        self.values: dict[tuple[str, str, str], Value] = {}

    def prepared(self, plans: Iterable[str]) -> "Loader":
        """The loader itself, once it has read what reading any of these plans needs."""
        self.catalog.prepare(plans)
        return self

    def read_plans(self, plans: Collection[str]) -> Loaded:
        """These plans, whole."""
        listings = [self.folder.provisions(plan) for plan in plans]
        for _, problems in listings:
            self.reader.problems += problems
        dataset, problems = self.read(plans, [file for files, _ in listings for file in files])
        order = {plan: place for place, plan in enumerate(plans)}
        # the points that a file lists are known only now that it is read
        provisions = sorted(
            dataset.provisions, key=lambda p: (order[p.plan.id], p.point or inf, p.topic.id)
        )
        return Loaded(dataset._replace(provisions=tuple(provisions)), problems)

    def read(self, plans: Collection[str], provisions: Sequence[ProvisionFile]) -> Loaded:
        """These plans, with these of their provisions, and the problems met since the last call.

        Of the plans of earlier calls only parsed values are kept.
        """
        self.reader.problems += self.folder.plan_ids[1]
        self.plans = {plan: self.plan(plan) for plan in plans}
        self.articles = self._covering_articles(plans)
        if len(self.values) > _MOST_VALUES:
            self.values.clear()
        found = [(provision, self._provision(provision)) for provision in provisions]
        articles = {id: article for id, article in sorted(self.articles.items()) if article}
        problems = {*self.reader.problems, *via_loops(self.plans, articles)}
        self.reader.problems.clear()
        catalog = self.catalog
        dataset = Dataset(
            title=catalog.title,
            compared=tuple(id for id in catalog.compared if id in catalog.outlets),
            outlets=frozen(catalog.outlets),
            articles=frozen(articles),
            plans=frozen(self.plans),
            provisions=tuple(read for _, read in found if read),
            unread=frozenset((file.plan, file.point) for file, read in found if not read),
        )
        return Loaded(dataset, main_problems(problems))

    def validate(self, file: str) -> list[Problem]:
        """The problems of the outlets, or of one plan, topic or article."""
        self.catalog.read_outlets()
        id = Path(file).stem
        if file.startswith("topics/"):
            self.catalog.topic(id)
        elif file.startswith("articles/"):
            self.catalog.read_article(id)
        elif file.startswith("plans/"):
            self.plan(Path(file).parent.name)
        return self.reader.problems

    def plan(self, id: str) -> Plan:
        """A plan by its own file; what is wrong with it is added to the reader's problems."""
        record = self.reader.record(f"plans/{id}/plan.yaml", PLAN)
        given = record.fields if record else {}
        return Plan(
            id,
            title=given.get("title", id),
            date=given.get("date"),
            points=given.get("points"),
            drafts=tuple(map(str, given.get("drafts", ()))),
            note=given.get("note", ""),
            outlets=self._known_outlets(given.get("outlets", ())),
            **(record.locations if record else {}),
        )

    def _known_outlets(self, ids: Sequence[YamlScalar]) -> tuple[str, ...]:
        """Those of the ids that are outlets; the others are problems."""
        known = self.catalog.outlets
        self.reader.known(ids, known, "outlet")
        return tuple(str(id) for id in ids if id in known)

    def _covering_articles(self, plans: Iterable[str]) -> dict[str, Article | None]:
        """The articles that cover the plans, reported from or not."""
        articles: dict[str, Article | None] = {}
        for plan in plans:
            for id in self.catalog.mentioning.get(plan, ()):
                article = articles.get(id) or self.catalog.article(id)
                if article and plan in article.covers:
                    articles[id] = article
        return articles

    def _provision(self, file: ProvisionFile) -> Provision | None:
        record = self.reader.record(file.file, PROVISION)
        topics = self.reader.ids("topics")
        if file.topic not in topics:
            found, hint = f"there is no topic {file.topic}", did_you_mean(file.topic, topics)
            self.reader.note(Location(file.file), RuleId.UNKNOWN_ID, found, hint=hint)
            return None
        topic = self.catalog.topic(file.topic)
        plan = self.plans[file.plan]
        points = self._points(file, record, plan)
        if record is None:
            return None
        parts = record.fields.get("reports", ())
        reports = [report for part in parts if (report := self._report(part, plan, topic))]
        if topic is None:
            return None
        return Provision(
            plan,
            topic,
            points,
            record.fields.get("title", topic.title),
            tuple(reports),
            **record.locations,
        )

    def _points(self, file: ProvisionFile, record: Record | None, plan: Plan) -> tuple[int, ...]:
        """The points of a provision: that of its file's name, else those listed in it."""
        listed: tuple[int, ...] = record.fields.get("points", ()) if record else ()
        location = record.location("points") if record and listed else Location(file.file)
        if file.point and listed:
            found, hint = f"points, beside the {file.point:02d} in the file's name", "keep one"
            self.reader.note(location, RuleId.BAD_VALUE, found, hint=hint)
        points = (file.point,) if file.point else listed
        for point in points:
            if plan.points and point > plan.points:
                found = f"point {point} of a plan of {plan.points} points"
                self.reader.note(location, RuleId.BAD_VALUE, found)
        return points

    def _report(self, part: Any, plan: Plan, topic: Topic | None) -> Report | None:
        record = self.reader.part(part, REPORT)
        if not record:
            return None
        given = record.fields
        if ("says" in record.raw) == ("absent" in record.raw):
            found, hint = "a report has either says or absent", "write one of the two"
            self.reader.note(record.raw.location, RuleId.MISSING_KEY, found, hint=hint)
            return None
        raw_says = given.get("says")
        says, value_locations = self._says(raw_says, topic) if raw_says and topic else ({}, {})
        credited = given.get("via")
        outlets = self.catalog.outlets
        via_known = not credited or self.reader.known(credited, outlets, "outlet")
        draft = given.get("draft", plan.last_draft)
        draft_known = not draft or draft in plan.drafts
        if not draft_known:
            self.reader.problems.append(no_draft(plan, draft, record.location("draft")))
        if given.get("inferred") and "note" not in record.raw:
            found, hint = "inferred is there without a note", "add how it follows from the passage"
            self.reader.note(record.location("inferred"), RuleId.MISSING_KEY, found, hint=hint)
        article = self._named_article(record, plan) if "article" in given else None
        known = article and via_known and draft_known
        if article is None or not known or not (says or given.get("absent")):
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
            value_locations=value_locations,
            hedge=given.get("hedge", ""),
            inferred=given.get("inferred", False),
            condition=given.get("condition", ""),
            checked=self._checked(given.get("checked"), topic),
            **record.locations,
        )

    def _checked(self, part: Any, topic: Topic | None) -> Mapping[str, SecondCheck]:
        """By term, who has decided on its value."""
        if not part:
            return NO_CHECKS
        if topic:
            self.reader.known(part, topic.terms, f"{topic.id} term")
        read = {str(term): self.reader.part(raw, CHECK) for term, raw in part.items()}
        whole = {term: record.fields for term, record in read.items() if record}
        needed = {"by", "on", "of"}
        return frozen({term: SecondCheck(**of) for term, of in whole.items() if needed <= set(of)})

    def _says(
        self, part: YamlMapping, topic: Topic
    ) -> tuple[dict[str, Value], dict[str, Location]]:
        """The values by term, and where they stand."""
        says: dict[str, Value] = {}
        locations: dict[str, Location] = {}
        for name, raw in part.items():
            term = topic.terms.get(name)
            if term is None:
                self.reader.known([name], topic.terms, f"{topic.id} term")
                continue
            try:
                says[term.id] = self._value(topic, term, raw)
                locations[term.id] = raw.location
            except ValueFault as fault:
                self.reader.problems.append(fault_problem(fault, raw, RuleId.BAD_VALUE))
        return says, locations

    def _value(self, topic: Topic, term: Term, raw: Any) -> Value:
        """The parsed value; kept, as most reports of a provision write the same."""
        written = (topic.id, term.id, repr(raw))
        value = self.values.get(written)
        if value is None:
            value = self.values[written] = term.kind.parse(raw)
        return value

    def _named_article(self, record: Record, plan: Plan) -> Article | None:
        """The article that a report names, if it can be read.

        One that does not cover the plan is a problem.
        """
        id = record.fields["article"]
        if id not in self.articles:
            known = self.reader.ids("articles")
            there = self.reader.known([record.raw["article"]], known, "article")
            self.articles[id] = self.catalog.article(id) if there else None
        article = self.articles[id]
        if article and plan.id not in article.covers:
            found = f"the article {id} does not cover {plan.id}"
            allowed = f"it covers {listed(article.covers)}"
            self.reader.note(record.location("article"), RuleId.NOT_COVERED, found, allowed)
        return article
