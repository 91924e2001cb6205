"""A picture of steps that lead into one another and round again."""

from typing import Annotated

from pydantic import Field

from knowledge_bank.models.base import NO_MARKUP, Record, Target, Text


class Step(Record):
    """One step of the ring."""

    name: Annotated[str, Field(pattern=r"^\S{1,9}( \S{1,9})?$"), NO_MARKUP] = Field(
        description="One or two short words, which stand inside the picture."
    )
    words: Text = Field(description="What happens there, in a sentence.")
    to: Target = Field(description="The passage that says more.")


class Picture(Record):
    """A ring of steps, drawn, with the same in words beside it."""

    title: Text = Field(description="What the picture shows.")
    steps: tuple[Step, ...] = Field(
        min_length=3, max_length=8, description="The steps, in order; the last leads to the first."
    )
