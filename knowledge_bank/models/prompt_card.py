"""A card of questions for supervision or reflection: one A4 page, to lay on the table."""

from pydantic import Field

from knowledge_bank.models.base import Id, Record, Text
from knowledge_bank.models.citation import Citation


class CardGroup(Record):
    """Questions that belong together."""

    id: Id = Field(description="The group's anchor on its page.")
    title: Text = Field(description="The group's heading.")
    questions: tuple[Text, ...] = Field(min_length=1, description="Open questions, in order.")


class PromptCard(Record):
    """A card. Its id is its file's name."""

    title: Text = Field(description="What the card is called.")
    use: Text = Field(description="Who uses it, when and how, in two or three sentences.")
    groups: tuple[CardGroup, ...] = Field(min_length=1, description="The groups, in order.")
    close: Text = Field(description="How to end: what to agree and write down.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Where it comes from.")

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places on a page that showing this record brings along."""
        return tuple(group.id for group in self.groups)
