"""The register and the ledger as a terminal shows them, and as a program reads them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, get_args

from knowledge_bank.bank import Bank
from knowledge_bank.citing import Use, pages_of, uses
from knowledge_bank.ledger import Entry
from knowledge_bank.models.source import Source
from knowledge_bank.supersession import chain_of, newest_of
from knowledge_bank.whereabouts import Place, named


def sources_as_text(bank: Bank) -> Iterator[str]:
    """Yield the lines of the register: by authority, each source with how often it is cited."""
    found = uses(bank)
    for authority in get_args(Source.model_fields["authority"].annotation):
        group = [s.record for s in bank.sources.values() if s.record.authority == authority]
        if not group:
            continue
        yield f"{authority.capitalize()} ({len(group)})"
        for source in group:
            cited = found.get(("sources", source.id), ())
            later = "; superseded" if newest_of(bank, source.id) != source.id else ""
            yield f"  {source.id}: {source.name}. {_cited(cited)}{later}."
        yield ""


def source_as_text(bank: Bank, name: str) -> Iterator[str]:
    """Yield what is known of the source `name` (an id of the register) and all that rests on it."""
    located = bank.sources[name]
    cited = uses(bank).get(("sources", name), ())
    yield located.record.name
    yield f"  {located.path}:{located.line()}"
    chain = chain_of(bank, name)
    if len(chain) > 1:
        names = (f"[{each}]" if each == name else each for each in chain)
        yield f"  {' → '.join(names)}"
    if located.record.to_confirm:
        yield f"  A person must confirm: {located.record.to_confirm}"
    yield ""
    if not cited:
        yield "Nothing cites it."
        return
    yield f"{_cited(cited)}. If it goes, these fall:"
    yield from _listed(cited)


def superseded_as_text(bank: Bank) -> Iterator[str]:
    """Yield what is superseded and cited all the same, with every place that does."""
    found, names = uses(bank), still_cited(bank)
    for name in names:
        newest = bank.sources[newest_of(bank, name)].record
        yield f"{bank.sources[name].record.name} ({name})"
        yield f"  The newest we know of is {newest.name} ({newest.id})."
        yield from _listed(found["sources", name])
        yield ""
    if not names:
        yield "Nothing that is superseded is cited."


def still_cited(bank: Bank) -> list[str]:
    """The ids of the sources that are superseded and cited all the same."""
    found = uses(bank)
    return [
        name
        for name in bank.sources
        if newest_of(bank, name) != name and ("sources", name) in found
    ]


def sources_as_data(bank: Bank, names: Iterable[str]) -> list[dict[str, Any]]:
    """The sources `names` with their chains and uses, as plain data for a program."""
    found = uses(bank)
    return [
        {
            **bank.sources[name].record.model_dump(mode="json", exclude_none=True),
            "chain": chain_of(bank, name),
            "newest": newest_of(bank, name),
            "uses": [asdict(use) for use in found.get(("sources", name), ())],
        }
        for name in names
    ]


def ledger_as_text(bank: Bank, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines of the ledger: what stands in pages and data, then the open questions."""
    told = list(entries)
    left = [entry for entry in told if entry.kind == "placeholder"]
    waiting = [each for each in told if each.kind == "question" and each.answered is None]
    yield f"Placeholders ({len(left)})"
    for entry in left:
        yield from _entry(bank, entry)
    yield ""
    yield f"Open questions ({len(waiting)})"
    for entry in sorted(waiting, key=lambda each: (not each.blocking, str(each.since))):
        yield from _entry(bank, entry)
    yield ""
    answered = sum(entry.answered is not None for entry in told)
    yield f"{answered} answered question{'' if answered == 1 else 's'} on record."


def ledger_as_data(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The ledger as plain data for a program; days are written 2026-11-22."""
    return [
        {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in each}
        for each in (asdict(entry).items() for entry in entries)
    ]


def as_json(data: Any) -> str:
    """`data` as the JSON that `--format json` prints."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _entry(bank: Bank, entry: Entry) -> Iterator[str]:
    weight = "holds up approval" if entry.blocking else "does not hold up approval"
    since = f"since {entry.since}" if entry.since else "recorded by nobody"
    yield f"  “{entry.words}”{f' ({entry.id})' if entry.id else ''}"
    yield f"    {bank.role(entry.owner) or 'Nobody'} must act, {since}; {weight}."
    if entry.meanwhile:
        yield f"    Meanwhile: {entry.meanwhile}"
    for place in entry.places:
        yield f"    {_place(place)}"


def _cited(every: tuple[Use, ...]) -> str:
    found = tuple(use for use in every if not use.mentions)
    if not found:
        return "Cited nowhere"
    pages = len(pages_of(found))
    places = f"{len(found)} place{'' if len(found) == 1 else 's'}"
    return f"Cited in {places}, met on {pages} page{'' if pages == 1 else 's'}"


def _listed(found: tuple[Use, ...]) -> Iterator[str]:
    for use in found:
        part = f" ({use.part})" if use.part else ""
        why = f" – on purpose: {use.on_purpose}" if use.on_purpose else ""
        head = ", at the head of the page" if use.heads else ""
        yield f"  {_place(use.place)}{head}{part}{why}"
        for place in use.met_at:
            if place != use.place:
                yield f"    met at {_place(place)}"


def _place(place: Place) -> str:
    return f"{place.path}:{place.line}: {named(place.title, place.passage)}"
