"""Every schema that plancmp gives: of each kind of file, and of what it writes itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from plancmp.data.choices import FILE_KINDS

if TYPE_CHECKING:
    from plancmp.data.schema_parts import Schema
    from plancmp.domain.model import Topic

BY_TOPIC = ("provision", "proposal")
"""What a schema can be exact of, where the topic is known."""
SCHEMAS: Mapping[str, str] = {
    **FILE_KINDS,
    "proposal": "reports as JSON, which plancmp propose takes",
    "output": "what plancmp writes with --format json",
}
"""What there is a JSON Schema of: the kinds of file and these, each with what it is."""
NAMES: Mapping[str, str] = {**SCHEMAS, "datasette": "what Datasette is told of the database"}
"""What there is to be had by name."""


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
