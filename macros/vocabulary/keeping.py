"""Words about how well the bank is kept: reviews, counts, and the accessibility statement."""

from macros.health import health_facts
from macros.page_record import page_records
from macros.vocabulary.showing import Showing


class Keeping(Showing):
    """Words that tell how old, how sound and how usable the bank is."""

    def page_reviews(self) -> str:
        """Every page with its review, the most overdue first."""
        records = page_records(self._bank, self._today)
        pages = sorted(
            (record["review_due"], page.head.record.title, name, record)
            for (name, page), record in zip(self._bank.pages.items(), records.values(), strict=True)
        )
        return self._block("page-reviews", pages=pages)

    def health(self, part: str) -> str:
        """How well the bank is kept: in counts, by what falls due, or by what is on record."""
        return self._block(f"health-{part}", **health_facts(self._bank, self._today, part))

    def accessibility(self, part: str) -> str:
        """A part of the accessibility statement: its facts, in the form the law gives."""
        assert self._bank.accessibility
        statement = self._bank.accessibility.record
        return self._block("accessibility", statement=statement, part=part)
