"""What every record in the bank has in common: frozen, strict about keys, plain text only."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

PLAIN_TEXT = re.compile(r"[<>{}]|&\w+;|&#")


def _plain(text: str) -> str:
    """Refuse markup: the components write the HTML, the data only says what it says."""
    if found := PLAIN_TEXT.search(text):
        raise ValueError(
            f"holds {found.group()!r}; write plain words, without HTML, entities or braces"
        )
    return text


def _whole_day(text: object) -> object:
    """Refuse what a lenient date parser lets through (`20261122`, a time of day)."""
    if isinstance(text, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("is not a date; write it as 2026-11-22")
    return text


def _whole(text: object) -> object:
    """Refuse what a lenient number parser lets through (`1_0`, ` 10`, `+3`)."""
    if isinstance(text, str):
        if not (text.isascii() and text.isdecimal()):
            raise ValueError("is not a whole number")
        return int(text)
    return text


def _of_our_time(day: date) -> date:
    """Refuse a slip of the finger that would lead the arithmetic out of the calendar."""
    if not 1800 <= day.year <= 2200:
        raise ValueError("is not a likely year; write the date as 2026-11-22")
    return day


def _address(text: str) -> str:
    """Refuse what a browser could not take apart, such as a square bracket left open."""
    try:
        host = urlsplit(text).hostname
    except ValueError:
        host = None
    if not host:
        raise ValueError("is not a web address; copy it from the browser")
    return text


NO_MARKUP = AfterValidator(_plain)
Text = Annotated[
    str,
    Field(min_length=1, max_length=4000),
    NO_MARKUP,
]
Id = Annotated[
    str,
    Field(
        min_length=1,
        max_length=80,
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
    ),
]


@dataclass(frozen=True)
class Refers:
    """Marks an id that must exist in another collection of the bank."""

    collection: str


SourceId = Annotated[Id, Refers("sources")]
RoleId = Annotated[Id, Refers("roles")]
QueryId = Annotated[Id, Refers("queries")]
AgencyId = Annotated[Id, Refers("agencies")]
Whole = Annotated[int, BeforeValidator(_whole)]
AreaId = Annotated[Id, Refers("areas")]
AgeBandId = Annotated[Id, Refers("age_bands")]
Target = Annotated[str, Field(pattern=r"^[a-z0-9/-]+\.md(#[a-z0-9-]+)?$"), Refers("passages")]
PagePath = Annotated[str, Field(pattern=r"^[a-z0-9/-]+\.md$", max_length=200)]
# Records outlive the pages they speak of: these are looked up among all pages there ever were.
PageOnce = Annotated[PagePath, Refers("passages ever")]
PlaceOnce = Annotated[
    str, Field(pattern=r"^[a-z0-9/-]+\.md(#[a-z0-9-]+)?$"), Refers("passages ever")
]
Day = Annotated[date, BeforeValidator(_whole_day), AfterValidator(_of_our_time)]
Address = Annotated[
    str,
    Field(pattern=r"^https?://[^\s<>\"'{}|\\^`]+$", max_length=500),
    AfterValidator(_address),
]


class Record(BaseModel):
    """A record an author writes: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    def under(self, key: str) -> Any:
        """The value that stands under `key`, as an author writes it or as the model names it."""
        fields = type(self).model_fields
        return getattr(self, next(name for name in fields if key in (name, fields[name].alias)))

    @classmethod
    def written_keys(cls) -> dict[str, FieldInfo]:
        """The fields by the keys an author writes, where `from` may stand for another name."""
        return {field.alias or name: field for name, field in cls.model_fields.items()}

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places on a page that showing this record brings along."""
        return ()
