"""What is on record: only days that records bear, each counted once, and none before the first."""

from datetime import date, timedelta

from hypothesis import given, settings

from knowledge_bank.bank import Bank
from knowledge_bank.health.past import past
from tests.knowledge_bank.health.conftest import asked, bank_of, days, written


@settings(deadline=None, max_examples=60)
@given(written, asked, days)
def test_every_record_up_to_today_is_counted_once(
    pages: list[tuple[date, str]], questions: list[tuple[date, int | None]], today: date
) -> None:
    queries = [
        (since, None if after is None else since + timedelta(days=after))
        for since, after in questions
    ]
    told = past(bank_of(pages, queries), today)
    happened = {
        "Pages written": [day for day, _ in pages],
        "Reviews recorded": [],
        "Changes noted": [],
        "Questions asked": [since for since, _ in queries],
        "Questions answered": [answered for _, answered in queries if answered],
    }
    assert [series.title for series in told.series] == list(happened)
    for series in told.series:
        known = [day for day in happened[series.title] if day <= today]
        assert series.before + sum(series.counts) == len(known)
        for month, count in zip(told.months, series.counts, strict=True):
            assert count == sum(day in month for day in known)
    known = sorted({day for each in happened.values() for day in each if day <= today})
    assert told.days == tuple(known)
    if known:
        assert len(told.months) <= 12
        assert known[0] <= told.months[0].last, "no month before the first record is shown"
        assert today in told.months[-1]
    else:
        assert told.months == ()


@settings(deadline=None, max_examples=60)
@given(asked, days)
def test_what_is_open_today_is_what_was_asked_and_not_answered(
    questions: list[tuple[date, int | None]], today: date
) -> None:
    queries = [
        (since, None if after is None else since + timedelta(days=after))
        for since, after in questions
    ]
    told = past(bank_of(queries=queries), today)
    by_title = {series.title: series for series in told.series}
    new, done = by_title["Questions asked"], by_title["Questions answered"]
    still = new.before - done.before
    for at, standing in enumerate(told.open):
        still += new.counts[at] - done.counts[at]
        assert standing == still
    if told.open:
        assert told.open[-1] == sum(
            since <= today and not (answered and answered <= today) for since, answered in queries
        )


def test_a_bank_that_began_today_has_one_day(today: date) -> None:
    told = past(bank_of([(today, "practice")], [(today, None)]), today)
    assert told.days == (today,)
    assert [month.first for month in told.months] == [today.replace(day=1)]
    assert told.open == (1,)


def test_an_answer_that_is_still_to_come_leaves_a_question_open(today: date) -> None:
    told = past(bank_of(queries=[(today, today + timedelta(days=3))]), today)
    assert told.open == (1,)


def test_a_bank_that_says_nothing_has_no_past(empty: Bank, today: date) -> None:
    told = past(empty, today)
    assert (told.days, told.months, told.open) == ((), (), ())
    assert all(series.before == 0 and series.counts == () for series in told.series)
