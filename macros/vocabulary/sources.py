"""Words about what the bank rests on: its sources, their successors, and what is quoted."""

from typing import Any

from knowledge_bank.models.source import Source
from knowledge_bank.supersession import chain_of, successor_of
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
        entries = [self._registered(located.record) for located in self._bank.sources.values()]
        order = Source.model_fields["authority"].annotation.__args__  # type: ignore[union-attr]
        groups = [(name, [e for e in entries if e["source"].authority == name]) for name in order]
        return self._block("source-register", groups=groups)

    def _registered(self, source: Source) -> dict[str, Any]:
        """What the register says of `source`: itself, its chain, where it is cited, the gaps."""
        chain = chain_of(self._bank, source.id)
        gaps = {
            "its date": source.published,
            "its address": source.link,
            "an archived copy": source.archived,
            "how we know": source.how_we_know,
            "who read it, and when": source.read,
            "its licence": source.licence,
        }
        return {
            "source": source,
            "newer": successor_of(self._bank, source.id),
            "chain": [self._bank.sources[each].record for each in chain],
            "pages": self._pages("sources", source.id),
            "unrecorded": [gap for gap, known in gaps.items() if not known],
        }
