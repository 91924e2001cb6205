"""When the automatic checks of links seem to have stopped, and how plainly that is said."""

from datetime import date

from knowledge_bank.links.ledger import Ledger

# The check runs weekly: after these many days two runs are missing. Pages carry both numbers to
# the reader's browser.
STOPPED_AFTER = 14
LONG_AFTER = 60


def age_of(ledger: Ledger, today: date) -> int | None:
    """The days since the last look, or None if no day is on record."""
    return (today - ledger.checked).days if ledger.checked else None
