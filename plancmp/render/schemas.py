"""Every schema that plancmp gives: of each kind of file, and of what it writes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancmp.data.choices import FILE_KINDS

if TYPE_CHECKING:
    from plancmp.data.schema_parts import Schema
    from plancmp.domain.model import Topic

BY_TOPIC = ("provision", "proposal")
"""What a schema can be exact of, where the topic is known."""
SCHEMAS = (*FILE_KINDS, "proposal", "output")
"""What there is a JSON Schema of."""
NAMES = (*SCHEMAS, "datasette")
"""What there is to be had by name: these, and what Datasette is told of the database."""


def named_schema(name: str, topic: Topic | None = None) -> Schema:
    """The schema of this name; of a provision or a proposal, exact where its topic is given."""
    if name == "output":
        from plancmp.render.output_schema import output_schema

        return output_schema()
    if name == "proposal":
        from plancmp.data.proposal_files import proposal_schema

        return proposal_schema(topic)
    if name == "datasette":
        from plancmp.render.sqlite import datasette

        return dict(datasette())
    from plancmp.data.json_schema import file_schema

    return file_schema(name, topic)


def all_schemas() -> Schema:
    """All the schemas as one document."""
    from plancmp.data.json_schema import DIALECT

    return {"$schema": DIALECT, "$defs": {name: named_schema(name) for name in SCHEMAS}}
