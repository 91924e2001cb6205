"""An address that once held a page: where its readers are sent now."""

from typing import Literal, Self

from pydantic import Field, model_validator

from knowledge_bank.models.base import Day, PagePath, Record, RoleId, Target, Text


class FormerPage(Record):
    """One page that is no longer where it was."""

    page: PagePath = Field(description="The path it had under docs/.")
    became: Literal["moved", "consolidated", "published in error"] = Field(
        description="Whether it has another address or name, was merged into another page, or "
        "should never have been published."
    )
    to: Target | None = Field(
        default=None,
        description="Where its readers are sent, as page.md#anchor under docs/. "
        "May be missing only if it was published in error.",
    )
    reason: Text = Field(description="Why, for a reader who arrives at the old address.")
    by: RoleId = Field(description="The role that decided, from data/partnership.yaml.")
    on: Day = Field(description="The day.")

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.to is None and self.became != "published in error":
            raise ValueError(f"`became: {self.became}` needs `to:`, where its readers go now")
        return self
