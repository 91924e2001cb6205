"""What each band of the scale looks like in one area of a child's life, at each age."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from knowledge_bank.models.base import AgeBandId, AreaId, Id, Record, Text


class Evidence(Record):
    """What to see, ask or read about one part of an area before a number is given."""

    part: Id = Field(description="The part of the area, from data/toolkit/areas.yaml.")
    ask_for: Annotated[tuple[Text, ...], Field(min_length=1, max_length=4)] = Field(
        description="One to four concrete things to see, ask or read."
    )


class Descriptor(Record):
    """One band of the scale, described for one area and age."""

    band: Id = Field(description="The band, from data/toolkit/scaling-guide.yaml.")
    child: Text = Field(description="What this child's days look like, in a sentence or two.")
    carers: Text = Field(description="What the carers do, in a sentence or two.")


class ScaleAtAge(Record):
    """The bands at one age, or the reason why the area does not apply at it."""

    age_band: AgeBandId = Field(description="The band, from data/toolkit/age-bands.yaml.")
    bands: tuple[Descriptor, ...] = Field(
        default=(), description="Every band of the guide, the best first."
    )
    does_not_apply: Text | None = Field(
        default=None, description="In place of `bands`: why the area does not apply at this age."
    )

    @model_validator(mode="after")
    def _described_or_not(self) -> Self:
        if bool(self.bands) == bool(self.does_not_apply):
            raise ValueError("needs either `bands` or `does_not_apply`, one of the two")
        return self


class Scale(Record):
    """The descriptors of one area."""

    area: AreaId = Field(description="The area, from data/toolkit/areas.yaml.")
    evidence: tuple[Evidence, ...] = Field(
        min_length=1, description="What to ask for before a number, for every part of the area."
    )
    by_age: tuple[ScaleAtAge, ...] = Field(
        default=(), description="The descriptors at every age, for an area about the child."
    )
    at_any_age: tuple[Descriptor, ...] = Field(
        default=(), description="The descriptors, for an area about parents and network."
    )

    @model_validator(mode="after")
    def _one_way_or_the_other(self) -> Self:
        if bool(self.by_age) == bool(self.at_any_age):
            raise ValueError("needs either `by_age` or `at_any_age`, one of the two")
        return self

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places on a page that showing this record brings along."""
        ages = (f"age-{at.age_band}" for at in self.by_age)
        return ("ask-for", *ages, *(("any-age",) if self.at_any_age else ()))
