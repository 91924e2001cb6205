"""What a page says at its head: who owns it, how far it is agreed, when it was reviewed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from knowledge_bank.models.base import Day, Record, RoleId, Target, Text
from knowledge_bank.models.citation import Citation

Risk = Literal["statutory", "practice", "background"]
# How many months a review holds.
INTERVALS: Mapping[Risk, int] = MappingProxyType({"statutory": 6, "practice": 12, "background": 24})


def _fits_the_head(text: str) -> str:
    if '"' in text:
        raise ValueError("holds a double quotation mark; use ‘single’ ones")
    return text


HeadText = Annotated[Text, AfterValidator(_fits_the_head)]


class Approval(Record):
    """Who agreed a page, and on which day."""

    by: RoleId = Field(description="The role or group that approved, from data/partnership.yaml.")
    on: Day = Field(description="The day of the approval.")


class Withdrawal(Record):
    """Why a page no longer holds, though it can still be read."""

    by: RoleId = Field(description="The role or group that withdrew it.")
    on: Day = Field(description="The day of the withdrawal.")
    reason: Text = Field(description="Why, in a sentence for readers.")
    instead: Target | None = Field(
        default=None, description="What to read instead, as page.md#anchor under docs/."
    )


class PageHead(Record):
    """The front matter every page begins with."""

    title: HeadText = Field(description="The page's title, as readers see it.")
    description: HeadText = Field(
        description="One sentence that says what the page answers; shown in search results."
    )
    owner: RoleId = Field(
        description="The role that keeps the page true, from data/partnership.yaml."
    )
    status: Literal["draft", "approved", "withdrawn"] = Field(
        description="`draft` until the partnership has agreed the page; `withdrawn` once it no "
        "longer holds but should stay readable."
    )
    approved: Approval | None = Field(
        default=None, description="Who approved the page and when; only with `status: approved`."
    )
    withdrawn: Withdrawal | None = Field(
        default=None,
        description="Who withdrew the page, when and why; only with `status: withdrawn`.",
    )
    version: Annotated[str, Field(pattern=r"^\d+\.\d+$")] = Field(
        description="The page's version, such as 0.1 or 1.10."
    )
    written: Day = Field(description="The day the page was first written.")
    written_by: RoleId | None = Field(
        default=None,
        description="The role that wrote it. Needed before anybody can approve the page or find "
        "it fit, since nobody agrees their own words.",
    )
    risk: Risk = Field(
        description="What it costs if the page is out of date: `statutory` if a duty rests on it "
        "(read again every 6 months), `practice` if somebody acts on it (12 months), `background` "
        "otherwise (24 months)."
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
        if (self.status == "withdrawn") != (self.withdrawn is not None):
            raise ValueError(
                "`status: withdrawn` and `withdrawn:`, with `by`, `on` and `reason`, go together"
            )
        return self

    @property
    def review_every(self) -> int:
        """How many months a review of the page holds."""
        return INTERVALS[self.risk]
