"""Words about words: a term where it stands, and all of them in order."""

from collections import Counter
from functools import cached_property
from itertools import groupby

from macros.vocabulary.showing import Showing


class Glossary(Showing):
    """Words that explain a term."""

    def term(self, name: str, words: str = "") -> str:
        """A word of the glossary, with its meaning to open by mouse, keyboard or touch."""
        page = self._env.page.file.src_uri
        self._terms[page, name] += 1
        popover = f"term-{name}-{self._terms[page, name]}"
        term = self._bank.terms[name].record
        return self._inline("term", term=term, words=words or term.term, popover=popover)

    def glossary(self) -> str:
        """Every term, in order of the alphabet."""
        terms = sorted(
            (located.record for located in self._bank.terms.values()),
            key=lambda term: term.term.casefold(),
        )
        letters = groupby(terms, key=lambda term: term.term[0].upper())
        return self._block("glossary", letters=[(letter, list(group)) for letter, group in letters])

    @cached_property
    def _terms(self) -> Counter[tuple[str, str]]:
        """How often each page has said each term, for an id of its own each time."""
        return Counter()
