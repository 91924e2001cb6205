"""What a look at the outside documents found, as reminders beside all other findings."""

from collections.abc import Iterator

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.links import check_links
from knowledge_bank.links.states import Name

CODES: dict[Name, str] = {
    "broken": "KB701",
    "moved": "KB702",
    "failing": "KB703",
    "blocked": "KB704",
    "rate-limited": "KB704",
    "refused by robots.txt": "KB704",
    "not checked": "KB705",
}


def outside_reminders(bank: Bank, *, allow_loopback: bool = False) -> Iterator[Finding]:
    """Look at every address of the register; yield a reminder for each that did not just answer.

    Raises CouldNotCheck where there is no network or the link checker does not run.
    """
    sources = [source for source in bank.sources.values() if source.record.link]
    reports = check_links([source.record for source in sources], allow_loopback=allow_loopback)
    for source, report in zip(sources, reports, strict=True):
        if code := CODES.get(report.state.name):
            yield Finding(
                source.path,
                source.line("landing" if source.record.landing else "address"),
                code,
                f"“{source.record.title}”, {report.link}: {report.state.sentence}",
                report.state.fix,
                blocking=False,
            )
