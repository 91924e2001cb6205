"""Which links need somebody, how much rests on each, and which roles keep the pages it is on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.citing import pages_of, uses
from knowledge_bank.links.ledger import Entry, Ledger
from knowledge_bank.links.run import watched
from knowledge_bank.links.state import WORST_FIRST
from knowledge_bank.models.source import Source

BY_REGISTER = "the register"


@dataclass(frozen=True, slots=True)
class Touched:
    """One link with its source, the passages that rest on it, and the pages with their owners."""

    source: Source
    entry: Entry
    passages: int
    pages: tuple[str, ...]
    owners: tuple[str, ...]

    @property
    def reach(self) -> str:
        """How much rests on it, in words."""
        if not self.pages:
            return "No passage rests on it."
        passages = "1 passage" if self.passages == 1 else f"{self.passages} passages"
        return f"It touches {passages} on {', '.join(f'“{title}”' for title in self.pages)}."


def touched(bank: Bank, ledger: Ledger) -> list[Touched]:
    """Every link of the register that the ledger knows, the worst and most relied on first."""
    used = uses(bank)
    found = []
    for name, source in watched(bank).items():
        entry = ledger.links.get(name)
        if entry is None or entry.address != source.link:
            continue
        own = tuple(use for use in used.get(("sources", name), ()) if not use.mentions)
        met = {(place.path, place.passage) for use in own for place in use.met_at}
        pages = pages_of(own)
        owners = tuple(sorted(set(_owners(bank, [path for path, _ in pages]))))
        found.append(Touched(source, entry, len(met), tuple(t for _, t in pages), owners))
    return sorted(found, key=lambda t: (WORST_FIRST.index(t.entry.state), -t.passages, t.source.id))


def needs_somebody(entry: Entry, today: date) -> bool:
    """Say whether a person has something to do about a link on the day `today`.

    What the register itself says has been done already, and what a person has lately seen with
    their own eyes need not be looked at again yet.
    """
    if entry.state == "ok" or entry.quiet(today):
        return False
    return not (entry.state == "superseded" and BY_REGISTER in entry.evidence)


def _owners(bank: Bank, paths: list[str]) -> Iterator[str]:
    roles = bank.partnership.record.roles if bank.partnership else ()
    titles = {role.id: role.title for role in roles}
    for page in bank.pages.values():
        if page.path in paths:
            yield titles.get(page.head.record.owner, page.head.record.owner)
