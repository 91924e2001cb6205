"""The smallest site that uses everything: nothing is found in it, and nothing is missing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge_bank.bank import load_bank
from knowledge_bank.building import check
from knowledge_bank.models import KINDS
from knowledge_bank.models.base import Record
from knowledge_bank.models.source import Source
from knowledge_bank.words import WORDS


def test_nothing_is_found(complete: Path, today: date) -> None:
    assert check(complete, today)[1] == []


def test_every_word_is_used(complete: Path) -> None:
    bank, _ = load_bank(complete)
    assert {call.word for page in bank.pages.values() for call in page.calls} == set(WORDS)


def records_in(value: object) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, tuple):
        for part in value:
            yield from records_in(part)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_kind_is_used(kind: str, complete: Path) -> None:
    bank, _ = load_bank(complete)
    records = [r for located in bank.records() for r in records_in(located.record)]
    assert any(isinstance(record, KINDS[kind].model) for record in records)
    within = [r for r in records if isinstance(r, KINDS[kind].model)]
    used: dict[type[Record], set[str]] = {}
    for record in (inner for outer in within for inner in records_in(outer)):
        filled = {
            name for name in record.model_fields_set if getattr(record, name) not in ((), None)
        }
        used.setdefault(type(record), set()).update(filled)
    missing = {model.__name__: set(model.model_fields) - names for model, names in used.items()}
    assert {name: fields for name, fields in missing.items() if fields} == {}


def test_every_state_and_authority_is_used(complete: Path) -> None:
    sources = [located.record for located in load_bank(complete)[0].sources.values()]
    for field in ("state", "authority"):
        choices = Source.model_json_schema()["properties"][field]["enum"]
        assert {getattr(source, field) for source in sources} == set(choices)
