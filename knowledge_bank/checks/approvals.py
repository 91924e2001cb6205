"""Approval: nothing is called agreed while a question that stands in its way is open."""

from collections.abc import Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.citing import uses
from knowledge_bank.findings import Finding


def early_approvals(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield approved pages that rest on a blocking question, and approved forms that await one.

    A page rests on a question that it shows, or that a record shown on it waits for.
    """
    pages = {page.path: page for page in bank.pages.values()}
    for (collection, name), found in uses(bank).items():
        query = bank.queries.get(name) if collection == "queries" else None
        if query and query.record.blocking and query.record.answered is None:
            for place in sorted({place for use in found for place in use.met_at}):
                if pages[place.path].head.record.status == "approved":
                    yield _finding(place.path, place.line, "page rests on", name)
    for form in bank.forms.values():
        query = bank.queries.get(form.record.awaiting or "")
        if form.record.status == "approved" and query and query.record.answered is None:
            yield _finding(form.path, form.line("awaiting"), "form awaits", query.record.id)


def _finding(path: str, line: int, rests: str, query: str) -> Finding:
    return Finding(
        path,
        line,
        "KB206",
        f"This approved {rests} the question `{query}`, which nobody has answered.",
        "Record the answer in data/queries.yaml, or go back to `status: draft`.",
    )
