"""Approval: nothing is called agreed while a question that stands in its way is open."""

from collections.abc import Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding


def early_approvals(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield approved pages that show a blocking question, and approved forms that await one."""
    for page in bank.pages.values():
        if page.head.record.status == "approved":
            for call in page.calls:
                query = bank.queries.get(call.arguments[0]) if call.word == "query" else None
                if query and query.record.blocking and query.record.answered is None:
                    yield _finding(page.path, call.line, "page rests on", query.record.id)
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
