"""The names of the passages of one file, so that a citation of any of them holds for ever."""

from typing import Annotated

from pydantic import Field

from knowledge_bank.models.base import Day, Record

PassageName = Annotated[str, Field(pattern=r"^p-[a-z2-7]{8}$")]
FilePath = Annotated[str, Field(pattern=r"^(docs|data)/[A-Za-z0-9./_-]+\.(md|yaml)$")]
Words = Annotated[str, Field(min_length=1, max_length=20000)]


class GonePassage(Record):
    """A passage that once stood here, and what became of it."""

    id: PassageName = Field(description="The passage's name.")
    on: Day = Field(description="The day on which it was found to be gone.")
    said: Words = Field(description="What it said last.")
    to: FilePath | None = Field(
        default=None, description="The file it moved to, if it did not go altogether."
    )


class PassageLedger(Record):
    """The passages of one page or data file. `kb passages` writes it; nobody else need."""

    of: FilePath = Field(description="The page or the data file whose passages these are.")
    passages: dict[PassageName, Words] = Field(
        description="Each passage's name, and what it says now."
    )
    gone: tuple[GonePassage, ...] = Field(
        default=(), description="The passages that stood here once and can still be cited."
    )
