"""Notes to self, blanks and half-finished passages, in pages and in data."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.models.base import Record
from knowledge_bank.placeholders import Block, Placeholder, in_link_text, in_text, unfinished
from knowledge_bank.reading.pages import Passage
from knowledge_bank.reading.records import Location

QUOTED_AS_FOUND = frozenset({"found", "id", "says", "said", "fingerprint", "content"})


def notes_to_self(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield what authors left for themselves in the text of pages and records."""
    for page in bank.pages.values():
        for passage in page.passages:
            for placeholder in in_text(passage.text):
                yield _finding(page.path, _line(passage, placeholder), placeholder)
    for located in bank.records():
        for at, text in _texts(located.record):
            for placeholder in in_text(text):
                yield _finding(located.path, located.line(*at), placeholder)


def weak_links(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield links without a destination, and link texts that say nothing."""
    for page in bank.pages.values():
        for link in page.links:
            for placeholder in in_link_text(link.text, link.address):
                yield _finding(page.path, link.line, placeholder)


def unfinished_passages(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield passages that announce something and stop."""
    for page in bank.pages.values():
        blocks = [Block(each.kind, each.text.replace("\n", " ")) for each in page.passages]
        for index, placeholder in unfinished(blocks):
            yield _finding(page.path, _line(page.passages[index], placeholder), placeholder)


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


def _line(passage: Passage, placeholder: Placeholder) -> int:
    return passage.line + passage.text.count("\n", 0, placeholder.start)


def _finding(path: str, line: int, placeholder: Placeholder) -> Finding:
    return Finding(path, line, placeholder.code, placeholder.said, placeholder.fix)
