"""Findings the authors live with for a while: each needs a reason, and comes back on its day."""

from collections.abc import Iterable, Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.models.ignored_finding import IgnoredFinding

# Findings that not every run looks for: on built pages, and outside.
SOMETIMES = ("KB5", "KB70", "KB71", "KB72")
# Findings that say a file, or a part of it, could not be read.
UNREAD = ("KB00", "KB01")


def without_ignored(bank: Bank, findings: Iterable[Finding], today: date) -> Iterator[Finding]:
    """Yield `findings` less those ignored on `today`, and what is wrong with the ignoring."""
    found = list(findings)
    yield from not_ignored(bank, found, today)
    unread = {finding.path for finding in found if finding.code.startswith(UNREAD)}
    for located in bank.ignored:
        if located.record.code.startswith(SOMETIMES) or located.record.path in unread:
            continue
        if not any(_matches(located.record, finding) for finding in found):
            yield Finding(
                located.path,
                located.line(),
                "KB901",
                f"There is no {located.record.code} in {located.record.path} to ignore any more.",
                "Delete this entry.",
                blocking=False,
            )


def not_ignored(bank: Bank, findings: Iterable[Finding], today: date) -> Iterator[Finding]:
    """Yield `findings` less those ignored on `today`."""
    in_force = [located.record for located in bank.ignored if located.record.until > today]
    for finding in findings:
        if not any(_matches(record, finding) for record in in_force):
            yield finding


def _matches(record: IgnoredFinding, finding: Finding) -> bool:
    return (
        record.code == finding.code
        and record.path == finding.path
        and record.says in finding.problem
    )
