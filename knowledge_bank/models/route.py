"""A way through the bank for a role or a task: five to eight steps, in order."""

from typing import Literal

from pydantic import Field

from knowledge_bank.models.base import Id, Record, Target, Text


class Step(Record):
    """One step of a route."""

    to: Target = Field(description="The page or passage, as page.md#anchor under docs/.")
    do: Text = Field(description="What to do there, in a short sentence.")


class Route(Record):
    """One route."""

    id: Id = Field(description="The route's anchor.")
    title: Text = Field(description="The route's name: a role, or a task in the reader's words.")
    kind: Literal["role", "task"] = Field(description="Whether it is for a role or for a task.")
    opening: Text = Field(description="One sentence that says when to take this route.")
    steps: tuple[Step, ...] = Field(
        min_length=5, max_length=8, description="Five to eight steps, in order."
    )
