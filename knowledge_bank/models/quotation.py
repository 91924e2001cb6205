"""Words quoted from a source, kept apart so that a new edition finds them."""

from pydantic import Field

from knowledge_bank.models.base import Id, Record, SourceId, Text


class Quotation(Record):
    """A short phrase quoted word for word."""

    id: Id = Field(description="The name pages use.")
    words: Text = Field(description="The words exactly as the source has them, without marks.")
    source: SourceId = Field(description="The source, from data/resources/sources.yaml.")
    place: Text = Field(description="The place in the source.")
    note: Text | None = Field(
        default=None, description="Where we read it, and what has changed since."
    )
