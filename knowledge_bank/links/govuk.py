"""What GOV.UK's content API says of a page: withdrawn, moved, gone, or updated on which day.

GOV.UK publishes each page also as JSON, under /api/content and the page's own path.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from knowledge_bank.links.result import Outcome, Result

HOSTS = ("www.gov.uk", "gov.uk")
API = "/api/content"
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Word:
    """What the API says of one page; `updated` is the day of the last change of substance."""

    withdrawn: str = ""
    moved_to: str = ""
    gone: bool = False
    updated: date | None = None
    change: str = ""


def api_address(address: str) -> str | None:
    """Take a source's address; give that of its entry in the content API, if it has one."""
    parts = urlsplit(address)
    if parts.hostname not in HOSTS or parts.path.strip("/") == "" or parts.path.startswith("/api/"):
        return None
    return f"{parts.scheme}://{parts.netloc}{API}{parts.path.rstrip('/')}"


def word_of(result: Result) -> Word | None:
    """Take the look at the API's address; give what it says, or None if it says nothing clear."""
    if result.outcome is not Outcome.ANSWERED or result.answer is None:
        return None
    if result.status == 410:
        return Word(gone=True)
    if result.status != 200:
        return None
    try:
        told = json.loads(result.answer.body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    kind = told.get("document_type")
    if kind == "gone":
        return Word(gone=True)
    if kind == "redirect":
        return Word(moved_to=_destination(told, result.address))
    moved = _page_of(result.final_address) if result.hops else ""
    return Word(
        withdrawn=_withdrawn(told),
        moved_to="" if moved == _page_of(result.address) else moved,
        updated=_day(told.get("public_updated_at")),
        change=_last_change(told),
    )


def _withdrawn(told: dict[str, Any]) -> str:
    notice = told.get("withdrawn_notice")
    if not isinstance(notice, dict) or not notice:
        return ""
    day = _day(notice.get("withdrawn_at"))
    words = " ".join(TAG.sub(" ", str(notice.get("explanation", ""))).split())[:200]
    return " ".join(filter(None, (f"withdrawn on {day}" if day else "withdrawn", words)))


def _last_change(told: dict[str, Any]) -> str:
    """The publisher's note on the latest change, if the history holds one."""
    details = told.get("details")
    history = details.get("change_history") if isinstance(details, dict) else None
    notes = [
        (str(entry.get("public_timestamp", "")), str(entry.get("note", "")))
        for entry in (history if isinstance(history, list) else [])
        if isinstance(entry, dict)
    ]
    return " ".join(TAG.sub(" ", max(notes)[1]).split())[:200] if notes else ""


def _destination(told: dict[str, Any], asked: str) -> str:
    redirects = told.get("redirects")
    for redirect in redirects if isinstance(redirects, list) else []:
        if isinstance(redirect, dict) and str(redirect.get("destination", "")).startswith("/"):
            parts = urlsplit(asked)
            return f"{parts.scheme}://{parts.netloc}{redirect['destination']}"[:500]
    return ""


def _page_of(api: str) -> str:
    """The address of the page whose entry in the API `api` is."""
    parts = urlsplit(api)
    return f"{parts.scheme}://{parts.netloc}{parts.path.removeprefix(API)}"


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
