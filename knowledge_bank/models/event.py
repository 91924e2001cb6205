"""Something known to have happened that a page must answer before its day in the calendar."""

from typing import Self

from pydantic import Field, model_validator

from knowledge_bank.models.base import Day, Id, PageOnce, Record, RoleId, SourceId, Text


class Event(Record):
    """One event: a published review, a new law, an inspection, a lesson from practice."""

    id: Id = Field(description="The name of the event.")
    on: Day = Field(description="The day it happened, or was published.")
    what: Text = Field(
        description="What happened, as part of a sentence, such as `a local review was published`."
    )
    source: SourceId | None = Field(
        default=None, description="Where it can be read, from data/resources/sources.yaml."
    )
    pages: tuple[PageOnce, ...] = Field(
        default=(), description="The pages it may touch, by their paths under docs/."
    )
    sources: tuple[SourceId, ...] = Field(
        default=(), description="The sources it may touch; pages that rest on them are due too."
    )
    by: RoleId = Field(description="The role that recorded it.")

    @model_validator(mode="after")
    def _touches_something(self) -> Self:
        if not (self.pages or self.sources):
            raise ValueError("needs the `pages` or the `sources` that the event may touch")
        return self
