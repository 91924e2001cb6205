"""What an edition holds, as hashes: so that nobody can change it afterwards unseen."""

import hashlib
from collections.abc import Iterable

from knowledge_bank.bank import Bank
from knowledge_bank.citations.texts import citable_pieces, files_shown_on
from knowledge_bank.models.edition import EditionPage
from knowledge_bank.reading.pages import Page


def pages_of_an_edition(bank: Bank) -> tuple[Page, ...]:
    """The pages that an edition holds: all that state something and have not been withdrawn."""
    return tuple(
        page
        for page in bank.pages.values()
        if page.head.record.status != "withdrawn" and _states_something(bank, page)
    )


def content_of(bank: Bank, page: Page) -> str:
    """The hash of what `page` says: its title, its passages, and the data files shown on it."""
    parts = [page.head.record.title, *(piece.text for piece in page.pieces)]
    files = sorted(files_shown_on(bank, page))
    parts += [(bank.root / file).read_text(encoding="utf-8") for file in files]
    return hashlib.sha256("\n\n".join(parts).encode()).hexdigest()


def content_of_all(pages: Iterable[EditionPage]) -> str:
    """The hash of a whole edition, made of those of its pages."""
    lines = (f"{each.page} {each.version} {each.content}\n" for each in pages)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _states_something(bank: Bank, page: Page) -> bool:
    if page.name.startswith("contributing/"):
        return False
    return any(True for _ in citable_pieces(page)) or bool(files_shown_on(bank, page))
