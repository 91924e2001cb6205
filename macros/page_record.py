"""What every page says about itself: how far it is agreed, how old it is, what it rests on."""

from datetime import date
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.models.source import Source
from knowledge_bank.passages import target_title
from knowledge_bank.reading.pages import Page
from knowledge_bank.reviews import review_of
from knowledge_bank.routes import stops_at
from macros.components import day_in_words


def page_records(bank: Bank, today: date) -> dict[str, dict[str, Any]]:
    """Return the record of each page by its path under docs/, for the theme’s templates."""
    return {name: page_record(bank, page, today) for name, page in bank.pages.items()}


def page_record(bank: Bank, page: Page, today: date) -> dict[str, Any]:
    """Return the facts of one page as plain words, so that any template can show them."""
    head = page.head.record
    review = review_of(bank, page)
    roles = bank.partnership.record.roles if bank.partnership else ()
    titles = {role.id: role.title for role in roles}
    inherited = bank.sources.get(review.inherited_from or "")
    return {
        "title": head.title,
        "description": head.description,
        "owner": titles.get(head.owner, head.owner),
        "status": head.status,
        "approved_by": titles.get(head.approved.by, head.approved.by) if head.approved else "",
        "approved_on": day_in_words(head.approved.on) if head.approved else "",
        "version": head.version,
        "written": day_in_words(head.written),
        "reviewed": day_in_words(head.reviewed) if head.reviewed else "",
        "review_every": head.review_every,
        "review_due": review.due.isoformat(),
        "review_due_words": day_in_words(review.due),
        "review_state": review.state(today),
        "review_from": inherited.record.title if inherited else "",
        "sources": [
            {
                "id": citation.source,
                "title": bank.sources[citation.source].record.title,
                "place": citation.place or "",
                "link": _readable_at(bank.sources[citation.source].record),
            }
            for citation in head.sources
            if citation.source in bank.sources
        ],
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


def _readable_at(source: Source) -> str:
    """The address of `source`, or nothing where nobody would find it there."""
    return "" if source.state in ("gone", "withdrawn") else source.link or ""
