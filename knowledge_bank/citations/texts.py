"""What in the bank can be cited: the passages of pages, and the texts of records shown on them."""

import re
from collections.abc import Iterator
from typing import Any

from knowledge_bank.bank import Bank
from knowledge_bank.models import KINDS
from knowledge_bank.models.base import Record
from knowledge_bank.models.form import Form
from knowledge_bank.reading.pages import Page
from knowledge_bank.reading.pieces import FEWEST_WORDS, Piece
from knowledge_bank.words import CALL, LITERAL, WORDS

# Pages for those who write the bank, such as those that show words in braces as examples, state
# nothing about neglect.
NOT_CITED = ("contributing/", "search.md")
# Kinds whose records are shown whole, as running text. The others are lists whose entries have
# names of their own already.
CITED_KINDS = ("checklist", "conversation", "form", "prompt-card", "training", "area", "way")
# Words in braces that show every record of a file, with the kind of those records.
WHOLE_FILES = {
    "areas": "area",
    "age_bands": "age-band",
    "contacts": "partnership",
    "glossary": "term",
    "queries": "query",
    "routes": "route",
    "source_register": "source",
}
# Kinds whose records have a place of their own on the page that lists them.
LISTED_KINDS = ("term", "query", "partnership")
# Fields that are headings, facts about the record, or shown elsewhere than in running text.
MACHINERY = frozenset(
    (
        "title",
        "status",
        "shape",
        "shows",
        "fingerprint",
        "edition",
        "place",
        "on_purpose",
        "columns",
        "rows",
    )
)
ONLY_IN_THE_DOCUMENT = frozenset(((Form, "introduction"),))


def citable_pieces(page: Page) -> Iterator[Piece]:
    """Yield the pieces of `page` that state something."""
    shows_braces = page.head.record.render_macros is not None
    if not shows_braces and not page.name.startswith(NOT_CITED):
        yield from (piece for piece in page.pieces if piece.states_something)


def citable_texts(bank: Bank) -> dict[str, list[str]]:
    """The texts that can be cited, in order, by the file they stand in."""
    texts = {
        page.path: [piece.text for piece in citable_pieces(page)] for page in bank.pages.values()
    }
    for kind in CITED_KINDS:
        for located in getattr(bank, KINDS[kind].collection).values():
            texts.setdefault(located.path, []).extend(_texts(located.record))
    return {path: found for path, found in texts.items() if found}


def files_shown_on(bank: Bank, page: Page) -> set[str]:
    """The paths of the data files of which `page` shows records whole."""
    shown = set()
    for call in page.calls:
        word = WORDS[call.word]
        if word.shows and (found := getattr(bank, str(word.refers_to)).get(call.arguments[0])):
            shown.add(found.path)
        elif call.word in WHOLE_FILES:
            shown.add(KINDS[WHOLE_FILES[call.word]].place)
    return shown


def page_with(bank: Bank, file: str) -> str:
    """The built page on which the passages of `file` are read; empty if there is none."""
    if file.startswith("docs/"):
        name = file.removeprefix("docs/")
        return name.replace(".md", ".html") if name in bank.pages else ""
    pages = (page for page in bank.pages.values() if file in files_shown_on(bank, page))
    return next((page.name.replace(".md", ".html") for page in pages), "")


def in_words(bank: Bank, text: str) -> str:
    """`text` with its words in braces as a reader meets them, as far as they can be told."""
    return CALL.sub(lambda call: _word(bank, call.group(1), call.group(2)), text)


def _word(bank: Bank, word: str, written: str) -> str:
    values = [double or single for double, single in re.findall(LITERAL, written)]
    name = values[0] if values else ""
    if word == "source" and name in bank.sources:
        return ", ".join((bank.sources[name].record.title, *values[1:]))
    if word == "term" and name in bank.terms:
        return values[1] if len(values) > 1 else bank.terms[name].record.term
    if (
        word == "partnership"
        and bank.partnership
        and name in type(bank.partnership.record).model_fields
    ):
        return str(getattr(bank.partnership.record, name))
    return " ".join(values[::-1][:1])


def texts_with_ids(bank: Bank) -> Iterator[tuple[str, str]]:
    """Yield the id of each record that has one, and the first text by which it can be cited."""
    for kind in (*CITED_KINDS, *LISTED_KINDS):
        held = getattr(bank, KINDS[kind].collection)
        for located in held.values() if KINDS[kind].shape != "one" else filter(None, (held,)):
            yield from _named(located.record)


def _named(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, tuple):
        for entry in value:
            yield from _named(entry)
    elif isinstance(value, Record):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        told = (text for name, text in fields.items() if name != "id" and name not in MACHINERY)
        texts = (text for text in told if isinstance(text, str))
        said = next((text for text in map(_line, texts) if _says_something(text)), None)
        if said and "id" in fields:
            yield fields["id"], said
        yield from _named(tuple(fields.values()))


def _texts(record: Record) -> Iterator[str]:
    """Yield the texts of `record` that have no name of their own.

    A record with an id has one: what it says is cited by that id.
    """
    named = "id" in type(record).model_fields
    for field in type(record).model_fields:
        if field not in MACHINERY and (type(record), field) not in ONLY_IN_THE_DOCUMENT:
            yield from _texts_in(getattr(record, field), named)


def _texts_in(value: Any, named: bool) -> Iterator[str]:
    if isinstance(value, Record):
        yield from _texts(value)
    elif isinstance(value, tuple):
        for entry in value:
            yield from _texts_in(entry, named=False)
    elif isinstance(value, str) and not named and _says_something(text := _line(value)):
        yield text


def _line(text: str) -> str:
    return " ".join(text.split())


def _says_something(text: str) -> bool:
    return len(text.split()) >= FEWEST_WORDS
