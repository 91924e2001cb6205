"""What the accessibility statement says that changes: what was tested, when, and what falls short.

Its parts are those that regulation 8 of the Public Sector Bodies (Websites and Mobile Applications)
(No. 2) Accessibility Regulations 2018 asks for.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from knowledge_bank.models.base import Day, Id, QueryId, Record, RoleId, Text


class Barrier(Record):
    """One part of the site that does not meet the standard, or is not known to."""

    id: Id = Field(description="A name for it; other pages may link to it.")
    what: Text = Field(description="What does not work, for whom.")
    criterion: Annotated[str, Field(pattern=r"^\d\.\d\.\d{1,2} ")] | None = Field(
        default=None, description="The success criterion, number and name, where one is not met."
    )
    instead: Text = Field(description="What somebody can use in its place.")
    mend: Text = Field(description="What is being done about it, and by when if that is settled.")


class AccessibilityTest(Record):
    """One round of testing."""

    on: Day = Field(description="The day.")
    by: RoleId = Field(description="The role that tested, from data/partnership.yaml.")
    how: Text = Field(description="What was tested, and with what.")


class Accessibility(Record):
    """The facts of the accessibility statement."""

    compliance: Literal["fully compliant", "partially compliant", "not compliant"] = Field(
        description="How far the site meets WCAG 2.2 AA, in the words the law's model uses."
    )
    prepared: Day = Field(description="The day the statement was first prepared.")
    reviewed: Day = Field(description="The day it was last reviewed.")
    tests: tuple[AccessibilityTest, ...] = Field(min_length=1, description="Newest first.")
    barriers: tuple[Barrier, ...] = Field(
        default=(), description="What does not meet the standard, or is not known to."
    )
    contact: QueryId = Field(
        description="The open question about where to report a barrier, while there is no address."
    )

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places on a page that showing this record brings along."""
        return tuple(barrier.id for barrier in self.barriers)

    @model_validator(mode="after")
    def _compliance_matches(self) -> Self:
        if (self.compliance == "fully compliant") == bool(self.barriers):
            raise ValueError("`fully compliant` and a list of `barriers` exclude each other")
        if self.reviewed < self.prepared:
            raise ValueError("`reviewed` lies before `prepared`")
        return self
