"""Addresses that once held a page, and folders that must say when: what is filed is filed right."""

from collections.abc import Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.models import KINDS


def taken_addresses(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield former addresses at which a page stands again."""
    for name, former in bank.former_pages.items():
        if name in bank.pages:
            yield Finding(
                former.path,
                former.line("page"),
                "KB235",
                f"`{name}` is called a former page, but stands in docs/.",
                "Give the new page another path: old bookmarks mean the old one.",
            )


def misfiled_changes(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield change notes that are not in the folder of their year."""
    for name, change in bank.changes.items():
        expected = f"{KINDS['change'].place}{change.record.on.year}/{name}.yaml"
        if change.path != expected:
            yield Finding(
                change.path,
                change.line("on"),
                "KB221",
                f"The change is of {change.record.on.year}, but its file stands elsewhere.",
                f"It belongs at {expected}.",
            )
