"""Reviews: what time has broken, said as a reminder; what a date cannot be, said as a mistake."""

from collections.abc import Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.reviews import review_of


def overdue_pages(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield a reminder for every page whose review is overdue or due soon."""
    for page in bank.pages.values():
        review = review_of(bank, page)
        if review.inherited_from:
            continue
        days = (today - review.due).days
        line = page.head.line("reviewed" if page.head.record.reviewed else "written")
        if days >= 0:
            problem = f"The review was due on {review.due}, {days} days ago."
            yield Finding(page.path, line, "KB201", problem, _READ_IT, blocking=False)
        elif review.state(today) == "due soon":
            problem = f"The review is due on {review.due}, in {-days} days."
            yield Finding(page.path, line, "KB202", problem, _READ_IT, blocking=False)


def overdue_sources(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield a reminder for every source past its own review date, with the pages resting on it."""
    for name, source in bank.sources.items():
        due = source.record.review_due
        if due is None or due > today:
            continue
        resting = [
            page for page in bank.pages.values() if review_of(bank, page).inherited_from == name
        ]
        if resting:
            yield Finding(
                source.path,
                source.line("review_due"),
                "KB203",
                f"“{source.record.title}” was due for review on {due}, {(today - due).days} days"
                f" ago; {_resting(len(resting))} not been reviewed since.",
                "Review those pages with the partnership, one by one, and set `reviewed`.",
                blocking=False,
            )


def _resting(pages: int) -> str:
    return "1 page rests on it and has" if pages == 1 else f"{pages} pages rest on it and have"


def days_to_come(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield dates of things done that lie in the future, or before the page existed."""
    for page in bank.pages.values():
        head = page.head.record
        done = {
            "written": head.written,
            "reviewed": head.reviewed,
            "approved": head.approved.on if head.approved else None,
        }
        for key, day in done.items():
            if day and day > today:
                yield _to_come(page.path, page.head.line(key, "on"), key, day)
            if day and day < head.written:
                yield Finding(
                    page.path,
                    page.head.line(key, "on"),
                    "KB205",
                    f"`{key}` is {day}, before the page was written on {head.written}.",
                    "Correct the one or the other.",
                )
    if guide := bank.scaling_guide:
        approved = guide.record.approved
        for key, day in (
            ("published", guide.record.published),
            ("approved", approved.on if approved else None),
        ):
            if day and day > today:
                yield _to_come(guide.path, guide.line(key, "on"), key, day)


def _to_come(path: str, line: int, key: str, day: date) -> Finding:
    return Finding(
        path,
        line,
        "KB204",
        f"`{key}` is {day}, which is still to come.",
        "Give the day on which it happened.",
    )


_READ_IT = "Read the whole page with its sources open, mend it, then set `reviewed` to that day."
