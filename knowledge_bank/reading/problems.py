"""A validator's complaint as a sentence an author can act on."""

from collections.abc import Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from knowledge_bank.models.base import Record


def problem_of(
    model: type[Record], mistake: ErrorDetails
) -> tuple[str, str, str, tuple[str | int, ...]]:
    """Return (code, problem, fix, where) for one complaint about a value of `model`."""
    where = mistake["loc"]
    name = next((part for part in reversed(where) if isinstance(part, str)), "")
    owner = _record_at(model, where[: len(where) - 1])
    field = None if _is_record(model, where) else _field_at(model, where)
    means = field.description if field and field.description else "See the fields’ reference."
    match mistake["type"]:
        case "extra_forbidden":
            keys = ", ".join(owner.written_keys()) if owner else ""
            return "KB013", f"There is no key `{name}` here.", f"Use one of: {keys}.", where
        case "missing":
            return "KB014", f"The key `{name}` is missing.", f"Add it. {means}", where
        case "string_too_short":
            return "KB015", f"`{name}` is empty.", means, where
        case "literal_error":
            allowed = mistake["ctx"]["expected"]
            return "KB015", f"`{name}` cannot be {_shown(mistake)}.", f"Use {allowed}.", where
        case "value_error":
            said = str(mistake["ctx"]["error"])
            problem = f"`{name}` {said}." if field else f"{said[0].upper()}{said[1:]}."
            return "KB015", problem, means if field else "Change the one or the other.", where
        case "tuple_type" | "list_type":
            return "KB016", f"`{name}` should be a list.", "Start each entry with `- `.", where
        case "model_type":
            keys = ", ".join((_record_at(model, where) or model).written_keys())
            subject = f"`{name}`" if name else "This"
            return "KB016", f"{subject} should be a record.", f"Write its keys: {keys}.", where
        case "too_short" | "too_long":
            return "KB015", f"`{name}` has {_entries(mistake['input'])}.", means, where
        case _:
            return "KB015", f"`{name}` cannot be {_shown(mistake)}.", means, where


def is_consequence(mistake: ErrorDetails, mistakes: Sequence[ErrorDetails]) -> bool:
    """Whether a list is called short only because its entries have mistakes of their own."""
    where = mistake["loc"]
    inside = (other for other in mistakes if other["loc"][:-1][: len(where)] == where)
    return mistake["type"] == "too_short" and any(inside)


def _is_record(model: type[Record], where: tuple[str | int, ...]) -> bool:
    """Whether `where` is an entry of a list of records, and so has no name of its own."""
    return bool(where) and isinstance(where[-1], int) and _record_at(model, where) is not None


def _entries(written: Sequence[object]) -> str:
    few = {0: "no entries", 1: "1 entry"}
    return few.get(len(written), f"{len(written)} entries")


def _shown(mistake: ErrorDetails) -> str:
    words = str(mistake["input"])
    return repr(words if len(words) < 60 else words[:57] + "…")


def _field_at(model: type[Record], where: tuple[str | int, ...]) -> FieldInfo | None:
    if not where or not isinstance(where[-1], str):
        where = where[:-1]
    if not where:
        return None
    owner = _record_at(model, where[:-1])
    return owner.written_keys().get(str(where[-1])) if owner else None


def _record_at(model: type[Record], where: tuple[str | int, ...]) -> type[Record] | None:
    """The model of the record that stands at `where` inside a `model`."""
    current: type[Record] | None = model
    for part in where:
        if isinstance(part, str) and current is not None:
            field = current.written_keys().get(part)
            current = record_in(field.annotation) if field else None
    return current


def record_in(annotation: Any) -> type[Record] | None:
    """The record type inside an annotation such as `tuple[Item, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    if get_origin(annotation) in (tuple, Union, UnionType, Annotated):
        return next((r for a in get_args(annotation) if (r := record_in(a))), None)
    return None
