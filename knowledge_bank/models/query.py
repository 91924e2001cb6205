"""An open question: something a source leaves out or gets wrong, and who must answer."""

from pydantic import Field

from knowledge_bank.models.base import Day, Id, Record, RoleId, Target, Text
from knowledge_bank.models.citation import Citation


class Answer(Record):
    """How a question was settled."""

    by: RoleId = Field(description="The role that answered, from data/partnership.yaml.")
    on: Day = Field(description="The day.")
    words: Text = Field(description="The answer in a sentence.")


class Standing(Record):
    """A placeholder that stands on a draft page until the question is answered."""

    on: Target = Field(description="The passage it stands in, as page.md#anchor under docs/.")
    found: Text = Field(description="Its words, as the finding about it quotes them.")


class Query(Record):
    """One question for the partnership."""

    id: Id = Field(description="The name pages use.")
    question: Text = Field(description="The question, as one would ask it aloud.")
    found: Text | None = Field(
        default=None, description="The words found in the source, word for word."
    )
    where: Citation | None = Field(default=None, description="Where in a source the gap is.")
    missing: Text = Field(description="What is missing or wrong.")
    meanwhile: Text = Field(description="How the pages cope until there is an answer.")
    answer_from: RoleId = Field(
        description="The role that must answer, from data/partnership.yaml."
    )
    since: Day = Field(description="The day the question was recorded.")
    blocking: bool = Field(description="Whether a page that rests on it can be approved.")
    stands: tuple[Standing, ...] = Field(
        default=(),
        description="The placeholders that stand for the answer on draft pages. They stay here "
        "as history once it is given.",
    )
    answered: Answer | None = Field(default=None, description="The answer, once there is one.")
