"""Notes to self, blanks and half-finished passages, in pages and in data."""

from collections.abc import Iterator
from datetime import date

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.ledger import Left, left_in_records, left_on, stands_for
from knowledge_bank.models.query import Query


def notes_to_self(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield what authors left in the text of pages and records.

    One that a question declares is a reminder; an approved page, which can hold none, has its
    own finding.
    """
    for page in bank.pages.values():
        for left in left_on(bank, page):
            if left.query is None:
                yield _finding(left)
            elif page.head.record.status == "draft":
                yield _declared(bank, left, left.query)
    for left in left_in_records(bank):
        yield _finding(left)


def lost_placeholders(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield the placeholders that an open question declares and that stand there no longer."""
    for located in bank.queries.values():
        for number, standing in enumerate(located.record.stands):
            page = bank.pages.get(standing.on.partition("#")[0])
            if page is None or located.record.answered:
                continue
            there = (left for left in left_on(bank, page) if left.query == located.record)
            if not any(stands_for(standing, left.placeholder) for left in there):
                yield Finding(
                    located.path,
                    located.line("stands", number),
                    "KB738",
                    f"“{standing.found}” stands no longer in `{standing.on}`.",
                    "If the question is settled, record the answer; if not, take this entry out.",
                )


def _declared(bank: Bank, left: Left, query: Query) -> Finding:
    return Finding(
        left.place.path,
        left.place.line,
        "KB736",
        f"“{left.placeholder.found}” waits for the answer to the question `{query.id}`."
        f" It must come from “{bank.role(query.answer_from)}”, asked on {query.since}.",
        "Get the answer, write it here, and record it in data/queries.yaml.",
        blocking=False,
    )


def _finding(left: Left) -> Finding:
    found = left.placeholder
    return Finding(left.place.path, left.place.line, found.code, found.said, found.fix)
