"""How well the bank is kept, in counts for those who answer for it: no score, no traffic light."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.health.links import FOUND, found
from knowledge_bank.reviews import review_of


@dataclass(frozen=True)
class Part:
    """One bar: its name, how many, and the share of all in hundredths."""

    name: str
    count: int
    share: int


@dataclass(frozen=True)
class Measure:
    """One thing that is counted, what it counts, and its parts in a fixed order."""

    id: str
    title: str
    total: int
    parts: tuple[Part, ...]


def health(bank: Bank, today: date) -> tuple[Measure, ...]:
    """Count the pages, questions, sources and links of `bank` as they stand on the day `today`."""
    pages = list(bank.pages.values())
    sources = [located.record for located in bank.sources.values()]
    queries = [located.record for located in bank.queries.values()]
    return (
        _measure(
            "agreed",
            "Pages, by how far they are agreed",
            ("approved", "draft", "withdrawn"),
            (page.head.record.status for page in pages),
        ),
        pages_by_review(bank, today),
        _measure(
            "questions",
            "Questions to the partnership",
            ("answered", "open", "open, and in the way of approval"),
            (_standing(bool(query.answered), query.blocking) for query in queries),
        ),
        _measure(
            "sources",
            "Documents we rest on, by what we know of them",
            ("current", "moved", "superseded", "withdrawn", "gone", "unverified"),
            (source.state for source in sources),
        ),
        _measure("links", "Links to these documents, by what was found", FOUND, found(bank, today)),
    )


def pages_by_review(bank: Bank, today: date) -> Measure:
    """Count the pages of `bank` by how their review stands on the day `today`."""
    return _measure(
        "reviews",
        "Pages, by their review",
        ("in date", "due soon", "overdue", "long overdue"),
        (review_of(bank, page).state(today) for page in bank.pages.values()),
    )


def _standing(answered: bool, blocking: bool) -> str:
    if answered:
        return "answered"
    return "open, and in the way of approval" if blocking else "open"


def _measure(name: str, title: str, order: Iterable[str], found: Iterable[str]) -> Measure:
    counts = Counter(found)
    total = counts.total()
    parts = (Part(part, counts[part], round(100 * counts[part] / (total or 1))) for part in order)
    return Measure(name, title, total, tuple(parts))
