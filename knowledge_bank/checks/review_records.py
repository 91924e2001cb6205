"""Review records: each proves that somebody read the page, with its sources and questions open.

What a record must name is read off the page as it stands, so it is asked only of records made
of the page as it stands; once the page has changed, its record is history.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.findings import Finding
from knowledge_bank.models.review import Review
from knowledge_bank.models.source import Source
from knowledge_bank.reading.pages import Page
from knowledge_bank.reading.records import Located
from knowledge_bank.reviews import is_as_read
from knowledge_bank.scopes import queries_on, sources_on
from knowledge_bank.wording import words_of

UNDATED = "undated"
Mistake = tuple[tuple[str | int, ...], str, str, str]


def review_mistakes(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield what is wrong with review records."""
    for name, located in bank.reviews.items():
        page = bank.pages.get(bank.page_now(located.record.page))
        mistakes = (
            *_place(name, located.record),
            *_too_late(located.record),
            *_editions(bank, located.record),
            *_fit_with_doubts(bank, located.record),
            *(_as_the_page_stands(bank, page, located.record) if page else ()),
        )
        for where, code, problem, fix in mistakes:
            yield Finding(located.path, located.line(*where), code, problem, fix)


def self_approvals(bank: Bank, today: date) -> Iterator[Finding]:
    """Yield approvals of a page or a change by the role that wrote it, or by nobody knows whom."""
    for page in bank.pages.values():
        head = page.head.record
        if head.approved and head.written_by is None:
            yield _unsaid(page.head, "approved", "This page is approved")
        elif head.approved and head.approved.by == head.written_by:
            yield _self_approval(page.head, "approved", head.approved.by)
    for change in bank.changes.values():
        approved = change.record.approved
        if approved and approved.by == change.record.by:
            yield _self_approval(change, "approved", approved.by)


def edition_of(source: Source) -> str:
    """The edition a reviewer should see, in the register's words."""
    return source.edition or source.published or UNDATED


def _place(name: str, review: Review) -> Iterator[Mistake]:
    """`name` is the file's path in data/reviews, without its ending."""
    expected = f"{review.page.removesuffix('.md')}/{review.on}"
    if name != expected and not name.startswith(f"{expected}-"):
        problem = f"The record is of `{review.page}` on {review.on}, but its file says otherwise."
        yield ("page",), "KB208", problem, f"It belongs in data/reviews/{expected}.yaml."


def _too_late(review: Review) -> Iterator[Mistake]:
    if review.next.on > review.last_possible:
        problem = f"The next review, on {review.next.on}, is later than `{review.risk}` allows."
        yield ("next", "on"), "KB213", problem, f"Choose {review.last_possible} or an earlier day."


def _editions(bank: Bank, review: Review) -> Iterator[Mistake]:
    for index, opened in enumerate(review.sources):
        source = bank.sources.get(opened.source)
        if opened.not_opened and review.stands:
            problem = f"“{review.outcome}”, though `{opened.source}` was not opened."
            yield ("sources", index), "KB209", problem, _REOPEN
        if source is None or opened.edition is None:
            continue
        edition = edition_of(source.record)
        if words_of(opened.edition) != words_of(edition):
            yield (
                ("sources", index, "edition"),
                "KB210",
                f"The edition seen of `{opened.source}` is “{opened.edition}”; the register has "
                f"“{edition}”.",
                "If there is another edition, add it to data/resources/sources.yaml first.",
            )


def _fit_with_doubts(bank: Bank, review: Review) -> Iterator[Mistake]:
    for index, asked in enumerate(review.queries):
        query = bank.queries.get(asked.query)
        if query is None:
            continue
        answered = query.record.answered
        if asked.outcome == "answered" and not (answered and answered.on <= review.on):
            problem = f"The question `{asked.query}` was not answered by {review.on}."
            fix = "Record the answer in data/queries.yaml, or keep the question."
            yield ("queries", index), "KB212", problem, fix
        if asked.outcome == "kept" and query.record.blocking and review.stands:
            yield ("queries", index), "KB211", _in_the_way(review, asked.query), _NOT_YET


def _as_the_page_stands(bank: Bank, page: Page, review: Review) -> Iterator[Mistake]:
    head = page.head.record
    if not is_as_read(page, review):
        return
    ids = {heading.id for heading in page.headings}
    for index, anchor in enumerate(review.passages):
        if anchor not in ids:
            problem = f"The page `{page.name}` has no passage `#{anchor}`."
            yield ("passages", index), "KB105", problem, "Give the id of one of its headings."
    opened = {each.source for each in review.sources}
    for source in sources_on(bank, page, review.passages):
        if source not in opened and source in bank.sources:
            problem = f"`{source}` was not opened again, though what was read rests on it."
            yield ("sources",), "KB209", problem, _REOPEN
    asked = {each.query for each in review.queries}
    for query in queries_on(bank, page, review.passages):
        answered = query.answered
        if query.id in asked or (answered and answered.on <= review.on):
            continue
        if query.blocking and review.stands:
            yield ("queries",), "KB211", _in_the_way(review, query.id), _NOT_YET
        else:
            problem = f"The open question `{query.id}` was passed over."
            yield ("queries",), "KB212", problem, "Say whether it is `answered` or `kept`."
    if review.stands and head.written_by is None:
        yield ("by",), "KB215", f"“{review.outcome}”, and nobody knows who wrote it.", _SAY_WHO
    elif review.stands and review.by == head.written_by:
        yield ("by",), "KB214", f"`{review.by}` wrote the page and found it fit.", _ANOTHER


def _in_the_way(review: Review, query: str) -> str:
    return f"“{review.outcome}”, though the question `{query}` blocks the page and is open."


def _self_approval(located: Located[Any], key: str, role: str) -> Finding:
    problem = f"`{role}` wrote this and approved it."
    return Finding(located.path, located.line(key, "by"), "KB214", problem, _ANOTHER)


def _unsaid(located: Located[Any], key: str, problem: str) -> Finding:
    problem = f"{problem}, and nobody knows who wrote it."
    return Finding(located.path, located.line(key), "KB215", problem, _SAY_WHO)


_REOPEN = "Open it, compare what rests on it, and give the edition; or choose another outcome."
_NOT_YET = "Get it answered first, or choose the outcome `needs work`."
_ANOTHER = "Let another role read it and agree."
_SAY_WHO = "Give the page’s `written_by`, so that another role can agree."
