"""The areas of a child's life that the conversation guide asks about."""

from typing import Literal

from pydantic import Field

from knowledge_bank.models.base import Id, Record, Text
from knowledge_bank.models.citation import Citation


class SubArea(Record):
    """One part of an area, small enough to talk about by itself."""

    id: Id = Field(description="The name other data uses; never reuse or change it.")
    title: Text = Field(description="The part's name, in everyday words.")
    covers: Text = Field(description="What it covers, in a sentence.")


class Area(Record):
    """One area of a child's life."""

    id: Id = Field(description="The name other data uses; never reuse or change it.")
    title: Text = Field(description="The area's name, in everyday words.")
    asks: Text = Field(description="What we want to know about the child's days, as a question.")
    about: Literal["child", "parents and network"] = Field(
        description="Whom it is about; the two are never added together."
    )
    parts: tuple[SubArea, ...] = Field(min_length=1, description="Its parts, in order.")
    sources: tuple[Citation, ...] = Field(min_length=1, description="Where it comes from.")
