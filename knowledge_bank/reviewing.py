"""The walk through a review: what to open, what to ask, and the record that comes of it.

It asks by way of a function it is given, so that a person at a terminal and a file of answers
take the same way. The page itself is never touched.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta

from knowledge_bank.bank import Bank
from knowledge_bank.checks.review_records import edition_of
from knowledge_bank.findings import Finding
from knowledge_bank.models import KINDS
from knowledge_bank.models.page import INTERVALS
from knowledge_bank.models.review import STANDS, Outcome, Review
from knowledge_bank.questions import (
    Ask,
    Question,
    list_of,
    nothing_will_do,
    required,
    write_yaml,
)
from knowledge_bank.reading.pages import Page
from knowledge_bank.scopes import queries_on, sources_on
from knowledge_bank.units import fingerprint_of
from knowledge_bank.wording import words_of

OUTCOMES: tuple[Outcome, ...] = ("fit as it is", "changed", "needs work", "withdraw")
WHOLE, PASSAGES = "whole page", "passages"
NOT_OPENED = "not opened: "


def walk(
    bank: Bank, page: Page, findings: Sequence[Finding], today: date, ask: Ask
) -> dict[str, Any]:
    """Ask all that a review of `page` must answer; return the record, as an author would write it.

    `findings` are those of the whole bank on that day. `ask` answers one question; whatever it
    raises ends the walk.
    """
    assert bank.partnership
    local = bank.partnership.record
    by = ask(_role(bank, page, tuple(role.id for role in local.roles)))
    agency = ask(_choice("agency", "Your agency?", [a.id for a in local.agencies]))
    read = ask(_choice("read", "Did you read the whole page, or passages?", [WHOLE, PASSAGES]))
    passages = list_of(ask(_passages(page))) if read == PASSAGES else []
    head = page.head.record
    sources = [
        _opened(source, ask(_source(bank, source)))
        for source in sources_on(bank, page, passages)
        if source in bank.sources
    ]
    queries = list(_asked(bank, page, passages, today, ask))
    shown = Counter(each.code for each in findings if each.path == page.path)
    doubts = list(_doubts(bank, page, by, sources, queries))
    outcome = ask(_outcome(shown, doubts))
    stands = outcome in STANDS
    note = ask(_note(stands))
    last = today + relativedelta(months=INTERVALS[head.risk])
    record: dict[str, Any] = {
        "page": page.name,
        "on": today.isoformat(),
        "by": by,
        "agency": agency,
        "read": read,
        "passages": passages,
        "version": head.version,
        "risk": head.risk,
        "fingerprint": fingerprint_of(page.body),
        "sources": sources,
        "queries": queries,
        "findings": [{"code": code, "count": str(count)} for code, count in sorted(shown.items())],
        "outcome": outcome,
        "note": note,
        "next": {"on": ask(_next(head.risk, today, last)), "reason": ask(_reason(head.risk))},
    }
    return {key: value for key, value in record.items() if value}


def record_path(root: Path, record: Mapping[str, Any]) -> Path:
    """Where the record of a review belongs; a second one on a day gets a number."""
    stem = f"{KINDS['review'].place}{record['page'].removesuffix('.md')}/{record['on']}"
    path, number = root / f"{stem}.yaml", 2
    while path.exists():
        path, number = root / f"{stem}-{number}.yaml", number + 1
    return path


def write_record(root: Path, record: Mapping[str, Any]) -> Path:
    """Write `record` where it belongs, all of it or nothing, and return the path."""
    Review.model_validate(record)
    return write_yaml(record_path(root, record), record)


def _role(bank: Bank, page: Page, roles: tuple[str, ...]) -> Question:
    writer = page.head.record.written_by
    told = f"It was written by: {writer or 'not said (set written_by first to find it fit)'}."
    return Question("by", "Your role?", (f"Review of “{page.head.record.title}”.", told), roles)


def _choice(key: str, asks: str, choices: Sequence[str]) -> Question:
    return Question(key, asks, choices=tuple(choices))


def _passages(page: Page) -> Question:
    ids = [heading.id for heading in page.headings if heading.id]

    def refuses(answer: str) -> str:
        unknown = [name for name in list_of(answer) if name not in ids]
        return f"Give ids of headings, such as: {', '.join(ids)}." if unknown or not answer else ""

    return Question("passages", f"Which? ({', '.join(ids)})", refuses=refuses)


def _source(bank: Bank, name: str) -> Question:
    source = bank.sources[name].record
    edition = edition_of(source)
    where = source.link or "no address is known"

    def refuses(answer: str) -> str:
        if answer.startswith(NOT_OPENED) and answer.removeprefix(NOT_OPENED).strip():
            return ""
        if words_of(answer) == words_of(edition):
            return ""
        return (
            f"The register has “{edition}”. If you see another edition, stop here and add it to "
            f"data/resources/sources.yaml. If you cannot open it, answer “{NOT_OPENED}why”."
        )

    return Question(
        f"sources.{name}",
        f"Which edition do you see? (Its words, its date, or `undated`; “{NOT_OPENED}why” if not.)",
        (f"Open “{source.title}” ({name}): {where}", f"It is {source.state} in the register."),
        refuses=refuses,
    )


def _opened(name: str, answer: str) -> dict[str, str]:
    if answer.startswith(NOT_OPENED):
        return {"source": name, "not_opened": answer.removeprefix(NOT_OPENED).strip()}
    return {"source": name, "edition": answer}


def _asked(
    bank: Bank, page: Page, passages: Sequence[str], today: date, ask: Ask
) -> Iterator[dict[str, str]]:
    for query in queries_on(bank, page, passages):
        answered = query.answered
        if answered and answered.on < today:
            continue
        told = (f"Open question: {query.question}", f"Meanwhile: {query.meanwhile}")
        choices = ("answered", "kept") if answered else ("kept",)
        asks = "Is it answered in data/queries.yaml, or kept?"
        yield {
            "query": query.id,
            "outcome": ask(Question(f"queries.{query.id}", asks, told, choices)),
        }


def _doubts(
    bank: Bank,
    page: Page,
    by: str,
    sources: Sequence[Mapping[str, str]],
    queries: Sequence[Mapping[str, str]],
) -> Iterator[str]:
    """Why nobody can call the page fit after these answers."""
    writer = page.head.record.written_by
    if writer is None:
        yield "nobody knows who wrote the page"
    elif writer == by:
        yield f"`{by}` wrote the page"
    for source in sources:
        if "not_opened" in source:
            yield f"`{source['source']}` was not opened"
    for query in queries:
        if query["outcome"] == "kept" and bank.queries[query["query"]].record.blocking:
            yield f"the question `{query['query']}` blocks the page"


def _outcome(shown: Counter[str], doubts: Sequence[str]) -> Question:
    told = [f"The checks say of this page: {code}, {n} times." for code, n in sorted(shown.items())]
    if not shown:
        told.append("The checks say nothing about this page.")
    because = f"You cannot find it fit, because {'; '.join(doubts)}." if doubts else ""
    if because:
        told.append(because)
    choices = tuple(each for each in OUTCOMES if not doubts or each not in STANDS)
    return Question("outcome", "What do you conclude?", tuple(told), choices, because)


def _note(stands: bool) -> Question:
    if stands:
        return Question("note", "What did you find? (Nothing will do.)", refuses=nothing_will_do)
    return Question("note", "What did you find? Readers will see it.", refuses=required)


def _next(risk: str, today: date, last: date) -> Question:
    def refuses(answer: str) -> str:
        try:
            day = date.fromisoformat(answer)
        except ValueError:
            return "Write a date such as 2027-05-01."
        return "" if today < day <= last else f"Choose a day after {today} and up to {last}."

    return Question("next.on", f"When must it be read again? Up to {last}.", refuses=refuses)


def _reason(risk: str) -> Question:
    return Question("next.reason", f"Why then? (Its risk is {risk}.)", refuses=required)
