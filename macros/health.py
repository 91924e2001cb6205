"""The parts of the picture of the bank’s health: what is counted, and where it is drawn."""

from datetime import date
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.health import health, pages_by_review
from knowledge_bank.health.ahead import ahead
from knowledge_bank.health.months import Month
from knowledge_bank.health.past import past
from knowledge_bank.news import news_of
from macros.columns import columns

LATELY = 3


def health_facts(bank: Bank, today: date, part: str) -> dict[str, Any]:
    """What the component of `part` is given: the counts, what falls due, or what is on record."""
    if part == "ahead":
        return _ahead(bank, today)
    return _past(bank, today) if part == "past" else {"measures": health(bank, today)}


def lately_facts(bank: Bank, today: date) -> dict[str, Any]:
    """The newest changes, and how many of all pages are overdue."""
    reviews = pages_by_review(bank, today)
    late = sum(part.count for part in reviews.parts if part.name in ("overdue", "long overdue"))
    return {"news": news_of(bank)[:LATELY], "late": late, "pages": reviews.total}


def _ahead(bank: Bank, today: date) -> dict[str, Any]:
    due = ahead(bank, today)
    drawn = columns((("Now", due.already), *((_short(month), n) for month, n in due.months)))
    return {"ahead": due, "columns": drawn, "today": today}


def _past(bank: Bank, today: date) -> dict[str, Any]:
    told = past(bank, today)
    labels = [_short(month) for month in told.months]
    counted = [(series.title, series.counts) for series in told.series]
    counted.append(("Questions open at the month’s end", told.open))
    pictures = [
        (title, columns(tuple(zip(labels, counts, strict=True)))) for title, counts in counted
    ]
    return {"past": told, "pictures": pictures, "today": today}


def _short(month: Month) -> str:
    return f"{month.first:%b}"
