"""What falls due, month by month: the reviews that a board must find somebody for."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from knowledge_bank.bank import Bank
from knowledge_bank.health.months import Month, month_of, months
from knowledge_bank.reviews import review_of

LOOK_AHEAD = relativedelta(months=12)


@dataclass(frozen=True)
class Ahead:
    """How many pages are due already, in each month to come, and after those; together all."""

    total: int
    already: int
    months: tuple[tuple[Month, int], ...]
    later: int

    @property
    def fullest(self) -> tuple[Month, int]:
        """The month to come in which most pages fall due, the first of them if there are more."""
        return max(self.months, key=lambda each: each[1])


def ahead(bank: Bank, today: date) -> Ahead:
    """Count when the pages of `bank` fall due: in what is left of this month, and in twelve more.

    A page that is due on the day `today` is due already.
    """
    days = [review_of(bank, page).due for page in bank.pages.values()]
    to_come = Counter(month_of(day) for day in days if day > today)
    shown = tuple((month, to_come[month]) for month in months(today, today + LOOK_AHEAD))
    later = to_come.total() - sum(count for _, count in shown)
    return Ahead(len(days), len(days) - to_come.total(), shown, later)
