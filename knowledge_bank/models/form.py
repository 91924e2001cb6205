"""A form to fill in together, on paper or in a word processor: the same data makes both."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from knowledge_bank.models.base import Id, QueryId, Record, Text, Whole
from knowledge_bank.models.citation import Citation

Count = Annotated[Whole, Field(ge=1, le=40)]


class Prompt(Record):
    """One thing to write."""

    id: Id = Field(description="The prompt's anchor on its page.")
    label: Text = Field(description="What to write here.")
    hint: Text | None = Field(default=None, description="How, in a sentence.")
    lines: Count = Field(default=3, description="How many lines to leave on paper.")


class FormPart(Record):
    """A part of a form: prompts one below the other, columns side by side, or a table."""

    id: Id = Field(description="The part's anchor on its page.")
    title: Text = Field(description="The part's heading.")
    guidance: Text | None = Field(default=None, description="What this part is for.")
    shape: Literal["prompts", "side by side", "table"] = Field(description="How it is laid out.")
    prompts: tuple[Prompt, ...] = Field(
        default=(), description="What to write; for `prompts` and `side by side`."
    )
    columns: tuple[Text, ...] = Field(default=(), description="The headings of a table's columns.")
    rows: tuple[Text, ...] = Field(
        default=(), description="The headings of a table's rows, if they are given."
    )
    empty_rows: Count | None = Field(
        default=None, description="How many empty rows to leave, if the rows have no headings."
    )

    @model_validator(mode="after")
    def _shape_has_what_it_needs(self) -> Self:
        if self.shape == "table":
            if not self.columns or bool(self.rows) == bool(self.empty_rows):
                raise ValueError("a table needs `columns`, and either `rows` or `empty_rows`")
            if self.prompts:
                raise ValueError("a table has no `prompts`")
        elif not self.prompts or self.columns or self.rows:
            raise ValueError(f"`{self.shape}` needs `prompts`, and no `columns` or `rows`")
        return self


class Form(Record):
    """A form. Its id is its file's name."""

    title: Text = Field(description="What the form is called.")
    introduction: Text = Field(description="What it is for, in a sentence or two.")
    edition: Annotated[str, Field(pattern=r"^\d+\.\d+$")] = Field(
        description="The form's edition, such as 0.1; printed on every copy."
    )
    status: Literal["draft", "approved"] = Field(
        description="`draft` until the partnership has agreed the form; printed on every copy."
    )
    awaiting: QueryId | None = Field(
        default=None, description="The open question about the form's shape, if there is one."
    )
    parts: tuple[FormPart, ...] = Field(min_length=1, description="Its parts, in order.")
    good_when: tuple[Text, ...] = Field(
        default=(), description="How to tell that it is well filled in: short statements to tick."
    )
    sources: tuple[Citation, ...] = Field(min_length=1, description="Where it comes from.")

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places on a page that showing this record brings along."""
        return (
            *(part.id for part in self.parts),
            *(prompt.id for part in self.parts for prompt in part.prompts),
            *(("well-filled-in",) if self.good_when else ()),
        )
