"""The register of sources as its page shows it: grouped, each with its chain and its gaps."""

from collections.abc import Callable
from typing import Any, get_args

from knowledge_bank.bank import Bank
from knowledge_bank.models.source import Source
from knowledge_bank.supersession import chain_of, successor_of

Pages = Callable[[str], list[tuple[str, str]]]


def registered(bank: Bank, pages: Pages) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return every source of `bank` under what makes it bind, the most binding first.

    `pages` gives the pages on which readers meet the source of a name.
    """
    entries = [_entry(bank, located.record, pages) for located in bank.sources.values()]
    order = get_args(Source.model_fields["authority"].annotation)
    return [(name, [e for e in entries if e["source"].authority == name]) for name in order]


def _entry(bank: Bank, source: Source, pages: Pages) -> dict[str, Any]:
    """What the register says of `source`: itself, its chain, where it is cited, the gaps."""
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
        "newer": successor_of(bank, source.id),
        "chain": [bank.sources[each].record for each in chain_of(bank, source.id)],
        "pages": pages(source.id),
        "unrecorded": [gap for gap, known in gaps.items() if not known],
    }
