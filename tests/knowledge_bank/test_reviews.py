"""When a page is due, and how its lateness is said: the arithmetic of days and months."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge_bank.bank import load_bank
from knowledge_bank.findings import Finding
from knowledge_bank.models.page import PageHead
from knowledge_bank.reading.pages import Page
from knowledge_bank.reading.records import Located
from knowledge_bank.reviews import Review, review_of

Found = Callable[..., list[Finding]]
ORDER = ["in date", "due soon", "overdue", "long overdue"]
days = st.dates(date(1990, 1, 1), date(2200, 12, 31))
intervals = st.integers(1, 99)
BANK = load_bank(Path(__file__).parents[1] / "sites" / "complete")[0]


def page(written: date, months: int, reviewed: date | None = None, source: str = "") -> Page:
    head = PageHead.model_validate(
        {
            "title": "T",
            "description": "D.",
            "owner": "editor",
            "status": "draft",
            "version": "0.1",
            "written": written.isoformat(),
            "review_every": f"{months} months",
            "sources": [{"source": source}] if source else [],
            **({"reviewed": reviewed.isoformat()} if reviewed else {}),
        }
    )
    return Page(
        "docs/x.md", Located(head, "docs/x.md", MappingProxyType({})), (), (), (), (), "", 1
    )


@settings(deadline=None)
@given(days, st.one_of(st.none(), days), intervals)
@example(date(2023, 1, 31), None, 1)
@example(date(2024, 2, 29), None, 12)
def test_a_page_is_due_as_many_months_after_it_was_last_read(
    written: date, reviewed: date | None, months: int
) -> None:
    last = reviewed or written
    due = review_of(BANK, page(written, months, reviewed)).due
    assert due > last
    assert (due.year - last.year) * 12 + due.month - last.month == months
    # The same day of the month, or the last one where there is no such day.
    assert due.day == last.day or (due.day < last.day and (due + timedelta(1)).day == 1)


@pytest.mark.parametrize(
    ("read", "months", "due"),
    [
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-08-31", 6, "2025-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-31", 24, "2028-12-31"),
    ],
)
def test_the_ends_of_months(read: str, months: int, due: str) -> None:
    review = review_of(BANK, page(date.fromisoformat(read), months))
    assert review.due == date.fromisoformat(due)


@settings(deadline=None)
@given(days)
@example(date(2024, 2, 29))
@example(date(2026, 8, 31))
def test_the_states_follow_one_another_as_days_pass(due: date) -> None:
    review = Review(due)
    passed = [review.state(due + timedelta(n)) for n in range(-40, 220)]
    assert [state for n, state in enumerate(passed) if n == 0 or passed[n - 1] != state] == ORDER
    assert review.state(due - timedelta(31)) == "in date"
    assert review.state(due - timedelta(30)) == "due soon"
    assert review.state(due - timedelta(1)) == "due soon"
    assert review.state(due) == "overdue"
    assert review.state(due + relativedelta(months=6) - timedelta(1)) == "overdue"
    assert review.state(due + relativedelta(months=6)) == "long overdue"


# The source `odd-title` of the complete site should itself have been reviewed on 2027-06-03.


def test_a_page_nobody_reviewed_since_its_source_fell_due_is_due_with_it() -> None:
    review = review_of(BANK, page(date(2026, 11, 1), 12, source="odd-title"))
    assert review == Review(date(2027, 6, 3), "odd-title")


def test_a_page_whose_own_day_comes_first_keeps_it() -> None:
    assert review_of(BANK, page(date(2026, 11, 1), 6, source="odd-title")) == Review(
        date(2027, 5, 1)
    )


@pytest.mark.parametrize(("reviewed", "inherits"), [("2027-06-02", True), ("2027-06-03", False)])
def test_a_review_outlives_the_day_of_the_source(reviewed: str, inherits: bool) -> None:
    day = date.fromisoformat(reviewed)
    review = review_of(BANK, page(date(2026, 11, 1), 24, day, "odd-title"))
    assert (review.inherited_from == "odd-title") is inherits


def test_a_page_is_not_due_for_a_source_it_only_cites_in_passing() -> None:
    cited = page(date(2026, 11, 1), 24, source="odd-title")
    head = cited.head.record
    first = head.sources[0].model_copy(update={"source": "newest"})
    both = head.model_copy(update={"sources": (first, *head.sources)})
    passing = replace(cited, head=replace(cited.head, record=both))
    assert review_of(BANK, cited).inherited_from == "odd-title"
    assert review_of(BANK, passing).inherited_from is None


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
