"""Facts in YAML as readers see them: each with a label in words, never as keys and dashes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from knowledge_bank.reading.pages import split_page
from knowledge_bank.reading.records import parse_yaml

NAMED_BY = ("title", "term", "name", "label", "question", "id", "page", "area_part")
# What only those who keep the bank need.
NOT_SHOWN = frozenset(
    ("id", "confirmed", "checked", "fingerprint", "cited_as", "render_macros", "hide", "roles")
)
AT_THE_HEAD = ("title", "description", "status", "version", "approved", "withdrawn", "sources")


@dataclass(frozen=True)
class Fact:
    """One value: where it is in the file by names and not by numbers, how readers know it."""

    at: str
    label: str
    text: str
    in_a_list: bool = False


def facts_in(text: str) -> tuple[Fact, ...]:
    """The facts of a data file; none if it cannot be read."""
    parsed = parse_yaml(text, "", [])
    return tuple(_facts(parsed[0], (), ())) if parsed else ()


def facts_at_head(text: str) -> tuple[Fact, ...]:
    """The facts at the head of a page that its readers are shown."""
    head, _, _ = split_page(text)
    parsed = parse_yaml(head, "", []) if head else None
    if not parsed or not isinstance(parsed[0], dict):
        return ()
    shown = {key: value for key, value in parsed[0].items() if key in AT_THE_HEAD}
    return tuple(_facts(shown, (), ()))


def _facts(value: Any, at: tuple[str, ...], labels: tuple[str, ...]) -> Iterator[Fact]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_SHOWN:
                yield from _facts(inner, (*at, key), (*labels, _in_words(key)))
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            if isinstance(entry, dict):
                # An entry with an id is known by it; without one, by its place among its like.
                name = str(entry.get("id") or entry.get("source") or number)
                shown = next((str(entry[key]) for key in NAMED_BY if key in entry), "")
                outer = labels[:-1] if shown else labels
                yield from _facts(entry, (*at, name), (*outer, shown) if shown else outer)
            else:
                yield Fact("/".join(at), " – ".join(filter(None, labels)), str(entry), True)
    elif value not in (None, ""):
        text = " ".join(str(value).split())
        yield Fact("/".join(at), " – ".join(filter(None, labels)), text)


def _in_words(key: str) -> str:
    words = key.replace("_", " ")
    return words[:1].upper() + words[1:]
