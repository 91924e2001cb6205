"""The index: files that a page can load as scripts, from a server or from a folder."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.models.term import Term
from knowledge_bank.reviews import review_of
from knowledge_bank.search.concepts import Concepts
from knowledge_bank.search.kinds import DO_NOW_PAGES, KINDS, boost_of, is_searched, kind_of
from knowledge_bank.search.packing import pack_lists, pack_words
from knowledge_bank.search.passages import Passage, every_passage
from knowledge_bank.search.vocabulary import vocabulary
from knowledge_bank.search.words import STOP, words_in

INDEX, TEXTS = "search/index.js", "search/texts.js"


@dataclass(frozen=True)
class Place:
    """A passage on its page: the page’s path under docs/ and its number in the index."""

    name: str
    page: int
    passage: Passage


def write_search(bank: Bank, site: Path) -> None:
    """Write what the browser searches into the built site at `site`.

    Scripts and not JSON: a page opened from a folder may load scripts, but may not fetch. The
    words to find passages by come first and small; the texts to show of them follow.
    """
    pages, places = _places(bank, site)
    index = {
        "kinds": KINDS,
        "stop": " ".join(sorted(STOP)),
        "pages": pages,
        "passages": _rows(bank, places),
        **_postings(bank, places),
        "vocabulary": vocabulary(bank),
    }
    _write(site / INDEX, "kbSearchIndex", index)
    _write(site / TEXTS, "kbSearchTexts", [place.passage.text for place in places])


def _places(bank: Bank, site: Path) -> tuple[list[list[Any]], list[Place]]:
    pages: list[list[Any]] = []
    places: list[Place] = []
    for name, page in bank.pages.items():
        address = name.replace(".md", ".html")
        passages = [p for p in every_passage(site / address) if is_searched(name, p)]
        head = page.head.record
        if not passages or head.status == "withdrawn":
            continue
        passages[0].parts[:0] = [head.description, " "]
        due = review_of(bank, page).due.isoformat()
        pages.append([address, head.title, int(head.status == "draft"), due])
        places += [Place(name, len(pages) - 1, passage) for passage in passages]
    return pages, _once(places)


def _rows(bank: Bank, places: list[Place]) -> list[list[Any]]:
    """The passages; one that is an entry of the glossary says only which, since that is known."""
    entries = {name: number for number, name in enumerate(bank.terms)}
    rows = []
    for place in places:
        passage, kind = place.passage, kind_of(place.name, place.passage)
        boost = boost_of(place.name, passage, kind)
        anchor: str | int = passage.anchor
        heading = passage.heading
        if anchor in entries and heading == _heading(bank.terms[str(anchor)].record):
            anchor, heading = entries[str(anchor)], ""
        rows.append([place.page, anchor, heading, passage.level, kind, boost])
    return rows


def _heading(term: Term) -> str:
    return f"{term.term} ({term.expansion})" if term.expansion else term.term


def _once(places: list[Place]) -> list[Place]:
    """Each passage once, though its words stand under the same heading elsewhere too."""
    kept: dict[tuple[str, str], Place] = {}
    for place in sorted(places, key=lambda place: place.name not in DO_NOW_PAGES):
        passage = place.passage
        same = (passage.heading, passage.text) if passage.text else (place.name, passage.anchor)
        kept.setdefault(same, place)
    chosen = {id(place) for place in kept.values()}
    return [place for place in places if id(place) in chosen]


def _postings(bank: Bank, places: list[Place]) -> dict[str, str]:
    """For each word, and for each entry of the glossary in text and heading, where it is."""
    concepts = Concepts(located.record for located in bank.terms.values())
    found: dict[str, list[int]] = defaultdict(list)
    spoken: list[list[int]] = [[] for _ in range(2 * len(bank.terms))]
    for number, place in enumerate(places):
        passage = place.passage
        for word in set(words_in(passage.text)) - STOP.union(words_in(passage.heading)):
            found[word].append(number)
        for term in concepts.found_in(f"{passage.text} {passage.heading}"):
            spoken[term].append(number)
        for term in concepts.found_in(passage.heading):
            spoken[len(bank.terms) + term].append(number)
    words = sorted(found)
    return {
        "words": pack_words(words),
        "in": pack_lists((found[word] for word in words), len(places)),
        "spoken": pack_lists(spoken, len(places)),
    }


def _write(path: Path, name: str, value: Any) -> None:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = written.replace("</", "<\\/").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"globalThis.{name}={safe};\n", encoding="utf-8")
