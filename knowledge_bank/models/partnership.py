"""What is local: the partnership's name, its practice model, its roles and whom to ring."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from knowledge_bank.models.base import Address, Id, QueryId, Record, SourceId, Text


class Role(Record):
    """A role or group that owns, approves or answers. Roles, never people."""

    id: Id = Field(description="The name used in front matter and data.")
    title: Text = Field(description="The role's title, as readers see it.")
    does: Text = Field(description="What the role does for this bank.")


class Agency(Record):
    """An agency whose people review and sign. Agencies, never people."""

    id: Id = Field(description="The name used in data.")
    title: Text = Field(description="The agency's name, as readers see it.")


class Contact(Record):
    """Whom to ring, when. A number that nobody has supplied is a question, never a guess."""

    id: Id = Field(description="A name for the contact.")
    name: Text = Field(description="Who answers.")
    when: Text = Field(description="When to ring them.")
    number: Annotated[str, Field(pattern=r"^[0-9 ]{3,20}$")] | None = Field(
        default=None, description="The telephone number, as people dial it."
    )
    source: SourceId | None = Field(default=None, description="Who publishes the number.")
    query: QueryId | None = Field(
        default=None, description="The open question, while there is no number."
    )
    until_then: Text | None = Field(
        default=None,
        description="While there is no number: how readers find it themselves. Left out, they "
        "read how the open question copes.",
    )
    look_up: SourceId | None = Field(
        default=None, description="While there is no number: the page where readers find it."
    )

    @model_validator(mode="after")
    def _number_or_question(self) -> Self:
        if bool(self.number) == bool(self.query):
            raise ValueError("needs either a `number` or the `query` that asks for it")
        if self.number and not self.source:
            raise ValueError("a `number` needs the `source` that publishes it")
        return self


class ExitPage(Record):
    """Where “Exit this page” leads: a page that nobody would ask about."""

    address: Address = Field(description="The address, such as a weather forecast's.")
    name: Text = Field(description="What opens there, in words.")


class Partnership(Record):
    """Everything local. No other file names a place."""

    name: Text = Field(description="The partnership's name, as it stands in a sentence.")
    practice_model: Text = Field(description="The practice model, such as Signs of Safety.")
    front_door: Text = Field(description="What people call the place referrals go to.")
    preceded_by: tuple[SourceId, ...] = Field(
        default=(), description="The documents in the register that this bank takes the place of."
    )
    roles: tuple[Role, ...] = Field(min_length=1, description="The roles the bank refers to.")
    agencies: tuple[Agency, ...] = Field(
        min_length=1, description="The agencies whose people review and sign."
    )
    contacts: tuple[Contact, ...] = Field(
        min_length=1,
        description="Whom to ring, in order. The first is for a child in danger now; "
        "every page says so in a line at its top.",
    )
    exit_page: ExitPage | None = Field(
        default=None, description="Turns on an “Exit this page” control, and says where it leads."
    )
    tab_title: Text | None = Field(
        default=None,
        description="One neutral title for the browser's tab and history, on every page.",
    )
    editor_email: Annotated[str, Field(pattern=r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$")] | None = Field(
        default=None,
        description="Where readers write to the editor: a shared mailbox, not a person's. While "
        "there is none, search offers them a message to copy.",
    )

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places on a page that showing this record brings along."""
        return tuple(contact.id for contact in self.contacts)
