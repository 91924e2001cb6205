"""Marks: how a passage carries its name through the site generator, unseen, to the built page."""

import re
from collections.abc import Iterable

from knowledge_bank.citations.names import Names
from knowledge_bank.citations.texts import citable_pieces
from knowledge_bank.reading.pages import Page
from knowledge_bank.reading.pieces import ATTRIBUTES

# From the range that Unicode keeps free for private use; no author types them.
BEGIN, END = "\ue000", "\ue001"
MARK = re.compile(f"{BEGIN}([a-z0-9 -]+){END}")
END_OF_ROW = re.compile(r"\s*\|?\s*$")


def mark(names: Iterable[str]) -> str:
    """The mark of a passage that goes by one of `names`."""
    return f"{BEGIN}{' '.join(names)}{END}"


def marked_body(page: Page, names: Names) -> str:
    """The Markdown of `page` with the mark of each of its passages after its last word."""
    lines = page.body.split("\n")
    given = names.given.get(page.path, ())
    # From the last to the first, so that two passages on a line keep their order.
    for piece, (name, _) in reversed(list(zip(citable_pieces(page), given, strict=True))):
        line, ending = lines[piece.last], END_OF_ROW if piece.kind == "row" else ATTRIBUTES
        found = ending.search(line)
        at = found.start() if found else len(line.rstrip())
        if at == 0 and piece.last:  # attributes on a line of their own
            before = lines[piece.last - 1].rstrip()
            lines[piece.last - 1] = before + mark((name,))
        else:
            lines[piece.last] = line[:at] + mark((name,)) + line[at:]
    return "\n".join(lines)
