"""What a change did, held against the state it started from: notes, records, dates, addresses.

A change that says nothing new needs no note; a note that tells of nothing is as wrong as a change
nobody tells of. Notes and records are only ever added.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.comparing import Difference, differences, head_of
from knowledge_bank.findings import Finding
from knowledge_bank.models import KINDS
from knowledge_bank.models.change import Change
from knowledge_bank.models.source import ENDED
from knowledge_bank.reading.records import Located, parse_yaml
from knowledge_bank.reviews import is_as_read
from knowledge_bank.revisions import Texts
from knowledge_bank.supersession import successions
from knowledge_bank.units import record_units
from knowledge_bank.wording import words_of

NOTES = KINDS["change"].place
ADDED_ONLY = (NOTES, KINDS["review"].place)
KEPT = {"event": "id", "former-page": "page"}


def against(bank: Bank, old: Texts, new: Texts) -> Iterator[Finding]:
    """Yield what is wrong with the change that led from the texts `old` to `new`, now in `bank`.

    Where `old` keeps no change notes yet, there is nothing to hold the change against.
    """
    if not any(path.startswith(NOTES) for path in old):
        return
    found = differences(old, new)
    notes = _new_notes(bank, old)
    yield from _untold(found, notes)
    yield from _idle_notes(found, notes)
    yield from _unagreed(bank, found, notes)
    yield from _vanished(bank, old)
    yield from _rewritten(old, new)
    yield from _records_of_something_else(bank, old)
    yield from _other_origins(bank, old, new)
    yield from _sources_without_a_day(bank, old)


def untold(bank: Bank, old: Texts, new: Texts) -> list[Difference]:
    """Return what differs between the texts `old` and `new` and no note in `bank` tells of yet."""
    places = [place for note in _new_notes(bank, old) for place in note.record.where]
    found = differences(old, new)
    return [each for each in found if not any(each.is_at(place) for place in places)]


def _new_notes(bank: Bank, old: Texts) -> list[Located[Change]]:
    return [note for note in bank.changes.values() if note.path not in old]


def _untold(found: list[Difference], notes: list[Located[Change]]) -> Iterator[Finding]:
    places = [place for note in notes for place in note.record.where]
    for each in found:
        if not any(each.is_at(place) for place in places):
            yield Finding(
                each.path,
                each.line,
                "KB231",
                f"`{each.address}` {each.how}, and no change note says so.",
                "Tell readers with `kb note`, or restore the words.",
            )


def _idle_notes(found: list[Difference], notes: list[Located[Change]]) -> Iterator[Finding]:
    for note in notes:
        for index, place in enumerate(note.record.where):
            if not any(each.is_at(place) for each in found):
                yield Finding(
                    note.path,
                    note.line("where", index),
                    "KB232",
                    f"Nothing readers see has changed at `{place}`.",
                    "Name the passages that changed, or take the note out.",
                )


def _unagreed(
    bank: Bank, found: list[Difference], notes: list[Located[Change]]
) -> Iterator[Finding]:
    for note in notes:
        for index, place in enumerate(note.record.where):
            page = bank.pages.get(place.partition("#")[0])
            if page and page.head.record.status == "approved" and note.record.approved is None:
                yield Finding(
                    note.path,
                    note.line("where", index),
                    "KB233",
                    f"`{page.name}` is approved, and nobody has agreed this change of it.",
                    "Have it agreed and give `approved`, or set the page back to `draft`.",
                )


def _vanished(bank: Bank, old: Texts) -> Iterator[Finding]:
    for path in old:
        name = path.removeprefix("docs/")
        is_page = path.startswith("docs/") and path.endswith(".md")
        if is_page and not (bank.root / path).is_file() and name not in bank.former_pages:
            yield Finding(
                path,
                1,
                "KB234",
                f"The page `{name}` is gone, and its address leads nowhere.",
                "Say in data/former-pages.yaml what became of it; or restore it, with "
                "`status: withdrawn`.",
            )


def _rewritten(old: Texts, new: Texts) -> Iterator[Finding]:
    """Notes and records that were made before may gain a comma, and nothing else."""
    fix = "Restore it, and say what is new in a note or record of its own."
    for path in old:
        if path.startswith(ADDED_ONLY) and _said(old, path) != _said(new, path):
            done = "was changed" if path in new else "is gone"
            yield Finding(path, 1, "KB222", f"This {done} since it was recorded.", fix)
    for kind, key in KEPT.items():
        path = KINDS[kind].place
        left = _keys(old, path, key) - _keys(new, path, key)
        for name in sorted(left):
            yield Finding(path, 1, "KB222", f"The entry `{name}` is gone.", fix)


def _records_of_something_else(bank: Bank, old: Texts) -> Iterator[Finding]:
    for located in bank.reviews.values():
        review = located.record
        page = bank.pages.get(bank.page_now(review.page))
        if page is None or located.path in old:
            continue
        head = page.head.record
        if (review.version, review.risk) != (head.version, head.risk) or not is_as_read(
            page, review
        ):
            yield Finding(
                located.path,
                located.line("fingerprint"),
                "KB216",
                f"The page `{page.name}` does not stand as this record says it was read.",
                f"Read it as it stands now, with `kb review {page.name}`.",
            )


def _other_origins(bank: Bank, old: Texts, new: Texts) -> Iterator[Finding]:
    for name, page in bank.pages.items():
        before = head_of(old, page.path)
        now = head_of(new, page.path)
        for key in ("written", "written_by"):
            if before.get(key) and before[key] != now.get(key):
                yield Finding(
                    page.path,
                    page.head.line(key),
                    "KB217",
                    f"`{key}` of `{name}` was {before[key]} and cannot change.",
                    "Restore it; what was done since is told by change notes and reviews.",
                )


def _sources_without_a_day(bank: Bank, old: Texts) -> Iterator[Finding]:
    before = _by_id(old, KINDS["source"].place)
    yield from _successors_without_a_day(bank, before)
    for name, located in bank.sources.items():
        earlier, source = before.get(name), located.record
        if earlier is None or source.state not in ENDED:
            continue
        day = source.state_since.isoformat() if source.state_since else None
        if earlier.get("state_since", day) != day or (
            earlier.get("state") not in ENDED and day is None
        ):
            yield Finding(
                located.path,
                located.line("state"),
                "KB218",
                f"`{name}` is {source.state} now, and `state_since` does not say since when.",
                "Give the day it was found so: pages that rest on it are due from then.",
            )


def _successors_without_a_day(bank: Bank, before: Mapping[str, Any]) -> Iterator[Finding]:
    known = {
        (str(each.get("source")), name): each.get("since")
        for name, record in before.items()
        for each in record.get("supersedes", ())
    }
    for step in successions(bank):
        located = bank.sources[step.newer]
        since = located.record.supersedes[step.number].since
        day = since.isoformat() if since else None
        if step.older in before and known.get((step.older, step.newer), day or "none") != day:
            yield Finding(
                located.path,
                located.line(*step.at),
                "KB218",
                f"`{step.older}` is superseded now, and `since` does not say since when.",
                "Give the day it was found so: pages that rest on it are due from then.",
            )


def _said(texts: Texts, path: str) -> list[tuple[str, ...]]:
    parsed = parse_yaml(texts.get(path, ""), path, [])
    units = record_units(parsed[0] if parsed else None, {}).values()
    return [words_of(block) for unit in units for block in unit.blocks]


def _keys(texts: Texts, path: str, key: str) -> set[str]:
    return {str(entry.get(key)) for entry in _entries(texts, path)}


def _by_id(texts: Texts, path: str) -> Mapping[str, Mapping[str, Any]]:
    return {str(entry.get("id")): entry for entry in _entries(texts, path)}


def _entries(texts: Texts, path: str) -> list[dict[str, Any]]:
    parsed = parse_yaml(texts.get(path, ""), path, [])
    entries = parsed[0] if parsed and isinstance(parsed[0], list) else []
    return [entry for entry in entries if isinstance(entry, dict)]
