"""A finding the authors have decided to live with, why, and until when."""

from typing import Annotated

from pydantic import AfterValidator, Field

from knowledge_bank.models.base import Day, Record, RoleId, Text

PROGRAMS = ("KB021", "KB022")
# Dates, reviews, approvals and change notes that nothing proves; 201 to 203, 219 and 220 remind.
PROOFS = tuple(f"KB{number}" for number in range(204, 250) if number not in (219, 220))


def _may_stay(code: str) -> str:
    """Refuse to ignore what would be run as a program, and what only looks like a review."""
    if code in PROGRAMS:
        raise ValueError("is never ignored: what it finds would be run as a program")
    if code in PROOFS:
        raise ValueError("is never ignored: a date or an agreement must be proved")
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
