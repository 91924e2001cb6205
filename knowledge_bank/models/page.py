"""What a page says at its head: who owns it, how far it is agreed, when it was reviewed."""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from knowledge_bank.models.base import Day, Record, RoleId, Text
from knowledge_bank.models.citation import Citation

INTERVAL = re.compile(r"^(\d{1,2}) months?$")


def _months(text: object) -> object:
    if isinstance(text, str):
        found = INTERVAL.match(text)
        if not found or int(found.group(1)) == 0:
            raise ValueError('is not an interval; write it as "6 months"')
        return int(found.group(1))
    return text


def _fits_the_head(text: str) -> str:
    if '"' in text:
        raise ValueError("holds a double quotation mark; use ‘single’ ones")
    return text


HeadText = Annotated[Text, AfterValidator(_fits_the_head)]
Months = Annotated[int, BeforeValidator(_months)]


class Approval(Record):
    """Who agreed a page, and on which day."""

    by: RoleId = Field(description="The role or group that approved, from data/partnership.yaml.")
    on: Day = Field(description="The day of the approval.")


class PageHead(Record):
    """The front matter every page begins with."""

    title: HeadText = Field(description="The page's title, as readers see it.")
    description: HeadText = Field(
        description="One sentence that says what the page answers; shown in search results."
    )
    owner: RoleId = Field(
        description="The role that keeps the page true, from data/partnership.yaml."
    )
    status: Literal["draft", "approved"] = Field(
        description="`draft` until the partnership has agreed the page."
    )
    approved: Approval | None = Field(
        default=None, description="Who approved the page and when; only with `status: approved`."
    )
    version: Annotated[str, Field(pattern=r"^\d+\.\d+$")] = Field(
        description="The page's version, such as 0.1 or 1.10."
    )
    written: Day = Field(description="The day the page was first written.")
    reviewed: Day | None = Field(
        default=None,
        description="The day the whole page was last reviewed with its sources open.",
    )
    review_every: Months = Field(
        description='How long a review holds, such as "12 months". The due date is worked out.'
    )
    sources: tuple[Citation, ...] = Field(
        description="What the page rests on, first what it is written from. "
        "An empty list means: our own words about this site."
    )
    render_macros: Literal["false"] | None = Field(
        default=None, description="`false` on a page that shows the words in braces as examples."
    )
    hide: tuple[Literal["navigation", "toc", "footer"], ...] = Field(
        default=(), description="Parts of the theme that the page does without."
    )

    @model_validator(mode="after")
    def _approval_matches_status(self) -> Self:
        if self.status == "approved" and self.approved is None:
            raise ValueError("`status: approved` needs `approved:` with `by` and `on`")
        if self.status == "draft" and self.approved is not None:
            raise ValueError("a draft cannot have `approved:`; remove it or change the status")
        return self

    @property
    def last_read(self) -> date:
        """The day the page was last read as a whole: its review, or else its writing."""
        return self.reviewed or self.written
