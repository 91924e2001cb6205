"""What every page says about itself: how far it is agreed, how old it is, what it rests on."""

from datetime import date
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.citations.texts import citable_pieces, files_shown_on
from knowledge_bank.models.review import Review
from knowledge_bank.models.source import Source
from knowledge_bank.passages import target_title, title_of
from knowledge_bank.reading.pages import Page
from knowledge_bank.reviews import (
    Deadline,
    doubts_about,
    is_as_read,
    last_review,
    parts_since,
    review_of,
    updated_on,
)
from knowledge_bank.routes import stops_at
from knowledge_bank.supersession import newest_of
from macros.components import day_in_words
from macros.link_check import LinkCheck


def page_records(bank: Bank, today: date) -> dict[str, dict[str, Any]]:
    """Return the record of each page by its path under docs/, for the theme’s templates."""
    links = LinkCheck(bank, today)
    return {name: page_record(bank, page, today, links) for name, page in bank.pages.items()}


def page_record(bank: Bank, page: Page, today: date, links: LinkCheck) -> dict[str, Any]:
    """Return the facts of one page as plain words, so that any template can show them."""
    head = page.head.record
    review = review_of(bank, page)
    inherited = bank.sources.get(review.inherited_from or "")
    last = last_review(bank, page)
    return {
        "title": head.title,
        "description": head.description,
        "owner": bank.role(head.owner),
        "citable": any(True for _ in citable_pieces(page)) or bool(files_shown_on(bank, page)),
        "status": head.status,
        "approved_by": bank.role(head.approved.by) if head.approved else "",
        "approved_on": day_in_words(head.approved.on) if head.approved else "",
        "version": head.version,
        "written": day_in_words(head.written),
        "withdrawn": _withdrawal(bank, page),
        "updated": day_in_words(updated_on(bank, page)),
        "reviewed": day_in_words(last.on) if last else "",
        "review": _last_review(bank, page, last) if last else None,
        "parts": [_told(page, each) for each in parts_since(bank, page)],
        "review_doubts": [_told(page, each) for each in doubts_about(bank, page)],
        "risk": head.risk,
        "review_every": head.review_every,
        "review_due": review.due.isoformat(),
        "review_due_words": day_in_words(review.due),
        "review_long_overdue": review.long_overdue_from.isoformat(),
        "review_state": review.state(today),
        "review_reason": _reason(review, last),
        "review_from": inherited.record.title if inherited else "",
        "sources": [
            {
                "id": citation.source,
                "title": bank.sources[citation.source].record.name,
                "place": citation.place or "",
                "superseded": newest_of(bank, citation.source) != citation.source,
                "on_purpose": citation.on_purpose or "",
                "link_state": links.short(bank.sources[citation.source].record),
                "link": _readable_at(bank.sources[citation.source].record),
            }
            for citation in head.sources
            if citation.source in bank.sources
        ],
        "link_check": links.facts(),
        "routes": [
            {
                "title": stop.route.title,
                "number": stop.number,
                "steps": len(stop.route.steps),
                "next": stop.next.to.replace(".md", ".html") if stop.next else "",
                "next_title": target_title(bank, stop.next.to) if stop.next else "",
            }
            for stop in stops_at(bank, page.name)
        ],
    }


def _last_review(bank: Bank, page: Page, review: Review) -> dict[str, Any]:
    """What the last review of the whole page says to readers."""
    agencies = bank.partnership.record.agencies if bank.partnership else ()
    names = {agency.id: agency.title for agency in agencies}
    return {
        "by": bank.role(review.by),
        "agency": names.get(review.agency, review.agency),
        "outcome": review.outcome,
        "stands": review.stands,
        "note": review.note or "",
        "as_read": is_as_read(page, review),
    }


def _reason(review: Deadline, last: Review | None) -> str:
    """Why the page is due on its day, as a sentence; nothing where the calendar alone says so."""
    if review.event:
        what = review.event.what
        return f"{what[0].upper()}{what[1:]}."
    if last and not review.inherited_from and review.due == last.next.on:
        return last.next.reason
    return ""


def _told(page: Page, review: Review) -> dict[str, str]:
    """A review as words: the passages it was of, if not the whole page, and how it ended."""
    return {
        "on": day_in_words(review.on),
        "titles": ", ".join(title_of(page, anchor) for anchor in review.passages),
        "outcome": review.outcome,
        "note": review.note or "",
    }


def _withdrawal(bank: Bank, page: Page) -> dict[str, str] | None:
    withdrawn = page.head.record.withdrawn
    if withdrawn is None:
        return None
    instead = withdrawn.instead
    return {
        "by": bank.role(withdrawn.by),
        "on": day_in_words(withdrawn.on),
        "reason": withdrawn.reason,
        "instead": instead.replace(".md", ".html") if instead else "",
        "instead_title": target_title(bank, instead) if instead else "",
    }


def _readable_at(source: Source) -> str:
    """The address of `source`, or nothing where nobody would find it there."""
    return "" if source.state in ("gone", "withdrawn") else source.link or ""
