"""What the ledger of links says, as reminders beside all other findings; asks nobody anything."""

from collections.abc import Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.links.age import STOPPED_AFTER, age_of
from knowledge_bank.links.ledger import LEDGER, Ledger, Trouble, read_ledger
from knowledge_bank.links.run import watched
from knowledge_bank.links.state import Name
from knowledge_bank.links.touching import needs_somebody, touched

CODES: dict[Name, str] = {
    "broken": "KB701",
    "moved": "KB702",
    "failing": "KB703",
    "blocked": "KB704",
    "rate-limited": "KB704",
    "refused by robots.txt": "KB704",
    "not checked": "KB705",
    "changed": "KB706",
    "superseded": "KB707",
    "redirected to a home page": "KB708",
    "soft 404": "KB709",
}
TROUBLES = {"missing": "KB710", "corrupt": "KB711", "future": "KB712"}
LINK_CODES = frozenset({*CODES.values(), *TROUBLES.values(), "KB713"})
RUN = "Run `kb links`, or look why the weekly report no longer does."


def link_reminders(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield a reminder for each link that needs somebody, and where the ledger itself does."""
    if not watched(bank):
        return
    ledger = read_ledger(bank.root, today)
    if isinstance(ledger, Trouble):
        fix = RUN
        if ledger.kind != "missing":
            fix = "Restore the file from the last version, or delete it and run `kb links`."
        yield _finding(LEDGER, 1, TROUBLES[ledger.kind], ledger.sentence, fix)
        return
    yield from _stopped(ledger, today)
    for link in touched(bank, ledger):
        if needs_somebody(link.entry, today):
            located = bank.sources[link.source.id]
            line = located.line("landing" if link.source.landing else "address")
            problem = f"“{link.source.title}”, {link.entry.address}: {link.entry.sentence}"
            code = CODES[link.entry.state]
            yield _finding(located.path, line, code, f"{problem} {link.reach}", link.entry.fix)


def _stopped(ledger: Ledger, today: date) -> Iterator[Finding]:
    days = age_of(ledger, today)
    if days is None:
        problem = "The history of the links names no day on which they were looked at."
        yield _finding(LEDGER, 1, "KB713", problem, RUN)
    elif days > STOPPED_AFTER:
        problem = f"The links were last looked at on {ledger.checked}, {days} days ago."
        yield _finding(LEDGER, 1, "KB713", problem, RUN)


def _finding(path: str, line: int, code: str, problem: str, fix: str) -> Finding:
    return Finding(path, line, code, problem, fix, blocking=False)
