"""A document outside the bank that a page rests on or points to."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from knowledge_bank.models.base import Address, Day, Id, Record, RoleId, SourceId, Text


def _in_the_calendar(text: str) -> str:
    """Refuse a thirteenth month and a thirtieth of February."""
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        raise ValueError("is not in the calendar; write 2018, 2018-07 or 2018-07-31") from None
    return text


PartialDate = Annotated[
    str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"), AfterValidator(_in_the_calendar)
]


# What a document may come to that makes pages written from it due.
ENDED = ("superseded", "withdrawn", "gone")


class Check(Record):
    """A person opened the address and saw the document."""

    by: RoleId = Field(description="The role that looked, from data/partnership.yaml.")
    on: Day = Field(description="The day.")


class Source(Record):
    """One document in the register. Pages refer to it by id only."""

    id: Id = Field(description="The name pages use, such as `working-together-2023`.")
    title: Text = Field(description="The document's title.")
    publisher: Text = Field(description="Who published it.")
    authority: Literal["law", "statutory guidance", "national guidance", "research", "local"] = (
        Field(description="How much it binds a practitioner.")
    )
    published: PartialDate | None = Field(
        default=None, description="The document's own date, as exactly as known: 2018, 2018-07."
    )
    edition: Text | None = Field(default=None, description="The edition, in words.")
    address: Address | None = Field(default=None, description="Where to find the document.")
    landing: Address | None = Field(
        default=None, description="The publisher's page that outlives editions; preferred."
    )
    cited_as: Address | None = Field(
        default=None, description="The address an earlier document gave for it; not linked."
    )
    state: Literal["unverified", "current", "moved", "superseded", "withdrawn", "gone"] = Field(
        description="What we know of it. `unverified` until a person has looked."
    )
    state_since: Day | None = Field(
        default=None,
        description="The day the document was found superseded, withdrawn or gone, if that was "
        "after pages were written from it: they are due from that day.",
    )
    superseded_by: SourceId | None = Field(
        default=None, description="The newer edition; with `state: superseded`."
    )
    review_due: Day | None = Field(
        default=None, description="The day the document itself says it should be reviewed."
    )
    checked: Check | None = Field(
        default=None, description="Who last opened the address, and when. Needed for `current`."
    )
    note: Text | None = Field(
        default=None, description="What a reader should know: how we know, what changed."
    )

    @model_validator(mode="after")
    def _state_matches(self) -> Self:
        if self.state == "current" and self.checked is None:
            raise ValueError("`state: current` needs `checked:` with `by` and `on`")
        if self.state_since and self.state not in ENDED:
            raise ValueError(f"`state_since` goes with a state that ends it: {', '.join(ENDED)}")
        if (self.state == "superseded") != (self.superseded_by is not None):
            raise ValueError("`state: superseded` and `superseded_by` go together")
        return self

    @property
    def link(self) -> str | None:
        """The address to publish: the landing page where there is one."""
        return self.landing or self.address
