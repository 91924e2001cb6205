"""Which records name which others: read off the models, so that no second list of fields exists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin

from knowledge_bank.models.base import Record, Refers
from knowledge_bank.reading.records import Location


@dataclass(frozen=True)
class Reference:
    """An id that a record gives, the collection it must exist in, and its place in the record."""

    collection: str
    id: str
    at: Location


def references(record: Record, at: Location = ()) -> Iterator[Reference]:
    """Yield every reference in `record` and in the records inside it."""
    for name, collection in _collections(type(record)).items():
        yield from _within(getattr(record, name), collection, (*at, name))


@cache
def _collections(model: type[Record]) -> Mapping[str, str | None]:
    """Each field of `model`, and the collection in which what it names must exist, if any."""
    return MappingProxyType(
        {
            name: _refers(Annotated[field.annotation, *field.metadata, ...])
            for name, field in model.model_fields.items()
        }
    )


def _within(value: Any, collection: str | None, at: Location) -> Iterator[Reference]:
    if isinstance(value, Record):
        yield from references(value, at)
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _within(entry, collection, (*at, index))
    elif collection and isinstance(value, str):
        yield Reference(collection, value, at)


def _refers(annotation: Any) -> str | None:
    """The collection named by a `Refers` anywhere inside `annotation`."""
    if isinstance(annotation, Refers):
        return annotation.collection
    if get_origin(annotation) is not None or hasattr(annotation, "__metadata__"):
        inside = (*get_args(annotation), *getattr(annotation, "__metadata__", ()))
        return next((found for part in inside if (found := _refers(part))), None)
    return None
