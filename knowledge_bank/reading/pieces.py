"""What a page says, piece by piece: its headings, paragraphs, list items and rows of tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from markdown_it.token import Token

from knowledge_bank.words import CALL

ATTRIBUTES = re.compile(r"\s*\{ (?:[#.][a-z0-9_-]+ )+\}\s*$")
WORD = re.compile(r"\w[\w’']*")
FEWEST_WORDS = 3
AS_WRITTEN = frozenset(("text", "code_inline", "image"))


@dataclass(frozen=True)
class Piece:
    """One piece of a page, in the order in which readers meet it.

    `text` is in one line and without markup, words in braces as they were written. `last` is the
    line of the body, from 0, on which it ends. `under` is the heading it stands under. A row of a
    table has its `cells`, and the headings of their `columns`.
    """

    kind: Literal["heading", "paragraph", "item", "row"]
    text: str
    last: int
    under: str = ""
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def states_something(self) -> bool:
        """Whether one could cite it: it is no heading, no bare word in braces, no mere label."""
        if self.kind == "heading" or CALL.fullmatch(self.text):
            return False
        return len(WORD.findall(self.text)) >= FEWEST_WORDS


def pieces_in(tokens: Sequence[Token]) -> Iterator[Piece]:
    """Yield the pieces of a page that was parsed into `tokens`."""
    under, items = "", 0
    row: list[str] = []
    columns: tuple[str, ...] = ()
    last = 0
    for before, token in pairwise((Token("", "", 0), *tokens)):
        if token.type == "list_item_open":
            items += 1
        elif token.type == "list_item_close":
            items -= 1
        elif token.type == "tr_open" and token.map:
            row, last = [], token.map[0]
        elif token.type == "thead_close":
            columns = tuple(row)
        elif token.type == "tr_close" and columns:
            text = " | ".join(filter(None, row))
            yield Piece("row", text, last, under, tuple(row), columns)
        elif token.type == "table_close":
            columns = ()
        if token.type != "inline":
            continue
        text = one_line(token)
        if before.type in ("td_open", "th_open"):
            row.append(text)
        elif before.type == "heading_open":
            under = text
            yield Piece("heading", text, _last_line(token))
        else:
            first_in_item = before.type == "paragraph_open" and items
            kind: Literal["item", "paragraph"] = "item" if first_in_item else "paragraph"
            yield Piece(kind, text, _last_line(token), under)


def one_line(inline: Token) -> str:
    """The words of a block in one line, without markup."""
    breaks = ("softbreak", "hardbreak")
    parts = (
        " " if child.type in breaks else child.content if child.type in AS_WRITTEN else ""
        for child in inline.children or ()
    )
    return " ".join(ATTRIBUTES.sub("", "".join(parts)).split())


def _last_line(inline: Token) -> int:
    return inline.map[1] - 1 if inline.map else 0
