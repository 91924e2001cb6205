"""What falls due: every page in one place, the sums as large as the whole."""

from datetime import date

from hypothesis import given, settings

from knowledge_bank.bank import Bank
from knowledge_bank.health.ahead import ahead
from knowledge_bank.reviews import review_of
from tests.knowledge_bank.health.conftest import bank_of, days, written


@settings(deadline=None, max_examples=60)
@given(written, days)
def test_every_page_falls_due_once(pages: list[tuple[date, str]], today: date) -> None:
    bank = bank_of(pages)
    told = ahead(bank, today)
    assert told.total == len(pages)
    assert told.already + sum(count for _, count in told.months) + told.later == told.total
    dues = [review_of(bank, page).due for page in bank.pages.values()]
    assert told.already == sum(due <= today for due in dues)
    for month, count in told.months:
        assert count == sum(due in month and due > today for due in dues)
    assert told.later == sum(due > told.months[-1][0].last for due in dues)


@given(days)
def test_it_looks_at_this_month_and_at_the_twelve_after_it(today: date) -> None:
    shown = [month for month, _ in ahead(bank_of(), today).months]
    assert len(shown) == 13
    assert today in shown[0]
    assert (shown[-1].first.year, shown[-1].first.month) == (today.year + 1, today.month)


def test_a_page_that_is_due_today_is_due_already() -> None:
    due = date(2027, 11, 22)
    bank = bank_of([(date(2026, 11, 22), "practice")])
    assert review_of(bank, bank.pages["0.md"]).due == due
    assert ahead(bank, due).already == 1
    eve = ahead(bank, date(2027, 11, 21))
    assert (eve.already, eve.months[0][1], eve.fullest[1]) == (0, 1, 1)


def test_the_fullest_month_is_the_first_of_the_fullest() -> None:
    day = date(2026, 11, 22)
    told = ahead(bank_of([(date(2026, 5, 1), "practice"), (date(2026, 2, 1), "practice")]), day)
    month, count = told.fullest
    assert (month.first, count) == (date(2027, 2, 1), 1)


def test_an_empty_bank_has_nothing_due(empty: Bank, today: date) -> None:
    told = ahead(empty, today)
    assert (told.total, told.already, told.later, told.fullest[1]) == (0, 0, 0, 0)
