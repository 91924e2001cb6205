"""A change note: what the bank says otherwise than before, told to those who rely on it."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from knowledge_bank.models.base import Day, Id, PlaceOnce, Record, Refers, RoleId, Text
from knowledge_bank.models.citation import Citation
from knowledge_bank.models.page import Approval

FEWEST_WORDS = 5


def _says_something(text: str) -> str:
    """Refuse “Updated.”: who reads the note has not seen the page."""
    if len(text.split()) < FEWEST_WORDS or not text.endswith((".", "?", "!", "”")):
        raise ValueError("is not a sentence that tells a reader something; say what is new")
    return text


ReaderId = Annotated[Id, Refers("readers")]


class Change(Record):
    """One change of what the bank says, as its readers should hear of it."""

    what: Annotated[Text, AfterValidator(_says_something)] = Field(
        description="What changed, in full sentences, for somebody who has not seen the page."
    )
    where: tuple[PlaceOnce, ...] = Field(
        min_length=1,
        description="The passages that changed, as page.md#anchor under docs/; without an anchor "
        "it is the page’s opening, or a page that is new, gone or changed throughout.",
    )
    why: Literal["law", "review", "feedback", "correction", "addition"] = Field(
        description="What led to it: the law or its guidance, a review, what somebody told us, a "
        "mistake of ours, or something the bank did not say before."
    )
    source: Citation | None = Field(
        default=None, description="The source that brought the change; with `why: law` always."
    )
    affects: tuple[ReaderId, ...] = Field(
        min_length=1,
        description="Whom it affects: ids of the routes for roles in data/routes.yaml, or "
        "`everyone`.",
    )
    weight: Literal["major", "minor"] = Field(
        description="Does a practitioner need to know? `major` if they would act or advise "
        "otherwise than before, else `minor`."
    )
    by: RoleId = Field(description="The role that made the change, from data/partnership.yaml.")
    on: Day = Field(description="The day of the change.")
    approved: Approval | None = Field(
        default=None,
        description="Who agreed the change, and when; a role other than `by`. Always on an "
        "approved page.",
    )

    @model_validator(mode="after")
    def _law_is_cited(self) -> Self:
        if self.why == "law" and self.source is None:
            raise ValueError("`why: law` needs `source:`, the law or guidance that changed")
        return self
