"""An edition: what the partnership agreed on a day, so that one can say what stood then."""

from typing import Annotated

from pydantic import Field

from knowledge_bank.models.base import AgencyId, Day, PageOnce, Record, RoleId, SourceId, Text

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class EditionPage(Record):
    """One page of the edition."""

    page: PageOnce = Field(description="The page, by its path under docs/ on that day.")
    version: Annotated[str, Field(pattern=r"^\d+\.\d+$")] = Field(description="Its version.")
    content: Hash = Field(description="The hash of its passages and of the data shown on it.")


class Signature(Record):
    """One agency’s agreement."""

    agency: AgencyId = Field(description="The agency that signed, from data/partnership.yaml.")
    by: RoleId = Field(description="The role that signed for it; no name.")
    on: Day = Field(description="The day it signed.")


class EditionSource(Record):
    """A source as it stood in the register on that day."""

    source: SourceId = Field(description="The id of a source in data/resources/sources.yaml.")
    edition: Text = Field(description="The edition the register named, or its date.")


class Edition(Record):
    """One edition. `kb edition` writes it, with a tag in git; nobody changes it afterwards."""

    on: Day = Field(description="The day from which the edition stands.")
    content: Hash = Field(description="The hash of all its pages together.")
    signed: tuple[Signature, ...] = Field(
        min_length=1, description="Who agreed it, agency by agency."
    )
    pages: tuple[EditionPage, ...] = Field(min_length=1, description="Its pages.")
    sources: tuple[EditionSource, ...] = Field(
        default=(), description="What they rest on, in the editions known then."
    )
