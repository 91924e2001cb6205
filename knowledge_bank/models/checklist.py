"""A list of questions a team asks itself, each with its reason and its source."""

from pydantic import Field

from knowledge_bank.models.base import Id, Record, Text
from knowledge_bank.models.citation import Citation


class Item(Record):
    """One question of a checklist."""

    id: Id = Field(description="The anchor of the item on its page; never reuse or change it.")
    question: Text = Field(description="A question a team can ask itself and answer.")
    reason: Text = Field(description="Why it matters, in a sentence or two.")
    look_for: tuple[Text, ...] = Field(
        default=(), description="What would tell you; short phrases."
    )
    sources: tuple[Citation, ...] = Field(min_length=1, description="Where it comes from.")


class Checklist(Record):
    """A checklist. Its id is its file's name."""

    title: Text = Field(description="What the list is called.")
    introduction: Text = Field(description="When to use it, in a sentence or two.")
    items: tuple[Item, ...] = Field(min_length=1, description="The questions, in order.")

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places on a page that showing this record brings along."""
        return tuple(item.id for item in self.items)
