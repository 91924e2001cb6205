"""Where a statement comes from: a source of the register and the place in it."""

from pydantic import Field

from knowledge_bank.models.base import Record, SourceId, Text


class Citation(Record):
    """One source and the place in it that carries a statement."""

    source: SourceId = Field(description="The id of a source in data/resources/sources.yaml.")
    place: Text | None = Field(
        default=None,
        description="The place in the source: a heading, a paragraph, a list item.",
    )
    on_purpose: Text | None = Field(
        default=None,
        description="Where the source has been superseded: why it is cited all the same, to be "
        "read after the words “cited here”, such as `as the edition of that year`.",
    )
