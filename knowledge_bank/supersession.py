"""Which document took the place of which: a chain read both ways from one typed fact."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_bank.bank import Bank
from knowledge_bank.models.source import SaysWho


@dataclass(frozen=True)
class Succession:
    """One step of a chain: the older source, the newer that took its place, and who says so."""

    older: str
    newer: str
    says_who: SaysWho | None
    number: int

    @property
    def at(self) -> tuple[str | int, ...]:
        """Where in the newer record it is written."""
        return ("supersedes", self.number)


def successions(bank: Bank) -> Iterator[Succession]:
    """Yield every step that the register states between two sources that are in it."""
    for name, located in bank.sources.items():
        for number, each in enumerate(located.record.supersedes):
            if each.source in bank.sources:
                yield Succession(each.source, name, each.says_who, number)


def successor_of(bank: Bank, source: str) -> Succession | None:
    """The step that leads from `source` to the newer document, or None while it is the newest."""
    return next((each for each in successions(bank) if each.older == source), None)


def newest_of(bank: Bank, source: str) -> str:
    """The id of the document that today stands where `source` stood; `source` itself if newest."""
    return chain_of(bank, source)[-1]


def chain_of(bank: Bank, source: str) -> tuple[str, ...]:
    """The ids of all that led to `source`, itself, and all that took its place, oldest first.

    Where a document took the place of several, all of them stand before it. A circle, which is
    a finding, is walked once.
    """
    after = [source]
    while (step := successor_of(bank, after[-1])) and step.newer not in after:
        after.append(step.newer)
    before: list[str] = []
    _gather(bank, source, before, set(after))
    return (*before, *after)


def _gather(bank: Bank, source: str, before: list[str], seen: set[str]) -> None:
    for each in bank.sources[source].record.supersedes:
        if each.source in bank.sources and each.source not in seen:
            seen.add(each.source)
            _gather(bank, each.source, before, seen)
            before.append(each.source)
