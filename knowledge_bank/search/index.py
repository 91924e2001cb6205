"""The index: files that a page can load as scripts, from a server or from a folder."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.reviews import review_of
from knowledge_bank.search.concepts import Concepts
from knowledge_bank.search.kinds import KINDS, boost_of, is_searched, kind_of
from knowledge_bank.search.passages import Passage, every_passage
from knowledge_bank.search.vocabulary import vocabulary
from knowledge_bank.search.words import STOP, as_gaps, words_in

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
        "passages": [_row(place) for place in places],
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
    return pages, places


def _row(place: Place) -> list[Any]:
    passage, kind = place.passage, kind_of(place.name, place.passage)
    boost = boost_of(place.name, passage, kind)
    return [place.page, passage.anchor, passage.heading, passage.level, kind, boost]


def _postings(bank: Bank, places: list[Place]) -> dict[str, str]:
    """For each word, and for each entry of the glossary in text and heading, where it is."""
    concepts = Concepts(located.record for located in bank.terms.values())
    found: dict[str, list[int]] = defaultdict(list)
    spoken: dict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        passage = place.passage
        for word in set(words_in(passage.text)) - STOP:
            found[word].append(number)
        for term in concepts.found_in(f"{passage.text} {passage.heading}"):
            spoken[f"{term}"].append(number)
        for term in concepts.found_in(passage.heading):
            spoken[f"{term}h"].append(number)
    words, names = sorted(found), sorted(spoken)
    return {
        "words": " ".join(words),
        "in": "\n".join(as_gaps(found[word]) for word in words),
        "concepts": " ".join(names),
        "spoken": "\n".join(as_gaps(spoken[name]) for name in names),
    }


def _write(path: Path, name: str, value: Any) -> None:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = written.replace("</", "<\\/").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"globalThis.{name}={safe};\n", encoding="utf-8")
