"""When a page is due, and how its lateness is said: the arithmetic of days and months."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge_bank.bank import Bank, load_bank
from knowledge_bank.findings import Finding
from knowledge_bank.models.event import Event
from knowledge_bank.models.page import INTERVALS, PageHead
from knowledge_bank.models.review import Review
from knowledge_bank.reading.pages import Page
from knowledge_bank.reading.records import Located
from knowledge_bank.reviews import (
    Deadline,
    doubts_about,
    is_as_read,
    last_review,
    records_of,
    review_of,
    updated_on,
)

Found = Callable[..., list[Finding]]
ORDER = ["in date", "due soon", "overdue", "long overdue"]
days = st.dates(date(1990, 1, 1), date(2190, 12, 31))
risks = st.sampled_from(sorted(INTERVALS))
BANK = load_bank(Path(__file__).parents[1] / "sites" / "complete")[0]
NOTHING: Mapping[str, Located[Review]] = MappingProxyType({})


def page(written: date, risk: str, source: str = "", name: str = "x.md") -> Page:
    head = PageHead.model_validate(
        {
            "title": "T",
            "description": "D.",
            "owner": "editor",
            "status": "draft",
            "version": "0.1",
            "written": written.isoformat(),
            "risk": risk,
            "sources": [{"source": source}] if source else [],
        }
    )
    return replace(
        BANK.pages["toolkit/index.md"],
        path=f"docs/{name}",
        head=Located(head, f"docs/{name}", MappingProxyType({})),
    )


def review(on: date, next_on: date, risk: str = "background", **facts: object) -> Review:
    return Review.model_validate(
        {
            "page": "x.md",
            "on": on.isoformat(),
            "by": "board",
            "agency": "council",
            "read": "whole page",
            "version": "0.1",
            "risk": risk,
            "fingerprint": "0" * 16,
            "outcome": "fit as it is",
            "next": {"on": next_on.isoformat(), "reason": "Then."},
            **facts,
        }
    )


def with_reviews(*reviews: Review) -> Bank:
    located = {
        f"x/{n}": Located(r, f"data/reviews/x/{n}.yaml", MappingProxyType({}))
        for n, r in enumerate(reviews)
    }
    return replace(BANK, reviews=MappingProxyType(located))


@settings(deadline=None)
@given(days, risks)
@example(date(2023, 8, 31), "statutory")
@example(date(2024, 2, 29), "practice")
def test_a_page_nobody_reviewed_is_due_as_many_months_after_it_was_written_as_its_risk_allows(
    written: date, risk: str
) -> None:
    due = review_of(BANK, page(written, risk)).due
    months = INTERVALS[risk]
    assert (due.year - written.year) * 12 + due.month - written.month == months
    # The same day of the month, or the last one where there is no such day.
    assert due.day == written.day or (due.day < written.day and (due + timedelta(1)).day == 1)


def test_duties_are_read_again_sooner_than_practice_and_practice_than_background() -> None:
    assert dict(INTERVALS) == {"statutory": 6, "practice": 12, "background": 24}


@pytest.mark.parametrize(
    ("read", "risk", "due"),
    [
        ("2024-02-29", "practice", "2025-02-28"),
        ("2024-08-31", "statutory", "2025-02-28"),
        ("2023-08-31", "statutory", "2024-02-29"),
        ("2026-12-31", "background", "2028-12-31"),
    ],
)
def test_the_ends_of_months(read: str, risk: str, due: str) -> None:
    deadline = review_of(BANK, page(date.fromisoformat(read), risk))
    assert deadline.due == date.fromisoformat(due)


@settings(deadline=None)
@given(days, risks, st.integers(1, 800))
def test_a_review_sets_the_day_but_never_a_later_one_than_the_risk_allows(
    on: date, risk: str, later: int
) -> None:
    chosen = on + timedelta(later)
    bank = with_reviews(review(on, chosen))
    due = review_of(bank, page(on - timedelta(400), risk)).due
    assert due == min(chosen, on + relativedelta(months=INTERVALS[risk]))


def test_only_a_review_of_the_whole_page_moves_its_day() -> None:
    whole = review(date(2026, 11, 10), date(2027, 11, 10))
    part = review(
        date(2027, 5, 1), date(2028, 5, 1), read="passages", passages=["what-to-do"], sources=[]
    )
    bank, here = with_reviews(part, whole), page(date(2026, 11, 1), "practice")
    assert last_review(bank, here) == whole
    assert review_of(bank, here).due == date(2027, 11, 10)
    assert [each.record for each in records_of(bank, here)] == [whole, part]


def wanting(on: date, *passages: str) -> Review:
    part = {"read": "passages", "passages": passages} if passages else {}
    return review(on, on + timedelta(30), outcome="needs work", note="It is old.", **part)


def test_what_a_reviewer_found_wanting_stays_until_a_later_review_settles_it() -> None:
    first, second, third = (date(2026, 11, n) for n in (10, 12, 14))
    here = page(date(2026, 11, 1), "practice")
    part = {"read": "passages", "passages": ["what-to-do"]}
    whole, some = wanting(first), wanting(second, "what-to-do")
    assert doubts_about(with_reviews(whole, some), here) == [whole, some]
    settled = review(third, date(2027, 1, 1), **part)
    assert doubts_about(with_reviews(whole, some, settled), here) == [whole]
    assert doubts_about(with_reviews(whole, wanting(second, "lost"), settled), here) == [
        whole,
        wanting(second, "lost"),
    ]
    assert doubts_about(with_reviews(whole, some, review(third, date(2027, 1, 1))), here) == []


def test_the_reviews_of_a_page_follow_it_to_its_new_address() -> None:
    old = review(date(2026, 11, 10), date(2027, 5, 1)).model_copy(
        update={"page": "toolkit/old-name.md"}
    )
    assert last_review(with_reviews(old), BANK.pages["toolkit/index.md"]) == old


def test_a_page_is_as_it_was_read_until_its_words_change() -> None:
    home = BANK.pages["index.md"]
    last = last_review(BANK, home)
    assert last
    assert is_as_read(home, last)
    assert is_as_read(replace(home, body=home.body.replace("Look again.", "look  again")), last)
    assert not is_as_read(replace(home, body=home.body.replace("Look again", "Look away")), last)


def test_a_page_is_updated_when_its_last_change_note_says() -> None:
    assert updated_on(BANK, BANK.pages["index.md"]) == date(2026, 11, 18)
    assert updated_on(BANK, BANK.pages["resources/about.md"]) == date(2026, 11, 20)


def bank_where(on: date, **touches: object) -> Bank:
    event = Event.model_validate(
        {"id": "e", "on": on.isoformat(), "what": "it happened", "by": "editor", **touches}
    )
    located = Located(event, "data/events.yaml", MappingProxyType({}))
    return replace(with_reviews(), events=MappingProxyType({"e": located}))


@pytest.mark.parametrize("touches", [{"pages": ["x.md"]}, {"sources": ["newest"]}])
def test_what_happened_since_a_page_was_read_makes_it_due(touches: dict[str, object]) -> None:
    here = page(date(2026, 11, 1), "practice", source="newest")
    after = review_of(bank_where(date(2026, 11, 15), **touches), here)
    assert after.due == date(2026, 11, 15)
    assert after.event
    assert after.event.what == "it happened"
    before = review_of(bank_where(date(2026, 11, 1), **touches), here)
    assert before == Deadline(date(2027, 11, 1))


def test_what_happened_elsewhere_makes_no_page_due() -> None:
    here = page(date(2026, 11, 1), "practice", source="newest")
    bank = bank_where(date(2026, 11, 15), pages=["index.md"], sources=["moved"])
    assert review_of(bank, here) == Deadline(date(2027, 11, 1))


@pytest.mark.parametrize(
    ("source", "on", "what"),
    [
        ("withdrawn", date(2026, 11, 5), "was withdrawn"),
        ("older", date(2026, 11, 19), "superseded"),
    ],
)
def test_a_source_that_came_to_an_end_makes_the_pages_due_that_rest_on_it(
    source: str, on: date, what: str
) -> None:
    before = review_of(BANK, page(date(2026, 11, 1), "practice", source=source))
    assert before.due == on
    assert before.event
    assert what in before.event.what
    since = review_of(BANK, page(on, "practice", source=source))
    assert since.event is None


@settings(deadline=None)
@given(days)
@example(date(2024, 2, 29))
@example(date(2026, 8, 31))
def test_the_states_follow_one_another_as_days_pass(due: date) -> None:
    review = Deadline(due)
    passed = [review.state(due + timedelta(n)) for n in range(-40, 220)]
    assert [state for n, state in enumerate(passed) if n == 0 or passed[n - 1] != state] == ORDER
    assert review.state(due - timedelta(31)) == "in date"
    assert review.state(due - timedelta(30)) == "due soon"
    assert review.state(due - timedelta(1)) == "due soon"
    assert review.state(due) == "overdue"
    assert review.state(due + relativedelta(months=6) - timedelta(1)) == "overdue"
    assert review.state(due + relativedelta(months=6)) == "long overdue"


@pytest.mark.parametrize(
    ("due", "long"),
    [("2026-08-31", "2027-02-28"), ("2023-08-31", "2024-02-29"), ("2026-11-22", "2027-05-22")],
)
def test_a_page_is_long_overdue_six_months_after_its_day(due: str, long: str) -> None:
    assert Deadline(date.fromisoformat(due)).long_overdue_from == date.fromisoformat(long)


# The source `odd-title` of the complete site should itself have been reviewed on 2027-06-03.
CARRIES = "resources/glossary.md"


def test_a_page_nobody_reviewed_since_its_source_fell_due_is_due_with_it() -> None:
    deadline = review_of(
        BANK, page(date(2026, 11, 1), "practice", source="odd-title", name=CARRIES)
    )
    assert deadline == Deadline(date(2027, 6, 3), "odd-title")


def test_a_page_whose_own_day_comes_first_keeps_it() -> None:
    deadline = review_of(
        BANK, page(date(2026, 11, 1), "statutory", source="odd-title", name=CARRIES)
    )
    assert deadline == Deadline(date(2027, 5, 1))


@pytest.mark.parametrize(("reviewed", "inherits"), [("2027-06-02", True), ("2027-06-03", False)])
def test_a_review_outlives_the_day_of_the_source(reviewed: str, inherits: bool) -> None:
    on = date.fromisoformat(reviewed)
    bank = with_reviews(review(on, on + timedelta(700), page=CARRIES))
    deadline = review_of(bank, page(date(2026, 11, 1), "background", "odd-title", CARRIES))
    assert (deadline.inherited_from == "odd-title") is inherits


def test_a_page_is_not_due_for_a_source_it_only_cites_in_passing() -> None:
    cited = page(date(2026, 11, 1), "background", source="odd-title", name=CARRIES)
    head = cited.head.record
    first = head.sources[0].model_copy(update={"source": "newest"})
    both = head.model_copy(update={"sources": (first, *head.sources)})
    passing = replace(cited, head=replace(cited.head, record=both))
    assert review_of(BANK, cited).inherited_from == "odd-title"
    assert review_of(BANK, passing).inherited_from is None


def test_a_page_of_our_own_is_not_due_for_a_source_it_carries_nothing_of() -> None:
    carries = page(date(2026, 11, 1), "background", source="odd-title", name=CARRIES)
    assert review_of(BANK, carries).inherited_from == "odd-title"
    assert review_of(BANK, replace(carries, path="docs/toolkit/index.md")).inherited_from is None


@pytest.mark.parametrize("day", ["0001-01-01", "1799-12-31", "2201-01-01", "9999-12-31"])
def test_a_year_out_of_reach_is_told_and_breaks_nothing(
    day: str, complete: Path, found: Found
) -> None:
    text = (complete / "docs/toolkit/index.md").read_text("utf-8").replace("2026-11-22", day)
    findings = found("docs/toolkit/index.md", text)
    assert ("docs/toolkit/index.md", 7, "KB015") in {(f.path, f.line, f.code) for f in findings}


@pytest.mark.parametrize(
    ("published", "fits"),
    [
        ("2018", True),
        ("2018-07", True),
        ("2018-07-31", True),
        ("2024-02-29", True),
        ("2018-13", False),
        ("2018-00", False),
        ("2018-02-30", False),
        ("0000", False),
        ("18", False),
        ("2018-7", False),
        ("2018-07-3", False),
        ("July 2018", False),
        ("٢٠١٨", False),
    ],
)
def test_a_part_of_a_date_is_in_the_calendar(
    published: str, fits: bool, complete: Path, found: Found
) -> None:
    path = "data/resources/sources.yaml"
    text = (
        (complete / path)
        .read_text("utf-8")
        .replace("published: 2018-07-09", f"published: '{published}'")
    )
    assert [(f.line, f.code) for f in found(path, text) if f.path == path] == (
        [] if fits else [(5, "KB015")]
    )
