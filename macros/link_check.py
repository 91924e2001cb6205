"""What pages say of the automatic checks of links: when they last ran, and what they found."""

from datetime import date
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.links.age import LONG_AFTER, STOPPED_AFTER, age_of
from knowledge_bank.links.ledger import Entry, Ledger, read_ledger
from knowledge_bank.links.state import Name
from knowledge_bank.links.touching import needs_somebody
from knowledge_bank.models.source import Source
from macros.components import day_in_words

# What a reader must know of a source before following its link.
SHORT: dict[Name, str] = {
    "broken": "its link does not work",
    "superseded": "its publisher says that it has been replaced",
    "changed": "the page at its link has changed",
    "soft 404": "its link no longer leads to it",
    "redirected to a home page": "its link no longer leads to it",
    "moved": "its address has moved",
}
# The same at length, for the register. Nothing a stranger's server said is ever shown to readers:
# whoever keeps the register finds that in the report.
LONG: dict[Name, str] = {
    "ok": "It answers.",
    "moved": "It answers, at another address now.",
    "changed": "It may be another document now. Compare it with what is said here.",
    "superseded": "It is said to have been replaced.",
    "soft 404": "The document is no longer found there.",
    "redirected to a home page": "The document is no longer found there.",
    "broken": "The link does not work.",
    "failing": "It did not answer. It is looked at again before anybody calls it broken.",
    "blocked": "It turns programs away. A person must look.",
    "refused by robots.txt": "It asks programs to stay away. A person must look.",
    "rate-limited": "It was too busy to answer a program.",
    "not checked": "A program cannot tell. A person must look.",
}


class LinkCheck:
    """The history of the links as pages tell it on the day `today`."""

    def __init__(self, bank: Bank, today: date) -> None:
        self._today = today
        self._ledger = read_ledger(bank.root, today)

    def facts(self) -> dict[str, Any]:
        """The day of the last run in both forms, how late it is, and after which days that counts.

        `state` is `checked`, or what is wrong with the history: missing, corrupt or future.
        """
        known = {"stopped_after": STOPPED_AFTER, "long_after": LONG_AFTER, "age": 0}
        if not isinstance(self._ledger, Ledger):
            return {**known, "state": self._ledger.kind}
        checked = self._ledger.checked
        if checked is None:
            return {**known, "state": "missing"}
        words = {"day": checked.isoformat(), "day_words": day_in_words(checked)}
        return {**known, **words, "state": "checked", "age": age_of(self._ledger, self._today)}

    def of(self, source: Source) -> Entry | None:
        """What is known of the link of `source`, or None if it was not looked at."""
        if not isinstance(self._ledger, Ledger):
            return None
        entry = self._ledger.links.get(source.id)
        return entry if entry and entry.address == source.link else None

    def words(self, entry: Entry) -> str:
        """What the last look found, in our words."""
        return LONG[entry.state]

    def quiet(self, entry: Entry) -> bool:
        """Say whether a person's look speaks for the link today."""
        return entry.quiet(self._today)

    def short(self, source: Source) -> str:
        """What is the matter with the link of `source`, in a few words; nothing if all is well."""
        entry = self.of(source)
        if entry is None or not needs_somebody(entry, self._today):
            return ""
        return SHORT.get(entry.state, "")
