"""What a line of a file is called by the people who wrote it: its page and heading, its record."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.models.base import Record
from knowledge_bank.reading.pages import Heading, Page
from knowledge_bank.reading.records import Located, Location

# Under which of its fields a record, or a part of one, is known to people; the first that it has.
NAMES = ("title", "term", "name", "question", "heading", "label", "id")


@dataclass(frozen=True, order=True)
class Place:
    """A file and a line, and the names people know them by; `passage` is empty at the top."""

    path: str
    line: int
    title: str
    passage: str

    @property
    def words(self) -> str:
        """The names in a sentence’s order: “Safety planning”, under “What to do”."""
        return named(self.title, self.passage)


def named(title: str, passage: str) -> str:
    """“Title”, under “Passage”; only the title where there is no passage, nothing without it."""
    quoted = [f"“{' '.join(words.split())}”" for words in (title, passage) if words]
    return ", under ".join(quoted)


def place_on(page: Page, line: int) -> Place:
    """The place of `line` on `page`: in the passage under the heading that stands above it."""
    passages = [heading.text for heading in headings_around(page, line) if heading.level > 1]
    return Place(page.path, line, page.head.record.title, passages[-1] if passages else "")


def headings_around(page: Page, line: int) -> tuple[Heading, ...]:
    """The headings under which `line` stands, from the title down to the nearest."""
    around: list[Heading] = []
    for heading in page.headings:
        if heading.line <= line:
            around = [each for each in around if each.level < heading.level] + [heading]
    return tuple(around)


def place_in(located: Located[Any], where: Location) -> Place:
    """The place of the value at `where` in a record: its name, and that of the part it is in."""
    own, *inner = _names(located.record, where)
    alone = "" if located.at else PurePosixPath(located.path).stem
    passage = next((name for name in reversed(inner) if name), "")
    return Place(located.path, located.line(*where), own or alone, passage)


def _names(record: Record, where: Location) -> Iterator[str]:
    """The names of `record` and of the records in it that lead to the value at `where`."""
    value: Any = record
    for step in (None, *where):
        if step is not None:
            value = value.under(str(step)) if isinstance(value, Record) else value[step]
        if isinstance(value, Record):
            yield next((str(found) for key in NAMES if (found := getattr(value, key, None))), "")


def with_names(bank: Bank, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield `findings`, each with the title and the heading of the place where it was found."""
    pages = {page.path: page for page in bank.pages.values()}
    records: dict[str, list[Located[Any]]] = {}
    for located in bank.records():
        if located.path not in pages:
            records.setdefault(located.path, []).append(located)
    for finding in findings:
        if page := pages.get(finding.path):
            place = place_on(page, finding.line)
        elif found := _at_line(records.get(finding.path, ()), finding.line):
            place = place_in(*found)
        else:
            yield finding
            continue
        yield replace(finding, title=place.title, passage=place.passage)


def _at_line(records: Sequence[Located[Any]], line: int) -> tuple[Located[Any], Location] | None:
    """The record of one file that stands on `line`, and where in it; None where there is none."""
    if not records:
        return None
    above = [(at, where) for where, at in records[0].lines.items() if at <= line]
    where = max(above, key=lambda each: (each[0], len(each[1])))[1] if above else ()
    for located in records:
        if where[: len(located.at)] == located.at:
            return located, where[len(located.at) :]
    return None
