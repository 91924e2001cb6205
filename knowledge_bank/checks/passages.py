"""The names of passages: on record, once each, and not too far behind the pages."""

from collections.abc import Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.citations.names import lagging, ledger_path, names_of
from knowledge_bank.findings import Finding


def passages_of_two_names(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield ledgers that say something else than their file’s name, and names that stand twice."""
    seen: dict[str, str] = {}
    for located in bank.ledgers.values():
        ledger = located.record
        if ledger_path(ledger.of) != located.path:
            yield Finding(
                located.path,
                located.line("of"),
                "KB441",
                f"This is not where the passages of `{ledger.of}` are named.",
                f"Move it to {ledger_path(ledger.of)}.",
            )
        for name in ledger.passages:
            if name in seen:
                yield Finding(
                    located.path,
                    located.line("passages", name),
                    "KB442",
                    f"The passage `{name}` stands in {seen[name]} already.",
                    "Take out the one whose page no longer has it.",
                )
            seen.setdefault(name, located.path)


def passages_not_on_record(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield the ledgers that are behind the pages; a reminder, for names are carried over."""
    for file, counts in lagging(bank, names_of(bank, today)).items():
        said = ", ".join(f"{count} {what}" for what, count in counts.items())
        yield Finding(
            ledger_path(file),
            1,
            "KB443",
            f"The passages of {file} have changed since they were put on record: {said}.",
            "Run `kb passages`.",
            blocking=False,
        )
