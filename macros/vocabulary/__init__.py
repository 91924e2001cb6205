"""What each word in braces becomes: a record looked up in the bank, shown by its component.

A word is the method of its name, in the module of its family.
"""

from collections.abc import Callable, Iterator

from knowledge_bank.fields import fields_of
from knowledge_bank.models import KINDS
from knowledge_bank.words import WORDS, Word
from macros.vocabulary.changes import Changes
from macros.vocabulary.glossary import Glossary
from macros.vocabulary.keeping import Keeping
from macros.vocabulary.pictures import Pictures
from macros.vocabulary.queries import Queries
from macros.vocabulary.scaling_guide import ScalingGuide
from macros.vocabulary.sources import Sources
from macros.vocabulary.ways import Ways


class Vocabulary(Sources, Glossary, Queries, Keeping, Changes, ScalingGuide, Pictures, Ways):
    """The words of knowledge_bank.words; each returns HTML, or Markdown, for the page it is on."""

    def words(self) -> Iterator[tuple[str, Callable[..., str]]]:
        """Yield every word with the function that makes its HTML."""
        for word in WORDS.values():
            yield word.name, self._shows(word) if word.shows else getattr(self, word.name)

    def fields(self, kind: str) -> str:
        """The reference table of one kind of record, from its model."""
        return self._block("fields", kind=kind, fields=fields_of(KINDS[kind].model))

    def _shows(self, word: Word) -> Callable[[str], str]:
        """The function of a word that shows one record whole, by the component of its name."""

        def show(name: str) -> str:
            record = getattr(self._bank, str(word.refers_to))[name].record
            return self._block(word.name.replace("_", "-"), **{word.name: record}, name=name)

        return show
