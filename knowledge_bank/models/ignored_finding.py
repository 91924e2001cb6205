"""A finding the authors have decided to live with, why, and until when."""

from typing import Annotated

from pydantic import AfterValidator, Field

from knowledge_bank.models.base import Day, Record, RoleId, Text

NEVER = ("KB021", "KB022")


def _may_stay(code: str) -> str:
    """Refuse to ignore what would be run as a program."""
    if code in NEVER:
        raise ValueError("is never ignored: what it finds would be run as a program")
    return code


class IgnoredFinding(Record):
    """One finding that is not reported, for a reason and for a time."""

    code: Annotated[str, Field(pattern=r"^KB\d{3}$"), AfterValidator(_may_stay)] = Field(
        description="The finding’s code, such as KB305."
    )
    path: Text = Field(description="The file it is found in.")
    says: Text = Field(description="Words the finding’s problem holds, to tell it from others.")
    reason: Text = Field(description="Why it may stay.")
    by: RoleId = Field(description="The role that decided.")
    until: Day = Field(description="The day from which it is reported again.")
