"""A word or acronym practitioners use, in plain English."""

from pydantic import Field

from knowledge_bank.models.base import Id, Record, SourceId, Text


class Term(Record):
    """One entry of the glossary."""

    id: Id = Field(description="The name pages use, such as `mash`.")
    term: Text = Field(description="The word or acronym as people write it.")
    expansion: Text | None = Field(default=None, description="What the letters stand for.")
    meaning: Text = Field(description="One or two plain sentences.")
    also: tuple[Text, ...] = Field(default=(), description="Other words for the same thing.")
    family_words: tuple[Text, ...] = Field(
        default=(), description="What children and families say for it."
    )
    old_names: tuple[Text, ...] = Field(default=(), description="What it was called before.")
    misspellings: tuple[Text, ...] = Field(
        default=(), description="How people often mistype it; read by the search, never shown."
    )
    search_words: tuple[Text, ...] = Field(
        default=(),
        description="What people type who are after this; read by the search, never shown.",
    )
    instead_of: tuple[Text, ...] = Field(
        default=(), description="Older or blaming words that this one replaces."
    )
    source: SourceId | None = Field(default=None, description="Where the meaning comes from.")
