"""Links and footnotes that name a place further down the page, where there is none."""

import re
from collections.abc import Collection, Iterator, Sequence

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from knowledge_bank.findings import Finding
from knowledge_bank.reading.markup import line_of, without_code

FOOTNOTE = r"\[(\^[^\[\]\s]+)\]"
REFERENCE = re.compile(rf"{FOOTNOTE}|\[([^\[\]]*)\]\[([^\[\]]*)\]")
ESCAPED = re.compile(r"\\[^\n]")


def lost_references(
    tokens: Sequence[Token], defined: Collection[str], path: str, first_line: int
) -> Iterator[Finding]:
    """Yield `[text][name]` and `[^1]` whose name is not among those `defined` on the page."""
    for inline in tokens:
        if inline.type != "inline":
            continue
        text = ESCAPED.sub("", without_code(inline.content))
        for found in REFERENCE.finditer(text):
            note, words, name = found.groups()
            if normalizeReference(note or name or words) not in defined:
                yield Finding(
                    path,
                    line_of(inline, first_line) + text.count("\n", 0, found.start()),
                    "KB115",
                    f"`{' '.join(found.group().split())}` would be printed as it stands.",
                    "Write the address in round brackets behind the words; cite with a source.",
                )
