"""What is on record, month by month: nothing that no record bears the day of, and no day before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from knowledge_bank.bank import Bank
from knowledge_bank.health.months import Month, months

LOOK_BACK = relativedelta(months=11)


@dataclass(frozen=True)
class Series:
    """One kind of thing that happened: how often before the months shown, and in each of them."""

    title: str
    before: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Past:
    """The last months, what happened in them, and how many questions stood open at their ends.

    There are at most twelve months, this one the last, and none before the first record.
    """

    months: tuple[Month, ...]
    series: tuple[Series, ...]
    open: tuple[int, ...]
    days: tuple[date, ...]


def past(bank: Bank, today: date) -> Past:
    """Tell by month what the dated records of `bank` say up to the day `today`."""
    happened = {title: [day for day in days if day <= today] for title, days in _days(bank).items()}
    days = tuple(sorted({day for each in happened.values() for day in each}))
    first = max(days[0], (today - LOOK_BACK).replace(day=1)) if days else today
    shown = tuple(months(first, today)) if days else ()
    series = tuple(
        Series(
            title,
            sum(day < shown[0].first for day in each) if shown else 0,
            tuple(sum(day in month for day in each) for month in shown),
        )
        for title, each in happened.items()
    )
    still = tuple(_open(bank, min(month.last, today)) for month in shown)
    return Past(shown, series, still, days)


def _days(bank: Bank) -> Mapping[str, list[date]]:
    """The days that records bear, by what happened on them."""
    queries = [located.record for located in bank.queries.values()]
    return {
        "Pages written": [page.head.record.written for page in bank.pages.values()],
        "Reviews recorded": [located.record.on for located in bank.reviews.values()],
        "Changes noted": [located.record.on for located in bank.changes.values()],
        "Questions asked": [query.since for query in queries],
        "Questions answered": [query.answered.on for query in queries if query.answered],
    }


def _open(bank: Bank, day: date) -> int:
    """How many questions stood open when the day `day` ended."""
    queries = (located.record for located in bank.queries.values())
    return sum(
        query.since <= day and not (query.answered and query.answered.on <= day)
        for query in queries
    )
