"""Words about what the bank rests on: its sources, their successors, and what is quoted."""

from knowledge_bank.supersession import chain_of, successor_of
from macros.source_register import registered
from macros.vocabulary.showing import Showing


class Sources(Showing):
    """Words that name a source, or list them all."""

    def source(self, name: str, place: str = "", on_purpose: str = "") -> str:
        """A source inline: its title as a link, its edition, its state and the place in it."""
        source = self._bank.sources[name].record
        return self._inline("source", source=source, place=place, on_purpose=on_purpose)

    def supersession(self, name: str) -> str:
        """The chain of editions that a source belongs to, oldest first, and who says so."""
        steps = [
            (self._bank.sources[each].record, successor_of(self._bank, each))
            for each in chain_of(self._bank, name)
        ]
        return self._block("supersession", steps=steps)

    def quotation(self, name: str) -> str:
        """Words quoted from a source, set apart from our own."""
        quotation = self._bank.quotations[name].record
        source = self._bank.sources[quotation.source].record
        return self._block("quotation", quotation=quotation, source=source)

    def source_register(self) -> str:
        """Every source, grouped by how much it binds."""
        groups = registered(self._bank, lambda name: self._pages("sources", name))
        return self._block("source-register", groups=groups)
