"""What readers see of a page or a data file, in units that have an address of their own.

It reads text and not a Bank, so that an old revision written for older models can be compared.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from markdown_it.token import Token

from knowledge_bank.reading.markup import line_of
from knowledge_bank.reading.pages import ATTRIBUTES, MARKDOWN
from knowledge_bank.wording import words_of

# Facts of a record that only those who keep the bank need: who looked and when, what a slide was
# compared with, an address in an older document that is not linked.
BOOKKEEPING = frozenset(
    (
        *("id", "checked", "confirmed", "cited_as", "state_since", "since", "read", "expects"),
        *("roles", "agencies"),
    )
)
# That a person has opened a document at last says nothing new about it.
THE_SAME = {"unverified": "current"}
OPENINGS = frozenset(("paragraph_open", "heading_open", "td_open", "th_open"))


@dataclass(frozen=True)
class Unit:
    """What stands at one anchor: its blocks of text in order, and the anchors around it."""

    anchor: str
    line: int
    blocks: tuple[str, ...]
    within: tuple[str, ...] = ()


def page_units(body: str, name: str, first_line: int, moved: Mapping[str, str]) -> dict[str, Unit]:
    """The units of the page `name` by their anchors; what stands above the first heading has none.

    A link says where it leads, so that sending readers elsewhere is a change. `moved` gives the
    present path of pages that had another.
    """
    anchor, line = "", first_line
    around: list[tuple[int, str]] = []
    blocks: dict[str, list[str]] = {"": []}
    places: dict[str, tuple[int, tuple[str, ...]]] = {"": (first_line, ())}
    tokens = MARKDOWN.parse(body)
    for before, token in zip((Token("", "", 0), *tokens), tokens, strict=False):
        if before.type == "heading_open" and token.type == "inline":
            found = ATTRIBUTES.search(token.content)
            if name_of := found and found.group("id"):
                level, anchor = int(before.tag[1]), name_of.removeprefix("#")
                line = line_of(before, first_line)
                around = [(above, each) for above, each in around if above < level]
                places.setdefault(anchor, (line, tuple(each for _, each in around)))
                blocks.setdefault(anchor, [])
                around.append((level, anchor))
        if text := _said(token, name, moved):
            blocks[anchor].append(text)
    return {
        each: Unit(each, places[each][0], tuple(said), places[each][1])
        for each, said in blocks.items()
    }


def record_units(value: Any, moved: Mapping[str, str]) -> dict[str, Unit]:
    """The units of the record `value`: one for each part with an id, and the rest without.

    `moved` gives the present path of pages that had another.
    """
    blocks: dict[str, list[str]] = {}
    _gather(value, "", blocks, moved)
    return {anchor: Unit(anchor, 1, tuple(texts)) for anchor, texts in blocks.items() if texts}


def fingerprint_of(body: str) -> str:
    """Sixteen signs that change when the words of a page do, and not when only its typing does."""
    units = page_units(body, "", 1, {})
    said = [[each.anchor, *map(words_of, each.blocks)] for each in units.values()]
    return sha256(repr(said).encode()).hexdigest()[:16]


def _said(token: Token, name: str, moved: Mapping[str, str]) -> str:
    """What a block of Markdown says, its links with where they lead."""
    if token.type in ("fence", "code_block"):
        return token.content
    if token.type == "admonition_open":
        return token.info
    if token.type != "inline":
        return ""
    parts: list[str] = []
    opened: list[str] = []
    for child in token.children or ():
        if child.type == "link_open":
            opened.append(str(child.attrs["href"]))
        elif child.type == "link_close":
            parts.append(f" → {_target(opened.pop(), name, moved)} ")
        elif child.type == "image":
            parts.append(f"{child.content} → {_target(str(child.attrs['src']), name, moved)} ")
        else:
            parts.append(" " if child.type.endswith("break") else child.content)
    return ATTRIBUTES.sub("", "".join(parts)).strip()


def _target(address: str, name: str, moved: Mapping[str, str]) -> str:
    path, mark, anchor = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    return moved.get(target, target) + mark + anchor


def _gather(
    value: Any, anchor: str, blocks: dict[str, list[str]], moved: Mapping[str, str]
) -> None:
    if isinstance(value, dict):
        anchor = str(value.get("id", anchor))
        for key, inner in value.items():
            if key not in BOOKKEEPING:
                _gather(inner, anchor, blocks, moved)
    elif isinstance(value, list):
        for inner in value:
            _gather(inner, anchor, blocks, moved)
    elif value:
        page, mark, place = value.partition("#")
        now = f"{moved[page]}{mark}{place}" if page in moved else value
        blocks.setdefault(anchor, []).append(THE_SAME.get(now, now))
