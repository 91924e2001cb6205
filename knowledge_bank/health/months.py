"""Calendar months as the axis of what is told over time: each day belongs to one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Month:
    """One month, by its first day."""

    first: date

    @property
    def last(self) -> date:
        """The last day of the month."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Month":
        """The month that follows."""
        year, month = divmod(self.first.year * 12 + self.first.month, 12)
        return Month(date(year, month + 1, 1))

    def __contains__(self, day: date) -> bool:
        return month_of(day) == self


def month_of(day: date) -> Month:
    """The month of `day`."""
    return Month(day.replace(day=1))


def months(since: date, until: date) -> Iterator[Month]:
    """Yield every month from that of `since` to that of `until`."""
    month = month_of(since)
    while month.first <= until:
        yield month
        month = month.next
