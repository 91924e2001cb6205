"""The ledger of what is missing: open questions and placeholders, each with who must act."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from knowledge_bank.bank import Bank
from knowledge_bank.citing import uses
from knowledge_bank.models.base import Record
from knowledge_bank.models.query import Query, Standing
from knowledge_bank.placeholders import Block, Placeholder, in_link_text, in_text, unfinished
from knowledge_bank.reading.pages import Page
from knowledge_bank.reading.records import Location
from knowledge_bank.whereabouts import Place, headings_around, place_in, place_on

# What a source or a person said word for word, and what nobody reads as a sentence.
QUOTED_AS_FOUND = frozenset({"found", "id", "says", "said", "fingerprint", "content"})
# The codes of what can wait for an answer; the others are finished, and only badly said.
CAN_WAIT = frozenset({"KB301", "KB302", "KB305", "KB306"})


@dataclass(frozen=True)
class Left:
    """A placeholder where it stands, with the open question that declares it, if one does."""

    placeholder: Placeholder
    place: Place
    query: Query | None = None


@dataclass(frozen=True)
class Entry:
    """One line of the ledger: a question, or a placeholder that stands somewhere.

    `owner` is the role that must act, `since` the day it was recorded (None if nobody did),
    `blocking` whether it stands in the way of approval, `meanwhile` how the pages cope,
    `answered` the day of the answer. A placeholder names the question that declares it.
    """

    kind: Literal["question", "placeholder"]
    id: str
    words: str
    owner: str
    since: date | None
    blocking: bool
    meanwhile: str
    answered: date | None
    places: tuple[Place, ...]


def left_on(bank: Bank, page: Page) -> Iterator[Left]:
    """Yield every placeholder in the text of `page`, declared or not."""
    for line, placeholder in _on(page):
        around = {heading.id or "" for heading in headings_around(page, line)}
        query = declaring(bank, page.name, placeholder, around)
        yield Left(placeholder, place_on(page, line), query)


def left_in_records(bank: Bank) -> Iterator[Left]:
    """Yield every placeholder in the words of records, where none can be declared."""
    for located in bank.records():
        for at, text in _texts(located.record):
            for placeholder in in_text(text):
                yield Left(placeholder, place_in(located, at))


def declaring(
    bank: Bank, page: str, placeholder: Placeholder, around: set[str] | None = None
) -> Query | None:
    """The open question that declares `placeholder` on `page` (its path under docs/), if any.

    `around` are the ids of the headings it stands under; without them any passage will do.
    """
    for located in bank.queries.values():
        if located.record.answered is None:
            for standing in located.record.stands:
                name, _, anchor = standing.on.partition("#")
                here = not anchor or around is None or anchor in around
                if name == page and here and stands_for(standing, placeholder):
                    return located.record
    return None


def stands_for(standing: Standing, placeholder: Placeholder) -> bool:
    """Whether the declared words are those of `placeholder`."""
    same = standing.found.casefold() == placeholder.found.casefold()
    return same and placeholder.code in CAN_WAIT


def entries(bank: Bank, built: Iterable[Left] = ()) -> Iterator[Entry]:
    """Yield the ledger: the questions as they are recorded, then the placeholders that stand.

    They are found on pages and in data, and `built` adds those of built pages.
    """
    yield from questions(bank)
    for page in bank.pages.values():
        yield from _entries(bank, left_on(bank, page))
    yield from _entries(bank, left_in_records(bank))
    yield from _entries(bank, built)


def questions(bank: Bank) -> Iterator[Entry]:
    """Yield every question, open or answered, with the passages on which readers meet it."""
    touched = uses(bank)
    for name, located in bank.queries.items():
        query = located.record
        met = {place for use in touched.get(("queries", name), ()) for place in use.met_at}
        yield Entry(
            "question",
            query.id,
            query.question,
            query.answer_from,
            query.since,
            query.blocking,
            query.meanwhile,
            query.answered.on if query.answered else None,
            tuple(sorted(met)),
        )


def in_the_way(bank: Bank, page: Page, asked: Iterable[Entry]) -> Iterator[Entry]:
    """Yield what keeps `page` from being agreed, or frozen in an edition: each at its place.

    That is every placeholder on it, and of the questions `asked` each open blocking one that it
    rests on: one it shows, or one that a record shown on it waits for.
    """
    yield from _entries(bank, left_on(bank, page))
    for entry in asked:
        if entry.blocking and entry.answered is None:
            here = tuple(place for place in entry.places if place.path == page.path)
            if here:
                yield replace(entry, places=here)


def _entries(bank: Bank, found: Iterable[Left]) -> Iterator[Entry]:
    yield from (_entry(bank, left) for left in found if left.placeholder.code in CAN_WAIT)


def _entry(bank: Bank, left: Left) -> Entry:
    """A placeholder as a line of the ledger; undeclared, it is for the page’s keeper to mend."""
    query, found = left.query, left.placeholder.found
    if query is None:
        page = bank.pages.get(left.place.path.removeprefix("docs/"))
        owner = page.head.record.owner if page else ""
        return Entry("placeholder", "", found, owner, None, True, "", None, (left.place,))
    return Entry(
        "placeholder",
        query.id,
        found,
        query.answer_from,
        query.since,
        query.blocking,
        query.meanwhile,
        None,
        (left.place,),
    )


def _on(page: Page) -> Iterator[tuple[int, Placeholder]]:
    for passage in page.passages:
        for placeholder in in_text(passage.text):
            yield passage.line + passage.text.count("\n", 0, placeholder.start), placeholder
    for link in page.links:
        for placeholder in in_link_text(link.text, link.address):
            yield link.line, placeholder
    blocks = [Block(each.kind, each.text.replace("\n", " ")) for each in page.passages]
    for index, placeholder in unfinished(blocks):
        passage = page.passages[index]
        yield passage.line + passage.text.count("\n", 0, placeholder.start), placeholder


def _texts(record: Record, at: Location = ()) -> Iterator[tuple[Location, str]]:
    for name in type(record).model_fields:
        if name not in QUOTED_AS_FOUND:
            yield from _texts_in(getattr(record, name), (*at, name))


def _texts_in(value: Any, at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, Record):
        yield from _texts(value, at)
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _texts_in(entry, (*at, index))
    elif isinstance(value, str):
        yield at, value
