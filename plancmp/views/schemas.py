"""`plancmp schema` without a name, on a terminal: what there is a schema of."""

from collections.abc import Iterator, Mapping

from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.wording import hints


class SchemasView(View):
    """The names that a schema can be had by, each with what it is of."""

    command = "schema"

    def __init__(self, schemas: Mapping[str, str]) -> None:
        super().__init__("Schemas")
        self.schemas = schemas

    def blocks(self) -> Iterator[doc.Block]:
        """A line to a name, and how to have one or all."""
        yield doc.Heading(doc.line("What there is a schema of", "strong"))
        rows = ((doc.cell(name, "strong"), doc.cell(of)) for name, of in self.schemas.items())
        yield doc.table(("schema", "of"), rows)._replace(bare=True)
        yield doc.Paragraph(((),))
        yield hints(
            "one: plancmp schema topic",
            "exact for a topic: plancmp schema provision --topic ID",
            "all, as $defs: plancmp schema -o -",
        )

    def records(self) -> doc.Records:
        """A record for each name."""
        rows = ({"schema": name, "of": of} for name, of in self.schemas.items())
        return doc.records(("schema", "of"), rows)

    def data(self) -> Mapping[str, object]:
        return self.schemas
