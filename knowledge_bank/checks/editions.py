"""Editions: nobody changes one afterwards."""

from collections.abc import Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.editions.content import content_of_all
from knowledge_bank.findings import Finding


def changed_editions(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield the editions whose pages are no longer those that were signed."""
    for name, located in bank.editions.items():
        if content_of_all(located.record.pages) != located.record.content:
            yield Finding(
                located.path,
                located.line("content"),
                "KB444",
                f"The pages of edition `{name}` are not those that were signed.",
                "Restore the file as `kb edition` wrote it; a change needs a new edition.",
            )
