"""The glossary as search reads it: each entry with every way people write, say or mistype it."""

from knowledge_bank.bank import Bank
from knowledge_bank.models.term import Term

# How an entry’s words are told apart in the index, in this order.
WAYS = ("also", "family_words", "old_names", "misspellings", "instead_of", "search_words")
Entry = list[str | list[str]]


def vocabulary(bank: Bank) -> list[Entry]:
    """Every entry: its id, its word, what its letters stand for, and a list for each way."""
    return [_entry(located.record) for located in bank.terms.values()]


def _entry(term: Term) -> Entry:
    return [
        term.id,
        term.term,
        term.expansion or "",
        *(list(getattr(term, way)) for way in WAYS),
    ]
