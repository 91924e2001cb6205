"""The places on a page that a link may point to: its headings, and what its words bring along."""

from collections.abc import Iterator

from knowledge_bank.bank import Bank
from knowledge_bank.reading.pages import Page
from knowledge_bank.words import WORDS

WHOLE_COLLECTIONS = {
    "glossary": "terms",
    "source_register": "sources",
    "queries": "queries",
    "areas": "areas",
}


def anchors_of(bank: Bank, page: Page) -> frozenset[str]:
    """Return the ids that `page` will have once built, as far as its author chose them."""
    return frozenset((*(h.id for h in page.headings if h.id), *_brought(bank, page)))


def _brought(bank: Bank, page: Page) -> Iterator[str]:
    for call in page.calls:
        word = WORDS[call.word]
        if call.word in WHOLE_COLLECTIONS:
            yield from bank.ids(WHOLE_COLLECTIONS[call.word])
        elif call.word == "contacts" and bank.partnership:
            yield from bank.partnership.record.anchors
        elif call.word == "routes":
            routes = (located.record for located in bank.routes.values())
            yield from (route.id for route in routes if route.kind == call.arguments[0])
        elif call.word == "accessibility" and bank.accessibility:
            yield from bank.accessibility.record.anchors
        elif word.shows and (shown := getattr(bank, str(word.refers_to)).get(call.arguments[0])):
            yield from shown.record.anchors
