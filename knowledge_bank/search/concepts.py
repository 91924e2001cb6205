"""Which entries of the glossary a text speaks of, whatever words it uses for them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from knowledge_bank.models.term import Term
from knowledge_bank.search.words import words_in

LETTERS = re.compile(r"[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*s?|[A-Z]&[A-Z]+|s\.\d+")
LONGEST = 8


def is_letters(alias: str) -> bool:
    """Whether `alias` is letters that stand for words, such as MASH, QoC or GCP2."""
    return len(alias) <= 7 and LETTERS.fullmatch(alias) is not None


def names_of(term: Term) -> Iterator[str]:
    """What an entry is called in good earnest: not by slips, nor in words of the family."""
    yield term.term
    if term.expansion:
        yield term.expansion
    yield from (*term.also, *term.old_names, *term.instead_of)


class Concepts:
    """Finds the entries of a glossary in texts; an entry is known by its place in the list."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_words: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._by_letters: dict[str, set[int]] = defaultdict(set)
        for number, term in enumerate(terms):
            for name in names_of(term):
                if is_letters(name):
                    self._by_letters[name].add(number)
                else:
                    self._by_words[_singular(words_in(name))].add(number)

    def found_in(self, text: str) -> set[int]:
        """The entries that `text` names, the longest names first; letters count as written."""
        found: set[int] = set()
        for letters in re.findall(r"[A-Za-z][\w&.]*\w", text):
            found |= self._by_letters.get(letters, set())
        words = _singular(words_in(text))
        at = 0
        while at < len(words):
            length, numbers = _longest(words, at, self._by_words)
            found |= numbers
            at += length
        return found


def _longest(
    words: tuple[str, ...], at: int, names: Mapping[tuple[str, ...], set[int]]
) -> tuple[int, set[int]]:
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        if numbers := names.get(words[at : at + length]):
            return length, numbers
    return 1, set()


def _singular(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(w[:-1] if len(w) > 3 and w.endswith("s") and w[-2] != "s" else w for w in words)
