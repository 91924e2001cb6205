"""Where each part of a source document went: nothing of it is lost without a reason."""

from typing import Self

from pydantic import Field, model_validator

from knowledge_bank.models.base import Id, Record, SourceId, Target, Text


class Point(Record):
    """One statement, bullet or figure of the source."""

    id: Id = Field(description="A name for the point; unique in the ledger.")
    place: Text = Field(description="Where it stands: paragraph or bullet under the heading.")
    label: Text = Field(description="What it says, in a few of our own words.")
    carried_by: tuple[Target, ...] = Field(
        default=(), description="The passages that carry it, as page.md#anchor under docs/."
    )
    left_out: Text | None = Field(
        default=None, description="Why nothing carries it, if nothing does."
    )

    @model_validator(mode="after")
    def _accounted_for(self) -> Self:
        if bool(self.carried_by) == bool(self.left_out):
            raise ValueError("needs either `carried_by` or `left_out`, and not both")
        return self


class Section(Record):
    """A section of the source, in its order."""

    heading: Text = Field(description="The section's heading in the source.")
    points: tuple[Point, ...] = Field(min_length=1, description="Its points, in order.")


class Coverage(Record):
    """The ledger of one source. Its id is its file's name."""

    source: SourceId = Field(description="The source, from data/resources/sources.yaml.")
    sections: tuple[Section, ...] = Field(min_length=1, description="All sections, in order.")

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places on a page that showing this record brings along."""
        return tuple(point.id for section in self.sections for point in section.points)
