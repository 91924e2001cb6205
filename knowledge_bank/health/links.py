"""What is known of each link, told in few words: twelve states of a program are five to a board."""

from collections.abc import Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.links.ledger import Entry, Ledger, read_ledger
from knowledge_bank.links.run import watched
from knowledge_bank.links.state import Name

WORKS = "leads to the document"
SEEN = "opened by a person, who found the document"
MOVED = "leads to it at a new address"
DOUBTFUL = "may lead to another document now"
LOST = "does not lead to it any more"
UNSURE = "a program cannot tell: a person must look"
NEVER = "not looked at yet"
FOUND = (WORKS, SEEN, MOVED, DOUBTFUL, LOST, UNSURE, NEVER)

TOLD: dict[Name, str] = {
    "ok": WORKS,
    "moved": MOVED,
    "changed": DOUBTFUL,
    "superseded": DOUBTFUL,
    "soft 404": LOST,
    "redirected to a home page": LOST,
    "broken": LOST,
    "failing": UNSURE,
    "blocked": UNSURE,
    "refused by robots.txt": UNSURE,
    "rate-limited": UNSURE,
    "not checked": UNSURE,
}


def found(bank: Bank, today: date) -> Iterator[str]:
    """Yield, for each link of the register of `bank`, what the last look at it found.

    A ledger that cannot be gone by says nothing: its links count as not looked at.
    """
    ledger = read_ledger(bank.root, today)
    known = ledger.links if isinstance(ledger, Ledger) else {}
    for name, source in watched(bank).items():
        entry = known.get(name)
        yield _told(entry, today) if entry and entry.address == source.link else NEVER


def _told(entry: Entry, today: date) -> str:
    if entry.state != "ok" and entry.quiet(today):
        return SEEN
    return TOLD[entry.state] if entry.looked or entry.state != "not checked" else NEVER
