"""Open questions for one area of a child's life, by whom one talks with."""

from pydantic import Field

from knowledge_bank.models.base import AgeBandId, AreaId, Record, Text


class AgeQuestions(Record):
    """Questions and things to notice at one age."""

    age_band: AgeBandId = Field(description="The band, from data/toolkit/age-bands.yaml.")
    ask: tuple[Text, ...] = Field(
        default=(), description="Open questions to the child or young person, at this age."
    )
    notice: tuple[Text, ...] = Field(
        default=(), description="What to see, hear or watch at this age; strengths too."
    )


class Conversation(Record):
    """One area of the conversation guide."""

    area: AreaId = Field(description="The area, from data/toolkit/areas.yaml.")
    opening: Text = Field(description="A way to begin on this area, in words one can say.")
    to_parents: tuple[Text, ...] = Field(
        min_length=1, description="Open questions to a parent or carer."
    )
    strengths: tuple[Text, ...] = Field(
        min_length=1, description="Questions that find what works already."
    )
    notice: tuple[Text, ...] = Field(
        min_length=1, description="What to see, hear or watch, whatever the child's age."
    )
    by_age: tuple[AgeQuestions, ...] = Field(
        min_length=1, description="Questions to the child, and what to notice, by age."
    )

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places on a page that showing this record brings along."""
        return (
            *("opening", "ask-parents", "strengths", "notice", "by-age"),
            *(f"age-{group.age_band}" for group in self.by_age),
        )
