"""When a page is due for review, and how plainly its lateness is said."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateutil.relativedelta import relativedelta

from knowledge_bank.bank import Bank
from knowledge_bank.reading.pages import Page

State = Literal["in date", "due soon", "overdue", "long overdue"]
SOON = relativedelta(days=30)
LONG = relativedelta(months=6)


@dataclass(frozen=True)
class Review:
    """When a page must next be read whole, and why then.

    `inherited_from` is the id of the source whose own review date fell first: a page that
    nobody has reviewed since its source fell due is itself due.
    """

    due: date
    inherited_from: str | None = None

    def state(self, today: date) -> State:
        """How the page stands on the day `today`."""
        if today < self.due - SOON:
            return "in date"
        if today < self.due:
            return "due soon"
        return "overdue" if today < self.due + LONG else "long overdue"


def review_of(bank: Bank, page: Page) -> Review:
    """Work out when `page` is due: its own interval, or the date of the source it is written from.

    That is its first source, as long as nobody has reviewed the page since that date.
    """
    head = page.head.record
    own = Review(head.last_read + relativedelta(months=head.review_every))
    sources = (bank.sources.get(citation.source) for citation in head.sources[:1])
    inherited = (
        Review(source.record.review_due, source.record.id)
        for source in sources
        if source
        and source.record.review_due
        and (head.reviewed is None or head.reviewed < source.record.review_due)
    )
    return min((own, *inherited), key=lambda review: review.due)
