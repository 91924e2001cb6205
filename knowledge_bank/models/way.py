"""A way to go, drawn: steps in order, and a question before the first that may lead off it."""

from pydantic import Field

from knowledge_bank.models.base import Id, Record, Target, Text


class Fork(Record):
    """The question before the first step."""

    asks: Text = Field(description="The question, which is answered with yes or no.")
    off: Text = Field(description="The answer that leads off the way, and what to do then.")
    to: Target = Field(description="The page or passage it leads to, as page.md#anchor.")
    on: Text = Field(description="The answer that leads on to the first step.")


class WayStep(Record):
    """One step of the way."""

    id: Id = Field(description="The step's anchor on its page.")
    name: Text = Field(description="What to do, in a few words.")
    words: Text = Field(description="How, in a few short sentences.")
    to: Target = Field(description="The page or passage that says more, as page.md#anchor.")


class Way(Record):
    """A way to go. Its id is its file's name."""

    title: Text = Field(description="What the picture shows.")
    fork: Fork | None = Field(default=None, description="The question before the first step.")
    steps: tuple[WayStep, ...] = Field(
        min_length=3, max_length=9, description="Three to nine steps, in order."
    )

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places on a page that showing this record brings along."""
        return tuple(step.id for step in self.steps)
