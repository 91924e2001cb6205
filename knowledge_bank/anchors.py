"""The places on a page that a link may point to: its headings, and what its words bring along."""

from collections.abc import Iterator

from knowledge_bank.bank import Bank
from knowledge_bank.reading.pages import Page


def anchors_of(bank: Bank, page: Page) -> frozenset[str]:
    """Return the ids that `page` will have once built, as far as its author chose them."""
    return frozenset((*(h.id for h in page.headings if h.id), *_brought(bank, page)))


def _brought(bank: Bank, page: Page) -> Iterator[str]:
    for call in page.calls:
        match call.word:
            case "checklist":
                if checklist := bank.checklists.get(call.arguments[0]):
                    yield from (item.id for item in checklist.record.items)
            case "glossary":
                yield from bank.terms
            case "source_register":
                yield from bank.sources
            case "queries":
                yield from bank.queries
            case "coverage":
                if ledger := bank.coverage.get(call.arguments[0]):
                    yield from (p.id for s in ledger.record.sections for p in s.points)
            case "contacts":
                if bank.partnership:
                    yield from (contact.id for contact in bank.partnership.record.contacts)
