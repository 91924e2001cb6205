"""The ages a prompt is meant for: what is enough for a baby is not what is enough at fifteen."""

from typing import Self

from pydantic import Field, model_validator

from knowledge_bank.models.base import Id, Record, Text, Whole


class AgeBand(Record):
    """One band of ages, or an overlay that goes with any of them."""

    id: Id = Field(description="The name other data uses.")
    title: Text = Field(description="The band's name, such as 5 to 10 years.")
    from_years: Whole | None = Field(default=None, description="The first year of age in it.")
    to_years: Whole | None = Field(default=None, description="The last year of age in it.")
    overlay: Text | None = Field(
        default=None, description="For an overlay: which children it is for, whatever their age."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        first, last = self.from_years, self.to_years
        if first is not None and last is not None and first > last:
            raise ValueError("`from_years` comes after `to_years`")
        return self
