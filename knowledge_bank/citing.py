"""What rests on what: every place that names a source or a question, and where readers meet it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from knowledge_bank.anchors import WHOLE_COLLECTIONS
from knowledge_bank.bank import Bank
from knowledge_bank.models import kind_of
from knowledge_bank.models.base import Record
from knowledge_bank.models.citation import Citation
from knowledge_bank.models.coverage import Coverage
from knowledge_bank.models.edition import EditionSource
from knowledge_bank.models.event import Event
from knowledge_bank.models.page import PageHead
from knowledge_bank.models.review import Opened
from knowledge_bank.models.source import SaysWho, Supersedes
from knowledge_bank.reading.records import Located, Location
from knowledge_bank.references import references
from knowledge_bank.whereabouts import Place, place_in, place_on
from knowledge_bank.words import WORDS

Named = tuple[str, str]
# Records that only speak of a document: what they say does not rest on it.
SPEAK_OF = (Coverage, SaysWho, Opened, Event, EditionSource)


@dataclass(frozen=True, order=True)
class Use:
    """One place that names a record of the bank.

    `part` is the part of a source it names, `on_purpose` why it cites a superseded one.
    `met_at` are the passages of pages where readers meet it: the place itself on a page, or
    wherever a page shows the record that names it. `heads` is whether a page names it at its
    head, as what the whole page rests on. `mentions` is whether the record only speaks of it,
    as a ledger does of its document, and takes no statement from it.
    """

    place: Place
    part: str = ""
    on_purpose: str = ""
    met_at: tuple[Place, ...] = ()
    heads: bool = False
    mentions: bool = False


def uses(bank: Bank) -> Mapping[Named, tuple[Use, ...]]:
    """Return, by collection and id, every use of a record, in the order of files and lines."""
    shown = _shown(bank)
    found: defaultdict[Named, list[Use]] = defaultdict(list)
    for page in bank.pages.values():
        for call in page.calls:
            if collection := WORDS[call.word].refers_to:
                place = place_on(page, call.line)
                name, part, on_purpose, *_ = (*call.arguments, "", "", "")
                words = (part, on_purpose) if call.word == "source" else ("", "")
                found[collection, name].append(Use(place, *words, met_at=(place,)))
    for located in bank.records():
        met_at = shown.get(_key(located), ())
        for reference in references(located.record):
            inside = _inside(located.record, reference.at)
            if isinstance(inside, Supersedes):
                continue  # it names what it replaced, and rests on nothing there
            place = place_in(located, reference.at)
            head = isinstance(located.record, PageHead)
            cited = inside if isinstance(inside, Citation) else None
            found[reference.collection, reference.id].append(
                Use(
                    place,
                    getattr(inside, "place", None) or "",
                    (cited.on_purpose if cited else None) or "",
                    (place,) if head else met_at,
                    head,
                    isinstance(inside, SPEAK_OF),
                )
            )
    return MappingProxyType({name: tuple(sorted(each)) for name, each in found.items()})


def pages_of(found: tuple[Use, ...]) -> tuple[tuple[str, str], ...]:
    """The pages on which readers meet any of the uses `found`, as (path, title), by title."""
    met = {(place.title, place.path) for use in found for place in use.met_at}
    return tuple((path, title) for title, path in sorted(met))


def _shown(bank: Bank) -> Mapping[Named, tuple[Place, ...]]:
    """By collection and id, the passages of pages that show a record, alone or among all."""
    found: defaultdict[Named, list[Place]] = defaultdict(list)
    for page in bank.pages.values():
        for call in page.calls:
            place = place_on(page, call.line)
            if whole := WHOLE_COLLECTIONS.get(call.word):
                for name in bank.ids(whole):
                    found[whole, name].append(place)
            elif call.word == "contacts":
                found["partnership", "partnership"].append(place)
            elif call.word.startswith("scaling_"):
                found["scaling_guide", "scaling-guide"].append(place)
            elif collection := WORDS[call.word].refers_to:
                found[collection, call.arguments[0]].append(place)
    return {name: tuple(sorted(each)) for name, each in found.items()}


def _key(located: Located[Any]) -> Named:
    kind = kind_of(type(located.record))
    stem = PurePosixPath(located.path).stem
    return kind.collection, getattr(located.record, "id", stem) if kind.shape == "list" else stem


def _inside(record: Any, at: Location) -> Any:
    """The innermost record that holds the value at `at`."""
    for step in at[:-1]:
        record = record.under(str(step)) if isinstance(record, Record) else record[step]
    return record
