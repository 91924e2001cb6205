"""A review: somebody read a page with its sources open, and this is what they saw.

Date, role, edition seen, outcome and next review are what practice guidance and safeguarding
procedures put into a document's control block; a date alone proves nothing.
"""

from datetime import date
from typing import Annotated, Literal, Self

from dateutil.relativedelta import relativedelta
from pydantic import Field, model_validator

from knowledge_bank.models.base import (
    AgencyId,
    Day,
    Id,
    PageOnce,
    QueryId,
    Record,
    RoleId,
    SourceId,
    Text,
    Whole,
)
from knowledge_bank.models.page import INTERVALS, Risk

Outcome = Literal["fit as it is", "changed", "needs work", "withdraw"]
STANDS: frozenset[Outcome] = frozenset(("fit as it is", "changed"))


class Opened(Record):
    """One source of the page, opened again."""

    source: SourceId = Field(description="The id of a source in data/resources/sources.yaml.")
    edition: Text | None = Field(
        default=None,
        description="The edition the reviewer saw, in the register’s words; its date if the "
        "register has no edition, or `undated`.",
    )
    not_opened: Text | None = Field(
        default=None, description="Why it could not be opened; instead of `edition`."
    )

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if (self.edition is None) == (self.not_opened is None):
            raise ValueError("needs either the `edition` that was seen or why it was `not_opened`")
        return self


class Asked(Record):
    """One open question of the page, looked at again."""

    query: QueryId = Field(description="The id of a question in data/queries.yaml.")
    outcome: Literal["answered", "kept"] = Field(
        description="`answered` once data/queries.yaml holds the answer, else `kept`."
    )


class Shown(Record):
    """Findings of the checks that the reviewer was shown."""

    code: Annotated[str, Field(pattern=r"^KB\d{3}$")] = Field(description="The findings’ code.")
    count: Whole = Field(description="How many of them stood on the page.")


class NextReview(Record):
    """When the page must be read again."""

    on: Day = Field(description="The day; not later than the page’s risk allows.")
    reason: Text = Field(description="Why then.")


class Review(Record):
    """One review of one page. It is written by `kb review` and never changed."""

    page: PageOnce = Field(description="The page that was read, by its path under docs/.")
    on: Day = Field(description="The day of the review.")
    by: RoleId = Field(description="The reviewer’s role, from data/partnership.yaml; no name.")
    agency: AgencyId = Field(description="The reviewer’s agency, from data/partnership.yaml.")
    read: Literal["whole page", "passages"] = Field(
        description="What was read. Only a review of the whole page moves its due date."
    )
    passages: tuple[Id, ...] = Field(
        default=(), description="The ids of the headings that were read, if not the whole page."
    )
    version: Annotated[str, Field(pattern=r"^\d+\.\d+$")] = Field(
        description="The page’s version when it was read."
    )
    risk: Risk = Field(description="The page’s risk when it was read.")
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")] = Field(
        description="What the page’s words came to when they were read; `kb review` writes it."
    )
    sources: tuple[Opened, ...] = Field(
        default=(), description="Each source of what was read, and the edition seen."
    )
    queries: tuple[Asked, ...] = Field(
        default=(), description="Each open question on what was read, answered or kept."
    )
    findings: tuple[Shown, ...] = Field(
        default=(), description="What the checks said about the page on that day."
    )
    outcome: Outcome = Field(
        description="What the reviewer concluded: the page can stay, was mended before the "
        "record was written, must be mended, or should be withdrawn."
    )
    note: Text | None = Field(
        default=None,
        description="What the reviewer found; always if the page needs work or should go.",
    )
    next: NextReview = Field(description="When the page must be read again, and why then.")

    @model_validator(mode="after")
    def _says_what_was_read(self) -> Self:
        if (self.read == "passages") != bool(self.passages):
            raise ValueError("`read: passages` and the list of `passages` go together")
        if self.next.on <= self.on:
            raise ValueError("the next review must come after this one")
        if self.outcome not in STANDS and self.note is None:
            raise ValueError(f"`outcome: {self.outcome}` needs a `note` that says what is wrong")
        return self

    @property
    def last_possible(self) -> date:
        """The last day on which the page must be read again, by its risk."""
        return self.on + relativedelta(months=INTERVALS[self.risk])

    @property
    def is_whole(self) -> bool:
        """Whether the whole page was read."""
        return self.read == "whole page"

    @property
    def stands(self) -> bool:
        """Whether the reviewer found that readers can rely on what was read."""
        return self.outcome in STANDS
