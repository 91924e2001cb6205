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
ENDED = ("withdrawn", "gone")


class Look(Record):
    """Somebody looked, in a role and on a day."""

    by: RoleId = Field(description="The role that looked, from data/partnership.yaml.")
    on: Day = Field(description="The day.")


class SaysWho(Record):
    """Where it is known from that one document supersedes another: a source, or a role."""

    source: SourceId | None = Field(default=None, description="The source that says so.")
    place: Text | None = Field(default=None, description="The place in that source.")
    by: RoleId | None = Field(
        default=None, description="Without such a source: the role that established it."
    )
    on: Day | None = Field(default=None, description="The day on which that role did.")

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if (self.source is None) == (self.by is None) or (self.by is None) != (self.on is None):
            raise ValueError("needs either a `source`, or a role under `by` and its day under `on`")
        return self


class Supersedes(Record):
    """An older document whose place this one has taken."""

    source: SourceId = Field(description="The older document, from the same file.")
    says_who: SaysWho | None = Field(
        default=None, description="Who says so. Where it is left out, readers are told that."
    )
    since: Day | None = Field(
        default=None,
        description="The day this was found out, if that was after pages were written from the "
        "older document: they are due from that day.",
    )


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
    archived: Address | None = Field(
        default=None, description="A copy in a web archive, for the day the address fails."
    )
    cited_as: Address | None = Field(
        default=None, description="The address an earlier document gave for it; not linked."
    )
    expects: tuple[Text, ...] = Field(
        default=(),
        description="Words that must be on the page at its address as long as it is the same "
        "document: a title, an edition. The weekly look compares them, capitals and spaces aside.",
    )
    state: Literal["unverified", "current", "moved", "withdrawn", "gone"] = Field(
        description="What we know of it. `unverified` until a person has looked. That it is "
        "superseded is said by the newer document, under `supersedes`."
    )
    state_since: Day | None = Field(
        default=None,
        description="The day the document was found withdrawn or gone, if that was after pages "
        "were written from it: they are due from that day.",
    )
    supersedes: tuple[Supersedes, ...] = Field(
        default=(), description="The older documents whose place it has taken."
    )
    to_confirm: Text | None = Field(
        default=None, description="What a person must still confirm before anybody relies on it."
    )
    review_due: Day | None = Field(
        default=None, description="The day the document itself says it should be reviewed."
    )
    checked: Look | None = Field(
        default=None, description="Who last opened the address, and when. Needed for `current`."
    )
    read: Look | None = Field(
        default=None, description="Who last read the document itself, and when."
    )
    how_we_know: Text | None = Field(
        default=None, description="Where we learned what this record says of the document."
    )
    licence: Text | None = Field(
        default=None, description="On what terms its words may be used, if that is known."
    )
    note: Text | None = Field(default=None, description="What else a reader should know.")

    @model_validator(mode="after")
    def _state_matches(self) -> Self:
        if self.state == "current" and self.checked is None:
            raise ValueError("`state: current` needs `checked:` with `by` and `on`")
        if self.state_since and self.state not in ENDED:
            raise ValueError(f"`state_since` goes with a state that ends it: {', '.join(ENDED)}")
        if self.state == "current" and self.to_confirm is not None:
            raise ValueError("`state: current` and `to_confirm` cannot both be true")
        if self.expects and self.link is None:
            raise ValueError("`expects` needs an `address` or a `landing` to compare with")
        return self

    @property
    def link(self) -> str | None:
        """The address to publish: the landing page where there is one."""
        return self.landing or self.address

    @property
    def name(self) -> str:
        """The title with what sets it apart from the others of its name."""
        return f"{self.title}, {self.edition}" if self.edition else self.title
