"""The axis of what is told over time: each day is on it, and once."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from knowledge_bank.health.months import month_of, months

days = st.dates(date(1990, 1, 1), date(2190, 12, 31))


@given(days, st.integers(0, 900))
@example(date(2026, 12, 31), 1)
@example(date(2028, 2, 29), 366)
def test_every_day_of_the_axis_is_in_one_month_of_it(since: date, length: int) -> None:
    until = since + timedelta(days=length)
    axis = list(months(since, until))
    assert axis == sorted(set(axis))
    assert axis[0].first <= since
    assert until <= axis[-1].last
    for one, other in pairwise(axis):
        assert one.last + timedelta(days=1) == other.first
    for day in (since, until, since + timedelta(days=length // 2)):
        assert [month for month in axis if day in month] == [month_of(day)]


@given(days)
def test_a_month_ends_on_the_day_before_the_next_begins(day: date) -> None:
    month = month_of(day)
    assert month.first.day == month.next.first.day == 1
    assert (month.last + timedelta(days=1)) in month.next
    assert 28 <= month.last.day <= 31
