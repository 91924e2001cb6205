"""The training half-day: its plan, and slides that show passages of the site and nothing else."""

from typing import Annotated, Literal

from pydantic import Field

from knowledge_bank.models.base import Day, Id, Record, RoleId, Target, Text, Whole
from knowledge_bank.models.citation import Citation

Minutes = Annotated[Whole, Field(ge=1, le=240)]


class Session(Record):
    """One part of the half-day."""

    id: Id = Field(description="The session's anchor.")
    title: Text = Field(description="The session's name.")
    minutes: Minutes = Field(description="How long it takes.")
    aim: Text = Field(description="What people take away from it.")
    notes: tuple[Text, ...] = Field(min_length=1, description="What the facilitator does and says.")
    exercise: tuple[Text, ...] = Field(
        default=(), description="Questions for group work, if there is any."
    )


class Confirmation(Record):
    """A person compared the slide with its passage and found that it fits."""

    by: RoleId = Field(description="The role that looked.")
    on: Day = Field(description="The day.")
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")] = Field(
        description="The fingerprint of the passage then; the finding KB401 names it."
    )


class Slide(Record):
    """One slide: a passage of the site, shown as it stands there."""

    id: Id = Field(description="The slide's name.")
    session: Id = Field(description="The session it belongs to.")
    passage: Target = Field(description="The passage it shows, as page.md#anchor under docs/.")
    shows: Literal["lead", "list", "whole"] = Field(
        description="What of the passage: its first paragraph, its first list, or all of it."
    )
    say: Text = Field(description="What the facilitator says to it.")
    confirmed: Confirmation = Field(description="Who last compared it with its passage, and when.")


class Training(Record):
    """A training session and its slides."""

    title: Text = Field(description="The session's name.")
    introduction: Text = Field(description="Whom it is for and what it needs.")
    outcomes: tuple[Text, ...] = Field(min_length=1, description="What people can do afterwards.")
    before: tuple[Text, ...] = Field(
        min_length=1, description="What to prepare, and what people are told beforehand."
    )
    care: tuple[Text, ...] = Field(min_length=1, description="How people look after themselves.")
    sessions: tuple[Session, ...] = Field(min_length=1, description="The plan, in order.")
    slides: tuple[Slide, ...] = Field(min_length=1, description="The slides, in order.")
    feedback: tuple[Text, ...] = Field(min_length=1, description="Questions of the feedback form.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Where it comes from.")

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places on a page that showing this record brings along."""
        return (
            *("outcomes", "before", "care", "plan", "feedback"),
            *(session.id for session in self.sessions),
        )
