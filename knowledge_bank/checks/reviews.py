"""Reviews: what time has broken, said as a reminder; what a date cannot be, said as a mistake."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.reading.records import Located, Location
from knowledge_bank.reviews import doubts_about, review_of

Days = tuple[tuple[Location, date | None], ...]


def overdue_pages(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield a reminder for every page whose review is overdue or due soon."""
    for page in bank.pages.values():
        review = review_of(bank, page)
        if review.inherited_from or review.event or page.head.record.status == "withdrawn":
            continue
        days = (today - review.due).days
        line = page.head.line("risk")
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
                "Review those pages with the partnership, one by one, with `kb review`.",
                blocking=False,
            )


def _resting(pages: int) -> str:
    return "1 page rests on it and has" if pages == 1 else f"{pages} pages rest on it and have"


def pages_behind_events(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield a reminder for everything that happened and that pages have not been read for since."""
    behind = Counter(
        review.event
        for page in bank.pages.values()
        if (review := review_of(bank, page)).event and page.head.record.status != "withdrawn"
    )
    for event, pages in behind.items():
        if event and event.on <= today:
            yield Finding(
                event.path,
                event.line,
                "KB219",
                f"On {event.on} {event.what}; {_waiting(pages)} not been reviewed since.",
                "Read those pages with it in hand, one by one, with `kb review`.",
                blocking=False,
            )


def unheeded_reviews(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield a reminder for every review that found a page wanting, until a later one settles it."""
    for page in bank.pages.values():
        if page.head.record.status == "withdrawn":
            continue
        for review in doubts_about(bank, page):
            yield Finding(
                page.path,
                page.head.line("risk"),
                "KB220",
                f"A review on {review.on} ended with “{review.outcome}”: {review.note}",
                "Mend the page or withdraw it, then have it reviewed again.",
                blocking=False,
            )


def _waiting(pages: int) -> str:
    return "1 page has" if pages == 1 else f"{pages} pages have"


def days_to_come(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield dates of things done that lie in the future, or before the page existed."""
    for located, days, written in _days_of_things_done(bank):
        for where, day in days:
            if day and day > today:
                yield Finding(
                    located.path,
                    located.line(*where),
                    "KB204",
                    f"`{_key(where)}` is {day}, which is still to come.",
                    "Give the day on which it happened.",
                )
            if day and written and day < written:
                yield Finding(
                    located.path,
                    located.line(*where),
                    "KB205",
                    f"`{_key(where)}` is {day}, before the page was written on {written}.",
                    "Correct the one or the other.",
                )


def _days_of_things_done(bank: Bank) -> Iterator[tuple[Located[Any], Days, date | None]]:
    """Every record of something done, its days with their places, and since when it can be."""
    for page in bank.pages.values():
        head = page.head.record
        approved = head.approved.on if head.approved else None
        withdrawn = head.withdrawn.on if head.withdrawn else None
        days: Days = (
            (("written",), head.written),
            (("approved", "on"), approved),
            (("withdrawn", "on"), withdrawn),
        )
        yield page.head, days, head.written
    for review in bank.reviews.values():
        reviewed = bank.pages.get(bank.page_now(review.record.page))
        exists = reviewed.head.record.written if reviewed else None
        yield review, ((("on",), review.record.on),), exists
    for change in bank.changes.values():
        agreed = change.record.approved
        yield (
            change,
            ((("on",), change.record.on), (("approved", "on"), agreed.on if agreed else None)),
            None,
        )
    for event in bank.events.values():
        yield event, ((("on",), event.record.on),), None
    for former in bank.former_pages.values():
        yield former, ((("on",), former.record.on),), None
    for source in bank.sources.values():
        since = tuple(
            (("supersedes", index, "since"), older.since)
            for index, older in enumerate(source.record.supersedes)
        )
        yield source, ((("state_since",), source.record.state_since), *since), None
    if guide := bank.scaling_guide:
        agreed = guide.record.approved
        published = ("published",), guide.record.published
        yield guide, (published, (("approved", "on"), agreed.on if agreed else None)), None


def _key(where: Location) -> str:
    """The key an author would look for: the last that says what the day is the day of."""
    names = (str(step) for step in reversed(where) if isinstance(step, str) and step != "on")
    return next(names, "on")


_READ_IT = "Read the whole page with its sources open, mend it, then run `kb review`."
