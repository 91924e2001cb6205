"""The counts for the board: everything counted once, as it stands on the day."""

from datetime import date, timedelta
from pathlib import Path

from knowledge_bank.bank import load_bank
from knowledge_bank.health import Measure, health
from knowledge_bank.links.run import watched


def counts(measure: Measure) -> dict[str, int]:
    return {part.name: part.count for part in measure.parts}


def test_everything_is_counted_once(complete: Path, today: date) -> None:
    bank, _ = load_bank(complete)
    agreed, reviews, questions, sources, links = health(bank, today)
    for measure, records in (
        (agreed, bank.pages),
        (reviews, bank.pages),
        (questions, bank.queries),
        (sources, bank.sources),
        (links, watched(bank)),
    ):
        assert measure.total == len(records) == sum(counts(measure).values())
    assert counts(agreed)["approved"] == sum(
        page.head.record.status == "approved" for page in bank.pages.values()
    )
    assert counts(questions)["answered"] == 1


def test_pages_fall_overdue_with_time(complete: Path, today: date) -> None:
    bank, _ = load_bank(complete)
    later = counts(health(bank, today + timedelta(days=365 * 10))[1])
    assert later == {"in date": 0, "due soon": 0, "overdue": 0, "long overdue": len(bank.pages)}


def test_the_bars_are_shares_of_all_and_an_empty_bank_has_none(complete: Path, today: date) -> None:
    for path in (complete / "docs").rglob("*.md"):
        path.unlink()
    bank, _ = load_bank(complete)
    agreed, _, _, sources, _ = health(bank, today)
    assert [part.share for part in agreed.parts] == [0, 0, 0]
    assert 95 <= sum(part.share for part in sources.parts) <= 105
