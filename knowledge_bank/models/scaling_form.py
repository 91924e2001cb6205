"""What the paper form says beside the areas: who gives numbers, what is agreed at the end."""

from pydantic import Field

from knowledge_bank.models.base import Record, Text
from knowledge_bank.models.form import FormPart


class ScalingForm(Record):
    """The words of the scaling guide's form; the areas and questions come from the guide."""

    title: Text = Field(description="What the form is called.")
    introduction: Text = Field(description="How to use it, in a sentence or two.")
    voices: tuple[Text, ...] = Field(
        min_length=2, description="Who gives a number, each a row of an area's table."
    )
    columns: tuple[Text, ...] = Field(
        min_length=2, description="What each voice writes, the evidence first, the number last."
    )
    before: tuple[FormPart, ...] = Field(
        min_length=1, description="What is written before the areas."
    )
    after: tuple[FormPart, ...] = Field(min_length=1, description="What is written after them.")
