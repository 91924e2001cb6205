"""Two states of the bank compared as readers see them: which passages say something else now.

A difference in data is a difference of the passages that show it. Pages under contributing/ are
for those who keep the bank and count no more than the software does.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from knowledge_bank.anchors import WHOLE_COLLECTIONS
from knowledge_bank.models import KINDS
from knowledge_bank.reading.pages import split_page
from knowledge_bank.reading.records import Lines, nearest, parse_yaml
from knowledge_bank.revisions import Texts
from knowledge_bank.units import Unit, page_units, record_units
from knowledge_bank.wording import count_words, same_words
from knowledge_bank.words import WORDS, Call, calls_in

FOR_KEEPERS = "contributing/"
# Facts at the head of a page that readers see, or that decide how soon it is read again.
FACTS = ("title", "description", "sources", "risk", "withdrawn")
# These say the guide in an order of their own: the id of a part of it is no address there.
SHOW_THE_GUIDE = dict.fromkeys(
    ("scaling_guide", "scale_at_a_glance", "scaling_form", "scaling_tool"), "scaling_guide"
)
SHOWN_BY = {
    **WHOLE_COLLECTIONS,
    **SHOW_THE_GUIDE,
    "accessibility": "accessibility",
    "age_bands": "age_bands",
    "contacts": "partnership",
    "partnership": "partnership",
    "routes": "routes",
}
# Where each point of a source went is about the source: it follows the pages.
SHOWN = {*SHOWN_BY.values(), *(word.refers_to for word in WORDS.values())} - {"coverage"}
Moved = Mapping[str, str]
Same = Callable[[tuple[str, ...], tuple[str, ...]], bool]
RecordKey = tuple[str, str, str]


@dataclass(frozen=True)
class Difference:
    """One passage that says something else, is new or is gone, and the addresses it goes by.

    `address` is the one to give in a change note; the `aliases` do as well.
    """

    path: str
    line: int
    how: str
    address: str
    aliases: frozenset[str] = frozenset()

    def is_at(self, place: str) -> bool:
        """Whether a note that names `place` speaks of this difference."""
        return place == self.address or place in self.aliases


@dataclass(frozen=True)
class _State:
    heads: Mapping[str, Mapping[str, Any]]
    pages: Mapping[str, Mapping[str, Unit]]
    records: Mapping[RecordKey, tuple[str, Unit]]
    shown: Mapping[tuple[str, str], tuple[tuple[str, bool], ...]]


def differences(old: Texts, new: Texts) -> list[Difference]:
    """Return what readers find different in the texts `new` from the texts `old`."""
    moved = moved_pages(new)
    before, now = _state(old, moved), _state(new, moved)
    units = [unit for page in before.pages.values() for unit in page.values()]
    units += [unit for _, unit in before.records.values()]
    known = count_words(block for unit in units for block in unit.blocks)

    def same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        return one == other or same_words(one, other, known)

    return [*_between_pages(before, now, moved, same), *_between_records(before, now, same)]


def moved_pages(texts: Texts) -> Moved:
    """Former paths of pages with their present ones, from the records of pages that moved."""
    entries = _parsed(texts, KINDS["former-page"].place)
    return {
        str(entry["page"]): str(entry["to"]).partition("#")[0]
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict) and entry.get("page") and entry.get("to")
    }


def head_of(texts: Texts, path: str) -> Mapping[str, Any]:
    """The facts at the head of the page at `path`, as text; nothing if they cannot be read."""
    head = split_page(texts.get(path, ""))[0]
    parsed = parse_yaml(head, path, []) if head else None
    return parsed[0] if parsed and isinstance(parsed[0], dict) else {}


def _between_pages(before: _State, now: _State, moved: Moved, same: Same) -> Iterator[Difference]:
    came_from = {to: name for name, to in moved.items() if name in before.pages}
    for name, page in now.pages.items():
        earlier = name if name in before.pages else came_from.get(name, "")
        if earlier in before.pages:
            heads = before.heads[earlier], now.heads[name]
            other_facts = not same(*_facts(*heads))
            yield from _within_page(name, before.pages[earlier], page, other_facts, same)
        else:
            yield Difference(f"docs/{name}", 1, "is new", name)
    for name in before.pages:
        to = moved.get(name, "")
        # It went on as a page of its own only if nothing stood there, and readers find it there.
        went_on = to in now.pages and to not in before.pages
        if name not in now.pages and not went_on:
            yield Difference(f"docs/{name}", 1, "is gone", name)


def _within_page(
    name: str, old: Mapping[str, Unit], new: Mapping[str, Unit], other_facts: bool, same: Same
) -> Iterator[Difference]:
    nothing = Unit("", 1, ())
    changed = [
        (unit, "is gone" if anchor not in new else "is new" if anchor not in old else "changed")
        for anchor in dict.fromkeys((*new, *old))
        if (unit := new.get(anchor) or old[anchor])
        and (
            not same(old.get(anchor, nothing).blocks, new.get(anchor, nothing).blocks)
            or (not anchor and other_facts)
        )
    ]
    throughout = 2 * len(changed) >= len({*old, *new}) > 1
    for unit, how in changed:
        aliases = {f"{name}#{anchor}" for anchor in unit.within}
        aliases |= {name} if throughout else set()
        line = 1 if how == "is gone" else unit.line
        address = f"{name}#{unit.anchor}" if unit.anchor else name
        yield Difference(f"docs/{name}", line, how, address, frozenset(aliases))


def _between_records(before: _State, now: _State, same: Same) -> Iterator[Difference]:
    for key in dict.fromkeys((*now.records, *before.records)):
        old, new = before.records.get(key), now.records.get(key)
        if old and new and same(old[1].blocks, new[1].blocks):
            continue
        state = now if new else before
        collection, record, anchor = key
        places = state.shown.get((collection, record), ()) + state.shown.get((collection, ""), ())
        # Where the whole record stands it has an address of its own.
        own = [f"{place.partition('#')[0]}#{anchor}" for place, whole in places if whole and anchor]
        addresses = list(dict.fromkeys((*own, *(place for place, _ in places))))
        if addresses:
            path, unit = new or old  # type: ignore[misc]
            how = "changed" if old and new else "is new" if new else "is gone"
            line = unit.line if new else 1
            yield Difference(path, line, how, addresses[0], frozenset(addresses[1:]))


def _facts(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """The facts of two heads that readers see; the risk only once both pages say it."""
    compared = [key for key in FACTS if key != "risk" or key in old]
    return tuple(
        tuple(f"{key}: {block}" for key in compared for block in _leaves(head.get(key)))
        for head in (old, new)
    )


def _leaves(value: Any) -> Iterator[str]:
    for unit in record_units(value, {}).values():
        yield from unit.blocks


def _state(texts: Texts, moved: Moved) -> _State:
    heads, pages = {}, {}
    shown: dict[tuple[str, str], list[tuple[str, bool]]] = defaultdict(list)
    for path, text in texts.items():
        name = path.removeprefix("docs/")
        if path.endswith(".md") and path.startswith("docs/") and not name.startswith(FOR_KEEPERS):
            _, body, first_line = split_page(text)
            heads[name] = head_of(texts, path)
            pages[name] = page_units(body, name, first_line, moved)
            for call in calls_in(body, path, first_line, []):
                above = [unit for unit in pages[name].values() if unit.line <= call.line]
                anchor = max(above, key=lambda unit: unit.line).anchor if above else ""
                place = f"{name}#{anchor}" if anchor else name
                shown[_record_of(call)].append((place, _shows_whole(call)))
    records = dict(_records(texts, moved))
    return _State(heads, pages, records, {key: tuple(places) for key, places in shown.items()})


def _record_of(call: Call) -> tuple[str, str]:
    """The collection and the record that a word in braces shows; all records if it is empty."""
    if call.word in SHOWN_BY:
        return SHOWN_BY[call.word], ""
    return WORDS[call.word].refers_to or "", call.arguments[0] if call.arguments else ""


def _shows_whole(call: Call) -> bool:
    lists = call.word in SHOWN_BY and call.word not in SHOW_THE_GUIDE
    return lists or WORDS[call.word].shows


def _records(texts: Texts, moved: Moved) -> Iterator[tuple[RecordKey, tuple[str, Unit]]]:
    for kind in KINDS.values():
        if kind.collection not in SHOWN:
            continue
        for path in texts:
            if path == kind.place or (kind.place.endswith("/") and path.startswith(kind.place)):
                value, lines = _parsed_with_lines(texts, path)
                entries = value if kind.shape == "list" and isinstance(value, list) else [value]
                for index, entry in enumerate(entries):
                    at = (index,) if kind.shape == "list" else ()
                    key = entry.get("id", "") if at and isinstance(entry, dict) else ""
                    record = "" if kind.shape == "one" else str(key) or PurePosixPath(path).stem
                    for unit in record_units(entry, moved).values():
                        placed = replace(unit, line=nearest(lines, at))
                        yield (kind.collection, record, unit.anchor), (path, placed)


def _parsed(texts: Texts, path: str) -> Any:
    return _parsed_with_lines(texts, path)[0]


def _parsed_with_lines(texts: Texts, path: str) -> tuple[Any, Lines]:
    return parse_yaml(texts.get(path, ""), path, []) or ("", {})
