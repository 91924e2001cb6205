"""Who is called what: the names on record, carried over to the passages as they stand now."""

import hashlib
from base64 import b32encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from knowledge_bank.bank import Bank
from knowledge_bank.citations.alike import same_passages
from knowledge_bank.citations.texts import citable_texts, files_shown_on, texts_with_ids
from knowledge_bank.models.passage_ledger import GonePassage, PassageLedger
from knowledge_bank.reading.pages import Page


@dataclass(frozen=True)
class Names:
    """The names of all passages as they stand now, and of all that once stood somewhere.

    `given` holds, for each file, its passages’ names and texts in order; `gone` what left it;
    `own` the records that have an id, which is their name.
    """

    given: Mapping[str, tuple[tuple[str, str], ...]]
    gone: Mapping[str, tuple[GonePassage, ...]]
    own: tuple[tuple[str, str], ...] = ()

    @cached_property
    def by_text(self) -> Mapping[str, tuple[str, ...]]:
        """The names of each text of the data; those with an id of their own go by that."""
        found: dict[str, list[str]] = {}
        for file, passages in self.given.items():
            if file.startswith("data/"):
                for name, text in passages:
                    found.setdefault(text, []).append(name)
        for name, text in self.own:
            found.setdefault(text, []).append(name)
        return {text: tuple(names) for text, names in found.items()}

    @cached_property
    def says(self) -> Mapping[str, str]:
        """What each living passage says, by its name or id."""
        named = {name: text for known in self.given.values() for name, text in known}
        return {**dict(self.own), **named}

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The file in which each living passage stands, by its name."""
        return {name: file for file, known in self.given.items() for name, _ in known}

    def gone_from(self, bank: Bank, page: Page) -> tuple[GonePassage, ...]:
        """What once stood on `page`, in its own text or in a record shown on it."""
        files = (page.path, *sorted(files_shown_on(bank, page)))
        return tuple(each for file in files for each in self.gone.get(file, ()))

    def ledgers(self) -> dict[str, PassageLedger]:
        """The ledgers that put these names on record, by the path each belongs at."""
        return {
            ledger_path(file): PassageLedger(
                of=file, passages=dict(self.given.get(file, ())), gone=self.gone.get(file, ())
            )
            for file in sorted({*self.given, *self.gone})
        }


def ledger_path(file: str) -> str:
    """Where the ledger of `file` stands: one folder, so that a moved page stays in sight."""
    return f"data/passages/{file.rpartition('.')[0].replace('/', '--')}.yaml"


def fingerprint(text: str) -> str:
    """Eight signs that change when the words of a passage do."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def names_of(bank: Bank, today: date) -> Names:
    """Work out the names of all passages of `bank` from its ledgers.

    What is on record keeps its name wherever it is found again: unchanged, reworded or moved. So
    does what was gone and is back, word for word, in its old file. What is new is named for what
    it says and where; what is nowhere any more is gone from today.
    """
    before = {
        ledger.record.of: tuple(ledger.record.passages.items()) for ledger in bank.ledgers.values()
    }
    texts = citable_texts(bank)
    kept = same_passages(before, texts)
    taken = set(kept.values())
    taken |= {gone.id for each in bank.ledgers.values() for gone in each.record.gone}
    back = {
        (each.record.of, gone.said): gone.id
        for each in bank.ledgers.values()
        for gone in each.record.gone
        if gone.to is None
    }
    given = {
        file: tuple(
            (kept.get((file, n)) or back.pop((file, text), None) or _new(file, text, taken), text)
            for n, text in enumerate(said)
        )
        for file, said in texts.items()
    }
    living = {name: file for file, known in given.items() for name, _ in known}
    return Names(given, _gone(bank, before, living, today), tuple(texts_with_ids(bank)))


def _gone(
    bank: Bank,
    before: Mapping[str, tuple[tuple[str, str], ...]],
    living: Mapping[str, str],
    today: date,
) -> dict[str, tuple[GonePassage, ...]]:
    """What left each file, in the order in which it was found to be gone."""
    gone: dict[str, tuple[GonePassage, ...]] = {}
    for located in bank.ledgers.values():
        file = located.record.of
        known = [
            each.model_copy(update={"to": living[each.id]}) if each.id in living else each
            for each in located.record.gone
            if living.get(each.id) != file
        ]
        known += [
            GonePassage(id=name, on=today, said=words, to=living.get(name))
            for name, words in before[file]
            if living.get(name) != file
        ]
        gone[file] = tuple(known)
    return gone


def _new(file: str, text: str, taken: set[str]) -> str:
    """A name nobody has: made of the words and their file, so that everybody makes the same."""
    for attempt in range(len(taken) + 1):
        digest = hashlib.sha256(f"{file}\n{text}\n{attempt}".encode()).digest()
        name = f"p-{b32encode(digest[:5]).decode().lower()}"
        if name not in taken:
            taken.add(name)
            return name
    raise AssertionError("there are more names than attempts")


def lagging(bank: Bank, names: Names) -> dict[str, Counter[str]]:
    """How often something in each file is new, reworded or gone since it was put on record."""
    found: dict[str, Counter[str]] = {}
    on_record = {each.record.of: each.record for each in bank.ledgers.values()}
    for file, ledger in on_record.items():
        now = dict(names.given.get(file, ()))
        counts = Counter(
            reworded=sum(now.get(name, words) != words for name, words in ledger.passages.items()),
            new=sum(name not in ledger.passages for name in now),
            gone=sum(name not in now for name in ledger.passages),
        )
        if +counts:
            found[file] = +counts
    return found
