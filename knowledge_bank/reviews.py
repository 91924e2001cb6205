"""What the review records say of a page: when it was read, when it is due and why then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateutil.relativedelta import relativedelta

from knowledge_bank.bank import Bank
from knowledge_bank.events import Happening, events_of
from knowledge_bank.models.review import Review
from knowledge_bank.reading.pages import Page
from knowledge_bank.reading.records import Located
from knowledge_bank.units import fingerprint_of

State = Literal["in date", "due soon", "overdue", "long overdue"]
SOON = relativedelta(days=30)
LONG = relativedelta(months=6)


@dataclass(frozen=True)
class Deadline:
    """When a page must next be read whole, and why then.

    `inherited_from` is the id of the source whose own review date fell first: a page that
    nobody has reviewed since its source fell due is itself due. `event` is what happened since
    the page was last read, if it must be read for that.
    """

    due: date
    inherited_from: str | None = None
    event: Happening | None = None

    @property
    def long_overdue_from(self) -> date:
        """The day from which readers are told more plainly."""
        return self.due + LONG

    def state(self, today: date) -> State:
        """How the page stands on the day `today`."""
        if today < self.due - SOON:
            return "in date"
        if today < self.due:
            return "due soon"
        return "overdue" if today < self.long_overdue_from else "long overdue"


def records_of(bank: Bank, page: Page) -> Iterator[Located[Review]]:
    """Yield the review records of `page`, those under its former addresses too, oldest first."""
    records = (r for r in bank.reviews.values() if bank.page_now(r.record.page) == page.name)
    yield from sorted(records, key=lambda each: (each.record.on, each.path))


def last_review(bank: Bank, page: Page) -> Review | None:
    """The last review of the whole page; one of a part of it does not count as one."""
    whole = [each.record for each in records_of(bank, page) if each.record.is_whole]
    return whole[-1] if whole else None


def parts_since(bank: Bank, page: Page) -> list[Review]:
    """Return the reviews of a part of `page` since it was last read whole, oldest first."""
    last = last_review(bank, page)
    records = [each.record for each in records_of(bank, page)]
    return [r for r in records if not r.is_whole and (last is None or r.on > last.on)]


def doubts_about(bank: Bank, page: Page) -> list[Review]:
    """Return the reviews that found `page` or a part of it wanting and that no later one settles.

    A review of the whole page settles what came before it, and a review of a part what was said
    of the same passages.
    """
    last, parts = last_review(bank, page), parts_since(bank, page)
    doubts = [last] if last and not last.stands else []
    for index, part in enumerate(parts):
        settled = {name for later in parts[index + 1 :] if later.stands for name in later.passages}
        if not part.stands and not settled.issuperset(part.passages):
            doubts.append(part)
    return doubts


def last_possible(page: Page, read: date) -> date:
    """The last day on which a page that was read on the day `read` is in date, by its risk."""
    return read + relativedelta(months=page.head.record.review_every)


def review_of(bank: Bank, page: Page) -> Deadline:
    """Work out when `page` is due: by the calendar, its source, or what has happened.

    By the calendar it is due when its last review said, but never later than its risk allows.
    Its source is the first it names, if the page carries what that source says, and as long as
    nobody has reviewed the page since the day on which that source should itself have been
    reviewed.
    """
    head = page.head.record
    review = last_review(bank, page)
    read = review.on if review else head.written
    own = last_possible(page, read)
    reasons = [Deadline(min(own, review.next.on) if review else own)]
    for citation in head.sources[:1]:
        source = bank.sources.get(citation.source)
        written_from = source is not None and _carries(bank, page, citation.source)
        falls_due = source.record.review_due if source and written_from else None
        if falls_due and (review is None or review.on < falls_due):
            reasons.append(Deadline(falls_due, inherited_from=citation.source))
    happened = (each for each in sorted(events_of(bank, page)) if each.on > read)
    reasons += [Deadline(each.on, event=each) for each in happened]
    return min(reasons, key=lambda deadline: deadline.due)


def _carries(bank: Bank, page: Page, source: str) -> bool:
    """Whether `page` carries statements of `source`, as the ledger of where each went has it.

    Of a source without such a ledger nothing is known but that the page names it first.
    """
    ledger = bank.coverage.get(source)
    if ledger is None:
        return True
    points = (point for section in ledger.record.sections for point in section.points)
    return any(to.partition("#")[0] == page.name for point in points for to in point.carried_by)


def is_as_read(page: Page, review: Review) -> bool:
    """Whether `page` still says what it said when it was reviewed."""
    return fingerprint_of(page.body) == review.fingerprint


def updated_on(bank: Bank, page: Page) -> date:
    """The day of the last change to `page` that a change note tells of, or of its writing."""
    days = (
        each.record.on
        for each in bank.changes.values()
        if any(bank.page_now(place.partition("#")[0]) == page.name for place in each.record.where)
    )
    return max((page.head.record.written, *days))
