"""Two wordings of a passage, word by word: what stayed, what went out and what came in."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from knowledge_bank.words import CALL

Sign = Literal["same", "out", "in"]
Part = tuple[Sign, str]
TOKEN = re.compile(rf"{CALL.pattern}|\w+(?:[’']\w+)*|\s+|.", re.DOTALL)
# Islands of so few words between two changes are read more easily as part of the change.
ISLAND = 2


def difference(before: str, after: str) -> tuple[Part, ...]:
    """The parts of both wordings in reading order; what went out stands before what came in."""
    old, new = _tokens(before), _tokens(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    parts: list[Part] = []
    for tag, a, b, c, d in _without_islands(matcher.get_opcodes(), old):
        if tag == "equal":
            parts.append(("same", "".join(old[a:b])))
        else:
            parts.append(("out", "".join(old[a:b])))
            parts.append(("in", "".join(new[c:d])))
    return tuple((sign, text) for sign, text in parts if text)


def applied(parts: tuple[Part, ...], before: str) -> str:
    """What `before` becomes by `parts`; raises ValueError if they are not about it."""
    if "".join(text for sign, text in parts if sign != "in") != before:
        raise ValueError("the difference is about another text")
    return "".join(text for sign, text in parts if sign != "out")


def _tokens(text: str) -> list[str]:
    return [match.group() for match in TOKEN.finditer(text)]


def _without_islands(
    opcodes: Sequence[tuple[str, int, int, int, int]], old: list[str]
) -> Iterator[tuple[str, int, int, int, int]]:
    last = len(opcodes) - 1
    told = [
        ("change" if tag != "equal" or (0 < n < last and _is_island(old[a:b])) else "equal", span)
        for n, (tag, a, b, *_) in enumerate(opcodes)
        for span in [opcodes[n][1:]]
    ]
    for tag, group in groupby(told, key=lambda each: each[0]):
        spans = [span for _, span in group]
        yield tag, spans[0][0], spans[-1][1], spans[0][2], spans[-1][3]


def _is_island(tokens: list[str]) -> bool:
    return sum(any(map(str.isalnum, token)) for token in tokens) < ISLAND
