"""What counts as the same words: typing may change, what is said may not.

Two texts say the same if they differ only in

- white space and the wrapping of lines;
- small and capital letters;
- punctuation: commas, full stops, colons, quotation marks of any shape, brackets, dashes and the
  hyphen, which counts as a space. A question mark is not among them: it turns a statement into a
  question. Nor is anything that stands between two digits (1.5, 10:30, 2–5), nor a sign with a
  meaning of its own (£, %, &, +, <);
- one-letter repairs of spelling, as `is_repair` defines them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

SHORTEST_REPAIRED = 5
# A word with its apostrophes; a number with all that stands between its digits; a sign.
WORD = re.compile(r"\d(?:[^\w\s]?\d)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")
MEANT = frozenset("?%&@#§")
Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """The words of `text`, in order, as far as they say something."""
    found = WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return tuple(word.replace("’", "'") for word in found if word[0].isalnum() or _is_meant(word))


def same_words(old: Sequence[str], new: Sequence[str], known: Counter[str]) -> bool:
    """Whether the blocks of text `old` and `new` say the same.

    `known` counts the words of the bank as it was, as `is_repair` wants them.
    """
    return len(old) == len(new) and all(
        _say_the_same(words_of(one), words_of(other), known)
        for one, other in zip(old, new, strict=True)
    )


def is_repair(old: str, new: str, known: Counter[str]) -> bool:
    """Whether `new` is `old` with one slip of the keyboard mended.

    Both are words of five letters or more and nothing but letters. They begin and end with the
    same letter, because what turns a word into its opposite or its plural stands there (legal,
    illegal; child, children). One letter was left out, put in, exchanged for another, or
    changed places with its neighbour. And the bank as it was must bear witness: the new word stood
    in it twice or more, and the old one nowhere else. A word the bank has never used is a
    change, however alike it looks. `known` counts the words of the bank as it was.
    """
    return (
        min(len(old), len(new)) >= SHORTEST_REPAIRED
        and old.isalpha()
        and new.isalpha()
        and old[0] == new[0]
        and old[-1] == new[-1]
        and known[old] <= 1
        and known[new] >= 2
        and _one_slip_apart(old, new)
    )


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in `texts`."""
    return Counter(word for text in texts for word in words_of(text))


def _say_the_same(old: Words, new: Words, known: Counter[str]) -> bool:
    return len(old) == len(new) and all(
        one == other or is_repair(one, other, known) for one, other in zip(old, new, strict=True)
    )


def _one_slip_apart(old: str, new: str) -> bool:
    """Whether one letter more, less or other, or two exchanged, lead from one to the other."""
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if start is None:
        return abs(len(old) - len(new)) == 1
    rest, other = old[start:], new[start:]
    exchanged = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return exchanged or rest[1:] in (other, other[1:]) or rest == other[1:]


def _is_meant(sign: str) -> bool:
    return sign in MEANT or unicodedata.category(sign).startswith("S")
