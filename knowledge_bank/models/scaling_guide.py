"""The scaling guide’s method: its scale, each number in words, and what is asked beside one."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from knowledge_bank.models.base import Day, Id, Record, Text, Whole
from knowledge_bank.models.citation import Citation
from knowledge_bank.models.page import Approval
from knowledge_bank.models.scaling_form import ScalingForm

LOWEST, HIGHEST = 0, 10
Number = Annotated[Whole, Field(ge=LOWEST, le=HIGHEST)]


class Band(Record):
    """A stretch of the scale that is described in words."""

    id: Id = Field(description="The name the areas' descriptors use; never reuse or change it.")
    lowest: Number = Field(alias="from", description="The lowest number of the band, from 0 to 10.")
    highest: Number = Field(alias="to", description="The highest number of the band, from 0 to 10.")
    title: Text = Field(description="The band's name, in a few everyday words.")
    days: Text = Field(description="What the child's days are like, in any area, in a sentence.")
    carers: Text = Field(description="What the carers do, in a sentence.")
    next: Text = Field(description="What a number in this band asks of us; never a threshold.")

    @property
    def numbers(self) -> str:
        """The band's numbers in words, the best first: 10 to 9."""
        if self.lowest == self.highest:
            return str(self.highest)
        return f"{self.highest} to {self.lowest}"


class NumberMeaning(Record):
    """What one number means, in words."""

    number: Number = Field(description="The number, from 0 to 10.")
    means: Text = Field(description="What it means, in words that stand beside it.")


class FollowUp(Record):
    """A question of the method, asked after a number."""

    id: Id = Field(description="The question's name.")
    asks: Text = Field(description="The question, in words one can say.")


class EvidenceField(Record):
    """Something to write down before a number is given."""

    id: Id = Field(description="The field's name, such as `seen` or `how-often`.")
    label: Text = Field(description="What to write here, in a few words.")
    help: Text = Field(description="How, in a sentence.")


class OverallNumber(Record):
    """The overall safety number: a judgement of its own, worked out from nothing."""

    asks: Text = Field(description="The question, in words one can say.")
    ten: Text = Field(description="What 10 means.")
    zero: Text = Field(description="What 0 means.")
    why_separate: Text = Field(description="Why it is scaled by itself and never worked out.")


class ScalingGuide(Record):
    """The guide as a whole; what it says of each area stands in a file of its own."""

    edition: Annotated[str, Field(pattern=r"^\d+\.\d+$")] = Field(
        description="The guide's edition, such as 0.1; stamped on every copy and record."
    )
    published: Day = Field(description="The day this edition was published.")
    status: Literal["draft", "approved"] = Field(
        description="`draft` until the partnership has agreed the guide; said on every output."
    )
    approved: Approval | None = Field(
        default=None, description="Who approved the guide and when; only with `status: approved`."
    )
    direction: Literal["10 is best"] = Field(
        description="The best is 10, everywhere; a scale the other way round cannot be compared."
    )
    bands: tuple[Band, ...] = Field(
        min_length=2, description="The bands, the best first; each number from 0 to 10 in one."
    )
    numbers: tuple[NumberMeaning, ...] = Field(
        min_length=1, description="Every whole number from 10 down to 0, once, with its meaning."
    )
    follow_ups: tuple[FollowUp, ...] = Field(
        min_length=1, description="What to ask after a number, in order."
    )
    evidence_fields: tuple[EvidenceField, ...] = Field(
        min_length=1, description="What to write down before a number, in order."
    )
    overall: OverallNumber = Field(description="The overall safety number.")
    form: ScalingForm = Field(description="What the form on paper says beside the areas.")
    limits: tuple[Text, ...] = Field(min_length=1, description="What the guide does not do.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="What the guide rests on.")

    @model_validator(mode="after")
    def _approval_matches_status(self) -> Self:
        if self.status == "approved" and self.approved is None:
            raise ValueError("`status: approved` needs `approved:` with `by` and `on`")
        if self.status == "draft" and self.approved is not None:
            raise ValueError("a draft cannot have `approved:`; remove it or change the status")
        return self

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places on a page that showing this record brings along."""
        parts = ("the-scale", "numbers", "evidence", "follow-ups", "overall", "limits", "as-data")
        return (*parts, *(f"band-{band.id}" for band in self.bands))
