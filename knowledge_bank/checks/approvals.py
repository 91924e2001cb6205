"""Approval: nothing is called agreed while a question or a placeholder stands in its way."""

from collections.abc import Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.ledger import Entry, in_the_way, questions


def early_approvals(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield what stands in the way of approved pages, and approved forms that await an answer.

    A placeholder that no question declares has a finding of its own, on every page.
    """
    asked = tuple(questions(bank))
    for page in bank.pages.values():
        if page.head.record.status == "approved":
            for entry in in_the_way(bank, page, asked):
                if entry.id:
                    yield from _in_the_way(entry)
    for form in bank.forms.values():
        query = bank.queries.get(form.record.awaiting or "")
        if form.record.status == "approved" and query and query.record.answered is None:
            yield _rests(form.path, form.line("awaiting"), "form awaits", query.record.id)


def _in_the_way(entry: Entry) -> Iterator[Finding]:
    for place in entry.places:
        if entry.kind == "question":
            yield _rests(place.path, place.line, "page rests on", entry.id)
        else:
            yield Finding(
                place.path,
                place.line,
                "KB737",
                f"On this approved page “{entry.words}” waits for the answer to the question"
                f" `{entry.id}`.",
                "Record the answer and write it here, or go back to `status: draft`.",
            )


def _rests(path: str, line: int, rests: str, query: str) -> Finding:
    return Finding(
        path,
        line,
        "KB206",
        f"This approved {rests} the question `{query}`, which nobody has answered.",
        "Record the answer in data/queries.yaml, or go back to `status: draft`.",
    )
