"""The authors’ reference: every key of a kind, what it may hold and what it means."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from knowledge_bank.models.base import Record
from knowledge_bank.reading.problems import record_in


@dataclass(frozen=True)
class Field:
    """One key: its path in the record, whether it must be there, and what it means."""

    name: str
    required: bool
    description: str
    choices: tuple[str, ...]


def fields_of(model: type[Record], prefix: str = "") -> Iterator[Field]:
    """Yield the keys of `model` and of the records inside it, in the order authors write them."""
    properties = model.model_json_schema(mode="validation")["properties"]
    for name, field in model.written_keys().items():
        yield Field(
            f"{prefix}{name}",
            field.is_required(),
            field.description or "",
            tuple(_choices(properties[name])),
        )
        if inner := record_in(field.annotation):
            yield from fields_of(inner, f"{prefix}{name}.")


def _choices(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("enum", ())
        yield from (value for key in ("anyOf", "items") for value in _choices(schema.get(key)))
    elif isinstance(schema, list):
        for part in schema:
            yield from _choices(part)
